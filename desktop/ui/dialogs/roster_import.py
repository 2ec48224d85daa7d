"""Roster import (导入名册): choose the file, look at every row, take in the good ones, give the bad ones back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.casework import importing
from desktop.casework.importing import ImportResult, Preview, RosterRow
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import confirm, tell_error, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, OneLine, Scrolled, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.work import Work, work

if TYPE_CHECKING:
    from desktop.casework.office import Office

FILES = "电子表格 (*.xlsx *.xls *.xlsm *.xlsb *.ods *.et);;所有文件 (*)"
CHOOSE, LOOK, RESULT = range(3)
STEPS = ("1　选择文件", "2　查看结果再导入", "3　完成")


class RosterImport(QDialog):
    """Three steps; nothing is kept before 导入 on the second."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self.preview: Preview | None = None
        self.taken: ImportResult | None = None
        self.running: Work | None = None
        self.setWindowTitle("导入名册")
        self.setAcceptDrops(True)
        self.steps = [Words(text, "faint", wrap=False) for text in STEPS]
        self.choose_page, self.look_page, self.result_page = ChoosePage(), LookPage(), ResultPage()
        self.stack = QStackedWidget()
        for page in (self.choose_page, self.look_page, self.result_page):
            self.stack.addWidget(page)
        self.back = push("重新选择文件(&B)", lambda: self.turn(CHOOSE), picture="back")
        self.take = push("导入(&I)", self.take_in, kind="primary", key="Ctrl+Return")
        self.leave = push("关闭(&X)", self.reject, key="Esc")
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 10)
        head.setSpacing(28)
        for words in self.steps:
            head.addWidget(words)
        head.addStretch()
        row = QHBoxLayout()
        row.setContentsMargins(24, 10, 24, 14)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.take)
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.stack, 1)
        layout.addLayout(row)
        self.choose_page.choose.clicked.connect(lambda: self.choose())
        self.result_page.give_back.clicked.connect(lambda: self.give_back())
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.choose)
        for sequence in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self._on)
        room = self.screen().availableGeometry()
        self.resize(min(1080, room.width() - 30), min(740, room.height() - 50))
        self.turn(CHOOSE)

    def turn(self, step: int) -> None:
        """Show one of the three steps."""
        self.stack.setCurrentIndex(step)
        for number, words in enumerate(self.steps):
            words.become("heading" if number == step else "faint", STEPS[number])
        good = len(self.preview.good) if self.preview else 0
        self.back.setVisible(step == LOOK)
        self.take.setVisible(step == LOOK)
        self.take.setText(f"导入 {good} 户(&I)" if good else "没有可导入的行")
        self.take.setEnabled(good > 0)
        self.leave.setText("完成(&X)" if step == RESULT else "关闭(&X)")
        (self.choose_page.choose, self.look_page.table, self.leave)[step].setFocus()

    def choose(self) -> None:
        """Ask for a file, then look at it."""
        chosen, _ = QFileDialog.getOpenFileName(self, "选择名册", "", FILES)
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> None:
        """Read the file off the GUI thread and show every row with what is to be said of it."""
        office = self._office
        self.running = work(
            self,
            f"正在读取「{path.name}」",
            lambda progress, cancelled: importing.preview_for(office, path, progress, cancelled),
            self._show_preview,
            failed=lambda error: tell_error(self, error.said, heading="这个文件不能导入"),
        )

    def take_in(self) -> None:
        """Take in the good rows off the GUI thread; all of them, or on a cancel none."""
        preview = self.preview
        if preview is None or not preview.good:
            return
        if preview.already_imported and not confirm(
            self, f"{preview.already_imported}\n仍要再导入一次吗？", yes="仍要导入(&I)", danger=True
        ):
            return
        self.running = work(
            self,
            f"正在导入 {len(preview.good)} 户",
            lambda progress, cancelled: importing.take_in(self._office, preview, progress, cancelled),
            self._show_result,
            stopped=lambda: self._news.said.emit("已取消导入，没有写入任何内容"),
        )

    def give_back(self) -> None:
        """Save the copy of the workbook in which the bad rows carry their reasons."""
        if self.preview is None:
            return
        suggested = importing.suggested_copy(self.preview.path)
        chosen, _ = QFileDialog.getSaveFileName(self, "导出退回表", str(suggested), "Excel 工作簿 (*.xlsx)")
        if chosen:
            self.give_back_to(Path(chosen))

    def give_back_to(self, out: Path) -> None:
        """Write that copy to this place."""
        preview = self.preview
        if preview is not None:
            self.running = work(
                self,
                "正在写退回表",
                lambda _progress, cancelled: importing.give_back(self._office, preview, out, cancelled),
                self.result_page.show_copy,
            )

    def _on(self) -> None:
        step = self.stack.currentIndex()
        if step == CHOOSE:
            self.choose()
        elif step == LOOK:
            self.take_in()
        else:
            self.accept()

    def _show_preview(self, preview: Preview) -> None:
        self.preview = preview
        self.look_page.show_preview(preview)
        self.turn(LOOK)

    def _show_result(self, result: ImportResult) -> None:
        assert self.preview is not None
        self.taken = result
        self.result_page.show_result(result, self.preview)
        self.turn(RESULT)
        self._news.household_changed.emit(None)
        self._news.said.emit(f"已导入 {result.taken} 户")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.stack.currentIndex() == CHOOSE and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            self.look_at(Path(urls[0].toLocalFile()))


