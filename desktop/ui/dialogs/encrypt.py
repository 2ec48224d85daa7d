"""An office of version 0.1 gets its password (设置密码并加密): once, before it is opened again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.casework.door import Unlocked
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.sign_in import Coming
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.moving import enter_moves_on
from desktop.ui.fields.password import NewPassword
from desktop.ui.fields.steps import StepPage, Steps
from desktop.ui.fields.text import TextLine
from desktop.ui.work import work

Encrypt = Callable[[str, str], tuple[Unlocked, str]]
"""Encrypts the office for that first user and password; the key, and the recovery code to be printed."""


class EncryptOffice(Steps):
    """Why, then name and password; `coming` is the first user with the code to print."""

    def __init__(self, officer: str, encrypt: Encrypt, parent: QWidget | None = None) -> None:
        super().__init__("给办公室设密码", parent)
        self._encrypt = encrypt
        self.coming: Coming | None = None
        self.why = StepPage(
            "从这一版起，档案要加密保存",
            "档案里有身份证号、病情和银行卡号。加密以后，别人拿走电脑或 U 盘也打不开。\n\n"
            "接下来：\n"
            "1.  给您自己设一个密码。以后打开办公室都要输入它。\n"
            "2.  程序把数据加密，原来的内容一条不少。\n"
            "3.  打印一张恢复码单封存，忘记密码时用。",
        )
        self.choosing = StepPage("设一个密码", "您是这个办公室的第一个用户，也是管理员，以后可以再加别人。")
        self.name = TextLine(officer, "您的姓名，作为经办人", 30)
        self.password = NewPassword(self.name.value)
        self.name.changed.connect(self.password.look)
        self.grid = FieldGrid(1)
        self.grid.add("姓名(&M)", self.name)
        self.grid.add("密码(&P)", self.password.first)
        self.grid.add("再输一遍(&R)", self.password.again)
        self.choosing.add(self.grid)
        self.choosing.first = self.password.first if officer else self.name
        enter_moves_on(self.grid)
        self.leave.setText("退出(&Q)")
        self.add(self.why, self.choosing)

    @classmethod
    def ask(cls, officer: str, encrypt: Encrypt, parent: QWidget | None = None) -> Coming | None:
        """The first user coming in; None to leave the program with everything as it was."""
        dialog = cls(officer, encrypt, parent)
        return dialog.coming if shown(dialog) else None

    def check(self, page: StepPage) -> str:
        if page is not self.choosing:
            return ""
        if not self.name.value():
            self.name.setFocus()
            return "请填写您的姓名，登录和办理记录要用。"
        problems = self.grid.problems()
        if problems:
            problems[0][1].setFocus()
        return "\n".join(said for said, _ in problems)

    def last_word(self) -> str:
        return "设密码并加密(&N)"

    def finish(self) -> None:
        name, password = self.name.value(), self.password.value()
        self.busy("正在加密，请不要关机……")
        work(
            self,
            "正在加密",
            lambda _progress, _cancelled: self._encrypt(name, password),
            self._done,
            failed=self._refused,
        )

    def _done(self, made: tuple[Unlocked, str]) -> None:
        self.coming = Coming(made[0], code=made[1])
        self.accept()

    def _refused(self, error: OfficeError) -> None:
        self.busy("")
        self.say(error.said)

    def reject(self) -> None:
        if self.leave.isEnabled():
            super().reject()
