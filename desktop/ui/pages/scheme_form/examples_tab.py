"""The worked examples run (算例): each with ✔ or ✘ and what came out, and a way to take that over as what is expected."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.examples import ExampleResult
from desktop.domain.scheme import Scheme
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.pages.schemes_reading import ExamplesPart


class ExamplesTab(QWidget):
    """What the library shows of examples, with what one does about them while writing."""

    wanted = Signal(int)
    """Number of the example to go to, from 0."""
    taking = Signal(int)
    """Number of the example whose outcome is to be what it expects."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = ExamplesPart()
        self.stale = Words(kind="band-warned")
        self.go = push("去改这个算例(&G)", self._go, picture="edit", key="Return")
        self.take = push("照算出的结果改预期(&T)…", self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        buttons = Bar((self.go, self.take))
        buttons.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self.stale)
        column.addWidget(buttons)
        column.addWidget(self.part, 1)
        self.part.table.chosen.connect(lambda: self._look())
        self.part.table.opened.connect(lambda: self._go())
        self.say_stale("")

    def show_results(self, results: tuple[ExampleResult, ...], scheme: Scheme) -> None:
        """Show how the examples came out; the chosen one stays chosen."""
        row = max(self.part.table.currentIndex().row(), 0)
        self.part.show_results(results, scheme)
        if results:
            self.part.table.choose(min(row, len(results) - 1))
        self._look()

    def say_stale(self, said: str) -> None:
        """Say that what is shown is not of the text as it stands."""
        self.stale.setText(said)
        self.stale.setVisible(bool(said))
        self._look()

    def _look(self) -> None:
        line = self.part.table.line()
        self.go.setEnabled(line is not None)
        self.take.setEnabled(line is not None and not line.passed and self.stale.isHidden())

    def _go(self) -> None:
        row = self.part.table.currentIndex().row()
        if row >= 0:
            self.wanted.emit(row)

    def _take(self) -> None:
        row = self.part.table.currentIndex().row()
        if row >= 0:
            self.taking.emit(row)
