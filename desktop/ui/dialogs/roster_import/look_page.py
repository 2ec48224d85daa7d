"""The fourth step of the import (查看结果再导入): what would become of each row, and single cells put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.casework.importing import Preview, RosterRow
from desktop.ui.dialogs.roster_import.sheet_page import letters
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import OneLine, Scrolled, Words
from desktop.ui.fields.text import TextLine
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

_MOST_CHANGES = 12
_MOST_UNITS = 4


@dataclass(frozen=True)
class Cell:
    """A cell of the chosen row: row and column of the sheet from 1, and what it is taken for."""

    row: int
    column: int
    key: str
    label: str
    wrong: bool = False


class LookPage(QWidget):
    """Every row with its verdict; the chosen one with reasons, with what it changes, and a field to put a cell right."""

    correct_asked = Signal(int, int, str)
    """Row and column from 1, and what is to stand there."""
    words_asked = Signal()
    units_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._rows: dict[str, tuple[RosterRow, ...]] = {}
        self.file = OneLine(kind="heading")
        self.told = Words(kind="band-warned")
        self.layout_word = OneLine(kind="faint")
        self.words = push("对应代码词(&W)…", lambda: self.words_asked.emit())
        self.units = push("对应单位(&D)…", lambda: self.units_asked.emit())
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._filter_row = QHBoxLayout()
        self._filter_row.setSpacing(8)
        for key in ("全部", "可导入", "更新已有", "可能重复", "有提醒", "不能导入", "跳过"):
            button = push(key, self._filter_slot(key))
            button.setCheckable(True)
            self._group.addButton(button)
            self._filter_row.addWidget(button)
            self.buttons[key] = button
        self._filter_row.addStretch()
        columns: list[Column[RosterRow]] = [
            Column(title="行号", text=lambda r: str(r.number), width=64, right=True),
            Column(title="姓名", text=lambda r: r.name or "（无姓名）", width=110),
            Column(title="结果", text=verdict_of, width=170, kind=_kind_of),
            Column(title="原因、提醒或改动", text=_reasons, width=520, stretch=True),
        ]
        self.model = RowsModel(columns)
        self.table: Table[RosterRow] = Table(self.model, "这一类没有行。")
        self.table.setAccessibleName("名册各行")
        self.reason = Words()
        self._reasons = Scrolled(margin=0)
        self._reasons.add(self.reason)
        self._reasons.column.addStretch(1)
        self._reasons.setFixedHeight(self.fontMetrics().lineSpacing() * 4)
        self.cell: PickBox[Cell] = PickBox((), unset=None)
        self.cell.setMinimumContentsLength(16)
        self.cell.setAccessibleName("要改的格子")
        self.text = TextLine("", "输入正确的内容；留空就是清空这一格", 500)
        self.text.setAccessibleName("改成")
        self.put_right = push("改正(&G)", self._correct)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(8)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.file)
        words.addWidget(self.layout_word)
        head.addLayout(words, 1)
        head.addWidget(self.units)
        head.addWidget(self.words)
        layout.addLayout(head)
        layout.addWidget(self.told)
        layout.addLayout(self._filter_row)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._reasons)
        fix = QHBoxLayout()
        fix.setSpacing(10)
        called = Words("改这一格(&C)", wrap=False)
        called.setBuddy(self.cell)
        fix.addWidget(called)
        fix.addWidget(self.cell, 2)
        fix.addWidget(self.text, 3)
        fix.addWidget(self.put_right)
        layout.addLayout(fix)
        self.table.chosen.connect(self._show_row)
        self.table.opened.connect(self._edit)
        self.text.returnPressed.connect(self._correct)

    def show_preview(self, preview: Preview, strange: int, units: int = 0, keep: bool = False) -> None:
        """Show this preview; `strange` words are on no code list, and nobody knows `units` names of units.

        With `keep` the filter and the row stay chosen.
        """
        before, row = self._shown_kind(), self.table.currentIndex().row()
        self._preview = preview
        where = "粘贴的内容" if preview.pasted else f"{preview.path.name}　工作表「{preview.sheet}」"
        self.file.say(where)
        unknown = f"不导入的列：{'、'.join(preview.unknown_headers)}。" if preview.unknown_headers else ""
        new = [preview.placing.full(i) for i in preview.placing.new]
        more = f" 等 {len(new)} 个" if len(new) > _MOST_UNITS else ""
        made = f"导入时新建单位：{'、'.join(new[:_MOST_UNITS])}{more}。" if new else ""
        said = [x for x in (preview.already_imported, *preview.notes, unknown, made) if x]
        self.told.setText("\n".join(said))
        self.told.setVisible(bool(said))
        put_right = f"，已改正 {len(preview.corrections)} 格" if preview.corrections else ""
        self.layout_word.say(
            f"{preview.layout_label}，{len(preview.mapping)} 列，{len(preview.rows)} 户{put_right}"
        )
        self.words.setVisible(strange > 0)
        self.words.setText(f"对应代码词：{strange} 个不认识(&W)…")
        self.units.setVisible(units > 0 or bool(new))
        self.units.setText(f"对应单位：{units} 个不认识(&D)…" if units else "对应单位(&D)…")
        self._rows = {
            "全部": preview.rows,
            "可导入": preview.good,
            "更新已有": preview.updates,
            "可能重复": preview.doubts,
            "有提醒": preview.warned,
            "不能导入": preview.bad,
            "跳过": preview.skipped,
        }
        for key, button in self.buttons.items():
            button.setText(f"{key} {len(self._rows[key])}")
            button.setVisible(bool(self._rows[key]) or key in ("全部", "可导入", "不能导入"))
        start = (
            "不能导入"
            if preview.bad
            else "可能重复"
            if preview.doubts
            else "有提醒"
            if preview.warned
            else "全部"
        )
        if keep and self._rows.get(before):
            start = before
        self.buttons[start].setChecked(True)
        self.show_only(start)
        if keep:
            self.table.choose(max(0, min(row, self.model.rowCount() - 1)))

    def show_only(self, key: str) -> None:
        """Show only the rows of that kind."""
        self.model.show(self._rows.get(key, ()))
        if self.model.rowCount():
            self.table.choose(0)
        else:
            self._show_row(None)

    def _shown_kind(self) -> str:
        return next((key for key, button in self.buttons.items() if button.isChecked()), "全部")

    def _filter_slot(self, key: str) -> Callable[[], None]:
        return lambda: self.show_only(key)

    def _show_row(self, row: RosterRow | None) -> None:
        for field in (self.cell, self.text, self.put_right):
            field.setEnabled(row is not None)
        if row is None:
            self.reason.setText("")
            self.cell.set_options(())
            self.text.clear()
            return
        lines = [f"{'✘' if p in row.errors else '！'} {p.sentence}" for p in row.problems]
        if row.doubt is not None and row.household is not None:
            lines.append(f"？ 可能是档案 {row.doubt.on_file.number}（{row.doubt.because}），下一步核定。")
        if row.update is not None and not row.skipped:
            changes = [f"{c.label}：{c.old or '（空）'} → {c.new}" for c in row.update.changes]
            more = f"；等 {len(changes)} 处" if len(changes) > _MOST_CHANGES else ""
            lines.append(f"↻ 更新档案 {row.update.archive}：" + "；".join(changes[:_MOST_CHANGES]) + more)
            lines += [f"－ {left}" for left in row.update.left]
        if row.skipped:
            lines.append(row.skipped)
        self.reason.setText(
            f"第 {row.number} 行　{row.name}\n" + ("\n".join(lines) or "✔ 没有问题，可以导入。")
        )
        self._offer_cells(row)

    def _offer_cells(self, row: RosterRow) -> None:
        preview = self._preview
        assert preview is not None
        cells: dict[tuple[int, int], Cell] = {}
        for p in (*row.errors, *row.warnings):
            cells.setdefault((p.row, p.column), Cell(p.row, p.column, p.key, p.column_label, wrong=True))
        if preview.plan is not None:
            for reading in preview.plan.readings:
                if reading.target is not None:
                    at = (row.number, reading.index + 1)
                    cells.setdefault(at, Cell(*at, reading.target.key, reading.target.label))
        self.cell.set_options((c, _called(c)) for c in cells.values())
        self.cell.set_value(next(iter(cells.values()), None))
        self.text.clear()

    def _edit(self, _row: RosterRow) -> None:
        self.text.setFocus()

    def _correct(self) -> None:
        cell = self.cell.value()
        if cell is not None and self.put_right.isEnabled():
            self.correct_asked.emit(cell.row, cell.column, self.text.text().strip())


def _called(cell: Cell) -> str:
    return f"{cell.label}（{letters(cell.column)}{cell.row}）"


def verdict_of(row: RosterRow) -> str:
    """What will become of a row, as mark and word."""
    if row.skipped:
        return "－ 跳过"
    if row.household is None:
        return "！ 有误，不能导入"
    if row.doubt is not None:
        return "？ 可能重复"
    word = "↻ 更新已有" if row.update is not None else "✔ 新建"
    return f"{word}，有提醒" if row.problems else word


def _kind_of(row: RosterRow) -> str:
    if row.skipped:
        return "faint"
    if row.household is None:
        return "red"
    return "amber" if row.problems or row.doubt is not None else "green"


def _reasons(row: RosterRow) -> str:
    said = [p.sentence for p in (*row.errors, *row.warnings)]
    if row.doubt is not None and row.household is not None:
        said.insert(0, f"可能是档案 {row.doubt.on_file.number}：{row.doubt.because}")
    if row.update is not None and not row.skipped:
        said.append(f"档案 {row.update.archive}，改 {len(row.update.changes)} 处")
    return "；".join(said) or row.skipped
