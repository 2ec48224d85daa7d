"""The window (主窗口): side bar, head, practice band, the pages, and one line at the bottom for what was just done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.casework.settings import bureau
from desktop.domain.days import day_words
from desktop.ui.cover import Cover
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import OneLine, Scrolled, Words
from desktop.ui.news import News
from desktop.ui.pages import PAGES, PageEntry
from desktop.ui.theme import icon

if TYPE_CHECKING:
    from desktop.casework.office import Office
    from desktop.ui.pages.page import Page

PRACTICE = "练习办公室：数据均为虚构，可放心操作"
WEEKDAYS = "一二三四五六日"
SAID_FOR = 20_000
"""Milliseconds a sentence stays at the bottom; later it would seem to speak of another page."""


class Window(QMainWindow):
    """The whole window of one office; a page is made when it is first shown."""

    def __init__(self, office: Office, pages: Sequence[PageEntry] = PAGES) -> None:
        super().__init__()
        self.office = office
        self.news = News(self)
        self.entries = {entry.key: entry for entry in pages}
        self.pages: dict[str, Page] = {}
        self.current = ""
        self.side = SideBar(pages)
        self.side.asked.connect(self.go)
        self.title = Words(kind="title", wrap=False)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.bureau_name = OneLine(kind="faint")
        self.bureau_name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cover = Cover(self)
        self.cover.laid.connect(self.news.covered)
        self.cover_button = push(
            "遮盖 F9", self.cover.lay, kind="small", key="F9", tip="遮住所有窗口，再按 F9 继续"
        )
        self.practice = QLabel(PRACTICE)
        self.practice.setObjectName("practice")
        self.stack = QStackedWidget()
        header = QWidget()
        header.setObjectName("header")
        header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(header)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(16)
        row.addWidget(self.title)
        row.addWidget(self.bureau_name, 1)
        row.addWidget(self.cover_button)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.practice)
        right.addWidget(header)
        right.addWidget(self.stack, 1)
        middle = QWidget()
        whole = QHBoxLayout(middle)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.side)
        whole.addLayout(right, 1)
        self.setCentralWidget(middle)
        self.status = OneLine()
        self._fading = QTimer(self, singleShot=True, interval=SAID_FOR)
        self._fading.timeout.connect(lambda: self.status.say(""))
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.status, 1)
        room = self.screen().availableGeometry()
        self.resize(min(1280, room.width()), min(800, room.height() - 40))
        self.setMinimumSize(760, 440)
        self._bind_keys(pages)
        self.news.said.connect(self.say)
        self.news.settings_changed.connect(self.show_bureau)
        self.go(pages[0].key)

    def go(self, key: str, item: object = None) -> None:
        """Show a page, and on it this very thing; the page that is shown may refuse to be left."""
        entry = self.entries[key]
        here = self.pages.get(self.current)
        if here is not None and key != self.current and not here.may_leave():
            self.side.mark(self.current)
            return
        page = self.pages.get(key)
        if page is None:
            page = entry.load()(self.office, self.news, self.go, self)
            self.pages[key] = page
            self.stack.addWidget(page)
        self.current = key
        self.stack.setCurrentWidget(page)
        self.side.mark(key)
        self.title.setText(entry.title)
        self.show_bureau()  # the day too: the window may have been open overnight
        page.refresh()
        page.begin()
        if item is not None:
            page.show_item(item)

    def refresh(self) -> None:
        """Show what is kept now."""
        self.show_bureau()
        self.page().refresh()

    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[self.current]

    def say(self, text: str) -> None:
        """One sentence at the bottom."""
        self.status.say(text)
        self._fading.start()

    def show_bureau(self) -> None:
        """Put the office's name, officer and day in the head, and the band where it is for practice."""
        office = bureau(self.office)
        today = self.office.today()
        parts = [
            office.name,
            f"经办人 {office.officer}" if office.officer else "",
            f"{day_words(today)} 星期{WEEKDAYS[today.weekday()]}",
        ]
        self.bureau_name.say("　".join(x for x in parts if x))
        self.practice.setVisible(office.practice)
        self.setWindowTitle(f"{office.name} · 帮扶台账{'（练习）' if office.practice else ''}")

    def _bind_keys(self, pages: Sequence[PageEntry]) -> None:
        for number, entry in enumerate(pages[:9], 1):
            for sequence in (f"Ctrl+{number}", f"Alt+{number}"):
                self._bind(sequence).activated.connect(lambda key=entry.key: self.go(key))
        self._bind("F5").activated.connect(self.refresh)
        self._bind("Ctrl+F").activated.connect(lambda: self.page().search())
        self._bind("Ctrl+N").activated.connect(lambda: self.page().new())
        self._bind("F2").activated.connect(lambda: self.page().edit())
        self._bind("Ctrl+P").activated.connect(lambda: self.page().print())
        for sequence in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            self._bind(sequence).activated.connect(lambda: self.page().save())

    def _bind(self, sequence: str) -> QShortcut:
        return QShortcut(QKeySequence(sequence), self)

    def closeEvent(self, event: QCloseEvent) -> None:
        if all(page.may_leave() for page in self.pages.values()):
            super().closeEvent(event)
        else:
            event.ignore()


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
        scrolled = Scrolled(margin=0)
        scrolled.column.setSpacing(1)
        group = QButtonGroup(self)
        for number, entry in enumerate(pages, 1):
            button = push(
                entry.title, picture=entry.icon, kind="page", key=f"Ctrl+{number}" if number < 10 else ""
            )
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
