"""When benefits that go on are to be looked at again (待遇复核): the days, nothing else of the benefit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.benefit import BenefitState
from desktop.store.database import Session
from desktop.store.rows.benefits import BenefitRow
from desktop.store.rows.cases import ApplicationRow
from desktop.store.rows.households import HouseholdRow


@dataclass(frozen=True, kw_only=True)
class ReviewDay:
    """One benefit's next review."""

    benefit_id: int
    number: str
    """Of the application it was granted under."""
    receiver: str
    label: str
    day: date


def reviews_until(session: Session, day: date) -> list[ReviewDay]:
    """The reviews due on or before that day of benefits that still run, the earliest first."""
    rows = session.execute(
        select(BenefitRow, ApplicationRow.number)
        .join(ApplicationRow, ApplicationRow.id == BenefitRow.application_id)
        .join(HouseholdRow, HouseholdRow.id == BenefitRow.household_id)
        .where(
            BenefitRow.next_review <= day,
            BenefitRow.state != BenefitState.ended.value,
            HouseholdRow.sealed_on.is_(None),
        )
        .order_by(BenefitRow.next_review, BenefitRow.id)
    )
    return [
        ReviewDay(
            benefit_id=row.id,
            number=number,
            receiver=row.receiver,
            label=row.review_label,
            day=row.next_review,
        )
        for row, number in rows
        if row.next_review is not None
    ]
