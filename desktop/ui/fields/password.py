"""Passwords (密码): one that is asked for, and a new one that is written twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.passwords import SHORTEST, WeakPasswordError, check_strength, normal
from desktop.ui.fields.buttons import push
from desktop.ui.fields.noted import Noted

LONGEST = 128
CAPS = "大写锁定（Caps Lock）好像开着。"
RULE = f"至少 {SHORTEST} 位；不能是姓名、连号（如 12345678）或常见密码。可以用一句只有自己知道的话。"


class PasswordEdit(Noted):
    """Dots that can be shown; tells when the letters come out in capitals without Shift."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(LONGEST)
        self.edit.setText(text)
        self.shown = push("显示")
        self.shown.setCheckable(True)
        self.shown.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab and Enter go from field to field
        self.shown.toggled.connect(self.show_text)
        self.row.addWidget(self.shown)
        self.edit.textEdited.connect(lambda: self.changed.emit())
        self.edit.installEventFilter(self)

    def value(self) -> str:
        """What was typed, spaces too."""
        return self.edit.text()

    def clear(self) -> None:
        """Empty it and show dots again."""
        self.edit.clear()
        self.shown.setChecked(False)

    def problem(self) -> str:
        """A password that is asked for has none."""
        return ""

    def show_text(self, shown: bool) -> None:
        """Show what is typed, or dots."""
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.shown.setText("隐藏" if shown else "显示")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text()
            if len(letter) == 1 and letter.isascii() and letter.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.tell_caps(letter.isupper() != shift)
        return super().eventFilter(watched, event)

    def tell_caps(self, on: bool) -> None:
        """Say that capitals are locked, or no longer."""
        if on:
            self.say("warned", CAPS)
        elif self.note.text() == CAPS:
            self.say("", "")


class NewPassword:
    """Two fields for a new password: the first says at once whether it will do, the second whether it is the same."""

    def __init__(self, name: Callable[[], str]) -> None:
        """`name` is asked for whose password it is to be."""
        self._name = name
        self.first, self.again = _Checked(self._first_wrong), _Checked(self._again_wrong)
        self.first.edit.setPlaceholderText("自己记得住，别人猜不到")
        self.again.edit.setPlaceholderText("再输入一遍，防止打错")
        self.first.changed.connect(self.look)
        self.again.changed.connect(self.look)
        self.look()

    def value(self) -> str:
        """The password."""
        return self.first.value()

    def look(self) -> None:
        """Say what stands about both fields now."""
        wrong = self._first_wrong()
        if not self.first.value():
            self.first.say("faint", RULE)
        else:
            self.first.say("warned" if wrong else "fine", wrong or "✔ 这个密码可以用。")
        if not self.again.value():
            self.again.say("", "")
        elif self.again.value() == self.first.value():
            self.again.say("fine", "✔ 两遍一样。")
        elif normal(self.first.value()).startswith(normal(self.again.value())):
            self.again.say("faint", "继续输入……")
        else:
            self.again.say("warned", "和上面的不一样。")

    def _first_wrong(self) -> str:
        try:
            check_strength(self._name(), self.first.value())
        except WeakPasswordError as error:
            return error.said
        return ""

    def _again_wrong(self) -> str:
        if self._first_wrong() or self.again.value() == self.first.value():
            return ""
        return "两遍输入的密码不一样，请重新输入。"


class _Checked(PasswordEdit):
    """A password field whose owner knows what is wrong with it."""

    def __init__(self, wrong: Callable[[], str]) -> None:
        super().__init__()
        self._wrong = wrong

    def problem(self) -> str:
        return self._wrong()

    def tell_caps(self, on: bool) -> None:
        """The note has other things to say here."""
