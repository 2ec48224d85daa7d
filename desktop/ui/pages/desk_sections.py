"""The lists of the home page (工作台的各栏): each under its heading with the count, every line leading to its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.application import ApplicationLine
from desktop.ui.case_words import due_colour, due_told
from desktop.ui.fields.panels import Card, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

L = TypeVar("L")

SHOWN = 8
"""Lines a section shows before it scrolls."""


class Section(Card, Generic[L]):
    """One list of the desk under its heading with the count; every line opens its page."""

    def __init__(
        self,
        title: str,
        columns: Sequence[Column[L]],
        opened: Callable[[L], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._title = title
        self.heading = Words(title, "heading", wrap=False)
        self.model: RowsModel[L] = RowsModel(columns)
        self.table: Table[L] = Table(self.model)
        self.table.setAccessibleName(title)
        self.table.opened.connect(opened)
        # the columns are made to fit the narrowest window; only a long list scrolls, and only downwards
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch()
        head.addWidget(Words("回车或双击打开", "faint", wrap=False))
        self.add(head)
        self.add(self.table)

    def show_lines(self, found: Sequence[L], total: int = 0) -> None:
        """Show these lines, of so many in all, staying on the same row."""
        row = self.table.currentIndex().row()
        self.model.show(found)
        more = f"{total:,}，先列最急的 {len(found)} 份" if total > len(found) else f"{len(found)}"
        self.heading.setText(f"{self._title}（{more}）")
        scrolls = len(found) > SHOWN
        self.table.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.table.setFixedHeight(self.table.height_for(min(len(found), SHOWN)))
        if row >= 0 and found:
            self.table.choose(min(row, len(found) - 1))


def case_section(
    title: str,
    today: Callable[[], date],
    estimated: Callable[[ApplicationLine], bool],
    opened: Callable[[ApplicationLine], object],
) -> Section[ApplicationLine]:
    """Applications with the step that waits and its due day."""
    return Section(
        title,
        [
            Column(title="申请人", text=lambda x: x.applicant, width=132, stretch=True),
            Column(title="正在办", text=lambda x: x.step, width=116),
            Column(
                title="期限",
                text=lambda x: ("估算 " if estimated(x) else "") + due_told(x.due, today()),
                width=172,
                stretch=True,
                kind=lambda x: due_colour(x.due, today()),
            ),
            Column(title="方案", text=lambda x: x.scheme_title, width=76, stretch=True),
        ],
        opened,
    )
