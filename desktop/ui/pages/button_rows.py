"""Two groups of buttons (按钮行): beside each other where there is room, else one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

SPACE = 8


class ButtonRows(QWidget):
    """What is to be done first, and what else can be done; hidden buttons take no room."""

    def __init__(
        self, first: Sequence[QPushButton], others: Sequence[QPushButton], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._groups = (tuple(first), tuple(others))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE)
        self._box.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        for group in self._groups:
            row = QHBoxLayout()
            row.setSpacing(SPACE)
            for button in group:
                row.addWidget(button)
            row.addStretch()
            self._box.addLayout(row, 0 if group is self._groups[0] else 1)

    def fit(self) -> None:
        """Choose between one row and two; to be called when buttons were shown or hidden."""
        wanted = (
            QBoxLayout.Direction.TopToBottom
            if self.width() < self._wide()
            else QBoxLayout.Direction.LeftToRight
        )
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._wide(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(max((_width(group) for group in self._groups), default=0), self._height())

    def _wide(self) -> int:
        widths = [_width(group) for group in self._groups if _shown(group)]
        return sum(widths) + SPACE * max(len(widths) - 1, 0)

    def _height(self) -> int:
        rows = [max(b.sizeHint().height() for b in _shown(g)) for g in self._groups if _shown(g)]
        if self._box.direction() == QBoxLayout.Direction.LeftToRight:
            return max(rows, default=0)
        return sum(rows) + SPACE * max(len(rows) - 1, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


def _shown(group: Sequence[QPushButton]) -> list[QPushButton]:
    return [button for button in group if not button.isHidden()]


def _width(group: Sequence[QPushButton]) -> int:
    shown = _shown(group)
    return sum(button.sizeHint().width() for button in shown) + SPACE * max(len(shown) - 1, 0)
