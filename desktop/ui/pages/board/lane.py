"""One lane of the board (一列): its title with how many lie there, and the cards; an empty one is only a narrow strip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.case_board import LANE_TITLES, Card, Lane, Pressing
from desktop.domain.days import day_words
from desktop.ui.fields.panels import Words, plain_tip
from desktop.ui.pages.board.painting import CARD, CardPainter
from desktop.ui.theme import colour

_ROOT = QModelIndex()
NARROW, WIDE = 40, 212
"""Width of an empty lane, and the least of one with cards."""


class Cards(QAbstractListModel):
    """The cards of one lane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[Card] = []

    def show(self, cards: Sequence[Card]) -> None:
        """Show these instead; the same ones are not laid out anew."""
        if list(cards) == self.cards:
            return
        self.beginResetModel()
        self.cards = list(cards)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if not 0 <= index.row() < len(self.cards):
            return None
        card = self.cards[index.row()]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.applicant
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return told(card)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(told(card).replace("，", "\n"))
        return None


class CardList(QListView):
    """The cards below each other; keys that lead out of the lane are told."""

    opened = Signal(int)
    """The case of a card, by Enter or a double click."""
    aside = Signal(int)
    """To the lane on the left (-1) or on the right (1)."""
    typed = Signal(str)
    entered = Signal()
    """It got the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = Cards(self)
        self.setModel(self.cards)
        self.painter = CardPainter(self)
        self.setItemDelegate(self.painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "lane")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda: self._open())

    def card(self) -> Card | None:
        """The chosen card."""
        return self.currentIndex().data(CARD) if self.currentIndex().isValid() else None

    def choose(self, row: int) -> None:
        """Choose the card in that row, or the last one."""
        row = min(row, len(self.cards.cards) - 1)
        if row >= 0:
            index = self.cards.index(row, 0)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.aside.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        self.typed.emit(search)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() or not self.selectionModel().hasSelection():
            self.choose(max(self.currentIndex().row(), 0))
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason and self.isVisible():
            self.clearSelection()  # one card of the whole board is chosen, where the keyboard is

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.painter.font_changed(self.font())

    def _open(self) -> None:
        card = self.card()
        if card is not None:
            self.opened.emit(card.id)


class LaneColumn(QWidget):
    """Title and cards of one lane."""

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lane = lane
        self.title = Words(LANE_TITLES[lane], "heading", wrap=False)
        self.count = Words("", "faint", wrap=False)
        self.list = CardList()
        self.list.setAccessibleName(LANE_TITLES[lane])
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 1)
        self.show_cards([])

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards; none makes the lane a strip."""
        self.list.cards.show(cards)
        late = sum(c.said.pressing is Pressing.late for c in cards)
        self.count.become(
            "bad" if late else "faint", f"{len(cards)} 份" + (f"，逾期 {late} 份" if late else "")
        )
        empty = not cards
        for part in (self.title, self.count, self.list):
            part.setVisible(not empty)
        self.setMinimumWidth(NARROW if empty else WIDE)
        self.setMaximumWidth(NARROW if empty else 360)
        side = QSizePolicy.Policy.Fixed if empty else QSizePolicy.Policy.Expanding
        self.setSizePolicy(side, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(f"{LANE_TITLES[self.lane]} {len(cards)} 份")
        self.setToolTip(f"{LANE_TITLES[self.lane]}：没有" if empty else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), 300)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("side"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        if not self.list.cards.cards:
            painter.setPen(colour("faint"))
            line = self.fontMetrics().height()
            for n, letter in enumerate((*LANE_TITLES[self.lane].replace("（停表）", ""), "", "0")):
                painter.drawText(
                    QRect(0, 12 + n * line, self.width(), line), Qt.AlignmentFlag.AlignCenter, letter
                )
        painter.end()


def told(card: Card) -> str:
    """A card in words: who, for what, which step, by whom, by when."""
    parts = (
        card.applicant,
        card.scheme_title,
        card.step,
        card.who and f"由 {card.who} 办理",
        f"{day_words(card.due)}前" if card.due is not None else "",
        card.said.words,
        "已先行救助" if card.aided else "",
        card.number,
    )
    return "，".join(x for x in parts if x)
