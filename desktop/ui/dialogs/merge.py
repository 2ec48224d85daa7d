"""合并档案: two files side by side; for each difference one side is taken, by arrow keys or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.casework import duplicates
from desktop.casework.duplicates import Comparison
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.merging import Difference, Side
from desktop.ui.dialogs.message import confirm, telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.models.ticked import radio_marks

if TYPE_CHECKING:
    from desktop.casework.office import Office

LEFT, RIGHT = 3, 4
"""The columns of the two sides."""


class SidesTable(Table[Difference]):
    """Two radio buttons a line: ← takes the left one, → the right one, Space the other; so does a click.

    The cursor stands on the one that is taken, so that a screen reader says which that is.
    """

    picked = Signal(object, object)
    """Difference, Side or None for the other one."""

    def stand_on(self, side: Side) -> None:
        """Put the cursor on that side of the chosen line."""
        column = LEFT if side is Side.left else RIGHT
        index = self.model().index(self.currentIndex().row(), column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.line()
        sides = {Qt.Key.Key_Left: Side.left, Qt.Key.Key_Right: Side.right, Qt.Key.Key_Space: None}
        key = Qt.Key(event.key())
        if line is not None and key in sides:
            self.picked.emit(line, sides[key])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self.lines.line_at(index.row())
        if line is not None and index.column() in (LEFT, RIGHT):
            self.picked.emit(line, Side.left if index.column() == LEFT else Side.right)


class MergeDialog(QDialog):
    """One file stays and keeps its number; the other is put away and keeps its own."""

    def __init__(
        self, office: Office, one: int, other: int, reasons: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("合并档案")
        self._office = office
        self.merged: Household | None = None
        self.picks: dict[str, Side] = {}
        self.revealed = False
        self.comparison: Comparison = duplicates.compare(office, one, other)
        self.why = Words("；".join(reasons), "band-told")
        self.why.setVisible(bool(reasons))
        self.left, self.right = OneLine(), OneLine()
        self.warned = Words(kind="band-warned")
        self.model: RowsModel[Difference] = RowsModel(self._columns())
        self.table = SidesTable(self.model, "两份档案内容完全一样，可以直接合并。")
        self.table.setAccessibleName("两份档案的不同之处")
        radio_marks(self.table)
        self.table.setMinimumHeight(self.table.height_for(3))
        self.whole = Words()
        self.whole.setMinimumHeight(48)
        self.take = push("合并(&M)", self.merge, kind="primary", key="Ctrl+Return")
        self.swap = push("对调，留另一份(&W)", self.swap_sides)
        self.show_button = push("显示完整内容(&V)", self.reveal, tip="会记入操作记录")
        self.leave = push("取消(&C)", self.reject, key="Esc")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        for words in (self.why, self.left, self.right, self.warned):
            layout.addWidget(words)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        layout.addWidget(
            OneLine("↑↓ 选一项，← 取左边，→ 取右边，空格换一边。有一边没有的，取那一边就是不要。", "faint")
        )
        layout.addWidget(Bar((self.show_button, self.swap), (self.take, self.leave)))
        room = self.screen().availableGeometry()
        self.resize(min(1060, room.width() - 40), min(700, room.height() - 60))
        self.table.picked.connect(self._pick)
        self.table.chosen.connect(self._show_whole)
        for sequence in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self.merge)
        self._show()

    @classmethod
    def ask(
        cls, office: Office, one: int, other: int, reasons: Sequence[str] = (), parent: QWidget | None = None
    ) -> Household | None:
        """The file both became; None where the officer thought better of it."""
        dialog = cls(office, one, other, reasons, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.merged

    def swap_sides(self) -> None:
        """Keep the other file instead; what was chosen is forgotten."""
        left, right = self.comparison.left.id or 0, self.comparison.right.id or 0
        with telling(self):
            self.comparison = duplicates.compare(self._office, right, left)
            self.picks.clear()
            self.revealed = False
            self._show()

    def reveal(self) -> None:
        """Show everything uncovered, after it was logged."""
        with telling(self):
            duplicates.reveal(self._office, self.comparison)
            self.revealed = True
            self._show(max(self.table.currentIndex().row(), 0))

    def merge(self) -> None:
        """Put both together as chosen, after asking once."""
        left, right = self.comparison.left, self.comparison.right
        question = (
            f"{right.number} {right.head.name} 并入 {left.number} {left.head.name}。\n"
            f"{right.number} 的申请、走访、发放、同意书、附件都移过来（{self.comparison.right_hanging}），"
            "档案封存、编号保留。合并可以在「操作历史」里整个撤销。"
        )
        if not confirm(self, question, yes="合并(&Y)", no="再看看(&N)", heading="合并这两份档案？"):
            return
        try:
            self.merged = duplicates.merge(self._office, self.comparison, self.picks)
        except OfficeError as error:
            self.warned.become("band-bad", error.said)
            self.warned.show()
            return
        self.accept()

    def side(self, difference: Difference) -> Side:
        """Which side is taken."""
        return self.picks.get(difference.key, difference.suggested)

    def _pick(self, difference: Difference, side: Side | None) -> None:
        if side is None:
            side = Side.left if self.side(difference) is Side.right else Side.right
        self.picks[difference.key] = side
        self.table.viewport().update()
        self._show_whole(difference)

    def _show(self, row: int = 0) -> None:
        left, right = self.comparison.left, self.comparison.right
        self.left.say(
            f"左　留下：{left.number} {left.head.name}（{len(left.members)} 人；{self.comparison.left_hanging}）"
        )
        self.right.say(
            f"右　并入：{right.number} {right.head.name}（{len(right.members)} 人；{self.comparison.right_hanging}）"
        )
        self.warned.setText("\n".join(self.comparison.warnings))
        self.warned.setVisible(bool(self.comparison.warnings))
        self.show_button.setEnabled(not self.revealed)
        self.model.show(self.comparison.differences)
        if self.comparison.differences:
            self.table.choose(row)
        self.table.setFocus()

    def _show_whole(self, difference: Difference | None) -> None:
        if difference is None:
            self.whole.setText("")
            return
        self.table.stand_on(self.side(difference))
        taken = "左边" if self.side(difference) is Side.left else "右边"
        left, right = self._texts(difference)
        self.whole.setText(f"{difference.group} · {difference.word}：取{taken}\n左：{left}　右：{right}")

    def _texts(self, difference: Difference) -> tuple[str, str]:
        if self.revealed:
            return difference.left, difference.right
        return difference.left_covered, difference.right_covered

    def _columns(self) -> list[Column[Difference]]:
        def shown(difference: Difference, side: Side) -> str:
            return self._texts(difference)[0 if side is Side.left else 1]

        def heard(difference: Difference, side: Side) -> str:
            where = "左边" if side is Side.left else "右边"
            taken = "已取" if self.side(difference) is side else "未取"
            return f"{difference.group} {difference.word}，{where}{taken}：{shown(difference, side)}"

        def kind(difference: Difference, side: Side) -> str:
            return "teal" if self.side(difference) is side else "faint"

        return [
            Column(title="谁的", text=lambda d: d.group, width=112),
            Column(title="项目", text=lambda d: d.word, width=98),
            Column(
                title="不同",
                text=lambda d: "≠ 不一样" if d.clash else "＋ 一边有",
                width=92,
                kind=lambda d: "amber" if d.clash else "faint",
            ),
            Column(
                title="左（留下的）",
                text=lambda d: shown(d, Side.left),
                width=192,
                stretch=True,
                kind=lambda d: kind(d, Side.left),
                radio=lambda d: self.side(d) is Side.left,
                heard=lambda d: heard(d, Side.left),
            ),
            Column(
                title="右（并入的）",
                text=lambda d: shown(d, Side.right),
                width=192,
                stretch=True,
                kind=lambda d: kind(d, Side.right),
                radio=lambda d: self.side(d) is Side.right,
                heard=lambda d: heard(d, Side.right),
            ),
        ]
