"""Small dialogs for one entry of a household's file: member, income, expense, property, certificate, tag, illness."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.household import (
    WHOLE_HOUSEHOLD,
    Certificate,
    CertificateKind,
    Expense,
    ExpenseKind,
    Household,
    Income,
    IncomeKind,
    Period,
    Property,
    PropertyKind,
    Tag,
)
from desktop.domain.identity import IdCheck
from desktop.domain.masking import Sensitive, mask_born, mask_id, mask_illness, mask_phone, mask_words
from desktop.domain.names import name_problems, normalise_name
from desktop.domain.person import (
    DisabilityKind,
    Disease,
    EmploymentState,
    Health,
    Hukou,
    Illness,
    Marriage,
    Member,
    Relation,
    Schooling,
    SchoolKind,
    Sex,
)
from desktop.domain.words import (
    EMPLOYER_KINDS,
    EMPLOYER_STATES,
    ETHNICITIES,
    INDUSTRIES,
    MODEL_WORKER,
    POLITICAL,
    choices,
    word,
)
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import ChoiceBox, PickBox, TextChoice, TriState
from desktop.ui.fields.covered import Covered, Curtain, Lid
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.identity import IdNumberEdit
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.household.draft import next_ordinal

GRADES = ((1, "一级"), (2, "二级"), (3, "三级"), (4, "四级"))
ZERO = Decimal(0)


def whose_options(household: Household, whole: bool = True) -> list[tuple[int, str]]:
    """The members an entry can belong to, and perhaps the household as a whole."""
    people = [(m.ordinal, f"{m.name or '（未填姓名）'}（{word(m.relation)}）") for m in household.members]
    return [*people, (WHOLE_HOUSEHOLD, "全家共同")] if whole else people


def health_covering(health: Health | None) -> str:
    """What stands for a state of health; good health has nothing to hide."""
    return "" if health is Health.good else mask_illness(health)


class NameLine(TextLine):
    """A person's name: invisible characters go, the dot becomes one kind of dot, rare characters stay."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, longest=60, parent=parent)
        self.setPlaceholderText("照证件填写；少数民族姓名用间隔点 ·")

    def value(self) -> str:
        return normalise_name(self.text())

    def problem(self) -> str:
        if not self.value():
            return "请填写；确实不知道的写「不详」。"
        return "；".join(name_problems(self.text()))