class ChoosePage(Scrolled):
    """What can be brought in, and the button for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=28)
        self.choose = push("选择文件(&O)…", picture="open", kind="primary", key="Ctrl+O")
        card = Card("手里的名册可以直接导入")
        for text in (
            "· 支持 Excel（.xlsx、.xls）和 WPS 表格，也可以把文件拖到这里。",
            "· 认得两种名册：工会困难职工名册（一户一行，家庭成员在同一行），县级困难职工表（13 列）。列的先后不限，列名略有出入也认得。",
            "· 先逐行查看，有问题的行会写明原因；确认之后才写入，可导入的进档案，不能导入的退回给您改。",
            "· 原文件不会被改动。",
        ):
            card.add(Words(text))
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch()
        card.column.addSpacing(6)
        card.add(row)
        self.add(card)
        self.column.addStretch(1)


class LookPage(QWidget):
    """The sheet as it was understood: layout, headings, and each row with what is to be said of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, tuple[RosterRow, ...]] = {}
        self.file = OneLine(kind="heading")
        self.told = Words(kind="band-warned")
        self.layout_word = OneLine(kind="faint")
        self._mapping: tuple[tuple[str, str], ...] = ()
        self.show_mapping = push("列名对照(&M)…", lambda: shown(Mapping(self._mapping, self)))
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._filter_row = QHBoxLayout()
        self._filter_row.setSpacing(8)
        for key in ("全部", "可导入", "有提醒", "不能导入", "已在档，跳过"):
            button = push(key, self._filter_slot(key))
            button.setCheckable(True)
            self._group.addButton(button)
            self._filter_row.addWidget(button)
            self.buttons[key] = button
        self._filter_row.addStretch()
        columns: list[Column[RosterRow]] = [
            Column(title="行号", text=lambda r: str(r.number), width=64, right=True),
            Column(title="姓名", text=lambda r: r.name or "（无姓名）", width=150),
            Column(title="结果", text=verdict_of, width=160, kind=_kind_of),
            Column(title="原因或提醒", text=_reasons, width=520, stretch=True),
        ]
        self.model = RowsModel(columns)
        self.table: Table[RosterRow] = Table(self.model, "这一类没有行。")
        self.table.setAccessibleName("名册各行")
        self.reason = Words()
        self.reason.setMinimumHeight(44)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(8)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.file)
        words.addWidget(self.layout_word)
        head.addLayout(words, 1)
        head.addWidget(self.show_mapping)
        layout.addLayout(head)
        layout.addWidget(self.told)
        layout.addLayout(self._filter_row)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.reason)
        self.table.chosen.connect(self._show_reason)

    def show_preview(self, preview: Preview) -> None:
        """Show this roster."""
        self.file.say(f"{preview.path.name}　工作表「{preview.sheet}」")
        unknown = (
            f"没有认出的列（不导入）：{'、'.join(preview.unknown_headers)}。"
            if preview.unknown_headers
            else ""
        )
        said = [x for x in (preview.already_imported, *preview.notes, unknown) if x]
        self.told.setText("\n".join(said))
        self.told.setVisible(bool(said))
        self.layout_word.say(preview.layout_label)
        self._mapping = preview.mapping
        self.show_mapping.setText(f"列名对照：认出 {len(preview.mapping)} 列(&M)…")
        self._rows = {
            "全部": preview.rows,
            "可导入": preview.good,
            "有提醒": preview.warned,
            "不能导入": preview.bad,
            "已在档，跳过": preview.skipped,
        }
        for key, button in self.buttons.items():
            button.setText(f"{key} {len(self._rows[key])}")
            button.setVisible(bool(self._rows[key]) or key in ("全部", "可导入", "不能导入"))
        start = "不能导入" if preview.bad else "有提醒" if preview.warned else "全部"
        self.buttons[start].setChecked(True)
        self.show_only(start)

    def show_only(self, key: str) -> None:
        """Show only the rows of that kind."""
        self.model.show(self._rows.get(key, ()))
        if self.model.rowCount():
            self.table.choose(0)
        else:
            self.reason.setText("")

    def _filter_slot(self, key: str) -> Callable[[], None]:
        return lambda: self.show_only(key)

    def _show_reason(self, row: RosterRow | None) -> None:
        if row is None:
            self.reason.setText("")
            return
        lines = [f"{'✘' if p in row.errors else '！'} {p.sentence}" for p in row.problems]
        if row.skipped:
            lines.append(row.skipped)
        self.reason.setText(
            f"第 {row.number} 行　{row.name}\n" + ("\n".join(lines) or "✔ 没有问题，可以导入。")
        )


