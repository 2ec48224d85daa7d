"""Signed by a proxy (代领): who took it, how they are related, and why the receiver did not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import relief
from desktop.domain.errors import OfficeError
from desktop.domain.payout import PayoutLine
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import TextChoice
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.batch.words import given

if TYPE_CHECKING:
    from datetime import date

    from desktop.casework.office import Office

RELATIONS = ("配偶", "子女", "父母", "兄弟姐妹", "其他亲属", "监护人", "邻居", "单位同事")
REASONS = ("本人住院", "本人行动不便", "本人在外地", "本人年幼，由监护人代领", "本人上班")


class ProxyDialog(EntryDialog):
    """The proxy signs the sheet with their own name; cadres never sign for receivers."""

    def __init__(self, office: Office, line: PayoutLine, day: date, parent: QWidget | None = None) -> None:
        super().__init__("登记代领", parent, take="登记代领", width=600)
        self._office, self._line = office, line
        self.body.column.insertWidget(
            0, Words(f"领取人：{line.receiver}　{given(line)}\n收据 {line.receipt_number}", "band-told")
        )
        self.day = DayEdit(office.today(), line.signed_on or day)
        self.name = TextLine(line.proxy_name, "在签收表上签字的人", 30)
        self.relation = TextChoice(RELATIONS, line.proxy_relation)
        self.reason = TextChoice(REASONS, line.proxy_reason)
        self.grid.add("签收日期(&D) *", self.day)
        self.grid.add("代领人姓名(&N) *", self.name)
        self.grid.add("代领人是其(&R) *", self.relation)
        self.grid.add("代领原因(&Y) *", self.reason)
        self.body.add(Words("代领人要签自己的姓名。经办人、干部不能替领取人签字。", "faint"))
        self.ready(self.name)

    @classmethod
    def ask(cls, office: Office, line: PayoutLine, day: date, parent: QWidget | None = None) -> bool:
        """Whether the line was signed for by a proxy."""
        return shown(cls(office, line, day, parent))

    def wrong(self) -> str:
        day = self.day.value()
        if day is None:
            self.day.setFocus()
            return "请填写签收日期。"
        for field in (self.name, self.relation, self.reason):
            if not field.value():
                field.setFocus()
                return "代领要写全：代领人姓名、与领取人关系、代领原因。"
        try:
            relief.sign_line(
                self._office,
                self._line.id or 0,
                day,
                self.name.value(),
                self.relation.value(),
                self.reason.value(),
            )
        except OfficeError as error:
            return error.said
        return ""
