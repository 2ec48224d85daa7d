"""Facts that are lists (票据、成员): rows of small fields, one added or taken out at a time; none and unknown kept apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.facts import Facts, FactValue, People, Receipts
from desktop.domain.try_out import Question, facts_from, value_of
from desktop.ui.fields.buttons import push
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.moving import enter_moves_on
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.try_out.several import ThreeStates

R = TypeVar("R", bound="Line")


class Line(QFrame):
    """One row: its fields, and a button that takes it out."""

    changed = Signal()
    gone = Signal()

    def __init__(self, called: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "entry-row")
        self.remove = push("删去", lambda: self.gone.emit(), kind="small")
        self.remove.setAccessibleName(f"删去这{called}")

    def problem(self) -> str:
        """What is wrong with the row, or nothing."""
        return ""


class RowsField(QWidget, Generic[R]):
    """The rows, above them whether there are any; the value counts only once every row is whole."""

    changed = Signal()

    def __init__(self, called: str, make: Callable[[], R], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._called, self._make = called, make
        self.states = ThreeStates()
        self.lines: list[R] = []
        self.add = push(f"加一{called}", self.add_line, picture="add")
        self.note = Words(kind="bad")
        self.note.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.states)
        column.addLayout(self._rows)
        column.addWidget(self.note)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.states)
        self.states.changed.connect(self._state_chosen)

    def add_line(self) -> R:
        """Put an empty row below the others, and begin in it."""
        line = self._append()
        self.states.choose(self.states.some)
        self._tell()
        line.setFocus()
        return line

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        if not self.states.some.isChecked():
            return ""
        if not self.lines:
            return f"请点「加一{self._called}」写上；确实没有的，请选「没有（已核实）」。"
        found = [(n, line.problem()) for n, line in enumerate(self.lines, 1)]
        return next((f"第 {n} {self._called}：{said}" for n, said in found if said), "")

    def known(self) -> bool | None:
        """True where there are rows, all whole; False where there are none; None where that is not known."""
        if self.states.none.isChecked():
            return False
        return True if self.states.some.isChecked() and not self.problem() else None

    def show_rows(self, count: int | None) -> Sequence[R]:
        """Make so many empty rows instead of what stands; None for unknown."""
        self._clear()
        states = self.states
        states.choose(states.unknown if count is None else states.some if count else states.none)
        made = [self._append() for _ in range(count or 0)]
        self.look()
        return made

    def look(self) -> None:
        """Say what is wrong."""
        self.note.setText(self.problem())
        self.note.setVisible(bool(self.problem()))

    def _append(self) -> R:
        line = self._make()
        self.lines.append(line)
        self._rows.addWidget(line)
        line.changed.connect(self._tell)
        line.gone.connect(lambda: self._take_out(line))
        enter_moves_on(line)
        return line

    def _take_out(self, line: R) -> None:
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        if not self.lines:
            self.states.choose(self.states.unknown)
        self.setFocus()
        self._tell()

    def _clear(self) -> None:
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []

    def _state_chosen(self) -> None:
        if not self.states.some.isChecked():
            self._clear()
        elif not self.lines:
            self.add_line()
            return
        self._tell()

    def _tell(self) -> None:
        self.look()
        self.changed.emit()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.states.setAccessibleName(name)


class Bill(Line):
    """One bill: its day, and what was paid."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("张", parent)
        self.day, self.yuan = DayEdit(today), MoneyEdit()
        self.day.setAccessibleName("票据日期")
        self.yuan.setAccessibleName("票据金额")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget, stretch in ((self.day, 1), (self.yuan, 1), (self.remove, 0)):
            row.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.day)
        self.day.changed.connect(self.changed)
        self.yuan.changed.connect(self.changed)

    def problem(self) -> str:
        if said := self.day.problem() or self.yuan.problem():
            return said
        lacking = [w for w, field in (("日期", self.day), ("金额", self.yuan)) if field.value() is None]
        return f"还没有写{'和'.join(lacking)}。" if lacking else ""


class BillsField(RowsField[Bill]):
    """Dated bills."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("张", lambda: Bill(today), parent)

    def value(self) -> Receipts | None:
        """The bills; without any where there are none; None where that is not known."""
        known = self.known()
        if known is None:
            return None
        bills = [(line.day.value(), line.yuan.value()) for line in self.lines]
        return Receipts(tuple((day, yuan) for day, yuan in bills if day is not None and yuan is not None))

    def set_value(self, value: Receipts | None) -> None:
        """Show these bills."""
        bills = value.bills if value is not None else ()
        for line, (day, yuan) in zip(
            self.show_rows(None if value is None else len(bills)), bills, strict=True
        ):
            line.day.set_value(day)
            line.yuan.set_value(yuan)
        self.look()


class Person(Line):
    """One member: a name to tell them apart, and what is asked of each."""

    def __init__(
        self, asked: Sequence[Question], make: Callable[[Question], QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__("人", parent)
        self._asked = tuple(asked)
        self.name = TextLine(hint="称呼，可以不写", longest=60)
        self.name.setAccessibleName("成员称呼")
        self.entries: dict[str, Any] = {}
        self._origins: dict[str, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Words("称呼", "faint", wrap=False), 0, 0)
        grid.addWidget(self.name, 0, 1)
        grid.addWidget(self.remove, 0, 2)
        for row, question in enumerate(self._asked, 1):
            entry: Any = make(question)
            label = question.fact.label.removeprefix("申请人").removeprefix("与")
            entry.setAccessibleName(f"成员{label}")
            grid.addWidget(Words(label, "faint", wrap=False), row, 0)
            grid.addWidget(entry, row, 1, 1, 2)
            entry.changed.connect(self.changed)
            self.entries[question.fact.id] = entry
        self.setFocusProxy(self.name)
        self.name.changed.connect(self._renamed)

    def facts(self) -> Facts:
        """What is known of this member, each told with the name."""
        values = {q.fact.id: value_of(q.fact, self.entries[q.fact.id].value()) for q in self._asked}
        return facts_from(values, self._origins or dict.fromkeys(values, self.name.value()))

    def show_facts(self, one: Facts) -> None:
        """Show what is known of a member."""
        names = set(one.origins.values())
        self.name.set_value(names.pop() if len(names) == 1 else "")
        self._origins = {} if self.name.value() else dict(one.origins)
        for id, entry in self.entries.items():
            value: FactValue | None = one.get(id)
            entry.set_value(value)

    def problem(self) -> str:
        return next((said for said in (e.problem() for e in self.entries.values()) if said), "")

    def _renamed(self) -> None:
        self._origins = {}
        self.changed.emit()


class PeopleField(RowsField[Person]):
    """The members of a household."""

    def __init__(
        self, asked: Sequence[Question], make: Callable[[Question], QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__("人", lambda: Person(asked, make), parent)

    def value(self) -> People | None:
        """The members; None where they are not known."""
        known = self.known()
        return None if known is None else People(tuple(line.facts() for line in self.lines))

    def set_value(self, value: People | None) -> None:
        """Show these members."""
        each = value.each if value is not None else ()
        for line, one in zip(self.show_rows(None if value is None else len(each)), each, strict=True):
            line.show_facts(one)
        self.look()
