"""查重合并: pairs of files that may be about the same people, with the reason; settled, or laid side by side to be merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.casework import duplicates
from desktop.casework.duplicates import DoubtLine
from desktop.casework.safety import why_not
from desktop.domain.likeness import LIKENESS_WORDS, SURENESS_WORDS, Likeness, Sureness
from desktop.domain.trail import Act
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.merge import MergeDialog
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox, TextChoice
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office

NOTHING = "没有发现可能重复的档案。"
SETTLED = "这一类都核完了。"
REASONS = (
    "两人同名，已电话核实",
    "父子（母女）同名，已入户核实",
    "两家各自建档，情况属实",
    "证件已核对，不是同一人",
)
COLOURS = {Sureness.certain: "red", Sureness.likely: "amber", Sureness.possible: "faint"}


class DuplicatesDialog(QDialog):
    """Looks through the whole office when it opens; what was settled before is left out."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("查重合并")
        self._office, self._news = office, news
        self._found: tuple[DoubtLine, ...] = ()
        self.headline = Words("正在比对全部档案……", "band-told")
        self.kind: PickBox[Likeness] = PickBox([(k, LIKENESS_WORDS[k]) for k in Likeness], unset="全部")
        self.kind.setAccessibleName("哪一类")
        self.count = Words(kind="faint", wrap=False)
        self.model: RowsModel[DoubtLine] = RowsModel(_columns())
        self.table: Table[DoubtLine] = Table(self.model, " ")
        self.table.setAccessibleName("可能重复的档案")
        self.table.setMinimumHeight(self.table.height_for(4))
        self.reasons = Words()
        self.reasons.setMinimumHeight(48)
        self.compare = push("并排比对、合并(&M)…", self.open_chosen, kind="primary", key="Return")
        self.settle = push("不是同一人(&N)…", self.settle_chosen)
        self.again = push("重新查找(&R)", self.search, key="F5")
        self.leave = push("关闭(&C)", self.reject, key="Esc")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self.headline)
        layout.addWidget(Bar((Words("哪一类", wrap=False), self.kind, self.count), (self.again,)))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.reasons)
        layout.addWidget(Bar((self.compare, self.settle), (self.leave,)))
        room = self.screen().availableGeometry()
        self.resize(min(980, room.width() - 40), min(640, room.height() - 60))
        self.kind.changed.connect(self._list)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda: self.open_chosen())
        self._show(None)
        self._list()

    @classmethod
    def show_all(cls, office: Office, news: News, parent: QWidget | None = None) -> None:
        """Look through the office and show what was found, until it is closed."""
        dialog = cls(office, news, parent)
        dialog.search()
        shown(dialog)

    def search(self) -> None:
        """Compare all files anew."""
        office = self._office
        work(self, "正在比对全部档案", lambda _progress, _cancelled: duplicates.find(office), self._take)

    def open_chosen(self) -> None:
        """Lay the chosen pair side by side."""
        line = self.table.line()
        if line is None or not self.compare.isEnabled():
            return
        with telling(self):
            merged = MergeDialog.ask(self._office, line.doubt.one, line.doubt.other, line.doubt.reasons, self)
            if merged is not None:
                self._news.household_changed.emit(None)
                self._news.case_changed.emit(None)
                self._news.visits_changed.emit()
                self._news.said.emit(f"已合并到：{merged.head.name}（{merged.number}），可在操作历史里撤销")
                self.search()

    def settle_chosen(self) -> None:
        """Say that the chosen pair is not the same, and why."""
        line = self.table.line()
        if line is None or not self.settle.isEnabled():
            return
        if SettleDialog.ask(self._office, line, self):
            row = self.table.currentIndex().row()
            self._found = tuple(x for x in self._found if x is not line)
            self._list()
            if self.model.lines():
                self.table.choose(min(row, len(self.model.lines()) - 1))
            self.table.setFocus()

    def _take(self, found: list[DoubtLine]) -> None:
        self._found = tuple(found)
        self._list()
        if self.model.lines():
            self.table.choose(0)
        self.table.setFocus()

    def _list(self) -> None:
        kind = self.kind.value()
        lines = [x for x in self._found if kind is None or x.kind is kind]
        self.model.show(lines)
        self.table.say_when_empty(NOTHING if not self._found else SETTLED)
        self.count.setText(f"共 {len(lines)} 对")
        said = "、".join(f"{LIKENESS_WORDS[k]} {n} 对" for k, n in duplicates.kinds(self._found).items() if n)
        self.headline.become(
            "band-warned" if said else "band-good",
            f"{said}。逐对核实：是同一人的合并，不是的说明理由，以后不再列出。" if said else NOTHING,
        )
        if not lines:
            self._show(None)

    def _show(self, line: DoubtLine | None) -> None:
        said = (
            "" if line is None else f"{line.one}　和　{line.other}\n为什么：{'；'.join(line.doubt.reasons)}。"
        )
        self.reasons.setText(said)
        for button, act in ((self.compare, Act.merge_households), (self.settle, Act.settle_duplicate)):
            refused = why_not(self._office, act)
            button.setEnabled(line is not None and not refused)
            button.setToolTip(refused)


class SettleDialog(EntryDialog):
    """Two files that look like one person's and are not: with the reason, so that nobody asks again."""

    def __init__(self, office: Office, line: DoubtLine, parent: QWidget | None = None) -> None:
        super().__init__("不是同一人", parent, take="记下，不再列出", width=600)
        self._office, self._line = office, line
        told = f"{line.one}\n{line.other}\n{'；'.join(line.doubt.reasons)}"
        self.body.column.insertWidget(0, Words(told, "band-told"))
        self.reason = TextChoice(REASONS)
        self.grid.add("怎么核实的(&R) *", self.reason, wide=True)
        self.ready(self.reason)

    @classmethod
    def ask(cls, office: Office, line: DoubtLine, parent: QWidget | None = None) -> bool:
        """Whether it was settled."""
        return shown(cls(office, line, parent))

    def wrong(self) -> str:
        from desktop.domain.errors import OfficeError

        try:
            duplicates.settle(self._office, self._line, self.reason.value())
        except OfficeError as error:
            self.reason.setFocus()
            return error.said
        return ""


def _columns() -> list[Column[DoubtLine]]:
    return [
        Column(
            title="把握",
            text=lambda x: SURENESS_WORDS[x.sureness],
            width=116,
            kind=lambda x: COLOURS[x.sureness],
        ),
        Column(title="哪一类", text=lambda x: LIKENESS_WORDS[x.kind], width=130),
        Column(title="先建的档案", text=lambda x: x.one, width=150, stretch=True),
        Column(title="后建的档案", text=lambda x: x.other, width=150, stretch=True),
        Column(title="为什么", text=lambda x: x.doubt.reasons[0], width=160, stretch=True),
    ]
