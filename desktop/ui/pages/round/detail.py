"""One plan open (走访计划): its visits by day, moving them, and recording what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop.casework import settings, visiting
from desktop.domain.visit import Round, Visit
from desktop.domain.words import word
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.dialogs.move_visits import MoveVisits
from desktop.ui.dialogs.record_visit import RecordVisit
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.fields.strip import strip
from desktop.ui.news import News
from desktop.ui.pages.page import Go
from desktop.ui.pages.round.board import Board, visit_columns
from desktop.ui.pages.round.words import day_told, span_told

if TYPE_CHECKING:
    from datetime import date

    from desktop.casework.office import Office


class Detail(QWidget):
    """Everything done here is kept at once."""

    closed = Signal()
    print_asked = Signal()
    save_asked = Signal()

    def __init__(
        self, office: Office, news: News, go: Go, round_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._office, self._news, self._go = office, news, go
        self.today = office.today()
        self._calendar = settings.calendar(office)
        self.plan: Round = visiting.round_of(office, round_id)
        self.back = push("返回(&B)", self.closed.emit, picture="back", key="Esc")
        self.name = OneLine(kind="heading")
        self.about = OneLine(kind="faint")
        self.bar = QProgressBar()
        self.bar.setFixedWidth(170)
        self.record = push("登记走访(&R)…", self.record_chosen, picture="edit", kind="primary", key="Return")
        self.change = push("改期、换人(&M)…", self._ask_move, picture="calendar", key="F2")
        self.file = push("打开档案(&H)", self._open_household, picture="open")
        self.print_button = push("打印登记表(&P)", self.print_asked.emit, picture="print", key="Ctrl+P")
        self.save_button = push("另存(&X)…", self.save_asked.emit, picture="export")
        self.board = Board(self.today, visit_columns(self.today))
        head = strip(self.back, self.name, self.about, self.bar, spacing=12)
        row = Bar(
            (self.record, self.change, self.file),
            (self.board.seek, self.board.calendar_button, self.print_button, self.save_button),
        )
        inside = QVBoxLayout()
        inside.setContentsMargins(18, 10, 18, 10)
        inside.setSpacing(8)
        inside.addWidget(row)
        inside.addWidget(self.board, 1)
        inside.addWidget(
            Words("回车登记走访　F2 改期、换人　Alt+↑、Alt+↓ 挪到前、后一个工作日，也可拖动", "faint")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(inside, 1)
        self.board.opened.connect(self._record)
        self.board.moved.connect(self._move)
        self.board.move_asked.connect(self._change)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        self._show()

    def start(self) -> None:
        """Put the cursor on the first visit that waits."""
        waiting = (row for row, v in enumerate(self.board.visits()) if v.made_on is None)
        self.board.table.setFocus()
        self.board.table.choose(next(waiting, 0))

    def refresh(self) -> None:
        """Show the plan as it is kept now."""
        self._calendar = settings.calendar(self._office)
        self.plan = visiting.round_of(self._office, self.plan.id or 0)
        self._show()

    def record_chosen(self) -> None:
        """Record the chosen visit."""
        visit = self.board.table.line()
        if visit is None:
            tell_error(self, "请先在名单里选中一户。", heading="还没有选中")
        else:
            self._record(visit)

    def edit(self) -> None:
        """Move the chosen visits."""
        self._ask_move()

    def _record(self, visit: Visit) -> None:
        kept = RecordVisit.ask(self._office, visit, self)
        if kept is None:
            return
        self.refresh()
        self._news.visits_changed.emit()
        self._news.said.emit(f"已登记走访：{kept.household_name}")
        if visit.made_on is None:
            self._go_on(visit.household_id)
        self.board.table.setFocus()

    def _go_on(self, household_id: int) -> None:
        """The next visit after this one that waits."""
        visits = self.board.visits()
        here = next((n for n, v in enumerate(visits) if v.household_id == household_id), 0)
        order = (*range(here, len(visits)), *range(here))
        waiting = next((n for n in order if visits[n].made_on is None), None)
        if waiting is not None:
            self.board.table.choose(waiting)

    def _ask_move(self) -> None:
        if self.board.selected():
            self.board.ask_move()
        else:
            tell_error(self, "请先在名单里选中要改期的走访。", heading="还没有选中")

    def _change(self, visits: list[Visit]) -> None:
        waiting = self._waiting(visits)
        moved = MoveVisits.ask(waiting, self.today, self._calendar, self) if waiting else None
        if moved is not None:
            self._keep(waiting, moved.day, moved.visitors)

    def _move(self, visits: list[Visit], day: date) -> None:
        self._keep(self._waiting(visits), day, None)

    def _keep(self, visits: list[Visit], day: date | None, visitors: tuple[str, ...] | None) -> None:
        if not visits:
            return
        with telling(self):
            for visit in visits:
                visiting.move_visit(self._office, visit.id or 0, day or visit.day, visitors)
            names = visits[0].household_name + (f" 等 {len(visits)} 户" if len(visits) > 1 else "")
            self._news.said.emit(f"{names}改到 {day_told(day)}" if day else f"{names}已换走访人")
        self.refresh()
        self._news.visits_changed.emit()

    def _waiting(self, visits: list[Visit]) -> list[Visit]:
        """Those of them that were not made yet; says so where there is none."""
        waiting = [v for v in visits if v.made_on is None]
        if not waiting:
            tell_error(
                self, "选中的走访已经完成，不能改期。要改记录的内容，请按回车打开。", heading="不能改期"
            )
        return waiting

    def _open_household(self) -> None:
        visit = self.board.table.line()
        if visit is not None:
            self._go("households", visit.household_id)

    def _show(self) -> None:
        plan = self.plan
        made = sum(v.made_on is not None for v in plan.visits)
        late = sum(v.made_on is None and v.day < self.today for v in plan.visits)
        self.name.say(plan.title)
        facts = (
            word(plan.purpose),
            span_told(plan.first_day, plan.last_day),
            f"{len(plan.visits)} 户",
            f"有 {late} 户过了计划日期还没有走访" if late else "",
        )
        self.about.say("　".join(x for x in facts if x))
        self.bar.setRange(0, max(len(plan.visits), 1))
        self.bar.setValue(made)
        self.bar.setFormat(f"完成 {made}/{len(plan.visits)}")
        self.board.show_visits(plan.visits, plan.first_day, plan.last_day, self._calendar)
