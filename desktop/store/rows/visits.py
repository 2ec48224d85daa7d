"""Visits, alone or in rounds."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.visit import Purpose
from desktop.store.columns import Json, Word
from desktop.store.rows.base import Row, free_text, household_key, row_id


class RoundRow(Row):
    __tablename__ = "visit_round"
    id: Mapped[int] = row_id()
    title: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[Purpose] = mapped_column(Word(Purpose))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)


class VisitRow(Row):
    __tablename__ = "visit"
    id: Mapped[int] = row_id()
    round_id: Mapped[int | None] = mapped_column(ForeignKey("visit_round.id"), index=True)
    household_id: Mapped[int] = household_key()
    day: Mapped[date] = mapped_column("planned_on", Date, index=True)
    visitors: Mapped[Any] = mapped_column(Json)
    purpose: Mapped[Purpose] = mapped_column(Word(Purpose))
    made_on: Mapped[date | None] = mapped_column(Date)
    found: Mapped[str] = free_text()
    wishes: Mapped[str] = free_text()
    safety: Mapped[str] = free_text()
