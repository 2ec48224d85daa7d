"""两版对照: two editions of a scheme, or two schemes, read whole side by side; what differs is marked by word and colour."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.scheme import Scheme
from desktop.domain.scheme_diff import Change
from desktop.domain.side_by_side import CHANGE_WORDS, Line, side_by_side
from desktop.ui.fields.buttons import push
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.panels import Words
from desktop.ui.fields.seek import SeekBox
from desktop.ui.fields.text import SearchBox
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import Index, RowsModel
from desktop.ui.models.table import Table
from desktop.ui.pages.scheme_search import sought_in
from desktop.ui.theme import ROW, colour

WASHES = {Change.added: "green_wash", Change.gone: "red_wash", Change.changed: "amber_wash"}
INKS = {Change.added: "green", Change.gone: "red", Change.changed: "amber"}
PADDING = 12
"""Pixels above and below the text of a row, together."""
MARGINS = 22
"""Pixels left and right of the text of a cell, together."""
FAR = 100_000
SETTLED = 60
"""Milliseconds after the last resizing until the rows are made as high as their text."""


class CompareDialog(QDialog):
    """Choose the two schemes, look for words, go from difference to difference by F3."""

    def __init__(
        self,
        schemes: Sequence[tuple[str, str, Scheme]],
        old: str | None,
        new: str | None,
        notice_days: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._schemes = {key: scheme for key, _, scheme in schemes}
        self._notice_days = notice_days
        self._lines: tuple[Line, ...] = ()
        self.setWindowTitle("两版对照")
        self.old: SeekBox[str] = SeekBox("请选择左边的方案", "可以直接输入名称、篇号或拼音首字母来找")
        self.new: SeekBox[str] = SeekBox("请选择右边的方案", "可以直接输入名称、篇号或拼音首字母来找")
        offered = [(key, title, sought_in(scheme)) for key, title, scheme in schemes]
        self.old.offer(offered, old)
        self.new.offer(offered, new)
        self.swap = push("左右对换(&X)", self.turn_round, picture="refresh")
        self.search_box = SearchBox("在两边的文字里找")
        self.only = QCheckBox("只看不同的(&D)")
        self.count = Words("", "band-told")
        self.model = _Model()
        self.table: Table[Line] = Table(self.model, "")
        self.table.setAccessibleName("两版对照")
        self.table.setWordWrap(True)
        self.table.setAlternatingRowColors(False)
        self.table.setItemDelegate(_Washed(self.table))
        self.before = push("上一处不同(&B)", lambda: self.go(-1), picture="up", key="Shift+F3")
        self.next = push("下一处不同(&N)", lambda: self.go(1), picture="down", key="F3")
        self.leave = push("关闭(&C)", self.reject, key="Esc")
        self._settle = QTimer(self, singleShot=True, interval=SETTLED)
        self._settle.timeout.connect(lambda: self._fit_rows())
        self._lay_out()
        for box in (self.old, self.new):
            box.changed.connect(lambda: self.compare())
        self.search_box.asked.connect(lambda: self._show())
        self.search_box.down.connect(lambda: self.table.setFocus())
        self.only.toggled.connect(lambda: self._show())
        for sequence, step in (("F3", 1), ("Shift+F3", -1)):
            QShortcut(QKeySequence(sequence), self).activated.connect(lambda step=step: self.go(step))
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(lambda: self.search_box.setFocus())
        self.compare()
        room = self.screen().availableGeometry()
        self.resize(min(1240, room.width() - 30), min(800, room.height() - 50))
        (self.table if new and old else self.new if old else self.old).setFocus()

    def compare(self) -> None:
        """Lay the two chosen schemes side by side."""
        old, new = (self._schemes.get(box.value() or "") for box in (self.old, self.new))
        self._lines = side_by_side(old, new, self._notice_days) if old and new else ()
        differ = any(line.change for line in self._lines)
        self.only.setEnabled(differ)
        self.only.blockSignals(True)
        self.only.setChecked(differ)
        self.only.blockSignals(False)
        for box in (self.old, self.new):
            edit = box.lineEdit()
            if edit is not None:
                edit.setCursorPosition(0)
        self._say(old, new)
        self._show()

    def turn_round(self) -> None:
        """Left becomes right."""
        left, right = self.old.value(), self.new.value()
        self.old.set_value(right)
        self.new.set_value(left)
        self.compare()

    def go(self, step: int) -> None:
        """On to the next line that differs, or back to the one before; past the last comes the first."""
        rows = [n for n, line in enumerate(self.model.lines()) if line.change is not None]
        if not rows:
            return
        here = self.table.currentIndex().row()
        ahead = [n for n in rows if (n - here) * step > 0]
        self.table.choose((min(ahead) if step > 0 else max(ahead)) if ahead else rows[0 if step > 0 else -1])
        self.table.setFocus()

    def _say(self, old: Scheme | None, new: Scheme | None) -> None:
        if old is None or new is None:
            self.count.become("band-told", "请在上面选好左右两个方案。可以直接输入名称、篇号或拼音首字母。")
            return
        counts = {change: sum(x.change is change for x in self._lines) for change in Change}
        told = "、".join(f"{CHANGE_WORDS[c]} {n} 处" for c, n in counts.items() if n)
        if told:
            self.count.become("band-warned", f"两边有不同：{told}。左边是旧的，右边是新的。")
        elif old.text == new.text:
            self.count.become("band-good", "两份一字不差。")
        else:
            self.count.become("band-good", "两份说的相同，只有注释、写法或排列不同。")

    def _show(self) -> None:
        sought = self.search_box.value().lower().split()
        found = [
            line
            for line in self._lines
            if (line.change is not None or not self.only.isChecked())
            and all(word in _text(line) for word in sought)
        ]
        self.model.show_parts(found)
        self.table.say_when_empty("没有这样的文字。可以换个词，或去掉「只看不同的」。" if self._lines else "")
        self.table.clearSpans()
        for n, line in enumerate(self.model.lines()):
            if _is_head(line):
                self.table.setSpan(n, 0, 1, 4)
        differ = any(line.change for line in found)
        self.before.setEnabled(differ)
        self.next.setEnabled(differ)
        self._fit_rows()
        if found:
            self.table.choose(next((n for n, x in enumerate(self.model.lines()) if x.change), 1))

    def _fit_rows(self) -> None:
        """Every row as high as its longest text."""
        for row in range(self.model.rowCount()):
            self.table.setRowHeight(row, max(self._height(row) + PADDING, ROW))

    def _height(self, row: int) -> int:
        """How high the longest text of a row is, wrapped."""
        line = self.model.lines()[row]
        if _is_head(line):
            return 0
        metrics, wrapped = self.table.fontMetrics(), int(Qt.TextFlag.TextWordWrap)
        texts = [column.text(line) for column in self.model.columns]
        rooms = [self.table.columnWidth(n) - MARGINS for n in range(len(texts))]
        return max(
            metrics.boundingRect(0, 0, room, FAR, wrapped, text).height()
            for room, text in zip(rooms, texts, strict=True)
        )

    def _lay_out(self) -> None:
        grid = FieldGrid(2)
        grid.add("左边（旧）(&O)", self.old)
        grid.add("右边（新）(&W)", self.new)
        seek = QHBoxLayout()
        seek.setSpacing(12)
        seek.addWidget(self.search_box, 1)
        seek.addWidget(self.only)
        seek.addWidget(self.swap)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.before, self.next):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(grid)
        layout.addLayout(seek)
        layout.addWidget(self.count)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()


class _Model(RowsModel[Line]):
    """The lines under the headings of their parts, in the colours of what became of them."""

    def __init__(self) -> None:
        super().__init__(
            [
                Column(title="项目", text=_heading, width=130),
                Column(
                    title="差别",
                    text=lambda x: CHANGE_WORDS[x.change] if x.change else "",
                    width=60,
                    kind=lambda x: INKS[x.change] if x.change else "",
                ),
                Column(title="左边（旧）", text=lambda x: x.old, width=150, stretch=True),
                Column(title="右边（新）", text=lambda x: x.new, width=150, stretch=True),
            ]
        )

    def show_parts(self, lines: Sequence[Line]) -> None:
        """Show these lines, each part under its own heading."""
        shown: list[Line] = []
        for part, inside in groupby(lines, key=lambda line: line.part):
            shown += [Line(part=part, name=""), *inside]
        self.show(shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_at(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.BackgroundRole:
            name = "side" if _is_head(line) else WASHES[line.change] if line.change else ""
            return colour(name) if name else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignVCenter if _is_head(line) else Qt.AlignmentFlag.AlignTop
            return Qt.AlignmentFlag.AlignLeft | side
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line_at(index.row())
        if line is not None and _is_head(line):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class _Washed(QStyledItemDelegate):
    """Lays the colour of a line under its text, which the style sheet would leave out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        wash = index.data(Qt.ItemDataRole.BackgroundRole)
        state, place = cast(Any, option).state, cast(Any, option).rect
        if wash is not None and not state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, wash)
        super().paint(painter, option, index)


def _is_head(line: Line) -> bool:
    """Whether it is the heading of a part."""
    return not (line.name or line.old or line.new)


def _heading(line: Line) -> str:
    return f"【{line.part}】" if _is_head(line) else line.heading


def _text(line: Line) -> str:
    return f"{line.part}\n{line.heading}\n{line.old}\n{line.new}".lower()
