"""Preview (打印预览): shows the PDF file itself, page by page, and prints, saves or hands on that very file."""

from __future__ import annotations

import shutil
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, cast

import pypdfium2
from PySide6.QtCore import QMarginsF, QObject, QRect, QRectF, QSizeF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPageLayout,
    QPageSize,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QFileDialog,
    QFrame,
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
from desktop.ui.fields.buttons import push, tool
from desktop.ui.fields.panels import OneLine
from desktop.ui.theme import colour

GAP = 18
"""Pixels between two pages."""
KEPT = 8
"""Rendered pages remembered."""
FINEST = 300
"""Dots per inch at which a page goes to the printer, where the printer can do more."""
ZOOMS = (0.4, 0.5, 0.65, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
POINTS_PER_INCH = 72


class Paper:
    """A PDF file, open for looking: how many pages, how large, and each as an image."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._pdf = cast("_Pdf", pypdfium2.PdfDocument(path))
        except (pypdfium2.PdfiumError, OSError) as error:
            raise OfficeError(
                f"打不开文件「{path.name}」：它不是完整的 PDF，或已被移走。请重新生成这张表。"
            ) from error

    def __len__(self) -> int:
        return len(self._pdf)

    def size(self, number: int) -> QSizeF:
        """Width and height of a page in points."""
        width, height = self._pdf.get_page_size(number)
        return QSizeF(width, height)

    def image(self, number: int, scale: float) -> QImage:
        """The page drawn with so many pixels to the point."""
        page = self._pdf[number]
        try:
            bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
            shown = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            )
            return shown.copy()
        finally:
            page.close()

    def close(self) -> None:
        """Let go of the file."""
        self._pdf.close()


class PaperView(QAbstractScrollArea):
    """The pages below each other; only those in sight are drawn."""

    moved = Signal(int)
    """The page in the middle of the view has this number, from 0."""
    zoomed = Signal(float)

    def __init__(self, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("表格预览")
        self._paper = paper
        self._sizes = [paper.size(n) for n in range(len(paper))]
        self._images: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._zoom = 1.0
        self._fit = True
        self.verticalScrollBar().valueChanged.connect(lambda: self._scrolled())
        self.horizontalScrollBar().valueChanged.connect(lambda: self.viewport().update())

    def zoom(self) -> float:
        """1.0 is the size of the paper."""
        return self._zoom

    def set_zoom(self, zoom: float, fit: bool = False) -> None:
        """Show the pages in this size, keeping the place."""
        here = self.page()
        self._zoom, self._fit = zoom, fit
        self._images.clear()
        self._lay_out()
        self.go_to(here)
        self.zoomed.emit(zoom)

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by so many steps."""
        nearest = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self._zoom))
        self.set_zoom(ZOOMS[max(0, min(nearest + steps, len(ZOOMS) - 1))])

    def fit_width(self) -> None:
        """As wide as the view."""
        widest = max((s.width() for s in self._sizes), default=595.0)
        self.set_zoom(max((self.viewport().width() - 2 * GAP) / self._pixels(widest, 1.0), 0.2), fit=True)

    def page(self) -> int:
        """Number of the page in the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return next(
            (n for n, rect in self._rects() if rect.bottom() + GAP >= middle), max(len(self._sizes) - 1, 0)
        )

    def go_to(self, number: int) -> None:
        """Bring that page to the top."""
        for n, rect in self._rects():
            if n == number:
                self.verticalScrollBar().setValue(rect.top() - GAP)

    def _pixels(self, points: float, zoom: float) -> int:
        return round(points * self.logicalDpiX() / POINTS_PER_INCH * zoom)

    def _rects(self) -> Iterator[tuple[int, QRect]]:
        top = GAP
        for number, size in enumerate(self._sizes):
            width, height = self._pixels(size.width(), self._zoom), self._pixels(size.height(), self._zoom)
            left = max((self.viewport().width() - width) // 2, GAP)
            yield number, QRect(left, top, width, height)
            top += height + GAP

    def _lay_out(self) -> None:
        height = width = 0
        for _, rect in self._rects():
            height, width = rect.bottom() + GAP, max(width, rect.width() + 2 * GAP)
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(height - view.height(), 0))
        self.verticalScrollBar().setPageStep(max(view.height() - 40, 10))
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setRange(0, max(width - view.width(), 0))
        self.horizontalScrollBar().setPageStep(view.width())
        self.viewport().update()

    def _scrolled(self) -> None:
        self.viewport().update()
        self.moved.emit(self.page())

    def _image(self, number: int) -> QImage:
        ratio = self.devicePixelRatioF()
        key = (number, self._zoom * ratio)
        if key not in self._images:
            scale = self.logicalDpiX() / POINTS_PER_INCH * self._zoom * ratio
            image = self._paper.image(number, scale)
            image.setDevicePixelRatio(ratio)
            self._images[key] = image
            while len(self._images) > KEPT:
                self._images.popitem(last=False)
        self._images.move_to_end(key)
        return self._images[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colour("side"))
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        sight = (
            self.viewport()
            .rect()
            .translated(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        )
        for number, rect in self._rects():
            if rect.intersects(sight):
                painter.drawImage(QRectF(rect), self._image(number))
                painter.setPen(colour("edge"))
                painter.drawRect(rect.adjusted(-1, -1, 0, 0))
            elif rect.top() > sight.bottom():
                break
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(colour("focus"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fit:
            self.fit_width()
        else:
            self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            self.verticalScrollBar().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Space: bar.pageStep(),
        }
        key = Qt.Key(event.key())
        if key in steps:
            bar.setValue(bar.value() + steps[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.go_to(
                max(0, min(self.page() + (1 if key == Qt.Key.Key_PageDown else -1), len(self._sizes) - 1))
            )
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else len(self._sizes) - 1)
        else:
            super().keyPressEvent(event)


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


class _Bitmap(Protocol):
    buffer: Any
    width: int
    height: int
    stride: int


class _Sheet(Protocol):
    def render(self, *, scale: float, rev_byteorder: bool, prefer_bgrx: bool) -> _Bitmap: ...

    def close(self) -> None: ...


class _Pdf(Protocol):
    """What is used of pypdfium2, which carries no types."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int) -> _Sheet: ...

    def get_page_size(self, number: int) -> tuple[float, float]: ...

    def close(self) -> None: ...
