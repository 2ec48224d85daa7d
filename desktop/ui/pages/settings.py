"""设置: the office itself, published lines, and where the data lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop.ui.dialogs.message import telling
from desktop.ui.news import News
from desktop.ui.pages.page import Go, Page
from desktop.ui.pages.setup.bureau import BureauPart
from desktop.ui.pages.setup.data import DataPart
from desktop.ui.pages.setup.lines import LinesPart
from desktop.ui.pages.turning import turned_by_keys

if TYPE_CHECKING:
    from desktop.casework.office import Office


class Settings(Page):
    """One tab for each part; Ctrl+PgDown and Ctrl+PgUp turn them over."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.bureau = BureauPart(office, news)
        self.lines = LinesPart(office, news)
        self.data = DataPart(office, news)
        self.parts: dict[str, QWidget] = {
            "bureau": self.bureau,
            "lines": self.lines,
            "data": self.data,
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part, title in zip(self.parts.values(), ("单位信息", "标准", "数据"), strict=True):
            self.tabs.addTab(part, title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(self.tabs)
        turned_by_keys(self, self.tabs, self.begin)

    def refresh(self) -> None:
        with telling(self):
            if not self.bureau.dirty():
                self.bureau.load()
            self.lines.load()
            self.data.load()

    def begin(self) -> None:
        part = self.tabs.currentWidget()
        first: dict[QWidget, QWidget] = {
            self.bureau: self.bureau.name,
            self.lines: self.lines.table,
            self.data: self.data.open_button,
        }
        first[part].setFocus()

    def show_item(self, item: object) -> None:
        if isinstance(item, str) and item in self.parts:
            self.tabs.setCurrentWidget(self.parts[item])
            self.begin()

    def may_leave(self) -> bool:
        return self.bureau.may_leave()

    def unsaved(self) -> str:
        return "单位信息" if self.bureau.dirty() else ""

    def new(self) -> None:
        part = self.tabs.currentWidget()
        if isinstance(part, LinesPart):
            part.new()

    def edit(self) -> None:
        part = self.tabs.currentWidget()
        if isinstance(part, LinesPart):
            part.edit()

    def save(self) -> None:
        if self.tabs.currentWidget() is self.bureau and self.bureau.dirty():
            self.bureau.save()
