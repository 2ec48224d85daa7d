"""The list of applications (申请名单): search, filters, a page at a time; those that are due stand first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import approval
from desktop.domain.application import ApplicationLine, State, StepKind
from desktop.domain.case_state import state_word
from desktop.domain.listing import ApplicationQuery
from desktop.ui.case_words import STATE_COLOURS, award_told, due_colour, due_told
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import ChoiceBox, PickBox
from desktop.ui.fields.panels import Empty, Words
from desktop.ui.fields.text import SearchBox
from desktop.ui.models.columns import Column
from desktop.ui.models.paged import PagedModel
from desktop.ui.models.table import Table

if TYPE_CHECKING:
    from desktop.casework.office import Office


class Due(Enum):
    """How pressing an application must be to be shown."""

    overdue = -1
    today = 0
    week = 7


DUE_WORDS = ((Due.overdue, "已逾期"), (Due.today, "今天到期和逾期"), (Due.week, "一周内到期和逾期"))


class ApplicationList(QWidget):
    """All applications, as asked for."""

    opened = Signal(int)
    begin_asked = Signal()
    board_asked = Signal()
    printing_asked = Signal()
    """All that was found is to be printed."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.query = ApplicationQuery()
        self.search = SearchBox("申请人、编号或拼音首字母")
        self.state: ChoiceBox[State] = ChoiceBox(State, unset="全部状态")
        self.step: ChoiceBox[StepKind] = ChoiceBox(StepKind, unset="全部步骤")
        self.due: PickBox[Due] = PickBox(DUE_WORDS, unset="不论期限")
        self.scheme: PickBox[str] = PickBox(
            [(h.id, h.title) for h in office.library.headings], unset="全部方案"
        )
        self.clear = push("清除(&L)", self.clear_filters)
        self.to_board = push("看板(&K)", lambda: self.board_asked.emit(), tip="改看看板")
        self.begin = push("新的申请(&N)", lambda: self.begin_asked.emit(), picture="add", key="Ctrl+N")
        self.print_all = push(
            "批量打印审批表(&B)…", lambda: self.printing_asked.emit(), picture="print", key="Ctrl+P"
        )
        self.found = Words("", "faint", wrap=False)
        self.model = PagedModel(
            self._columns(),
            lambda offset, limit: approval.find_applications(office, self.query, offset, limit),
        )
        self.table: Table[ApplicationLine] = Table(
            self.model, "没有符合条件的申请。换几个字再找，或点「清除」。"
        )
        self.table.setAccessibleName("申请名单")
        self.empty = Empty(
            "还没有申请",
            "申请从核对结论开始：到「档案」打开一户，在「核对」里核对经济状况，再点「据此提出申请」。",
            (("到「档案」去", lambda: self.begin_asked.emit()),),
        )
        self.stack = QStackedWidget()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self.to_board)
        top.addWidget(self.print_all)
        top.addWidget(self.begin)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for label, box in (
            ("状态", self.state),
            ("步骤", self.step),
            ("期限", self.due),
            ("方案", self.scheme),
        ):
            filters.addWidget(box, 2 if box is self.scheme else 1)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(104)
            box.setAccessibleName(label)
            box.changed.connect(self._filter)
        filters.addWidget(self.clear)
        below = QHBoxLayout()
        below.addWidget(self.found)
        below.addStretch()
        below.addWidget(Words("回车或双击打开　Ctrl+F 查找", "faint", wrap=False))
        listed = QWidget()
        inner = QVBoxLayout(listed)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(filters)
        inner.addWidget(self.table, 1)
        inner.addLayout(below)
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 10)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.stack, 1)
        self.search.asked.connect(self._seek)
        self.search.down.connect(self._to_table)
        self.table.opened.connect(self._open)

    def refresh(self) -> None:
        """Ask anew, and stay on the same application as far as it is still there."""
        line = self.table.line()
        row = self.table.currentIndex().row()
        with telling(self):
            self._load()
        if line is None or not self.model.total():
            return
        near = range(max(row - 3, 0), min(row + 4, self.model.total()))
        again = (n for n in near if (found := self.model.line_at(n)) is not None and found.id == line.id)
        self.table.choose(next(again, min(row, self.model.total() - 1)))

    def seek(self, words: str) -> None:
        """Show what these words find, whatever its state."""
        self.clear_filters()
        self.search.setText(words)
        self._seek(words)
        self._to_table()

    def clear_filters(self) -> None:
        """Show all applications again."""
        for box in (self.state, self.step, self.due, self.scheme):
            box.blockSignals(True)
            box.set_value(None)
            box.blockSignals(False)
        self.search.blockSignals(True)
        self.search.reset()
        self.search.blockSignals(False)
        self._ask(ApplicationQuery())
        self.search.setFocus()

    def start(self) -> None:
        """Put the cursor where work begins."""
        if self.model.total():
            self.table.setFocus()
        elif self.search.isEnabled():
            self.search.setFocus()

    def found_ids(self) -> Iterator[int]:
        """All that was found, not only the page in sight."""
        step = 500
        for offset in range(0, self.model.total(), step):
            for line in approval.browse_applications(self._office, self.query, offset, step):
                yield line.id

    def _open(self, line: ApplicationLine) -> None:
        self.opened.emit(line.id)

    def _seek(self, text: str) -> None:
        self._ask(replace(self.query, search=text))

    def _filter(self) -> None:
        due, state = self.due.value(), self.state.value()
        until = None if due is None else self._office.today() + timedelta(days=due.value)
        self._ask(
            replace(
                self.query,
                states=() if state is None else (state,),
                step=self.step.value(),
                scheme_id=self.scheme.value() or "",
                due_until=until,
            )
        )

    def _ask(self, query: ApplicationQuery) -> None:
        if query != self.query:
            self.query = query
            with telling(self):
                self._load()

    def _load(self) -> None:
        self.model.reload()
        total = self.model.total()
        unfiltered = self.query == ApplicationQuery()
        nothing = unfiltered and total == 0
        self.stack.setCurrentIndex(1 if nothing else 0)
        self.search.setEnabled(not nothing)
        self.print_all.setEnabled(total > 0)
        self.clear.setEnabled(not unfiltered)
        self.found.setText(f"共 {total:,} 份" if unfiltered else f"找到 {total:,} 份")

    def _to_table(self) -> None:
        if self.model.total():
            self.table.setFocus()
            self.table.choose(0)

    def _columns(self) -> list[Column[ApplicationLine]]:
        today = self._office.today
        return [
            Column(title="编号", text=lambda x: x.number, width=128),
            Column(title="申请人", text=lambda x: x.applicant, width=168, stretch=True),
            Column(title="状态", text=state_word, width=90, kind=lambda x: STATE_COLOURS[x.state]),
            Column(title="正在办", text=_step_words, width=100),
            Column(
                title="期限",
                text=lambda x: due_told(x.due, today()),
                width=196,
                kind=lambda x: due_colour(x.due, today()),
            ),
            Column(
                title="帮扶内容",
                text=lambda x: award_told(x.amount, x.goods, x.monthly),
                width=120,
                stretch=True,
            ),
            Column(title="方案", text=lambda x: x.scheme_title, width=180, stretch=True),
            Column(title="申请日期", text=lambda x: x.applied_on.isoformat(), width=110),
        ]


def _step_words(line: ApplicationLine) -> str:
    return line.step or ("已办结" if line.state is State.approved else "—")
