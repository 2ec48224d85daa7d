"""档案状态: how many files stand where, the files themselves, how each came to stand there, and moving one or many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import running_help, standing
from desktop.casework.safety import why_not
from desktop.domain.listing import Page
from desktop.domain.standing import NEXT, FileState, StandingEntry, StandingLine
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.ui.dialogs.change_standing import ChangeStanding
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.dialogs.stayed import Stayed
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Empty, OneLine, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.models.ticked import TickedModel, large_ticks
from desktop.ui.news import News
from desktop.ui.pages.page import Go
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office

Counted = tuple[FileState | None, int]
"""A state, or all of them, with how many files stand there."""
ALL = "全部"
HISTORY_ROWS = 4


class StatesPart(QWidget):
    """States on the left, their files on the right, and below how the chosen file came to stand there."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news, self._go = office, news, go
        self.counts: RowsModel[Counted] = RowsModel(
            [
                Column(title="档案状态", text=lambda x: word(x[0]) if x[0] else ALL, width=112, stretch=True),
                Column(title="户数", text=lambda x: f"{x[1]:,}", width=82, right=True),
            ]
        )
        self.states: Table[Counted] = Table(self.counts)
        self.states.setAccessibleName("各状态的户数")
        self.model: TickedModel[StandingLine] = TickedModel(_columns(), self._fetch, lambda x: x.household_id)
        self.table: Table[StandingLine] = Table(self.model, "没有这种状态的档案。")
        self.table.setAccessibleName("这种状态的档案")
        large_ticks(self.table)
        self.change = push("变更状态(&G)…", self.main, picture="edit", kind="primary", key="F2")
        self.all_button = push("全选(&A)", self.tick_all, picture="checklist")
        self.clear = push("取消勾选(&C)", self.clear_ticks)
        self.ticked = Words(wrap=False)
        self.history_of = OneLine(kind="heading")
        self.history: RowsModel[StandingEntry] = RowsModel(_history_columns())
        self.history_table: Table[StandingEntry] = Table(
            self.history, "这份档案的状态还没有变更过，自建档起一直如此。"
        )
        self.history_table.setAccessibleName("状态变更经过")
        self.history_table.setFixedHeight(self.history_table.height_for(HISTORY_ROWS))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(4, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Bar((self.change, self.all_button, self.clear, self.ticked)))
        column.addWidget(self.table, 1)
        column.addWidget(self.history_of)
        column.addWidget(self.history_table)
        column.addWidget(
            Words("空格勾选　回车打开档案　F2 变更状态：没有勾选的，变更光标所在的一户", "faint")
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.states)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([230, 800])  # pyright: ignore[reportUnknownMemberType]
        self.empty = Empty(
            "还没有家庭档案",
            "建档或导入名册以后，这里按申请建档、在档、渐退、脱困、注销、退档、转出列出每一户。",
            (("去建档", lambda: go("households", None)),),
        )
        listed = QWidget()
        around = QHBoxLayout(listed)
        around.setContentsMargins(18, 12, 18, 10)
        around.addWidget(split)
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.states.chosen.connect(self._show_state)
        self.states.opened.connect(self.table.setFocus)
        self.table.chosen.connect(self._show_history)
        self.table.opened.connect(self._open)
        self.model.ticks_changed.connect(self._tell_ticks)

    def load(self) -> None:
        """Ask for everything anew, staying where it was."""
        here = self.states.line()
        row = self.table.currentIndex().row()
        found = standing.standing_counts(self._office)
        total = sum(found.values())
        lines: list[Counted] = [(None, total), *((s, found.get(s, 0)) for s in FileState)]
        self.counts.show(lines)
        self.stack.setCurrentIndex(0 if total else 1)
        wanted = here[0] if here else None
        self.states.choose(next(n for n, x in enumerate(lines) if x[0] is wanted))
        if self.model.total():
            self.table.choose(max(0, min(row, self.model.total() - 1)))
        self._tell_ticks()

    def begin(self) -> None:
        """Take the keyboard."""
        (self.table if self.model.total() else self.states).setFocus()

    def main(self) -> None:
        """Move the ticked files, or the chosen one, to another state."""
        said = why_not(self._office, Act.change_standing)
        if said:
            tell_error(self, said, heading="不能办理")
            return
        line = self.table.line()
        ids = self.model.ticked() or ([line.household_id] if line else [])
        if not ids:
            tell_error(self, "请先选中一户，或勾选要变更的各户。", heading="还没有选中")
            return
        named = standing.called(self._office, ids)
        told = (
            f"{named[ids[0]]}　现在：{word(line.state) if line and line.household_id == ids[0] else '见名单'}"
            if len(ids) == 1
            else f"要变更 {len(ids):,} 户：{'、'.join(named[i] for i in ids[:3])}"
            f"{' 等' if len(ids) > 3 else ''}。不能变更的会逐户列出原因，其余照办。"
        )
        told = "\n".join(x for x in (told, running_help.before_closing(self._office, ids)) if x)
        entry = ChangeStanding.ask(told, self._states_for(ids), self._office.today(), self)
        if entry is not None:
            self._move(ids, entry)

    def print(self) -> None:
        """There is no paper of this."""

    def tick_all(self) -> None:
        """Tick every file of the shown state, also those not in sight."""
        with telling(self):
            self.model.tick(standing.ids_of(self._office, self._shown()))

    def clear_ticks(self) -> None:
        """Take all ticks off."""
        self.model.tick(self.model.ticked(), ticked=False)

    def _move(self, ids: Sequence[int], entry: StandingEntry) -> None:
        def done(result: tuple[int, tuple[standing.Unmoved, ...]]) -> None:
            moved, left = result
            self.model.tick(ids, ticked=False)
            self.load()
            self._news.household_changed.emit(None)
            self._news.said.emit(f"已变更 {moved:,} 户为「{word(entry.state)}」")
            if left:
                named = standing.called(self._office, [x.household_id for x in left])
                Stayed.tell(
                    self,
                    f"已变更 {moved:,} 户为「{word(entry.state)}」，{len(left):,} 户没有变更，原因如下。",
                    [(named[x.household_id], x.said) for x in left],
                )
            self.table.setFocus()

        def stopped() -> None:
            self._news.said.emit("已停下，一户也没有变更")
            self.table.setFocus()

        work(
            self.window(),
            "正在变更档案状态",
            lambda progress, cancelled: standing.change_many(self._office, ids, entry, progress, cancelled),
            done,
            stopped=stopped,
        )

    def _states_for(self, ids: Sequence[int]) -> list[FileState]:
        line = self.table.line()
        if len(ids) == 1 and line is not None and line.household_id == ids[0]:
            again = {FileState.on_file} if line.state is FileState.on_file else set[FileState]()  # moved in
            return [s for s in FileState if s in NEXT[line.state] | again]
        return list(FileState)

    def _shown(self) -> Sequence[FileState]:
        line = self.states.line()
        return [line[0]] if line is not None and line[0] is not None else list(FileState)

    def _fetch(self, offset: int, limit: int) -> Page[StandingLine]:
        return standing.files(self._office, self._shown(), offset, limit)

    def _open(self, line: StandingLine) -> None:
        self._go("households", line.household_id)

    def _show_state(self, line: Counted | None) -> None:
        if line is None:
            return
        with telling(self):
            self.model.reload()
        if self.model.total():
            self.table.choose(0)

    def _show_history(self, line: StandingLine | None) -> None:
        if line is None:
            self.history_of.say("")
            self.history.show(())
            return
        with telling(self):
            entries = standing.standing_of(self._office, line.household_id)
            self.history_of.say(f"{line.number} {line.name} 的状态变更经过")
            self.history.show(tuple(reversed(entries)))

    def _tell_ticks(self) -> None:
        count = len(self.model.ticked())
        self.ticked.setText(f"已勾选 {count:,} 户" if count else "")
        self.clear.setEnabled(count > 0)


def _columns() -> list[Column[StandingLine]]:
    return [
        Column(title="档案编号", text=lambda x: x.number, width=166),
        Column(title="户主", text=lambda x: x.name, width=112),
        Column(title="状态", text=lambda x: word(x.state), width=84),
        Column(title="自", text=lambda x: x.since.isoformat() if x.since else "建档起", width=110),
        Column(title="原因", text=lambda x: x.because, width=120, stretch=True),
        Column(title="工作单位", text=lambda x: x.employer, width=104, stretch=True),
    ]


def _history_columns() -> list[Column[StandingEntry]]:
    return [
        Column(title="自", text=lambda x: x.since.isoformat(), width=112),
        Column(title="状态", text=lambda x: word(x.state), width=92),
        Column(title="原因", text=lambda x: x.told, width=320, stretch=True),
        Column(title="登记人", text=lambda x: x.by, width=100),
    ]
