"""The recovery code, shown once (恢复码单): printed, put aside, and one group read back from the paper."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.casework import recovery
from desktop.domain.halfwidth import halfwidth
from desktop.domain.recovery_code import GROUP
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import confirm, telling
from desktop.ui.dialogs.preview import show_paper
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Words
from desktop.ui.fields.steps import StepPage, Steps
from desktop.ui.fields.text import TextLine

if TYPE_CHECKING:
    from desktop.casework.office import Office

LATER = (
    "没有封存好的恢复码单，密码全忘时谁也打不开这个办公室。\n"
    "以后再打印时会换一个新的恢复码，这一个随即作废。工作台会一直提醒，直到封存好。"
)


class RecoveryCode(Steps):
    """Two pages: the code with the button that prints it; then, from paper, one group chosen by chance."""

    def __init__(
        self, office: Office, code: str, parent: QWidget | None = None, group: int | None = None
    ) -> None:
        super().__init__("恢复码单", parent)
        self._office = office
        self._code = code
        self.group = secrets.randbelow(len(code.split("-"))) if group is None else group
        self.showing = StepPage(
            "打印恢复码，封进信封",
            "密码全忘了，或者电脑坏了只剩备份，只有这个恢复码能打开办公室。\n"
            "它只在这里出现一次：请打印出来，不要拍照，不要存进电脑。",
        )
        self.groups = [Words(text, wrap=False) for text in code.split("-")]
        self.showing.add(self._shown_code())
        self.print = push("打印恢复码单(&P)", self.print_sheet, picture="print", kind="primary")
        printing = QHBoxLayout()
        printing.addWidget(self.print)
        printing.addStretch()
        self.showing.add(printing)
        self.showing.first = self.print
        self.reading = StepPage(
            "从纸上核对一组",
            f"请看着打印出来的恢复码单，输入第 {self.group + 1} 组的 4 位。\n"
            "对上了，就把它装进信封，两人签名、盖骑缝章，锁进保险柜。",
        )
        self.typed = TextLine(hint="4 位", longest=12)
        self.typed.setAccessibleName(f"第 {self.group + 1} 组")
        self.typed.setStyleSheet("font-size: 18pt; font-weight: 700;")
        self.typed.setMaximumWidth(180)
        self.reading.add(self.typed)
        self.reading.first = self.typed
        self.leave.setText("稍后(&L)")
        self.leave.setToolTip("")
        self.resize(self.width(), min(600, self.screen().availableGeometry().height() - 60))
        self.add(self.showing, self.reading)

    @classmethod
    def show_code(cls, office: Office, code: str, parent: QWidget | None = None) -> bool:
        """Show a code that was just made; whether its sheet is sealed now."""
        return shown(cls(office, code, parent))

    def print_sheet(self) -> None:
        """Show the paper to be printed; no file of it stays."""
        with telling(self), recovery.printed_sheet(self._office, self._code) as path:
            show_paper(path, self, passing=True)
        self.next.setFocus()

    def check(self, page: StepPage) -> str:
        if page is not self.reading:
            return ""
        typed = "".join(c for c in halfwidth(self.typed.value()).upper() if c.isalnum())
        typed = typed.replace("O", "0").replace("I", "1").replace("L", "1")
        if typed == self._code.split("-")[self.group]:
            return ""
        self.typed.setFocus()
        self.typed.selectAll()
        wanted = f"第 {self.group + 1} 组"
        if len(typed) != GROUP:
            return f"{wanted}是 {GROUP} 位，现在输入了 {len(typed)} 位。请看着恢复码单再输一次。"
        return f"与恢复码不一致。请看清是不是{wanted}，或按「上一步」重新打印。"

    def last_word(self) -> str:
        return "核对无误，已封存(&N)"

    def finish(self) -> None:
        with telling(self):
            recovery.seal(self._office)
            self.accept()

    def reject(self) -> None:
        if confirm(self, LATER, yes="稍后再办(&Y)", no="继续(&N)", heading="恢复码单还没有封存", danger=True):
            super().reject()

    def _shown_code(self) -> QWidget:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(6)
        for number, words in enumerate(self.groups, 1):
            words.setStyleSheet("font-size: 21pt; font-weight: 700;")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)  # it is not to be copied
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            head = QLabel(f"第 {number} 组")
            head.setProperty("kind", "faint")
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(head)
            column.addWidget(words)
            row.addLayout(column, 1)
        card.add(row)
        said = Words("制单后请核对：没有字母 I、L、O、U；像「O」的是数字 0，像「I」的是数字 1。", "faint")
        card.add(said)
        return card
