"""One household before and after (这一户的结论): both verdicts with their reasons, side by side as two pages."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.verdict import Verdict
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Scrolled, Words
from desktop.ui.verdict_sheet import VerdictSheet


class Verdicts(QDialog):
    """Only shows; nothing of it is kept."""

    def __init__(
        self,
        title: str,
        before: Verdict | None,
        after: Verdict,
        groups: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.sheets: list[VerdictSheet] = []
        for name, verdict in (("改后(&2)", after), ("现在(&1)", before)):
            if verdict is None:
                continue
            sheet = VerdictSheet(verdict, groups)
            page = Scrolled(margin=12)
            page.add(sheet)
            page.column.addStretch(1)
            self.sheets.append(sheet)
            self.pages.addTab(page, name)
        close = push("知道了(&K)", self.accept, kind="primary", key="Esc")
        close.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(Words("只是试算，没有留存。Ctrl+Tab 换页。", "faint"), 1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self.pages, 1)
        layout.addLayout(row)
        room = self.screen().availableGeometry()
        self.resize(min(860, room.width() - 40), min(720, room.height() - 60))
        self.pages.setFocus()
