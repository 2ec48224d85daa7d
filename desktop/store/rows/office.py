"""What the office set for itself: settings, numbers given, lines, parameters, holidays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.standards import LineKind
from desktop.store.columns import Hundredths, Json, Word
from desktop.store.rows.base import Row, free_text, row_id


class SettingRow(Row):
    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(Json)


class SeriesRow(Row):
    """The last number given in each series; numbers never repeat."""

    __tablename__ = "series"
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class LineRow(Row):
    __tablename__ = "line"
    id: Mapped[int] = row_id()
    kind: Mapped[LineKind] = mapped_column(Word(LineKind))
    place: Mapped[str] = mapped_column(String(100))
    from_day: Mapped[date] = mapped_column(Date)
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    source: Mapped[str] = free_text()
    __table_args__ = (Index("ix_line_kind_place_day", "kind", "place", "from_day", unique=True),)


class ParameterRow(Row):
    """What an office filled into a scheme's parameter, from a day on."""

    __tablename__ = "parameter"
    scheme_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = free_text()
    set_on: Mapped[date] = mapped_column(Date)


class CalendarYearRow(Row):
    """A year's list of holidays as the office corrected it; other years come from the shipped files."""

    __tablename__ = "calendar_year"
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str] = free_text()
    rest: Mapped[Any] = mapped_column(Json)
    work: Mapped[Any] = mapped_column(Json)
