"""The lock (锁定): after some idle minutes or by Ctrl+L all windows are covered until the same person's password."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.casework import accounts
from desktop.casework.this_pc import lock_minutes
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs.sign_in import PasswordForm
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Words
from desktop.ui.idle import Idle, running

if TYPE_CHECKING:
    from desktop.casework.door import Unlocked
    from desktop.casework.office import Office
    from desktop.ui.cover import Cover


class Lock(QObject):
    """Covers with the password in the middle; the practice office, which has none, is only covered.

    The key stays in memory meanwhile: what runs or is half typed goes on where it was.
    """

    switched = Signal()
    """Somebody else wants to sign in; what was not saved may go. Everything stays covered until the window is gone."""
    opened = Signal()

    def __init__(
        self,
        office: Office,
        cover: Cover,
        unsaved: Callable[[], str],
        window: QWidget,
        seconds: Callable[[], float] = running,
    ) -> None:
        """`unsaved` tells what would be lost if somebody else signed in, nothing where nothing would."""
        super().__init__(window)
        self._office, self._cover, self._unsaved = office, cover, unsaved
        self.form: Unlock | None = None
        self.idle = Idle(lock_minutes(office.folder), seconds, self)
        self.idle.idle.connect(self.lock)
        application = QCoreApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._hear)
        self._hear(QGuiApplication.focusWindow())

    @property
    def locked(self) -> bool:
        """Whether a password is asked for now."""
        return self.form is not None

    def lock(self) -> None:
        """Cover everything and ask for the password."""
        if self.locked:
            return
        if self._office.key is None or self._office.user.id is None:
            self._cover.lay()
            return
        self.form = Unlock(self._office, self._right, self.switched.emit, self._unsaved)
        self._cover.lay(self.form)

    def _right(self, unlocked: Unlocked) -> None:
        if unlocked.user_id != self._office.user.id:
            return
        self._lift()
        if not self._office.store.read_only:
            with suppress(OfficeError):  # a full disk keeps nobody out; the next deed tells of it
                accounts.signed_in(self._office)
        self.opened.emit()

    def _lift(self) -> None:
        form, self.form = self.form, None
        self._cover.lift()
        self.idle.begin_anew()
        if form is not None:
            form.deleteLater()

    def _hear(self, window: QWindow | None) -> None:
        # In each window: a shortcut of the main window is deaf while a dialog is open.
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_L
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.lock()
            return True
        return False


WIDE, INSIDE = 480, 420
"""Pixels of the form, and of the sentences in it."""


class Unlock(QWidget):
    """Who locked it, the password, and the way to another person.

    No Alt keys here: the same ones may belong to what is covered below. Tab and Enter do everything.
    """

    def __init__(
        self,
        office: Office,
        opened: Callable[[Unlocked], None],
        switched: Callable[[], object],
        unsaved: Callable[[], str],
    ) -> None:
        super().__init__()
        self._switched, self._unsaved = switched, unsaved
        self.form = PasswordForm(office.folder, office.now, lambda: office.user.name, opened, self)
        self.password = self.form.password
        self.password.setAccessibleName("密码")
        self.take, self.trouble = self.form.take, self.form.trouble
        self.take.setText("继续使用")
        self.other = push("换人登录", self.ask_for_another)
        self.lost = Words(kind="band-warned")
        self.lost.hide()
        for words in (self.trouble, self.lost):
            words.setFixedWidth(INSIDE)
        self.really = push("不保存，换人登录", lambda: self._switched(), kind="danger")
        self.really.hide()
        self.stay = push("返回", self.go_back)
        self.stay.hide()
        card = Card()
        card.column.setContentsMargins(28, 22, 28, 20)
        card.column.setSpacing(12)
        card.add(Words("已锁定", "title"))
        card.add(Words(f"{office.user.name} 的工作还在原处。输入密码，接着办。"))
        card.add(self.password)
        card.add(self.trouble)
        card.add(self.lost)
        row = QHBoxLayout()
        row.addWidget(self.other)
        row.addWidget(self.really)
        row.addStretch()
        row.addWidget(self.stay)
        row.addWidget(self.take)
        card.add(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self.form.hide()  # only its parts are shown, each in its place here
        self.setFixedWidth(WIDE)
        self.setFocusProxy(self.password)

    def ask_for_another(self) -> None:
        """Make way for another person, asking first where something would be lost."""
        said = self._unsaved()
        if not said:
            self._switched()
            return
        self.lost.setText(f"{said}换人登录会丢掉这些内容。")
        self.lost.setMinimumHeight(self.lost.heightForWidth(INSIDE))
        self._show_question(True)
        self.stay.setFocus()

    def go_back(self) -> None:
        """To the password again."""
        self._show_question(False)
        self.password.setFocus()

    def _show_question(self, asked: bool) -> None:
        for widget in (self.lost, self.really, self.stay):
            widget.setVisible(asked)
        for widget in (self.password, self.other, self.take):
            widget.setVisible(not asked)
        self.form.say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focused, QPushButton):
                focused.click()
            else:
                self.form.try_it()
        elif event.key() == Qt.Key.Key_Escape and self.password.isHidden():
            self.go_back()
        else:
            event.accept()  # nothing below hears it
