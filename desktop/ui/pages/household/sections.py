"""What a tab of the file is made of: a list with its buttons, 「已核实，没有」, the income arithmetic, and the tab itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.household import Household, Topic
from desktop.domain.income import income_sheet
from desktop.domain.words import word
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import ListEntry
from desktop.ui.dialogs.message import confirm
from desktop.ui.fields.buttons import push
from desktop.ui.fields.covered import Lid, ShowButton
from desktop.ui.fields.panels import Card, Scrolled, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.pages.household.draft import Draft

L = TypeVar("L")
Make = Callable[[L | None], ListEntry[L]]
"""Makes the dialog for a new entry (None), or for a change of one."""

SHORTEST, LONGEST = 3, 9
"""Rows a section's table shows before it scrolls."""


class Section(QWidget, Generic[L]):
    """One list of the file: a table, its three buttons, and what it says when it is empty."""

    def __init__(
        self,
        draft: Draft,
        noun: str,
        columns: Sequence[Column[L]],
        read: Callable[[Household], tuple[L, ...]],
        write: Callable[[Household, tuple[L, ...]], Household],
        make: Make[L],
        may_remove: Callable[[L], bool] | None = None,
        lid: Lid | None = None,
        parent: QWidget | None = None,
        *,
        also: Callable[[Household, ListEntry[L]], Household] | None = None,
        own: int = 0,
    ) -> None:
        """`also` puts in what the dialog tells besides the entry; the first `own` entries are nobody's example."""
        super().__init__(parent)
        self._draft, self._noun, self._read, self._write, self._make = draft, noun, read, write, make
        self._may_remove, self._also, self._own = may_remove, also, own
        self._open: tuple[ListEntry[L], int | None] | None = None
        self.model = RowsModel(columns, read(draft.household))
        self.table: Table[L] = Table(self.model, f"还没有登记{noun}。按 Insert 键或点「添加{noun}」。")
        self.table.setAccessibleName(noun)
        self.add_button = push(f"添加{noun}(&A)", self.add, picture="add", key="Ins")
        self.edit_button = push("修改(&E)", self.edit, picture="edit", key="F2")
        self.remove_button = push("删除(&D)", self.remove, picture="delete", key="Del")
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.edit_button)
        row.addWidget(self.remove_button)
        row.addStretch()
        self._lid = lid
        self.show_button = ShowButton(lid, "(&V)") if lid is not None else None
        if lid is not None and self.show_button is not None:
            row.addWidget(self.show_button)
            lid.turned.connect(self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table)
        layout.addLayout(row)
        self.table.opened.connect(self.edit)
        self.table.removed.connect(self.remove)
        self.table.inserted.connect(self.add)
        self.table.chosen.connect(self._enable)
        draft.changed.connect(self.show_lines)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._choose_one()
        self._fit()

    def add(self) -> None:
        """Ask for a new entry, and for the next ones as long as the officer goes on."""
        while True:
            dialog = self._make(None)
            dialog.offer_next(self._before)
            if not self._asked(dialog, None):
                return
            self.table.choose(self.model.rowCount() - 1)
            self.table.setFocus()
            if not dialog.again:
                return

    def edit(self) -> None:
        """Change the chosen entry."""
        row, line = self.table.currentIndex().row(), self.table.line()
        if line is not None and self._asked(self._make(line), row):
            self.table.choose(row)
            self.table.setFocus()

    def half(self) -> Household | None:
        """The file with what is being typed in the dialog now; None where none is open."""
        if self._open is None:
            return None
        dialog, row = self._open
        try:
            return self._with(dialog, row)
        except ValueError:
            return None

    def _asked(self, dialog: ListEntry[L], row: int | None) -> bool:
        """Whether the officer took what the dialog shows; then it is in the draft."""
        self._open = dialog, row
        taken = shown(dialog)
        self._open = None
        if taken:
            self._draft.put(self._with(dialog, row))
        return taken

    def _with(self, dialog: ListEntry[L], row: int | None) -> Household:
        household = self._draft.household
        lines = list(self._read(household))
        if row is None:
            lines.append(dialog.entry())
        else:
            lines[row] = dialog.entry()
        changed = self._write(household, tuple(lines))
        return changed if self._also is None else self._also(changed, dialog)

    def _before(self) -> ListEntry[L] | None:
        """The entry before, to copy from: the last of this file, else of the one that was saved last."""
        lines = self._read(self._draft.household)
        if len(lines) <= self._own and self._draft.last is not None:
            lines = self._read(self._draft.last)
        return self._make(lines[-1]) if len(lines) > self._own else None

    def remove(self) -> None:
        """Take the chosen entry off, after asking."""
        row, line = self.table.currentIndex().row(), self.table.line()
        if line is None:
            return
        said = "，".join(x for x in (c.text(line) for c in self.model.columns[:3]) if x)
        if self._may_remove is not None:
            if not self._may_remove(line):
                return
        elif not confirm(self, f"删除这条{self._noun}吗？\n{said}", yes="删除(&D)", danger=True):
            return
        lines = list(self._read(self._draft.household))
        if row < len(lines):
            del lines[row]
        self._draft.put(self._write(self._draft.household, tuple(lines)))
        self.table.choose(min(row, self.model.rowCount() - 1))
        self.table.setFocus()

    def show_lines(self) -> None:
        """Show the entries as they stand in the draft."""
        lines = self._read(self._draft.household)
        if lines != self.model.lines():
            row = self.table.currentIndex().row()
            self.model.show(lines)
            self._choose_one(row)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _turn(self) -> None:
        if rows := self.model.rowCount():
            last = self.model.index(rows - 1, self.model.columnCount() - 1)
            self.model.dataChanged.emit(self.model.index(0, 0), last)
        self._enable()

    def _choose_one(self, row: int = 0) -> None:
        if self.model.rowCount():
            self.table.choose(max(0, min(row, self.model.rowCount() - 1)))
        self._enable()

    def _fit(self) -> None:
        height = self.table.height_for(min(max(self.model.rowCount(), SHORTEST), LONGEST))
        if self.table.height() != height:
            self.table.setFixedHeight(height)
            self.updateGeometry()

    def _enable(self) -> None:
        for button in (self.edit_button, self.remove_button):
            button.setEnabled(self.table.line() is not None)
        if self._lid is not None and self.show_button is not None:
            self.show_button.setVisible((self._lid.shut or self._lid.is_open) and bool(self.model.rowCount()))


