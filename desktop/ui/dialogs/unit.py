"""A unit (单位): what it is called, where it stands in the tree, who answers for it; joining it to another; a pasted list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import staff, units
from desktop.casework.units import Planned
from desktop.domain.errors import OfficeError
from desktop.domain.unit import Unit, UnitKind, full_name, subtree
from desktop.domain.words import choices, word
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

if TYPE_CHECKING:
    from desktop.casework.office import Office

TOP = "没有上级（最上一级）"


class UnitDialog(EntryDialog):
    """Another upper unit moves it with all below it."""

    def __init__(self, office: Office, unit: Unit, parent: QWidget | None = None) -> None:
        title = "新增单位" if unit.id is None else f"单位 {unit.name}"
        super().__init__(title, parent, take="保存", width=680)
        self._office, self._unit = office, unit
        self.kept: Unit | None = None
        everything = units.all_units(office)
        below = subtree(everything, unit.id) if unit.id is not None else frozenset[int]()
        by_id = {u.id: u for u in everything if u.id is not None}
        uppers = [(i, full_name(u, by_id)) for i, u in by_id.items() if i not in below]
        people = [(s.id or 0, s.name) for s in staff.all_staff(office) if s.left_on is None]
        self.name = TextLine(unit.name, "例如 第一纺织厂、三（2）班", 120)
        self.short_name = TextLine(unit.short_name, "平时的叫法，例如 一纺；导入名册时也认", 40)
        self.kind: PickBox[UnitKind] = PickBox(choices(UnitKind), unit.kind, unset=None)
        self.upper: PickBox[int] = PickBox(sorted(uppers, key=lambda x: x[1]), unit.parent_id, unset=TOP)
        self.code = TextLine(unit.code, "上级给的编号，没有的不填", 40)
        self.head: PickBox[int] = PickBox(people, unit.head_id)
        self.phone = TextLine(unit.phone, "", 40)
        self.address = TextLine(unit.address, "", 200)
        self.closed_on = DayEdit(office.today(), unit.closed_on)
        self.remark = TextLine(unit.remark, "", 200)
        self.grid.add("名称(&N) *", self.name, wide=True)
        self.grid.add("简称(&S)", self.short_name, wide=True)
        self.grid.add("种类(&K) *", self.kind)
        self.grid.add("上级单位(&U)", self.upper, wide=True)
        self.grid.add("编号(&B)", self.code)
        self.grid.add("负责人(&F)", self.head)
        self.grid.add("电话(&T)", self.phone)
        self.grid.add("地址(&A)", self.address, wide=True)
        self.grid.add("撤销日期(&X)", self.closed_on)
        self.grid.add("备注(&M)", self.remark, wide=True)
        self.ready(self.name)

    @classmethod
    def ask(cls, office: Office, unit: Unit, parent: QWidget | None = None) -> Unit | None:
        """The unit as kept; None where the officer thought better of it."""
        dialog = cls(office, unit, parent)
        return dialog.kept if shown(dialog) else None

    def wrong(self) -> str:
        kind = self.kind.value()
        assert kind is not None
        try:
            self.kept = units.record_unit(
                self._office,
                replace(
                    self._unit,
                    name=self.name.value(),
                    short_name=self.short_name.value(),
                    kind=kind,
                    parent_id=self.upper.value(),
                    code=self.code.value(),
                    head_id=self.head.value(),
                    phone=self.phone.value(),
                    address=self.address.value(),
                    closed_on=self.closed_on.value(),
                    remark=self.remark.value(),
                ),
            )
        except OfficeError as error:
            self.name.setFocus()
            return error.said
        return ""


class JoinDialog(EntryDialog):
    """Everything of one unit goes to another, and the first is taken out (撤并)."""

    def __init__(self, office: Office, unit: Unit, parent: QWidget | None = None) -> None:
        super().__init__("并入别的单位", parent, take="并入", width=640)
        self._office, self._unit = office, unit
        self.kept: Unit | None = None
        everything = units.all_units(office)
        below = subtree(everything, unit.id or 0)
        by_id = {u.id: u for u in everything if u.id is not None}
        others = [(i, full_name(u, by_id)) for i, u in by_id.items() if i not in below]
        told = (
            f"「{unit.name}」的下级单位、档案、学生和工作人员都转到选中的单位，「{unit.name}」从名录里去掉。"
            "并错了可以在「档案」页的「操作历史」里撤销。"
        )
        self.body.column.insertWidget(0, Words(told, "band-warned"))
        self.into: PickBox[int] = PickBox(sorted(others, key=lambda x: x[1]), unset="请选择")
        self.grid.add("并入(&B) *", self.into, wide=True)
        self.ready(self.into)

    @classmethod
    def ask(cls, office: Office, unit: Unit, parent: QWidget | None = None) -> Unit | None:
        """The unit that stays; None where the officer thought better of it."""
        dialog = cls(office, unit, parent)
        return dialog.kept if shown(dialog) else None

    def wrong(self) -> str:
        into = self.into.value()
        if into is None:
            self.into.setFocus()
            return "请选择并入哪个单位。"
        try:
            self.kept = units.join_units(self._office, self._unit.id or 0, into)
        except OfficeError as error:
            return error.said
        return ""


class PasteUnits(EntryDialog):
    """What is pasted is shown line by line with what becomes of it before anything is kept."""

    def __init__(self, office: Office, below: Unit | None, parent: QWidget | None = None) -> None:
        super().__init__("粘贴单位名单", parent, take="登记", width=820)
        self._office, self._below = office, below
        self.made = 0
        where = f"登记到「{below.name}」下面。" if below else "登记为最上一级及其下级。"
        told = f"{where}从表格或文档里复制后粘贴：一行一个单位，下级比上级多缩进（空格或 Tab）；或两列「上级单位、名称」。"
        self.body.column.insertWidget(0, Words(told, "band-told"))
        self.text = TextBox(hint="示例市总工会\n    第一纺织厂\n        细纱车间", lines=7)
        self.grid.add("名单(&M) *", self.text, wide=True)
        self.model: RowsModel[Planned] = RowsModel(_planned_columns())
        self.table: Table[Planned] = Table(self.model, "粘贴以后，这里逐行列出会怎样。")
        self.table.setAccessibleName("逐行结果")
        self.table.setMinimumHeight(self.table.height_for(5))
        self.summary = Words(kind="faint")
        self.body.add(self.summary)
        self.body.add(self.table, 1)
        self.text.changed.connect(self._look)
        self.ready(self.text)

    @classmethod
    def ask(cls, office: Office, below: Unit | None, parent: QWidget | None = None) -> int:
        """How many units were made."""
        dialog = cls(office, below, parent)
        shown(dialog)
        return dialog.made

    def wrong(self) -> str:
        below = self._below.id if self._below else None
        try:
            self.made = units.take_in_units(self._office, self.text.toPlainText(), below)
        except OfficeError as error:
            self.text.setFocus()
            return error.said
        return ""

    def _look(self) -> None:
        below = self._below.id if self._below else None
        planned = units.plan_units(self._office, self.text.toPlainText(), below)
        self.model.show(planned)
        bad = sum(bool(x.problem) for x in planned)
        new = sum(x.new for x in planned)
        self.summary.setText(
            f"{len(planned)} 行：新建 {new} 个，已有 {len(planned) - new - bad} 个"
            + (f"，{bad} 个要改" if bad else "")
        )


def _planned_columns() -> list[Column[Planned]]:
    return [
        Column(title="单位", text=lambda x: x.full, width=330, stretch=True),
        Column(title="种类", text=lambda x: word(x.line.kind), width=110),
        Column(
            title="结果",
            text=lambda x: x.problem or ("新建" if x.new else "已有"),
            width=230,
            kind=lambda x: "red" if x.problem else "" if x.new else "faint",
        ),
    ]
