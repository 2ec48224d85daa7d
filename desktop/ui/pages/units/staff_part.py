"""工作人员: who works for the office or helps households, with how many near relatives each declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import staff, units
from desktop.casework.safety import why_not
from desktop.domain.masking import mask_id
from desktop.domain.staff import Staff
from desktop.domain.trail import Act
from desktop.domain.unit import full_name
from desktop.domain.words import word
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.dialogs.staff import StaffDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Empty, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News

if TYPE_CHECKING:
    from desktop.casework.office import Office


class StaffPart(QWidget):
    """Nobody is taken out: whoever leaves gets the day."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self._places: dict[int, str] = {}
        self.add = push("新增人员(&N)…", self.new, picture="add", kind="primary", key="Ctrl+N")
        self.edit = push("修改、近亲属(&E)…", self.change, picture="edit", key="F2")
        self.model: RowsModel[Staff] = RowsModel(self._columns())
        self.table: Table[Staff] = Table(self.model)
        self.table.setAccessibleName("工作人员")
        self.empty = Empty(
            "还没有登记工作人员",
            "登记经办、审核、审批的人和结对帮扶干部，以及各人申报的近亲属。近亲属在帮扶家庭里的，办理时会提醒回避。",
            (("新增人员…", self.new),),
        )
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(18, 12, 18, 10)
        column.setSpacing(8)
        column.addWidget(Bar((self.add, self.edit)))
        column.addWidget(self.table, 1)
        column.addWidget(
            Words("这里的姓名要与办理步骤上签的姓名一致，回避才核得上。离岗的填离岗日期，不用删除。", "faint")
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.table.opened.connect(lambda: self.change())
        self.table.inserted.connect(self.new)

    def load(self, chosen: int | None = None) -> None:
        """Show everybody, those who left at the end."""
        here = self.table.line()
        wanted = chosen if chosen is not None else here.id if here else None
        by_id = {u.id: u for u in units.all_units(self._office) if u.id is not None}
        self._places = {i: full_name(u, by_id) for i, u in by_id.items()}
        lines = sorted(staff.all_staff(self._office), key=lambda s: (s.left_on is not None, s.id or 0))
        self.model.show(lines)
        self.stack.setCurrentIndex(0 if lines else 1)
        if lines:
            self.table.choose(next((n for n, s in enumerate(lines) if s.id == wanted), 0))

    def show_person(self, staff_id: int) -> None:
        """Choose that person among all."""
        with telling(self):
            self.load(staff_id)

    def begin(self) -> None:
        """Take the keyboard."""
        (self.table if self.model.lines() else self.empty).setFocus()

    def new(self) -> None:
        """Somebody joins."""
        self._keep(Staff(name=""))

    def change(self) -> None:
        """Change the chosen one, or their near relatives."""
        line = self.table.line()
        if line is not None:
            self._keep(line)

    def print(self) -> None:
        """There is no paper of this; the lines can be copied."""

    def _keep(self, one: Staff) -> None:
        said = why_not(self._office, Act.record_staff)
        if said:
            tell_error(self, said, heading="不能办理")
            return
        kept = StaffDialog.ask(self._office, one, self)
        if kept is None:
            return
        hits = [x for x in staff.kin_everywhere(self._office) if x.kin.staff_id == kept.id]
        told = f"；档案里有 {len(hits)} 名近亲属，见「近亲属」" if hits else ""
        self._news.said.emit(f"已保存 {kept.name}，近亲属 {len(kept.relatives)} 人{told}")
        self.load(kept.id)
        self.table.setFocus()

    def _columns(self) -> list[Column[Staff]]:
        return [
            Column(title="姓名", text=lambda s: s.name, width=130),
            Column(
                title="单位", text=lambda s: self._places.get(s.unit_id or 0, ""), width=200, stretch=True
            ),
            Column(title="职务", text=lambda s: s.post, width=120, stretch=True),
            Column(title="职级", text=lambda s: word(s.rank) if s.rank else "", width=92),
            Column(title="身份证号", text=lambda s: mask_id(s.id_number) if s.id_number else "", width=164),
            Column(title="近亲属", text=lambda s: f"{len(s.relatives)} 人", width=76, right=True),
            Column(title="身份", text=_part, width=96),
            Column(
                title="状态",
                text=lambda s: f"{s.left_on.isoformat()} 离岗" if s.left_on else "在岗",
                width=140,
                kind=lambda s: "faint" if s.left_on else "",
            ),
        ]


def _part(one: Staff) -> str:
    return "、".join(x for x in ("经办" if one.works else "", "结对" if one.helps else "") if x)
