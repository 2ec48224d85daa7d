"""Whom a change concerns (涉及的户): those entering, leaving, and those whose sum changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.casework.effect import named
from desktop.domain.census import Standing
from desktop.domain.columns import Codes
from desktop.domain.effect import Moved, sum_words
from desktop.domain.masking import public_name
from desktop.domain.words import word
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

if TYPE_CHECKING:
    from desktop.casework.office import Office

SHOWN = 500
"""So many households of a kind are listed; the spreadsheet has them all."""


@dataclass(frozen=True)
class Line:
    """One household with what it gets before and after."""

    id: int
    number: str
    name: str
    before: str
    after: str


class Lists(QTabWidget):
    """Three tables; Enter on a line opens its verdicts."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.tables: list[Table[Line]] = []
        for title, empty in (
            ("新增", "没有因此符合的家庭。"),
            ("退出", "没有因此不再符合的家庭。"),
            ("金额变化", "没有数额改变的家庭。"),
        ):
            table: Table[Line] = Table(RowsModel(_columns()), empty)
            table.setAccessibleName(title)
            table.opened.connect(self.opened)
            table.setMinimumHeight(table.height_for(3))
            self.tables.append(table)
            self.addTab(table, title)

    def show_moved(self, office: Office, before: Standing, after: Standing, whom: Moved) -> None:
        """List those concerned; the first of them where there are many."""
        kinds = (("新增", whom.entering), ("退出", whom.leaving), ("金额变化", whom.changed))
        for n, (title, rows) in enumerate(kinds):
            more = f"，列出前 {SHOWN} 户" if len(rows) > SHOWN else ""
            self.setTabText(n, f"{title}（{len(rows):,} 户{more}）")
            model = self.tables[n].lines
            assert isinstance(model, RowsModel)
            model.show(lines_of(office, before, after, rows[:SHOWN]))
        filled = [n for n, (_, rows) in enumerate(kinds) if len(rows)]
        if filled and self.currentIndex() not in filled and not self.currentWidget().hasFocus():
            self.setCurrentIndex(filled[0])

    def clear_lines(self) -> None:
        """Nothing to compare with."""
        for n, title in enumerate(("新增", "退出", "金额变化")):
            self.setTabText(n, title)
            model = self.tables[n].lines
            assert isinstance(model, RowsModel)
            model.show(())


def lines_of(office: Office, before: Standing, after: Standing, rows: Codes) -> list[Line]:
    """Those rows as they are listed, by archive number."""
    by_id = {int(before.ids[row]): int(row) for row in rows}
    found = [
        Line(
            id=one.id,
            number=one.number,
            name=public_name(one.name),
            before=_said(before, by_id[one.id]),
            after=_said(after, by_id[one.id]),
        )
        for one in named(office, list(by_id))
    ]
    return sorted(found, key=lambda line: line.number)


def _said(standing: Standing, row: int) -> str:
    total = standing.total_of(row)
    return word(standing.outcome_of(row)) if total is None else sum_words(total)


def _columns() -> list[Column[Line]]:
    return [
        Column(title="档案编号", text=lambda x: x.number, width=150),
        Column(title="户主", text=lambda x: x.name, width=110),
        Column(title="现在", text=lambda x: x.before, width=200, stretch=True),
        Column(title="改后", text=lambda x: x.after, width=200, stretch=True),
    ]
