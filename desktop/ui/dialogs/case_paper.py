"""One paper of a case (申请材料): when it came, its scan, why it is not needed here, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.attachment import Attachment
from desktop.domain.lacking import CasePaper
from desktop.domain.words import word
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine

AddScan = Callable[[QWidget], Attachment | None]
"""Asks for a file and keeps it among the household's attachments."""


class CasePaperDialog(EntryDialog):
    """A paper on the list, or one that is asked for besides."""

    def __init__(
        self,
        paper: CasePaper | None,
        scans: Sequence[Attachment],
        today: date,
        add: AddScan,
        parent: QWidget | None = None,
    ) -> None:
        new = paper is None
        super().__init__("添加材料" if new else "登记材料", parent, take="保存", width=620)
        self._paper = paper or CasePaper(name="")
        self._today, self._add = today, add
        self._scans = list(scans)
        asked = self._paper
        if not new:
            of = f"（{asked.copies} 份）" if asked.copies > 1 else ""
            whose = f"\n适用：{'、'.join(asked.groups)}" if asked.groups else ""
            later = (
                f"\n到「{asked.later}」一步才交，现在不算缺；提前交来的可以先登记。" if asked.later else ""
            )
            source = f"\n依据：{asked.source}" if asked.source else ""
            self.body.column.insertWidget(0, Words(f"{asked.name}{of}{whose}{later}{source}", "band-told"))
        self.name = TextLine(asked.name, hint="如 户主的收入证明", longest=100)
        self.copies = NumberEdit("份", places=0, least=1, most=20)
        self.copies.set_value(Decimal(asked.copies))
        self.received = DayEdit(today, asked.received_on)
        self.waived = QCheckBox("本案不需要交(&W)")
        self.waived.setChecked(asked.waived)
        self.remark = TextBox(asked.remark, "", 2)
        self.remark.setMaximumHeight(self.remark.minimumHeight() + 20)
        self.scan: PickBox[int] = PickBox((), unset="（没有）")
        self.from_file = push("从文件添加(&F)…", self.add_file, picture="add")
        if new:
            self.grid.add("材料名称(&N) *", self.name, wide=True)
            self.grid.add("份数(&C)", self.copies, wide=True)
        self.grid.add("收到日期(&D)", self.received, wide=True)
        self.grid.add("不需要", self.waived, wide=True)
        self.grid.add("备注(&R)", self.remark, wide=True)
        self.grid.add("扫描件(&S)", self.scan, wide=True)
        self.grid.add("", self.from_file, wide=True)
        self._offer(asked.attachment_id)
        self.waived.toggled.connect(lambda: self._hint())
        self._hint()
        self.ready(self.name if new else self.received)

    @classmethod
    def ask(
        cls,
        paper: CasePaper | None,
        scans: Sequence[Attachment],
        today: date,
        add: AddScan,
        parent: QWidget | None = None,
    ) -> CasePaper | None:
        """The paper as it is to be kept; None where the officer thought better of it."""
        dialog = cls(paper, scans, today, add, parent)
        return dialog.value() if shown(dialog) else None

    def value(self) -> CasePaper:
        """What the fields say."""
        copies = self.copies.value()
        return replace(
            self._paper,
            name=self.name.value(),
            copies=int(copies) if copies is not None else 1,
            received_on=self.received.value(),
            waived=self.waived.isChecked(),
            remark=self.remark.value(),
            attachment_id=self.scan.value(),
        )

    def wrong(self) -> str:
        made = self.value()
        if not made.name:
            self.name.setFocus()
            return "请填写材料名称。"
        if made.received_on is not None and made.received_on > self._today:
            self.received.setFocus()
            return "收到日期还没有到，请改正。"
        if made.waived and made.received_on is not None:
            self.received.setFocus()
            return "已经收到的，不用再写本案不需要交。"
        if made.waived and not made.remark:
            self.remark.setFocus()
            return "本案不需要交的，请在备注里写明原因。"
        return ""

    def add_file(self) -> None:
        """Take a scan from a file and choose it."""
        kept = self._add(self)
        if kept is not None:
            self._scans.append(kept)
            self._offer(kept.id)
            if self.received.value() is None and not self.waived.isChecked():
                self.received.set_value(self._today)
            self.scan.setFocus()

    def _offer(self, chosen: int | None) -> None:
        self.scan.set_options(
            [(a.id or 0, f"{word(a.kind)}　{a.shown_name}") for a in self._scans], chosen, "（没有）"
        )

    def _hint(self) -> None:
        waived = self.waived.isChecked()
        hint = "为什么不需要交" if waived else "要求或毛病，如 须盖公章、复印件看不清；告知书上会印出来"
        self.remark.setPlaceholderText(hint)
