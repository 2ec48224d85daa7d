"""The dialog for one person of the household: the paper's columns first, the rest in groups that fold away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.bureau import OfficeKind
from desktop.domain.days import day_words
from desktop.domain.form_plan import PLANS, FormGroup, FormPlan
from desktop.domain.household import Household
from desktop.domain.identity import IdCheck
from desktop.domain.masking import Sensitive, mask_born, mask_id, mask_phone, mask_words
from desktop.domain.nameless import called_without_name
from desktop.domain.paper_income import itemised, monthly, with_monthly
from desktop.domain.person import (
    ContractTerm,
    DisabilityKind,
    Education,
    EmploymentForm,
    EmploymentState,
    Health,
    Hukou,
    Joining,
    Leaving,
    Marriage,
    Member,
    PersonKind,
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
from desktop.ui.dialogs.entry import ListEntry
from desktop.ui.fields.choice import ChoiceBox, PickBox, TextChoice, TriState
from desktop.ui.fields.covered import Curtain
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.identity import IdNumberEdit
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.moving import tell_by_itself
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Fold, Words
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.household.asking import NameLine, backwards, covering, health_covering
from desktop.ui.pages.household.draft import next_ordinal

GRADES = ((1, "一级"), (2, "二级"), (3, "三级"), (4, "四级"))
G = FormGroup
GROUP_WORDS = {
    G.status: "身份、婚姻和户籍",
    G.disability: "残疾",
    G.work: "工作单位情况",
    G.contract: "劳动合同和工会",
    G.schooling: "上学",
    G.moves: "加入和离开家庭",
    G.nameless: "没有姓名或证件号码",
}


class MemberDialog(ListEntry[Member]):
    """One person of the household."""

    def __init__(
        self,
        household: Household,
        member: Member | None,
        today: date,
        curtain: Curtain,
        parent: QWidget | None = None,
        *,
        plan: FormPlan = PLANS[OfficeKind.union],
        employers: Sequence[str] = (),
    ) -> None:
        title = "新增家庭成员" if member is None else f"家庭成员：{member.name or '未填姓名'}"
        super().__init__(title, parent, columns=2, width=880)
        self._household, self._today = household, today
        self._member = m = member or Member(ordinal=next_ordinal(household), name="", relation=Relation.other)
        self.folds: dict[FormGroup, Fold] = {}
        self._told: IdCheck | None = None
        self._person(m, member is None, employers)
        self._groups(m)
        cover = covering(curtain, m.ordinal)
        self.covers = {
            "id_number": cover(self.id_number, mask_id, Sensitive.id_number),
            "born": cover(self.born, mask_born, Sensitive.born, None),
            "phone": cover(self.phone, mask_phone, Sensitive.phone),
            "health": cover(self.health, health_covering, Sensitive.illness, None),
            "disability": cover(self.disability, _disability_covering, Sensitive.illness, None),
            "traits": cover(self.traits, mask_words, Sensitive.traits),
        }
        self._lay_out(plan)
        self.id_number.told.connect(self._take_from_number)
        self.sex.changed.connect(self._compare)
        self.born.changed.connect(self._compare)
        for field in (self.left_on, self.joined_on, self.left_by, self.kind):
            field.changed.connect(self._adapt)
        self._compare()
        self._adapt()
        self.ready(self.name if not m.name else None)

    @classmethod
    def ask(
        cls,
        household: Household,
        member: Member | None,
        today: date,
        curtain: Curtain,
        parent: QWidget,
        *,
        plan: FormPlan = PLANS[OfficeKind.union],
        employers: Sequence[str] = (),
    ) -> Household | None:
        """The household with the member as entered, or None."""
        dialog = cls(household, member, today, curtain, parent, plan=plan, employers=employers)
        if not shown(dialog):
            return None
        entered = dialog.member()
        members = tuple(entered if m.ordinal == entered.ordinal else m for m in household.members)
        return dialog.with_income(replace(household, members=members))

    def _person(self, m: Member, new: bool, employers: Sequence[str]) -> None:
        self.name = NameLine(m.name)
        options = [x for x in choices(Relation) if (x[0] is Relation.head) == (m.relation is Relation.head)]
        self.relation: PickBox[Relation] = PickBox(options, None if new else m.relation, unset="请选择")
        self.id_number = IdNumberEdit(self._today, m.id_number)
        self.sex, self.born = ChoiceBox(Sex, m.sex), DayEdit(self._today, m.born)
        self.political_status = TextChoice(POLITICAL, m.political_status)
        self.health = ChoiceBox(Health, m.health)
        self.income = MoneyEdit(monthly(self._household, m.ordinal), "元/月")
        self.income.setEnabled(not itemised(self._household, m.ordinal))
        self.income.edit.setPlaceholderText("" if self.income.isEnabled() else "已分项登记，在「收入」页修改")
        self.employment = ChoiceBox(EmploymentState, m.employment)
        self.schooling = ChoiceBox(Schooling, m.schooling, unset="未在读 / 未填")
        self.insured = TriState(m.insured)
        self.employer = TextChoice(employers, m.employer, longest=200)
        self.phone = TextLine(m.phone, longest=30)
        self.lives_here = QCheckBox("共同生活（计入家庭人口）")
        self.lives_here.setChecked(m.lives_here)

    def _groups(self, m: Member) -> None:
        today = self._today
        self.kind, self.ethnicity = ChoiceBox(PersonKind, m.kind), TextChoice(ETHNICITIES, m.ethnicity)
        self.marriage, self.hukou = ChoiceBox(Marriage, m.marriage), ChoiceBox(Hukou, m.hukou)
        self.reading = TextLine(m.reading, "如 zeng xiao ming", longest=120)
        self.remark = TextLine(m.remark)
        self.disability = ChoiceBox(DisabilityKind, m.disability, unset="无残疾 / 未填")
        self.disability_grade: PickBox[int] = PickBox(GRADES, m.disability_grade)
        self.employer_kind = TextChoice(EMPLOYER_KINDS, m.employer_kind)
        self.employer_state = TextChoice(EMPLOYER_STATES, m.employer_state)
        self.industry = TextChoice(INDUSTRIES, m.industry)
        self.started_work = DayEdit(today, m.started_work)
        self.model_worker = TextChoice(MODEL_WORKER, m.model_worker)
        self.employment_form = ChoiceBox(EmploymentForm, m.employment_form)
        self.contract_term = ChoiceBox(ContractTerm, m.contract_term)
        self.contract_on, self.contract_until = (
            DayEdit(today, m.contract_on),
            DayEdit(today, m.contract_until),
        )
        self.union_member = TriState(m.union_member)
        self.school_kind, self.education = (
            ChoiceBox(SchoolKind, m.school_kind),
            ChoiceBox(Education, m.education),
        )
        self.enrolled_year = NumberEdit("年", _number(m.enrolled_year), places=0, least=1950, most=2199)
        self.school_years = NumberEdit("年", _number(m.school_years), places=0, least=1, most=12)
        self.major = TextLine(m.major)
        self.joined_on, self.left_on = DayEdit(today, m.joined_on), DayEdit(today, m.left_on)
        self.joined_by, self.left_by = ChoiceBox(Joining, m.joined_by), ChoiceBox(Leaving, m.left_by)
        self.effect = Words("", "faint")
        self.traits = TextLine(
            m.traits, "发现的日期、地点、性别、大约年龄，如：2026-03-02 汽车站，男，约 60 岁"
        )
        self.without_id = TextLine(m.without_id, "如：说不清自己是谁；新生儿未上户口")

    def _lay_out(self, plan: FormPlan) -> None:
        person = self.grid
        person.add("姓名 *", self.name)
        person.add("关系 *", self.relation)
        person.add("证件号码", self.covers["id_number"], wide=True)
        person.add("性别", self.sex)
        person.add("出生日期", self.covers["born"])
        person.add("政治面貌", self.political_status)
        person.add("健康状况", self.covers["health"])
        person.add("月收入", self.income)
        person.add("工作状态", self.employment)
        person.add("在读学段", self.schooling)
        person.add("参加医保", self.insured)
        person.add("单位或学校", self.employer)
        person.add("联系电话", self.covers["phone"])
        person.add("同住", self.lives_here)
        for group, fields in self._fields().items():
            grid = FieldGrid(2)
            for label, field in fields:
                grid.add(label, field, wide=field in (self.covers["traits"], self.remark))
            if group is G.moves:
                grid.add("", self.effect, wide=True)
            filled = any(_filled(field) for _, field in fields)
            self.folds[group] = Fold(GROUP_WORDS[group], grid, opened=filled or group in plan.open_groups)
            self.body.add(self.folds[group])

    def _fields(self) -> dict[FormGroup, tuple[tuple[str, Any], ...]]:
        return {
            G.status: (
                ("人员身份", self.kind),
                ("民族", self.ethnicity),
                ("婚姻状况", self.marriage),
                ("户口类型", self.hukou),
                ("姓名读音", self.reading),
                ("备注", self.remark),
            ),
            G.disability: (("残疾类别", self.covers["disability"]), ("残疾等级", self.disability_grade)),
            G.schooling: (
                ("学历", self.education),
                ("学校性质", self.school_kind),
                ("入学年份", self.enrolled_year),
                ("学制", self.school_years),
                ("专业", self.major),
            ),
            G.work: (
                ("单位性质", self.employer_kind),
                ("企业状况", self.employer_state),
                ("所属行业", self.industry),
                ("参加工作", self.started_work),
                ("劳模类型", self.model_worker),
            ),
            G.contract: (
                ("用工形式", self.employment_form),
                ("合同期限", self.contract_term),
                ("合同签订", self.contract_on),
                ("合同期满", self.contract_until),
                ("工会会员", self.union_member),
            ),
            G.moves: (
                ("加入日期", self.joined_on),
                ("加入原因", self.joined_by),
                ("离开日期", self.left_on),
                ("离开原因", self.left_by),
            ),
            G.nameless: (("特征", self.covers["traits"]), ("没有证件的原因", self.without_id)),
        }

    def entry(self) -> Member:
        return self.member()

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
            kind=self.kind.value(),
            joined_on=self.joined_on.value(),
            joined_by=self.joined_by.value(),
            left_on=self.left_on.value(),
            left_by=self.left_by.value(),
            contract_on=self.contract_on.value(),
            contract_until=self.contract_until.value(),
            contract_term=self.contract_term.value(),
            employment_form=self.employment_form.value(),
            union_member=self.union_member.value(),
            education=self.education.value(),
            enrolled_year=_whole(self.enrolled_year.value()),
            school_years=_whole(self.school_years.value()),
            major=self.major.value(),
            reading=" ".join(self.reading.value().lower().split()),
            traits=self.covers["traits"].value(),
            without_id=self.without_id.value(),
        )

    def with_income(self, household: Household) -> Household:
        """The household with this person's monthly income as entered; the person is in it already."""
        member = household.member(self._member.ordinal)
        if member is None or not self.income.isEnabled():
            return household
        return with_monthly(household, member, self.income.value())

    def problems(self) -> list[tuple[str, QWidget]]:
        found = self.grid.problems()
        for group, fold in self.folds.items():
            here = fold.inside.problems() if isinstance(fold.inside, FieldGrid) else []
            if here:
                self.folds[group].open(True)
            found += here
        return found

    def wrong(self) -> str:
        if not self.relation.value():
            return "请选择与户主的关系。"
        entered = self.member()
        if not entered.name and not called_without_name(entered):
            return "没有姓名的，请在「没有姓名或证件号码」里写明特征。"
        if entered.reading and not entered.reading.replace(" ", "").isascii():
            return "姓名读音请用拼音字母填写，字与字之间空一格，如 zeng xiao ming。"
        return backwards(entered.joined_on, entered.left_on, "加入日期", "离开日期") or backwards(
            entered.contract_on, entered.contract_until, "合同签订日期", "合同期满日期"
        )

    def _adapt(self) -> None:
        self.name.may_lack = self.kind.value() is PersonKind.wanderer
        self.name.setPlaceholderText(
            "不知道姓名的留空，写明特征" if self.name.may_lack else "照证件填写；少数民族姓名用间隔点 ·"
        )
        self.effect.setText(self.effect_words())
        if self.name.may_lack:
            self.folds[G.nameless].open(True)

    def effect_words(self) -> str:
        """What joining and leaving do to the number of people who live together."""
        joined, left = self.joined_on.value(), self.left_on.value()
        said: list[str] = []
        if joined is not None:
            said.append(f"自{day_words(joined)}起计入共同生活，以前的收入核对不算这个人")
        if left is not None:
            because = word(self.left_by.value())
            reason = f"（{because}）" if because else ""
            said.append(
                f"自{day_words(left)}起{reason}不再计入共同生活，人均收入按其余的人重算；本人仍列在成员里"
            )
        return "；".join(said) + ("。" if said else "没有日期的，一直计入共同生活（看上面「同住」）。")

    def _take_from_number(self, check: IdCheck) -> None:
        """Sex and birthday follow the number as long as they came from it: its first 15 digits may be a number too."""
        before, self._told = self._told, check
        born = self.covers["born"]
        if check.sex is not None and self.sex.value() in (None, before.sex if before else None):
            self.sex.set_value(check.sex)
        if check.born is not None and born.value() in (None, before.born if before else None):
            born.set_value(check.born)
        tell_by_itself(self.sex, self.sex.value() == check.sex)
        tell_by_itself(born, born.value() == check.born)

    def _compare(self) -> None:
        self.id_number.compare_with(self.sex.value(), self.covers["born"].value())


def _disability_covering(disability: DisabilityKind | None) -> str:
    return mask_words(disability or "")


def _filled(field: Any) -> bool:
    return field.value() not in (None, "")


def _number(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _whole(number: Decimal | None) -> int | None:
    return None if number is None else int(number)