class Mapping(QDialog):
    """What each heading of the sheet is taken for."""

    def __init__(self, mapping: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("列名对照")
        columns: list[Column[tuple[str, str]]] = [
            Column(title="名册上的列名", text=lambda x: " ".join(x[0].split()), width=260, stretch=True),
            Column(title="程序认作", text=lambda x: x[1], width=220, stretch=True),
        ]
        self.table: Table[tuple[str, str]] = Table(RowsModel(columns, mapping), "没有认出任何列。")
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(push("关闭(&X)", self.accept, key="Esc"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addWidget(Words("认错了的列，请在名册里改列名，再重新选择文件。", "faint"))
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        room = self.screen().availableGeometry()
        self.resize(min(620, room.width() - 40), min(620, room.height() - 60))


class ResultPage(Scrolled):
    """What became of the roster."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=28)
        self._copy: Path | None = None
        self.headline = Words(kind="band-good")
        self.headline.setProperty("scale", "big")
        self.details = Words()
        self.give_back = push("导出退回表（可改后再导）(&E)…", picture="export", kind="primary")
        self.hint = Words(
            "退回表是原名册的副本：有问题的格子带批注说明原因，最后一列「导入结果」可以筛选。"
            "改好后保存，再导入这份副本即可，已导入的行会自动跳过。",
            "faint",
        )
        self.saved = Words(kind="band-told")
        self.open_copy = push("打开退回表(&P)", self._open, picture="open")
        self.card = Card("退回的行")
        self.card.add(self.hint)
        row = QHBoxLayout()
        row.addWidget(self.give_back)
        row.addWidget(self.open_copy)
        row.addStretch()
        self.card.add(row)
        self.card.add(self.saved)
        self.add(self.headline)
        self.add(self.details)
        self.add(self.card)
        self.column.addStretch(1)

    def show_result(self, result: ImportResult, preview: Preview) -> None:
        """Say how many went in, and offer the rest back."""
        self._copy = None
        self.saved.hide()
        self.open_copy.hide()
        self.headline.setText(f"✔ 已导入 {result.taken} 户")
        numbers = result.numbers
        span = f"档案编号 {numbers[0]} 至 {numbers[-1]}" if numbers else ""
        lines = [
            span,
            f"其中 {result.warned} 户有提醒，请抽空在档案里核对。" if result.warned else "",
            f"{result.skipped} 行此前已导入，这次跳过。" if result.skipped else "",
            f"{result.refused} 行没有导入。" if result.refused else "所有行都已处理，没有退回的。",
        ]
        self.details.setText("\n".join(x for x in lines if x))
        self.card.setVisible(bool(preview.bad))

    def show_copy(self, path: Path) -> None:
        """Say where the returned copy is."""
        self._copy = path
        self.saved.setText(f"已保存：{path}")
        self.saved.show()
        self.open_copy.show()

    def _open(self) -> None:
        with telling(self):
            if self._copy is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._copy))):
                tell_error(self, f"系统没有打开表格的程序。文件在：\n{self._copy}")


def verdict_of(row: RosterRow) -> str:
    """What will become of a row, as mark and word."""
    if row.skipped:
        return "－ 跳过"
    if row.household is None:
        return "✘ 不能导入"
    return "！ 可导入，有提醒" if row.problems else "✔ 可导入"


def _kind_of(row: RosterRow) -> str:
    if row.skipped:
        return "faint"
    return "red" if row.household is None else "amber" if row.problems else "green"


def _reasons(row: RosterRow) -> str:
    ordered = (*row.errors, *row.warnings)
    return "；".join(p.sentence for p in ordered) or row.skipped
