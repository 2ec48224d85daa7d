"""The fifth step of the import (核定疑似重复): each row in doubt beside the archive it may mean, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.importing import RosterRow, Settled, Verdict
from desktop.casework.updating import Update
from desktop.ui.dialogs.roster_import.covering import covered_as
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

VERDICT_WORDS = {
    None: "？ 还没有核定",
    Verdict.same: "↻ 同一人，更新",
    Verdict.other: "✔ 不是同一人，新建",
    Verdict.skip: "－ 跳过",
}
_DIFFERENT = "≠"


@dataclass(frozen=True)
class Side:
    """One fact on both sides."""

    label: str
    told: str
    on_file: str
    changes: bool = False
    """Would be written into the archive."""

    @property
    def differs(self) -> bool:
        """Whether both sides know it and say different things."""
        return bool(self.told and self.on_file) and self.told != self.on_file


class DoubtsPage(QWidget):
    """The doubts in a list; the chosen one side by side, with what it would change."""

    settled_now = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settled: dict[int, Settled] = {}
        self._as_same: Callable[[RosterRow], Update] | None = None
        self.told = Words(kind="band-told")
        columns: list[Column[RosterRow]] = [
            Column(title="行号", text=lambda r: str(r.number), width=64, right=True),
            Column(title="姓名", text=lambda r: r.name, width=120),
            Column(title="疑似的档案", text=lambda r: r.doubt.on_file.number if r.doubt else "", width=130),
            Column(
                title="为什么", text=lambda r: r.doubt.because if r.doubt else "", width=190, stretch=True
            ),
            Column(title="核定", text=self._said_of, width=180, kind=self._kind_of),
        ]
        self.model: RowsModel[RosterRow] = RowsModel(columns)
        self.table: Table[RosterRow] = Table(self.model, "没有疑似重复。")
        self.table.setAccessibleName("疑似重复的各行")
        sides: list[Column[Side]] = [
            Column(title="项目", text=lambda s: s.label, width=110),
            Column(title="名册这一行", text=lambda s: s.told or "（空）", width=190, stretch=True),
            Column(title="", text=_mark_of, width=80, kind=lambda _: "amber"),
            Column(title="在档的档案", text=lambda s: s.on_file or "（空）", width=190, stretch=True),
        ]
        self.sides: RowsModel[Side] = RowsModel(sides)
        self.beside: Table[Side] = Table(self.sides)
        self.beside.setAccessibleName("两边对照")
        self.same = push("同一人，更新档案(&U)", lambda: self.settle(Verdict.same))
        self.other = push("不是同一人，新建(&N)", lambda: self.settle(Verdict.other))
        self.skip = push("跳过这一行(&S)", lambda: self.settle(Verdict.skip))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.same, self.other, self.skip):
            row.addWidget(button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(8)
        layout.addWidget(self.told)
        layout.addWidget(self.table, 2)
        layout.addWidget(self.beside, 3)
        layout.addLayout(row)
        self.table.chosen.connect(self._show_row)

    def show_doubts(self, rows: tuple[RosterRow, ...], as_same: Callable[[RosterRow], Update]) -> None:
        """Show these; what was settled before stays so for rows that are still in doubt."""
        self._as_same = as_same
        numbers = {r.number for r in rows}
        self.settled = {n: s for n, s in self.settled.items() if n in numbers}
        self.model.show(rows)
        self._go_on(0)

    def undecided(self) -> int:
        """How many nobody has settled yet."""
        return sum(r.number not in self.settled for r in self.model.lines())

    def settle(self, verdict: Verdict) -> None:
        """Say what the chosen row is, and go on to the next."""
        row = self.table.line()
        if row is None or self._as_same is None:
            return
        update = self._as_same(row) if verdict is Verdict.same else None
        self.settled[row.number] = Settled(verdict, update)
        here = self.table.currentIndex().row()
        self.model.show(self.model.lines())
        self._go_on(here + 1)
        self.settled_now.emit()

    def _go_on(self, start: int) -> None:
        lines = self.model.lines()
        order = [*range(start, len(lines)), *range(min(start, len(lines)))]
        following = next((n for n in order if lines[n].number not in self.settled), None)
        if lines:
            self.table.choose(following if following is not None else max(0, min(start, len(lines)) - 1))
        left = self.undecided()
        self.told.setText(
            f"还有 {left} 行没有核定。「会改」的是选「同一人」以后写进档案的；没有核定的行这次不导入。"
            if left
            else "都核定了，可以导入。"
        )

    def _show_row(self, row: RosterRow | None) -> None:
        for button in (self.same, self.other, self.skip):
            button.setEnabled(row is not None)
        if row is None or row.doubt is None or row.household is None:
            self.sides.show(())
            return
        told, one = row.household, row.doubt.on_file
        head = told.head
        pairs = (
            ("姓名", "name", head.name, one.name),
            ("身份证号", "id_number", head.id_number, one.id_number),
            (
                "出生日期",
                "born",
                head.born.isoformat() if head.born else "",
                one.born.isoformat() if one.born else "",
            ),
            ("电话", "phone", head.phone, one.phone),
            ("住址", "address", told.address, one.address),
        )
        sides = [_side(*pair) for pair in pairs]
        update = self._as_same(row) if self._as_same else None
        changes = [Side(c.label, c.new, c.old, changes=True) for c in update.changes] if update else []
        self.sides.show((*sides, *changes))

    def _said_of(self, row: RosterRow) -> str:
        found = self.settled.get(row.number)
        return VERDICT_WORDS[found.verdict if found else None]

    def _kind_of(self, row: RosterRow) -> str:
        return "green" if row.number in self.settled else "amber"


def _mark_of(side: Side) -> str:
    return "→ 会改" if side.changes else _DIFFERENT if side.differs else ""


def _side(label: str, key: str, told: str, on_file: str) -> Side:
    shown = covered_as(key, told), covered_as(key, on_file)
    if told and on_file and told != on_file and shown[0] == shown[1]:
        return Side(label, f"{shown[0]}（遮盖处不同）", shown[1])
    return Side(label, *shown)
