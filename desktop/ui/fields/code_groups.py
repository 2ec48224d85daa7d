"""The recovery code as it is typed from paper (恢复码): five groups of four, each looked at as soon as it is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.halfwidth import halfwidth
from desktop.domain.recovery_code import ALPHABET, GROUP, LENGTH, MistypedCodeError, read_code
from desktop.ui.fields.panels import Words

GROUPS = LENGTH // GROUP
_READ_AS = {"O": "0", "I": "1", "L": "1"}


class CodeGroups(QWidget):
    """A full group goes on to the next by itself; a slip is told at once, with its group."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = [self._box(number) for number in range(1, GROUPS + 1)]
        self.note = Words(kind="faint")
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        for number, box in enumerate(self.boxes):
            head = Words(f"第 {number + 1} 组", "faint", wrap=False)
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(head, 0, number)
            grid.addWidget(box, 1, number)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(grid)
        layout.addWidget(self.note)
        self.setFocusProxy(self.boxes[0])
        self._look()

    def value(self) -> str:
        """What was typed, in groups."""
        return "-".join(box.text() for box in self.boxes)

    def wrong(self) -> str:
        """Why this is no recovery code; nothing where it is one. The cursor goes to the group to be typed again."""
        try:
            read_code(self.value())
        except MistypedCodeError as error:
            if error.group is not None:
                box = self.boxes[error.group - 1]
                box.setFocus()
                box.selectAll()
            return error.said
        return ""

    def _typed(self, number: int) -> None:
        """Keep what belongs to a code in this group, and hand what is more on to the next."""
        box = self.boxes[number]
        kept = "".join(_READ_AS.get(c, c) for c in halfwidth(box.text()).upper() if c.isalnum())
        here, rest = kept[:GROUP], kept[GROUP:]
        if box.text() != here:
            place = box.cursorPosition()
            box.setText(here)
            box.setCursorPosition(min(place, len(here)))
        if len(here) == GROUP and number + 1 < GROUPS and box.hasFocus() and not self._foreign(number):
            following = self.boxes[number + 1]
            following.setFocus()
            following.selectAll()
        if rest and number + 1 < GROUPS:
            self.boxes[number + 1].setText(rest)
            self._typed(number + 1)
        else:
            self._look()
            self.changed.emit()

    def _foreign(self, number: int) -> str:
        return next((c for c in self.boxes[number].text() if c not in ALPHABET), "")

    def _look(self) -> None:
        """Say what is wrong so far."""
        said = kind = ""
        for number, box in enumerate(self.boxes):
            foreign = self._foreign(number)
            bad = bool(foreign)
            if bool(box.property("bad")) != bad:
                box.setProperty("bad", bad)
                box.style().unpolish(box)
                box.style().polish(box)
            if foreign and not said:
                kind = "bad"
                said = (
                    f"第 {number + 1} 组里的「{foreign}」不是恢复码用的字：只有数字和英文字母，没有字母 U。"
                )
        if not said and all(len(box.text()) == GROUP for box in self.boxes):
            try:
                read_code(self.value())
                kind, said = "fine", "✔ 恢复码输入无误。"
            except MistypedCodeError as error:
                kind, said = "bad", error.said
        self.note.become(kind or "faint", said or "大写小写都行，空格和横线不用输；输满一组自动到下一组。")

    def _box(self, number: int) -> QLineEdit:
        box = QLineEdit()
        box.setAccessibleName(f"第 {number} 组")
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setStyleSheet("font-size: 18pt; font-weight: 700; padding: 4px 2px;")
        box.setMinimumWidth(76)
        box.setInputMethodHints(Qt.InputMethodHint.ImhUppercaseOnly | Qt.InputMethodHint.ImhNoPredictiveText)
        box.textEdited.connect(lambda: self._typed(number - 1))
        box.installEventFilter(self)
        return box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in an empty group goes back to the one before."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Backspace
            and isinstance(watched, QLineEdit)
            and not watched.text()
        ):
            at = self.boxes.index(watched)
            if at:
                self.boxes[at - 1].setFocus()
                return True
        return super().eventFilter(watched, event)
