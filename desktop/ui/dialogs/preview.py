"""Preview (打印预览): shows the PDF file itself, page by page, and prints, saves or hands on that very file."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QKeySequence,
    QPageLayout,
    QPageSize,
    QPainter,
    QShortcut,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressDialog,
    QVBoxLayout,
    QWidget,
)

from desktop.casework import previews
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import tell, tell_error, telling
from desktop.ui.dialogs.paper_view import POINTS_PER_INCH, Paper, PaperView
from desktop.ui.fields.buttons import push, tool
from desktop.ui.fields.panels import OneLine

FINEST = 300
"""Dots per inch at which a page goes to the printer, where the printer can do more."""


class Preview(QDialog):
    """The window round the pages, with what can be done with the paper; one that only passes can be printed, not kept."""

    def __init__(
        self, path: Path, title: str = "", parent: QWidget | None = None, passing: bool = False
    ) -> None:
        super().__init__(parent)
        self.paper = Paper(path)
        self.path = path
        self.setWindowTitle(f"预览：{title or path.stem}")
        self.view = PaperView(self.paper)
        self.place = QLabel()
        self.size_word = QLabel()
        self.size_word.setMinimumWidth(48)
        self.size_word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.printing = push("打印(&P)…", self.print_paper, picture="print", kind="primary", key="Ctrl+P")
        self.saving = push("另存为(&A)…", self.save_as, picture="save", key="Ctrl+S")
        self.opening = push("用系统程序打开(&O)", self.open_outside, picture="open")
        self.closing = push("关闭(&X)", self.close, key="Esc")
        row = QHBoxLayout()
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(6)
        row.addWidget(self.printing)
        row.addWidget(self.saving)
        row.addWidget(self.opening)
        row.addStretch()
        row.addWidget(tool("zoom-out", "缩小（Ctrl+−）", lambda: self.view.zoom_by(-1)))
        row.addWidget(self.size_word)
        row.addWidget(tool("zoom-in", "放大（Ctrl++）", lambda: self.view.zoom_by(1)))
        row.addWidget(tool("fit", "适合宽度（Ctrl+0）", self.view.fit_width))
        row.addSpacing(10)
        row.addWidget(tool("up", "上一页（PageUp）", lambda: self.turn(-1)))
        row.addWidget(self.place)
        row.addWidget(tool("down", "下一页（PageDown）", lambda: self.turn(1)))
        row.addSpacing(10)
        row.addWidget(self.closing)
        below = QHBoxLayout()
        below.setContentsMargins(12, 4, 12, 6)
        told = "这张单只能打印，不在电脑里留文件。" if passing else f"文件：{path}"
        if not passing and previews.passes(path):
            told = "关闭预览后电脑里不留这份文件。要留一份，请按「另存为」。"
        below.addWidget(OneLine(told, "faint"))
        if passing:
            for button in (self.saving, self.opening):
                button.hide()
                button.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)
        layout.addLayout(below)
        self.view.moved.connect(lambda: self._show_place())
        self.view.zoomed.connect(lambda: self._show_place())
        for sequence, slot in (
            ("Ctrl+P", self.print_paper),
            ("Ctrl+S", self.saving.click),
            ("Ctrl++", lambda: self.view.zoom_by(1)),
            ("Ctrl+=", lambda: self.view.zoom_by(1)),
            ("Ctrl+-", lambda: self.view.zoom_by(-1)),
            ("Ctrl+0", self.view.fit_width),
        ):
            QShortcut(QKeySequence(sequence), self).activated.connect(slot)
        room = self.screen().availableGeometry()
        self.resize(min(980, room.width() - 40), min(900, room.height() - 60))
        self.view.setFocus()
        self._show_place()

    def turn(self, pages: int) -> None:
        """Go so many pages on or back."""
        self.view.go_to(max(0, min(self.view.page() + pages, len(self.paper) - 1)))

    def print_paper(self) -> None:
        """Ask for a printer and pages, then print this very file."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.path.stem)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(self.paper))
        dialog.setFromTo(1, len(self.paper))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            PrintRun(self.paper, printer, self)

    def save_as(self) -> None:
        """Keep a copy where the officer wants it."""
        chosen, _ = QFileDialog.getSaveFileName(self, "另存为", self.path.name, "PDF 文件 (*.pdf)")
        if chosen:
            with telling(self):
                self.save_to(Path(chosen))

    def save_to(self, to: Path) -> None:
        """Copy the file there."""
        target = to if to.suffix.lower() == ".pdf" else to.with_name(f"{to.name}.pdf")
        try:
            shutil.copyfile(self.path, target)
        except shutil.SameFileError:
            return
        except OSError as error:
            raise OfficeError(
                f"没有存成「{target}」：{error.strerror or error}。请换一个文件夹，或检查磁盘空间和权限后再试。"
            ) from error

    def open_outside(self) -> None:
        """Hand the file to the program the system opens PDFs with."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path))):
            where = "请按「另存为」存一份，" if previews.passes(self.path) else f"文件在：\n{self.path}\n可"
            tell_error(self, f"系统没有打开 PDF 的程序。{where}复制到装有 PDF 阅读器的电脑上打开。")

    def _show_place(self) -> None:
        self.place.setText(f"第 {self.view.page() + 1} 页，共 {len(self.paper)} 页")
        self.size_word.setText(f"{self.view.zoom():.0%}")

    def done(self, result: int) -> None:
        super().done(result)
        self.paper.close()


class PrintRun(QObject):
    """One printing: page after page, between which the window stays alive and the officer can stop it."""

    ended = Signal(int)
    """So many pages went to the printer."""

    def __init__(self, paper: Paper, printer: QPrinter, parent: QWidget) -> None:
        super().__init__(parent)
        self._paper, self._printer, self._window = paper, printer, parent
        first = max(printer.fromPage(), 1) - 1
        last = min(printer.toPage() or len(paper), len(paper)) - 1
        numbers = list(range(first, last + 1))
        if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
            numbers.reverse()
        copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
        self._left = [n for _ in range(copies) for n in numbers]
        self._total, self._made = len(self._left), 0
        self._lay(self._left[0])
        self._painter = QPainter()
        self._began = self._painter.begin(printer)
        self._waiting = QProgressDialog("正在送往打印机……", "取消", 0, self._total, parent)
        self._waiting.setWindowModality(Qt.WindowModality.WindowModal)
        self._waiting.setMinimumDuration(600)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._step)
        self._next.start()

    def _lay(self, number: int) -> None:
        size = self._paper.size(number)
        wide = size.width() > size.height()
        paper = QPageSize(
            QSizeF(min(size.width(), size.height()), max(size.width(), size.height())),
            QPageSize.Unit.Point,
            "",
            QPageSize.SizeMatchPolicy.FuzzyMatch,
        )
        orientation = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        layout = QPageLayout(paper, orientation, QMarginsF(0, 0, 0, 0))
        layout.setMode(QPageLayout.Mode.FullPageMode)
        self._printer.setFullPage(True)
        self._printer.setPageLayout(layout)

    def _step(self) -> None:
        if not self._began:
            self._end()
            tell_error(self._window, "打印没有开始：打印机没有响应。请检查打印机是否开机、连接，再试一次。")
            return
        if self._waiting.wasCanceled():
            self._printer.abort()
            self._end()
            tell(self._window, f"打印已取消，已送出 {self._made} 页。")
            return
        number = self._left.pop(0)
        if self._made:
            self._lay(number)
            self._printer.newPage()
        dots = min(self._printer.resolution(), FINEST)
        image = self._paper.image(number, dots / POINTS_PER_INCH)
        page = self._paper.size(number)
        scale = self._printer.resolution() / POINTS_PER_INCH
        self._painter.drawImage(QRectF(0, 0, page.width() * scale, page.height() * scale), image)
        self._made += 1
        self._waiting.setValue(self._made)
        if self._left:
            self._next.start()
        else:
            self._end()

    def _end(self) -> None:
        if self._painter.isActive():
            self._painter.end()
        self._waiting.close()
        self.ended.emit(self._made)
        self.deleteLater()


def show_paper(path: Path, parent: QWidget | None = None, title: str = "", passing: bool = False) -> None:
    """Open the preview of a PDF file, or say why it cannot be opened; one that is `passing` is not to be kept."""
    with telling(parent):
        shown(Preview(path, title, parent, passing))
    previews.forget(path)
