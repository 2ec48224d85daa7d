"""What is still wrong (还要改的): a line for each, in office words; Enter or a click goes to the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.domain.policy_text import Path
from desktop.ui.fields.panels import Words

LINE = 40
MOST = 3
"""Lines in sight at once."""
HIGH = 700
"""From this height the window has room for them."""


@dataclass(frozen=True)
class Trouble:
    """Where something is wrong, and what."""

    path: Path
    said: str


class ProblemsPart(QWidget):
    """A band that counts, and below it the lines."""

    wanted = Signal(object)
    """Trouble: go to its field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.troubles: tuple[Trouble, ...] = ()
        self.band = Words(kind="band-good")
        self.list = _Lines()
        self.list.setAccessibleName("还要改的")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.band)
        column.addWidget(self.list)
        self.list.itemClicked.connect(lambda: self._go())
        self.list.entered_line.connect(self._go)

    def show_troubles(self, troubles: Sequence[Trouble], good: str) -> None:
        """List these; `good` is said where there are none."""
        row = max(self.list.currentRow(), 0)
        self.troubles = tuple(troubles)
        self.list.clear()
        for trouble in self.troubles:
            item = QListWidgetItem(f"✘ {trouble.said}")
            item.setToolTip(trouble.said)
            self.list.addItem(item)
        self.list.setVisible(bool(self.troubles))
        lines = min(len(self.troubles), MOST if self.window().height() >= HIGH else MOST - 1)
        self.list.setFixedHeight(LINE * max(lines, 1) + 6)
        if self.troubles:
            self.list.setCurrentRow(min(row, len(self.troubles) - 1))
            self.band.become(
                "band-bad",
                f"还有 {len(self.troubles)} 处要改。选中一处按回车，就到要改的地方（F8 到下一处）。",
            )
        else:
            self.band.become("band-good", good)

    def next(self) -> None:
        """Go to the chosen problem, and choose the one after it for the next time."""
        if self.troubles:
            self._go()
            self.list.setCurrentRow((self.list.currentRow() + 1) % len(self.troubles))

    def _go(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self.troubles):
            self.wanted.emit(self.troubles[row])


class _Lines(QListWidget):
    entered_line = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_line.emit()
        else:
            super().keyPressEvent(event)
