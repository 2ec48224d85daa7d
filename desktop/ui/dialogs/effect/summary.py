"""Before, after and the difference (现在、改后、相差), in one small table of figures and one sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.domain.effect import Cost, Moved
from desktop.domain.effect_words import ROWS, UNCHANGED, sentence
from desktop.ui.fields.panels import Words

MEANT = "一年合计：一次性的，加上按月的从本月起 12 个月里应发的。"


class Summary(QWidget):
    """The table and the sentence; everything can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Words("", "band-told")
        self.note = Words("", "faint")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(5)
        for column, head in enumerate(("", "现在", "改后", "相差")):
            self._put(0, column, Words(head, "faint", wrap=False))
        self.cells: dict[str, tuple[Words, Words, Words, Words]] = {}
        for n, row in enumerate(ROWS, 1):
            cells = tuple(Words("", wrap=False) for _ in range(4))
            title, before, after, difference = cells
            title.setText(row.title)
            for column, cell in enumerate(cells):
                self._put(n, column, cell)
            self.cells[row.title] = (title, before, after, difference)
        self._grid.setColumnStretch(4, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.said)
        column.addLayout(self._grid)
        column.addWidget(self.note)
        column.addStretch(1)

    def show_costs(self, before: Cost | None, after: Cost, whom: Moved | None) -> None:
        """Show what it was, what it comes to, and what lies between; without a before only what it comes to."""
        for row in ROWS:
            title, old, new, between = self.cells[row.title]
            total, told = row.told(before, after), row.shown(before, after)
            for cell in (title, old, new, between):
                cell.setVisible(told)
            old.setText(total.before)
            new.setText(total.after)
            between.setText(total.difference)
            same = before is None or total.difference == UNCHANGED
            between.become("" if same else "warned", between.text())
        self.said.setText(sentence(before, after, whom))
        self.note.setText(
            f"有 {after.open:,} 户的数额由审批人确定，或还缺事实，没有计入费用。" if after.open else MEANT
        )

    def _put(self, row: int, column: int, cell: Words) -> None:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(cell, row, column, side | Qt.AlignmentFlag.AlignVCenter)
