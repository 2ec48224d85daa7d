"""A user of the office (用户): name, roles, and the first password; and another password for whoever forgot it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from desktop.casework import accounts
from desktop.domain.accounts import Role, User
from desktop.domain.errors import OfficeError
from desktop.domain.safety import ROLE_TOLD, incompatible_words
from desktop.domain.words import word
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.panels import Words
from desktop.ui.fields.password import NewPassword
from desktop.ui.fields.text import TextLine
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office


class UserDialog(EntryDialog):
    """Somebody who joins or comes back gets a password here; others keep theirs."""

    def __init__(self, office: Office, user: User | None, parent: QWidget | None = None) -> None:
        title = "新增用户" if user is None else f"用户 {user.name}"
        super().__init__(title, parent, take="保存", width=680)
        self._office, self._user = office, user
        known = {u.id: u for u in accounts.users(office)}
        before = known.get(user.id) if user is not None else None
        self._joins = before is None or not before.active
        self.kept: User | None = None
        self.name = TextLine(user.name if user else "", "例如 赵一鸣", 40)
        self.roles = RolesField(user.roles if user else frozenset({Role.handler}))
        self.password = NewPassword(self.name.value)
        self.grid.add("姓名(&N) *", self.name)
        self.grid.add("岗位(&G) *", self.roles)
        if self._joins:
            self.grid.add("初始密码(&P) *", self.password.first)
            self.grid.add("再输一遍(&R) *", self.password.again)
            self.body.add(Words("请当面告诉本人，请他登录后在右上角「修改密码」改成自己的。", "faint"))
        self.body.add(Words(incompatible_words(), "faint"))
        self.name.changed.connect(self.password.look)
        self.ready(self.name if user is None else self.roles)

    @classmethod
    def ask(cls, office: Office, user: User | None, parent: QWidget | None = None) -> User | None:
        """The user as kept; None where the manager thought better of it."""
        dialog = cls(office, user, parent)
        return dialog.kept if shown(dialog) else None

    def value(self) -> User:
        """What the fields say."""
        return User(
            name=self.name.value(),
            roles=self.roles.value(),
            id=self._user.id if self._user else None,
        )

    def accept(self) -> None:
        said = "\n".join(said for said, _ in self.problems())
        if said or not self.take.isEnabled():
            super().accept()
            return
        user, password = self.value(), self.password.value() if self._joins else ""
        _busy(self, "正在保存，请稍候……")
        work(
            self,
            "正在保存用户",
            lambda _progress, _cancelled: accounts.record_user(self._office, user, password),
            self._done,
            failed=lambda error: _refused(self, error),
        )

    def _done(self, kept: User) -> None:
        self.kept = kept
        QDialog.accept(self)


class ResetPassword(EntryDialog):
    """A new password given by the manager; the log tells who gave it."""

    def __init__(self, office: Office, user: User, parent: QWidget | None = None) -> None:
        super().__init__(f"重设 {user.name} 的密码", parent, take="重设", width=620)
        self._office, self._user = office, user
        self.password = NewPassword(lambda: user.name)
        self.body.column.insertWidget(
            0,
            Words(
                f"重设后 {user.name} 原来的密码作废。请当面告诉本人新密码，请他登录后自己修改。", "band-told"
            ),
        )
        self.grid.add("新密码(&N)", self.password.first)
        self.grid.add("再输一遍(&R)", self.password.again)
        self.ready(self.password.first)

    @classmethod
    def ask(cls, office: Office, user: User, parent: QWidget | None = None) -> bool:
        """Whether the password was reset."""
        return shown(cls(office, user, parent))

    def accept(self) -> None:
        if self.problems() or not self.take.isEnabled():
            super().accept()
            return
        user_id, password = self._user.id or 0, self.password.value()
        _busy(self, "正在重设，请稍候……")
        work(
            self,
            "正在重设密码",
            lambda _progress, _cancelled: accounts.reset_password(self._office, user_id, password),
            lambda _nothing: QDialog.accept(self),
            failed=lambda error: _refused(self, error),
        )


class RolesField(QWidget):
    """A tick for each role, with what it is for."""

    changed = Signal()

    def __init__(self, roles: frozenset[Role], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        self.boxes: dict[Role, QCheckBox] = {}
        for role in Role:
            box = QCheckBox(f"{word(role)}　{ROLE_TOLD[role]}")
            box.setChecked(role in roles)
            box.toggled.connect(lambda: self.changed.emit())
            self.boxes[role] = box
            layout.addWidget(box)
        self.setFocusProxy(self.boxes[Role.handler])

    def value(self) -> frozenset[Role]:
        """The roles that are ticked."""
        return frozenset(role for role, box in self.boxes.items() if box.isChecked())

    def problem(self) -> str:
        """At least one must be ticked."""
        return "" if self.value() else "请至少选一个岗位。"


def _busy(dialog: EntryDialog, said: str) -> None:
    dialog.trouble.become("band-told", said)
    dialog.trouble.show()
    dialog.take.setEnabled(False)


def _refused(dialog: EntryDialog, error: OfficeError) -> None:
    dialog.take.setEnabled(True)
    dialog.trouble.become("band-bad", error.said)
    dialog.trouble.show()
