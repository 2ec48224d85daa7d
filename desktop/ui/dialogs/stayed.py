"""Those that stayed as they were (没有办成的), with the reason beside each: to be read, copied, and seen to one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.dialogs import shown
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.many import ManyTable
from desktop.ui.models.rows import RowsModel

Line = tuple[str, str]
"""Which file, and why it stayed."""


class Stayed(QDialog):
    """What was done, and below it each file that was left with its reason."""

    def __init__(self, said: str, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("有的没有办成")
        room = self.screen().availableGeometry()
        self.resize(min(860, room.width() - 40), min(480, room.height() - 60))
        self.words = Words(said, "band-warned")
        self.model: RowsModel[Line] = RowsModel(
            [
                Column(title="档案", text=lambda x: x[0], width=230),
                Column(title="没有办成的原因", text=lambda x: x[1], width=560, stretch=True),
            ],
            lines,
        )
        self.table: ManyTable[Line] = ManyTable(self.model)
        self.table.setAccessibleName("没有办成的档案")
        self.whole = Words()
        self.table.chosen.connect(self._look)
        self.table.opened.connect(lambda: self.accept())
        close = push("知道了(&K)", self.accept, kind="primary", key="Esc")
        close.setDefault(True)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self.words)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        layout.addLayout(row)
        self.table.choose(0)
        self.table.setFocus()

    def _look(self, line: Line | None) -> None:
        self.whole.setText(line[1] if line else "")

    @classmethod
    def tell(cls, parent: QWidget | None, said: str, lines: Sequence[Line]) -> None:
        """Show them until the officer has read them."""
        shown(cls(said, lines, parent))
