"""Messages (提示): what happened, where, and how to cure it; every text can be copied."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator
from contextlib import contextmanager
from enum import Enum
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.domain.errors import OfficeError
from desktop.ui.dialogs import shown
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Fold, Scrolled, Words
from desktop.ui.theme import icon

LINES = 10
"""A message of about so many lines stands whole in a small window; with more it is scrolled."""


class Keep(Enum):
    """What to do with unsaved changes."""

    save = "save"
    discard = "discard"
    stay = "stay"


class Message(QDialog):
    """A sentence with buttons; `chosen` is the text of the button that was pressed, the last one for Esc."""

    def __init__(
        self,
        parent: QWidget | None,
        said: str,
        *,
        heading: str,
        picture: str,
        buttons: tuple[str, ...] = ("知道了(&K)",),
        danger: str = "",
        details: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(480)
        self.said = said
        self.details = details
        self.chosen = buttons[-1]
        sign = QLabel()
        sign.setPixmap(icon(picture).pixmap(40, 40))
        title = Words(heading, "heading")
        self.words = Words(said)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(title)
        if len(said) > 400 or sum(1 + len(line) // 30 for line in said.split("\n")) > LINES:
            scrolled = Scrolled(margin=0)
            scrolled.add(self.words)
            scrolled.setMinimumHeight(220)
            column.addWidget(scrolled, 1)
        else:
            column.addWidget(self.words, 1)
        if details:
            text = QPlainTextEdit(details)
            text.setReadOnly(True)
            text.setMinimumHeight(160)
            column.addWidget(Fold("技术细节（报告问题时请附上）", text))
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(column, 1)
        row = QHBoxLayout()
        self.copy = push("复制文字", self.copy_text)
        row.addWidget(self.copy)
        row.addStretch()
        self.buttons: dict[str, QPushButton] = {}
        for text in buttons:
            kind = "danger" if text == danger else "primary" if text == buttons[0] else ""
            button = push(text, lambda text=text: self.choose(text), kind=kind)
            row.addWidget(button)
            self.buttons[text] = button
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(18)
        layout.addLayout(top, 1)
        layout.addLayout(row)
        first = self.buttons[buttons[-1] if danger else buttons[0]]
        first.setDefault(True)
        first.setFocus()

    def choose(self, text: str) -> None:
        """Close with this button's text as the choice."""
        self.chosen = text
        self.accept()

    def copy_text(self) -> None:
        """Put the whole message on the clipboard."""
        QGuiApplication.clipboard().setText("\n\n".join(x for x in (self.said, self.details) if x))
        self.copy.setText("已复制")


def tell_error(parent: QWidget | None, said: str, details: str = "", heading: str = "这一步没有完成") -> None:
    """Say what went wrong and how to cure it."""
    shown(Message(parent, said, heading=heading, picture="error", details=details))


def tell(parent: QWidget | None, said: str, heading: str = "提示") -> None:
    """Say something the officer should know."""
    shown(Message(parent, said, heading=heading, picture="info"))


def tell_fault(parent: QWidget | None, error: BaseException) -> None:
    """Say that the program itself failed, with details that can be copied."""
    said = (
        "程序遇到了没有预料到的问题，这一步没有完成。已保存的数据不受影响。"
        "请重试一次；若仍出现，请点「复制文字」，把内容发给维护人员。"
    )
    details = "".join(traceback.format_exception(error))
    tell_error(parent, said, details, heading="程序出错")


def confirm(
    parent: QWidget | None,
    question: str,
    *,
    yes: str = "确定(&Y)",
    no: str = "取消(&N)",
    heading: str = "请确认",
    danger: bool = False,
) -> bool:
    """Ask; only the first button is a yes. With `danger` the other button has the focus."""
    message = Message(
        parent, question, heading=heading, picture="question", buttons=(yes, no), danger=yes if danger else ""
    )
    shown(message)
    return message.chosen == yes


def ask_to_keep(parent: QWidget | None, what: str) -> Keep:
    """Ask what becomes of unsaved changes before leaving."""
    buttons = ("保存(&S)", "不保存(&D)", "继续编辑(&E)")
    message = Message(
        parent,
        f"{what}有未保存的修改。离开前要保存吗？",
        heading="还没有保存",
        picture="question",
        buttons=buttons,
    )
    shown(message)
    return {buttons[0]: Keep.save, buttons[1]: Keep.discard}.get(message.chosen, Keep.stay)


@contextmanager
def telling(parent: QWidget | None) -> Generator[None]:
    """Whatever the office must know of what fails inside is told; the lines after the block still run."""
    try:
        yield
    except OfficeError as error:
        tell_error(parent, error.said)


def fault_hook(
    window: Callable[[], QWidget | None],
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """A sys.excepthook that tells of unforeseen faults instead of losing them."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, OfficeError):
            tell_error(window(), error.said)
        elif not issubclass(kind, KeyboardInterrupt):
            tell_fault(window(), error)

    return hook
