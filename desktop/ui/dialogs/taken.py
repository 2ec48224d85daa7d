"""Somebody else has the office open (正在使用): look only, try again, or leave."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import Message


class Choice(Enum):
    """What whoever comes second wants."""

    read = "read"
    again = "again"
    leave = "leave"


def ask_what_then(holder: str, parent: QWidget | None = None) -> Choice:
    """What to do while `holder` has the office open."""
    buttons = ("只读查看(&V)", "稍后再试(&T)", "退出(&Q)")
    message = Message(
        parent,
        f"{holder} 正在使用这个办公室。两人同时改会互相覆盖，所以现在不能编辑。\n"
        "可以先只读查看，在窗口上方请对方交出；也可以等对方关闭程序后，按「稍后再试」。",
        heading="办公室正在使用",
        picture="info",
        buttons=buttons,
    )
    shown(message)
    return {buttons[0]: Choice.read, buttons[1]: Choice.again}.get(message.chosen, Choice.leave)
