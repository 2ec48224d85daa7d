"""An amount in yuan (金额)."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import OfficeError
from desktop.domain.money import figures, parse_yuan
from desktop.ui.fields.noted import Noted
from desktop.ui.fields.panels import Words


class MoneyEdit(Noted):
    """Takes an amount as people write it; empty is unknown, nonsense gets a sentence."""

    def __init__(
        self, amount: Decimal | None = None, unit: str = "元", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setMaxLength(40)
        self.edit.setMinimumWidth(120)
        self.row.addWidget(Words(unit, wrap=False))
        if amount is not None:
            self.set_value(amount)
        self.edit.textEdited.connect(self._look)
        self.edit.editingFinished.connect(self._tidy)

    def value(self) -> Decimal | None:
        """The amount; None where nothing, or nothing usable, is written."""
        try:
            return parse_yuan(self.edit.text()) if self.edit.text().strip() else None
        except OfficeError:
            return None

    def set_value(self, amount: Decimal | None) -> None:
        """Show an amount; what is being typed is left alone when it means the same."""
        if amount != self.value():
            self.edit.setText("" if amount is None else figures(amount))
            self.say("", "")

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        try:
            if self.edit.text().strip():
                parse_yuan(self.edit.text())
        except OfficeError as error:
            return error.said
        return ""

    def _look(self) -> None:
        self.say("bad", self.problem())
        self.changed.emit()

    def _tidy(self) -> None:
        amount = self.value()
        if amount is not None:
            self.edit.setText(figures(amount))
