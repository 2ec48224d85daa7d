"""The recovery walk-through (忘记密码): from the sealed envelope to a new password, one step a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.casework import door
from desktop.casework.door import Unlocked, WrongCodeError
from desktop.domain.errors import OfficeError
from desktop.domain.recovery import BY_CODE
from desktop.domain.recovery_code import MistypedCodeError
from desktop.ui.dialogs import shown
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.code_groups import CodeGroups
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.moving import enter_moves_on
from desktop.ui.fields.password import NewPassword
from desktop.ui.fields.steps import StepPage, Steps
from desktop.ui.work import work

ALONE = 30_000
"""Milliseconds: the page itself tells that it is at work, no second window need."""


class Recover(Steps):
    """Envelope, code, name and new password, done; `unlocked` is what it came to."""

    def __init__(
        self, folder: Path, now: Callable[[], datetime], name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(BY_CODE, parent)
        self._folder, self._now = folder, now
        self.unlocked: Unlocked | None = None
        self.envelope = StepPage(
            "取出恢复码单",
            "1.  恢复码单装在封好的信封里，锁在保险柜或机要柜中。\n"
            "2.  请保管人取来，最好两人在场，拆封并作登记。\n"
            "3.  单上有 5 组大字，就是恢复码。把它放在手边，按「下一步」。\n\n"
            "没有恢复码单，也没有人记得密码，数据就打不开，谁也没有别的办法。",
        )
        self.typing = StepPage("输入恢复码", "请照恢复码单，从第 1 组输到第 5 组。输错了，这里会说是哪一组。")
        self.code = CodeGroups()
        self.code.changed.connect(lambda: self.say(""))
        self.typing.add(self.code)
        self.typing.first = self.code
        self.choosing = StepPage("设一个新密码", "选您自己的姓名，再设一个新密码。旧密码从此作废。")
        names = door.names(folder)
        chosen = next((known for _, known in names if known == name), names[0][1])
        self.name: PickBox[str] = PickBox([(known, known) for _, known in names], chosen, unset=None)
        self.password = NewPassword(lambda: self.name.value() or "")
        self.name.changed.connect(self.password.look)
        self.grid = FieldGrid(1)
        self.grid.add("姓名(&M)", self.name)
        self.grid.add("新密码(&P)", self.password.first)
        self.grid.add("再输一遍(&R)", self.password.again)
        self.choosing.add(self.grid)
        self.choosing.first = self.name
        enter_moves_on(self.grid)
        self.add(self.envelope, self.typing, self.choosing)

    @classmethod
    def ask(
        cls, folder: Path, now: Callable[[], datetime], name: str = "", parent: QWidget | None = None
    ) -> Unlocked | None:
        """The key, for the code and with a new password; None where it was given up."""
        dialog = cls(folder, now, name, parent)
        return dialog.unlocked if shown(dialog) else None

    def check(self, page: StepPage) -> str:
        if page is self.typing:
            return self.code.wrong()
        if page is self.choosing:
            problems = self.grid.problems()
            if problems:
                problems[0][1].setFocus()
            return "\n".join(said for said, _ in problems)
        return ""

    def last_word(self) -> str:
        return "确定(&N)"

    def finish(self) -> None:
        folder, code, name = self._folder, self.code.value(), self.name.value() or ""
        password, now = self.password.value(), self._now
        self.busy("正在核对恢复码、设置新密码，请稍候……")
        work(
            self,
            "正在核对恢复码",
            lambda _progress, _cancelled: door.recover(folder, code, name, password, now),
            self._opened,
            failed=self._refused,
            patience=ALONE,
        )

    def _opened(self, unlocked: Unlocked) -> None:
        self.unlocked = unlocked
        self.accept()

    def _refused(self, error: OfficeError) -> None:
        self.busy("")
        if isinstance(error, WrongCodeError | MistypedCodeError):
            self.turn(self.pages.index(self.typing))
        self.say(error.said)
