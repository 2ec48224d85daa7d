"""异议 of an open notice: what was raised at the desk, what it came to, and whether that was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework import accounts, objecting
from desktop.casework.noticing import notice_cases
from desktop.domain.application import ApplicationLine, Notice, StepKind
from desktop.domain.objection import Finding, Objection
from desktop.domain.words import word
from desktop.ui.case_words import short_day
from desktop.ui.dialogs.message import tell, telling
from desktop.ui.dialogs.receive_objection import ReceiveObjection
from desktop.ui.dialogs.settle_objection import AnswerObjection, SettleObjection
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.pages.page import Page
from desktop.ui.papers import print_paper

if TYPE_CHECKING:
    from desktop.casework.office import Office

EMPTY = "还没有人提出异议。有人来访、来电或来信，点「登记异议」。"
COLOURS = {None: "red", Finding.upheld: "amber", Finding.rejected: "green", Finding.withdrawn: "faint"}


class ObjectionsPart(QWidget):
    """One row each; Enter settles the chosen one, or opens the day it was answered on."""

    changed = Signal(str)
    """Something was kept; what to say of it."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._office: Office = page.office
        self._notice: Notice | None = None
        self._names: Mapping[int, str] = {}
        self.model: RowsModel[Objection] = RowsModel(self._columns())
        self.table: Table[Objection] = Table(self.model, EMPTY)
        self.table.setAccessibleName("公示异议")
        self.raise_one = push("登记异议(&O)…", self.receive, picture="add", key="Ins")
        self.settle_one = push("核实(&K)…", self.settle, picture="edit", key="Return")
        self.answer_one = push("登记答复(&A)…", self.answer)
        self.print_one = push("打印异议登记表(&R)", self.print_record, picture="print")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addWidget(Bar((self.raise_one, self.settle_one, self.answer_one, self.print_one)))
        self.setFocusProxy(self.table)
        self.table.opened.connect(lambda: self.go_on())
        self.table.inserted.connect(self.receive)
        self.table.chosen.connect(lambda: self._enable())

    def show_notice(self, notice: Notice, raised: Sequence[Objection]) -> None:
        """Show the objections to this notice."""
        row = self.table.currentIndex().row()
        self._notice = notice
        self._names = {x.id: x.applicant for x in notice_cases(self._office, notice.id or 0)}
        self.model.show(raised)
        if raised:
            self.table.choose(max(0, min(row, len(raised) - 1)))
        self._enable()

    def choose(self, *, settled: bool) -> None:
        """Choose the first objection that is still to be settled, or the first still to be answered."""
        for row, one in enumerate(self.model.lines()):
            if one.settled is settled and (not settled or (one.may_be_answered and not one.answered_on)):
                self.table.choose(row)
                return

    def hanging(self) -> list[ApplicationLine]:
        """The cases an objection may still be raised against."""
        notice = self._notice
        if notice is None or notice.closed_on is not None:
            return []
        gone = {x.application_id for x in self.model.lines() if x.finding is Finding.upheld}
        found = notice_cases(self._office, notice.id or 0)
        return [x for x in found if x.step_kind is StepKind.notice and x.hangs and x.id not in gone]

    def receive(self, chosen: int | None = None) -> None:
        """Ask for an objection and keep it."""
        notice = self._notice
        if notice is None or not self.raise_one.isEnabled():
            return
        lines = self.hanging()
        if not lines:
            tell(self, "这次公示上已没有等待公示结果的申请，不能再登记异议。", "不能登记")
            return
        signer = accounts.signer(self._office)
        one = ReceiveObjection.ask(notice, lines, self._office.today(), signer, self, chosen=chosen)
        if one is not None:
            with telling(self):
                kept = objecting.receive(self._office, one)
                self.changed.emit(f"已登记异议 {kept.number}，请尽快核实")

    def go_on(self) -> None:
        """Do what is next with the chosen one."""
        one = self.table.line()
        if one is not None:
            (self.answer if one.settled else self.settle)()

    def settle(self) -> None:
        """Ask what looking into the chosen one came to, and keep it."""
        one = self.table.line()
        if one is None or not self.settle_one.isEnabled():
            return
        name = self._names.get(one.application_id, "")
        said = SettleObjection.ask(one, name, self._office.today(), accounts.signer(self._office), self)
        if said is not None:
            with telling(self):
                objecting.settle(self._office, one.id or 0, said.finding, said.because, said.day, said.by)
                sent = f"，{name} 的申请退回重新调查" if said.finding is Finding.upheld else ""
                self.changed.emit(f"异议 {one.number}：{word(said.finding)}{sent}")

    def answer(self) -> None:
        """Ask when whoever raised the chosen one was told, and keep it."""
        one = self.table.line()
        if one is None or not self.answer_one.isEnabled():
            return
        day = AnswerObjection.ask(one, self._office.today(), self)
        if day is not None:
            with telling(self):
                objecting.answer(self._office, one.id or 0, day)
                self.changed.emit(f"已登记答复：异议 {one.number}")

    def print_record(self) -> None:
        """Make the record of the chosen one and show it."""
        one = self.table.line()
        if one is None:
            return
        office, objection_id = self._office, one.id or 0
        print_paper(
            self._page,
            f"异议登记表 {one.number}",
            lambda out, progress, cancelled: objecting.print_objection(
                office, objection_id, out, progress, cancelled
            ),
        )

    def _enable(self) -> None:
        one, notice = self.table.line(), self._notice
        self.raise_one.setEnabled(notice is not None and notice.closed_on is None)
        self.settle_one.setEnabled(one is not None and not one.settled)
        self.answer_one.setEnabled(
            one is not None and one.settled and one.may_be_answered and one.answered_on is None
        )
        self.print_one.setEnabled(one is not None)

    def _columns(self) -> list[Column[Objection]]:
        def day(x: Objection) -> str:
            return short_day(x.day, self._office.today())

        return [
            Column(title="编号", text=lambda x: x.number, width=128),
            Column(title="对谁", text=lambda x: self._names.get(x.application_id, ""), width=120),
            Column(title="提出日期", text=day, width=100),
            Column(title="内容", text=lambda x: x.words, width=220, stretch=True),
            Column(title="异议人", text=lambda x: x.raised_by or "匿名", width=96),
            Column(title="结果", text=_result, width=190, kind=lambda x: COLOURS[x.finding], stretch=True),
        ]


def _result(one: Objection) -> str:
    if one.finding is None:
        return "还没有核实"
    if one.answered_on is not None:
        return f"{word(one.finding)}，已答复"
    return f"{word(one.finding)}，待答复" if one.may_be_answered else word(one.finding)
