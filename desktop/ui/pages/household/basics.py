"""基本情况: the head, the hardship, home, bank account and filing of a household, each field bound to the draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.domain.household import WHOLE_HOUSEHOLD, Cause, Hardship, Household, Housing
from desktop.domain.identity import IdCheck, luhn_ok
from desktop.domain.masking import (
    Sensitive,
    mask_address,
    mask_born,
    mask_card,
    mask_contact,
    mask_id,
    mask_phone,
)
from desktop.domain.person import EmploymentState, Health, Hukou, Marriage, Sex
from desktop.domain.words import ETHNICITIES, POLITICAL, choices, word
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import ChoiceBox, TextChoice, TriState
from desktop.ui.fields.covered import Covered, Curtain, Lid
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.identity import IdNumberEdit
from desktop.ui.fields.moving import enter_moves_on
from desktop.ui.fields.noted import Noted
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Card
from desktop.ui.fields.text import TextBox, TextLine
from desktop.ui.pages.household.draft import Draft
from desktop.ui.pages.household.entries import MemberDialog, NameLine, health_covering
from desktop.ui.pages.household.sections import Part

HEADS_OWN = frozenset({Sensitive.phone, Sensitive.id_number, Sensitive.born, Sensitive.illness})
"""What is told of the head; the rest belongs to the household."""
MOST_CAUSES = 3
"""次要致困原因 on the union's form: three at most."""


class Field(Protocol):
    """What a bound field must do."""

    @property
    def changed(self) -> Any: ...

    def value(self) -> Any: ...

    def set_value(self, value: Any) -> None: ...

    def problem(self) -> str: ...


class CardEdit(Noted):
    """A bank card or passbook number: a digit that does not fit (Luhn) is only doubted, as passbooks have none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit.setMaxLength(40)
        self.edit.textEdited.connect(self._typed)

    def value(self) -> str:
        """The number without gaps."""
        return "".join(self.edit.text().split())

    def set_value(self, number: str) -> None:
        """Show a number; what is being typed is left alone when it means the same."""
        if number != self.value():
            self.edit.setText(number)
            self._look()

    def problem(self) -> str:
        """A card number is never refused here."""
        return ""

    def _typed(self) -> None:
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        number = self.value()
        if number and number.isdigit() and 16 <= len(number) <= 19 and not luhn_ok(number):
            self.say("warned", "！ 校验位不符，请对照银行卡再看一遍；存折账号可不理会。")
        else:
            self.say("", "")


class CausesButton(QPushButton):
    """次要致困原因: up to three, ticked in a menu."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.setAutoDefault(False)
        menu = QMenu(self)
        self.actions_of = {cause: menu.addAction(text) for cause, text in choices(Cause)}
        for action in self.actions_of.values():
            action.setCheckable(True)
            action.triggered.connect(self._take)
        self.setMenu(menu)
        draft.changed.connect(self._show)
        self._show()

    def _take(self) -> None:
        chosen = tuple(cause for cause, action in self.actions_of.items() if action.isChecked())
        self._draft.change(other_causes=chosen[:MOST_CAUSES])

    def _show(self) -> None:
        household = self._draft.household
        full = len(household.other_causes) >= MOST_CAUSES
        for cause, action in self.actions_of.items():
            action.setChecked(cause in household.other_causes)
            action.setEnabled(cause in household.other_causes or (not full and cause is not household.cause))
        self.setText("、".join(word(c) for c in household.other_causes) or "未填（最多选三项）")


