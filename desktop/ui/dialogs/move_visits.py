"""Putting visits on another day, or with other visitors (改期、换人)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain.calendar import WorkCalendar
from desktop.domain.visit import Visit
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine

NAMED = 6
"""Households named before 等."""


@dataclass(frozen=True)
class Moved:
    """The day and the visitors as they are to be; None leaves each visit its own."""

    day: date | None
    visitors: tuple[str, ...] | None


class MoveVisits(EntryDialog):
    """What several visits do not have in common stands empty, and stays as it is when left so."""

    def __init__(
        self, visits: Sequence[Visit], today: date, calendar: WorkCalendar, parent: QWidget | None = None
    ) -> None:
        super().__init__("改期、换走访人", parent, take="改到这天", width=560)
        self._calendar = calendar
        self._several = len(visits) > 1
        names = "、".join(v.household_name for v in visits[:NAMED])
        more = f" 等 {len(visits)} 户" if len(visits) > NAMED else ""
        self.body.column.insertWidget(0, Words(f"走访：{names}{more}", "band-told"))
        days = {v.day for v in visits}
        pairs = {v.visitors for v in visits}
        self._extra = next(iter(pairs))[2:] if len(pairs) == 1 else ()
        pair = (*next(iter(pairs)), "", "") if len(pairs) == 1 else ("", "")
        self.day = DayEdit(today, days.pop() if len(days) == 1 else None)
        self.first, self.second = TextLine(pair[0], longest=30), TextLine(pair[1], longest=30)
        self.hint = Words(kind="warned")
        self.hint.hide()
        self.grid.add("改到哪天(&D)", self.day)
        self.grid.add("走访人一(&A)", self.first)
        self.grid.add("走访人二(&B)", self.second)
        if self._several:
            self.body.add(Words("留空的项各户保持原样。", "faint"))
        self.body.add(self.hint)
        self.day.changed.connect(self._look)
        self._look()
        self.ready(self.day)
        self.day.edit.selectAll()

    @classmethod
    def ask(
        cls, visits: Sequence[Visit], today: date, calendar: WorkCalendar, parent: QWidget | None = None
    ) -> Moved | None:
        """Where to; None where the officer thought better of it."""
        dialog = cls(visits, today, calendar, parent)
        return dialog.value() if shown(dialog) else None

    def value(self) -> Moved:
        """What the fields say."""
        pair = (self.first.value(), self.second.value())
        return Moved(self.day.value(), (*pair, *self._extra) if all(pair) else None)

    def wrong(self) -> str:
        pair = (self.first.value(), self.second.value())
        if self.day.value() is None and not self._several:
            self.day.setFocus()
            return "请填写改到哪一天。"
        if any(pair) and (not all(pair) or pair[0] == pair[1]):
            (self.first if not pair[0] else self.second).setFocus()
            return "走访要两人一组，请填写两名不同的走访人。"
        if not any(pair) and not self._several:
            self.first.setFocus()
            return "走访要两人一组，请填写两名走访人。"
        return ""

    def _look(self) -> None:
        day = self.day.value()
        rest = day is not None and not self._calendar.is_workday(day)
        self.hint.setText("！ 这天是休息日，确实要这天走访也可以。")
        self.hint.setVisible(rest)
