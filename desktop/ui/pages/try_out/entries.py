"""One field for each type of fact (事实的填法); each tells its value, None for what nobody knows, and what is wrong with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain.fact import FactType
from desktop.domain.money import MAX_YUAN
from desktop.domain.try_out import Question
from desktop.ui.fields.choice import PickBox, TriState
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.try_out.rows import BillsField, PeopleField
from desktop.ui.pages.try_out.several import UNKNOWN, SetField

PLACES = 6
"""Decimals a figure per head may have."""


class FigureEdit(NumberEdit):
    """A figure that may have decimals."""

    def __init__(self, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(unit, places=PLACES, most=int(MAX_YUAN), parent=parent)
        self.edit.setMinimumWidth(90)

    def set_value(self, number: Decimal | None) -> None:
        shown = None if number is None else number.normalize()
        super().set_value(
            None if shown is None else round(shown, PLACES) if _places(shown) > PLACES else shown
        )


class CountEdit(NumberEdit):
    """A whole number; the largest is that of the facts file."""

    def __init__(self, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(unit, places=0, parent=parent)
        self.edit.setMinimumWidth(90)

    def set_value(self, number: Any) -> None:
        super().set_value(None if number is None else Decimal(number))


class WordEdit(TextLine):
    """A text; empty is unknown."""

    def set_value(self, text: str | None) -> None:
        super().set_value(text or "")


def entry_for(question: Question, today: date) -> QWidget:
    """The field for this fact; an `Entry`."""
    fact = question.fact
    match fact.type:
        case FactType.money:
            return MoneyEdit(unit=fact.unit or "元")
        case FactType.quotient:
            return FigureEdit(fact.unit or "元")
        case FactType.number:
            return FigureEdit(fact.unit)
        case FactType.whole:
            return CountEdit(fact.unit)
        case FactType.yes_no:
            return _answer()
        case FactType.choice:
            return PickBox(tuple(fact.choices.items()), unset=UNKNOWN)
        case FactType.choices:
            return SetField(fact.choices, question.named, free=False)
        case FactType.texts:
            return SetField({}, question.named, free=True)
        case FactType.day:
            return DayEdit(today)
        case FactType.text:
            return WordEdit(hint="不知道就空着")
        case FactType.receipts:
            return BillsField(today)
        case FactType.people:
            return PeopleField(question.of_each, lambda one: entry_for(one, today))


def _answer() -> TriState:
    answer = TriState()
    answer.unknown.setText(UNKNOWN)
    return answer


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
