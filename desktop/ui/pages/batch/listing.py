"""Who waits for money or goods (待发放), and the batches there are (发放记录)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop.casework import relief
from desktop.domain.application import ApplicationLine, State, StepKind
from desktop.domain.money import figures
from desktop.domain.words import word
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Empty, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.find import FindBox
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.models.ticked import large_ticks
from desktop.ui.pages.batch.words import is_open, state_told
from desktop.ui.pages.turning import turned_by_keys

if TYPE_CHECKING:
    from desktop.casework.office import Office

WAITING, MADE = 0, 1


@dataclass(frozen=True)
class MadeLine:
    """A batch with its sum and how many signed."""

    line: relief.BatchLine
    total: Decimal


class Listing(QWidget):
    """Two lists behind tabs; the first one is shown while anyone waits."""

    opened = Signal(int)
    new_asked = Signal(object)
    """list[ApplicationLine]: make a batch for these."""
    case_asked = Signal(object)
    """int: open that application; None: all of them."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.waiting_model: RowsModel[ApplicationLine] = RowsModel(_waiting_columns(), checkable=True)
        self.waiting: Table[ApplicationLine] = Table(self.waiting_model)
        self.waiting.setAccessibleName("待发放名单")
        large_ticks(self.waiting)
        self.made_model: RowsModel[MadeLine] = RowsModel(_made_columns())
        self.made: Table[MadeLine] = Table(self.made_model)
        self.made.setAccessibleName("发放记录")
        self.all = push("", lambda: self.waiting_model.tick_all())
        self.none = push("取消勾选(&Q)", lambda: self.waiting_model.tick_all(False))
        self.case = push("打开申请(&H)", self._open_case, picture="open")
        self.seek = FindBox(
            self.waiting,
            self.waiting_model,
            lambda x: x.applicant,
            lambda x: f"{x.number} {x.scheme_title}",
            "找领取人",
        )
        self.chosen = Words(kind="heading", wrap=False)
        self.new_button = push("新建发放(&N)…", self.ask_new, picture="add", kind="primary", key="Ctrl+N")
        self.no_one = Empty(
            "没有等待发放的人",
            "申请批准以后，会列在这里。已经建好的发放在「发放记录」里。",
            (("去申请审批", lambda: self.case_asked.emit(None)),),
        )
        self.no_batch = Empty(
            "还没有发放记录",
            "在「待发放」里勾选领取人，点「新建发放」，程序会编好收据号，打印签收表。",
            (("去勾选领取人", self._to_waiting),),
        )
        self.waiting_stack = _stacked(
            _column(
                Bar((self.all, self.none, self.case), (self.chosen, self.seek, self.new_button)),
                self.waiting,
                Words("空格、回车或双击勾选一人", "faint"),
            ),
            self.no_one,
        )
        self.made_stack = _stacked(
            _column(self.made, Words("回车打开一次发放，勾选签收、打印签收表和收据", "faint")),
            self.no_batch,
        )
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.waiting_stack, "待发放")
        self.tabs.addTab(self.made_stack, "发放记录")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 6, 18, 10)
        layout.addWidget(self.tabs)
        turned_by_keys(self, self.tabs, self.start)
        self._first = True
        self.waiting_model.dataChanged.connect(self._tell)
        self.waiting_model.modelReset.connect(self._tell)
        self.waiting.opened.connect(self._turn)
        self.made.opened.connect(self._open_made)

    def refresh(self) -> None:
        """Ask anew; who is ticked stays ticked."""
        with telling(self):
            ticked = {line.id for line in self.waiting_model.ticked()}
            rows = self.waiting.currentIndex().row(), self.made.currentIndex().row()
            waiting = relief.awaiting_payout(self._office)
            self.waiting_model.show(waiting)
            self._tick_again(ticked)
            totals = _totals(self._office)
            made = [
                MadeLine(line, totals.get(line.batch.number, Decimal(0)))
                for line in relief.batches(self._office)
            ]
            self.made_model.show(made)
            self.waiting_stack.setCurrentIndex(0 if waiting else 1)
            self.made_stack.setCurrentIndex(0 if made else 1)
            unsigned = sum(is_open(x.line.batch) for x in made)
            self.tabs.setTabText(WAITING, f"待发放（{len(waiting)}）")
            self.tabs.setTabText(
                MADE, f"发放记录（{len(made)}{f'，{unsigned} 次未办结' if unsigned else ''}）"
            )
            if waiting:
                self.waiting.choose(min(max(rows[0], 0), len(waiting) - 1))
            if made:
                self.made.choose(min(max(rows[1], 0), len(made) - 1))
            if self._first and made and not waiting:
                self.tabs.setCurrentIndex(MADE)
            self._first = False
            self._tell()

    def start(self) -> None:
        """Put the cursor where work begins."""
        table = self.made if self.tabs.currentIndex() == MADE else self.waiting
        empty = self.no_batch if self.tabs.currentIndex() == MADE else self.no_one
        first = empty.findChild(QPushButton)
        if table.model().rowCount():
            table.setFocus()
        else:
            (first or self.tabs.tabBar()).setFocus()

    def choose(self, application_id: int) -> None:
        """Go to that application among those that wait."""
        rows = [line.id for line in self.waiting_model.lines()]
        if application_id in rows:
            self.waiting.choose(rows.index(application_id))
        self._to_waiting()

    def show_made(self) -> None:
        """Show the batches."""
        self.tabs.setCurrentIndex(MADE)
        self.start()

    def batch_id(self) -> int | None:
        """The chosen batch, where the batches are shown."""
        line = self.made.line()
        return line.line.batch.id if line is not None and self.tabs.currentIndex() == MADE else None

    def ask_new(self) -> None:
        """Make a batch for those who are ticked."""
        self.tabs.setCurrentIndex(WAITING)
        self.new_asked.emit(list(self.waiting_model.ticked()))

    def _to_waiting(self) -> None:
        self.tabs.setCurrentIndex(WAITING)
        self.start()

    def _turn(self, line: ApplicationLine) -> None:
        model = self.waiting_model
        index = model.index(model.lines().index(line), 0)
        ticked = line in model.ticked()
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        model.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    def _open_made(self, made: MadeLine) -> None:
        self.opened.emit(made.line.batch.id or 0)

    def _open_case(self) -> None:
        line = self.waiting.line()
        if line is not None:
            self.case_asked.emit(line.id)

    def _tick_again(self, ids: set[int]) -> None:
        model = self.waiting_model
        model.blockSignals(True)
        for row, line in enumerate(model.lines()):
            if line.id in ids:
                model.setData(model.index(row, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
        model.blockSignals(False)

    def _tell(self) -> None:
        ticked = self.waiting_model.ticked()
        total = sum((line.amount for line in ticked if line.amount is not None), Decimal(0))
        goods = sum(bool(line.goods) for line in ticked)
        parts = [
            f"已勾选 {len(ticked)} 人",
            f"{figures(total)} 元" if total else "",
            f"实物 {goods} 人" if goods else "",
        ]
        self.chosen.setText("　".join(x for x in parts if x))
        count = len(self.waiting_model.lines())
        self.all.setText(f"勾选全部 {count} 人(&A)")
        self.all.setEnabled(count > len(ticked))
        self.none.setEnabled(bool(ticked))


def _totals(office: Office) -> dict[str, Decimal]:
    """What each batch took out of its fund, by number."""
    found: dict[str, Decimal] = {}
    for fund in relief.funds(office):
        for entry in relief.fund_entries(office, fund.id or 0):
            if entry.batch_number:
                found.setdefault(entry.batch_number, -entry.amount)
    return found


def _stacked(first: QWidget, second: QWidget) -> QStackedWidget:
    stack = QStackedWidget()
    stack.addWidget(first)
    stack.addWidget(second)
    return stack


def _column(*widgets: QWidget) -> QWidget:
    panel = QWidget()
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(0, 10, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget, 1 if isinstance(widget, Table) else 0)
    return panel


def _waiting_columns() -> list[Column[ApplicationLine]]:
    return [
        Column(title="领取人", text=lambda x: x.applicant, width=150, stretch=True),
        Column(title="批准金额（元）", text=_amount, width=128, right=True),
        Column(title="批准实物", text=_goods, width=190, stretch=True),
        Column(title="方案", text=lambda x: x.scheme_title, width=180, stretch=True),
        Column(title="下一步", text=_next, width=130),
        Column(title="申请编号", text=lambda x: x.number, width=124),
    ]


def _amount(line: ApplicationLine) -> str:
    return figures(line.amount) if line.amount else ""


def _goods(line: ApplicationLine) -> str:
    return "、".join(f"{g.name} {g.count.normalize():f} {g.unit}" for g in line.goods)


def _next(line: ApplicationLine) -> str:
    if line.state is not State.approved:
        return "先行救助，可以发放"
    return "可以发放" if line.step_kind in (None, StepKind.pay) else f"待办「{line.step}」"


def _made_columns() -> list[Column[MadeLine]]:
    return [
        Column(title="编号", text=lambda x: x.line.batch.number, width=124),
        Column(title="名称", text=lambda x: x.line.batch.title, width=180, stretch=True),
        Column(title="签收", text=_signed, width=104, kind=_signed_colour),
        Column(
            title="状态",
            text=lambda x: state_told(x.line.batch),
            width=190,
            kind=lambda x: "teal" if is_open(x.line.batch) else "faint",
        ),
        Column(title="合计（元）", text=lambda x: figures(x.total), width=112, right=True),
        Column(title="形式", text=lambda x: word(x.line.batch.form), width=64),
        Column(title="发放日", text=lambda x: _day(x.line.batch.day), width=112),
        Column(title="资金", text=lambda x: x.line.batch.fund_name, width=160, stretch=True),
    ]


def _day(day: date) -> str:
    return day.isoformat()


def _signed(line: MadeLine) -> str:
    return f"已签 {line.line.signed}/{line.line.receivers}"


def _signed_colour(line: MadeLine) -> str:
    if not is_open(line.line.batch):
        return "faint"
    return "green" if line.line.signed == line.line.receivers else "amber"
