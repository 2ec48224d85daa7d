"""张贴处 of an open notice: where it hangs, the photograph of it hanging there, and who took it down when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.casework import notice_photos
from desktop.casework.safety import why_not
from desktop.domain.application import Notice, Posting
from desktop.domain.notice_standing import Standing, standing
from desktop.domain.trail import Act
from desktop.ui.case_words import short_day
from desktop.ui.dialogs.attachment_view import look_into
from desktop.ui.dialogs.message import tell, telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.pages.household.taking_in import png

if TYPE_CHECKING:
    from desktop.casework.office import Office

PICTURES = "照片 (*.jpg *.jpeg *.png *.bmp *.tif *.tiff *.webp)"
HOW = "选中一处，按 Ins 选照片，或把照片拖到这里，或按 Ctrl+V 粘贴。照片加密保存在办公室里，看过都记入操作记录。"


@dataclass(frozen=True)
class Place:
    """One place with its position."""

    position: int
    posting: Posting


class PlacesPart(QWidget):
    """What is added here is kept at once."""

    changed = Signal(str)
    """Something was kept; what to say of it."""
    down_asked = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._notice: Notice | None = None
        self.model: RowsModel[Place] = RowsModel(self._columns())
        self.table: Table[Place] = Table(self.model, "这次公示没有登记张贴地点。")
        self.table.setAccessibleName("张贴处")
        self.add = push("选照片(&G)…", self.choose_photo, picture="add", key="Ins")
        self.view = push("看照片(&V)", self.view_photo, picture="search", key="Return")
        self.down = push("取下登记(&T)…", lambda: self.down_asked.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addWidget(Bar((self.add, self.view, self.down)))
        layout.addWidget(Words(HOW, "faint"))
        self.setFocusProxy(self.table)
        self.setAcceptDrops(True)
        self.table.opened.connect(lambda: self.view_photo())
        self.table.inserted.connect(self.choose_photo)
        self.table.chosen.connect(lambda: self._enable())
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)

    def show_notice(self, notice: Notice) -> None:
        """Show the places of this notice."""
        row = self.table.currentIndex().row()
        self._notice = notice
        self.model.show([Place(n, p) for n, p in enumerate(notice.postings)])
        if notice.postings:
            self.table.choose(max(0, min(row, len(notice.postings) - 1)))
        self._enable()

    def choose_missing(self) -> None:
        """Choose the first place there is no photograph of."""
        first = next((x.position for x in self.model.lines() if not x.posting.photo), 0)
        self.table.choose(first)

    def choose_photo(self) -> None:
        """Ask for the photograph of the chosen place."""
        if self.add.isEnabled():
            chosen, _ = QFileDialog.getOpenFileName(self, "选择张贴现场的照片", "", PICTURES)
            if chosen:
                self.add_file(Path(chosen))

    def add_file(self, path: Path) -> None:
        """Keep this file as the photograph of the chosen place."""
        self._keep(lambda notice, at: notice_photos.add_photo(self._office, notice, at, path))

    def paste(self) -> None:
        """Keep the picture, or the file, on the clipboard as the photograph of the chosen place."""
        if not self.add.isEnabled():
            return
        content = QGuiApplication.clipboard().mimeData()
        files = [Path(u.toLocalFile()) for u in content.urls() if u.isLocalFile()]
        if files:
            self.add_file(files[0])
            return
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            tell(self, "剪贴板里没有图片。请先截图或复制图片，再按 Ctrl+V。", "没有可粘贴的图片")
            return
        name = f"粘贴的照片 {self._office.today().isoformat()}.png"
        self._keep(
            lambda notice, at: notice_photos.add_photo_bytes(self._office, notice, at, name, png(image))
        )

    def view_photo(self) -> None:
        """Look at the photograph of the chosen place; nothing is written to the disk."""
        line, notice = self.table.line(), self._notice
        if line is None or notice is None or not self.view.isEnabled():
            return
        office, notice_id, at = self._office, notice.id or 0, line.position
        title = f"公示 {notice.number}　{line.posting.place}"
        look_into(
            lambda: notice_photos.photo(office, notice_id, at), line.posting.photo, title, self, self._failed
        )

    def _keep(self, deed: Callable[[int, int], object]) -> None:
        line, notice = self.table.line(), self._notice
        if line is None or notice is None:
            tell(self, "请先选中照片是哪一处的。", "还没有选张贴处")
            return
        with telling(self):
            deed(notice.id or 0, line.position)
            self.changed.emit(f"已登记「{line.posting.place}」的张贴照片")

    def _failed(self, error: Exception) -> None:
        with telling(self):
            raise error

    def _enable(self) -> None:
        line, notice = self.table.line(), self._notice
        today = self._office.today()
        over = notice is not None and standing(notice, today) in (Standing.to_take_down, Standing.ended_up)
        for button, act, usable in (
            (self.add, Act.hang_notice, line is not None),
            (self.view, Act.view_attachment, line is not None and bool(line.posting.photo)),
            (self.down, Act.hang_notice, over),
        ):
            said = why_not(self._office, act)
            button.setEnabled(usable and not said)
            if said:
                button.setToolTip(said)
        self.add.setText("换照片(&G)…" if line is not None and line.posting.photo else "选照片(&G)…")

    def _columns(self) -> list[Column[Place]]:
        return [
            Column(title="张贴地点", text=lambda x: x.posting.place, width=200, stretch=True),
            Column(
                title="照片",
                text=lambda x: x.posting.photo or "还没有",
                width=200,
                stretch=True,
                kind=lambda x: "" if x.posting.photo else "amber",
            ),
            Column(title="取下日期", text=self._down, width=150),
            Column(title="取下人", text=lambda x: x.posting.down_by, width=130),
        ]

    def _down(self, line: Place) -> str:
        day = line.posting.down_on
        return "" if day is None else short_day(day, self._office.today())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.add.isEnabled() and any(u.isLocalFile() for u in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        index = self.table.indexAt(self.table.viewport().mapFrom(self, event.position().toPoint()))
        if index.isValid():
            self.table.choose(index.row())
        if files:
            self.add_file(files[0])
