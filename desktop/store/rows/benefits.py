"""Help that goes on, and its changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Hundredths
from desktop.store.rows.base import Row, free_text, household_key, row_id


class BenefitRow(Row):
    """Help that goes on under a decision."""

    __tablename__ = "benefit"
    id: Mapped[int] = row_id()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    household_id: Mapped[int] = household_key()
    scheme_id: Mapped[str] = mapped_column(String(60), index=True)
    scheme_title: Mapped[str] = mapped_column(String(200))
    receiver: Mapped[str] = mapped_column(String(100))
    starts_on: Mapped[date] = mapped_column(Date)
    starts_because: Mapped[str] = free_text()
    amount: Mapped[Decimal | None] = mapped_column(Hundredths)
    per: Mapped[str] = mapped_column(String(20))
    group: Mapped[str] = mapped_column("group_id", String(60))
    group_label: Mapped[str] = free_text()
    review_every: Mapped[str | None] = mapped_column(String(20))
    review_label: Mapped[str] = free_text()
    next_review: Mapped[date | None] = mapped_column(Date, index=True)
    fading_until: Mapped[date | None] = mapped_column(Date, index=True)
    ends_on: Mapped[date | None] = mapped_column(Date, index=True)
    ended_because: Mapped[str] = free_text()
    state: Mapped[str] = mapped_column(String(20), index=True)


class BenefitChangeRow(Row):
    """One change of a benefit."""

    __tablename__ = "benefit_change"
    benefit_id: Mapped[int] = mapped_column(ForeignKey("benefit.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    change: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column("in_force_on", Date)
    decided_on: Mapped[date] = mapped_column(Date)
    because: Mapped[str] = free_text()
    before: Mapped[Decimal | None] = mapped_column("amount_before", Hundredths)
    after: Mapped[Decimal | None] = mapped_column("amount_after", Hundredths)
    by: Mapped[str] = mapped_column("decided_by", Text, default="", server_default="")
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"))
