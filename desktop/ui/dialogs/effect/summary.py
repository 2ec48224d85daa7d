"""Before, after and the difference (现在、改后、相差), in one small table of figures and one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.domain.effect import Cost, Moved
from desktop.domain.money import figures
from desktop.ui.fields.panels import Words


@dataclass(frozen=True)
class _Row:
    title: str
    of: Callable[[Cost], Decimal | int]
    always: bool = False
    """Shown even where it is nothing both times."""


ROWS = (
    _Row("符合（户）", lambda c: c.eligible, always=True),
    _Row("不符合（户）", lambda c: c.ineligible, always=True),
    _Row("缺材料（户）", lambda c: c.incomplete, always=True),
    _Row("一次性合计（元）", lambda c: c.once),
    _Row("按月合计（元/月）", lambda c: c.monthly),
    _Row("一年合计（元）", lambda c: c.year, always=True),
    _Row("实物约值（元）", lambda c: c.goods),
    _Row("钱物合计（元）", lambda c: c.together if c.goods and c.year else 0),
    _Row("数额待定（户）", lambda c: c.open),
)


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
            was, now = None if before is None else row.of(before), row.of(after)
            told = row.always or bool(was) or bool(now)
            for cell in (title, old, new, between):
                cell.setVisible(told)
            old.setText("—" if was is None else _told(was))
            new.setText(_told(now))
            between.setText("—" if was is None else _signed(now - was))
            between.become("" if was is None or now == was else "warned", between.text())
        self.said.setText(sentence(before, after, whom))
        self.note.setText(
            f"有 {after.open:,} 户的数额由审批人确定，或还缺事实，没有计入费用。" if after.open else MEANT
        )

    def _put(self, row: int, column: int, cell: Words) -> None:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(cell, row, column, side | Qt.AlignmentFlag.AlignVCenter)


def sentence(before: Cost | None, after: Cost, whom: Moved | None) -> str:
    """What the change does, to be read aloud."""
    if before is None or whom is None:
        return f"现在还没有填这个数，不能核对。填上后：符合 {after.eligible:,} 户，一年 {figures(after.together)} 元。"
    told = (
        f"新增 {len(whom.entering):,} 户，退出 {len(whom.leaving):,} 户，金额变化 {len(whom.changed):,} 户。"
    )
    more = after.together - before.together
    if not after.together and not before.together and after.open:
        return f"{told}数额由审批人确定，程序不代为估算费用。"
    if not more:
        return f"{told}一年费用不变。"
    goods = "（含实物）" if after.goods or before.goods else ""
    return f"{told}一年{'多' if more > 0 else '少'}花 {figures(abs(more))} 元{goods}。"


def _told(value: Decimal | int) -> str:
    return f"{value:,}" if isinstance(value, int) else figures(value)


def _signed(value: Decimal | int) -> str:
    return "不变" if not value else f"{'+' if value > 0 else '−'}{_told(abs(value))}"
