"""Agreeing to a restore (恢复备份): the rehearsal first, what will happen in words, and a confirmation that is typed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.backup import Rehearsal
from desktop.domain.safety import confirmation, confirmed, restore_words
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.rehearsal import RehearsalTable
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine


class RestoreBackup(EntryDialog):
    """Nothing is restored here: the window closes first."""

    def __init__(self, found: Rehearsal, parent: QWidget | None = None) -> None:
        super().__init__("恢复这份备份", parent, take="关闭窗口并恢复", width=700)
        self._backup = found.backup
        self.said = Words(found.said, "band-good")
        self.steps = Words(
            "\n".join(
                f"{n}. {said}" for n, said in enumerate(restore_words(found.backup, found.entries_since), 1)
            )
        )
        self.table = RehearsalTable(found)
        self.table.setFixedHeight(self.table.height_for(5))
        self.reason = TextLine(hint="例如 昨天误删了档案", longest=100)
        self.typed = TextLine(hint=f"请输入：{confirmation(found.backup)}", longest=40)
        self.grid.add("恢复的原因(&Y) *", self.reason)
        self.grid.add("确认(&Q) *", self.typed)
        column = self.body.column
        for place, widget in enumerate((self.said, self.steps, self.table)):
            column.insertWidget(place, widget)
        self.body.add(
            Words(
                f"在「确认」里输入「{confirmation(found.backup)}」，空格可以不输。不想恢复的，按 Esc。",
                "faint",
            )
        )
        self.take.setProperty("kind", "danger")
        self.ready(self.reason)

    @classmethod
    def ask(cls, found: Rehearsal, parent: QWidget | None = None) -> str:
        """The reason, where it was agreed to; nothing where not."""
        dialog = cls(found, parent)
        return dialog.reason.value() if shown(dialog) else ""

    def wrong(self) -> str:
        if not self.reason.value():
            self._go_to(self.reason)
            return "请写明恢复的原因，会写进操作记录。"
        if not confirmed(self.typed.value(), self._backup):
            self._go_to(self.typed)
            self.typed.selectAll()
            return f"确认的文字不对。要恢复，请输入「{confirmation(self._backup)}」；不恢复，请按「取消」。"
        return ""

    def _go_to(self, field: QWidget) -> None:
        field.setFocus()
        self.body.ensureWidgetVisible(field, 20, 40)
