"""Cancelling a batch (撤销发放): only with a reason; the money flows back and both movements stay on the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import relief
from desktop.domain.errors import OfficeError
from desktop.domain.money import figures
from desktop.domain.payout import Batch
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox

if TYPE_CHECKING:
    from desktop.casework.office import Office


class CancelBatch(EntryDialog):
    """Says beforehand what will happen."""

    def __init__(self, office: Office, batch: Batch, parent: QWidget | None = None) -> None:
        super().__init__("撤销发放", parent, take="撤销这次发放", width=600)
        self._office, self._batch = office, batch
        self.kept: Batch | None = None
        said = (
            f"{batch.number} {batch.title}：{len(batch.lines)} 人，{figures(batch.total)} 元。\n"
            f"撤销后，这笔钱冲回「{batch.fund_name}」，{len(batch.lines)} 人回到待发放名单；"
            "台账上发放和冲回两笔都保留，已编的收据号作废，不再使用。"
        )
        self.body.column.insertWidget(0, Words(said, "band-warned"))
        self.reason = TextBox("", "例如金额录错，重新发放", 3)
        self.reason.setMaximumHeight(110)
        self.grid.add("撤销原因(&R) *", self.reason)
        self.ready(self.reason)

    @classmethod
    def ask(cls, office: Office, batch: Batch, parent: QWidget | None = None) -> Batch | None:
        """The batch as it was cancelled; None where the officer thought better of it."""
        dialog = cls(office, batch, parent)
        return dialog.kept if shown(dialog) else None

    def wrong(self) -> str:
        try:
            self.kept = relief.cancel_batch(self._office, self._batch.id or 0, self.reason.value())
        except OfficeError as error:
            self.reason.setFocus()
            return error.said
        return ""
