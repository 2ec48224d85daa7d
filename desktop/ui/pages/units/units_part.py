"""单位: the tree with how many files each keeps; added, changed, moved, joined, closed, or pasted as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import staff, units
from desktop.casework.safety import why_not
from desktop.domain.trail import Act
from desktop.domain.unit import Unit, UnitKind
from desktop.domain.words import word
from desktop.ui.dialogs.message import confirm, tell_error, telling
from desktop.ui.dialogs.unit import JoinDialog, PasteUnits, UnitDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Empty, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News

if TYPE_CHECKING:
    from desktop.casework.office import Office


@dataclass(frozen=True)
class Branch:
    """One unit as the tree shows it."""

    unit: Unit
    depth: int
    files: int
    head: str


class UnitsPart(QWidget):
    """Units below each other in one list, so that arrows alone go through it."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self.add = push("新增下级(&N)…", self.new, picture="add", kind="primary", key="Ctrl+N")
        self.add_top = push("新增最上级(&T)…", lambda: self._keep(_blank(None)))
        self.edit = push("修改(&E)…", self.change, picture="edit", key="F2")
        self.join = push("并入(&J)…", self.join_into)
        self.remove = push("删除(&D)", self.delete, key="Delete")
        self.paste = push("粘贴名单(&V)…", self.paste_list, picture="import")
        self.model: RowsModel[Branch] = RowsModel(_columns())
        self.table: Table[Branch] = Table(self.model)
        self.table.setAccessibleName("单位")
        self.summary = Words(kind="faint")
        self.empty = Empty(
            "还没有登记单位",
            "工会、部门、学校、班级、村和社区都登记在这里。手里有名单的，直接粘贴；也可以一个一个新增。",
            (("粘贴名单…", self.paste_list), ("新增单位…", lambda: self._keep(_blank(None)))),
        )
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(18, 12, 18, 10)
        column.setSpacing(8)
        column.addWidget(Bar((self.add, self.add_top, self.edit, self.join, self.remove), (self.paste,)))
        column.addWidget(self.table, 1)
        column.addWidget(self.summary)
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.table.opened.connect(lambda: self.change())
        self.table.inserted.connect(self.new)
        self.table.removed.connect(lambda: self.delete())

    def load(self, chosen: int | None = None) -> None:
        """Show the tree as it is now, on that unit or where it was."""
        here = self.table.line()
        wanted = chosen if chosen is not None else here.unit.id if here else None
        everything = units.all_units(self._office)
        counts = units.counts(self._office)
        names = {s.id: s.name for s in staff.all_staff(self._office)}
        lines = _tree(everything, counts, names)
        self.model.show(lines)
        self.stack.setCurrentIndex(0 if lines else 1)
        if lines:
            self.table.choose(next((n for n, x in enumerate(lines) if x.unit.id == wanted), 0))
        closed = sum(u.closed_on is not None for u in everything)
        self.summary.setText(
            f"共 {len(lines):,} 个单位{f'，其中已撤销 {closed} 个' if closed else ''}；户数含下级单位。"
            "改「上级单位」就是移动，下级一起走"
        )

    def begin(self) -> None:
        """Take the keyboard."""
        (self.table if self.model.lines() else self.empty).setFocus()

    def new(self) -> None:
        """One more below the chosen one."""
        line = self.table.line()
        self._keep(_blank(line.unit if line else None))

    def change(self) -> None:
        """Another name, place or head for the chosen one."""
        line = self.table.line()
        if line is not None:
            self._keep(line.unit)

    def join_into(self) -> None:
        """Give all that hangs on the chosen one to another unit."""
        line = self.table.line()
        if line is None or self._forbidden():
            return
        stays = JoinDialog.ask(self._office, line.unit, self)
        if stays is not None:
            self._news.said.emit(f"「{line.unit.name}」已并入「{stays.name}」")
            self._news.household_changed.emit(None)
            self.load(stays.id)
            self.table.setFocus()

    def delete(self) -> None:
        """Take out the chosen one, opened by mistake."""
        line = self.table.line()
        if line is None or self._forbidden():
            return
        if confirm(
            self,
            f"删除单位「{line.unit.name}」吗？\n只有登记错了、下面没有档案和人员的才能删除；撤销的单位请用「修改」填撤销日期。",
            yes="删除(&Y)",
            danger=True,
        ):
            with telling(self):
                units.remove_unit(self._office, line.unit.id or 0)
                self._news.said.emit(f"已删除单位「{line.unit.name}」")
            self.load(line.unit.parent_id)
            self.table.setFocus()

    def paste_list(self) -> None:
        """Take in a list of units below the chosen one, or from the top."""
        if self._forbidden():
            return
        made = PasteUnits.ask(self._office, None, self)
        if made:
            self._news.said.emit(f"已登记 {made} 个单位")
            self.load()
            self.table.setFocus()

    def print(self) -> None:
        """There is no paper of this; the lines can be copied."""

    def _keep(self, unit: Unit) -> None:
        if self._forbidden():
            return
        kept = UnitDialog.ask(self._office, unit, self)
        if kept is not None:
            self._news.said.emit(f"已保存单位「{kept.name}」")
            self.load(kept.id)
            self.table.setFocus()

    def _forbidden(self) -> bool:
        said = why_not(self._office, Act.record_unit)
        if said:
            tell_error(self, said, heading="不能办理")
        return bool(said)


def _blank(parent: Unit | None) -> Unit:
    kinds = {
        UnitKind.school: UnitKind.grade,
        UnitKind.grade: UnitKind.class_,
        UnitKind.faculty: UnitKind.class_,
        UnitKind.union: UnitKind.enterprise,
        UnitKind.township: UnitKind.community,
    }
    kind = kinds.get(parent.kind, UnitKind.department) if parent else UnitKind.union
    return Unit(name="", kind=kind, parent_id=parent.id if parent else None)


def _tree(everything: tuple[Unit, ...], counts: dict[int, int], names: dict[int | None, str]) -> list[Branch]:
    below: dict[int | None, list[Unit]] = {}
    ids = {u.id for u in everything}
    for unit in everything:
        below.setdefault(unit.parent_id if unit.parent_id in ids else None, []).append(unit)
    found: list[Branch] = []
    open_ = [(u, 0) for u in reversed(below.get(None, []))]
    while open_:
        unit, depth = open_.pop()
        found.append(Branch(unit, depth, counts.get(unit.id or 0, 0), names.get(unit.head_id, "")))
        open_ += [(u, depth + 1) for u in reversed(below.get(unit.id, []))]
    return found


def _columns() -> list[Column[Branch]]:
    return [
        Column(
            title="单位",
            text=lambda x: "\u3000\u3000" * x.depth + ("└ " if x.depth else "") + x.unit.name,
            width=300,
            stretch=True,
            kind=lambda x: "faint" if x.unit.closed_on else "",
        ),
        Column(title="简称", text=lambda x: x.unit.short_name, width=100),
        Column(title="种类", text=lambda x: word(x.unit.kind), width=112),
        Column(title="户数", text=lambda x: f"{x.files:,}", width=76, right=True),
        Column(title="负责人", text=lambda x: x.head, width=110),
        Column(title="电话", text=lambda x: x.unit.phone, width=130),
        Column(
            title="状态",
            text=lambda x: f"{x.unit.closed_on.isoformat()} 撤销" if x.unit.closed_on else "在用",
            width=140,
            kind=lambda x: "faint" if x.unit.closed_on else "",
        ),
    ]
