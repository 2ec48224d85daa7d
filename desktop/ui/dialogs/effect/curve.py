"""Cost and households over the slider's range (费用和户数曲线), drawn as the figures come in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.money import figures
from desktop.domain.scheme_words import plain_number
from desktop.ui.theme import colour

COST, PEOPLE = "teal", "amber"


@dataclass(frozen=True)
class Point:
    """One value tried: what it costs in a year, goods and all, and how many households qualify."""

    value: Decimal
    cost: Decimal
    households: int


class Curve(QWidget):
    """Two lines, each on its own scale from nothing to its highest, with the figures at the chosen value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: tuple[Point, ...] = ()
        self.unit = ""
        self._least, self._most = Decimal(0), Decimal(1)
        self._now: Decimal | None = None
        self._chosen: Decimal | None = None
        self.setMinimumSize(QSize(300, 200))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("费用和户数随这个数变化的曲线")

    def span(self, least: Decimal, most: Decimal, now: Decimal | None, unit: str) -> None:
        """Begin anew for another range."""
        self.points = ()
        self._least, self._most, self._now, self.unit = least, most, now, unit
        self.update()

    def show_points(self, points: tuple[Point, ...]) -> None:
        """Show these, in the order of their values."""
        self.points = tuple(sorted(points, key=lambda p: p.value))
        costs = max((p.cost for p in self.points), default=Decimal(0))
        most = max((p.households for p in self.points), default=0)
        self.setAccessibleDescription(f"一年钱物合计最高 {figures(costs)} 元，符合最多 {most:,} 户")
        self.update()

    def choose(self, value: Decimal | None) -> None:
        """Where the slider stands."""
        self._chosen = value
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = painter.fontMetrics().height()
        field = QRectF(8, line * 2 + 14, self.width() - 16, self.height() - line * 3 - 26)
        self._legend(painter, line)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("sheet"))
        painter.drawRect(field)
        for at, name, style in (
            (self._now, "ink", Qt.PenStyle.DotLine),
            (self._chosen, "red", Qt.PenStyle.SolidLine),
        ):
            if at is not None:
                x = self._x(field, at)
                painter.setPen(QPen(colour(name), 1.5, style))
                painter.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()))
        if len(self.points) < 2:
            painter.setPen(colour("faint"))
            painter.drawText(field, Qt.AlignmentFlag.AlignCenter, "正在算……")
        else:
            if any(p.cost for p in self.points):
                self._line(painter, field, [float(p.cost) for p in self.points], colour(COST), dashed=False)
            self._line(
                painter, field, [float(p.households) for p in self.points], colour(PEOPLE), dashed=True
            )
        self._ends(painter, field, line)

    def _legend(self, painter: QPainter, line: int) -> None:
        """What the lines are, with what they come to at most: words beside colour."""
        cost = max((p.cost for p in self.points), default=None)
        most = max((p.households for p in self.points), default=None)
        rows = (
            (
                COST,
                Qt.PenStyle.SolidLine,
                f"一年钱物合计，最高 {figures(cost)} 元" if cost else "一年钱物合计（没有能算的数额）",
            ),
            (PEOPLE, Qt.PenStyle.DashLine, "符合户数" + (f"，最多 {most:,} 户" if most is not None else "")),
        )
        for n, (name, style, words) in enumerate(rows):
            middle = 6 + line * n + line / 2
            painter.setPen(QPen(colour(name), 2.5, style))
            painter.drawLine(QPointF(10, middle), QPointF(44, middle))
            painter.setPen(colour("ink"))
            painter.drawText(QPointF(54, middle + painter.fontMetrics().ascent() / 2 - 2), words)

    def _line(
        self, painter: QPainter, field: QRectF, heights: list[float], drawn: QColor, *, dashed: bool
    ) -> None:
        most = max(heights) or 1.0
        room = field.height() - 10
        places = [
            QPointF(self._x(field, p.value), field.bottom() - room * height / most)
            for p, height in zip(self.points, heights, strict=True)
        ]
        painter.setPen(QPen(drawn, 2.5, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        for before, after in pairwise(places):
            painter.drawLine(before, after)

    def _ends(self, painter: QPainter, field: QRectF, line: int) -> None:
        below = QRectF(field.left(), field.bottom() + 4, field.width(), line)
        painter.setPen(colour("faint"))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, plain_number(self._least))
        painter.drawText(
            below, Qt.AlignmentFlag.AlignRight, f"{plain_number(self._most)} {self.unit}".strip()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, "点线：现在　红线：改后")

    def _x(self, field: QRectF, value: Decimal) -> float:
        part = float((value - self._least) / (self._most - self._least))
        return field.left() + field.width() * max(0.0, min(1.0, part))
