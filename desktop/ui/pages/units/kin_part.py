"""近亲属: who among the households on file is one of the staff or a near relative; those only called alike are settled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework import list_papers, staff
from desktop.casework.safety import why_not
from desktop.casework.staff import KinLine
from desktop.domain.trail import Act
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.pages.page import Go
from desktop.ui.papers import print_from, save_spreadsheet_from, spreadsheet_asked
from desktop.ui.work import Cancelled, Progress

if TYPE_CHECKING:
    from desktop.casework.office import Office

NOBODY = "在档家庭里没有工作人员或其近亲属。先在「工作人员」里登记各人的近亲属，这里自动核对。"
NAME = "近亲属备案表"


class KinPart(QWidget):
    """Every hit with how sure it is; the sure ones cannot be settled away."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news, self._go = office, news, go
        self.same = push("是近亲属(&S)…", lambda: self._settle(True), kind="primary", key="F2")
        self.other = push("不是，只是同名(&B)…", lambda: self._settle(False))
        self.paper = push("打印备案表(&P)", self.print, picture="print", key="Ctrl+P")
        self.sheet = push("另存 Excel(&X)…", self.export, picture="export")
        self.told = Words(kind="band-told")
        self.model: RowsModel[KinLine] = RowsModel(_columns())
        self.table: Table[KinLine] = Table(self.model, NOBODY)
        self.table.setAccessibleName("近亲属")
        self.whole = Words()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.setSpacing(8)
        layout.addWidget(Bar((self.same, self.other), (self.paper, self.sheet)))
        layout.addWidget(self.told)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        layout.addWidget(
            Words("回车打开档案。列出的家庭，其亲属不能审核、审批它的申请，要由别人办理。", "faint")
        )
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._look)

    def load(self) -> None:
        """Hold the register against the files again."""
        row = self.table.currentIndex().row()
        with telling(self):
            self.model.show(staff.kin_everywhere(self._office))
        lines = self.model.lines()
        if lines:
            self.table.choose(max(0, min(row, len(lines) - 1)))
        asked = sum(x.kin.open for x in lines)
        self.told.setText(f"共 {len(lines)} 人，其中 {asked} 人只是姓名相同，请逐一核对。")
        self.told.setVisible(asked > 0)
        self._look(self.table.line())

    def begin(self) -> None:
        """Take the keyboard."""
        self.table.setFocus()

    def new(self) -> None:
        """Relatives are declared with the staff."""

    def change(self) -> None:
        """Settle the chosen one as the relative."""
        if self.same.isEnabled():
            self._settle(True)

    def print(self) -> None:
        """Print the register for the upper level."""
        print_from(self, self._office, NAME, self._write)

    def export(self) -> None:
        """Keep the register as a spreadsheet."""
        chosen = spreadsheet_asked(self, self._office, NAME)
        if chosen is not None:
            save_spreadsheet_from(self, self._news, chosen, NAME, self._write)

    def _write(self, out: Path, progress: Progress, cancelled: Cancelled) -> tuple[str, ...]:
        return list_papers.print_kin(self._office, out, progress, cancelled)

    def _settle(self, same: bool) -> None:
        line = self.table.line()
        said = why_not(self._office, Act.ignore_finding)
        if line is None or said:
            if said:
                tell_error(self, said, heading="不能办理")
            return
        because = ReasonDialog.ask(
            self,
            title="核对近亲属",
            told=f"{line.number} {line.head} 家：{line.kin.said}\n"
            + ("核对属实的，办理这户的申请时要回避。" if same else "核对不是的，以后不再提醒。"),
            hint="怎么核对的，例如：已问本人；已看户口簿",
            needed="请写明怎么核对的。",
            take="是近亲属" if same else "不是",
        )
        if because:
            with telling(self):
                staff.settle_kin(self._office, line, same, because)
                self._news.said.emit(f"已核对 {line.kin.member_name}：{'是' if same else '不是'}近亲属")
            self.load()
            self.table.setFocus()

    def _open(self, line: KinLine) -> None:
        self._go("households", line.household_id)

    def _look(self, line: KinLine | None) -> None:
        self.whole.setText(line.kin.said if line else "")
        asked = line is not None and not line.kin.sure
        self.same.setEnabled(asked and line is not None and line.kin.open)
        self.other.setEnabled(asked)


def _columns() -> list[Column[KinLine]]:
    return [
        Column(title="档案编号", text=lambda x: x.number, width=140),
        Column(title="户主", text=lambda x: x.head, width=150, stretch=True),
        Column(title="家庭成员", text=lambda x: x.kin.member_name, width=150, stretch=True),
        Column(title="工作人员", text=lambda x: x.kin.staff_name, width=130),
        Column(title="与其关系", text=lambda x: x.kin.relation or "近亲属", width=120),
        Column(
            title="核对",
            text=lambda x: "身份证号一致" if x.kin.sure else "已核对" if x.kin.asked else "姓名相同，待核对",
            width=160,
            kind=lambda x: "amber" if x.kin.open else "",
        ),
    ]
