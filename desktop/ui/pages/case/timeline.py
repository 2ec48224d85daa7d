"""A case from its beginning to its end, one thing below the other (办理过程): when, who, what was said; what is to come and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.application import Application, State
from desktop.domain.case_story import Standing, StoryLine
from desktop.domain.days import day_words
from desktop.ui.case_words import due_words
from desktop.ui.fields.panels import Words
from desktop.ui.theme import colour

_NUMBER = re.compile(r"^\d+\. ")
"""What stands before the name of a step still to come."""
STANDING_WORDS = {
    Standing.done: "已完成",
    Standing.now: "正在办",
    Standing.late: "逾期",
    Standing.later: "未到",
    Standing.never: "不再办理",
    Standing.refused: "不予批准",
    Standing.back: "",
    Standing.said: "",
    Standing.paper: "",
}


class Timeline(QWidget):
    """The story of one application."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[StoryRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_story(self, case: Application, lines: Sequence[StoryLine], today: date) -> None:
        """Show this application's story instead."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [StoryRow(line, case, today, line is lines[0], line is lines[-1]) for line in lines]
        for row in self.rows:
            self._column.addWidget(row)

    def row_of(self, label: str) -> StoryRow:
        """The last line about the step of that name."""
        return next(row for row in reversed(self.rows) if _about(row.line.title, label))


def _about(title: str, label: str) -> bool:
    """Whether a line is about that step, and not about one whose name holds its name."""
    bare = _NUMBER.sub("", title)
    return bare == label or bare.startswith((f"{label}：", f"{label}（"))


class StoryRow(QWidget):
    """One line: its sign on the left, its words on the right."""

    def __init__(
        self,
        line: StoryLine,
        case: Application,
        today: date,
        first: bool,
        last: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line, self.standing = line, STANDING_WORDS[line.standing]
        waits = line.standing in (Standing.now, Standing.late)
        self.name = Words(
            line.title, "heading" if waits else "faint" if line.standing is Standing.paper else ""
        )
        kind, said = _state(line, case, today)
        self.state = Words(said, kind, wrap=False)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.name, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setContentsMargins(0, 2, 0, 6 if line.standing is Standing.paper else 14)
        words.setSpacing(2)
        words.addLayout(head)
        for text, how in _details(line):
            words.addWidget(Words(text, how))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Knot(line.standing, first, last))
        row.addLayout(words, 1)


class Knot(QWidget):
    """The sign of a line, with the stroke that leads on to the next: a tick, an arrow, a mark of exclamation, a turn, a ring."""

    def __init__(self, standing: Standing, first: bool, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing, self._first, self._last = standing, first, last
        self.setFixedWidth(30)
        self.setAccessibleName(STANDING_WORDS[standing])

    def sizeHint(self) -> QSize:
        return QSize(30, 30 if self._standing is Standing.paper else 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = self._standing in (Standing.paper, Standing.said)
        ring = QRectF(10, 9, 10, 10) if small else QRectF(4, 3, 22, 22)
        middle = ring.center()
        painter.setPen(QPen(colour("line"), 2))
        if small and not self._first:
            painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), ring.top() - 3))
        if not self._last:
            painter.drawLine(QPointF(middle.x(), ring.bottom() + 3), QPointF(middle.x(), self.height() + 1))
        name = _COLOURS.get(self._standing, "edge")
        filled = self._standing in _COLOURS
        painter.setPen(QPen(colour(name), 2))
        painter.setBrush(colour(name) if filled else colour("sheet"))
        painter.drawEllipse(ring)
        painter.setPen(
            QPen(
                colour("sheet" if filled else "edge"),
                2.4,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        for stroke in _SIGNS.get(self._standing, ()):
            ends = [QPointF(middle.x() + dx, middle.y() + dy) for dx, dy in stroke]
            if len(ends) == 1:
                painter.drawPoint(ends[0])
            for begin, end in pairwise(ends):
                painter.drawLine(begin, end)
        painter.end()


_COLOURS = {
    Standing.done: "green",
    Standing.now: "teal",
    Standing.late: "red",
    Standing.refused: "red",
    Standing.back: "amber",
    Standing.said: "edge",
}
_SIGNS = {
    Standing.done: (((-5, 0), (-1.5, 4), (5.5, -4.5)),),
    Standing.now: (((-2, -4.5), (3, 0), (-2, 4.5)),),
    Standing.late: (((0, -5.5), (0, 1)), ((0, 5.5),)),
    Standing.refused: (((-4, -4), (4, 4)), ((-4, 4), (4, -4))),
    Standing.never: (((-4, 0), (4, 0)),),
    Standing.back: (((5, 4), (5, -2), (-4, -2)), ((-1, -5.5), (-4.5, -2), (-1, 1.5))),
}
"""Strokes from the middle of the ring."""


def _state(line: StoryLine, case: Application, today: date) -> tuple[str, str]:
    """What stands on the right of a line, and its kind."""
    if line.standing in (Standing.now, Standing.late):
        if case.state is State.returned:
            return "warned", "已退回，等补正"
        if case.paused is not None:
            return "warned", "停表，等补正"
        due = line.step.due if line.step is not None else None
        kind = "bad" if line.standing is Standing.late else ""
        return kind, f"▶ {STANDING_WORDS[Standing.now]}　{due_words(due, today)}".strip("　")
    if line.late:
        return "bad", f"✔ 逾期 {line.late} 天完成"
    match line.standing:
        case Standing.done:
            return "fine", "✔ 已完成"
        case Standing.refused:
            return "bad", "✘ 不予批准"
        case Standing.back | Standing.said | Standing.paper:
            return "faint", day_words(line.on) if line.on is not None else ""
        case _:
            return "faint", STANDING_WORDS[line.standing]


def _details(line: StoryLine) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    if line.on is not None:
        dated = line.standing not in (Standing.back, Standing.said, Standing.paper)
        recorded = f"（{line.recorded_by} 登记）" if line.recorded_by else ""
        who = f"{line.by}{recorded}" if line.by else line.recorded_by and f"{line.recorded_by} 登记"
        parts = (day_words(line.on) if dated else "", who)
        told.append(("　".join(x for x in parts if x), "faint" if line.standing is Standing.paper else ""))
    elif line.step is not None and line.standing is not Standing.never:
        step = line.step
        when = f"{day_words(step.due)}前" if step.due else "没有写明期限"
        told.append(("　".join(x for x in (step.who and f"由 {step.who} 办理", when) if x), ""))
        if step.rule and step.due:
            told.append((f"期限：{step.rule}", "faint"))
    told += [(words, "chip") for words in line.words]
    return [(text, kind) for text, kind in told if text]
