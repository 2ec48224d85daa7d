"""A PDF file on the screen: its pages one below the other, as large as wanted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, cast

import pypdfium2
from PySide6.QtCore import QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QWidget,
)

from desktop.domain.errors import OfficeError
from desktop.ui.theme import colour

GAP = 18
"""Pixels between two pages."""
KEPT = 8
"""Rendered pages remembered."""
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
