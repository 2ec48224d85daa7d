"""A walk-through (分步向导): one page after the other in large type, 上一步 and 下一步 below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Scrolled, Words

LARGE = "font-size: 13pt;"


class StepPage(Scrolled):
    """One step: its number and heading, what is to be done in large type, and its fields."""

    def __init__(self, heading: str, said: str = "") -> None:
        super().__init__(margin=24)
        self.heading = heading
        self.number = Words(kind="faint")
        self.add(self.number)
        self.add(Words(heading, "title"))
        self.said = Words(said)
        self.said.setStyleSheet(LARGE)
        self.add(self.said)
        self.said.setVisible(bool(said))
        self.first: QWidget | None = None
        """Where the cursor begins."""


class Steps(QDialog):
    """Pages in their order; `check` keeps the officer on a page, `finish` is called after the last one."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.pages: list[StepPage] = []
        self.stack = QStackedWidget()
        self.trouble = Words(kind="band-bad")
        self.trouble.hide()
        self.back = push("上一步(&B)", lambda: self.turn(self.stack.currentIndex() - 1), picture="back")
        self.next = push("下一步(&N)", self.go_on, kind="primary", key="Ctrl+Return")
        self.leave = push("取消(&C)", self.reject, key="Esc")
        row = QHBoxLayout()
        row.setContentsMargins(24, 10, 24, 18)
        row.setSpacing(8)
        row.addWidget(self.leave)
        row.addStretch()
        row.addWidget(self.back)
        row.addWidget(self.next)
        below = QHBoxLayout()
        below.setContentsMargins(24, 0, 24, 0)
        below.addWidget(self.trouble)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stack, 1)
        layout.addLayout(below)
        layout.addLayout(row)
        for sequence in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self.go_on)
        room = self.screen().availableGeometry()
        self.resize(min(720, room.width() - 40), min(560, room.height() - 60))

    def add(self, *pages: StepPage) -> None:
        """Take these pages, and begin with the first."""
        for page in pages:
            page.column.addStretch(1)
            self.pages.append(page)
            self.stack.addWidget(page)
        for number, page in enumerate(self.pages, 1):
            page.number.setText(f"第 {number} 步，共 {len(self.pages)} 步")
        self.turn(0)

    def check(self, page: StepPage) -> str:
        """What keeps the officer on this page; nothing where it is done."""
        return ""

    def finish(self) -> None:
        """The last page is done."""
        self.accept()

    def last_word(self) -> str:
        """What the button of the last page says."""
        return "完成(&N)"

    def turn(self, number: int) -> None:
        """Show that page."""
        number = max(0, min(number, len(self.pages) - 1))
        self.say("")
        self.stack.setCurrentIndex(number)
        page = self.pages[number]
        page.verticalScrollBar().setValue(0)
        self.back.setVisible(number > 0)
        self.next.setText(self.last_word() if number == len(self.pages) - 1 else "下一步(&N)")
        (page.first or self.next).setFocus()

    def go_on(self) -> None:
        """To the next page where this one is done."""
        if not self.next.isEnabled():
            return
        page = self.pages[self.stack.currentIndex()]
        said = self.check(page)
        self.say(said)
        if said:
            return
        if page is self.pages[-1]:
            self.finish()
        else:
            self.turn(self.stack.currentIndex() + 1)

    def say(self, said: str) -> None:
        """Put a sentence above the buttons; an empty one takes it away."""
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))

    def busy(self, said: str) -> None:
        """Nothing can be pressed while something runs, whose name is told; an empty one ends that."""
        self.say(said)
        self.trouble.become("band-told" if said else "band-bad", said)
        for widget in (self.stack, self.back, self.next, self.leave):
            widget.setEnabled(not said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        else:
            super().keyPressEvent(event)
