"""An identity number (证件号码), checked while it is typed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.days import day_words
from desktop.domain.identity import IdCheck, check_id
from desktop.domain.person import Sex
from desktop.domain.words import word
from desktop.ui.fields.noted import Noted


class IdNumberEdit(Noted):
    """Takes an identity number; says what it tells of birth and sex, and what is wrong with it."""

    told = Signal(object)
    """IdCheck of a faultless number, as soon as it is complete."""

    def __init__(self, today: date, number: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._sex: Sex | None = None
        self._born: date | None = None
        self.edit.setPlaceholderText("18 位，也可填 15 位、港澳台居住证、外国人永居证")
        self.edit.setMaxLength(40)
        self.set_value(number)
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self._tidy)

    def value(self) -> str:
        """The number in its normal form; as written where it has faults."""
        check = self.check()
        return check.number if check is not None and not check.errors else self.edit.text().strip()

    def set_value(self, number: str) -> None:
        """Show a number; what is being typed is left alone when it means the same."""
        if number != self.value():
            self.edit.setText(number)
            self.edit.setCursorPosition(0)
        self._look()

    def compare_with(self, sex: Sex | None, born: date | None) -> None:
        """Sex and birth as registered elsewhere; a number that says otherwise gets a warning."""
        self._sex, self._born = sex, born
        self._look()

    def check(self) -> IdCheck | None:
        """What the number tells; None where nothing is written."""
        text = self.edit.text().strip()
        return check_id(text, self._today, sex=self._sex, born=self._born) if text else None

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        check = self.check()
        return "；".join(check.errors) if check is not None else ""

    def _look(self) -> None:
        check = self.check()
        if check is None:
            self.say("", "")
        elif check.errors:
            # a number that is still being typed is not scolded for being short
            short = self.edit.hasFocus() and len(self.edit.text().strip()) < 15
            self.say("faint" if short else "bad", "继续输入……" if short else "✘ " + "；".join(check.errors))
        elif check.warnings:
            self.say("warned", f"！ {'；'.join(check.warnings)}（{_tells(check)}）")
        else:
            self.say("fine", f"✔ {_tells(check)}")

    def _typed(self) -> None:
        self._look()
        self.changed.emit()  # first, so that whoever hears what the number tells knows the number too
        check = self.check()
        if check is not None and not check.errors:
            self.told.emit(check)

    def _tidy(self) -> None:
        check = self.check()
        if check is not None and not check.errors:
            self.edit.setText(check.number)
        self._look()


def _tells(check: IdCheck) -> str:
    parts = [word(check.sex), f"{day_words(check.born)}出生" if check.born else ""]
    told = "，".join(x for x in parts if x)
    if check.text.strip().upper() != check.number and check.number:
        told += f"，18 位号码为 {check.number}" if len(check.number) == 18 else ""
    return told or "号码无误"
