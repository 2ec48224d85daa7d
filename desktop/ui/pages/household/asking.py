"""What the small dialogs of the file have in common: whose an entry is, coverings, and sentences for what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain.days import day_words
from desktop.domain.household import WHOLE_HOUSEHOLD, Household
from desktop.domain.masking import Sensitive, mask_illness
from desktop.domain.names import name_problems, normalise_name
from desktop.domain.person import Health
from desktop.domain.words import word
from desktop.ui.fields.covered import Covered, Curtain, Lid
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.text import TextLine


def whose_options(household: Household, whole: bool = True) -> list[tuple[int, str]]:
    """The members an entry can belong to, and perhaps the household as a whole."""
    people = [(m.ordinal, f"{m.name or '（未填姓名）'}（{word(m.relation)}）") for m in household.members]
    return [*people, (WHOLE_HOUSEHOLD, "全家共同")] if whole else people


def health_covering(health: Health | None) -> str:
    """What stands for a state of health; good health has nothing to hide."""
    return "" if health is Health.good else mask_illness(health)


class NameLine(TextLine):
    """A person's name: invisible characters go, the dot becomes one kind of dot, rare characters stay."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, longest=60, parent=parent)
        self.setPlaceholderText("照证件填写；少数民族姓名用间隔点 ·")
        self.may_lack = False
        """Nobody knows it: it is made from what the person is told by."""

    def value(self) -> str:
        return normalise_name(self.text())

    def problem(self) -> str:
        if not self.value():
            return "" if self.may_lack else "请填写；确实不知道的写「不详」。"
        return "；".join(name_problems(self.text()))


def covering(curtain: Curtain, whose: int) -> Callable[..., Covered]:
    """Puts fields of that person below lids of their own."""

    def cover(field: Any, mask: Callable[[Any], str], what: Sensitive, empty: Any = "") -> Covered:
        return Covered(field, mask, Lid(curtain, what, lambda: whose), curtain, empty)

    return cover


def together(curtain: Curtain, what: Sensitive, whose: int, new: bool) -> Callable[..., Covered]:
    """Puts several fields below one lid, so that one look shows all; of what is only being entered nothing is covered."""
    asked = Curtain(lambda _what, _whose: True, lambda _whose: False, curtain) if new else curtain
    lid = Lid(asked, what, lambda: whose)

    def cover(field: Any, mask: Callable[[Any], str], empty: Any = "") -> Covered:
        return Covered(field, mask, lid, asked, empty)

    return cover


def given(value: Any) -> Any:
    """The value of a choice that always has one."""
    if value is None:
        raise ValueError("a choice without an empty entry gave nothing")
    return value


def no_amount(field: MoneyEdit) -> str:
    """What to say where the amount is missing."""
    return "请填写金额。" if field.value() is None else ""


def backwards(first: date | None, last: date | None, first_word: str, last_word: str) -> str:
    """What to say where something ends before it begins."""
    if first is not None and last is not None and last < first:
        return f"{last_word}（{day_words(last)}）早于{first_word}（{day_words(first)}），请改正。"
    return ""
