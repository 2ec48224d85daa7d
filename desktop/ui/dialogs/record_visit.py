"""Recording a visit that was made (登记走访): when, who went, and what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import visiting
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.masking import mask_address, mask_phone
from desktop.domain.visit import Visit
from desktop.domain.words import word
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import TextChoice
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine

if TYPE_CHECKING:
    from desktop.casework.office import Office

SAFETY = (
    "未见安全隐患",
    "电线老化，已提醒更换",
    "燃气软管老化，已提醒更换",
    "取暖用火有隐患，已提醒",
    "房屋漏雨或开裂，需报修",
    "独居无人照护，需常联系",
)


class RecordVisit(EntryDialog):
    """What stands in the fields is kept only by 登记; a visit recorded before can be mended the same way."""

    def __init__(self, office: Office, visit: Visit, parent: QWidget | None = None) -> None:
        super().__init__(
            "登记走访" if visit.made_on is None else "修改走访记录", parent, take="登记", width=680
        )
        self._office, self._visit = office, visit
        self.kept: Visit | None = None
        about = "　".join(
            x
            for x in (
                visit.household_name,
                mask_address(visit.address),
                mask_phone(visit.phone),
                f"{visit.members} 人",
            )
            if x
        )
        planned = f"计划 {day_words(visit.day)}　{word(visit.purpose)}"
        self.body.column.insertWidget(0, Words(f"{about}\n{planned}", "band-told"))
        today = office.today()
        names = (*visit.visitors, "", "")
        self.day = DayEdit(today, visit.made_on or min(visit.day, today))
        self.first, self.second = TextLine(names[0], longest=30), TextLine(names[1], longest=30)
        self.found = TextBox(visit.found, "住房、家庭成员、收入和支出有什么变化，和申请说的是否一致", 4)
        self.wishes = TextBox(visit.wishes, "希望得到什么帮助；没有可不填", 2)
        self.safety = TextChoice(SAFETY, visit.safety)
        self.found.setMaximumHeight(150)
        self.wishes.setMaximumHeight(84)
        self.grid.add("走访日期(&D) *", self.day)
        self.grid.add("走访人一(&A) *", self.first)
        self.grid.add("走访人二(&B) *", self.second)
        self.grid.add("看到的情况(&F) *", self.found)
        self.grid.add("诉求愿望(&W)", self.wishes)
        self.grid.add("安全隐患(&S)", self.safety)
        self.ready(self.found)

    @classmethod
    def ask(cls, office: Office, visit: Visit, parent: QWidget | None = None) -> Visit | None:
        """The visit as it was recorded; None where the officer thought better of it."""
        dialog = cls(office, visit, parent)
        return dialog.kept if shown(dialog) else None

    def wrong(self) -> str:
        day = self.day.value()
        if day is None:
            self.day.setFocus()
            return "请填写走访日期。"
        try:
            self.kept = visiting.record_visit(
                self._office,
                self._visit.id or 0,
                day,
                (self.first.value(), self.second.value(), *self._visit.visitors[2:]),
                self.found.value(),
                self.wishes.value(),
                self.safety.value(),
            )
        except OfficeError as error:
            if not self.found.value():
                self.found.setFocus()
            return error.said
        return ""
