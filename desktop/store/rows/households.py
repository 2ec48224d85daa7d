"""The household, what the list shows of it and what the search looks through."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.household import Cause, CertificateKind, Hardship, Housing
from desktop.domain.standing import FileLevel, FileState
from desktop.store.columns import Hundredths, Json, Word
from desktop.store.rows.base import Row, free_text, household_key, row_id


class HouseholdRow(Row):
    __tablename__ = "household"
    id: Mapped[int] = row_id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(200), index=True)
    id_number: Mapped[str] = mapped_column(String(20), index=True)
    phone: Mapped[str] = mapped_column(String(40), index=True)
    employer: Mapped[str] = mapped_column(String(200), index=True)
    people: Mapped[int] = mapped_column(index=True)
    hardship: Mapped[Hardship | None] = mapped_column(Word(Hardship), index=True)
    cause: Mapped[Cause | None] = mapped_column(Word(Cause), index=True)
    other_causes: Mapped[Any] = mapped_column(Json)
    address: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    hukou_place: Mapped[str] = free_text()
    postcode: Mapped[str] = mapped_column(String(10))
    other_contact: Mapped[str] = free_text()
    housing: Mapped[Housing | None] = mapped_column(Word(Housing))
    floor_area: Mapped[Decimal | None] = mapped_column(Hundredths)
    single_parent: Mapped[bool | None] = mapped_column(Boolean)
    self_help: Mapped[bool | None] = mapped_column(Boolean)
    zero_employment: Mapped[bool | None] = mapped_column(Boolean)
    bank: Mapped[str] = free_text()
    bank_branch: Mapped[str] = free_text()
    card_number: Mapped[str] = mapped_column(String(40))
    verified_none: Mapped[Any] = mapped_column(Json)
    filed_by: Mapped[str] = free_text()
    reviewed_by: Mapped[str] = free_text()
    entered_by: Mapped[str] = free_text()
    filed_on: Mapped[date | None] = mapped_column(Date, index=True)
    remark: Mapped[str] = free_text()
    income_per_head: Mapped[Decimal | None] = mapped_column(Hundredths, index=True)
    net_income_per_head: Mapped[Decimal | None] = mapped_column(Hundredths, index=True)
    changed_on: Mapped[date] = mapped_column(Date, index=True)
    version: Mapped[int]
    account_holder: Mapped[str] = free_text()
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    level: Mapped[FileLevel | None] = mapped_column(Word(FileLevel), index=True)
    wants: Mapped[str] = free_text()
    plan: Mapped[str] = free_text()
    verified_on: Mapped[date | None] = mapped_column(Date, index=True)
    state: Mapped[FileState] = mapped_column(Word(FileState), server_default="on_file")
    state_since: Mapped[date | None] = mapped_column(Date)
    sealed_on: Mapped[date | None] = mapped_column(Date)
    """Closed and put away (撤档封存): shown nowhere but in the list of what is kept."""
    sealed_because: Mapped[str] = mapped_column(Text, server_default="")
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("household.id"))
    """The archive of the same person that this one was merged into."""
    destroyed_on: Mapped[date | None] = mapped_column(Date)
    """From then on only the number is left."""
    last_visit_on: Mapped[date | None] = mapped_column(Date, index=True)
    last_aid_on: Mapped[date | None] = mapped_column(Date, index=True)
    """These two follow the visits made and the payouts signed for: the engine keeps them (migration 0003)."""
    tag_words: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    certificate_words: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    """What the list shows and sorts by, put together when the archive is kept."""
    # Only of those put away: a whole index would be taken for "not sealed" too, and every list sorted anew.
    __table_args__ = (
        Index("ix_household_sealed_on", "sealed_on", sqlite_where=text("sealed_on IS NOT NULL")),
        Index("ix_household_state", "state", "number"),
    )


class SearchRow(Row):
    """What the search box looks through: one narrow row a household, so that a scan stays short."""

    __tablename__ = "household_search"
    __table_args__ = (Index("ix_household_search_old", "household_id", sqlite_where=text("edition = 0")),)
    household_id: Mapped[int] = household_key(primary=True)
    text: Mapped[str] = mapped_column(Text)
    edition: Mapped[int] = mapped_column(default=0, server_default="0")
    """By which reading the text was put together; 0: by an older one, to be put together anew."""


class CertificateRow(Row):
    __tablename__ = "certificate"
    household_id: Mapped[int] = household_key(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    __table_args__ = (Index("ix_certificate_kind", "kind", "household_id"),)
    kind: Mapped[CertificateKind] = mapped_column(Word(CertificateKind))
    whose: Mapped[int]
    number: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[date | None] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date)


class TagRow(Row):
    __tablename__ = "tag"
    household_id: Mapped[int] = household_key(primary=True)
    __table_args__ = (Index("ix_tag_name", "name", "household_id"),)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(60))
    since: Mapped[date | None] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
