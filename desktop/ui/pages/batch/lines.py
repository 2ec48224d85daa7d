"""The lines of a batch (签收名单): a tick says that the receiver has signed; setting it asks, and only what was kept shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from desktop.domain.masking import mask_card, mask_id, mask_phone, mask_place
from desktop.domain.payout import Batch, Form, PayoutLine
from desktop.ui.models.columns import Column
from desktop.ui.models.many import ManyTable
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.ticked import large_ticks
from desktop.ui.pages.batch.words import given, signed_colour, signed_told

Index = QModelIndex | QPersistentModelIndex


class SignRows(RowsModel[PayoutLine]):
    """Each line's tick is what is on file."""

    asked = Signal(int, bool)
    """Row, and whether it is to be signed or no longer."""

    def __init__(self, columns: Sequence[Column[PayoutLine]]) -> None:
        super().__init__(columns, checkable=True)
        self.locked = False
        """A batch that is closed or cancelled: ticks show, and stay as they are."""

    def put(self, row: int, line: PayoutLine) -> None:
        """Show this line in that row, without starting the table over."""
        self._lines = (*self._lines[:row], line, *self._lines[row + 1 :])
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            line = self.line_at(index.row())
            signed = line is not None and line.signed_on is not None
            return Qt.CheckState.Checked if signed else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self.locked:
            return False
        self.asked.emit(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags & ~Qt.ItemFlag.ItemIsUserCheckable if self.locked else flags


class SignTable(ManyTable[PayoutLine]):
    """Space ticks and goes on to the next line, so that a pile of signed sheets is worked off without looking away."""

    def __init__(self, model: SignRows) -> None:
        super().__init__(model)
        self.setAccessibleName("签收名单")
        large_ticks(self)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # two quick clicks on a box are two clicks, and open nothing
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        before = self.lines.line_at(row)
        super().keyPressEvent(event)
        after = self.lines.line_at(row)
        if (
            event.key() == Qt.Key.Key_Space
            and before is not None
            and before.signed_on is None
            and after is not None
            and after.signed_on is not None
            and row + 1 < self.model().rowCount()
        ):
            self.choose(row + 1)


def line_columns(batch: Batch) -> list[Column[PayoutLine]]:
    """What a batch shows of each line; the account where it is a transfer."""
    columns = [
        Column[PayoutLine](title="领取人（空格签收）", text=lambda x: x.receiver, width=172, stretch=True),
        Column[PayoutLine](
            title="金额" if batch.form is not Form.goods else "物品",
            text=given,
            width=128 if batch.form is not Form.goods else 190,
            right=batch.form is not Form.goods,
            stretch=batch.form is Form.goods,
        ),
        Column[PayoutLine](title="签收", text=signed_told, width=190, kind=signed_colour, stretch=True),
        Column[PayoutLine](title="收据号", text=lambda x: x.receipt_number, width=124),
    ]
    if batch.form is Form.transfer:
        columns.append(
            Column(title="开户银行和账号", text=lambda x: f"{x.bank} {mask_card(x.card_number)}", width=230)
        )
    return [
        *columns,
        Column(title="证件号码", text=lambda x: mask_id(x.id_number), width=178),
        Column(title="电话", text=lambda x: mask_phone(x.phone), width=118),
        Column(title="单位或地址", text=lambda x: mask_place(x.address), width=180, stretch=True),
    ]
