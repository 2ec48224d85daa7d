"""What the marks of the calendar mean (图例)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.year_days import DayKind
from desktop.ui.pages.calendar.painting import paint_corner, paint_ground
from desktop.ui.theme import colour

MARK, GAP, ROW = 20, 16, 28
_MARKS = (
    ("off", "休 放假"),
    ("made_up", "班 调休上班"),
    ("weekend", "灰字 周末"),
    ("due", "左上角 有事到期"),
    ("today", "圆框 今天"),
)


class Legend(QWidget):
    """The marks side by side; where it is narrow they go into a second row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("图例：" + "，".join(words for _, words in _MARKS))

    def _places(self, width: int) -> list[tuple[QRectF, str, str]]:
        x, y = 0, 0
        placed: list[tuple[QRectF, str, str]] = []
        for mark, words in _MARKS:
            wide = MARK + 6 + self.fontMetrics().horizontalAdvance(words)
            if x and x + wide > width:
                x, y = 0, y + ROW
            placed.append((QRectF(x, y, wide, ROW), mark, words))
            x += wide + GAP
        return placed

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(self._places(width)[-1][0].bottom())

    def sizeHint(self) -> QSize:
        return QSize(560, self.heightForWidth(560))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, mark, words in self._places(self.width()):
            cell = QRectF(place.x(), place.y() + 4, MARK, MARK)
            if mark in ("off", "made_up"):
                paint_ground(painter, cell, DayKind(mark))
            elif mark == "due":
                painter.setPen(QPen(colour("line"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(cell)
                paint_corner(painter, cell)
            elif mark == "today":
                painter.setPen(QPen(colour("teal"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 8, 8)
            else:
                painter.setPen(colour("faint"))
                painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), "6")
            painter.setPen(colour("ink"))
            words_at = place.adjusted(MARK + 6, 0, 0, 0)
            painter.drawText(words_at, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.end()
