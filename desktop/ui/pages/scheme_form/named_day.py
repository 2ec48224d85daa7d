"""A day the plan names (指明的日子): a date, a day of every year, a festival, or a day of a year the office fills in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.halfwidth import halfwidth
from desktop.domain.lunar import FESTIVAL_WORDS
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.scheme_form.own import Own

CHECK, DATE, YEARLY, FESTIVAL, YEAR = "check", "date", "yearly", "festival", "year"
WAYS = {
    CHECK: "核对当日",
    DATE: "写明年月日的一天",
    YEARLY: "每年的一天",
    FESTIVAL: "节日",
    YEAR: "年份由参数填写的一天",
}
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")


class NamedDayEdit(QWidget):
    """First which sort of day, then the day itself."""

    changed = Signal()

    def __init__(self, own: Own, today: date, value: object = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way: PickBox[str] = PickBox(WAYS.items(), unset="不写")
        self.date = DayEdit(today)
        self.month_day = TextLine("", "月-日，如 12-31", 12)
        self.festival: PickBox[str] = PickBox(
            [(str(f), words) for f, words in FESTIVAL_WORDS.items()], unset="选一个节日"
        )
        self.parameter: PickBox[str] = PickBox(
            [(id, shown) for id, shown, _ in own.parameters], unset="选一个参数"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.way, 2)
        for field in (self.date, self.festival, self.parameter, self.month_day):
            row.addWidget(field, 2)
        self.setFocusProxy(self.way)
        self.set_value(value)
        self.way.changed.connect(self._turned)
        for field in (self.date, self.month_day, self.festival, self.parameter):
            field.changed.connect(lambda: self.changed.emit())

    def value(self) -> object | None:
        """What stands in the file; None where nothing is written, or not yet enough."""
        yearly = month_day(self.month_day.value())
        match self.way.value():
            case "check":
                return CHECK
            case "date":
                return self.date.value()
            case "yearly":
                return yearly
            case "festival":
                return self.festival.value()
            case "year" if self.parameter.value() and yearly:
                return {"year": self.parameter.value(), "month_day": yearly}
            case _:
                return None

    def set_value(self, value: object) -> None:
        """Show what stands in the file."""
        self.date.set_value(value if isinstance(value, date) else None)
        table = cast("Mapping[str, object]", value) if isinstance(value, dict) else dict[str, object]()
        written = str(table.get("month_day", "")) or (value if isinstance(value, str) else "")
        self.month_day.set_value(written if month_day(written) else "")
        self.festival.set_value(value if isinstance(value, str) else None)
        self.parameter.set_value(str(table.get("year", "")) or None)
        way = None
        if isinstance(value, date):
            way = DATE
        elif isinstance(value, dict):
            way = YEAR
        elif isinstance(value, str):
            way = CHECK if value == CHECK else YEARLY if month_day(value) else FESTIVAL
        self.way.set_value(way)
        self._show()

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        if self.way.value() == DATE and self.date.problem():
            return self.date.problem()
        return "请写好是哪一天。" if self.way.value() is not None and self.value() is None else ""

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for field, called in (
            (self.way, name),
            (self.date, f"{name}：日期"),
            (self.month_day, f"{name}：月日"),
            (self.festival, f"{name}：节日"),
            (self.parameter, f"{name}：年份"),
        ):
            field.setAccessibleName(called)

    def _turned(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        way = self.way.value()
        self.date.setVisible(way == DATE)
        self.festival.setVisible(way == FESTIVAL)
        self.parameter.setVisible(way == YEAR)
        self.month_day.setVisible(way in (YEARLY, YEAR))


def month_day(typed: str) -> str | None:
    """A day of every year as the file writes it, from how people write it: 12-31, 12月31日, 12.31."""
    found = _MONTH_DAY.fullmatch(halfwidth(typed).strip())
    return f"{int(found[1]):02}-{int(found[2]):02}" if found else None
