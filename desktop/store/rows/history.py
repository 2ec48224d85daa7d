"""What can be taken back, what was taken in, and what is still half typed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Index, LargeBinary, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.rows.base import Row, free_text, row_id


class HistoryStepRow(Row):
    """Something done to archives that can be taken back: a change, an import, a merge."""

    __tablename__ = "history_step"
    id: Mapped[int] = row_id()
    at: Mapped[str] = mapped_column(String(40))
    user: Mapped[str] = mapped_column("user_name", String(100))
    act: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = free_text()
    undone_at: Mapped[str] = free_text()
    undone_by: Mapped[str] = free_text()
    undoes: Mapped[int | None]
    """The step that this one takes back; no foreign key, for old steps are thinned."""
    first_entry: Mapped[int] = mapped_column(default=0, server_default="0")
    last_entry: Mapped[int] = mapped_column(default=0, server_default="0")
    """Its entries in the log."""
    companions: Mapped[str] = free_text()
    """Rows of other tables that were moved, added or taken away with it."""


class HistoryPartRow(Row):
    """One archive as it stood before such a step; nothing where the step opened it."""

    __tablename__ = "history_part"
    step_id: Mapped[int] = mapped_column(ForeignKey("history_step.id"), primary_key=True)
    household_id: Mapped[int] = mapped_column(primary_key=True, index=True)
    """No foreign key: of an archive whose opening was taken back no row is left."""
    version: Mapped[int]
    """The version the step left it at; 0 where the step took it away."""
    before: Mapped[bytes | None] = mapped_column(LargeBinary)
    undone: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    """Taken back; an import can be taken back in part."""


class ImportRow(Row):
    """Which workbooks were taken in, so that the same file is not taken twice unseen."""

    __tablename__ = "roster_import"
    id: Mapped[int] = row_id()
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(255))
    day: Mapped[date] = mapped_column(Date)
    taken: Mapped[int]
    step_id: Mapped[int | None] = mapped_column(ForeignKey("history_step.id"))
    """By which it can be taken back."""


class DraftRow(Row):
    """What stands half-typed in a form, kept until it is saved or thrown away."""

    __tablename__ = "draft"
    id: Mapped[int] = row_id()
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    user: Mapped[str] = mapped_column("user_name", String(100))
    at: Mapped[str] = mapped_column(String(40))
    content: Mapped[str] = mapped_column(Text)
    __table_args__ = (Index("ix_draft_kind_subject", "kind", "subject_id"),)
