"""An amount in yuan that reads itself back in capitals (大写), so that a slip of a zero is seen."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from desktop.domain.money import in_words
from desktop.ui.fields.money import MoneyEdit


class CapitalMoneyEdit(MoneyEdit):
    """A money field with the amount in capitals below it."""

    def __init__(
        self, amount: Decimal | None = None, unit: str = "元", parent: QWidget | None = None
    ) -> None:
        super().__init__(amount, unit, parent)
        self.changed.connect(self._read_back)
        self._read_back()

    def set_value(self, amount: Decimal | None) -> None:
        super().set_value(amount)
        self._read_back()

    def _read_back(self) -> None:
        amount = self.value()
        if amount is not None:
            self.say("faint", f"大写：{in_words(amount)}")
