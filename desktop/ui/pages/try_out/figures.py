"""Figures put in for a trial only (试填): what the plan leaves blank, and what one would like to see otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.casework.trying import Ground
from desktop.domain.dated_parameters import WRITTEN, ParameterType, written
from desktop.domain.errors import OfficeError
from desktop.domain.money import figures
from desktop.domain.scheme_parts import Parameter
from desktop.domain.scheme_words import plain_number
from desktop.domain.standards import LINE_WORDS, LineKind, NoLineError
from desktop.domain.try_out import Attempt
from desktop.ui.dialogs.parameter import MOST, PLACES
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.noted import Noted
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Card, Fold, Words

ONLY_HERE = "试填的数只在这个窗口里用，不保存；要正式填写，请到「方案」页的「参数和标准」。"


class ParameterEdit(NumberEdit):
    """A parameter that is a number within its bounds; empty leaves what holds now."""

    def __init__(self, parameter: Parameter, now: Decimal | None, parent: QWidget | None = None) -> None:
        super().__init__(parameter.unit, places=PLACES, most=MOST, parent=parent)
        self.parameter, self.now = parameter, now
        self.edit.setPlaceholderText("试填" if now is None else f"现为 {plain_number(now)}")

    def problem(self) -> str:
        said = super().problem()
        number = self._read()
        if said or number is None:
            return said
        try:
            self.parameter.fitting(number)
        except OfficeError as error:
            return error.said
        return ""


class DatedEdit(Noted):
    """A parameter that is a day or a month, typed as the plan would write it; empty leaves what holds now."""

    def __init__(self, parameter: Parameter, now: Decimal | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parameter, self.now = parameter, now
        hint = f"试填，如 {WRITTEN[parameter.type]}" if now is None else f"现为 {parameter.told(now)}"
        self.edit.setPlaceholderText(hint)
        self.edit.setMaxLength(20)
        self.edit.textEdited.connect(lambda: self.changed.emit())
        self.edit.editingFinished.connect(lambda: self.say("bad", self.problem()))

    def value(self) -> Decimal | None:
        """The day as the figure that is kept; None where nothing, or nothing usable, is written."""
        typed = self.edit.text().strip()
        return self.parameter.read(typed) if typed and not self.problem() else None

    def set_value(self, value: Decimal | None) -> None:
        """Show this day; None empties it."""
        self.edit.setText("" if value is None else written(self.parameter.type, value))

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        try:
            if typed := self.edit.text().strip():
                self.parameter.read(typed)
        except OfficeError as error:
            return error.said
        return ""


def parameter_edit(parameter: Parameter, now: Decimal | None) -> ParameterEdit | DatedEdit:
    """The field for a parameter."""
    return (ParameterEdit if parameter.type is ParameterType.number else DatedEdit)(parameter, now)


class Figures(QObject):
    """Blank parameters in sight; the others, and the published lines, folded away."""

    changed = Signal()

    def __init__(self, ground: Ground, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        scheme, now = ground.card.scheme, ground.card.scheme.values(ground.card.parameters)
        self.parameters = {p.name: parameter_edit(p, now.get(p.name)) for p in scheme.parameters}
        kinds = (*scheme.lines, *scheme.lines_besides)
        self.lines: dict[LineKind, MoneyEdit] = {kind: MoneyEdit(unit="") for kind in kinds}
        self.fold: Fold | None = None
        blank = [p for p in scheme.parameters if p in ground.card.unset]
        others = [p for p in scheme.parameters if p not in blank]
        bare = [kind for kind in kinds if kind in ground.card.unrecorded]
        recorded = [kind for kind in kinds if kind not in bare]
        card = Card("试填的数")
        if blank or bare:
            told = [f"原文有 {len(blank)} 个数没有写明"] if blank else []
            told += [f"{ground.bureau.place}有 {len(bare)} 项标准没有登记"] if bare else []
            card.add(Words(f"{'，'.join(told)}，填上才看得到结论。{ONLY_HERE}", "band-warned"))
            card.add(self._grid(blank, bare))
        elif others or recorded:
            card.add(Words(ONLY_HERE, "faint"))
        if others or recorded:
            inside = self._grid(others, recorded)
            self.fold = Fold(f"可以改着试的数（{len(others) + len(recorded)} 项）", inside)
            card.add(self.fold)
        self.card = card
        self.empty = not self.parameters and not self.lines
        for edit in (*self.parameters.values(), *self.lines.values()):
            edit.changed.connect(self.changed)

    def filled(self) -> tuple[dict[str, Decimal], dict[LineKind, Decimal]]:
        """The parameters and lines assumed."""
        parameters = {name: edit.value() for name, edit in self.parameters.items()}
        lines = {kind: edit.value() for kind, edit in self.lines.items()}
        return (
            {name: value for name, value in parameters.items() if value is not None},
            {kind: value for kind, value in lines.items() if value is not None},
        )

    def fill(self, parameters: Mapping[str, Decimal], lines: Mapping[LineKind, Decimal]) -> None:
        """Assume these; what holds anyway is left empty."""
        for name, edit in self.parameters.items():
            value = parameters.get(name)
            edit.set_value(None if value == edit.now else value)
            edit.say("", "")
        for kind, edit in self.lines.items():
            edit.set_value(lines.get(kind))
            edit.say("", "")
        fold = self.fold
        edits = (*self.parameters.values(), *self.lines.values())
        if fold is not None and any(e.value() is not None and fold.inside.isAncestorOf(e) for e in edits):
            fold.open(True)

    def show_lines(self, attempt: Attempt) -> None:
        """Say in each empty line which figure holds there and then."""
        for kind, edit in self.lines.items():
            amount = self._recorded(kind, attempt)
            edit.edit.setPlaceholderText(
                "没有登记，可以试填" if amount is None else f"现为 {plain_number(amount)}"
            )

    def told(self) -> tuple[str, ...]:
        """Everything assumed, in words."""
        parameters, lines = self.filled()
        edits = self.parameters
        said = [
            f"{edits[name].parameter.label}：{edits[name].parameter.told(value)}"
            for name, value in parameters.items()
        ]
        return (*said, *(f"{LINE_WORDS[kind]}：{figures(amount)}" for kind, amount in lines.items()))

    def first_blank(self, attempt: Attempt) -> Noted | None:
        """The field of the first figure without which there is no verdict; None where there is none."""
        for parameter in self._ground.card.unset:
            if parameter.name not in attempt.parameters:
                return self.parameters[parameter.name]
        for kind in self._ground.card.scheme.lines:
            if kind not in attempt.lines and not self._recorded(kind, attempt):
                return self.lines[kind]
        return None

    def _recorded(self, kind: LineKind, attempt: Attempt) -> Decimal | None:
        try:
            return self._ground.standards.line(kind, attempt.place, attempt.on).amount
        except NoLineError:
            return None

    def _grid(self, parameters: list[Parameter], kinds: list[LineKind]) -> FieldGrid:
        grid = FieldGrid(1)
        for parameter in parameters:
            edit = self.parameters[parameter.name]
            grid.add(parameter.label, edit)
            if parameter.meaning:
                edit.setToolTip(parameter.meaning)
        for kind in kinds:
            grid.add(LINE_WORDS[kind], self.lines[kind])
        return grid
