"""Several of a short list (多选): all in sight, arrows go from one to the next, Space ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

WIDEST = 9
"""Lines shown at once before the list scrolls."""
LINE = 34


class Ticks(QListWidget):
    """Values of a list that are ticked, in the order they are offered; Enter goes on to the next field."""

    changed = Signal()

    def __init__(
        self, options: Iterable[tuple[str, str]], chosen: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._values: list[str] = []
        self._strange: tuple[str, ...] = ()
        self.offer(options, chosen)
        self.itemChanged.connect(lambda: self.changed.emit())

    def offer(self, options: Iterable[tuple[str, str]], chosen: Sequence[str] = ()) -> None:
        """Offer these values instead."""
        self.blockSignals(True)
        self.clear()
        self._values = []
        for value, text in options:
            self._values.append(value)
            item = QListWidgetItem(text)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)
        widest = max(
            (self.fontMetrics().horizontalAdvance(self.item(n).text()) for n in range(self.count())),
            default=60,
        )
        for n in range(self.count()):
            self.item(n).setSizeHint(QSize(widest + 52, LINE))
        self.blockSignals(False)
        self.set_value(chosen)
        if self._values:
            self.setCurrentRow(0)
            if not self.hasFocus():
                self.clearSelection()
        self._fit()

    def value(self) -> tuple[str, ...]:
        """What is ticked; what was chosen and is not offered stays."""
        ticked = [v for n, v in enumerate(self._values) if self.item(n).checkState() == Qt.CheckState.Checked]
        return (*ticked, *self._strange)

    def set_value(self, chosen: Sequence[str]) -> None:
        """Tick these, and no others."""
        self.blockSignals(True)
        for n, value in enumerate(self._values):
            state = Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked
            self.item(n).setCheckState(state)
        self._strange = tuple(v for v in chosen if v not in self._values)
        self.blockSignals(False)

    def problem(self) -> str:
        """What was chosen and is not offered."""
        return f"没有「{'、'.join(self._strange)}」这一项。" if self._strange else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentItem() is not None:  # pyright: ignore[reportUnnecessaryComparison]  # None where nothing is offered
            self.currentItem().setSelected(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.clearSelection()  # a mark on the line one stands in, and only while one does

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines, so that nothing of a short list is out of sight."""
        if not self.count():
            self.setFixedHeight(LINE + 12)
            return
        step = self.item(0).sizeHint().width() + 2 * self.spacing()
        # the list keeps the width of a scroll bar free, whether or not it shows one
        room = (self.viewport().width() or 400) - self.verticalScrollBar().sizeHint().width()
        across = max(room // max(step, 1), 1)
        lines = min(-(-self.count() // across), WIDEST)
        height = lines * (LINE + 2 * self.spacing()) + 2 * self.frameWidth() + 6
        if height != self.height():
            self.setFixedHeight(height)

    def wheelEvent(self, event: Any) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() > 0:
            cast(Any, super()).wheelEvent(event)
        else:
            event.ignore()
