"""Revising a scheme (修订为新版): from which day the new edition holds."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain.scheme import Scheme
from desktop.domain.scheme_words import in_force_told
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words


class ReviseDialog(EntryDialog):
    """Asks for the first day of the new edition and says what becomes of the older one."""

    def __init__(self, scheme: Scheme, today: date, parent: QWidget | None = None) -> None:
        super().__init__("修订为新版", parent, take="开始修订", width=620)
        told = [f"{scheme.title}（{scheme.id}）", in_force_told(scheme)]
        self.body.column.insertWidget(0, Words("\n".join(x for x in told if x), "band-told"))
        self.day = DayEdit(today)
        self.grid.add("新版从哪天起施行(&D) *", self.day, wide=True)
        self.body.add(
            Words(
                "新版是另一份方案，有自己的编号，接着写好再保存。旧版一字不动：到新版施行的前一天为止，已经作出的结论照旧；"
                "在旧版下批准过的，照样计入新版的「只享受一次」和封顶。本单位填过的参数请在新版里重新填写。",
                "faint",
            )
        )
        self.ready(self.day)

    @classmethod
    def ask(cls, scheme: Scheme, today: date, parent: QWidget | None = None) -> date | None:
        """The first day of the new edition; None where the officer thought better of it."""
        dialog = cls(scheme, today, parent)
        return dialog.day.value() if shown(dialog) else None

    def wrong(self) -> str:
        if self.day.value() is None:
            self.day.setFocus()
            return "请填写新版从哪天起施行。"
        return ""
