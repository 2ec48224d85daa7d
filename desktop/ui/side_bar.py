"""The side bar (侧栏) of the window: every page as picture and word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Scrolled
from desktop.ui.pages import PageEntry
from desktop.ui.theme import icon


class SideBar(QWidget):
    """The pages as picture and word; Tab goes in, arrows go up and down."""

    asked = Signal(str)

    def __init__(self, pages: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(158)
        self.buttons: dict[str, QPushButton] = {}
        seal = QLabel()
        seal.setPixmap(icon("bangfu").pixmap(34, 34))
        name = QLabel("帮扶台账")
        name.setObjectName("mark")
        top = QHBoxLayout()
        top.setContentsMargins(12, 12, 6, 10)
        top.setSpacing(8)
        top.addWidget(seal)
        top.addWidget(name, 1)
        scrolled = self.scrolled = Scrolled(margin=0)
        scrolled.column.setSpacing(1)
        group = QButtonGroup(self)
        for entry in pages:
            button = push(entry.title, picture=entry.icon, kind="page", key=entry.shortcut)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, key=entry.key: self.asked.emit(key))
            group.addButton(button)
            self.buttons[entry.key] = button
            scrolled.add(button)
        scrolled.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(scrolled, 1)

    def mark(self, key: str) -> None:
        """Show which page is open."""
        self.buttons[key].setChecked(True)
        self.scrolled.ensureWidgetVisible(self.buttons[key], 0, 0)
