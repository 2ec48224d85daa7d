"""What is kept beside an archive, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.standing import FileState
from desktop.store.columns import Json, Word
from desktop.store.rows.base import Row, free_text, household_key, row_id


class AttachmentRow(Row):
    """A scan or photograph: its bytes lie under a random name, what it is called is only text."""

    __tablename__ = "attachment"
    id: Mapped[int] = row_id()
    household_id: Mapped[int] = household_key()
    kind: Mapped[str] = mapped_column(String(40))
    shown_name: Mapped[str] = free_text()
    stored: Mapped[str] = mapped_column(String(64), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    added_on: Mapped[date] = mapped_column(Date)
    added_by: Mapped[str] = mapped_column(String(100))
    removed_on: Mapped[date | None] = mapped_column(Date)
    dated: Mapped[date | None] = mapped_column(Date)
    """The paper's own date."""
    whose: Mapped[int] = mapped_column(default=0, server_default="0")
    """The member it is about; 0: the household."""


class ConsentRow(Row):
    """That a household was told what is kept of it and agreed (告知同意)."""

    __tablename__ = "consent"
    id: Mapped[int] = row_id()
    household_id: Mapped[int] = household_key()
    given_on: Mapped[date] = mapped_column(Date)
    given_by: Mapped[str] = mapped_column(String(100))
    relation: Mapped[str] = free_text()
    publication: Mapped[bool] = mapped_column(Boolean)
    """Whether name and award may be published (公示)."""
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    withdrawn_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = free_text()


class StandingRow(Row):
    """Every change of a file's state."""

    __tablename__ = "standing"
    id: Mapped[int] = row_id()
    household_id: Mapped[int] = household_key()
    state: Mapped[FileState] = mapped_column(Word(FileState))
    since: Mapped[date] = mapped_column(Date)
    because: Mapped[str] = free_text()
    other_unit: Mapped[str] = free_text()
    fade_until: Mapped[date | None] = mapped_column(Date)
    by: Mapped[str] = mapped_column("noted_by", String(100))


class ReviewRow(Row):
    """A yearly review of a file (年度复审): what had changed and what was decided."""

    __tablename__ = "review"
    id: Mapped[int] = row_id()
    household_id: Mapped[int] = household_key()
    year: Mapped[int] = mapped_column(index=True)
    day: Mapped[date] = mapped_column("reviewed_on", Date)
    suggestion: Mapped[str] = mapped_column(String(20))
    decision: Mapped[str] = mapped_column(String(20))
    because: Mapped[str] = free_text()
    differences: Mapped[Any] = mapped_column(Json)
    by: Mapped[str] = mapped_column("reviewed_by", String(100))


class IgnoredRow(Row):
    """A finding of the plausibility rules that somebody looked at and let stand (已核，忽略)."""

    __tablename__ = "ignored"
    id: Mapped[int] = row_id()
    household_id: Mapped[int] = household_key()
    rule: Mapped[str] = mapped_column(String(60))
    figures: Mapped[str] = free_text()
    """What it was found on: with other figures it is found anew."""
    because: Mapped[str] = free_text()
    by: Mapped[str] = mapped_column("ignored_by", String(100))
    day: Mapped[date] = mapped_column("ignored_on", Date)


class DoubtRow(Row):
    """What the plausibility rules last found on an archive; gone through anew by the next run."""

    __tablename__ = "doubt"
    id: Mapped[int] = row_id()
    household_id: Mapped[int] = household_key()
    rule: Mapped[str] = mapped_column(String(60))
    whose: Mapped[int]
    said: Mapped[str] = free_text()
    figures: Mapped[str] = free_text()


class NotSameRow(Row):
    """Two files that look like one person's and are not."""

    __tablename__ = "not_same"
    one_id: Mapped[int] = mapped_column(ForeignKey("household.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("household.id"), primary_key=True, index=True)
    because: Mapped[str] = free_text()
    by: Mapped[str] = mapped_column("settled_by", String(100))
    day: Mapped[date] = mapped_column("settled_on", Date)
    figures: Mapped[str] = mapped_column(String(64), default="", server_default="")
    """A fingerprint of what they were compared by: with other figures they are doubted anew."""


class DestructionRow(Row):
    """A list of archives that were destroyed by two persons (销毁清册)."""

    __tablename__ = "destruction"
    id: Mapped[int] = row_id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    day: Mapped[date] = mapped_column("destroyed_on", Date)
    first: Mapped[str] = mapped_column("first_person", String(100))
    second: Mapped[str] = mapped_column("second_person", String(100))
    witness: Mapped[bool] = mapped_column(Boolean)
    """The second one has no account here, and signs the list on paper."""
    years: Mapped[int]
    """How long archives were kept then."""
    reason: Mapped[str] = free_text()
    lines: Mapped[Any] = mapped_column(Json)
