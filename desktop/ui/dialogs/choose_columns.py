"""Choosing columns (选择列): ticked ones are shown, in this order; Alt+↑ and Alt+↓ move one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words

KEY = int(Qt.ItemDataRole.UserRole)


class ChooseColumns(QDialog):
    """Those shown stand first, in their order; below them the others."""

    def __init__(
        self,
        offered: Sequence[tuple[str, str]],
        shown: Sequence[str],
        first: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("选择列")
        self._offered, self._first = dict(offered), tuple(first)
        self.list = QListWidget()
        self.list.setAccessibleName("名单的列")
        self.list.installEventFilter(self)
        self.trouble = Words(kind="band-bad")
        self.trouble.hide()
        up = push("上移(&U)", lambda: self.move_row(-1), key="Alt+Up")
        down = push("下移(&D)", lambda: self.move_row(1), key="Alt+Down")
        usual = push("恢复默认(&R)", lambda: self.fill(self._first))
        side = QVBoxLayout()
        for button in (up, down, usual):
            side.addWidget(button)
        side.addStretch()
        body = QHBoxLayout()
        body.addWidget(self.list, 1)
        body.addLayout(side)
        take = push("确定(&O)", self.accept, kind="primary", key="Ctrl+Return")
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(take)
        row.addWidget(push("取消(&C)", self.reject, key="Esc"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(
            Words("空格勾选要显示的列，Alt+↑、Alt+↓ 调整次序。宽度在名单上拖动列边调整。", "faint")
        )
        layout.addLayout(body, 1)
        layout.addWidget(self.trouble)
        layout.addLayout(row)
        room = self.screen().availableGeometry()
        self.resize(min(480, room.width() - 40), min(600, room.height() - 60))
        self.fill(shown)
        self.list.setFocus()

    def fill(self, shown: Sequence[str]) -> None:
        """Tick these, in this order."""
        self.list.clear()
        for key in (*shown, *(k for k in self._offered if k not in shown)):
            item = QListWidgetItem(self._offered[key])
            item.setData(KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def chosen(self) -> list[str]:
        """The keys that are ticked, in their order."""
        items = (self.list.item(n) for n in range(self.list.count()))
        return [str(i.data(KEY)) for i in items if i.checkState() == Qt.CheckState.Checked]

    def move_row(self, by: int) -> None:
        """Move the row the cursor is on."""
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)

    def accept(self) -> None:
        if not self.chosen():
            self.trouble.setText("请至少勾选一列。")
            self.trouble.show()
            return
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (
                Qt.Key.Key_Up,
                Qt.Key.Key_Down,
            ):
                self.move_row(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return super().eventFilter(watched, event)
