"""Goods line by line (实物): name, count, unit and what a line is worth, as many lines as there are things."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.verdict import Goods
from desktop.ui.fields.buttons import push, tool
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.moving import enter_moves_on
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine


class GoodsRows(QWidget):
    """Goods one below the other: name, count, unit and what the line is worth."""

    changed = Signal()

    def __init__(self, goods: Sequence[Goods] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[GoodsRow] = []
        self.add_row = push("增加一样实物(&G)", lambda: self.append(focus=True), picture="add")
        self._heads = [Words(text, "faint", wrap=False) for text in ("名称", "数量", "单位", "合计价值")]
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        for column, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, column)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(3, 2)
        below = QHBoxLayout()
        below.addWidget(self.add_row)
        below.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._grid)
        layout.addLayout(below)
        self.setFocusProxy(self.add_row)
        for one in goods:
            self.append(one)
        self._show_heads()

    def append(self, goods: Goods | None = None, focus: bool = False) -> None:
        """Put another line below, empty or with these goods."""
        row = GoodsRow(goods)
        number = self._grid.rowCount()
        for column, field in enumerate(row.fields()):
            self._grid.addWidget(field, number, column)
        row.changed.connect(self.changed)
        row.removal.clicked.connect(lambda: self.take_out(row))
        self.rows.append(row)
        row.setParent(self)
        self._order()
        self._show_heads()
        if focus:
            enter_moves_on(self)
            row.name.setFocus()
        self.changed.emit()

    def take_out(self, row: GoodsRow) -> None:
        """Leave a line out."""
        self.rows.remove(row)
        for field in row.fields():
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        row.deleteLater()
        self.add_row.setFocus()
        self._show_heads()
        self.changed.emit()

    def value(self) -> tuple[Goods, ...]:
        """The goods of all lines that have a name."""
        return tuple(row.value() for row in self.rows if row.name.value())

    def problem(self) -> str:
        """What is wrong with the first line that cannot be taken, or nothing."""
        said = (f"第 {n} 样 {row.problem()}" for n, row in enumerate(self.rows, 1) if row.problem())
        return next(said, "")

    def _order(self) -> None:
        before: QWidget | None = None
        for field in [f for row in self.rows for f in row.fields()]:
            if before is not None:
                QWidget.setTabOrder(before, field)
            before = field
        if before is not None:
            QWidget.setTabOrder(before, self.add_row)

    def _show_heads(self) -> None:
        for head in self._heads:
            head.setVisible(bool(self.rows))


class GoodsRow(QWidget):
    """The fields of one line of goods; they stand in the grid of the whole."""

    changed = Signal()

    def __init__(self, goods: Goods | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()
        self.name = TextLine(goods.name if goods else "", "如 大米", 60)
        self.count = NumberEdit("", goods.count if goods else Decimal(1), most=99_999)
        self.unit = TextLine(goods.unit if goods else "份", "", 10)
        self.worth = MoneyEdit(goods.value if goods else None)
        self.removal = tool("delete", "去掉这一样")
        for field, label in (
            (self.name, "名称"),
            (self.count, "数量"),
            (self.unit, "单位"),
            (self.worth, "合计价值"),
        ):
            field.setAccessibleName(f"实物{label}")
            field.changed.connect(self.changed)
        unit = self.count.row.itemAt(1).widget()
        unit.hide()  # the unit has a field of its own
        self.count.setMaximumWidth(96)
        self.unit.setMaximumWidth(72)

    def fields(self) -> tuple[QWidget, ...]:
        """Its fields from left to right."""
        return (self.name, self.count, self.unit, self.worth, self.removal)

    def value(self) -> Goods:
        """The goods of this line."""
        return Goods(
            name=self.name.value(),
            count=self.count.value() or Decimal(1),
            unit=self.unit.value() or "份",
            value=self.worth.value(),
        )

    def problem(self) -> str:
        """What is wrong with this line, or nothing."""
        if not self.name.value():
            return "没有名称，请填写或去掉这一行" if self.worth.value() is not None else ""
        if self.count.problem() or not self.count.value():
            return f"的数量：{self.count.problem() or '请填大于 0 的数。'}"
        return f"的价值：{self.worth.problem()}" if self.worth.problem() else ""
