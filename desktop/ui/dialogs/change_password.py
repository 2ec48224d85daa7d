"""Another password for whoever is signed in (修改密码)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desktop.casework import accounts
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.recover import ALONE
from desktop.ui.fields.panels import Words
from desktop.ui.fields.password import NewPassword, PasswordEdit
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office


class ChangePassword(EntryDialog):
    """The old one, and the new one twice."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("修改密码", parent, take="修改", width=600)
        self._office = office
        self.body.column.insertWidget(
            0, Words(f"{office.user.name} 的密码。改好后旧密码作废；恢复码单不变，照旧有效。", "band-told")
        )
        self.old = PasswordEdit()
        self.new = NewPassword(lambda: office.user.name)
        self.grid.add("现在的密码(&P)", self.old)
        self.grid.add("新密码(&N)", self.new.first)
        self.grid.add("再输一遍(&R)", self.new.again)
        self.ready(self.old)

    @classmethod
    def ask(cls, office: Office, parent: QWidget | None = None) -> bool:
        """Whether the password was changed."""
        return cls(office, parent).exec() == QDialog.DialogCode.Accepted

    def wrong(self) -> str:
        if not self.old.value():
            self.old.setFocus()
            return "请先输入现在的密码。"
        return ""

    def accept(self) -> None:
        said = "\n".join(said for said, _ in self.problems()) or self.wrong()
        if said:
            super().accept()  # tells it
            return
        office, old, new = self._office, self.old.value(), self.new.value()
        self.trouble.become("band-told", "正在修改，请稍候……")
        self.trouble.show()
        self.take.setEnabled(False)
        work(
            self,
            "正在修改密码",
            lambda _progress, _cancelled: accounts.change_password(office, old, new),
            lambda _nothing: QDialog.accept(self),
            failed=self._refused,
            patience=ALONE,
        )

    def _refused(self, error: OfficeError) -> None:
        self.take.setEnabled(True)
        self.trouble.become("band-bad", error.said)
        self.old.clear()
        self.old.setFocus()
