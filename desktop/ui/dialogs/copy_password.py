"""The password of the index of archives beside each backup (副本密码)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import safekeeping
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.panels import Words
from desktop.ui.fields.password import PasswordEdit

if TYPE_CHECKING:
    from desktop.casework.office import Office

TOLD = (
    "设了密码，每天的备份里会带一份加密的档案索引（电子表格和 PDF），本程序不能用的时候也能打开查档案。\n"
    "密码请写在纸上，和恢复码单一起锁进保险柜。两栏都留空，就不再写索引。"
)


class CopyPassword(EntryDialog):
    """Written twice; left empty, no index is written any more."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("副本密码", parent, take="保存", width=600)
        self._office = office
        self.password, self.again = PasswordEdit(), PasswordEdit()
        self.grid.add("密码(&P)", self.password)
        self.grid.add("再输一遍(&R)", self.again)
        self.body.column.insertWidget(0, Words(TOLD))
        self.ready(self.password)

    @classmethod
    def ask(cls, office: Office, parent: QWidget | None = None) -> bool:
        """Whether it was changed."""
        return shown(cls(office, parent))

    def wrong(self) -> str:
        if self.password.value() != self.again.value():
            self.again.setFocus()
            return "两遍输入的密码不一样，请重新输入。"
        try:
            plan = safekeeping.plan(self._office)
            safekeeping.record_plan(self._office, replace(plan, copy_password=self.password.value()))
        except OfficeError as error:
            return error.said
        return ""
