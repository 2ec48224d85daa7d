"""What the home page is pressed at (工作台的按钮): numbers, advice, and where to begin in an empty office."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.casework.agenda import Advice
from desktop.ui.fields.panels import Card, Words
from desktop.ui.pages.page import Go
from desktop.ui.theme import COLOURS, icon


class Pressed(QPushButton):
    """A button that holds widgets and grows with their words."""

    def __init__(self, pressed: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.clicked.connect(lambda: pressed())

    def put(self, *words: QWidget) -> None:
        """Put words on it; they let the mouse through."""
        for one in words:
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.sizeHint() if inside is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        inside = self.layout()
        return inside.minimumSize() if inside is not None else super().minimumSizeHint()


class Count(Pressed):
    """A number with its word below; pressing it goes to the list."""

    def __init__(
        self, title: str, kind: str, pressed: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(pressed, parent)
        self._title, self._kind = title, kind
        self.number = Words("0", "figure", wrap=False)
        self.word = Words(title, wrap=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 6, 8)
        layout.setSpacing(0)
        for words in (self.number, self.word):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(words)
        self.put(self.number, self.word)

    def show_number(self, number: int) -> None:
        """Show how many there are; none cannot be pressed."""
        self.number.setText(f"{number:,}")
        self.word.become(self._kind if number else "faint", self._title)
        self.number.setStyleSheet(f"color: {COLOURS['ink' if number else 'faint']};")
        self.setEnabled(number > 0)
        self.setAccessibleName(f"{self._title} {number}")


class CardButton(Pressed):
    """A sentence to press, with a heading where it has one."""

    def __init__(
        self,
        text: str,
        pressed: Callable[[], object],
        heading: str = "",
        picture: str = "right",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(pressed, parent)
        self.heading, self.text_words = Words(heading, "heading", self), Words(text)
        sign = QLabel()
        sign.setPixmap(icon(picture).pixmap(22, 22))
        column = QVBoxLayout()
        column.setSpacing(2)
        if heading:
            column.addWidget(self.heading)
        column.addWidget(self.text_words)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.heading.setVisible(bool(heading))
        self.put(self.heading, self.text_words, sign)
        self.setAccessibleName("：".join(x for x in (heading, text) if x))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def say(self, text: str) -> None:
        """Show another sentence."""
        self.text_words.setText(text)
        self.setAccessibleName("：".join(x for x in (self.heading.text(), text) if x))


class AdviceCard(Card):
    """下一步: what would be sensible to do next, each to be pressed."""

    def __init__(self, go: Go, parent: QWidget | None = None) -> None:
        super().__init__("下一步", parent)
        self._go = go
        self.buttons: list[CardButton] = []

    def show_advice(self, steps: Sequence[Advice]) -> None:
        """Show these instead; none hides the card."""
        for button in self.buttons:
            self.column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [
            CardButton(step.text, lambda step=step: self._go(step.page, step.item or None), picture=step.page)
            for step in steps
        ]
        for button in self.buttons:
            self.add(button)
        self.setVisible(bool(steps))


class Beginning(Card):
    """Where to begin in an office that has no household yet."""

    def __init__(self, go: Go, parent: QWidget | None = None) -> None:
        super().__init__("从这里开始", parent)
        self.import_roster = CardButton(
            "手里有 Excel 名册的：选文件，先预览再入库；有问题的行会退回来改。",
            lambda: go("households", "import"),
            "导入名册",
            "import",
        )
        self.new_household = CardButton(
            "没有名册的：从第一户开始填写，填一半也可以先保存。",
            lambda: go("households", "new"),
            "新建第一户",
            "add",
        )
        self.standard = CardButton("", lambda: go("settings", "lines"), "登记低保标准", "checklist")
        for button in (self.import_roster, self.new_household, self.standard):
            self.add(button)

    def show_state(self, place: str, known: bool) -> None:
        """Say whether the place's 低保 standard is on file already."""
        self.standard.say(
            f"✔ 已登记 {place} 的低保标准，需要时可以再补充。"
            if known
            else f"核对家庭收入要用 {place} 的低保标准：填写数额、执行日期和文件依据。"
        )
