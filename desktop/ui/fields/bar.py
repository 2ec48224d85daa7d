"""A row of buttons (按钮栏): some on the left, some on the right; where it is narrow the right ones go below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

GAP = 8


class Bar(QWidget):
    """No button is ever cut off."""

    def __init__(
        self, left: Sequence[QWidget], right: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._left, self._right = tuple(left), tuple(right)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(GAP)
        first = QHBoxLayout()
        first.setSpacing(GAP)
        for widget in self._left:
            first.addWidget(widget)
        first.addStretch()
        second = QHBoxLayout()
        second.setSpacing(GAP)
        for widget in self._right:
            second.addWidget(widget)
        second.addStretch()
        self._rows.addLayout(first, 1)
        self._rows.addLayout(second)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(_width(self._left), _width(self._right)), super().minimumSizeHint().height())

    def _turn(self) -> None:
        fits = _width(self._left) + GAP + _width(self._right) <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._rows.direction() != direction:
            self._rows.setDirection(direction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a button has other words, or was hidden
            self._turn()
        return super().event(event)


def _width(widgets: Sequence[QWidget]) -> int:
    shown = [w for w in widgets if not w.isHidden()]
    return sum(w.sizeHint().width() for w in shown) + GAP * max(len(shown) - 1, 0)
