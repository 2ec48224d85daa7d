"""One of the staff (工作人员、结对干部) with the near relatives they declared. Full ID numbers are written here, never shown again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.casework import staff, units
from desktop.domain.errors import OfficeError
from desktop.domain.masking import mask_id
from desktop.domain.staff import Rank, Relative, Staff
from desktop.domain.unit import full_name
from desktop.domain.words import choices
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox, TextChoice
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.identity import IdNumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

if TYPE_CHECKING:
    from desktop.casework.office import Office

RELATIONS = (
    "配偶",
    "父亲",
    "母亲",
    "儿子",
    "女儿",
    "公公",
    "婆婆",
    "岳父",
    "岳母",
    "女婿",
    "儿媳",
    "兄弟",
    "姐妹",
    "祖父母",
    "外祖父母",
    "孙子女",
    "外孙子女",
)
ROWS = 4


def _id_field(today: date, number: str) -> IdNumberEdit:
    """An empty field that says what is kept; what is written into it replaces that."""
    field = IdNumberEdit(today)
    if number:
        field.edit.setPlaceholderText(f"已登记 {mask_id(number)}，不改就空着")
    return field


class StaffDialog(EntryDialog):
    """Particulars above, near relatives below: Insert adds one, Enter changes, Delete takes out."""

    def __init__(self, office: Office, one: Staff, parent: QWidget | None = None) -> None:
        super().__init__(
            "新增工作人员" if one.id is None else f"工作人员 {one.name}", parent, take="保存", width=820
        )
        self._office, self._one = office, one
        self.kept: Staff | None = None
        by_id = {u.id: u for u in units.all_units(office) if u.id is not None}
        places = sorted(((i, full_name(u, by_id)) for i, u in by_id.items()), key=lambda x: x[1])
        self.name = TextLine(one.name, "例如 林晓舟", 100)
        self.id_number = _id_field(office.today(), one.id_number)
        self.unit: PickBox[int] = PickBox(places, one.unit_id)
        self.post = TextLine(one.post, "例如 权益保障部部长、班主任", 60)
        self.rank: PickBox[Rank] = PickBox(choices(Rank), one.rank)
        self.phone = TextLine(one.phone, "", 40)
        self.works = QCheckBox("经办本单位的帮扶业务")
        self.works.setChecked(one.works)
        self.helps = QCheckBox("是结对帮扶干部")
        self.helps.setChecked(one.helps)
        self.left_on = DayEdit(office.today(), one.left_on)
        self.remark = TextLine(one.remark, "", 200)
        self.grid.add("姓名(&N) *", self.name)
        self.grid.add("身份证号(&H)", self.id_number)
        self.grid.add("单位(&U)", self.unit, wide=True)
        self.grid.add("职务(&P)", self.post)
        self.grid.add("职级(&G)", self.rank)
        self.grid.add("电话(&T)", self.phone)
        self.grid.add("工作(&W)", self.works)
        self.grid.add("", self.helps)
        self.grid.add("离岗日期(&L)", self.left_on)
        self.grid.add("备注(&M)", self.remark, wide=True)
        self.model: RowsModel[Relative] = RowsModel(_relative_columns(), one.relatives)
        self.table: Table[Relative] = Table(self.model, "没有申报近亲属。按 Insert 或点「增加近亲属」填写。")
        self.table.setAccessibleName("近亲属")
        self.table.setFixedHeight(self.table.height_for(ROWS))
        self.more = push("增加近亲属(&R)…", self.add_relative, picture="add", key="Insert")
        self.edit = push("修改(&E)…", self.change_relative)
        self.drop = push("去掉(&D)", self.drop_relative)
        self.body.add(
            Words("近亲属（配偶、父母、子女及其配偶、兄弟姐妹等，按本单位回避规定申报）", "heading")
        )
        self.body.add(Bar((self.more, self.edit, self.drop)))
        self.body.add(self.table)
        self.table.opened.connect(lambda: self.change_relative())
        self.table.inserted.connect(self.add_relative)
        self.table.removed.connect(lambda: self.drop_relative())
        self.ready(self.name)

    @classmethod
    def ask(cls, office: Office, one: Staff, parent: QWidget | None = None) -> Staff | None:
        """As kept; None where the officer thought better of it."""
        dialog = cls(office, one, parent)
        return dialog.kept if shown(dialog) else None

    def add_relative(self) -> None:
        """One more near relative."""
        made = RelativeDialog.ask(self._office.today(), Relative(name=""), self)
        if made is not None:
            self._show([*self.model.lines(), made], len(self.model.lines()))

    def change_relative(self) -> None:
        """Change the chosen near relative."""
        row, line = self.table.currentIndex().row(), self.table.line()
        if line is None:
            return
        made = RelativeDialog.ask(self._office.today(), line, self)
        if made is not None:
            lines = list(self.model.lines())
            lines[row] = made
            self._show(lines, row)

    def drop_relative(self) -> None:
        """Take the chosen near relative out; kept with the rest by 保存."""
        row = self.table.currentIndex().row()
        lines = list(self.model.lines())
        if 0 <= row < len(lines):
            del lines[row]
            self._show(lines, min(row, len(lines) - 1))

    def wrong(self) -> str:
        number = self.id_number.value() or self._one.id_number
        try:
            self.kept = staff.record_staff(
                self._office,
                replace(
                    self._one,
                    name=self.name.value(),
                    id_number=number,
                    unit_id=self.unit.value(),
                    post=self.post.value(),
                    rank=self.rank.value(),
                    phone=self.phone.value(),
                    works=self.works.isChecked(),
                    helps=self.helps.isChecked(),
                    left_on=self.left_on.value(),
                    remark=self.remark.value(),
                    relatives=self.model.lines(),
                ),
            )
        except OfficeError as error:
            return error.said
        return ""

    def _show(self, lines: list[Relative], row: int) -> None:
        self.model.show(lines)
        if lines:
            self.table.choose(row)
        self.table.setFocus()


class RelativeDialog(EntryDialog):
    """One near relative."""

    def __init__(self, today: date, relative: Relative, parent: QWidget | None = None) -> None:
        super().__init__("近亲属", parent, width=600)
        self._relative = relative
        self.name = TextLine(relative.name, "", 100)
        self.relation = TextChoice(RELATIONS)
        self.relation.set_value(relative.relation)
        self.id_number = _id_field(today, relative.id_number)
        self.remark = TextLine(relative.remark, "", 200)
        self.grid.add("姓名(&N) *", self.name)
        self.grid.add("与其关系(&G) *", self.relation)
        self.grid.add("身份证号(&H)", self.id_number)
        self.grid.add("备注(&M)", self.remark, wide=True)
        self.body.add(
            Words("有身份证号的，与档案里的成员按号码核对，不会认错；没有的按姓名提醒，要人工核对。", "faint")
        )
        self.ready(self.name)

    @classmethod
    def ask(cls, today: date, relative: Relative, parent: QWidget | None = None) -> Relative | None:
        """The relative as written; None where the officer thought better of it."""
        dialog = cls(today, relative, parent)
        return dialog.value() if shown(dialog) else None

    def wrong(self) -> str:
        if not self.name.value():
            self.name.setFocus()
            return "请填写姓名。"
        if not self.relation.value():
            self.relation.setFocus()
            return "请填写与其关系，例如「配偶」「父亲」「儿媳」。"
        return ""

    def value(self) -> Relative:
        """The relative as it stands in the fields."""
        return replace(
            self._relative,
            name=self.name.value(),
            relation=self.relation.value(),
            id_number=self.id_number.value() or self._relative.id_number,
            remark=self.remark.value(),
        )


def _relative_columns() -> list[Column[Relative]]:
    return [
        Column(title="姓名", text=lambda x: x.name, width=200),
        Column(title="与其关系", text=lambda x: x.relation, width=120),
        Column(
            title="身份证号", text=lambda x: mask_id(x.id_number) if x.id_number else "没有登记", width=190
        ),
        Column(title="备注", text=lambda x: x.remark, width=120, stretch=True),
    ]
