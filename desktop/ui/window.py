"""The window (主窗口): side bar, head, practice band, the pages, and one line at the bottom for what was just done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.casework import accounts, logbook
from desktop.casework.settings import bureau
from desktop.domain.days import day_words
from desktop.ui.ahead import Ahead
from desktop.ui.bands import AskedBand, ReadingBand
from desktop.ui.commands import DEED, commands
from desktop.ui.cover import Cover
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.change_password import ChangePassword
from desktop.ui.dialogs.message import confirm, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.lock import Lock
from desktop.ui.models.copied import Copied
from desktop.ui.news import News
from desktop.ui.pages import PAGES, PageEntry
from desktop.ui.side_bar import SideBar
from desktop.ui.unswallowed import Unswallowed
from desktop.ui.user_menu import UserMenu
from desktop.ui.work import Waiting

if TYPE_CHECKING:
    from desktop.casework.office import Office
    from desktop.domain.backup import Backup, Health
    from desktop.ui.pages.page import Page

PRACTICE = "练习办公室：数据均为虚构，可放心操作"
WEEKDAYS = "一二三四五六日"
SAID_FOR = 20_000
"""Milliseconds a sentence stays at the bottom; later it would seem to speak of another page."""


NEW_CODE = (
    "换一个新的恢复码后，旧的恢复码单马上作废。请先确认打印机能用。\n新单印好、核对后，请把旧单当场销毁。"
)


class Next(Enum):
    """What comes after the window."""

    over = "over"
    switch = "switch"
    """Another person signs in."""
    write = "write"
    """Whoever only looked opens the office to write in it."""
    restore = "restore"
    """The backup that was wished for is put in place, and the office opened again."""
    mend = "mend"
    """The data file is damaged: what to do is asked while nothing has it open."""


@dataclass(frozen=True)
class Wish:
    """Which backup is to be put in place once the window is closed, and why."""

    backup: Backup
    reason: str


class Window(QMainWindow):
    """The whole window of one office; a page is made when it is first shown."""

    def __init__(self, office: Office, pages: Sequence[PageEntry] = PAGES) -> None:
        super().__init__()
        self.office = office
        self.news = News(self)
        self.entries = {entry.key: entry for entry in pages}
        self.pages: dict[str, Page] = {}
        self.current = ""
        self.next = Next.over
        self.wish: Wish | None = None
        # dialogs go one after the other: each one's own loop has to end first
        self._leaving = QTimer(self, singleShot=True, interval=20)
        self._leaving.timeout.connect(lambda: self.leave(self.next, self._discarding))
        self._discarding = False
        self.side = SideBar(pages)
        self.side.asked.connect(self.go)
        self.title = Words(kind="title", wrap=False)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.bureau_name = OneLine(kind="faint")
        self.bureau_name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cover = Cover(self)
        self.cover.laid.connect(self.news.covered)
        self.find_button = push(
            "查找",
            self.find_anything,
            picture="search",
            kind="small",
            key="Ctrl+K",
            tip="查找所有内容",
        )
        self._searched: list[str] = []
        self._unswallowed = Unswallowed(self)
        self.cover_button = push(
            "遮盖 F9", self.cover.lay, kind="small", key="F9", tip="遮住所有窗口，再按 F9 继续"
        )
        self.lock = Lock(office, self.cover, self.unsaved, self)
        self.lock.switched.connect(lambda: self.leave(Next.switch, discard=True))
        self.user = self._user_menu()
        self.asked = AskedBand(office)
        self.asked.handed.connect(self.close)
        self.reading: ReadingBand | None = None
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
        row.addWidget(self.find_button)
        if self.user is not None:
            row.addWidget(self.user)
        row.addWidget(self.cover_button)
        right = self._column = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.practice)
        right.addWidget(self.asked)
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
        self.news.restore_wanted.connect(self.restore)
        self.news.damaged.connect(self.tell_damage)
        self.news.settings_changed.connect(self.show_bureau)
        self.go(pages[0].key)
        key = "households"
        making = (lambda: self._make(key), lambda: self._make(key).make_ready())
        self.ahead = Ahead(making, self) if key in self.entries else None

    def go(self, key: str, item: object = None) -> None:
        """Show a page, and on it this very thing; the page that is shown may refuse to be left."""
        if key == "recovery":
            self.renew_code()
            return
        entry = self.entries[key]
        here = self.pages.get(self.current)
        if here is not None and key != self.current and not here.may_leave():
            self.side.mark(self.current)
            return
        page = self._make(key)
        self.current = key
        self.stack.setCurrentWidget(page)
        self.side.mark(key)
        self.title.setText(entry.title)
        self.show_bureau()  # the day too: the window may have been open overnight
        page.refresh()
        page.begin()
        if item is not None:
            page.show_item(item)

    def _make(self, key: str) -> Page:
        """The page of that key, made when it is first asked for."""
        if key not in self.pages:
            page = self.pages[key] = self.entries[key].load()(self.office, self.news, self.go, self.stack)
            self.stack.addWidget(page)
        return self.pages[key]

    def find_anything(self) -> None:
        """Search everywhere, and go to what was chosen."""
        from desktop.ui.finder import Finder  # not needed at every start

        finder = Finder(self.office, commands(self.entries.values()), self._searched, self)
        finder.chosen.connect(self._go_found)
        shown(finder)

    def _go_found(self, page: str, item: object) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "print": lambda: self.page().print(),
            "search": lambda: self.page().search(),
            "refresh": self.refresh,
            "cover": self.cover.lay,
        }
        if page.startswith(DEED):
            deed = deeds[page.removeprefix(DEED)]
        else:

            def deed() -> object:
                return self.go(page, item)

        later = QTimer(self, singleShot=True, interval=0)
        later.timeout.connect(deed)
        later.start()

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

    def read_only(self, holder: str, as_of: str = "") -> None:
        """Tell that somebody else writes, and offer to ask for the pen."""
        self.reading = ReadingBand(self.office, holder, as_of)
        self.reading.wanted.connect(lambda: self.leave(Next.write))
        self._column.insertWidget(0, self.reading)
        self.asked.timer.stop()

    def unsaved(self) -> str:
        """What would be lost if the window closed now, in a sentence; nothing where nothing would."""
        found = [said for said in (page.unsaved() for page in self.pages.values()) if said]
        if any(isinstance(w, QDialog) and w.isVisible() for w in QApplication.topLevelWidgets()):
            found.append("打开着的对话框")
        return f"{'、'.join(found)}里还有未保存的内容。" if found else ""

    def leave(self, then: Next, discard: bool = False) -> None:
        """Close the window, and go on with that; with `discard` nothing is asked and nothing saved."""
        self.next, self._discarding = then, discard
        if discard and (dialog := _innermost()) is not None:
            if not isinstance(dialog, Waiting):  # what runs is waited for
                dialog.done(QDialog.DialogCode.Rejected)
            self._leaving.start()
        elif not self.close():
            self.next = Next.over

    def restore(self, backup: Backup, reason: str) -> None:
        """Close the window and have that backup put in place."""
        self.wish = Wish(backup, reason)
        self.leave(Next.restore)

    def tell_damage(self, health: Health) -> None:
        """Say that the data file is damaged, and close the window to mend it unless the officer wants to wait."""
        if confirm(
            self,
            f"{health.said}\n现在关闭窗口，程序会给出恢复的办法；损坏的文件会另外保存，不会删除。",
            yes="关闭窗口并处理(&Y)",
            no="稍后(&N)",
            heading="数据文件有损坏",
        ):
            self.leave(Next.mend, discard=True)
        else:
            self.say("数据文件有损坏，请不要再录入，尽快到「安全」→「备份与恢复」恢复")

    def change_password(self) -> None:
        """Another password for whoever is signed in."""
        if ChangePassword.ask(self.office, self):
            self.say("密码已修改，下次登录用新密码。")

    def renew_code(self) -> None:
        """Make a new recovery code, print it and read it back."""
        with telling(self):
            if confirm(self, NEW_CODE, yes="换新恢复码(&Y)", no="取消(&N)", heading="打印新的恢复码单"):
                self.show_code(accounts.new_recovery_code(self.office))

    def show_code(self, code: str) -> None:
        """Show a code just made, to be printed and read back."""
        from desktop.ui.dialogs.recovery_code import (
            RecoveryCode,
        )  # with its preview: not needed at every start

        if RecoveryCode.show_code(self.office, code, self):
            self.say("恢复码单已核对封存。")
        self.page().refresh()

    def show_bureau(self) -> None:
        """Put the office's name, officer and day in the head, and the band where it is for practice."""
        office = bureau(self.office)
        today = self.office.today()
        # The day first: where it is narrow the end is cut, and the office stands in the title of the window.
        parts = [
            f"{day_words(today)} 星期{WEEKDAYS[today.weekday()]}",
            office.name,
            f"经办人 {office.officer}" if office.officer and self.user is None else "",
        ]
        self.bureau_name.say("　".join(x for x in parts if x))
        self.practice.setVisible(office.practice)
        self.setWindowTitle(f"{office.name} · 帮扶台账{'（练习）' if office.practice else ''}")

    def _bind_keys(self, pages: Sequence[PageEntry]) -> None:
        for entry in pages:
            for sequence in entry.keys:
                self._bind(sequence).activated.connect(lambda key=entry.key: self.go(key))
        self._bind("F5").activated.connect(self.refresh)
        self._bind("Ctrl+K").activated.connect(self.find_anything)
        self._bind("Ctrl+F").activated.connect(lambda: self.page().search())
        self._bind("Ctrl+N").activated.connect(lambda: self.page().new())
        self._bind("F2").activated.connect(lambda: self.page().edit())
        self._bind("Ctrl+P").activated.connect(lambda: self.page().print())
        self._bind("Ctrl+S").activated.connect(lambda: self.page().save())
        for sequence in ("Ctrl+Return", "Ctrl+Enter"):
            self._bind(sequence).activated.connect(lambda: self.page().save_next())

    def _bind(self, sequence: str) -> QShortcut:
        return QShortcut(QKeySequence(sequence), self)

    def _user_menu(self) -> UserMenu | None:
        """Who is signed in; nobody in an office without passwords."""
        if self.office.key is None:
            return None
        menu = UserMenu(self.office)
        menu.password_wanted.connect(self.change_password)
        menu.lock_wanted.connect(self.lock.lock)
        menu.switch_wanted.connect(lambda: self.leave(Next.switch))
        menu.code_wanted.connect(self.renew_code)
        menu.minutes_chosen.connect(self._lock_after)
        self._bind("F10").activated.connect(menu.showMenu)
        return menu

    def _lock_after(self, minutes: int) -> None:
        self.lock.idle.minutes = minutes
        self.say(f"{minutes} 分钟没人操作就自动锁定。")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, Copied):
            event.allowed = False
            with telling(self):
                logbook.note_copy(self.office, event.name, event.rows, event.columns)
                event.allowed = True
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.windowHandle().installEventFilter(self._unswallowed)
        if self.ahead is not None:
            self.ahead.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._discarding or all(page.may_leave() for page in self.pages.values()):
            super().closeEvent(event)
            if self.ahead is not None:
                self.ahead.stop()
            self.cover.lift()
            if self.reading is not None:
                self.reading.withdraw()
        else:
            event.ignore()


def _innermost() -> QDialog | None:
    """The dialog that waits for an answer, or is covered."""
    found = QApplication.activeModalWidget()
    return found if isinstance(found, QDialog) else None
