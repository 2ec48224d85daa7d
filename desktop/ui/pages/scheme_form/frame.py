"""How the form is laid out (表格的样子): title and buttons, the tree beside the tabs, what is wrong below; keys of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.pages.reading_keys import take_key
from desktop.ui.pages.scheme_form.parts_part import PartsPart
from desktop.ui.pages.scheme_form.problems import ProblemsPart
from desktop.ui.pages.scheme_form.tabs import FormTabs

WIDE = 1000
"""From this width the tree has room for whole titles."""


class FormFrame(QDialog):
    """The parts of the window and where they stand; what they do is the window's matter."""

    undoing = Signal()
    redoing = Signal()
    saving = Signal()
    entered = Signal()
    """The cursor stands in another field of this window."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.heading = OneLine("", "heading")
        self.state = Words("", "faint", wrap=False)
        self.back = push("撤销(&Z)", self.undoing.emit, key="Ctrl+Z")
        self.again = push("重做(&Y)", self.redoing.emit, key="Ctrl+Y")
        self.keep = push("保存(&S)", self.saving.emit, kind="primary", picture="save", key="Ctrl+S")
        self.parts = PartsPart()
        self.tree = self.parts.tree
        self.tabs = FormTabs(today)
        self.form, self.reading, self.unread = self.tabs.form, self.tabs.reading, self.tabs.unread
        self.examples, self.text = self.tabs.examples, self.tabs.text
        self.problems = ProblemsPart()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.parts)
        self.splitter.addWidget(self.tabs)
        self.splitter.setStretchFactor(1, 1)
        self._watched: QObject | None = None
        self._lay_out()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def say(self, text: str) -> None:
        """One sentence at the top."""
        self.state.setText(text)

    def by_key(self, sequence: str, deed: Callable[[], object]) -> None:
        """What a key does anywhere in this window."""
        QShortcut(QKeySequence(sequence), self).activated.connect(deed)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.heading, 1)
        top.addWidget(self.state)
        for button in (self.back, self.again, self.keep):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top.setContentsMargins(16, 10, 16, 8)
        column.addLayout(top)
        column.addWidget(self.splitter, 1)
        self.problems.setContentsMargins(14, 6, 14, 10)
        column.addWidget(self.problems)
        room = self.screen().availableGeometry()
        self.resize(min(1180, room.width() - 20), min(820, room.height() - 40))
        self.parts.setMinimumWidth(220)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        """A field's own undo would take back letters only: the whole text's is meant while it has the cursor."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        if now is not None and self.isAncestorOf(now):
            now.installEventFilter(self)
            self._watched = now
            self.entered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            for standard in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
                if event.matches(standard):
                    event.ignore()
                    return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        left = 340 if self.width() >= WIDE else 250
        # PySide's stubs leave the list's element type out
        cast(Any, self.splitter).setSizes([left, self.width() - left])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_key(event, self, self.tabs.read_by_keys()):
            super().keyPressEvent(event)