class VerifiedNone(QCheckBox):
    """「已核实，没有…」: the difference between nothing and not asked. Off where there are entries."""

    def __init__(self, draft: Draft, topic: Topic, parent: QWidget | None = None) -> None:
        super().__init__(f"已核实，没有{word(topic)}", parent)
        self._draft, self._topic = draft, topic
        self.clicked.connect(self._tick)
        draft.changed.connect(self._show)
        self._show()

    def _tick(self, ticked: bool) -> None:
        topics = self._draft.household.verified_none
        self._draft.change(verified_none=topics | {self._topic} if ticked else topics - {self._topic})

    def _show(self) -> None:
        household = self._draft.household
        bare = replace(household, verified_none=household.verified_none - {self._topic})
        has_entries = bare.known(self._topic)
        if has_entries and self._topic in household.verified_none:
            self._draft.change(verified_none=bare.verified_none)
            return
        self.setEnabled(not has_entries)
        self.setToolTip("已有登记，不必勾选" if has_entries else "问过、查过，确实没有的才勾选；没问过的留空")
        self.setChecked(self._topic in household.verified_none)


class SumCard(Card):
    """The income arithmetic spelled out: what went into the sums, and what was left out and why."""

    def __init__(self, draft: Draft, today: date, parent: QWidget | None = None) -> None:
        super().__init__("算式", parent)
        self._draft, self._today = draft, today
        self.gross, self.net = Words(), Words()
        self.lines, self.left_out = Words("", "faint"), Words("", "warned")
        for words in (self.gross, self.net, self.lines, self.left_out):
            self.add(words)
        draft.changed.connect(self.show_sums)
        self.show_sums()

    def show_sums(self) -> None:
        """Work the sums out anew."""
        sheet = income_sheet(self._draft.household, self._today)
        self.gross.setText(sheet.gross_sum)
        self.net.setText(sheet.net_sum)
        self.net.setVisible(sheet.net_sum != sheet.gross_sum)
        self.lines.setText("\n".join(f"{n}. {line}" for n, line in enumerate(sheet.lines, 1)))
        self.lines.setVisible(bool(sheet.lines))
        self.left_out.setText("\n".join(f"未计入：{line}" for line in sheet.left_out))
        self.left_out.setVisible(bool(sheet.left_out))


class Part(Scrolled):
    """One tab of the file; `state` is told in the tab's title."""

    state_changed = Signal()

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self._built = False
        self._halves: list[Callable[[], Household | None]] = []
        self._tables: list[QWidget] = []
        draft.changed.connect(self.state_changed)

    def ensure(self) -> None:
        """Make what the tab shows, if it was never shown yet: most files are opened for one tab or two."""
        if not self._built:
            self._built = True
            self.build()

    def build(self) -> None:
        """Put in what the tab shows; overridden where that can wait until it is shown."""

    def finish(self) -> None:
        """Make all of it that is still to come; overridden where not all is made at once."""
        self.ensure()

    def state(self) -> str:
        """What stands beside the tab's word: how many entries, ✔ for checked and empty, ？ for not asked."""
        return ""

    def edit(self) -> None:
        """F2: change the chosen entry."""

    def begin(self) -> None:
        """Take the keyboard: the first list, so that Insert adds to it at once."""
        if self._tables:
            self._tables[0].setFocus()

    def half(self) -> Household | None:
        """The file with what is being typed in a dialog of this tab; None where none is open."""
        halves = (half() for half in self._halves)
        return next((household for household in halves if household is not None), None)

    def add(self, thing: QWidget | QLayout, stretch: int = 0) -> None:
        super().add(thing, stretch)
        if isinstance(thing, Section):
            section = cast("Section[Any]", thing)
            self._halves.append(section.half)
            self._tables.append(section.table)


def known_state(household: Household, topic: Topic, count: int) -> str:
    """What a tab's title says: how many entries, ✔ for checked and empty, ？ for not asked."""
    return str(count) if count else "✔" if household.known(topic) else "？"


def day_text(day: date | None) -> str:
    """A day in a table."""
    return "" if day is None else day.isoformat()
