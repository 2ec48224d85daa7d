"""Which due days moved when holidays were recorded (期限有变): told once, to be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.redating import Redated
from desktop.domain.holiday_sentence import WEEKDAYS
from desktop.ui.dialogs import shown
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table


class RedatedDialog(QDialog):
    """One line for each step whose due day is another one now."""

    def __init__(self, moved: Sequence[Redated], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("期限有变")
        cases = len({m.application_id for m in moved})
        self.told = Words(
            f"放假安排改了以后，{cases} 份申请的 {len(moved)} 个期限重新推算，和原来不同：", "heading"
        )
        self.model: RowsModel[Redated] = RowsModel(_columns())
        self.model.show(moved)
        self.table: Table[Redated] = Table(self.model)
        self.table.setAccessibleName("变了的期限")
        self.close_button = push("知道了(&O)", self.accept, kind="primary", key="Return")
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.setSpacing(10)
        layout.addWidget(self.told)
        layout.addWidget(self.table, 1)
        layout.addWidget(Words("新期限已经保存。按 Ctrl+C 可以把选中的一行复制到表格里。", "faint"))
        layout.addLayout(row)
        self.table.opened.connect(lambda: self.accept())
        room = self.screen().availableGeometry()
        wish = self.table.height_for(min(len(moved), 10)) + 170
        self.resize(min(860, room.width() - 40), min(wish, room.height() - 60))
        self.table.setFocus()

    @classmethod
    def tell(cls, moved: Sequence[Redated], parent: QWidget | None = None) -> None:
        """Show them where there are any."""
        if moved:
            shown(cls(moved, parent))


def _columns() -> list[Column[Redated]]:
    return [
        Column(title="申请人", text=lambda x: x.applicant, width=88, stretch=True),
        Column(title="步骤", text=lambda x: x.step, width=112, stretch=True),
        Column(title="期限", text=lambda x: f"{_day(x.before)} → {_day(x.after)}", width=258),
        Column(title="申请编号", text=lambda x: x.number, width=116),
    ]


def _day(day: date | None) -> str:
    return "没有" if day is None else f"{day.isoformat()} 周{WEEKDAYS[day.weekday()]}"
