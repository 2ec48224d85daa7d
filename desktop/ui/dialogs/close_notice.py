"""Taking a public notice down (结束公示): no objection, or who objected to whom and what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.application import ApplicationLine, Notice
from desktop.domain.days import day_words
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine

WITH_OBJECTIONS = 500
"""Height that shows the fields for objections without scrolling, besides a line for each person."""


@dataclass(frozen=True)
class Closing:
    """How a notice ended; `objected` holds the ids of the applications sent back for survey."""

    closed_on: date
    objections: str
    objected: tuple[int, ...]
    by: str


class CloseNoticeDialog(EntryDialog):
    """无异议, or 有异议 with a tick for each application objected to and the words of the objection."""

    def __init__(
        self,
        notice: Notice,
        lines: Sequence[ApplicationLine],
        today: date,
        by: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("结束公示", parent, take="结束公示", width=680)
        self._notice, self._today = notice, today
        self.told = Words(
            f"公示 {notice.number}　{len(lines)} 份申请　{day_words(notice.posted_on)}张贴，"
            f"公示到 {day_words(notice.until)}止",
            "band-told",
        )
        self.body.column.insertWidget(0, self.told)
        self.closed_on = DayEdit(today, today)
        self.none, self.some = QRadioButton("无异议(&W)"), QRadioButton("有异议(&Y)")
        self._group = QButtonGroup(self)
        answer = QWidget()
        row = QHBoxLayout(answer)
        row.setContentsMargins(0, 4, 0, 0)
        for button in (self.none, self.some):
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        answer.setFocusProxy(self.none)
        self.people: dict[int, QCheckBox] = {}
        self.ticks = QWidget()
        column = QVBoxLayout(self.ticks)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(0)
        for line in lines:
            # an & in a name is no mnemonic
            tick = QCheckBox(f"{line.applicant}　{line.number}".replace("&", "&&"))
            tick.setMinimumHeight(30)
            self.people[line.id] = tick
            column.addWidget(tick)
        self.objections = TextBox("", "谁提出的、对哪件事、怎么说的", 3)
        self.objections.setMaximumHeight(self.objections.minimumHeight() + 20)
        self.after = Words("有异议的申请退回调查，查清后重新公示；没有异议的继续办理。", "faint")
        self.by = TextLine(by, "经手此事的人", 40)
        self.grid.add("结束日期(&D) *", self.closed_on, wide=True)
        self.grid.add("公示结果", answer, wide=True)
        self.grid.add("对谁有异议", self.ticks, wide=True)
        self.grid.add("异议内容(&T) *", self.objections, wide=True)
        self.grid.add("经办人(&N) *", self.by, wide=True)
        self.body.add(self.after)
        self.some.toggled.connect(self._show_objections)
        self.none.setChecked(True)
        self._show_objections(False)
        self.ready(self.none)

    @classmethod
    def ask(
        cls,
        notice: Notice,
        lines: Sequence[ApplicationLine],
        today: date,
        by: str = "",
        parent: QWidget | None = None,
    ) -> Closing | None:
        """How it ended; None where the officer thought better of it."""
        dialog = cls(notice, lines, today, by, parent)
        return dialog.value() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def value(self) -> Closing:
        """What the fields say."""
        objected = self.some.isChecked()
        return Closing(
            self.closed_on.value() or self._today,
            self.objections.value() if objected else "",
            tuple(id for id, tick in self.people.items() if tick.isChecked()) if objected else (),
            self.by.value(),
        )

    def wrong(self) -> str:
        day = self.closed_on.value()
        if day is None or day <= self._notice.until:
            self.closed_on.setFocus()
            return f"公示要挂满到 {day_words(self._notice.until)}，结束日期应在这一天之后。"
        if day > self._today:
            self.closed_on.setFocus()
            return f"结束日期 {day_words(day)} 还没有到，请改正。"
        if self.some.isChecked():
            if not any(tick.isChecked() for tick in self.people.values()):
                next(iter(self.people.values())).setFocus()
                return "请勾选对谁有异议。"
            if not self.objections.value():
                self.objections.setFocus()
                return "请写明异议的内容，退回调查时要用。"
        if not self.by.value():
            self.by.setFocus()
            return "请填写经办人姓名。"
        return ""

    def _show_objections(self, shown: bool) -> None:
        self.grid.show_field(self.ticks, shown)
        self.grid.show_field(self.objections, shown)
        self.after.setVisible(shown)
        if shown and len(self.people) == 1:
            next(iter(self.people.values())).setChecked(True)
        if shown and self.isVisible():
            room = self.screen().availableGeometry().height() - 60
            self.resize(self.width(), min(max(self.height(), WITH_OBJECTIONS + 30 * len(self.people)), room))
