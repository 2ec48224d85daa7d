"""A reason asked for before something is done (写明理由), with what it is about above it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox


class ReasonDialog(EntryDialog):
    """Words that may not be left out."""

    def __init__(
        self, title: str, told: str, hint: str, needed: str, take: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent, take=take, width=600)
        self._needed = needed
        self.told = Words(told, "band-told")
        self.body.column.insertWidget(0, self.told)
        self.because = TextBox(hint=hint, lines=3)
        self.because.setMaximumHeight(self.because.minimumHeight() + 30)
        self.grid.add("理由(&Y) *", self.because, wide=True)
        self.ready(self.because)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        *,
        title: str,
        told: str,
        hint: str = "",
        needed: str = "请写明理由。",
        take: str = "确定",
    ) -> str:
        """The reason; nothing where the officer thought better of it."""
        dialog = cls(title, told, hint, needed, take, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.because.value() if accepted else ""

    def wrong(self) -> str:
        if not self.because.value():
            self.because.setFocus()
            return self._needed
        return ""
