"""A decision run again (复现决定): line by line what it was then and what it is now, and whether that is the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.replay import Replay, ReplayLine
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table


class ReplayDialog(QDialog):
    """The result on top; the chosen line stands whole below the list."""

    def __init__(self, found: Replay, printing: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("复现决定")
        room = self.screen().availableGeometry()
        self.resize(min(980, room.width() - 40), min(640, room.height() - 60))
        self.said = Words(found.said, "band-good" if found.same else "band-bad")
        self.model: RowsModel[ReplayLine] = RowsModel(
            [
                Column(title="项目", text=lambda x: x.label, width=160, stretch=True),
                Column(title="当时", text=lambda x: x.then, width=180, stretch=True),
                Column(title="现在", text=lambda x: x.now, width=180, stretch=True),
                Column(
                    title="是否一致",
                    text=lambda x: "✔ 一致" if x.same else "✘ 不一致",
                    width=108,
                    kind=lambda x: "green" if x.same else "red",
                ),
            ],
            sorted(found.lines, key=lambda x: x.same),
        )
        self.table: Table[ReplayLine] = Table(self.model)
        self.table.setAccessibleName("逐项对照")
        self.whole = Words(kind="faint")
        self.table.chosen.connect(self._look)
        self.print_button = push("打印(&P)", printing, picture="print", key="Ctrl+P")
        self.leave = push("关闭(&C)", self.accept, kind="primary", key="Esc")
        self.leave.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addStretch()
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        layout.addLayout(row)
        self.table.choose(0)
        self.table.setFocus()

    def _look(self, line: ReplayLine | None) -> None:
        self.whole.setText("" if line is None else f"{line.label}\n当时：{line.then}\n现在：{line.now}")
