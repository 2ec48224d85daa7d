"""Holidays (放假安排): the years that are known, each with its days; a year without a list shows itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework import settings
from desktop.domain.calendar import YearList
from desktop.ui.dialogs.message import telling
from desktop.ui.dialogs.year import ListedDay, YearDialog, day_columns, listed
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News

if TYPE_CHECKING:
    from desktop.casework.office import Office

NOTICE_MONTH = 11
"""The month in which the State Council publishes the next year's list."""
OWN, SHIPPED, MISSING = "本单位登记", "程序自带", "没有安排"


@dataclass(frozen=True)
class YearRow:
    """A year with its list and where that comes from."""

    value: YearList
    origin: str


class YearsPart(QWidget):
    """Years on the left, the days of the chosen one on the right."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self.warning = Words()
        self.change = push("填写这一年(&E)…", self.edit, picture="edit", kind="primary", key="F2")
        self.add = push("添加年份(&N)", self.new, picture="add", key="Ctrl+N")
        self.model: RowsModel[YearRow] = RowsModel(_columns())
        self.table: Table[YearRow] = Table(self.model)
        self.table.setAccessibleName("年份")
        self.source = OneLine(kind="faint")
        self.day_model: RowsModel[ListedDay] = RowsModel(day_columns())
        self.days: Table[ListedDay] = Table(
            self.day_model, "这一年还没有放假安排，期限按周一至周五估算。点「填写这一年」照通知填写。"
        )
        self.days.setAccessibleName("这一年的放假安排")
        self.table.setFixedWidth(312)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.table)
        row.addWidget(self.days, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.setSpacing(8)
        layout.addWidget(self.warning)
        layout.addWidget(Bar((self.change, self.add)))
        layout.addLayout(row, 1)
        layout.addWidget(self.source)
        layout.addWidget(
            Words("工作日按这里的安排算：放假的不算，调休上班的周末算。回车或双击一年，查看和修改。", "faint")
        )
        self.table.chosen.connect(self._show_year)
        self.table.opened.connect(lambda: self.edit())
        self.days.opened.connect(lambda: self.edit())
        self.load()

    def load(self, chosen: int | None = None) -> None:
        """Show what is kept, on the same year; at first on this one."""
        with telling(self):
            here = self.table.line()
            today = self._office.today()
            wanted = chosen or (here.value.year if here else today.year)
            known = settings.calendar(self._office).lists
            years = sorted({*known, today.year, today.year + 1, wanted}, reverse=True)
            rows = [self._row(year, year in known) for year in years]
            self.model.show(rows)
            self.table.choose(next((n for n, r in enumerate(rows) if r.value.year == wanted), 0))
            self._warn(today, {r.value.year for r in rows if r.origin == MISSING})

    def edit(self) -> None:
        """Fill in the chosen year."""
        row = self.table.line()
        if row is not None:
            self._fill(row.value.year)

    def new(self) -> None:
        """Fill in the first year that has no list yet."""
        known = settings.calendar(self._office).lists
        year = self._office.today().year
        while year in known:
            year += 1
        self._fill(year)

    def _fill(self, year: int) -> None:
        with telling(self):
            kept = YearDialog.ask(self._office, year, self)
            if kept is not None:
                self.load(year)
                self._news.settings_changed.emit()
                self._news.said.emit(
                    f"已保存 {year} 年放假安排：放假 {len(kept.rest)} 天，上班 {len(kept.work)} 天"
                )
                self.table.setFocus()

    def _row(self, year: int, known: bool) -> YearRow:
        value = settings.year_list(self._office, year)
        if not known:
            return YearRow(value, MISSING)
        return YearRow(value, SHIPPED if value == self._office.calendars.get(year) else OWN)

    def _warn(self, today: date, missing: set[int]) -> None:
        following = today.year + 1
        cure = "请照国务院办公厅的放假通知填写：选中这一年，点「填写这一年」。"
        if today.year in missing:
            self.warning.become(
                "band-bad",
                f"{today.year} 年没有放假安排，所有期限都按周一至周五估算，遇到节日会算错。{cure}",
            )
        elif following in missing and today.month >= NOTICE_MONTH:
            self.warning.become(
                "band-warned",
                f"{following} 年的放假安排还没有登记，跨年的期限按周一至周五估算。通知一般在 11 月发布，{cure}",
            )
        elif following in missing:
            self.warning.become(
                "band-told",
                f"{following} 年的通知一般在 {today.year} 年 11 月前后发布，发布后在这里填写；在那以前，{following} 年的期限是估算。",
            )
        else:
            self.warning.become("", "")
        self.warning.setVisible(bool(self.warning.text()))

    def _show_year(self, row: YearRow | None) -> None:
        self.day_model.show(() if row is None else listed(row.value))
        source = "" if row is None else row.value.source or ("" if row.origin == MISSING else "没有写明依据")
        self.source.say(f"依据：{source}" if source else "")


def _columns() -> list[Column[YearRow]]:
    return [
        Column(title="年份", text=lambda x: f"{x.value.year} 年", width=76),
        Column(
            title="来自",
            text=lambda x: x.origin,
            width=96,
            stretch=True,
            kind=lambda x: "red" if x.origin == MISSING else "",
        ),
        Column(title="放假", text=lambda x: _days(x, len(x.value.rest)), width=60, right=True),
        Column(title="补班", text=lambda x: _days(x, len(x.value.work)), width=60, right=True),
    ]


def _days(row: YearRow, count: int) -> str:
    return "估算" if row.origin == MISSING else f"{count} 天"
