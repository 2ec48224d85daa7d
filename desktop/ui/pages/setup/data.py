"""Where the office's data lies (数据): the folder, what is in it, and how to take it along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.ui.dialogs.message import tell_error
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.papers import FOLDER

if TYPE_CHECKING:
    from desktop.casework.office import Office

KNOWN = {".db": "全部档案和办理记录，最要紧的一个文件"}
PASSING = (".lock", "-wal", "-shm", "-journal")
"""Endings of files that come and go while the program runs."""
FOLDERS = {
    "备份": "自动备份",
    "附件": "扫描件和照片，加密保存，请不要改动",
    FOLDER: "生成的表格，可以删除，随时能重新打印",
}


@dataclass(frozen=True)
class Item:
    """A file or folder in the data folder."""

    name: str
    what: str
    size: str
    changed: str


class DataPart(QWidget):
    """Shows and opens; changes nothing."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self.path = QLineEdit(str(office.folder))
        self.path.setReadOnly(True)
        self.path.setAccessibleName("数据文件夹")
        self.open_button = push("打开数据文件夹(&O)", self.open_folder, picture="open", kind="primary")
        self.copy_button = push("复制路径(&Y)", self.copy_path)
        self.model: RowsModel[Item] = RowsModel(_columns())
        self.table: Table[Item] = Table(self.model, "文件夹里还没有文件。")
        self.table.setAccessibleName("数据文件夹里的文件")
        card = Card("数据文件夹")
        card.add(Words("本单位的全部数据都在这个文件夹里，不上传、不联网。"))
        card.add(self.path)
        card.add(Bar((self.open_button, self.copy_button)))
        card.add(
            Words(
                "要备份或换电脑：先关闭程序，再把整个文件夹复制到 U 盘。U 盘请妥善保管，里面有个人信息。",
                "faint",
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.setSpacing(10)
        layout.addWidget(card)
        layout.addWidget(self.table, 1)
        self.load()

    def load(self) -> None:
        """Look into the folder anew."""
        try:
            found = sorted(self._office.folder.iterdir(), key=lambda p: (p.is_dir(), p.name))
            self.model.show([_item(path) for path in found if not path.name.endswith(PASSING)])
        except OSError as error:
            self.model.show(())
            self.table.say_when_empty(f"文件夹读不出来：{error.strerror}。请检查磁盘或 U 盘是否还在。")

    def open_folder(self) -> None:
        """Show the folder in the system's file manager."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._office.folder))):
            tell_error(
                self,
                f"系统没有打开文件夹的程序。文件夹在：\n{self._office.folder}\n可点「复制路径」后自己打开。",
            )

    def copy_path(self) -> None:
        """Put the path on the clipboard."""
        QGuiApplication.clipboard().setText(str(self._office.folder))
        self._news.said.emit("已复制数据文件夹的路径")


def _item(path: Path) -> Item:
    found = path.stat()
    changed = date.fromtimestamp(found.st_mtime).isoformat()
    if path.is_dir():
        return Item(
            path.name, FOLDERS.get(path.name, ""), f"{sum(1 for _ in path.iterdir())} 个文件", changed
        )
    what = next((said for ending, said in KNOWN.items() if path.name.endswith(ending)), "")
    return Item(path.name, what, _size(found.st_size), changed)


def _size(count: int) -> str:
    return f"{count / 1_048_576:,.1f} MB" if count >= 1_048_576 else f"{-(-count // 1024):,} KB"


def _columns() -> list[Column[Item]]:
    return [
        Column(title="名称", text=lambda x: x.name, width=190),
        Column(title="是什么", text=lambda x: x.what, width=230, stretch=True),
        Column(title="大小", text=lambda x: x.size, width=104, right=True),
        Column(title="更新日期", text=lambda x: x.changed, width=116),
    ]
