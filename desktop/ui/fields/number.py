"""A plain number with its unit (数字): square metres, pieces, days."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.fields.noted import Noted
from desktop.ui.fields.panels import Words


class NumberEdit(Noted):
    """Takes a number of at most so many places between two bounds; empty is unknown."""

    def __init__(
        self,
        unit: str,
        number: Decimal | None = None,
        places: int = 2,
        least: int = 0,
        most: int = 999_999,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._places, self._least, self._most = places, least, most
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setMaxLength(20)
        self.unit = Words(unit, wrap=False)
        self.row.addWidget(self.unit)
        if number is not None:
            self.set_value(number)
        self.edit.textEdited.connect(self._look)

    def value(self) -> Decimal | None:
        """The number; None where nothing, or nothing usable, is written."""
        return None if self.problem() else self._read()

    def set_value(self, number: Decimal | None) -> None:
        """Show a number; what is being typed is left alone when it means the same."""
        if number != self.value():
            self.edit.setText("" if number is None else f"{number:f}")
            self.say("", "")

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        if not self.edit.text().strip():
            return ""
        number = self._read()
        if number is None:
            return f"「{self.edit.text().strip()}」不是数字，请只填数字，如 80。"
        if not self._least <= number <= self._most:
            return f"应在 {self._least} 至 {self._most} 之间。"
        exponent = number.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self._places:
            return f"最多保留 {self._places} 位小数。" if self._places else "应为整数。"
        return ""

    def _read(self) -> Decimal | None:
        text = unicodedata.normalize("NFKC", self.edit.text()).replace(",", "").strip()
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            return None
        return number if number.is_finite() and "e" not in text.lower() else None

    def _look(self) -> None:
        self.say("bad", self.problem())
        self.changed.emit()
