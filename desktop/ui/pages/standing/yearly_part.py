"""年度复审: the files that wait, one card after the other; many that go on as they are; and what the year came to on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.casework import list_papers, standing, yearly
from desktop.casework.safety import why_not
from desktop.domain.review import Due, Reviewed, Suggestion
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.dialogs.review import DECISIONS, ReviewDialog
from desktop.ui.dialogs.stayed import Stayed
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.paged import PagedModel
from desktop.ui.models.table import Table
from desktop.ui.models.ticked import TickedModel, large_ticks
from desktop.ui.news import News
from desktop.ui.pages.page import Go
from desktop.ui.papers import print_from, save_spreadsheet_from, spreadsheet_asked
from desktop.ui.work import Cancelled, Progress, work

if TYPE_CHECKING:
    from desktop.casework.office import Office

NOTHING_DUE = "这一年没有待复审的档案：在档、渐退的都已复审过。"
NO_FILES = "还没有要复审的档案。先到「档案」页建档或导入名册，在档、渐退的家庭每年在这里复审一次。"
NOTHING_DONE = "这一年还没有复审过。在「待复审」里按 F2 开始。"


class YearlyPart(QWidget):
    """Waiting and done under one year; F2 begins."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news, self._go = office, news, go
        self.year: PickBox[int] = PickBox(
            [(office.today().year, f"{office.today().year} 年")], chosen=office.today().year, unset=None
        )
        self.year.setAccessibleName("年度")
        self.start = push("开始复审(&R)", self.main, picture="checklist", kind="primary", key="F2")
        self.go_on = push("勾选的一并继续(&J)…", self.review_many)
        self.all_button = push("全选(&A)", lambda: self._tick(True))
        self.clear = push("取消勾选(&C)", lambda: self._tick(False))
        self.paper = push("打印复审表(&P)", self.print, picture="print", key="Ctrl+P")
        self.sheet = push("另存 Excel(&X)…", self.export, picture="export")
        self.summary = Words(kind="faint", wrap=False)
        self.ticked = Words(wrap=False)
        self.bar = QTabBar()
        self.bar.setAccessibleName("待复审和已复审")
        self.bar.setExpanding(False)
        self.waiting: TickedModel[Due] = TickedModel(
            _due_columns(),
            lambda offset, limit: yearly.waiting_lines(office, self._year(), offset, limit),
            lambda x: x.household_id,
        )
        self.table: Table[Due] = Table(self.waiting, NOTHING_DUE)
        self.table.setAccessibleName("待复审的档案")
        large_ticks(self.table)
        self.done: PagedModel[Reviewed] = PagedModel(
            _done_columns(), lambda offset, limit: yearly.results_page(office, self._year(), offset, limit)
        )
        self.results: Table[Reviewed] = Table(self.done, NOTHING_DONE)
        self.results.setAccessibleName("已复审的档案")
        self.stack = QStackedWidget()
        for title, table in (("待复审", self.table), ("已复审", self.results)):
            self.bar.addTab(title)
            self.stack.addWidget(table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.setSpacing(8)
        layout.addWidget(
            Bar((self.year, self.start, self.go_on, self.all_button, self.clear), (self.paper, self.sheet))
        )
        layout.addWidget(Bar((self.summary,), (self.ticked,)))
        layout.addWidget(self.bar)
        layout.addWidget(self.stack, 1)
        layout.addWidget(
            Words("空格勾选　F2 从光标所在的一户起逐户复审；勾选了的，只复审勾选的　回车打开档案", "faint")
        )
        self.bar.currentChanged.connect(self._turn)
        self.year.changed.connect(self._turn_year)
        self.table.opened.connect(self._open_due)
        self.results.opened.connect(self._open_done)
        self.waiting.ticks_changed.connect(self._enable)

    def load(self) -> None:
        """Ask for everything anew."""
        here = self._year()
        self.year.set_options([(y, f"{y} 年") for y in yearly.years(self._office)], here)
        self._show()

    def begin(self) -> None:
        """Take the keyboard."""
        self.stack.currentWidget().setFocus()

    def main(self) -> None:
        """Review the ticked files, or all from the chosen one on."""
        if self._forbidden():
            return
        year = self._year()
        ids = list(yearly.waiting(self._office, year))
        ticked = set(self.waiting.ticked())
        chosen = [i for i in ids if i in ticked] or ids[max(self.table.currentIndex().row(), 0) :]
        if not chosen:
            tell_error(self, f"{year} 年没有待复审的档案。", heading="没有要复审的")
            return
        made = ReviewDialog.go_through(self._office, year, chosen, self)
        if made:
            self._changed(f"已复审 {made} 户")

    def review_many(self) -> None:
        """Let the ticked files go on as they are, with one reason; those that want a look are told."""
        if self._forbidden():
            return
        chosen = self.waiting.ticked()
        if not chosen:
            tell_error(self, "请先勾选要一并继续的各户（空格勾选，或点「全选」）。", heading="还没有勾选")
            return
        year = self._year()
        because = ReasonDialog.ask(
            self,
            title="一并继续",
            told=f"勾选的 {len(chosen):,} 户都按「继续」复审，用同一个理由。"
            "按数字建议停止的不会一并继续，会逐户列出来，请单独复审。",
            hint="例如：已入户核实，家庭情况没有变化",
            needed="请写明一并继续的理由。",
            take="一并继续",
        )
        if not because:
            return

        def job(progress: Progress, cancelled: Cancelled) -> tuple[int, tuple[standing.Unmoved, ...]]:
            return yearly.review_many(self._office, chosen, year, because, progress, cancelled)

        def done(result: tuple[int, tuple[standing.Unmoved, ...]]) -> None:
            made, left = result
            self._changed(f"已复审 {made:,} 户：继续")
            if left:
                named = standing.called(self._office, [x.household_id for x in left])
                Stayed.tell(
                    self,
                    f"已复审 {made:,} 户，{len(left):,} 户没有一并继续，请逐户复审。",
                    [(named[x.household_id], x.said) for x in left],
                )
            self.table.setFocus()

        work(self.window(), "正在复审", job, done)

    def print(self) -> None:
        """Print what the year came to."""
        year = self._year()
        if self._any_done():
            print_from(
                self,
                self._office,
                f"{year} 年度复审表",
                lambda out, p, c: list_papers.print_reviews(self._office, year, out, p, c),
            )

    def export(self) -> None:
        """Keep what the year came to as a spreadsheet."""
        year = self._year()
        if not self._any_done():
            return
        name = f"{year} 年度复审表"
        chosen: Path | None = spreadsheet_asked(self, self._office, name)
        if chosen is not None:
            save_spreadsheet_from(
                self,
                self._news,
                chosen,
                name,
                lambda out, p, c: list_papers.print_reviews(self._office, year, out, p, c),
            )

    def _any_done(self) -> bool:
        if not self.done.total():
            tell_error(self, f"{self._year()} 年还没有复审过，没有要打印的。", heading="还没有复审")
        return self.done.total() > 0

    def _forbidden(self) -> bool:
        said = why_not(self._office, Act.review_household)
        if said:
            tell_error(self, said, heading="不能办理")
        return bool(said)

    def _year(self) -> int:
        return self.year.value() or self._office.today().year

    def _changed(self, said: str) -> None:
        self._tick(False)
        self._show()
        self._news.household_changed.emit(None)
        self._news.said.emit(said)
        self.table.setFocus()

    def _turn_year(self) -> None:
        self._tick(False)
        self._show()

    def _show(self) -> None:
        year, row = self._year(), self.table.currentIndex().row()
        came: dict[Suggestion, int] = {}
        with telling(self):
            self.waiting.reload()
            self.done.reload()
            came = yearly.decisions(self._office, year)
        waiting, done = self.waiting.total(), self.done.total()
        self.table.say_when_empty(NOTHING_DUE if done else NO_FILES)
        if waiting:
            self.table.choose(max(0, min(row, waiting - 1)))
        self.bar.setTabText(0, f"待复审 {waiting:,}")
        self.bar.setTabText(1, f"已复审 {done:,}")
        sums = "　".join(f"{word(s)} {came[s]:,}" for s in DECISIONS if came.get(s))
        self.summary.setText(f"{year} 年已复审 {done:,} 户，还有 {waiting:,} 户　{sums}".strip())
        self._enable()

    def _open_due(self, line: Due) -> None:
        self._go("households", line.household_id)

    def _open_done(self, line: Reviewed) -> None:
        self._go("households", line.review.household_id)

    def _tick(self, ticked: bool) -> None:
        ids = yearly.waiting(self._office, self._year()) if ticked else self.waiting.ticked()
        self.waiting.tick(ids, ticked)

    def _turn(self, number: int) -> None:
        self.stack.setCurrentIndex(number)

    def _enable(self) -> None:
        count, there = len(self.waiting.ticked()), self.waiting.total() > 0
        self.ticked.setText(f"已勾选 {count:,} 户" if count else "")
        self.start.setEnabled(there)
        self.go_on.setEnabled(there)
        self.all_button.setEnabled(there)
        self.clear.setEnabled(count > 0)
        self.paper.setEnabled(self.done.total() > 0)
        self.sheet.setEnabled(self.done.total() > 0)


def _due_columns() -> list[Column[Due]]:
    return [
        Column(title="档案编号", text=lambda x: x.number, width=160),
        Column(title="户主", text=lambda x: x.name, width=140),
        Column(title="状态", text=lambda x: word(x.state), width=92),
        Column(
            title="上次复审",
            text=lambda x: x.reviewed_on.isoformat() if x.reviewed_on else "没有复审过",
            width=124,
        ),
        Column(
            title="上次核实",
            text=lambda x: x.verified_on.isoformat() if x.verified_on else "没有登记",
            width=124,
        ),
        Column(title="工作单位", text=lambda x: x.employer, width=180, stretch=True),
    ]


def _done_columns() -> list[Column[Reviewed]]:
    return [
        Column(title="档案编号", text=lambda x: x.number, width=150),
        Column(title="户主", text=lambda x: x.name, width=120),
        Column(title="决定", text=lambda x: word(x.review.decision), width=82),
        Column(title="建议", text=lambda x: word(x.review.suggestion), width=110),
        Column(title="理由", text=lambda x: x.review.because, width=260, stretch=True),
        Column(title="现在的状态", text=lambda x: word(x.state), width=104),
        Column(title="复审日期", text=lambda x: x.review.day.isoformat(), width=116),
        Column(title="复审人", text=lambda x: x.review.by, width=90),
    ]
