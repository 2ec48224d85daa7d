"""How a card is drawn (卡片): the applicant on one or two lines, the scheme, and the due day in words with a coloured edge."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextOption
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.case_board import Card, Pressing
from desktop.ui.theme import colour

CARD = int(Qt.ItemDataRole.UserRole)
"""Under this role a model gives the card itself."""
PRESSING = {
    Pressing.late: ("red", "red_wash"),
    Pressing.today: ("amber", "amber_wash"),
    Pressing.soon: ("amber", "sheet"),
    Pressing.later: ("teal", "sheet"),
    Pressing.none: ("edge", "sheet"),
}
"""The colours of the edge and of the ground; the words say the same."""
EDGE, PAD, GAP = 5, 10, 6
MOST_LINES = 3


class CardPainter(QStyledItemDelegate):
    """Draws cards as wide as their lane; how many lines a name takes is reckoned once for each width."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._view = view
        self._lines: dict[tuple[str, int], int] = {}
        self._bold = QFont(view.font())
        self._bold.setBold(True)
        self._wrapped = QTextOption()
        self._wrapped.setWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def font_changed(self, font: QFont) -> None:
        """The type of the window changed."""
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._lines.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        style: Any = option
        card: Card = index.data(CARD)
        width = self._view.viewport().width()
        line = style.fontMetrics.height()
        name = self._name_lines(card.applicant, width - EDGE - 2 * PAD)
        return QSize(width, (name + 2) * line + 4 + 2 * GAP + GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        style: Any = option
        card: Card = index.data(CARD)
        box: QRect = style.rect.adjusted(1, 0, -1, -GAP)
        metrics: QFontMetrics = style.fontMetrics
        line = metrics.height()
        edge, ground = PRESSING[card.said.pressing]
        chosen = bool(style.state & QStyle.StateFlag.State_Selected)
        focused = bool(style.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("focus" if chosen and focused else "line"), 2.5 if chosen else 1))
        painter.setBrush(colour("teal_wash" if chosen else ground))
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(edge))
        painter.drawRoundedRect(QRectF(box.left() + 2, box.top() + 4, EDGE, box.height() - 8), 2, 2)
        inside = box.adjusted(EDGE + PAD, GAP, -PAD, -GAP)
        lines = self._name_lines(card.applicant, inside.width())
        untyped: Any = painter  # PySide's stubs leave a part of setFont out
        untyped.setFont(self._bold)
        painter.setPen(colour("ink"))
        name = QRect(inside.left(), inside.top(), inside.width(), lines * line)
        told = QFontMetrics(self._bold).elidedText(
            card.applicant, Qt.TextElideMode.ElideRight, inside.width() * lines - (lines - 1) * line
        )
        painter.drawText(QRectF(name), told, self._wrapped)
        untyped.setFont(style.font)
        painter.setPen(colour("faint"))
        top = name.bottom() + 3
        scheme = metrics.elidedText(card.scheme_title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside.left(), top + metrics.ascent(), scheme)
        painter.setPen(
            colour(edge if card.said.pressing in (Pressing.late, Pressing.today, Pressing.soon) else "ink")
        )
        sign = "！" if card.said.pressing is Pressing.late else ""
        aided = "先行救助　" if card.aided else ""
        due = metrics.elidedText(
            f"{sign}{aided}{card.said.words}", Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside.left(), top + line + metrics.ascent() + 2, due)
        painter.restore()

    def _name_lines(self, name: str, width: int) -> int:
        known = self._lines.get((name, width))
        if known is None:
            metrics = QFontMetrics(self._bold)
            wide, letter = metrics.horizontalAdvance(name), metrics.height()
            # a line is broken before the letter that does not fit: it loses up to one letter
            known = 1 if wide <= width else min(-(-wide // max(width - letter, 40)), MOST_LINES)
            self._lines[(name, width)] = known
        return known
