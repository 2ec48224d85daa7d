"""档案保管: archives put away, those whose time has come, and the lists of what was destroyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework import keeping, printing
from desktop.casework.safety import why_not
from desktop.domain.retention import LONGEST, SHORTEST, Destruction, Kept, KeptLine
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.destroy import DestroyDialog, told
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.message import confirm, tell, tell_error, telling
from desktop.ui.dialogs.seal import ReopenDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import SearchBox
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.models.ticked import TickedModel, large_ticks
from desktop.ui.news import News
from desktop.ui.papers import print_from

if TYPE_CHECKING:
    from desktop.casework.office import Office

STATES = (Kept.due, Kept.sealed, Kept.destroyed)
COLOURS = {Kept.due: "amber", Kept.destroyed: "faint"}
NOTHING = "没有撤档封存的档案。在档案页的「表格与附件」里可以撤档封存。"
LISTS_SHOWN = 3


class KeepingPart(QWidget):
    """Reopening, and destroying by two persons; nobody is destroyed by a single key."""

    opened = Signal(int)
    """That archive is to be looked at."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self.headline = Words("", "band-told")
        self.search = SearchBox("按姓名或档案编号查找")
        self.state: PickBox[Kept] = PickBox([(s, word(s)) for s in STATES], unset="全部")
        self.state.setAccessibleName("状态")
        self.model: TickedModel[KeptLine] = TickedModel(
            _columns(),
            lambda offset, limit: keeping.kept_away(
                office, self.search.value(), self._states(), offset, limit
            ),
            lambda x: x.id,
        )
        self.table: Table[KeptLine] = Table(self.model, NOTHING)
        self.table.setAccessibleName("撤档封存的档案")
        self.table.setMinimumHeight(self.table.height_for(4))
        large_ticks(self.table)
        self.tick_due = push("勾选到期的(&A)", self.tick_all_due, picture="checklist")
        self.clear = push("取消勾选(&C)", self.clear_ticks)
        self.open_button = push("查看档案(&V)", self.open_chosen, picture="households")
        self.reopen_button = push("恢复在档(&R)…", self.reopen, picture="back")
        self.destroy_button = push("销毁勾选的(&X)…", self.destroy_ticked, kind="danger")
        self.years_button = push("保管年限(&Y)…", self.change_years)
        self.lists: RowsModel[Destruction] = RowsModel(_list_columns())
        self.lists_table: Table[Destruction] = Table(self.lists, "还没有销毁过档案。")
        self.lists_table.setAccessibleName("销毁清册")
        self.lists_table.setFixedHeight(self.lists_table.height_for(LISTS_SHOWN))
        self.print_button = push("打印清册(&P)", self.print_list, picture="print")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(Words("状态", wrap=False))
        top.addWidget(self.state)
        top.addWidget(self.years_button)
        lists = QHBoxLayout()
        lists.addWidget(Words("销毁清册", "heading", wrap=False))
        lists.addStretch()
        lists.addWidget(self.print_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.setSpacing(9)
        layout.addWidget(self.headline)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(
            Bar((self.tick_due, self.clear, self.open_button, self.reopen_button), (self.destroy_button,))
        )
        layout.addLayout(lists)
        layout.addWidget(self.lists_table)
        self.search.asked.connect(lambda: self._ask())
        self.search.down.connect(self._to_table)
        self.state.changed.connect(self._ask)
        self.table.opened.connect(lambda: self.open_chosen())
        self.table.chosen.connect(lambda: self._enable())
        self.model.ticks_changed.connect(self._enable)
        self.lists_table.opened.connect(lambda: self.print_list())
        self.lists_table.chosen.connect(lambda: self._enable())
        self._due: tuple[int, ...] = ()

    def load(self) -> None:
        """Ask for everything anew; ticks on what is due no more are taken off."""
        row = self.table.currentIndex().row()
        self._due = tuple(keeping.due(self._office))
        self.model.tick([i for i in self.model.ticked() if i not in self._due], ticked=False)
        self.model.reload()
        if self.model.total():
            self.table.choose(max(0, min(row, self.model.total() - 1)))
        self.lists.show(keeping.destructions(self._office))
        if self.lists.lines():
            self.lists_table.choose(0)
        self._tell()
        self._enable()

    def begin(self) -> None:
        """Take the keyboard."""
        (self.table if self.model.total() else self.search).setFocus()

    def tick_all_due(self) -> None:
        """Tick every archive whose time has come, wherever it stands in the list."""
        self.model.tick(self._due)

    def clear_ticks(self) -> None:
        """Take all ticks off."""
        self.model.tick(self.model.ticked(), ticked=False)

    def open_chosen(self) -> None:
        """Look at the chosen archive on its own page."""
        line = self.table.line()
        if line is None:
            return
        if line.state is Kept.destroyed:
            tell(self, f"档案 {line.number} 已销毁，只留编号。内容看不到了，清册在下面。", "已销毁")
            return
        self.opened.emit(line.id)

    def reopen(self) -> None:
        """Take the chosen archive up again, with a reason."""
        line = self.table.line()
        if line is not None and self.reopen_button.isEnabled() and ReopenDialog.ask(self._office, line, self):
            self._news.household_changed.emit(line.id)
            self._news.said.emit(f"{line.name}（{line.number}）已恢复在档")
            self.load()

    def destroy_ticked(self) -> None:
        """Walk through the destruction of what is ticked."""
        with telling(self):
            ids = self.model.ticked()
            lines = [x for x in self._all_due() if x.id in ids]
            if not lines:
                tell(self, "请先勾选要销毁的档案：点「勾选到期的」，或在名单上按空格。", "还没有勾选")
                return
            if len(lines) != len(ids):
                tell_error(self, "勾选的档案里有还没到期或已经销毁的，已取消勾选。请核对后再办理。")
                self.load()
                return
            done = DestroyDialog.ask(self._office, lines, self)
            if done is None:
                return
            self.clear_ticks()
            self.load()
            self._news.household_changed.emit(None)
            self._news.said.emit(f"已销毁 {len(done.destruction.lines)} 户，清册 {done.destruction.number}")
            if confirm(self, told(done), yes="打印清册(&P)", no="以后再打(&L)", heading="已经销毁"):
                self.print_list()

    def print_list(self) -> None:
        """Print the chosen list for both to sign."""
        made = self.lists_table.line()
        if made is None:
            return
        office, list_id = self._office, made.id or 0
        print_from(
            self,
            office,
            f"档案销毁清册 {made.number}",
            lambda path, progress, cancelled: printing.print_destruction(
                office, list_id, path, progress, cancelled
            ),
        )

    def change_years(self) -> None:
        """Set how long this office keeps archives."""
        with telling(self):
            if shown(YearsDialog(self._office, self)):
                self.load()
                self._news.said.emit(f"档案撤档后保管 {keeping.years(self._office)} 年")

    def _all_due(self) -> list[KeptLine]:
        return list(keeping.kept_away(self._office, "", (Kept.due,), 0, len(self._due) + 1).lines)

    def _states(self) -> tuple[Kept, ...]:
        chosen = self.state.value()
        return () if chosen is None else (chosen,)

    def _ask(self) -> None:
        with telling(self):
            self.model.reload()
            if self.model.total():
                self.table.choose(0)
            found = self.search.value() or self.state.value()
            self.table.say_when_empty("没有符合条件的档案。" if found else NOTHING)
            self._enable()

    def _tell(self) -> None:
        years = keeping.years(self._office)
        rule = f"撤档后保管 {years} 年，期满日的次日起可以销毁。"
        if self._due:
            said = f"{len(self._due)} 户保管期已满，请两人到场办理销毁。{rule}"
            self.headline.become("band-warned", said)
        else:
            self.headline.become("band-told", f"没有到期待销毁的档案。{rule}")

    def _enable(self) -> None:
        line = self.table.line()
        self.open_button.setEnabled(line is not None)
        self.tick_due.setEnabled(bool(self._due))
        ticked = len(self.model.ticked())
        self.clear.setEnabled(ticked > 0)
        self.destroy_button.setText(f"销毁勾选的 {ticked} 户(&X)…" if ticked else "销毁勾选的(&X)…")
        self.print_button.setEnabled(self.lists_table.line() is not None)
        for button, act, usable in (
            (self.reopen_button, Act.reopen_household, line is not None and line.state is not Kept.destroyed),
            (self.destroy_button, Act.destroy_households, bool(self._due)),
            (self.years_button, Act.record_bureau, True),
        ):
            said = why_not(self._office, act)
            button.setEnabled(usable and not said)
            button.setToolTip(said)

    def _to_table(self) -> None:
        if self.model.total():
            self.table.setFocus()


class YearsDialog(EntryDialog):
    """How many years archives are kept; what the rule says stands beside it."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("保管年限", parent, take="保存", width=520)
        self._office = office
        self.body.column.insertWidget(
            0,
            Words(
                "困难职工档案撤档后原件保管 10 年（总工办〔2016〕36号）；其他档案按上级和本单位规定。"
                "改短后，已封存的档案可能马上到期。",
                "band-told",
            ),
        )
        self.years = NumberEdit("年", None, places=0, least=SHORTEST, most=LONGEST)
        self.years.edit.setText(str(keeping.years(office)))
        self.grid.add("撤档后保管(&K) *", self.years)
        self.ready(self.years)

    def wrong(self) -> str:
        years = self.years.value()
        if years is None:
            return "请填写保管年限。"
        with telling(self):
            keeping.record_years(self._office, int(years))
        return ""


def _columns() -> list[Column[KeptLine]]:
    return [
        Column(title="档案编号", text=lambda x: x.number, width=150),
        Column(title="户主", text=lambda x: x.name, width=120, stretch=True),
        Column(
            title="状态", text=lambda x: word(x.state), width=112, kind=lambda x: COLOURS.get(x.state, "")
        ),
        Column(title="撤档日期", text=lambda x: x.sealed_on.isoformat(), width=116),
        Column(title="到期日期", text=lambda x: x.due_on.isoformat(), width=116),
        Column(title="原因", text=lambda x: x.because, width=150, stretch=True),
    ]


def _list_columns() -> list[Column[Destruction]]:
    return [
        Column(title="清册编号", text=lambda x: x.number, width=136),
        Column(title="销毁日期", text=lambda x: x.day.isoformat(), width=116),
        Column(title="户数", text=lambda x: str(len(x.lines)), width=70, right=True),
        Column(title="销毁人", text=lambda x: x.first, width=96),
        Column(
            title="第二人",
            text=lambda x: f"{x.second}（监销）" if x.witness else x.second,
            width=130,
        ),
        Column(title="依据", text=lambda x: x.reason, width=150, stretch=True),
    ]
