"""Looking at an attachment (查看附件): pictures and PDF pages from memory; nothing is written to the disk, nothing unpacked here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.casework import attachments
from desktop.casework.scan_pages import ScanPages
from desktop.domain.attachment import Attachment
from desktop.domain.errors import OfficeError
from desktop.domain.words import word
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.paper_view import Paper, PaperView
from desktop.ui.fields.buttons import push, tool
from desktop.ui.fields.panels import OneLine
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office


class ScanPaper(Paper):
    """The pages of an attachment, unpacked and drawn in a process of their own; here only pixels arrive."""

    def __init__(self, data: bytes, name: str) -> None:
        self._pages = ScanPages(data, name)

    def __len__(self) -> int:
        return len(self._pages.sizes)

    def size(self, number: int) -> QSizeF:
        return QSizeF(*self._pages.sizes[number])

    def image(self, number: int, scale: float) -> QImage:
        wanted = (self.size(number) * scale).toSize().expandedTo(QSize(1, 1))
        try:
            found = self._pages.drawn(number, scale)
        except OfficeError as error:
            return _told(error.said, wanted)
        image = QImage(found.data, found.width, found.height, found.width * 4, QImage.Format.Format_RGB32)
        if image.size() == wanted:
            return image.copy()  # what it was made of goes
        return image.scaled(
            wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )

    def close(self) -> None:
        self._pages.close()


def _told(said: str, size: QSize) -> QImage:
    """A page that says why it cannot be shown."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    font = painter.font()
    font.setPixelSize(max(size.width() // 32, 14))
    painter.setFont(font)  # pyright: ignore[reportUnknownMemberType]  # a stub leaves its kind open
    margin = max(size.width() // 12, 8)
    room = image.rect().adjusted(margin, margin, -margin, -margin)
    painter.drawText(
        room, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), f"这一页没有画出来。\n{said}"
    )
    painter.end()
    return image


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


def look_at(office: Office, line: Attachment, parent: QWidget, failed: Callable[[OfficeError], None]) -> None:
    """Show an attachment; it is read and unpacked beside the window."""

    look_into(
        lambda: attachments.content(office, line.id or 0),
        line.shown_name,
        f"{word(line.kind)}　{line.shown_name}",
        parent,
        failed,
    )


def look_into(
    load: Callable[[], bytes],
    name: str,
    title: str,
    parent: QWidget,
    failed: Callable[[OfficeError], None],
) -> None:
    """Show a scan or photograph of that name; it is read and unpacked beside the window."""

    def show(paper: ScanPaper) -> None:
        shown(AttachmentView(paper, title, parent))

    work(
        parent.window(),
        "正在打开附件",
        lambda _progress, _cancelled: ScanPaper(load(), name),
        show,
        failed=failed,
    )
