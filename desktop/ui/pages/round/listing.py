"""The list of plans (走访计划): what for, when, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import visiting
from desktop.domain.visit import Round
from desktop.domain.words import word
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Empty, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.pages.round.words import progress_told, span_told

if TYPE_CHECKING:
    from desktop.casework.office import Office


@dataclass(frozen=True)
class RoundLine:
    """A plan with how many visits it has and how many were made."""

    round: Round
    planned: int
    made: int


class Listing(QWidget):
    """All plans, the latest first."""

    opened = Signal(int)
    new_asked = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.new_button = push(
            "新建走访计划(&N)", lambda: self.new_asked.emit(), picture="add", kind="primary", key="Ctrl+N"
        )
        self.found = Words(kind="faint", wrap=False)
        self.model: RowsModel[RoundLine] = RowsModel(_columns())
        self.table: Table[RoundLine] = Table(self.model)
        self.table.setAccessibleName("走访计划")
        self.empty = Empty(
            "还没有走访计划",
            "选好要走访的家庭、两名走访人和起止日期，程序会按地址和工作日排出每天走哪几户，排好后还可以改。",
            (("新建走访计划", lambda: self.new_asked.emit()),),
        )
        top = QHBoxLayout()
        top.addWidget(self.found)
        top.addStretch()
        top.addWidget(self.new_button)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(Words("回车打开计划，逐户登记走访　Ctrl+P 打印走访登记表", "faint"))
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 10)
        layout.addWidget(self.stack)
        self.table.opened.connect(self._open)

    def refresh(self) -> None:
        """Ask anew, and stay on the same plan."""
        with telling(self):
            progress = visiting.progress(self._office)
            lines = [RoundLine(r, *progress.get(r.id or 0, (0, 0))) for r in visiting.rounds(self._office)]
            row = self.table.currentIndex().row()
            self.model.show(lines)
            self.stack.setCurrentIndex(0 if lines else 1)
            open_plans = sum(line.made < line.planned for line in lines)
            self.found.setText(f"共 {len(lines)} 份计划，{open_plans} 份还没有走完")
            if lines:
                self.table.choose(min(max(row, 0), len(lines) - 1))

    def start(self) -> None:
        """Put the cursor where work begins."""
        if self.model.lines():
            self.table.setFocus()
        elif (first := self.empty.findChild(QPushButton)) is not None:
            first.setFocus()

    def round_id(self) -> int | None:
        """The chosen plan."""
        line = self.table.line()
        return None if line is None else line.round.id

    def _open(self, line: RoundLine) -> None:
        self.opened.emit(line.round.id or 0)


def _columns() -> list[Column[RoundLine]]:
    return [
        Column(title="计划", text=lambda x: x.round.title, width=200, stretch=True),
        Column(
            title="进度",
            text=lambda x: progress_told(x.planned, x.made),
            width=170,
            kind=lambda x: "green" if x.planned and x.made >= x.planned else "",
        ),
        Column(title="起止日期", text=lambda x: span_told(x.round.first_day, x.round.last_day), width=180),
        Column(title="目的", text=lambda x: word(x.round.purpose), width=88),
    ]
