"""基本情况: the head, the hardship, home, bank account, help and filing of a household, each field bound to the draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.casework.known import Known
from desktop.domain.days import day_words
from desktop.domain.form_plan import FormGroup, FormPlan
from desktop.domain.household import WHOLE_HOUSEHOLD, Cause, Hardship, Household, Housing, Period
from desktop.domain.identity import IdCheck
from desktop.domain.masking import (
    Sensitive,
    mask_address,
    mask_born,
    mask_card,
    mask_contact,
    mask_id,
    mask_phone,
    mask_words,
)
from desktop.domain.paper_income import itemised, monthly, other_yearly, with_monthly, with_other_yearly
from desktop.domain.person import EmploymentState, Health, Hukou, Marriage, PersonKind, Sex
from desktop.domain.standing import FileLevel
from desktop.domain.words import (
    EMPLOYER_KINDS,
    EMPLOYER_STATES,
    ETHNICITIES,
    INDUSTRIES,
    MODEL_WORKER,
    POLITICAL,
    word,
)
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import ChoiceBox, TextChoice, TriState
from desktop.ui.fields.covered import Curtain
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.identity import IdNumberEdit
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.moving import tell_by_itself
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.prefix import PrefixLine
from desktop.ui.fields.text import TextBox, TextLine
from desktop.ui.pages.household.asking import NameLine, health_covering
from desktop.ui.pages.household.bound import CardEdit, OtherCauses
from desktop.ui.pages.household.bound_fields import BoundFields
from desktop.ui.pages.household.draft import Draft
from desktop.ui.pages.household.member_entry import MemberDialog
from desktop.ui.pages.household.unit_box import UnitBox

HINT = (
    "离开每一页时自动保存，也可随时按 Ctrl+S；没存完的留作草稿，断电也不丢。"
    "回车到下一项，选项键入拼音首字母（如 zg 选「在岗」），Ctrl+D 照抄上一份的同一项。"
)


class BasicsPart(BoundFields):
    """基本情况."""

    finished = Signal()
    """All of its fields are there."""

    def __init__(
        self,
        draft: Draft,
        today: date,
        curtain: Curtain,
        plan: FormPlan,
        known: Known,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(draft, curtain, plan, parent)
        self._today, self._known = today, known
        self._told: IdCheck | None = None
        self._whole = False
        self._above, self._below = self._make_above(), self._make_below()
        self._soon = QTimer(self, interval=0)
        self._soon.timeout.connect(self._next)

    def build(self) -> None:
        """The head, who stands at the top; what is below the edge of the window follows a card at a time."""
        for _ in self._above:
            pass

    def finish(self) -> None:
        for _ in self.pieces():
            pass

    def pieces(self) -> Iterator[None]:
        """Make what is still to be made, a card at a time; whoever stops half-way leaves the rest to the next."""
        for _ in self._above:
            yield
        self.ensure()
        for _ in self._below:
            yield

    def _make_above(self) -> Iterator[None]:
        self._make_person(self._today)
        self.add(Words(HINT, "faint"))
        yield
        self._head_card()
        self.id_number.told.connect(self._take_from_number)
        yield
        self._settle()
        self.draft.changed.connect(self.show_fields)

    def _make_below(self) -> Iterator[None]:
        self._make_work(self._today)
        yield
        yield from self._put_in(self._work_card, self._income_card, self._nameless_card)
        self._make_household()
        yield
        yield from self._put_in(self._hardship_card, self._home_card, self._bank_card, self._help_card)
        self._make_filing(self._today)
        yield
        self._whole = True
        yield from self._put_in(self._filing_card)
        self._soon.stop()
        self.finished.emit()

    def _put_in(self, *cards: Callable[[], None]) -> Iterator[None]:
        for card in cards:
            self.column.takeAt(self.column.count() - 1)
            card()
            self._settle()
            yield

    def _next(self) -> None:
        next(self._below, None)

    def _make_person(self, today: date) -> None:
        self.name = NameLine()
        self.id_number = IdNumberEdit(today)
        self.sex, self.born = ChoiceBox(Sex), DayEdit(today)
        self.phone, self.employer = TextLine(longest=30), TextChoice(self._known.employers, longest=200)
        self.employment, self.health = ChoiceBox(EmploymentState), ChoiceBox(Health)
        self.marriage, self.hukou = ChoiceBox(Marriage), ChoiceBox(Hukou)
        self.ethnicity, self.political_status = TextChoice(ETHNICITIES), TextChoice(POLITICAL)
        self.insured = TriState()

    def _make_work(self, today: date) -> None:
        self.employer_kind, self.employer_state = TextChoice(EMPLOYER_KINDS), TextChoice(EMPLOYER_STATES)
        self.industry, self.started_work = TextChoice(INDUSTRIES), DayEdit(today)
        self.model_worker = TextChoice(MODEL_WORKER)
        self.kind = ChoiceBox(PersonKind)
        self.traits = TextLine(hint="发现的日期、地点、性别、大约年龄，如：2026-03-02 汽车站，男，约 60 岁")
        self.without_id = TextLine(hint="如：说不清自己是谁")
        self.income, self.other_income = MoneyEdit(unit="元/月"), MoneyEdit(unit="元/年")

    def _make_household(self) -> None:
        self.hardship, self.cause = ChoiceBox(Hardship), ChoiceBox(Cause)
        self.other_causes = OtherCauses(lambda: self.draft.household.cause)
        self.single_parent, self.self_help, self.zero_employment = TriState(), TriState(), TriState()
        self.housing, self.floor_area = ChoiceBox(Housing), NumberEdit("平方米")
        self.address = PrefixLine(self._known.addresses)
        self.hukou_place = PrefixLine(self._known.addresses)
        self.postcode, self.other_contact = TextLine(longest=12), TextLine()
        self.bank, self.bank_branch = (
            TextChoice(self._known.banks, longest=200),
            TextChoice(self._known.branches, longest=200),
        )
        self.card_number, self.account_holder = CardEdit(), TextLine(hint="与户主不同时填写", longest=60)
        self.wants = TextBox(hint="如：大病医疗救助；子女助学", lines=2)
        self.plan = TextBox(hint="准备怎样帮、什么时候、谁来办", lines=2)

    def _make_filing(self, today: date) -> None:
        people = self._known.people
        self.number = TextLine(hint="留空由程序编号", longest=40)
        self.unit_id = UnitBox(self._known.units, self.draft.household.unit_id)
        self.level = ChoiceBox(FileLevel)
        self.filed_on, self.verified_on = DayEdit(today), DayEdit(today)
        self.state_words = Words()
        self.filed_by, self.reviewed_by = TextChoice(people), TextChoice(people)
        self.entered_by = TextChoice(people)
        self.remark = TextBox(lines=3)
        for box in (self.wants, self.plan, self.remark):
            box.setFixedHeight(box.minimumHeight())

    def edit(self) -> None:
        self.name.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._whole:
            self._soon.start()

    def show_fields(self) -> None:
        super().show_fields()
        household = self.draft.household
        head = household.head
        self.id_number.compare_with(head.sex, head.born)
        self.name.may_lack = head.kind is PersonKind.wanderer
        if self._whole:
            self._show_below(household)

    def _show_below(self, household: Household) -> None:
        head = household.head
        self._show_state()
        for field, whose, period in (
            (self.income, head.ordinal, Period.month),
            (self.other_income, WHOLE_HOUSEHOLD, Period.year),
        ):
            many = itemised(household, whose, period)
            field.setEnabled(not many)
            field.edit.setPlaceholderText("已分项登记，见「收入」页" if many else "")
        if self.name.may_lack and FormGroup.nameless in self.folds:
            self.folds[FormGroup.nameless].open(True)

    def _show_state(self) -> None:
        household = self.draft.household
        since = f"，自{day_words(household.state_since)}起" if household.state_since else ""
        self.state_words.setText(f"{word(household.state)}{since}（在「动态管理」里变更）")

    def _head_card(self) -> None:
        grid = self._card("本人（户主）")
        self._head(grid, "姓名 *", self.name, "name")
        self._head(grid, "联系电话", self._covered("phone", Sensitive.phone, mask_phone), "phone")
        number = self._covered("id_number", Sensitive.id_number, mask_id)
        self._head(grid, "证件号码", number, "id_number", wide=True)
        self._head(grid, "性别", self.sex, "sex")
        self._head(grid, "出生日期", self._covered("born", Sensitive.born, mask_born, None), "born")
        self._head(grid, "民族", self.ethnicity, "ethnicity")
        self._head(grid, "政治面貌", self.political_status, "political_status")
        self._head(grid, "婚姻状况", self.marriage, "marriage")
        self._head(grid, "户口类型", self.hukou, "hukou")
        health = self._covered("health", Sensitive.illness, health_covering, None)
        self._head(grid, "健康状况", health, "health")
        self._head(grid, "参加医保", self.insured, "insured")
        self._head(grid, "工作状态", self.employment, "employment")
        self._head(grid, "工作单位", self.employer, "employer")
        row = QHBoxLayout()
        row.addStretch()
        self.more = push("本人其余信息（残疾、合同、学历、读音等）(&I)…", self.edit_head, kind="link")
        row.addWidget(self.more)
        self._last_card.add(row)

    def _work_card(self) -> None:
        grid = self._group(FormGroup.work, "本人工作单位情况")
        self._head(grid, "单位性质", self.employer_kind, "employer_kind")
        self._head(grid, "企业状况", self.employer_state, "employer_state")
        self._head(grid, "所属行业", self.industry, "industry")
        self._head(grid, "参加工作", self.started_work, "started_work")
        self._head(grid, "劳模类型", self.model_worker, "model_worker")

    def _income_card(self) -> None:
        grid = self._card("收入（纸质档案上只有一个数的填这里，分项的到「收入」页登记）")
        self._bind(
            grid,
            "本人月收入",
            self.income,
            "income",
            lambda h: monthly(h, h.head.ordinal),
            lambda value: self.draft.put(
                with_monthly(self.draft.household, self.draft.household.head, value)
            ),
        )
        self._bind(
            grid,
            "家庭其他年收入",
            self.other_income,
            "other_income",
            other_yearly,
            lambda value: self.draft.put(with_other_yearly(self.draft.household, value)),
        )

    def _nameless_card(self) -> None:
        grid = self._group(FormGroup.nameless, "人员身份、没有姓名或证件号码的人")
        self._head(grid, "人员身份", self.kind, "kind")
        self._head(grid, "没有证件的原因", self.without_id, "without_id")
        traits = self._covered("traits", Sensitive.traits, mask_words)
        self._head(grid, "特征", traits, "traits", wide=True)

    def _hardship_card(self) -> None:
        grid = self._card("困难情况")
        self._household(grid, "困难类别", self.hardship, "hardship")
        self._bind(grid, "主要致困原因", self.cause, "cause", lambda h: h.cause, self._take_cause)
        self._household(grid, "次要致困原因", self.other_causes, "other_causes", wide=True)
        self._household(grid, "单亲家庭", self.single_parent, "single_parent")
        self._household(grid, "有自救能力", self.self_help, "self_help")
        self._household(grid, "零就业家庭", self.zero_employment, "zero_employment")

    def _take_cause(self, cause: Cause | None) -> None:
        others = tuple(c for c in self.draft.household.other_causes if c is not cause)
        self.draft.change(cause=cause, other_causes=others)

    def _home_card(self) -> None:
        grid = self._card("住址和住房")
        address = self._covered("address", Sensitive.address, mask_address)
        self._household(grid, "家庭住址", address, "address", wide=True)
        place = self._covered("hukou_place", Sensitive.address, mask_address)
        self._household(grid, "户口所在地", place, "hukou_place", wide=True)
        self._household(grid, "邮政编码", self.postcode, "postcode")
        self._household(grid, "住房类型", self.housing, "housing")
        self._household(grid, "建筑面积", self.floor_area, "floor_area")
        contact = self._covered("other_contact", Sensitive.contact, mask_contact)
        self._household(grid, "其他联系方式", contact, "other_contact")

    def _bank_card(self) -> None:
        grid = self._card("银行账户")
        self._household(grid, "开户银行", self.bank, "bank")
        self._household(grid, "支行名称", self.bank_branch, "bank_branch")
        card = self._covered("card_number", Sensitive.card_number, mask_card)
        self._household(grid, "银行卡号", card, "card_number")
        self._household(grid, "户名", self.account_holder, "account_holder")

    def _help_card(self) -> None:
        grid = self._group(FormGroup.help, "帮扶需求和计划")
        self._household(grid, "帮扶需求", self.wants, "wants", wide=True)
        self._household(grid, "帮扶计划", self.plan, "plan", wide=True)

    def _filing_card(self) -> None:
        grid = self._card("建档")
        self._household(grid, "档案编号", self.number, "number")
        self._household(grid, "建档日期", self.filed_on, "filed_on")
        self._household(grid, "建档单位", self.unit_id, "unit_id", wide=True)
        self._household(grid, "建档标准", self.level, "level")
        self._household(grid, "上次核实", self.verified_on, "verified_on")
        grid.add("档案状态", self.state_words, wide=True)
        self._household(grid, "建档人", self.filed_by, "filed_by")
        self._household(grid, "审核人", self.reviewed_by, "reviewed_by")
        self._household(grid, "录入人", self.entered_by, "entered_by")
        self._household(grid, "备注", self.remark, "remark", wide=True)

    def edit_head(self) -> None:
        """The whole head in the dialog of members."""
        household = self.draft.household
        changed = MemberDialog.ask(
            household,
            household.head,
            self._today,
            self._curtain,
            self,
            plan=self._plan,
            employers=self._known.employers,
        )
        if changed is not None:
            self.draft.put(changed)

    def _take_from_number(self, check: IdCheck) -> None:
        """Sex and birthday follow the number as long as they came from it: its first 15 digits may be a number too."""
        before, self._told = self._told, check
        head = self.draft.household.head
        if check.sex is not None and head.sex in (None, before.sex if before else None):
            head = replace(head, sex=check.sex)
        if check.born is not None and head.born in (None, before.born if before else None):
            head = replace(head, born=check.born)
        self.draft.put_member(head)
        tell_by_itself(self.sex, head.sex is not None and head.sex == check.sex)
        tell_by_itself(self.covers["born"], head.born is not None and head.born == check.born)
