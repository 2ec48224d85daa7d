"""Units, and the staff who belong to them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.staff import Rank
from desktop.domain.unit import UnitKind
from desktop.store.columns import Word
from desktop.store.rows.base import Row, free_text, row_id


class UnitRow(Row):
    """Units of all kinds, as one tree."""

    __tablename__ = "unit"
    id: Mapped[int] = row_id()
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[UnitKind] = mapped_column(Word(UnitKind))
    name: Mapped[str] = mapped_column(String(200))
    code: Mapped[str] = mapped_column(String(60))
    head_id: Mapped[int | None]
    """Among the staff; no foreign key, for staff belong to units in turn."""
    phone: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = free_text()
    closed_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = free_text()
    short_name: Mapped[str] = free_text()


class StaffRow(Row):
    """Who works for the office or helps it."""

    __tablename__ = "staff"
    id: Mapped[int] = row_id()
    name: Mapped[str] = mapped_column(String(100), index=True)
    id_number: Mapped[str] = mapped_column(String(20), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    post: Mapped[str] = mapped_column(String(100))
    rank: Mapped[Rank | None] = mapped_column(Word(Rank))
    phone: Mapped[str] = mapped_column(String(40))
    helps: Mapped[bool] = mapped_column(Boolean)
    works: Mapped[bool] = mapped_column(Boolean)
    left_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = free_text()


class RelativeRow(Row):
    """A near relative a member of staff declared."""

    __tablename__ = "relative"
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(100), index=True)
    relation: Mapped[str] = mapped_column(String(40))
    id_number: Mapped[str] = mapped_column(String(20), index=True)
    remark: Mapped[str] = free_text()
