"""The steps of an application one below the other (办理过程): who, by when and by which rule, and what was said."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.application import Application, State, Step
from desktop.domain.days import day_words
from desktop.ui.case_words import due_words
from desktop.ui.fields.panels import Words
from desktop.ui.theme import colour

DONE, NOW, LATE, LATER, NEVER, REFUSED = "已完成", "正在办", "逾期", "未到", "不再办理", "不予批准"


class Timeline(QWidget):
    """All steps of one application."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[StepRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_case(self, case: Application, today: date) -> None:
        """Show this application's steps instead."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [
            StepRow(step, _standing(case, step, today), case.state, today, step is case.steps[-1])
            for step in case.steps
        ]
        for row in self.rows:
            self._column.addWidget(row)


class StepRow(QWidget):
    """One step: its sign and line on the left, its words on the right."""

    def __init__(
        self,
        step: Step,
        standing: str,
        state: State,
        today: date,
        last: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.step, self.standing = step, standing
        self.name = Words(f"{step.position}. {step.label}", "heading" if standing in (NOW, LATE) else "")
        self.state = Words(_state_words(step, standing, state, today), _KINDS[standing], wrap=False)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.name, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setContentsMargins(0, 2, 0, 14)
        words.setSpacing(2)
        words.addLayout(head)
        for text, kind in _details(step, standing):
            words.addWidget(Words(text, kind))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Knot(standing, last))
        row.addLayout(words, 1)


class Knot(QWidget):
    """The sign of a step, with the line that leads on to the next: a tick, an arrow, a mark of exclamation, or a ring."""

    def __init__(self, standing: str, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing, self._last = standing, last
        self.setFixedWidth(30)
        self.setAccessibleName(standing)

    def sizeHint(self) -> QSize:
        return QSize(30, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(4, 3, 22, 22)
        middle = ring.center()
        if not self._last:
            painter.setPen(QPen(colour("line"), 2))
            painter.drawLine(QPointF(middle.x(), ring.bottom() + 3), QPointF(middle.x(), self.height() + 1))
        name = {DONE: "green", NOW: "teal", LATE: "red", REFUSED: "red"}.get(self._standing, "edge")
        filled = self._standing in (DONE, NOW, LATE, REFUSED)
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
        x, y = middle.x(), middle.y()
        if self._standing == DONE:
            painter.drawLine(QPointF(x - 5, y), QPointF(x - 1.5, y + 4))
            painter.drawLine(QPointF(x - 1.5, y + 4), QPointF(x + 5.5, y - 4.5))
        elif self._standing == NOW:
            painter.drawLine(QPointF(x - 2, y - 4.5), QPointF(x + 3, y))
            painter.drawLine(QPointF(x + 3, y), QPointF(x - 2, y + 4.5))
        elif self._standing == LATE:
            painter.drawLine(QPointF(x, y - 5.5), QPointF(x, y + 1))
            painter.drawPoint(QPointF(x, y + 5.5))
        elif self._standing == REFUSED:
            painter.drawLine(QPointF(x - 4, y - 4), QPointF(x + 4, y + 4))
            painter.drawLine(QPointF(x - 4, y + 4), QPointF(x + 4, y - 4))
        elif self._standing == NEVER:
            painter.drawLine(QPointF(x - 4, y), QPointF(x + 4, y))
        painter.end()


_KINDS = {DONE: "fine", NOW: "", LATE: "bad", LATER: "faint", NEVER: "faint", REFUSED: "bad"}


def _standing(case: Application, step: Step, today: date) -> str:
    if step.done_on is not None:
        last = max(s.position for s in case.steps if s.done_on is not None)
        return REFUSED if case.state is State.refused and step.position == last else DONE
    if case.state in (State.refused, State.withdrawn):
        return NEVER
    if step != case.current:
        return LATER
    return LATE if step.due is not None and step.due < today else NOW


def _state_words(step: Step, standing: str, state: State, today: date) -> str:
    if standing == DONE:
        return f"✔ {DONE}"
    if standing == REFUSED:
        return f"✘ {REFUSED}"
    if standing in (NOW, LATE):
        if state is State.returned:
            return "已退回，等补正"
        return f"▶ {NOW}　{due_words(step.due, today)}".strip("　")
    return standing


def _details(step: Step, standing: str) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    if step.done_on is not None:
        told.append(("　".join(x for x in (day_words(step.done_on), step.by) if x), ""))
    elif standing != NEVER:
        when = f"{day_words(step.due)}前" if step.due else "没有写明期限"
        told.append(("　".join(x for x in (step.who and f"由 {step.who} 办理", when) if x), ""))
        if step.rule and step.due:
            told.append((f"期限：{step.rule}", "faint"))
    if step.opinion:
        told.append((step.opinion, "chip"))
    return told