class MemberDialog(EntryDialog):
    """One person of the household."""

    def __init__(
        self,
        household: Household,
        member: Member | None,
        today: date,
        curtain: Curtain,
        parent: QWidget | None = None,
    ) -> None:
        title = "新增家庭成员" if member is None else f"家庭成员：{member.name or '未填姓名'}"
        super().__init__(title, parent, columns=2, width=880)
        self._member = member or Member(ordinal=next_ordinal(household), name="", relation=Relation.other)
        m = self._member
        self.name = NameLine(m.name)
        options = [x for x in choices(Relation) if (x[0] is Relation.head) == (m.relation is Relation.head)]
        self.relation: PickBox[Relation] = PickBox(
            options, None if member is None else m.relation, unset="请选择"
        )
        self.id_number = IdNumberEdit(today, m.id_number)
        self.sex = ChoiceBox(Sex, m.sex)
        self.born = DayEdit(today, m.born)
        self.phone = TextLine(m.phone, longest=30)
        self.lives_here = QCheckBox("共同生活（计入家庭人口）")
        self.lives_here.setChecked(m.lives_here)
        self.ethnicity = TextChoice(ETHNICITIES, m.ethnicity)
        self.political_status = TextChoice(POLITICAL, m.political_status)
        self.marriage = ChoiceBox(Marriage, m.marriage)
        self.hukou = ChoiceBox(Hukou, m.hukou)
        self.insured = TriState(m.insured)
        self.health = ChoiceBox(Health, m.health)
        self.disability = ChoiceBox(DisabilityKind, m.disability, unset="无残疾 / 未填")
        self.disability_grade: PickBox[int] = PickBox(GRADES, m.disability_grade)
        self.employment = ChoiceBox(EmploymentState, m.employment)
        self.employer = TextLine(m.employer)
        self.employer_kind = TextChoice(EMPLOYER_KINDS, m.employer_kind)
        self.employer_state = TextChoice(EMPLOYER_STATES, m.employer_state)
        self.industry = TextChoice(INDUSTRIES, m.industry)
        self.started_work = DayEdit(today, m.started_work)
        self.schooling = ChoiceBox(Schooling, m.schooling, unset="未在读 / 未填")
        self.school_kind = ChoiceBox(SchoolKind, m.school_kind)
        self.model_worker = TextChoice(MODEL_WORKER, m.model_worker)
        self.remark = TextLine(m.remark)
        cover = _covering(curtain, m.ordinal)
        self.covers = {
            "id_number": cover(self.id_number, mask_id, Sensitive.id_number),
            "born": cover(self.born, mask_born, Sensitive.born, None),
            "phone": cover(self.phone, mask_phone, Sensitive.phone),
            "health": cover(self.health, health_covering, Sensitive.illness, None),
            "disability": cover(self.disability, _disability_covering, Sensitive.illness, None),
        }
        person, work, body = self.grid, FieldGrid(2), FieldGrid(2)
        person.add("姓名 *", self.name)
        person.add("关系 *", self.relation)
        person.add("证件号码", self.covers["id_number"], wide=True)
        person.add("性别", self.sex)
        person.add("出生日期", self.covers["born"])
        person.add("联系电话", self.covers["phone"])
        person.add("同住", self.lives_here)
        person.add("民族", self.ethnicity)
        person.add("政治面貌", self.political_status)
        person.add("婚姻状况", self.marriage)
        person.add("户口类型", self.hukou)
        work.add("工作状态", self.employment)
        work.add("单位或学校", self.employer)
        work.add("单位性质", self.employer_kind)
        work.add("企业状况", self.employer_state)
        work.add("所属行业", self.industry)
        work.add("参加工作", self.started_work)
        work.add("在读学段", self.schooling)
        work.add("学校性质", self.school_kind)
        work.add("劳模类型", self.model_worker)
        body.add("健康状况", self.covers["health"])
        body.add("参加医保", self.insured)
        body.add("残疾类别", self.covers["disability"])
        body.add("残疾等级", self.disability_grade)
        body.add("备注", self.remark, wide=True)
        self.body.add(Words("工作和上学", "heading"))
        self.body.add(work)
        self.body.add(Words("健康", "heading"))
        self.body.add(body)
        self._grids = (person, work, body)
        self.id_number.told.connect(self._take_from_number)
        self.sex.changed.connect(self._compare)
        self.born.changed.connect(self._compare)
        self._compare()
        self.ready(self.name if not m.name else None)

    @classmethod
    def ask(
        cls, household: Household, member: Member | None, today: date, curtain: Curtain, parent: QWidget
    ) -> Member | None:
        """The member as entered, or None."""
        dialog = cls(household, member, today, curtain, parent)
        return dialog.member() if shown(dialog) else None

    def member(self) -> Member:
        """The person as entered."""
        return replace(
            self._member,
            name=self.name.value(),
            relation=self.relation.value() or Relation.other,
            id_number=self.covers["id_number"].value(),
            sex=self.sex.value(),
            born=self.covers["born"].value(),
            phone=self.covers["phone"].value(),
            lives_here=self.lives_here.isChecked(),
            ethnicity=self.ethnicity.value(),
            political_status=self.political_status.value(),
            marriage=self.marriage.value(),
            hukou=self.hukou.value(),
            insured=self.insured.value(),
            health=self.covers["health"].value(),
            disability=self.covers["disability"].value(),
            disability_grade=self.disability_grade.value(),
            employment=self.employment.value(),
            employer=self.employer.value(),
            employer_kind=self.employer_kind.value(),
            employer_state=self.employer_state.value(),
            industry=self.industry.value(),
            started_work=self.started_work.value(),
            schooling=self.schooling.value(),
            school_kind=self.school_kind.value(),
            model_worker=self.model_worker.value(),
            remark=self.remark.value(),
        )

    def problems(self) -> list[tuple[str, QWidget]]:
        return [found for grid in self._grids for found in grid.problems()]

    def wrong(self) -> str:
        return "" if self.relation.value() else "请选择与户主的关系。"

    def _take_from_number(self, check: IdCheck) -> None:
        if self.sex.value() is None and check.sex is not None:
            self.sex.set_value(check.sex)
        if self.covers["born"].value() is None and check.born is not None:
            self.covers["born"].set_value(check.born)

    def _compare(self) -> None:
        self.id_number.compare_with(self.sex.value(), self.covers["born"].value())


