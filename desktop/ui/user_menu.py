"""Who is signed in (当前用户): name and roles in the head, and below them what concerns the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.casework import recovery, this_pc
from desktop.domain.words import word
from desktop.ui.dialogs.message import telling

if TYPE_CHECKING:
    from desktop.casework.office import Office


WIDEST = 280
"""Pixels the name and the roles may take; more roles are only counted, and named in the tip."""


class UserMenu(QPushButton):
    """A button with a menu; F10 opens it."""

    password_wanted = Signal()
    lock_wanted = Signal()
    switch_wanted = Signal()
    code_wanted = Signal()
    minutes_chosen = Signal(int)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        roles = "、".join(word(role) for role in sorted(office.user.roles, key=_ORDER.index))
        super().__init__(f"{office.user.name}（{roles}）", parent)
        self._office = office
        if self.fontMetrics().horizontalAdvance(self.text()) > WIDEST:
            self.setText(f"{office.user.name}（{len(office.user.roles)} 个岗位）")
        self.setProperty("kind", "small")
        self.setAutoDefault(False)
        self.setAccessibleName(f"当前用户 {office.user.name}，岗位 {roles}")
        self.setToolTip(f"当前登录：{office.user.name}，岗位：{roles}。F10 打开菜单")
        menu = QMenu(self)
        self.change = menu.addAction("修改密码(&P)…", self.password_wanted.emit)
        self.lock = menu.addAction("锁定(&L)\tCtrl+L", self.lock_wanted.emit)
        self.switch = menu.addAction("换人登录(&H)", self.switch_wanted.emit)
        menu.addSeparator()
        self.code = menu.addAction("打印新的恢复码单(&R)…", self.code_wanted.emit)
        menu.addMenu(self._minutes(menu))
        self.change.setEnabled(not office.store.read_only)
        self.code.setEnabled(recovery.may_renew(office))
        self.setMenu(menu)

    def _minutes(self, menu: QMenu) -> QMenu:
        found = QMenu("没人操作时自动锁定(&Z)", menu)
        group = QActionGroup(found)
        now = this_pc.lock_minutes(self._office.folder)
        for minutes in this_pc.LOCK_CHOICES:
            action = found.addAction(f"{minutes} 分钟")
            action.setCheckable(True)
            action.setChecked(minutes == now)
            action.triggered.connect(lambda _=False, minutes=minutes: self._choose(minutes))
            group.addAction(action)
        return found

    def _choose(self, minutes: int) -> None:
        with telling(self.window()):
            this_pc.choose_lock_minutes(self._office.folder, minutes)
            self.minutes_chosen.emit(minutes)


_ORDER = ("handler", "reviewer", "approver", "manager", "auditor")
