"""待办名单: the lists people ask for with how many stand on each; how far they look can be set; every line says why."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.casework import list_papers, watchlists
from desktop.domain.watchlist import REACHES, Watched, WatchList
from desktop.domain.words import word
from desktop.ui.dialogs.message import tell_error
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.many import ManyTable
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.pages.page import Go
from desktop.ui.papers import Write, print_from, save_spreadsheet_from, spreadsheet_asked
from desktop.ui.work import Cancelled, Progress, work

if TYPE_CHECKING:
    from desktop.casework.office import Office

Counted = tuple[WatchList, int]
Found = tuple[Mapping[WatchList, int], WatchList, tuple[Watched, ...]]


class ListsPart(QWidget):
    """Lists on the left, the files of one on the right; both are asked for off the GUI thread."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news, self._go = office, news, go
        self._months: dict[WatchList, int] = dict(watchlists.MONTHS)
        self._wanted = next(iter(WatchList))
        self._busy = self._again = False
        self.counts: RowsModel[Counted] = RowsModel(
            [
                Column(title="名单", text=lambda x: word(x[0]), width=150, stretch=True),
                Column(title="户数", text=lambda x: f"{x[1]:,}", width=72, right=True),
            ]
        )
        self.lists: Table[Counted] = Table(self.counts)
        self.lists.setAccessibleName("名单")
        self.title = Words(kind="heading", wrap=False)
        self.before, self.after = Words(wrap=False), Words(wrap=False)
        self.months = NumberEdit("", None, places=0, least=0, most=120)
        self.months.setAccessibleName("几个月")
        self.months.edit.setAccessibleName("几个月")
        self.months.setFixedWidth(72)
        self.set_months = push("重新列出(&R)", self.look_again, picture="refresh")
        self.model: RowsModel[Watched] = RowsModel(_columns())
        self.table: ManyTable[Watched] = ManyTable(self.model, "这份名单现在是空的。")
        self.table.setAccessibleName("名单里的档案")
        self.whole = Words(kind="faint")
        self.paper = push("打印名单(&P)", self.print, picture="print", key="Ctrl+P")
        self.sheet = push("另存 Excel(&X)…", self.export, picture="export")
        reach = QHBoxLayout()
        reach.setSpacing(6)
        for widget in (self.title, self.before, self.months, self.after, self.set_months):
            reach.addWidget(widget)
        reach.addStretch()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(4, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(reach)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)
        column.addWidget(
            Bar(
                (Words("回车打开档案　Ctrl+A、Ctrl+C 复制到表格", "faint", wrap=False),),
                (self.paper, self.sheet),
            )
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        self.lists.setMinimumWidth(250)  # the count beside the name, however narrow the window
        split.addWidget(self.lists)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([256, 780])  # pyright: ignore[reportUnknownMemberType]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.addWidget(split)
        self.lists.chosen.connect(self._choose)
        self.lists.opened.connect(self.table.setFocus)
        self.months.edit.returnPressed.connect(self.look_again)
        self.table.chosen.connect(self._look)
        self.table.opened.connect(self._open)
        self._show_reach()

    def load(self) -> None:
        """Count every list and ask for the chosen one."""
        self._ask(counts=True)

    def want(self, name: str) -> None:
        """Show that list when it is loaded next."""
        self._wanted = WatchList(name)

    def begin(self) -> None:
        """Take the keyboard."""
        self.lists.setFocus()

    def main(self) -> None:
        """Open the chosen file."""
        line = self.table.line()
        if line is not None:
            self._go("households", line.household_id)

    def look_again(self) -> None:
        """Ask for the list with the months that are filled in now."""
        months = self.months.value()
        if self._wanted not in REACHES:
            self._ask(counts=True)
        elif months is None:
            tell_error(self, self.months.problem() or "请填写几个月。", heading="请改正")
            self.months.edit.setFocus()
        else:
            self._months[self._wanted] = int(months)
            self._ask(counts=True)

    def print(self) -> None:
        """Print the list that is shown."""
        if self._there():
            print_from(self, self._office, f"{word(self._wanted)}名单", self._write())

    def export(self) -> None:
        """Keep the list that is shown as a spreadsheet."""
        if not self._there():
            return
        name = f"{word(self._wanted)}名单"
        chosen = spreadsheet_asked(self, self._office, name)
        if chosen is not None:
            save_spreadsheet_from(self, self._news, chosen, name, self._write())

    def _there(self) -> bool:
        if not self.model.lines():
            tell_error(self, f"「{word(self._wanted)}」名单现在是空的，没有要打印的。", heading="名单是空的")
        return bool(self.model.lines())

    def _write(self) -> Write:
        which, months = self._wanted, self._months.get(self._wanted)

        def write(out: Path, progress: Progress, cancelled: Cancelled) -> tuple[str, ...]:
            return list_papers.print_watch_list(self._office, which, months, out, progress, cancelled)

        return write

    def _choose(self, line: Counted | None) -> None:
        if line is None or line[0] is self._wanted:
            return
        self._wanted = line[0]
        self._show_reach()
        self._ask(counts=False)

    def _open(self, line: Watched) -> None:
        self._go("households", line.household_id)

    def _look(self, line: Watched | None) -> None:
        self.whole.setText(line.because if line else "")

    def _show_reach(self) -> None:
        reach = REACHES.get(self._wanted)
        self.title.setText(word(self._wanted))
        for widget in (self.before, self.months, self.after):
            widget.setVisible(reach is not None)
        if reach is not None:
            self.before.setText(f"　{reach.before}")
            self.after.setText(reach.after)
            self.months.set_value(Decimal(self._months[self._wanted]))

    def _ask(self, counts: bool) -> None:
        if self._busy:
            self._again = True
            return
        self._busy = True
        office, which, months = self._office, self._wanted, dict(self._months)
        known = {x[0]: x[1] for x in self.counts.lines()}

        def job(progress: Progress, cancelled: Cancelled) -> Found:
            found = watchlists.watch_list(office, which, months.get(which))
            if not counts:
                return {**known, which: len(found)}, which, found
            numbers: dict[WatchList, int] = {}
            for n, each in enumerate(WatchList):
                progress(n, len(WatchList))
                numbers[each] = (
                    len(found)
                    if each is which
                    else len(watchlists.watch_list(office, each, months.get(each)))
                )
            return numbers, which, found

        running = work(self.window(), "正在清点名单", job, self._show)
        running.ended.connect(self._free)

    def _free(self) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self._ask(counts=False)

    def _show(self, found: Found) -> None:
        numbers, which, lines = found
        row = self.table.currentIndex().row()
        held = self.lists.hasFocus()
        self.counts.show([(each, numbers.get(each, 0)) for each in WatchList])
        self.lists.choose(list(WatchList).index(self._wanted))
        if which is self._wanted:
            self.model.show(lines)
            if lines:
                self.table.choose(max(0, min(row, len(lines) - 1)))
        self._show_reach()
        if held:
            self.lists.setFocus()


def _columns() -> list[Column[Watched]]:
    return [
        Column(title="档案编号", text=lambda x: x.number, width=150),
        Column(title="户主", text=lambda x: x.name, width=130),
        Column(title="为什么在名单里", text=lambda x: x.because, width=360, stretch=True),
    ]
