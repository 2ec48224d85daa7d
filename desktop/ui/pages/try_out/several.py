"""Facts that are sets (选多项): what is ticked, or nothing after a look (没有), or nobody knows (不知道)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.fields.panels import Fold, Words
from desktop.ui.fields.text import TextLine
from desktop.ui.fields.ticks import Ticks

UNKNOWN, NONE, SOME = "不知道", "没有（已核实）", "有"
_PARTING = re.compile(r"[、，,；;\n]+")


class ThreeStates(QWidget):
    """不知道, 没有（已核实） or 有 beside each other; arrows move between them."""

    changed = Signal()
    """The officer chose another state."""

    def __init__(self, some: str = SOME, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unknown, self.none, self.some = QRadioButton(UNKNOWN), QRadioButton(NONE), QRadioButton(some)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for button in (self.unknown, self.none, self.some):
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        self.choose(self.unknown)
        self._group.buttonClicked.connect(self._clicked)

    def choose(self, button: QRadioButton) -> None:
        """Show this state."""
        button.setChecked(True)
        self.setFocusProxy(button)

    def _clicked(self, button: QRadioButton) -> None:
        self.setFocusProxy(button)
        self.changed.emit()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for button in (self.unknown, self.none, self.some):
            button.setAccessibleName(f"{name}：{button.text()}")


class SetField(QWidget):
    """Values to tick: those the scheme speaks of in sight, the others folded away; or, for free texts, a line for more."""

    changed = Signal()

    def __init__(
        self, choices: Mapping[str, str], named: Sequence[str], free: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.states = ThreeStates()
        self.lists: list[_Offered] = []
        self.more: TextLine | None = None
        self.fold: Fold | None = None
        self.note = Words(kind="bad")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.states)
        shown = {c: choices.get(c, c) for c in (choices or named) if c in named} or dict(choices)
        rest = {c: words for c, words in choices.items() if c not in shown}
        if shown:
            column.addWidget(self._ticks(shown))
        if rest:
            self.fold = Fold(f"其余 {len(rest)} 项（本方案没有提到）", self._ticks(rest))
            column.addWidget(self.fold)
        if free:
            self.more = TextLine(hint="别的写在这里，用顿号隔开" if named else "用顿号隔开", longest=400)
            self.more.changed.connect(self._touched)
            column.addWidget(self.more)
        column.addWidget(self.note)
        self.note.hide()
        self.setFocusProxy(self.states)
        self.states.changed.connect(self._state_chosen)

    def value(self) -> frozenset[str] | None:
        """What is ticked; empty where there is none; None where nobody knows."""
        if self.states.none.isChecked():
            return frozenset()
        ticked = self._ticked()
        return ticked if ticked and self.states.some.isChecked() else None

    def set_value(self, value: frozenset[str] | None) -> None:
        """Show this set; free texts that are not offered are written out."""
        self._hold(value or frozenset())
        states = self.states
        states.choose(states.unknown if value is None else states.some if value else states.none)
        if self.fold is not None and len(self.lists) > 1 and self.lists[-1].value():
            self.fold.open(True)
        self._look()

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        if self.states.some.isChecked() and not self._ticked():
            return "请勾选是哪一项；确实没有的，请选「没有（已核实）」。"
        return ""

    def _ticked(self) -> frozenset[str]:
        written = _PARTING.split(self.more.value()) if self.more is not None else []
        ticked = (c for ticks in self.lists for c in ticks.value())
        return frozenset((*ticked, *(x.strip() for x in written if x.strip())))

    def _hold(self, value: frozenset[str]) -> None:
        offered: set[str] = set()
        for ticks in self.lists:
            ticks.set_value([c for c in ticks.offered if c in value])
            offered |= set(ticks.offered)
        if self.more is not None:
            self.more.set_value("、".join(sorted(value - offered)))

    def _ticks(self, choices: Mapping[str, str]) -> _Offered:
        ticks = _Offered(choices)
        ticks.changed.connect(self._touched)
        self.lists.append(ticks)
        return ticks

    def _touched(self) -> None:
        if self._ticked():
            self.states.choose(self.states.some)
        self._look()
        self.changed.emit()

    def _state_chosen(self) -> None:
        if not self.states.some.isChecked():
            self._hold(frozenset())
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        self.note.setText(self.problem())
        self.note.setVisible(bool(self.problem()))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.states.setAccessibleName(name)
        for ticks in self.lists:
            ticks.setAccessibleName(f"{name}：勾选")
        if self.more is not None:
            self.more.setAccessibleName(f"{name}：别的")


class _Offered(Ticks):
    """Ticks that know what they offer."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        super().__init__(choices.items())
        self.offered = tuple(choices)
