"""The first day of help that goes on put right (更正起发日期), with its ground."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.benefit import Benefit
from desktop.domain.days import day_words
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox


class CorrectStartDialog(EntryDialog):
    """What stands there now is on top; the first review moves with the day."""

    def __init__(self, benefit: Benefit, today: date, parent: QWidget | None = None) -> None:
        super().__init__("更正起发日期", parent, take="更正", width=600)
        now = f"现在从 {day_words(benefit.starts_on)}起发：{benefit.starts_because}"
        self.body.column.insertWidget(
            0,
            Words(f"{benefit.receiver}　{benefit.scheme_title}\n{now}\n下次复核的日期跟着改。", "band-told"),
        )
        self.day = DayEdit(today, benefit.starts_on)
        self.because = TextBox(hint="如 《示例县低保工作规程》第十二条：批准当月起发", lines=3)
        self.because.setMaximumHeight(self.because.minimumHeight() + 20)
        self.grid.add("从哪天起发(&D) *", self.day, wide=True)
        self.grid.add("依据(&Y) *", self.because, wide=True)
        self.ready(self.day)

    @classmethod
    def ask(cls, benefit: Benefit, today: date, parent: QWidget | None = None) -> tuple[date, str] | None:
        """The day and its ground; None where the officer thought better of it."""
        dialog = cls(benefit, today, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        day = dialog.day.value()
        return (day, dialog.because.value()) if accepted and day is not None else None

    def wrong(self) -> str:
        if self.day.value() is None:
            self.day.setFocus()
            return "请填写起发日期。"
        if not self.because.value():
            self.because.setFocus()
            return "请写明起发日期的依据。"
        return ""
