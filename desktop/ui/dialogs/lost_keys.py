"""The key files are gone or damaged (密码文件): what to do, and taking them out of a backup's folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.casework import door
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import Message, tell, tell_error

CURE = (
    "可以从备份里取回：插好存有备份的 U 盘，按「从备份取密码文件」，选一份备份的文件夹"
    "（里面有 bangfu.keys-a.json）。取回后用当时的密码登录。数据文件没有改动。"
)
CHOOSE = "从备份取密码文件(&B)…"


def replace_lost_keys(folder: Path, said: str, parent: QWidget | None = None) -> bool:
    """Tell what is wrong, and take the keys out of a backup; whether there are good ones now."""
    while True:
        question = Message(
            parent,
            f"{said.partition('请从「备份」')[0]}\n\n{CURE}",
            heading="密码文件不能用",
            picture="warning",
            buttons=(CHOOSE, "退出(&Q)"),
        )
        shown(question)
        if question.chosen != CHOOSE:
            return False
        chosen = QFileDialog.getExistingDirectory(parent, "选一份备份的文件夹", str(folder / "备份"))
        if chosen and _taken(folder, Path(chosen), parent):
            return True


def _taken(folder: Path, backup: Path, parent: QWidget | None) -> bool:
    try:
        door.take_keys(folder, backup)
    except OfficeError:
        tell_error(
            parent,
            f"「{backup}」里没有能用的密码文件。请选一份备份自己的文件夹，名字以日期开头，里面有 bangfu.keys-a.json。",
            heading="没有取到",
        )
        return False
    tell(parent, "密码文件已经取回。请用做这份备份时的密码登录；忘了就按「忘记密码」，用当时的恢复码单。")
    return True
