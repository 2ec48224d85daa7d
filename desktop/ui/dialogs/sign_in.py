"""Signing in (登录): a name from the list and its password; the way in without one is the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.casework import door, this_pc
from desktop.casework.door import Unlocked
from desktop.domain.errors import OfficeError
from desktop.domain.passwords import WaitError
from desktop.domain.recovery import BY_CODE
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.recover import ALONE, Recover
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.fields.password import PasswordEdit
from desktop.ui.theme import icon
from desktop.ui.work import work

REMEMBER = "在这台电脑上记住（只限本人专用的电脑）"


@dataclass(frozen=True)
class Coming:
    """How somebody came in: with which key, perhaps by the printed code, perhaps with a code to be printed now."""

    unlocked: Unlocked | None = None
    recovered: bool = False
    code: str = ""


class PasswordForm(QWidget):
    """The password with what went wrong below it; counts down where one has to wait. Used by sign-in and lock."""

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime],
        name: Callable[[], str],
        opened: Callable[[Unlocked], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._now, self._name, self._opened = folder, now, name, opened
        self._running = False
        self.password = PasswordEdit()
        self.trouble = Words(kind="band-bad")
        self.trouble.setMinimumWidth(360)
        self.trouble.hide()
        self.take = push("登录(&O)", self.try_it, kind="primary")
        self._left = 0
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        self.setFocusProxy(self.password)

    def try_it(self) -> None:
        """Ask the strongbox, off the GUI thread."""
        if self._running or self._left:
            return
        if not self.password.value():
            self.say("请输入密码。")
            self.password.setFocus()
            return
        folder, name, password, now = self._folder, self._name(), self.password.value(), self._now
        self._running = True
        self.take.setEnabled(False)
        self.say("正在核对密码……", "band-told")
        work(
            self,
            "正在核对密码",
            lambda _progress, _cancelled: door.unlock(folder, name, password, now),
            self._right,
            failed=self._wrong,
            patience=ALONE,
        )

    def say(self, said: str, kind: str = "band-bad") -> None:
        """Put a sentence below the password; an empty one takes it away."""
        self.trouble.become(kind, said)
        self.trouble.setVisible(bool(said))
        self.trouble.setMinimumHeight(self.trouble.heightForWidth(self.trouble.width()) if said else 0)

    def _right(self, unlocked: Unlocked) -> None:
        self._running = False
        self.take.setEnabled(True)
        self.say("")
        self.password.clear()
        self._opened(unlocked)

    def _wrong(self, error: OfficeError) -> None:
        self._running = False
        self.take.setEnabled(True)
        self.password.clear()
        self.say(error.said)
        if isinstance(error, WaitError):
            self._left = error.seconds
            self.take.setEnabled(False)
            self._second.start()
        self.password.setFocus()

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.say(WaitError(self._left).said)
            return
        self._second.stop()
        self.take.setEnabled(True)
        self.say("现在可以再试了。", "band-told")


class SignIn(QDialog):
    """The first window of an office that asks for a password; `coming` is who came in."""

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime],
        remember: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._now = folder, now
        self.coming: Coming | None = None
        self.setWindowTitle("帮扶台账：登录")
        names = [known for _, known in door.names(folder)]
        last = this_pc.last_user(folder)
        chosen = last if last in names else names[0]
        self.name: PickBox[str] = PickBox([(known, known) for known in names], chosen, unset=None)
        self.form = PasswordForm(folder, now, lambda: self.name.value() or "", self._opened, self)
        self.password = self.form.password
        self.remember = QCheckBox(f"{REMEMBER}(&R)")
        self.forgotten = push(f"{BY_CODE}(&F)", self.recover, kind="link")
        self.leave = push("退出(&Q)", self.reject, key="Esc")
        self.grid = FieldGrid(1)
        self.grid.add("姓名(&M)", self.name)
        self.grid.add("密码(&P)", self.password)
        seal = QLabel()
        seal.setPixmap(icon("bangfu").pixmap(52, 52))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words("登录", "title"))
        self.where = OneLine(f"数据在：{folder}", "faint")
        words.addWidget(self.where)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(seal)
        head.addLayout(words, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.forgotten)
        row.addStretch()
        row.addWidget(self.form.take)
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 22, 26, 18)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self.grid)
        layout.addWidget(self.remember)
        layout.addWidget(self.form.trouble)
        layout.addStretch(1)
        layout.addLayout(row)
        self.remember.setVisible(remember)
        self.form.hide()  # only its parts are shown, each in its place here
        self.name.changed.connect(lambda: self.form.say(""))
        self.setMinimumWidth(540)
        self.password.setFocus()

    @classmethod
    def ask(
        cls, folder: Path, now: Callable[[], datetime], remember: bool = False, parent: QWidget | None = None
    ) -> Coming | None:
        """Who came in; None to leave the program. Raises KeysMissingError or KeysDamagedError."""
        dialog = cls(folder, now, remember, parent)
        return dialog.coming if shown(dialog) else None

    def recover(self) -> None:
        """Come in by the printed code instead."""
        unlocked = Recover.ask(self._folder, self._now, self.name.value() or "", self)
        if unlocked is not None:
            self.coming = Coming(unlocked, recovered=True)
            self.accept()

    def _opened(self, unlocked: Unlocked) -> None:
        if self.remember.isChecked():
            door.remember(self._folder, unlocked)
        this_pc.note_last_user(self._folder, self.name.value() or "")
        self.coming = Coming(unlocked)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.name.hasFocus():
            self.password.setFocus()
        else:
            self.form.try_it()
