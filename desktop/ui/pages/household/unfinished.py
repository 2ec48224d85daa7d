"""What was left half typed (没填完的档案): offered above the list, and when the archive is opened again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.domain.half_typed import HalfTyped
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import Message
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import OneLine


class Wanted(Enum):
    """What becomes of a half-typed form."""

    go_on = "go_on"
    throw_away = "throw_away"
    later = "later"


def ask_to_go_on(parent: QWidget | None, half: HalfTyped) -> Wanted:
    """Ask whether to go on where the typing stopped."""
    buttons = ("接着填(&C)", "扔掉草稿(&D)", "以后再说(&L)")
    message = Message(
        parent,
        f"{half_words(half)}上次没有存完，程序留下了草稿。\n接着填，还是扔掉草稿？",
        heading="有没填完的内容",
        picture="question",
        buttons=buttons,
    )
    shown(message)
    chosen = {buttons[0]: Wanted.go_on, buttons[1]: Wanted.throw_away}
    return chosen.get(message.chosen, Wanted.later)


def half_words(half: HalfTyped) -> str:
    """Whose form it is and when it was left: 「曾小明」的新档案（3月2日 15:20）."""
    name = half.household.head.name or "没写姓名"
    what = "档案" if half.household.id is not None else "新档案"
    return f"「{name}」的{what}{_moment(half.at)}"


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = at.astimezone()
    return f"（{local.month}月{local.day}日 {local:%H:%M}）"


class UnfinishedBand(QFrame):
    """Says how many forms are half typed, and takes the latest up again."""

    go_on = Signal()
    throw_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "band-warned")
        self.words = OneLine()
        self.take = push("接着填(&U)", self.go_on.emit, kind="small")
        self.drop = push("扔掉(&X)", self.throw_away.emit, kind="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.take)
        row.addWidget(self.drop)
        self.hide()

    def show_waiting(self, waiting: Sequence[HalfTyped]) -> None:
        """Tell of these; of none, nothing."""
        self.setVisible(bool(waiting))
        if waiting:
            more = f"，还有 {len(waiting) - 1} 份" if len(waiting) > 1 else ""
            self.words.say(f"没有存完：{half_words(waiting[0])}{more}。")