class BasicsPart(Part):
    """基本情况."""

    def __init__(self, draft: Draft, today: date, curtain: Curtain, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._today, self._curtain = today, curtain
        self.covers: dict[str, Covered] = {}
        self._bound: list[tuple[Field, Callable[[Household], Any]]] = []
        self._grids: list[FieldGrid] = []
        self.name = NameLine()
        self.id_number = IdNumberEdit(today)
        self.sex, self.born = ChoiceBox(Sex), DayEdit(today)
        self.phone, self.employer = TextLine(longest=30), TextLine()
        self.employment, self.health = ChoiceBox(EmploymentState), ChoiceBox(Health)
        self.marriage, self.hukou = ChoiceBox(Marriage), ChoiceBox(Hukou)
        self.ethnicity, self.political_status = TextChoice(ETHNICITIES), TextChoice(POLITICAL)
        self.hardship, self.cause = ChoiceBox(Hardship), ChoiceBox(Cause)
        self.other_causes = CausesButton(draft)
        self.single_parent, self.self_help, self.zero_employment = TriState(), TriState(), TriState()
        self.housing, self.floor_area = ChoiceBox(Housing), NumberEdit("平方米")
        self.address, self.hukou_place = TextLine(), TextLine()
        self.postcode, self.other_contact = TextLine(longest=12), TextLine()
        self.bank, self.bank_branch, self.card_number = TextLine(), TextLine(), CardEdit()
        self.number = TextLine(hint="留空由程序编号", longest=40)
        self.filed_on = DayEdit(today)
        self.filed_by, self.reviewed_by, self.entered_by = TextLine(), TextLine(), TextLine()
        self.remark = TextBox(lines=3)
        self._head_card()
        self._hardship_card()
        self._home_card()
        self._bank_card()
        self._filing_card()
        self.column.addStretch(1)
        self.id_number.told.connect(self._take_from_number)
        draft.changed.connect(self.show_fields)
        self.show_fields()
        enter_moves_on(self.inside)

    def edit(self) -> None:
        self.name.setFocus()

    def problems(self) -> list[tuple[str, QWidget]]:
        """Each field that cannot be taken, with what is wrong."""
        return [found for grid in self._grids for found in grid.problems()]

    def show_fields(self) -> None:
        """Show what stands in the draft; fields that say the same already are left alone."""
        household = self.draft.household
        for field, read in self._bound:
            field.set_value(read(household))
        self.id_number.compare_with(household.head.sex, household.head.born)

    def _head_card(self) -> None:
        grid = self._card("本人（户主）")
        self._head(grid, "姓名 *", self.name, "name")
        self._head(grid, "联系电话", self._covered("phone", Sensitive.phone, mask_phone), "phone")
        number = self._covered("id_number", Sensitive.id_number, mask_id)
        self._head(grid, "证件号码", number, "id_number", wide=True)
        self._head(grid, "性别", self.sex, "sex")
        self._head(grid, "出生日期", self._covered("born", Sensitive.born, mask_born, None), "born")
        self._head(grid, "工作单位", self.employer, "employer")
        self._head(grid, "工作状态", self.employment, "employment")
        self._head(
            grid, "健康状况", self._covered("health", Sensitive.illness, health_covering, None), "health"
        )
        self._head(grid, "婚姻状况", self.marriage, "marriage")
        self._head(grid, "户口类型", self.hukou, "hukou")
        self._head(grid, "民族", self.ethnicity, "ethnicity")
        self._head(grid, "政治面貌", self.political_status, "political_status")
        row = QHBoxLayout()
        row.addStretch()
        self.more = push("本人其余信息（单位性质、残疾、医保、劳模等）(&I)…", self.edit_head, kind="link")
        row.addWidget(self.more)
        self._last_card.add(row)

    def _hardship_card(self) -> None:
        grid = self._card("困难情况")
        self._household(grid, "困难类别", self.hardship, "hardship")
        self._household(grid, "主要致困原因", self.cause, "cause")
        grid.add("次要致困原因", self.other_causes)
        self._household(grid, "单亲家庭", self.single_parent, "single_parent")
        self._household(grid, "有自救能力", self.self_help, "self_help")
        self._household(grid, "零就业家庭", self.zero_employment, "zero_employment")

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
        self._household(grid, "银行卡号", card, "card_number", wide=True)

    def _filing_card(self) -> None:
        grid = self._card("建档")
        self._household(grid, "档案编号", self.number, "number")
        self._household(grid, "建档日期", self.filed_on, "filed_on")
        self._household(grid, "建档人", self.filed_by, "filed_by")
        self._household(grid, "审核人", self.reviewed_by, "reviewed_by")
        self._household(grid, "录入人", self.entered_by, "entered_by")
        self._household(grid, "备注", self.remark, "remark", wide=True)

    def _covered(self, name: str, what: Sensitive, mask: Callable[[Any], str], empty: Any = "") -> Covered:
        whose = self._head_number if what in HEADS_OWN else lambda: WHOLE_HOUSEHOLD
        covered = Covered(getattr(self, name), mask, Lid(self._curtain, what, whose), self._curtain, empty)
        self.covers[name] = covered
        return covered

    def _head_number(self) -> int:
        return self.draft.household.head.ordinal

    def _card(self, heading: str) -> FieldGrid:
        grid = FieldGrid(2)
        self._last_card = Card(heading)
        self._last_card.add(grid)
        self.add(self._last_card)
        self._grids.append(grid)
        return grid

    def _head(self, grid: FieldGrid, label: str, field: Any, name: str, wide: bool = False) -> None:
        self._bind(
            grid,
            label,
            field,
            lambda household: getattr(household.head, name),
            lambda value: self.draft.change_head(**{name: value}),
            wide,
        )

    def _household(self, grid: FieldGrid, label: str, field: Any, name: str, wide: bool = False) -> None:
        self._bind(
            grid,
            label,
            field,
            lambda household: getattr(household, name),
            lambda value: self.draft.change(**{name: value}),
            wide,
        )

    def _bind(
        self,
        grid: FieldGrid,
        label: str,
        field: Any,
        read: Callable[[Household], Any],
        write: Callable[[Any], None],
        wide: bool,
    ) -> None:
        grid.add(label, field, wide)
        bound: Field = field
        self._bound.append((bound, read))
        bound.changed.connect(lambda: write(bound.value()))

    def edit_head(self) -> None:
        """The whole head in the dialog of members."""
        household = self.draft.household
        member = MemberDialog.ask(household, household.head, self._today, self._curtain, self)
        if member is not None:
            self.draft.put_member(member)

    def _take_from_number(self, check: IdCheck) -> None:
        head = self.draft.household.head
        self.draft.put_member(replace(head, sex=head.sex or check.sex, born=head.born or check.born))
