"""用户: who works here in which roles; they join, change, leave, and get a new password."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import accounts, recovery
from desktop.casework.safety import why_not
from desktop.domain.accounts import Role, User
from desktop.domain.safety import incompatible_words
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.ui.dialogs.message import confirm, tell_error, telling
from desktop.ui.dialogs.user import ResetPassword, UserDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Empty, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.pages.page import Go

if TYPE_CHECKING:
    from desktop.casework.office import Office

PRACTICE = (
    "练习办公室不设密码，也不分用户：打开就能试，数据都是虚构的。",
    "在本单位的办公室里，每个人用自己的姓名和密码登录，岗位分经办、审核、审批、管理、审计，办过什么都记在操作记录里。",
)


class UsersPart(QWidget):
    """Nobody is ever deleted: whoever leaves is stopped, so that the log keeps its names."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news, self._go = office, news, go
        self.barred = Words(kind="band-told")
        self.add = push("新增用户(&N)…", self.new, picture="add", kind="primary", key="Ctrl+N")
        self.edit = push("改岗位(&E)…", self.change, picture="edit", key="F2")
        self.stop = push("停用(&T)", self.stop_or_return)
        self.reset = push("重设密码(&P)…", self.reset_password)
        self.code = push("打印新的恢复码单(&R)…", self.renew_code, picture="print")
        self.model: RowsModel[User] = RowsModel(_columns())
        self.table: Table[User] = Table(self.model)
        self.table.setAccessibleName("用户")
        self.rule = Words(incompatible_words())
        self.empty = Empty(*PRACTICE)
        listed = QWidget()
        layout = QVBoxLayout(listed)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.setSpacing(10)
        card = Card("不相容的岗位")
        card.add(self.rule)
        layout.addWidget(self.barred)
        layout.addWidget(Bar((self.add, self.edit, self.stop, self.reset), (self.code,)))
        layout.addWidget(self.table, 1)
        layout.addWidget(card)
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.stack)
        self.table.chosen.connect(lambda: self._look())
        self.table.opened.connect(lambda: self.change())

    def load(self) -> None:
        """Show who works here now."""
        practice = self._office.key is None
        self.stack.setCurrentIndex(1 if practice else 0)
        if practice:
            return
        said = why_not(self._office, Act.record_user)
        self.barred.setText(said)
        self.barred.setVisible(bool(said))
        chosen = self.table.line()
        users = accounts.users(self._office)
        self.model.show(sorted(users, key=lambda u: (not u.active, u.id or 0)))
        ids = [u.id for u in self.model.lines()]
        self.table.choose(ids.index(chosen.id) if chosen and chosen.id in ids else 0)
        self._look()

    def begin(self) -> None:
        """Take the keyboard."""
        (self.empty if self.stack.currentIndex() else self.table).setFocus()

    def new(self) -> None:
        """Somebody joins."""
        self._keep(None)

    def change(self) -> None:
        """The chosen one gets other roles."""
        user = self.table.line()
        if user is not None:
            self._keep(user)

    def stop_or_return(self) -> None:
        """The chosen one may no longer sign in, or may again."""
        user = self.table.line()
        if user is None or self._forbidden(Act.record_user):
            return
        if not user.active:
            self._keep(replace(user, active=True))
        elif confirm(
            self,
            f"停用 {user.name} 吗？\n停用后不能再登录，办过的业务和操作记录都保留；以后可以恢复。",
            yes="停用(&T)",
            danger=True,
        ):
            with telling(self):
                accounts.record_user(self._office, replace(user, active=False))
                self._news.said.emit(f"{user.name} 已停用")
                self.load()

    def reset_password(self) -> None:
        """The chosen one forgot the password and gets another."""
        user = self.table.line()
        if user is None or self._forbidden(Act.record_user):
            return
        if not user.active:
            tell_error(self, f"{user.name} 已停用。恢复在用时会同时设新密码。")
        elif ResetPassword.ask(self._office, user, self):
            self._news.said.emit(f"{user.name} 的密码已重设，请当面告诉本人，登录后再自己修改")

    def renew_code(self) -> None:
        """A new recovery code is printed and sealed; the window knows how."""
        if not recovery.may_renew(self._office):
            tell_error(self, why_not(self._office, Act.new_recovery_code), heading="不能办理")
            return
        self._go("recovery", None)

    def _keep(self, user: User | None) -> None:
        if self._office.key is None or self._forbidden(Act.record_user):
            return
        kept = UserDialog.ask(self._office, user, self)
        if kept is not None:
            self._news.said.emit(f"已保存用户 {kept.name}：{_roles(kept)}")
            self.load()
            self.table.setFocus()

    def _forbidden(self, act: Act) -> bool:
        said = why_not(self._office, act)
        if said:
            tell_error(self, said, heading="不能办理")
        return bool(said)

    def _look(self) -> None:
        user = self.table.line()
        allowed = not self.barred.text()
        self.add.setEnabled(allowed)
        for button in (self.edit, self.stop, self.reset):
            button.setEnabled(allowed and user is not None)
        self.code.setEnabled(recovery.may_renew(self._office))
        self.stop.setText("恢复在用(&T)…" if user is not None and not user.active else "停用(&T)…")


def _roles(user: User) -> str:
    return "、".join(word(role) for role in Role if role in user.roles)


def _columns() -> list[Column[User]]:
    return [
        Column(title="姓名", text=lambda u: u.name, width=170),
        Column(title="岗位", text=_roles, width=320, stretch=True),
        Column(
            title="状态",
            text=lambda u: "在用" if u.active else "已停用",
            width=110,
            kind=lambda u: "" if u.active else "faint",
        ),
    ]
