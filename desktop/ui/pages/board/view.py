"""The board as a whole (申请看板): lanes side by side, filters above, what is chosen told below; keys lead everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import accounts
from desktop.casework import board as casework
from desktop.domain.case_board import BoardFilter, Card, Lane, by_lane
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import TYPING, sounds
from desktop.ui.fields.panels import Empty, OneLine, Words
from desktop.ui.fields.text import SearchBox
from desktop.ui.pages.board.filters import BoardFilters
from desktop.ui.pages.board.lane import CardList, LaneColumn, told

if TYPE_CHECKING:
    from desktop.casework.office import Office


class BoardView(QWidget):
    """All open cases by the step they wait at."""

    opened = Signal(int)
    begin_asked = Signal()
    list_asked = Signal(str)
    """The list is wanted instead, with these words to be found in it."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._cards: tuple[Card, ...] = ()
        self._sounds: dict[str, tuple[str, ...]] = {}
        self._typed, self._since = "", QElapsedTimer()
        self.search = SearchBox("申请人、编号或拼音首字母")
        self.to_list = push("名单(&K)", lambda: self.list_asked.emit(""), picture="checklist", tip="改看名单")
        self.begin = push("新的申请(&N)", lambda: self.begin_asked.emit(), picture="add", key="Ctrl+N")
        self.filters = BoardFilters(office.user.roles)
        self.lanes = {lane: LaneColumn(lane) for lane in Lane}
        inside = QWidget()
        inside.setProperty("kind", "scrolled")
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        for column in self.lanes.values():
            across.addWidget(column)
            column.list.opened.connect(self.opened)
            column.list.aside.connect(self._aside)
            column.list.typed.connect(self._type)
            column.list.entered.connect(self._tell)
            column.list.selectionModel().currentChanged.connect(lambda: self._tell())
        across.addStretch()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        self.none = Empty(
            "没有符合条件的申请",
            "看板上只有还要办的申请；办结的、不予批准的、撤回的在名单里。",
            (("到名单里找", lambda: self.list_asked.emit(self.search.value())),),
        )
        self.quiet = Empty(
            "没有正在办理的申请",
            "看板上只有还要办的申请，办结的在名单里。新的申请从核对结论开始。",
            (("到「档案」去", lambda: self.begin_asked.emit()),),
        )
        self.stack = QStackedWidget()
        for page in (self.area, self.none, self.quiet):
            self.stack.addWidget(page)
        self.told = OneLine(kind="faint")
        self.found = Words("", "faint", wrap=False)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self.to_list)
        top.addWidget(self.begin)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.found)
        below.addStretch()
        below.addWidget(Words("方向键换列换张　回车打开　字母找人", "faint", wrap=False))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 10)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.filters)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.told)
        layout.addLayout(below)
        self.search.asked.connect(lambda: self._show())
        self.search.down.connect(lambda: self.start())
        self.filters.changed.connect(lambda: self._show())

    # ---- what others may ask

    def refresh(self) -> None:
        """Ask anew, and stay on the same card as far as it is still there."""
        with telling(self):
            found = casework.board(self._office)
            self._cards = found.cards
            several = len([u for u in accounts.users(self._office) if u.active]) > 1
            self.filters.offer(found.cards, found.units, several)
            self.filters.setVisible(bool(found.cards))
            self.search.setEnabled(bool(found.applied))
            self._show()

    def start(self) -> None:
        """Put the cursor on the card that was chosen last, or on the first one."""
        here = self.list_with_cursor() or next(iter(self._lists()), None)
        if here is not None:
            here.setFocus()
            here.choose(max(here.currentIndex().row(), 0))
            self._bring(here)
        elif self.search.isEnabled():
            self.search.setFocus()

    def card(self) -> Card | None:
        """The chosen card, where the keyboard is."""
        here = next((x for x in self._lists() if x.hasFocus()), None)
        return here.card() if here is not None else None

    def list_with_cursor(self) -> CardList | None:
        """The lane the keyboard is in, or was in last."""
        return next((x for x in self._lists() if x.hasFocus()), None) or next(
            (x for x in self._lists() if x.currentIndex().isValid()), None
        )

    def shown(self) -> list[Card]:
        """All cards in sight, lane by lane."""
        return [card for column in self.lanes.values() for card in column.list.cards.cards]

    def choose(self, application_id: int) -> bool:
        """Go to the card of that case; False where it is not on the board."""
        for here in self._lists():
            row = next((n for n, c in enumerate(here.cards.cards) if c.id == application_id), None)
            if row is not None:
                here.setFocus()
                here.choose(row)
                self._bring(here)
                return True
        return False

    # ---- showing it

    def _show(self) -> None:
        before = self.list_with_cursor()
        kept = before.card() if before is not None else None
        held = before is not None and before.hasFocus()
        wanted = self.filters.value(self.search.value())
        sought = bool(wanted.search)
        lanes = by_lane(c for c in self._cards if wanted.takes(c, self._words_of(c) if sought else ""))
        for lane, column in self.lanes.items():
            column.show_cards(lanes[lane])
        count = sum(len(cards) for cards in lanes.values())
        narrowed = wanted != BoardFilter()
        self.filters.clear.setEnabled(wanted != BoardFilter(search=wanted.search))
        self.stack.setCurrentIndex(0 if count else 1 if self._cards and narrowed else 2)
        if wanted.search and not self._cards:
            self.stack.setCurrentIndex(1)
        self.found.setText(f"共 {count:,} 份在办" if not narrowed else f"找到 {count:,} 份在办")
        if kept is not None and held and not self.choose(kept.id):
            self.start()
        self._tell()

    def _words_of(self, card: Card) -> str:
        return " ".join((card.number.lower(), *self._sounds_of(card)))

    def _sounds_of(self, card: Card) -> tuple[str, ...]:
        """By what letters it is found; only asked for once somebody types, because the first reading takes a while."""
        found = self._sounds.get(card.applicant)
        return found or self._sounds.setdefault(card.applicant, sounds(card.applicant))

    def _tell(self) -> None:
        card = self.card()
        self.told.say(told(card) if card is not None else "")

    def _lists(self) -> list[CardList]:
        return [column.list for column in self.lanes.values() if column.list.cards.cards]

    def _aside(self, step: int) -> None:
        lists = self._lists()
        here = next((n for n, x in enumerate(lists) if x.hasFocus()), None)
        if here is None or not 0 <= here + step < len(lists):
            return
        row = lists[here].currentIndex().row()
        there = lists[here + step]
        there.setFocus()
        there.choose(row)
        self._bring(there)

    def _type(self, letters: str) -> None:
        """To the next card whose applicant begins so; the same letter again goes on to the one after."""
        if not self._since.isValid() or self._since.elapsed() > TYPING:
            self._typed = ""
        self._since.start()
        self._typed += letters.lower()
        if not (self._find(self._typed) or len(self._typed) == 1):
            self._typed = letters.lower()
            self._find(self._typed)

    def _find(self, typed: str) -> bool:
        cards = self.shown()
        here = self.card()
        at = next((n for n, c in enumerate(cards) if here is not None and c.id == here.id), -1)
        start = at + 1 if len(typed) == 1 else max(at, 0)
        order = (cards[(start + n) % len(cards)] for n in range(len(cards)))
        found = next((c for c in order if any(s.startswith(typed) for s in self._sounds_of(c))), None)
        return found is not None and self.choose(found.id)

    def _bring(self, there: CardList) -> None:
        column = there.parentWidget()
        if column is not None:
            self.area.ensureWidgetVisible(column, 8, 0)
