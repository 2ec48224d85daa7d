"""The list of households (档案名单): search, filters, sorting, chosen columns, a page at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import intake, units, views
from desktop.domain.listing import HouseholdLine, HouseholdQuery, HouseholdSort, Page
from desktop.domain.standing import FileState
from desktop.domain.views import Arrangement, ListView
from desktop.domain.words import word
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.choose_columns import ChooseColumns
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Empty, OneLine, Words
from desktop.ui.fields.text import SearchBox
from desktop.ui.models.arranged import ArrangedTable
from desktop.ui.models.paged import PagedModel
from desktop.ui.pages.household.chosen_lines import ChosenLines
from desktop.ui.pages.household.list_actions import Actions
from desktop.ui.pages.household.list_columns import ALL, BY_KEY, FIRST
from desktop.ui.pages.household.list_filters import Filters
from desktop.ui.pages.household.list_views import Views

if TYPE_CHECKING:
    from desktop.casework.office import Office

IDLE = 120
"""Milliseconds after the list is shown until its lines are counted by state."""
KEYS = tuple(each.key for each in ALL)
"""The column of the model for each key."""


class Listing(ChosenLines):
    """All households, as asked for; numbers of people and cards are shown covered."""

    opened = Signal(int)
    new_asked = Signal()
    import_asked = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.query = HouseholdQuery()
        self._begun = False
        self.search = SearchBox("姓名、证件号后几位、电话、地址、单位、编号或拼音首字母")
        self.new_button = push(
            "新建家庭(&N)", lambda: self.new_asked.emit(), picture="add", kind="primary", key="Ctrl+N"
        )
        self.import_button = push(
            "导入名册(&I)…", lambda: self.import_asked.emit(), picture="import", key="Ctrl+I"
        )
        top = QHBoxLayout()
        top.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 10)
        layout.setSpacing(10)
        layout.addLayout(top)
        top.addWidget(self.search, 1)
        top.addWidget(self.import_button)
        top.addWidget(self.new_button)
        # what follows goes into what stands already: put together apart it would be dressed anew when it moves
        self.stack = QStackedWidget(self)
        layout.addWidget(self.stack, 1)
        listed = QWidget(self.stack)
        self.filters = Filters(listed)
        self.hardship, self.cause = self.filters.hardship, self.filters.cause
        self.certificate, self.tag = self.filters.certificate, self.filters.tag
        self.clear = push("清除条件(&L)", self.clear_filters)
        self.views = Views(office, self)
        self.filters.top.addWidget(self.clear)
        self.filters.top.addWidget(self.views.button)
        self.found = Words("", "faint", wrap=False)
        self.states = OneLine(kind="faint")
        self.model = PagedModel([each.column for each in ALL], self._fetch)
        self.table: ArrangedTable[HouseholdLine] = ArrangedTable(
            self.model, "没有符合条件的家庭。换几个字再找，或点「清除条件」。", listed
        )
        self.table.setAccessibleName("家庭档案名单")
        self.deeds = Actions(office, self)
        self.act_button = push("对所选办理(&Z) ▾", self._act, key="Shift+F10")
        self.all_button = push("全选(&A)", self.table.choose_all, key="Ctrl+A")
        self.columns_button = push("选择列(&J)…", self.choose_columns)
        self.empty = Empty(
            "还没有家庭档案",
            "手里有 Excel 名册的，按 Ctrl+I 导入；没有的，按 Ctrl+N 新建第一户。",
            (
                ("导入名册…", lambda: self.import_asked.emit()),
                ("新建家庭", lambda: self.new_asked.emit()),
            ),
        )
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.found)
        below.addWidget(self.states, 1)
        for button in (self.all_button, self.act_button, self.columns_button):
            below.addWidget(button)
        inner = QVBoxLayout(listed)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.filters)
        inner.addWidget(self.table, 1)
        inner.addLayout(below)
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        self._counting = QTimer(self, singleShot=True, interval=IDLE)
        self._counting.timeout.connect(self._count_states)
        self._by_state = ""
        self.search.asked.connect(self._search)
        self.search.down.connect(self._to_table)
        self.filters.changed.connect(self._filter)
        self.model.sorted_by.connect(self._sort)
        self.table.opened.connect(self._open)
        self.table.picked.connect(self._tell_picked)
        self.table.arranged.connect(self._keep_arrangement)
        self.table.copy_wanted.connect(self.deeds.copy)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._context)
        self.views.chosen.connect(self.show_view)
        self.views.save_wanted.connect(lambda: self.views.save(self.arrangement(), self.query))
        for sequence, deed in (("Ctrl+I", self.import_asked.emit), ("Shift+F10", self._act)):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda deed=deed: deed())

    # --- what is shown ---

    def make_ready(self) -> None:
        """Ask once for what is shown first, and throw it away: the statements are put together by then."""
        self._offer()
        self._fetch(0, 1)

    def refresh(self) -> None:
        row = self.table.currentIndex().row()
        with telling(self):
            if not self._begun:
                self._begin()
            self._offer()
            self.filters.show_query(self.query)
            self._load()
        if row >= 0 and self.model.total():
            self.table.choose(min(row, self.model.total() - 1))

    def clear_filters(self) -> None:
        """Show all households again."""
        self.views.mark("")
        self._reset(HouseholdQuery(sort=self.query.sort, descending=self.query.descending))

    def show_view(self, view: ListView) -> None:
        """Show the list as that view has it."""
        self._arrange(view.arrangement, own=True)
        self._reset(view.query)
        self.views.mark(view.name)

    def show_found(self, by: str, what: object) -> None:
        """Show what a search meant: the households of a "unit" and all below it, or those found by a "search"."""
        if by == "unit" and isinstance(what, int):
            self._reset(HouseholdQuery(unit=what, sort=HouseholdSort.unit))
        elif by == "search" and isinstance(what, str):
            self._reset(HouseholdQuery(search=what))

    def arrangement(self) -> Arrangement:
        """The columns that are shown and their widths."""
        return Arrangement(columns=tuple((KEYS[n], width) for n, width in self.table.arrangement()))

    def shown_keys(self) -> list[str]:
        return [key for key, _ in self.arrangement().columns]

    def widths(self) -> list[int]:
        return [width for _, width in self.arrangement().columns]

    def tags(self) -> list[str]:
        return intake.tags(self._office)

    # --- what is chosen ---

    def total(self) -> int:
        return self.model.total()

    def chosen_count(self) -> int:
        return sum(bottom - top + 1 for top, bottom in self.table.ranges())

    def choose_all(self) -> None:
        self.table.choose_all()

    def chosen_ids(self) -> list[int]:
        ranges = self.table.ranges()
        if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
            line = self.model.line_at(ranges[0][0])
            return [line.id] if line else []
        ids = intake.household_ids(self._office, self.query)
        return [i for top, bottom in ranges for i in ids[top : bottom + 1]]

    def open_current(self) -> None:
        line = self.table.line()
        if line is not None:
            self.opened.emit(line.id)

    def choose_columns(self) -> None:
        dialog = ChooseColumns(
            [(each.key, each.column.title) for each in ALL], self.shown_keys(), FIRST, self.window()
        )
        widths = dict(self.arrangement().columns)
        if shown(dialog):
            keys = dialog.chosen()
            usual = tuple(keys) == FIRST
            columns = tuple(
                (k, BY_KEY[k].column.width if usual else widths.get(k, BY_KEY[k].column.width)) for k in keys
            )
            self._arrange(Arrangement(columns=columns), own=not usual)
            self._keep_arrangement()

    # --- inside ---

    def _begin(self) -> None:
        """The first time: the office's default view, or else as this user left the columns."""
        self._begun = True
        first = self.views.first()
        usual = Arrangement(columns=tuple((k, BY_KEY[k].column.width) for k in FIRST))
        if first is not None:
            self._arrange(first.arrangement, own=True)
            self.query = first.query
            self._show_search()
            self.table.show_order(self.query.sort, self.query.descending)
            self.views.mark(first.name)
        else:
            kept = views.arrangement(self._office)
            self._arrange(kept or usual, own=kept is not None)

    def _arrange(self, arrangement: Arrangement, *, own: bool) -> None:
        known = [(KEYS.index(k), width) for k, width in arrangement.columns if k in BY_KEY]
        if known:
            self.table.arrange(known, own=own)

    def _keep_arrangement(self) -> None:
        self.views.mark("")
        views.keep_arrangement(self._office, self.arrangement())

    def _fetch(self, offset: int, limit: int) -> Page[HouseholdLine]:
        total = self.model.total() if offset else None
        return intake.find_households(self._office, self.query, offset, limit, total)

    def _offer(self) -> None:
        self.filters.offer(units.all_units(self._office), intake.tags(self._office))

    def _show_search(self) -> None:
        self.search.blockSignals(True)
        self.search.reset()
        self.search.setText(self.query.search)
        self.search.blockSignals(False)

    def _reset(self, query: HouseholdQuery) -> None:
        """Ask this, and show in every field what is asked."""
        self._begun = True
        with telling(self):
            self._offer()  # units and tags may be new
        self.filters.show_query(query)
        self.table.show_order(query.sort, query.descending)
        self.query, asked = query, query != self.query
        self._show_search()
        if asked:
            with telling(self):
                self._load()

    def _search(self, text: str) -> None:
        self._ask(replace(self.query, search=text))

    def _open(self, line: HouseholdLine) -> None:
        self.opened.emit(line.id)

    def _filter(self) -> None:
        self._ask(self.filters.read(self.query))
        self.filters.show_query(self.query)

    def _sort(self, column: str, descending: bool) -> None:
        self._ask(replace(self.query, sort=HouseholdSort(column), descending=descending))

    def _ask(self, query: HouseholdQuery) -> None:
        if query != self.query:
            self.query = query
            self.views.mark("")
            with telling(self):
                self._load()

    def _load(self) -> None:
        self.model.reload()
        total = self.model.total()
        unfiltered = self.query == HouseholdQuery(sort=self.query.sort, descending=self.query.descending)
        self.stack.setCurrentIndex(1 if unfiltered and total == 0 else 0)
        self.clear.setEnabled(not unfiltered)
        self.found.setText(f"共 {total:,} 户" if unfiltered else f"找到 {total:,} 户")
        self._by_state = ""
        self._tell_picked()
        self._counting.start()

    def _count_states(self) -> None:
        with telling(self):
            counts = intake.counts_by_state(self._office, self.query)
            self._by_state = "　".join(f"{word(s)} {counts[s]:,}" for s in FileState if counts.get(s))
            self._tell_picked()

    def _tell_picked(self) -> None:
        chosen, total = self.chosen_count(), self.model.total()
        ready = chosen > 0
        self.act_button.setEnabled(ready)
        self.all_button.setEnabled(total > 0)
        if chosen > 1:
            whole = f"已全选 {chosen:,} 户（名单里的全部，不只是屏幕上的）"
            self.states.say(whole if chosen == total else f"已选 {chosen:,} 户")
        else:
            self.states.say(self._by_state)

    def _context(self, place: QPoint) -> None:
        self.deeds.pop_up(self.table.viewport().mapToGlobal(place))

    def _act(self) -> None:
        place = self.act_button.mapToGlobal(self.act_button.rect().topLeft())
        self.deeds.pop_up(place)

    def _to_table(self) -> None:
        if self.model.total():
            self.table.setFocus()
            self.table.choose(0)
