"""Words on no code list (对应代码词): the officer says once what the office's own words mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.sheet_import import StrangeWord, choices_of
from desktop.domain.sheet_memory import OwnWord
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Scrolled, Words

UNKNOWN = "不对应，按未填"
MOST = 60


class WordsDialog(QDialog):
    """Each strange word with the words of its code list; what is left alone stays unknown."""

    def __init__(self, words: Sequence[StrangeWord], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("对应代码词")
        self.words = tuple(words[:MOST])
        self.fields: list[PickBox[str]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for row, word in enumerate(self.words):
            box: PickBox[str] = PickBox([(c, c) for c in choices_of(word.key)], unset=UNKNOWN)
            box.setAccessibleName(f"{word.text} 对应")
            box.setMinimumContentsLength(14)
            self.fields.append(box)
            grid.addWidget(Words(word.label, "faint", wrap=False), row, 0)
            grid.addWidget(Words(f"「{word.text}」", wrap=True), row, 1)
            grid.addWidget(Words(f"{word.count} 处　→", "faint", wrap=False), row, 2)
            grid.addWidget(box, row, 3)
        inside = Scrolled(margin=0)
        inside.add(grid)
        inside.column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(push("记住并重新查看(&Y)", self.accept, kind="primary", key="Ctrl+Return"))
        buttons.addWidget(push("取消(&X)", self.reject, key="Esc"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(
            Words("下面的词不在代码表里。请指定各是什么意思，程序会记住；不指定的按未填处理，原文记入备注。")
        )
        layout.addWidget(inside, 1)
        layout.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(760, room.width() - 40), min(560, room.height() - 60))
        if self.fields:
            self.fields[0].setFocus()

    def meanings(self) -> tuple[OwnWord, ...]:
        """What was said."""
        return tuple(
            OwnWord(key=word.key, text=word.text, means=value)
            for word, field in zip(self.words, self.fields, strict=True)
            if (value := field.value())
        )
