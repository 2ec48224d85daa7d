"""Where several cases are settled together: meetings, random checks, rounds of places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Hundredths, Json
from desktop.store.rows.base import Row, free_text, row_id


class MeetingRow(Row):
    """A meeting with its minutes."""

    __tablename__ = "meeting"
    id: Mapped[int] = row_id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column("held_on", Date, index=True)
    title: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = free_text()
    host: Mapped[str] = free_text()
    recorder: Mapped[str] = free_text()
    due: Mapped[int] = mapped_column("members_due", default=0)
    present: Mapped[Any] = mapped_column(Json)
    absent: Mapped[Any] = mapped_column(Json)
    avoided: Mapped[Any] = mapped_column(Json)
    minutes: Mapped[str] = free_text()


class MeetingItemRow(Row):
    """One case on a meeting's agenda."""

    __tablename__ = "meeting_item"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    yes: Mapped[int | None]
    no: Mapped[int | None]
    abstain: Mapped[int | None]
    result: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = free_text()
    proposed: Mapped[Decimal | None] = mapped_column(Hundredths)
    amount: Mapped[Decimal | None] = mapped_column(Hundredths)
    goods: Mapped[Any] = mapped_column(Json)
    discussed: Mapped[bool] = mapped_column(Boolean)


class DrawRow(Row):
    """A random check as it was drawn."""

    __tablename__ = "draw"
    id: Mapped[int] = row_id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    scheme_id: Mapped[str] = mapped_column(String(60), index=True)
    scheme_title: Mapped[str] = mapped_column(String(200))
    check_id: Mapped[str] = mapped_column(String(60))
    day: Mapped[date] = mapped_column("drawn_on", Date)
    percent: Mapped[str] = mapped_column(String(20))
    at_least: Mapped[int]
    seed: Mapped[str] = free_text()
    because: Mapped[str] = free_text()
    drawn_by: Mapped[str] = free_text()
    witness: Mapped[str] = free_text()


class DrawnRow(Row):
    """One case of the list a draw was held over."""

    __tablename__ = "drawn"
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    chosen: Mapped[bool] = mapped_column(Boolean)
    checked_on: Mapped[date | None] = mapped_column(Date)
    checked_by: Mapped[str] = free_text()
    sound: Mapped[bool | None] = mapped_column(Boolean)
    found: Mapped[str] = free_text()


class PlacesRow(Row):
    """A round of places."""

    __tablename__ = "places_round"
    id: Mapped[int] = row_id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    scheme_id: Mapped[str] = mapped_column(String(60), index=True)
    scheme_title: Mapped[str] = mapped_column(String(200))
    rule_id: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(200))
    day: Mapped[date] = mapped_column("held_on", Date)
    places: Mapped[int | None]
    posts: Mapped[int | None]
    seed: Mapped[str] = free_text()
    words: Mapped[Any] = mapped_column(Json)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    because: Mapped[str] = free_text()
    settled_on: Mapped[date | None] = mapped_column(Date)
    settled_by: Mapped[str] = free_text()


class PlaceRowRow(Row):
    """One who stood for a place in a round."""

    __tablename__ = "places_row"
    round_id: Mapped[int] = mapped_column(ForeignKey("places_round.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    post: Mapped[str] = free_text()
    values: Mapped[Any] = mapped_column("figures", Json)
    exempt: Mapped[bool] = mapped_column(Boolean)
    withdrawn: Mapped[bool] = mapped_column(Boolean)
    rank: Mapped[int | None] = mapped_column("place_rank")
    standing: Mapped[str] = mapped_column(String(20))
    because: Mapped[str] = free_text()
    decided: Mapped[str | None] = mapped_column(String(20))
