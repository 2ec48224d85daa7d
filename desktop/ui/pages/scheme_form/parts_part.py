"""The left side (方案的各部分): the tree with its buttons; asks for nothing but what is to be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.ui.fields.buttons import push
from desktop.ui.pages.scheme_form.tree import SchemeTree


class PartsPart(QWidget):
    """添加 / 照抄 / 删除 / 上移 / 下移 below the tree."""

    adding = Signal()
    copying = Signal()
    removing = Signal()
    moving = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = SchemeTree()
        self.add = push("添加…(&A)", self.adding.emit, picture="add", kind="primary", key="Ctrl+Return")
        self.copy = push("照抄(&D)", self.copying.emit, tip="再来一份，放在它后面", key="Ctrl+D")
        self.remove = push("删除(&X)", self.removing.emit, tip="在左边的树上按 Delete 也行；Ctrl+Z 可以恢复")
        self.up = push("上移(&U)", lambda: self.moving.emit(-1), key="Alt+Up")
        self.down = push("下移(&W)", lambda: self.moving.emit(1), key="Alt+Down")
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, button in enumerate((self.add, self.copy, self.remove, self.up, self.down)):
            row, column = divmod(place + (place > 0), 2)
            grid.addWidget(button, row, column, 1, 2 if place == 0 else 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 8, 10)
        column.setSpacing(8)
        column.addWidget(self.tree, 1)
        column.addLayout(grid)
        self.tree.removing.connect(self.removing.emit)

    def allow(self, one: bool, some: bool) -> None:
        """Which buttons can be pressed: `one` of a list is chosen, or `some` part that may go."""
        for button in (self.copy, self.up, self.down):
            button.setEnabled(one)
        self.remove.setEnabled(some)
