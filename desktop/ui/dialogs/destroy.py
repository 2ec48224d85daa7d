"""Destroying archives (销毁档案): what goes and what stays, the second person, and the words that must be typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import keeping
from desktop.casework.keeping import Destroyed, Second
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.retention import KeptLine, confirmation, confirmed, copies_until
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Words
from desktop.ui.fields.password import PasswordEdit
from desktop.ui.fields.text import TextLine
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office

SHOWN = 12


class DestroyDialog(EntryDialog):
    """Two persons sit before it; nothing is done before both are proven and the words are typed."""

    def __init__(self, office: Office, lines: Sequence[KeptLine], parent: QWidget | None = None) -> None:
        super().__init__("销毁档案", parent, take="销毁，不能恢复", width=720)
        self.take.setProperty("kind", "danger")
        self._office, self._lines = office, tuple(lines)
        self.outcome: Destroyed | None = None
        count = len(self._lines)
        listed = "、".join(f"{x.number} {x.name}" for x in self._lines[:SHOWN])
        more = f" …… 共 {count} 户" if count > SHOWN else ""
        until = copies_until(office.today())
        self.warning = Words(
            f"将销毁 {count} 户：{listed}{more}。\n"
            "家庭成员、收入支出、财产、证件、病情、附件、告知同意、核对结论、走访内容、审批意见全部删除，不能恢复；"
            "只留档案编号、申请和发放的编号金额日期、销毁清册，操作记录照旧保存。",
            "band-bad",
        )
        self.after = Words(
            "销毁前会自动做一次备份。这份和以前的备份里还有这些档案，随备份逐步淘汰，"
            f"大约到 {until.year} 年 {until.month} 月清完；拷在 U 盘上的备份、另存的文件和纸上的表格请另行清理。",
            "band-told",
        )
        self.body.column.insertWidget(0, self.warning)
        self.body.column.insertWidget(1, self.after)
        self.reason = TextLine("", "例如保管期满，经 2026 年 3 月 20 日办公会批准", 200)
        self.grid.add("销毁依据(&R) *", self.reason, wide=True)
        others = keeping.seconds(office)
        self.second: PickBox[str] = PickBox([(u.name, u.name) for u in others], unset="请选择")
        self.password = PasswordEdit()
        self.witness = TextLine("", "在场监督的人，在清册上签字", 60)
        self.by_password = bool(others)
        if self.by_password:
            self.grid.add("第二人(&S) *", self.second, wide=True)
            self.grid.add("第二人密码(&P) *", self.password, wide=True)
        else:
            self.grid.add("监销人(&S) *", self.witness, wide=True)
        self.typed = TextLine("", confirmation(count), 40)
        self.grid.add("请输入确认(&T) *", self.typed, wide=True)
        told = f"销毁人：{office.user.name}（现在登录）。{'第二人由本人输入自己的密码。' if self.by_password else '本单位没有第二个用户，请监销人在场，打印清册后两人签字。'}"
        self.body.add(Words(f"{told}\n确认框里请照样输入：{confirmation(count)}", "faint"))
        self.ready(self.reason)

    @classmethod
    def ask(
        cls, office: Office, lines: Sequence[KeptLine], parent: QWidget | None = None
    ) -> Destroyed | None:
        """What was destroyed; None where nothing was."""
        dialog = cls(office, lines, parent)
        shown(dialog)
        return dialog.outcome

    def wrong(self) -> str:
        if not self.reason.value():
            self.reason.setFocus()
            return "请写明销毁的依据，清册上要印。"
        name = (self.second.value() or "") if self.by_password else self.witness.value()
        if not name:
            (self.second if self.by_password else self.witness).setFocus()
            return "销毁要两人在场，请填写第二人。" if self.by_password else "请写明在场监销人的姓名。"
        if not confirmed(self.typed.value(), len(self._lines)):
            self.typed.setFocus()
            return f"确认的字没有输对。请在框里输入「{confirmation(len(self._lines))}」。"
        return ""

    def accept(self) -> None:
        if self.outcome is not None:
            super().accept()
            return
        said = self.wrong()
        self._say(said)
        if said:
            return
        office, ids = self._office, [x.id for x in self._lines]
        second = (
            Second(self.second.value() or "", self.password.value())
            if self.by_password
            else Second(self.witness.value())
        )
        typed, reason = self.typed.value(), self.reason.value()
        self.take.setEnabled(False)
        work(
            self,
            "正在备份并销毁",
            lambda _progress, _cancelled: keeping.destroy(office, ids, second, typed, reason),
            self._done,
            failed=self._failed,
            stopped=lambda: self.take.setEnabled(True),
        )

    def _done(self, destroyed: Destroyed) -> None:
        self.outcome = destroyed
        self.password.clear()
        self.accept()

    def _failed(self, error: OfficeError) -> None:
        self.take.setEnabled(True)
        self.password.clear()
        self._say(error.said)
        self.password.edit.setFocus()

    def _say(self, said: str) -> None:
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))


def told(destroyed: Destroyed) -> str:
    """What was done and is left to do, as sentences."""
    made = destroyed.destruction
    said = (
        f"{day_words(made.day)}已销毁 {len(made.lines)} 户，清册编号 {made.number}。"
        f"请现在打印清册，由 {made.first}、{made.second} 两人签字，归档保存。"
    )
    return "\n".join((said, *destroyed.said))
