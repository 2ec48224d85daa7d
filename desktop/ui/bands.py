"""Bands over the pages (窗口上方的条): that one may only look and can ask for the pen, and that somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.casework import pen
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words

if TYPE_CHECKING:
    from desktop.casework.office import Office

LOOKED = 3_000
"""Milliseconds between two looks for a note."""


class Band(QFrame):
    """A sentence across the window with its buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("band")
        self.said = Words()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(18, 6, 18, 6)
        self.row.setSpacing(10)
        self.row.addWidget(self.said, 1)
        self.timer = QTimer(self, interval=LOOKED)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """See whether something has changed."""


class ReadingBand(Band):
    """只读查看: who writes, and the button that asks for the pen; then whether it was given."""

    wanted = Signal()
    """The pen is free, and the officer wants to write."""

    def __init__(self, office: Office, holder: str, as_of: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._holder, self._as_of = office, holder, as_of
        self._asked = False
        self.ask_button = push("请求编辑(&Z)", self.ask, kind="small")
        self.write_button = push("开始编辑(&Z)", self.wanted.emit, kind="primary")
        self.row.addWidget(self.ask_button)
        self.row.addWidget(self.write_button)
        self.write_button.hide()
        self._tell("")

    def ask(self) -> None:
        """Ask whoever writes to hand over."""
        with telling(self):
            pen.ask(self._office)
            self._asked = True
            self.ask_button.setEnabled(False)
            self._tell("已请求编辑，等对方答复。")

    def look(self) -> None:
        if pen.free(self._office):
            self.said.setText(f"{self._holder} 已经交出，现在可以编辑了。")
            self.ask_button.hide()
            self.write_button.show()
            return
        self.write_button.hide()
        self.ask_button.show()
        if not self._asked:
            self._tell("")
            return
        note = pen.asked(self._office)
        if note is not None and note.later:
            self._asked = False
            self.ask_button.setEnabled(True)
            self.said.setText(f"只读查看：{self._holder} 正在使用。对方答复：稍后再交出。")

    def withdraw(self) -> None:
        """Nobody asks any more: this window closes."""
        if self._asked:
            pen.take_away(self._office)

    def _tell(self, more: str) -> None:
        data = f"　这里显示的是 {self._as_of} 的备份。" if self._as_of else ""
        self.said.setText(f"只读查看：{self._holder} 正在使用。{more}{data}")


class AskedBand(Band):
    """Somebody asks for the pen: hand over, or later."""

    handed = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._told = ""
        self.hand = push("交出(&Z)", self.handed.emit, kind="primary")
        self.later = push("稍后", self.put_off)
        self.row.addWidget(self.hand)
        self.row.addWidget(self.later)
        self.hide()

    def look(self) -> None:
        note = pen.asked(self._office)
        if note is None or note.later:
            self.hide()
            return
        self.said.setText(
            f"{note.name}（电脑 {note.pc}）请求编辑。交出后本窗口会关闭，没有保存的内容会先问您。"
        )
        self.show()

    def put_off(self) -> None:
        """Answer that they are to wait."""
        pen.answer_later(self._office)
        self.hide()
