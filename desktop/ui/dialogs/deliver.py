"""How a decision reached somebody (登记告知): when, by whom, in what way, and who signed the stub or who saw that they would not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum

from PySide6.QtWidgets import QDialog, QWidget

from desktop.casework.telling import WAYS
from desktop.domain.days import day_words
from desktop.domain.telling import Delivery, Told
from desktop.ui.case_words import due_colour, due_words
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.opinion import name_line
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox, TextChoice
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine

BANDS = {"red": "band-bad", "amber": "band-warned"}


class Stub(Enum):
    """What came of the stub."""

    signed = "已在存根上签字"
    refused = "拒绝签收，有人见证"
    spoken = "没有存根（口头告知）"


class DeliverDialog(EntryDialog):
    """Whom and what stands on top, with the day it is due; the letter can be printed from here."""

    def __init__(
        self,
        told: Told,
        today: date,
        by: str,
        names: Sequence[str],
        letter: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("登记告知", parent, take="登记", width=640)
        self._told, self._today = told, today
        self.about = Words(duty_words(told, today), BANDS.get(due_colour(told.due, today), "band-told"))
        self.body.column.insertWidget(0, self.about)
        self.letter = push("先打印告知书(&P)", letter or (lambda: None), picture="print")
        self.letter.setVisible(letter is not None)
        self._row.insertWidget(0, self.letter)
        stubs = (Stub.signed, Stub.refused) if told.written else tuple(Stub)
        self.on = DayEdit(today, today)
        self.how = TextChoice(WAYS, WAYS[0])
        self.by = name_line(names, by, "谁去告知的")
        self.stub: PickBox[Stub] = PickBox(
            [(s, s.value) for s in stubs], Stub.signed if told.written else Stub.spoken, unset=None
        )
        self.received_by = TextLine(hint="在存根上签字的人", longest=50)
        self.received_on = DayEdit(today, today)
        self.witness = TextLine(hint="见证人姓名和单位，如 柳树村村委会 何某", longest=100)
        for label, field in (
            ("告知日期(&D) *", self.on),
            ("告知方式(&H) *", self.how),
            ("告知人(&N) *", self.by),
            ("签收情况(&J)", self.stub),
            ("签收人(&S) *", self.received_by),
            ("签收日期(&R)", self.received_on),
            ("见证人(&W) *", self.witness),
        ):
            self.grid.add(label, field, wide=True)
        self.stub.changed.connect(self._show)
        self.on.changed.connect(self._same_day)
        self._show()
        self.ready(self.received_by if told.written else self.how)

    @classmethod
    def ask(
        cls,
        told: Told,
        today: date,
        by: str,
        names: Sequence[str],
        letter: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> Delivery | None:
        """How they were told; None where the officer thought better of it."""
        dialog = cls(told, today, by, names, letter, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.value() if accepted else None

    def value(self) -> Delivery:
        """What the fields say."""
        stub = self.stub.value()
        signed = stub is Stub.signed
        return Delivery(
            on=self.on.value() or self._today,
            by=self.by.value(),
            how=self.how.value(),
            received_by=self.received_by.value() if signed else "",
            received_on=self.received_on.value() if signed else None,
            refused_to_sign=self.witness.value() if stub is Stub.refused else "",
        )

    def wrong(self) -> str:
        on, signed_on, stub = self.on.value(), self.received_on.value(), self.stub.value()
        for field, missing, said in (
            (self.on, on is None, "请填写告知日期。"),
            (self.on, on is not None and on > self._today, "告知日期还没有到，请改正。"),
            (self.how, not self.how.value(), "请选择怎样告知的。"),
            (self.by, not self.by.value(), "请填写告知人。"),
            (self.received_by, stub is Stub.signed and not self.received_by.value(), "请填写签收人。"),
            (
                self.received_on,
                stub is Stub.signed and signed_on is not None and on is not None and signed_on < on,
                "签收日期不能早于告知日期。",
            ),
            (
                self.witness,
                stub is Stub.refused and not self.witness.value(),
                "拒绝签收的，请写明谁在场见证。",
            ),
        ):
            if missing:
                field.setFocus()
                return said
        return ""

    def _show(self) -> None:
        stub = self.stub.value()
        for field in (self.received_by, self.received_on):
            self.grid.show_field(field, stub is Stub.signed)
        self.grid.show_field(self.witness, stub is Stub.refused)
        self.grow()

    def _same_day(self) -> None:
        """Who is told signs on that day, unless another one is said."""
        on, signed = self.on.value(), self.received_on.value()
        if on is not None and (signed is None or signed == self._today or signed < on):
            self.received_on.set_value(on)


def duty_words(told: Told, today: date) -> str:
    """Who is to be told what, in which form, by when and by which rule."""
    form = "书面告知，要有存根" if told.written else "口头告知即可"
    due = f"{day_words(told.due)}前，{due_words(told.due, today)}" if told.due else ""
    lines = (f"告知 {told.who}：{told.what}", f"{form}　{due}".strip(), told.rule)
    return "\n".join(x for x in lines if x)
