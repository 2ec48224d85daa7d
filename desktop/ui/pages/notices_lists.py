"""The two lists of the notice page: applications that wait to be posted, and the notices themselves."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import approval
from desktop.casework.noticing import NoticeLine
from desktop.domain.application import ApplicationLine, Notice, State, StepKind
from desktop.domain.listing import ApplicationQuery
from desktop.domain.notice_standing import Standing, standing, standing_words
from desktop.ui.case_words import award_told, due_colour, due_told, short_day
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Empty, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.models.ticked import large_ticks

if TYPE_CHECKING:
    from desktop.casework.office import Office

AT_ONCE = 500


COLOURS = {
    Standing.hanging: "teal",
    Standing.last_day: "amber",
    Standing.to_take_down: "red",
    Standing.to_end: "red",
    Standing.ended_up: "amber",
    Standing.closed: "faint",
    Standing.to_come: "faint",
}


def standing_colour(notice: Notice, today: date) -> str:
    """The colour that goes with the words of where a notice stands."""
    return COLOURS[standing(notice, today)]


class WaitingList(QWidget):
    """Applications whose next step is the public notice, with ticks; of one scheme at a time."""

    posting_asked = Signal()
    opened = Signal(int)
    cases_asked = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._all: tuple[ApplicationLine, ...] = ()
        self.scheme: PickBox[str] = PickBox((), unset=None)
        self.scheme.setAccessibleName("方案")
        self.model: RowsModel[ApplicationLine] = RowsModel(self._columns(), checkable=True)
        self.table: Table[ApplicationLine] = Table(self.model)
        self.table.setAccessibleName("等待公示的申请")
        large_ticks(self.table)
        self.tick_all = push("全选(&L)", lambda: self.model.tick_all())
        self.tick_none = push("全不选(&U)", lambda: self.model.tick_all(False))
        self.post = push(
            "张贴公示(&P)…",
            lambda: self.posting_asked.emit(),
            picture="notices",
            kind="primary",
            key="Ctrl+N",
        )
        self.count = Words("", "faint", wrap=False)
        self.empty = Empty(
            "没有等待公示的申请",
            "审核完成的申请会自动出现在这里。",
            (("到「申请审批」看看", lambda: self.cases_asked.emit()),),
        )
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Words("方案", wrap=False))
        top.addWidget(self.scheme, 1)
        top.addWidget(self.tick_all)
        top.addWidget(self.tick_none)
        top.addWidget(self.post)
        below = QHBoxLayout()
        below.addWidget(self.count)
        below.addStretch()
        below.addWidget(Words("空格勾选　回车打开申请", "faint", wrap=False))
        listed = QWidget()
        inner = QVBoxLayout(listed)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(top)
        inner.addWidget(self.table, 1)
        inner.addLayout(below)
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.addWidget(self.stack)
        self.scheme.changed.connect(self._show_scheme)
        self.model.dataChanged.connect(lambda: self._show_count())
        self.table.opened.connect(self._open)

    def refresh(self) -> None:
        """Ask anew what waits; ticks stay on."""
        ticked = {line.id for line in self.model.ticked()}
        query = ApplicationQuery(states=(State.open,), step=StepKind.notice)
        found: list[ApplicationLine] = []
        for offset in range(0, approval.count_applications(self._office, query), AT_ONCE):
            found += approval.browse_applications(self._office, query, offset, AT_ONCE)
        self._all = tuple(line for line in found if not line.hangs)
        titles = tuple(dict.fromkeys(line.scheme_title for line in self._all))
        chosen = self.scheme.value()
        self.scheme.set_options(
            [(t, f"{t}（{sum(x.scheme_title == t for x in self._all)} 份）") for t in titles],
            chosen if chosen in titles else (titles[0] if titles else None),
        )
        self.stack.setCurrentIndex(0 if self._all else 1)
        self._show_scheme()
        for row, line in enumerate(self.model.lines()):
            if line.id in ticked:
                index = self.model.index(row, 0)
                self.model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)

    def choose(self, application_id: int) -> None:
        """Go to that application, under its scheme."""
        title = next((x.scheme_title for x in self._all if x.id == application_id), None)
        if title is not None:
            self.scheme.set_value(title)
            self._show_scheme()
            rows = [x.id for x in self.model.lines()]
            self.table.choose(rows.index(application_id))
        self.start()

    def waiting(self) -> int:
        """How many wait in all."""
        return len(self._all)

    def start(self) -> None:
        """Put the cursor where work begins."""
        if self._all:
            self.table.setFocus()

    def _open(self, line: ApplicationLine) -> None:
        self.opened.emit(line.id)

    def _show_scheme(self) -> None:
        title = self.scheme.value()
        self.model.show([line for line in self._all if line.scheme_title == title])
        self._show_count()

    def _show_count(self) -> None:
        ticked = len(self.model.ticked())
        self.count.setText(f"共 {len(self.model.lines())} 份，已勾选 {ticked} 份")
        self.post.setText(f"张贴公示（{ticked} 份）(&P)…" if ticked else "张贴公示(&P)…")

    def _columns(self) -> list[Column[ApplicationLine]]:
        today = self._office.today
        return [
            Column(title="申请人", text=lambda x: x.applicant, width=190, stretch=True),
            Column(title="申请编号", text=lambda x: x.number, width=130),
            Column(
                title="拟帮扶",
                text=lambda x: award_told(x.amount, x.goods, x.monthly),
                width=124,
                stretch=True,
            ),
            Column(
                title="公示期限",
                text=lambda x: due_told(x.due, today()),
                width=180,
                kind=lambda x: due_colour(x.due, today()),
            ),
            Column(title="申请日期", text=lambda x: x.applied_on.isoformat(), width=112),
        ]


class NoticeList(QWidget):
    """The notices that stand in one of some ways, the latest first; told by what is still to be done with them."""

    opened = Signal(int)

    def __init__(
        self,
        office: Office,
        wanted: Container[Standing],
        said: str,
        empty: Empty,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._office, self._wanted = office, wanted
        self.model: RowsModel[NoticeLine] = RowsModel(self._columns())
        self.table: Table[NoticeLine] = Table(self.model)
        self.table.setAccessibleName(said)
        self.count = Words("", "faint", wrap=False)
        self.empty = empty
        below = QHBoxLayout()
        below.addWidget(self.count)
        below.addStretch()
        below.addWidget(Words("回车或双击打开", "faint", wrap=False))
        listed = QWidget()
        inner = QVBoxLayout(listed)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.table, 1)
        inner.addLayout(below)
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.addWidget(self.stack)
        self.table.opened.connect(self._open)

    def show_lines(self, lines: Sequence[NoticeLine]) -> None:
        """Show those of these notices that belong here, and stay on the same one."""
        row = self.table.currentIndex().row()
        today = self._office.today()
        self.model.show([x for x in lines if stands_for(x, today) in self._wanted])
        total = len(self.model.lines())
        self.stack.setCurrentIndex(0 if total else 1)
        self.count.setText(f"共 {total} 次公示")
        if total:
            self.table.choose(max(0, min(row, total - 1)))

    def start(self) -> None:
        """Put the cursor where work begins."""
        if self.model.lines():
            self.table.setFocus()

    def _open(self, line: NoticeLine) -> None:
        self.opened.emit(line.notice.id)

    def _columns(self) -> list[Column[NoticeLine]]:
        today = self._office.today
        return [
            Column(title="公示编号", text=lambda x: x.notice.number, width=128),
            Column(
                title="状态",
                text=lambda x: standing_words(x.notice, today()),
                width=150,
                kind=lambda x: standing_colour(x.notice, today()),
                stretch=True,
            ),
            Column(title="还要办", text=left_to_do, width=206, kind=lambda x: "amber"),
            Column(title="方案", text=lambda x: x.scheme_title, width=180, stretch=True),
            Column(title="份数", text=lambda x: str(x.count), width=64, right=True),
            Column(
                title="张贴",
                text=lambda x: f"{short_day(x.notice.posted_on, today())}，{x.notice.term.told}",
                width=158,
            ),
            Column(title="公示到", text=lambda x: short_day(x.notice.until, today()), width=104),
            Column(title="地点", text=lambda x: x.notice.place, width=120, stretch=True),
        ]


def stands_for(line: NoticeLine, today: date) -> Standing:
    """Where a notice belongs: one that was ended with an objection nobody settled is not done with."""
    found = standing(line.notice, today)
    return Standing.ended_up if found is Standing.closed and line.open_objections else found


def left_to_do(line: NoticeLine) -> str:
    """What else a notice calls for: objections to be settled, photographs to be added."""
    missing = len(line.notice.without_photo) if line.notice.closed_on is None else 0
    said = (
        f"{line.open_objections} 件异议未核实" if line.open_objections else "",
        f"缺 {missing} 处照片" if missing else "",
    )
    return "，".join(x for x in said if x)
