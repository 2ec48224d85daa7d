"""What a rehearsed restore came to (恢复演练): in the backup and now, table by table."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.backup import Rehearsal, TableCompared
from desktop.domain.safety import compared, difference_words, time_words
from desktop.ui.dialogs import shown
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table


class RehearsalTable(Table[TableCompared]):
    """The comparison; rows that differ stand first and say so in words."""

    def __init__(self, found: Rehearsal, parent: QWidget | None = None) -> None:
        super().__init__(RowsModel(_columns(), compared(found)), "没有可以比较的。", parent)
        self.setAccessibleName("备份与现在的比较")
        self.setMinimumHeight(self.height_for(4))


class RehearsalSheet(QDialog):
    """Only tells: nothing was changed, and the drill stands in the log."""

    def __init__(self, found: Rehearsal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("恢复演练")
        self.said = Words(found.said, "band-good" if found.works else "band-bad")
        self.more = Words(
            f"用时 {time_words(found.seconds)}。现有数据没有改动，这次演练已写进操作记录。", "faint"
        )
        self.table = RehearsalTable(found)
        self.table.setVisible(found.works)
        close = push("知道了(&K)", self.accept, kind="primary", key="Esc")
        close.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.more, 1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        room = self.screen().availableGeometry()
        self.resize(min(660, room.width() - 40), min(560 if found.works else 200, room.height() - 60))
        close.setFocus()

    @classmethod
    def show_found(cls, found: Rehearsal, parent: QWidget | None = None) -> None:
        """Show it until it is closed."""
        shown(cls(found, parent))


def _columns() -> list[Column[TableCompared]]:
    return [
        Column(title="内容", text=lambda t: t.label, width=150, stretch=True),
        Column(
            title="现在", text=lambda t: f"{t.now:,}" if t.now is not None else "读不出", width=92, right=True
        ),
        Column(title="备份里", text=lambda t: f"{t.in_backup:,}", width=92, right=True),
        Column(
            title="相差",
            text=difference_words,
            width=130,
            kind=lambda t: "" if t.now == t.in_backup else "amber",
        ),
    ]
