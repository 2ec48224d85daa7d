"""What every table is made of."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column


class Row(DeclarativeBase):
    """Base of all tables. Nothing cascades: what hangs on a row is removed by name or not at all."""


def row_id() -> MappedColumn[int]:
    return mapped_column(primary_key=True)


def household_key(primary: bool = False) -> MappedColumn[int]:
    """The household a row belongs to; `primary` where it is part of the row's own key."""
    return mapped_column(ForeignKey("household.id"), primary_key=primary, index=not primary)


def free_text() -> MappedColumn[str]:
    return mapped_column(Text, default="", server_default="")
