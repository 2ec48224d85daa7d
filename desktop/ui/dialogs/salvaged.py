"""What was saved from a damaged file, and by name what was not (抢救结果)."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.backup import LostHousehold, SalvageReport
from desktop.domain.safety import salvage_words, table_saved_words
from desktop.ui.dialogs import shown
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Fold, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table


class SalvagedSheet(QDialog):
    """Accepted where the salvaged data are to be used."""

    def __init__(self, report: SalvageReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("抢救结果")
        self.said = Words(salvage_words(report), "band-good" if report.whole else "band-warned")
        self.model: RowsModel[LostHousehold] = RowsModel(_columns(), report.lost)
        self.table: Table[LostHousehold] = Table(self.model, "没有发现缺少的家庭。")
        self.table.setAccessibleName("缺少的家庭")
        self.tables = Words("\n".join(table_saved_words(report)), "faint")
        where = Words(
            f"抢救出来的数据保存在：{report.path}\n换上以后，损坏的文件另外保存，缺少的家庭请照纸质档案补录。"
        )
        self.use = push("换上抢救出来的数据(&Y)", self.accept, kind="primary")
        self.leave = push("先不换(&N)", self.reject, key="Esc")
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.use)
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.said)
        layout.addWidget(Words("按最近的备份对照，缺少的家庭", "heading"))
        layout.addWidget(self.table, 1)
        layout.addWidget(Fold("每一类读出了多少", self.tables))
        layout.addWidget(where)
        layout.addLayout(row)
        room = self.screen().availableGeometry()
        self.resize(min(720, room.width() - 40), min(600, room.height() - 60))
        self.leave.setFocus()

    @classmethod
    def agree(cls, report: SalvageReport, parent: QWidget | None = None) -> bool:
        """Whether the salvaged data are to be used."""
        return shown(cls(report, parent))


def _columns() -> list[Column[LostHousehold]]:
    return [
        Column(title="档案编号", text=lambda x: x.number, width=150),
        Column(title="户主", text=lambda x: x.name, width=150),
        Column(title="缺什么", text=lambda x: x.what, width=280, stretch=True),
    ]
