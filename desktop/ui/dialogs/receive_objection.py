"""Receiving an objection to a public notice (登记异议): against whom, what was said, by whom if they say so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain.application import ApplicationLine, Notice
from desktop.domain.objection import Objection
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine

KEPT_SECRET = (
    "异议人可以匿名。异议人和联系方式只印在异议登记表上，不张贴、不写进审批表。登记后先核实，"
    "核实前这份申请不往下办；同一公示的其他申请不受影响。"
)


class ReceiveObjection(EntryDialog):
    """One objection, against one of the cases that hang."""

    def __init__(
        self,
        notice: Notice,
        lines: Sequence[ApplicationLine],
        today: date,
        by: str = "",
        parent: QWidget | None = None,
        *,
        chosen: int | None = None,
    ) -> None:
        super().__init__("登记异议", parent, take="登记", width=660)
        self._notice, self._today = notice, today
        self.body.column.insertWidget(0, Words(f"公示 {notice.number}　{KEPT_SECRET}", "band-told"))
        only = lines[0].id if len(lines) == 1 else chosen
        self.case: PickBox[int] = PickBox(
            [(x.id, f"{x.applicant}　{x.number}") for x in lines], only, unset="请选择"
        )
        self.day = DayEdit(today, today)
        self.words = TextBox("", "对哪件事、怎么说的，例如 反映名下还有一套住房", 3)
        self.words.setMaximumHeight(self.words.minimumHeight() + 30)
        self.raised_by = TextLine("", "不愿留姓名的空着，就是匿名", 40)
        self.contact = TextLine("", "电话或地址，答复时要用", 100)
        self.by = TextLine(by, "接待、接电话或收信的人", 40)
        self.grid.add("对谁有异议(&W) *", self.case, wide=True)
        self.grid.add("异议内容(&T) *", self.words, wide=True)
        self.grid.add("异议人(&R)", self.raised_by, wide=True)
        self.grid.add("联系方式(&L)", self.contact, wide=True)
        self.grid.add("提出日期(&D) *", self.day, wide=True)
        self.grid.add("接收人(&N) *", self.by, wide=True)
        self.ready(self.words if only is not None else self.case)

    @classmethod
    def ask(
        cls,
        notice: Notice,
        lines: Sequence[ApplicationLine],
        today: date,
        by: str = "",
        parent: QWidget | None = None,
        *,
        chosen: int | None = None,
    ) -> Objection | None:
        """The objection; None where the officer thought better of it."""
        dialog = cls(notice, lines, today, by, parent, chosen=chosen)
        return dialog.value() if shown(dialog) else None

    def value(self) -> Objection:
        """What the fields say."""
        return Objection(
            notice_id=self._notice.id or 0,
            application_id=self.case.value() or 0,
            day=self.day.value() or self._today,
            words=self.words.value(),
            raised_by=self.raised_by.value(),
            contact=self.contact.value(),
            received_by=self.by.value(),
        )

    def wrong(self) -> str:
        day = self.day.value()
        if self.case.value() is None:
            self.case.setFocus()
            return "请选择对谁有异议。"
        if not self.words.value():
            self.words.setFocus()
            return "请写明异议的内容：对哪件事、怎么说的。"
        if day is None or not self._notice.posted_on <= day <= self._today:
            self.day.setFocus()
            return "提出日期应在张贴之后，不能晚于今天。"
        if not self.by.value():
            self.by.setFocus()
            return "请填写接收异议的人。"
        return ""
