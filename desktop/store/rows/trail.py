"""Who may sign in, and the log of what they did."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Boolean, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Json
from desktop.store.rows.base import Row, free_text, row_id


class AccountRow(Row):
    """Somebody who may sign in. Never deleted: the log speaks of them."""

    __tablename__ = "account"
    id: Mapped[int] = row_id()
    name: Mapped[str] = mapped_column(String(100), unique=True)
    roles: Mapped[Any] = mapped_column(Json)
    active: Mapped[bool] = mapped_column(Boolean)
    created_on: Mapped[date] = mapped_column(Date)


class TrailRow(Row):
    """The log of what was done; triggers forbid changing and deleting."""

    __tablename__ = "trail"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(40))
    user_name: Mapped[str] = mapped_column(String(100))
    act: Mapped[str] = mapped_column(String(40), index=True)
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    about: Mapped[str] = free_text()
    changes: Mapped[str] = free_text()
    reason: Mapped[str] = free_text()
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    __table_args__ = (Index("ix_trail_subject", "subject", "subject_id"),)


class TrailStateRow(Row):
    """Where the log ends: its one row is changed with every entry."""

    __tablename__ = "trail_state"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
