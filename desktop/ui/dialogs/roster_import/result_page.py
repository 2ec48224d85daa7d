"""The last step of the import (完成): what became of each row, the copy to give back, and taking it all back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.casework.importing import ImportResult, Outcome, Preview
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

_KINDS = {"新建": "green", "更新": "green", "跳过": "faint", "没有导入": "red"}


class ResultPage(QWidget):
    """What became of the roster, row by row."""

    take_back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copy: Path | None = None
        self._outcomes: tuple[Outcome, ...] = ()
        self.headline = Words(kind="band-good")
        self.headline.setProperty("scale", "big")
        self.details = Words()
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for key in ("全部", *_KINDS):
            button = push(key, self._filter_slot(key))
            button.setCheckable(True)
            self._group.addButton(button)
            filters.addWidget(button)
            self.buttons[key] = button
        filters.addStretch()
        columns: list[Column[Outcome]] = [
            Column(title="行号", text=lambda o: str(o.row), width=64, right=True),
            Column(title="姓名", text=lambda o: o.name or "（无姓名）", width=130),
            Column(title="结果", text=lambda o: o.what, width=100, kind=lambda o: _KINDS[o.what]),
            Column(title="档案编号", text=lambda o: o.archive, width=150),
            Column(title="说明", text=lambda o: o.said, width=420, stretch=True),
        ]
        self.model: RowsModel[Outcome] = RowsModel(columns)
        self.table: Table[Outcome] = Table(self.model, "这一类没有行。")
        self.table.setAccessibleName("各行的结果")
        self.give_back = push("导出退回表（可改后再导）(&E)…", picture="export", kind="primary")
        self.open_copy = push("打开退回表(&P)", self._open, picture="open")
        self.take_back = push("撤销这次导入(&Z)…", lambda: self.take_back_asked.emit())
        self.hint = Words(
            "退回表是原名册的副本：有问题的格子带批注说明原因，最后一列「导入结果」可以筛选。"
            "改好后保存，再导入这份副本即可，已导入的行会自动跳过。",
            "faint",
        )
        self.saved = Words(kind="band-told")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.give_back)
        row.addWidget(self.open_copy)
        row.addStretch()
        row.addWidget(self.take_back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(8)
        layout.addWidget(self.headline)
        layout.addWidget(self.details)
        layout.addLayout(filters)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.hint)
        layout.addWidget(self.saved)
        layout.addLayout(row)

    def show_result(self, result: ImportResult, preview: Preview) -> None:
        """Say how many went in, and offer the rest back."""
        self._copy = None
        self.saved.hide()
        self.open_copy.hide()
        updated = f"，更新 {result.updated} 户" if result.updated else ""
        self.headline.become("band-good", f"✔ 已导入 {result.taken} 户{updated}")
        numbers = result.numbers
        span = f"档案编号 {numbers[0]} 至 {numbers[-1]}。" if numbers else ""
        lines = [
            span,
            f"其中 {result.warned} 户有提醒，请抽空在档案里核对。" if result.warned else "",
            f"新建单位 {len(result.units)} 个。" if result.units else "",
            f"{result.skipped} 行跳过。" if result.skipped else "",
            f"{result.undecided} 行可能重复、没有核定，没有导入。" if result.undecided else "",
            f"{result.refused} 行没有导入。" if result.refused else "没有退回的行。",
        ]
        self.details.setText("".join(x for x in lines if x))
        self._outcomes = result.outcomes
        for key, button in self.buttons.items():
            count = len(self._of(key))
            button.setText(f"{key} {count}")
            button.setVisible(bool(count))
        start = "没有导入" if self._of("没有导入") else "全部"
        self.buttons[start].setChecked(True)
        self.model.show(self._of(start))
        left = bool(preview.bad or result.undecided)
        self.give_back.setVisible(left)
        self.hint.setVisible(left)
        self.take_back.setEnabled(result.step_id is not None and bool(result.taken or result.updated))

    def show_taken_back(self, said: str, whole: bool) -> None:
        """Say that the import was taken back."""
        self.headline.become("band-warned", said)
        self.take_back.setEnabled(not whole)

    def show_copy(self, path: Path) -> None:
        """Say where the returned copy is."""
        self._copy = path
        self.saved.setText(f"已保存：{path}")
        self.saved.show()
        self.open_copy.show()

    def _of(self, key: str) -> tuple[Outcome, ...]:
        return self._outcomes if key == "全部" else tuple(o for o in self._outcomes if o.what == key)

    def _filter_slot(self, key: str) -> Callable[[], None]:
        return lambda: self.model.show(self._of(key))

    def _open(self) -> None:
        with telling(self):
            if self._copy is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._copy))):
                tell_error(self, f"系统没有打开表格的程序。文件在：\n{self._copy}")
