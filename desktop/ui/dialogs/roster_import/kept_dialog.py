"""The sheets an office settled before (已记住的表), and forgetting one."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework import sheet_import
from desktop.casework.office import Office
from desktop.domain.sheet_memory import RememberedSheet
from desktop.ui.dialogs.message import confirm, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table


class KeptDialog(QDialog):
    """Each kind of sheet that is remembered, with how many columns and when it was last settled."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.setWindowTitle("已记住的表")
        columns: list[Column[RememberedSheet]] = [
            Column(title="名称", text=lambda s: s.name, width=240, stretch=True),
            Column(title="列数", text=lambda s: str(len(s.columns)), width=70, right=True),
            Column(title="记住的日期", text=lambda s: s.used_on.isoformat() if s.used_on else "", width=120),
            Column(
                title="列名", text=lambda s: "、".join(c.heading for c in s.columns), width=260, stretch=True
            ),
        ]
        self.model: RowsModel[RememberedSheet] = RowsModel(columns)
        self.table: Table[RememberedSheet] = Table(
            self.model, "还没有记住的表。在「栏目对应」里核对各列，起个名，点「记住对应」。"
        )
        self.table.setAccessibleName("已记住的表")
        self.forget = push("删除(&D)", self.forget_chosen, picture="delete", key="Del")
        row = QHBoxLayout()
        row.addWidget(self.forget)
        row.addStretch()
        row.addWidget(push("关闭(&X)", self.accept, key="Esc"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addWidget(Words("表头相同的表，下次导入时按这里记住的对应。", "faint"))
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        self.table.removed.connect(self._remove)
        room = self.screen().availableGeometry()
        self.resize(min(760, room.width() - 40), min(460, room.height() - 60))
        self._show()

    def forget_chosen(self) -> None:
        """Forget the chosen one, after asking."""
        sheet = self.table.line()
        if sheet is None or not confirm(self, f"不再记住「{sheet.name}」的栏目对应？已导入的档案不受影响。"):
            return
        with telling(self):
            sheet_import.forget_sheet(self._office, sheet.name)
        self._show()

    def _remove(self, _sheet: RememberedSheet) -> None:
        self.forget_chosen()

    def _show(self) -> None:
        self.model.show(sheet_import.memory(self._office).sheets)
        self.forget.setEnabled(self.model.rowCount() > 0)
        self.table.choose(0)
