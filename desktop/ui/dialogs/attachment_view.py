"""Looking at an attachment (查看附件): pictures and PDF pages from memory; nothing is written to the disk."""

from __future__ import annotations

from typing import Any, cast

import pypdfium2
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.attachment import Look, look_of
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs.preview import Paper, PaperView
from desktop.ui.fields.buttons import push, tool
from desktop.ui.fields.panels import OneLine

MOST_MEGABYTES = 400
"""Memory one picture may take when it is unpacked."""
DOTS = 96
"""Dots to the inch a picture is taken to have."""


class PdfInMemory(Paper):
    """A PDF that lies nowhere but in memory."""

    def __init__(self, data: bytes, name: str) -> None:
        try:
            self._pdf = cast("Any", pypdfium2.PdfDocument(data))
        except pypdfium2.PdfiumError as error:
            raise OfficeError(
                f"「{name}」打不开：它不是完整的 PDF，或设了密码。请点「另存为」，用别的程序试试。"
            ) from error


class Picture(Paper):
    """One picture as a single page."""

    def __init__(self, data: bytes, name: str) -> None:
        held = QByteArray(data)
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        QImageReader.setAllocationLimit(MOST_MEGABYTES)
        reader = QImageReader(buffer)
        reader.setAutoTransform(True)
        self._image = reader.read()
        if self._image.isNull():
            raise OfficeError(f"「{name}」打不开：图片不完整，或格式不认识。请点「另存为」，用别的程序试试。")

    def __len__(self) -> int:
        return 1

    def size(self, number: int) -> QSizeF:
        return QSizeF(self._image.width() * 72 / DOTS, self._image.height() * 72 / DOTS)

    def image(self, number: int, scale: float) -> QImage:
        wanted = (self.size(number) * scale).toSize()
        return self._image.scaled(
            wanted, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )

    def close(self) -> None:
        self._image = QImage()


def paper_of(data: bytes, name: str) -> Paper:
    """The bytes as pages to look at. Raises OfficeError where the program cannot show them."""
    look = look_of(data)
    if look is Look.pdf:
        return PdfInMemory(data, name)
    if look is Look.image:
        return Picture(data, name)
    raise OfficeError(
        f"「{name}」不是图片也不是 PDF，程序里看不了。请点「另存为」，存到自己的文件夹后用别的程序打开。"
    )


class AttachmentView(QDialog):
    """The pages, larger and smaller, one after another."""

    def __init__(self, paper: Paper, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"查看：{title}")
        self.paper = paper
        self.view = PaperView(paper)
        self.place = QLabel()
        self.size_word = QLabel()
        self.size_word.setMinimumWidth(48)
        self.size_word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.closing = push("关闭(&X)", self.close, key="Esc")
        row = QHBoxLayout()
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(6)
        row.addWidget(OneLine(title, "heading"), 1)
        row.addWidget(tool("zoom-out", "缩小（Ctrl+−）", lambda: self.view.zoom_by(-1)))
        row.addWidget(self.size_word)
        row.addWidget(tool("zoom-in", "放大（Ctrl++）", lambda: self.view.zoom_by(1)))
        row.addWidget(tool("fit", "适合宽度（Ctrl+0）", self.view.fit_width))
        row.addSpacing(10)
        if len(paper) > 1:
            row.addWidget(tool("up", "上一页（PageUp）", lambda: self.turn(-1)))
            row.addWidget(self.place)
            row.addWidget(tool("down", "下一页（PageDown）", lambda: self.turn(1)))
            row.addSpacing(10)
        row.addWidget(self.closing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)
        self.view.moved.connect(lambda: self._show_place())
        self.view.zoomed.connect(lambda: self._show_place())
        for sequence, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(sequence), self).activated.connect(
                lambda steps=steps: self.view.zoom_by(steps)
            )
        QShortcut(QKeySequence("Ctrl+0"), self).activated.connect(self.view.fit_width)
        room = self.screen().availableGeometry()
        self.resize(min(900, room.width() - 40), min(820, room.height() - 60))
        self.view.setFocus()
        self._show_place()

    def turn(self, pages: int) -> None:
        """Go so many pages on or back."""
        self.view.go_to(max(0, min(self.view.page() + pages, len(self.paper) - 1)))

    def _show_place(self) -> None:
        self.place.setText(f"第 {self.view.page() + 1} 页，共 {len(self.paper)} 页")
        self.size_word.setText(f"{self.view.zoom():.0%}")

    def done(self, result: int) -> None:
        super().done(result)
        self.paper.close()