class IncomeDialog(EntryDialog):
    """One kind of income of one member."""

    def __init__(
        self, household: Household, income: Income | None, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__("新增收入" if income is None else "修改收入", parent, width=560)
        now = income or Income(kind=IncomeKind.wage, amount=ZERO, whose=household.head.ordinal)
        self.whose: PickBox[int] = PickBox(whose_options(household), now.whose, unset=None)
        self.kind = ChoiceBox(IncomeKind, now.kind, unset=None)
        self.amount = MoneyEdit(None if income is None else now.amount)
        self.period = ChoiceBox(Period, now.period, unset=None)
        self.received_on = DayEdit(today, now.received_on)
        self.remark = TextLine(now.remark, "如：单位开具的收入证明")
        self.grid.add("谁的收入", self.whose)
        self.grid.add("收入种类", self.kind)
        self.grid.add("金额", self.amount)
        self.grid.add("多久一次", self.period)
        self.grid.add("收到日期", self.received_on)
        self.grid.add("备注", self.remark)
        self.hint = Words("", "faint")
        self.body.add(self.hint)
        self.kind.changed.connect(self._adapt)
        self.period.changed.connect(self._adapt)
        self._adapt()
        self.ready(self.whose)

    @classmethod
    def ask(cls, household: Household, income: Income | None, today: date, parent: QWidget) -> Income | None:
        """The income as entered, or None."""
        dialog = cls(household, income, today, parent)
        return dialog.income() if shown(dialog) else None

    def income(self) -> Income:
        """The income as entered."""
        once = self.period.value() is Period.once
        return Income(
            kind=_given(self.kind.value()),
            amount=self.amount.value() or ZERO,
            whose=_given(self.whose.value()),
            period=_given(self.period.value()),
            received_on=self.received_on.value() if once else None,
            remark=self.remark.value(),
        )

    def wrong(self) -> str:
        return _no_amount(self.amount) if self.kind.value() is not IncomeKind.none else ""

    def _adapt(self) -> None:
        nothing = self.kind.value() is IncomeKind.none
        self.amount.setEnabled(not nothing)
        if nothing:
            self.amount.set_value(ZERO)
        once = self.period.value() is Period.once
        self.grid.show_field(self.received_on, once)
        self.hint.setText(
            "已核实确实没有收入：登记这一条，人均收入才能计算。"
            if nothing
            else "一次性收入只在核对日前 12 个月内的才计入；没有日期的也计入。"
            if once
            else ""
        )


class ExpenseDialog(EntryDialog):
    """One rigid expense."""

    def __init__(
        self, household: Household, expense: Expense | None, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__("新增刚性支出" if expense is None else "修改刚性支出", parent, width=560)
        now = expense or Expense(kind=ExpenseKind.illness, amount=ZERO, whose=household.head.ordinal)
        self.whose: PickBox[int] = PickBox(whose_options(household), now.whose, unset=None)
        self.kind = ChoiceBox(ExpenseKind, now.kind, unset=None)
        self.amount = MoneyEdit(None if expense is None else now.amount)
        self.reimbursed = MoneyEdit(None if expense is None else now.reimbursed)
        self.period = ChoiceBox(Period, now.period, unset=None)
        self.paid_on = DayEdit(today, now.paid_on)
        self.remark = TextLine(now.remark, "如：住院发票 3 张")
        self.self_paid = Words("", "faint")
        self.grid.add("谁的支出", self.whose)
        self.grid.add("支出种类", self.kind)
        self.grid.add("总金额", self.amount)
        self.grid.add("已报销", self.reimbursed)
        self.grid.add("自付", self.self_paid)
        self.grid.add("多久一次", self.period)
        self.grid.add("支出日期", self.paid_on)
        self.grid.add("备注", self.remark)
        for field in (self.amount, self.reimbursed, self.period):
            field.changed.connect(self._adapt)
        self._adapt()
        self.ready(self.whose)

    @classmethod
    def ask(
        cls, household: Household, expense: Expense | None, today: date, parent: QWidget
    ) -> Expense | None:
        """The expense as entered, or None."""
        dialog = cls(household, expense, today, parent)
        return dialog.expense() if shown(dialog) else None

    def expense(self) -> Expense:
        """The expense as entered."""
        once = self.period.value() is Period.once
        return Expense(
            kind=_given(self.kind.value()),
            amount=self.amount.value() or ZERO,
            reimbursed=self.reimbursed.value() or ZERO,
            whose=_given(self.whose.value()),
            period=_given(self.period.value()),
            paid_on=self.paid_on.value() if once else None,
            remark=self.remark.value(),
        )

    def wrong(self) -> str:
        if said := _no_amount(self.amount):
            return said
        if self.expense().self_paid < 0:
            return "已报销的比总金额还多，请核对票据。"
        return ""

    def _adapt(self) -> None:
        paid = self.expense().self_paid
        self.self_paid.become("bad" if paid < 0 else "faint", f"{paid:,.2f} 元（总金额减去已报销，自动计算）")
        self.grid.show_field(self.paid_on, self.period.value() is Period.once)


class PropertyDialog(EntryDialog):
    """A home, vehicle, savings or business."""

    def __init__(
        self, prop: Property | None, kind: PropertyKind = PropertyKind.home, parent: QWidget | None = None
    ) -> None:
        super().__init__("新增财产" if prop is None else "修改财产", parent, width=560)
        now = prop or Property(kind=kind)
        self.kind = ChoiceBox(PropertyKind, now.kind, unset=None)
        self.description = TextLine(now.description)
        self.area = NumberEdit("平方米", now.area)
        self.value = MoneyEdit(now.value)
        self.exempt = QCheckBox("不计入（如残疾代步车、电动两轮车），在说明里写明理由")
        self.exempt.setChecked(now.exempt)
        self.grid.add("种类", self.kind)
        self.grid.add("说明", self.description)
        self.grid.add("面积", self.area)
        self.grid.add("金额或估值", self.value)
        self.grid.add("", self.exempt)
        self.kind.changed.connect(self._adapt)
        self._adapt()
        self.ready(self.kind)

    @classmethod
    def ask(cls, prop: Property | None, kind: PropertyKind, parent: QWidget) -> Property | None:
        """The property as entered, or None."""
        dialog = cls(prop, kind, parent)
        return dialog.entered() if shown(dialog) else None

    def entered(self) -> Property:
        """The property as entered."""
        kind = _given(self.kind.value())
        building = kind in (PropertyKind.home, PropertyKind.other_building)
        return Property(
            kind=kind,
            description=self.description.value(),
            area=self.area.value() if building else None,
            value=self.value.value(),
            exempt=self.exempt.isChecked(),
        )

    def wrong(self) -> str:
        if self.exempt.isChecked() and not self.description.value():
            return "勾选了「不计入」，请在说明里写明理由。"
        if self.kind.value() is PropertyKind.savings and self.value.value() is None:
            return "请填写存款及有价证券的金额。"
        return ""

    def _adapt(self) -> None:
        kind = self.kind.value()
        self.grid.show_field(self.area, kind in (PropertyKind.home, PropertyKind.other_building))
        self.description.setPlaceholderText(
            {
                PropertyKind.home: "如：自有，幸福小区 3 栋 502",
                PropertyKind.other_building: "如：沿街店铺一间",
                PropertyKind.vehicle: "如：五菱面包车，2015 年",
                PropertyKind.savings: "如：全家银行存款合计",
                PropertyKind.business: "如：小卖部，夫妻经营，无雇工",
            }.get(kind or PropertyKind.home, "")
        )


class CertificateDialog(EntryDialog):
    """A certificate of the household or of one member."""

    def __init__(
        self,
        household: Household,
        certificate: Certificate | None,
        today: date,
        curtain: Curtain,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("新增证件" if certificate is None else "修改证件", parent, width=560)
        now = certificate or Certificate(kind=CertificateKind.dibao)
        self.kind = ChoiceBox(CertificateKind, now.kind, unset=None)
        self.whose: PickBox[int] = PickBox(whose_options(household), now.whose, unset=None)
        self.number = TextLine(now.number, longest=60)
        self.issued_on = DayEdit(today, now.issued_on)
        self.expires_on = DayEdit(today, now.expires_on)
        self.grid.add("证件种类", self.kind)
        self.grid.add("持证人", self.whose)
        cover = _covering(curtain, now.whose)
        self.covers = {"number": cover(self.number, mask_id, Sensitive.certificate)}
        self.grid.add("证件编号", self.covers["number"])
        self.grid.add("发证日期", self.issued_on)
        self.grid.add("有效期至", self.expires_on)
        self.body.add(Words("长期有效的，「有效期至」留空。", "faint"))
        self.ready(self.kind)

    @classmethod
    def ask(
        cls,
        household: Household,
        certificate: Certificate | None,
        today: date,
        curtain: Curtain,
        parent: QWidget,
    ) -> Certificate | None:
        """The certificate as entered, or None."""
        dialog = cls(household, certificate, today, curtain, parent)
        return dialog.certificate() if shown(dialog) else None

    def certificate(self) -> Certificate:
        """The certificate as entered."""
        return Certificate(
            kind=_given(self.kind.value()),
            whose=_given(self.whose.value()),
            number=self.covers["number"].value(),
            issued_on=self.issued_on.value(),
            expires_on=self.expires_on.value(),
        )

    def wrong(self) -> str:
        return _backwards(self.issued_on.value(), self.expires_on.value(), "发证日期", "有效期")


class TagDialog(EntryDialog):
    """A tag on the household, with the days it holds."""

    def __init__(self, tag: Tag | None, known: list[str], today: date, parent: QWidget | None = None) -> None:
        super().__init__("新增标签" if tag is None else "修改标签", parent, width=520)
        now = tag or Tag(name="", since=today)
        self.name = TextChoice(known, now.name)
        self.since = DayEdit(today, now.since)
        self.until = DayEdit(today, now.until)
        self.grid.add("标签", self.name)
        self.grid.add("起始日期", self.since)
        self.grid.add("截止日期", self.until)
        self.ready(self.name)

    @classmethod
    def ask(cls, tag: Tag | None, known: list[str], today: date, parent: QWidget) -> Tag | None:
        """The tag as entered, or None."""
        dialog = cls(tag, known, today, parent)
        return dialog.tag() if shown(dialog) else None

    def tag(self) -> Tag:
        """The tag as entered."""
        return Tag(name=self.name.value(), since=self.since.value(), until=self.until.value())

    def wrong(self) -> str:
        if not self.name.value():
            return "请填写标签，如「单亲」「重点关注」。"
        return _backwards(self.since.value(), self.until.value(), "起始日期", "截止日期")


class IllnessDialog(EntryDialog):
    """A diagnosed illness of a member."""

    def __init__(
        self,
        household: Household,
        illness: tuple[int, Illness] | None,
        today: date,
        curtain: Curtain,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("新增疾病" if illness is None else "修改疾病", parent, width=560)
        whose, now = illness or (household.head.ordinal, Illness(disease=Disease.cancer))
        self.whose: PickBox[int] = PickBox(whose_options(household, whole=False), whose, unset=None)
        self.disease = ChoiceBox(Disease, now.disease, unset=None)
        self.name = TextLine(now.name, "照诊断书填写")
        self.diagnosed_on = DayEdit(today, now.diagnosed_on)
        self.hospital = TextLine(now.hospital)
        self.grid.add("患者", self.whose)
        # One look shows all three; of an illness that is only being entered nothing is covered.
        asked = (
            curtain
            if illness is not None
            else Curtain(lambda _what, _whose: True, lambda _whose: False, self)
        )
        lid = Lid(asked, Sensitive.illness, lambda: whose)
        self.covers = {
            "disease": Covered(self.disease, mask_illness, lid, asked, None),
            "name": Covered(self.name, mask_words, lid, asked),
            "hospital": Covered(self.hospital, mask_words, lid, asked),
        }
        self.grid.add("病种", self.covers["disease"])
        self.grid.add("诊断病名", self.covers["name"])
        self.grid.add("确诊日期", self.diagnosed_on)
        self.grid.add("诊断医院", self.covers["hospital"])
        self.ready(self.whose)

    @classmethod
    def ask(
        cls,
        household: Household,
        illness: tuple[int, Illness] | None,
        today: date,
        curtain: Curtain,
        parent: QWidget,
    ) -> tuple[int, Illness] | None:
        """Who is ill and of what, or None."""
        dialog = cls(household, illness, today, curtain, parent)
        return dialog.illness() if shown(dialog) else None

    def illness(self) -> tuple[int, Illness]:
        """Who is ill and of what, as entered."""
        return _given(self.whose.value()), Illness(
            disease=_given(self.covers["disease"].value()),
            name=self.covers["name"].value(),
            diagnosed_on=self.diagnosed_on.value(),
            hospital=self.covers["hospital"].value(),
        )


def _covering(curtain: Curtain, whose: int) -> Callable[..., Covered]:
    """Puts fields of that person below lids of their own."""

    def cover(field: Any, mask: Callable[[Any], str], what: Sensitive, empty: Any = "") -> Covered:
        return Covered(field, mask, Lid(curtain, what, lambda: whose), curtain, empty)

    return cover


def _disability_covering(disability: DisabilityKind | None) -> str:
    return mask_words(disability or "")


def _given(value: Any) -> Any:
    """The value of a choice that always has one."""
    if value is None:
        raise ValueError("a choice without an empty entry gave nothing")
    return value


def _no_amount(field: MoneyEdit) -> str:
    return "请填写金额。" if field.value() is None else ""


def _backwards(first: date | None, last: date | None, first_word: str, last_word: str) -> str:
    if first is not None and last is not None and last < first:
        return f"{last_word}（{last.isoformat()}）早于{first_word}（{first.isoformat()}），请改正。"
    return ""
