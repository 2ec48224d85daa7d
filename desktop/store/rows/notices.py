"""Notices, what hangs of them where, and what is objected."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Json
from desktop.store.rows.base import Row, free_text, row_id


class NoticeRow(Row):
    __tablename__ = "notice"
    id: Mapped[int] = row_id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    posted_on: Mapped[date] = mapped_column(Date)
    until: Mapped[date] = mapped_column("until_day", Date, index=True)
    until_posting_day_counted: Mapped[date] = mapped_column(Date)
    until_posting_day_excluded: Mapped[date] = mapped_column(Date)
    days: Mapped[int]
    place: Mapped[str] = free_text()
    objections: Mapped[str] = free_text()
    closed_on: Mapped[date | None] = mapped_column(Date)
    postings: Mapped[Any] = mapped_column(Json, default=list, server_default="[]")
    """The places it hangs at, each with the photograph of it hanging there."""
    taken_down_on: Mapped[date | None] = mapped_column(Date)
    taken_down_by: Mapped[str] = free_text()
    more: Mapped[Any] = mapped_column(Json, default=dict, server_default="{}")
    """How it was drawn up: which columns it shows, and how names are masked."""
    workdays: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    """Whether `days` are working days."""
    skipped: Mapped[str] = free_text()
    """Which days were not counted, by the holidays on file when it was hung."""


class NoticeCaseRow(Row):
    """A case a notice names; it stays when an objection takes the case off the notice."""

    __tablename__ = "notice_case"
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    whole: Mapped[bool] = mapped_column(Boolean)
    """Whether the name may stand there whole, were it not a minor's."""
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    """The check it rested on when it was hung; the case may have been checked anew since."""
    award: Mapped[str | None] = mapped_column(Text)
    """What it said is to be given; None where that was not kept yet when it was hung."""


class NoticePhotoRow(Row):
    """A photograph of a notice hanging at one of its places: its bytes lie beside those of the attachments."""

    __tablename__ = "notice_photo"
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Which of the notice's places, counted from 0."""
    shown_name: Mapped[str] = free_text()
    stored: Mapped[str] = mapped_column(String(64), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    added_on: Mapped[date] = mapped_column(Date)
    added_by: Mapped[str] = mapped_column(String(100))


class ObjectionRow(Row):
    """An objection to a notice."""

    __tablename__ = "objection"
    id: Mapped[int] = row_id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    day: Mapped[date] = mapped_column("raised_on", Date)
    words: Mapped[str] = free_text()
    raised_by: Mapped[str] = free_text()
    contact: Mapped[str] = free_text()
    received_by: Mapped[str] = free_text()
    finding: Mapped[str | None] = mapped_column(String(20))
    because: Mapped[str] = free_text()
    settled_on: Mapped[date | None] = mapped_column(Date)
    settled_by: Mapped[str] = free_text()
    answered_on: Mapped[date | None] = mapped_column(Date)
