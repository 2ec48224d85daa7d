"""Consents of households to being kept on file and published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, select

from desktop.domain.consent import Consent, Standing, standing
from desktop.store import trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.archives import ConsentRow

SUBJECT = "consent"
_FIELDS = "household_id given_on given_by relation publication attachment_id withdrawn_on remark".split()
_PIECE = 900


def put(session: Session, consent: Consent, owner: str) -> Consent:
    """Keeps a new consent; `owner` is how the log names its household."""
    row = ConsentRow(**{name: getattr(consent, name) for name in _FIELDS})
    session.add(row)
    session.flush()
    kept = replace(consent, id=row.id)
    trail.note(session, SUBJECT, row.id, owner, None, _told(kept))
    return kept


def withdraw(session: Session, consent_id: int, day: date, owner: str) -> Consent:
    """Marks a consent as withdrawn. Raises MissingError."""
    before = get(session, consent_id)
    row = session.get(ConsentRow, consent_id)
    assert row is not None
    row.withdrawn_on = day
    session.flush()
    after = replace(before, withdrawn_on=day)
    trail.note(session, SUBJECT, consent_id, owner, _told(before), _told(after))
    return after


def get(session: Session, consent_id: int) -> Consent:
    """One consent. Raises MissingError."""
    row = session.get(ConsentRow, consent_id)
    if row is None:
        raise MissingError("这份告知同意")
    return _consent(row)


def of_household(session: Session, household_id: int) -> list[Consent]:
    """All consents of a household, the latest first."""
    rows = session.scalars(
        select(ConsentRow)
        .where(ConsentRow.household_id == household_id)
        .order_by(ConsentRow.given_on.desc(), ConsentRow.id.desc())
    )
    return [_consent(r) for r in rows]


def standings(session: Session, household_ids: Iterable[int]) -> dict[int, Standing]:
    """How each of these households stands."""
    wanted = list(dict.fromkeys(household_ids))
    found: dict[int, list[Consent]] = {i: [] for i in wanted}
    for start in range(0, len(wanted), _PIECE):
        some = wanted[start : start + _PIECE]
        for row in session.scalars(select(ConsentRow).where(ConsentRow.household_id.in_(some))):
            found[row.household_id].append(_consent(row))
    return {i: standing(consents) for i, consents in found.items()}


def forget(session: Session, household_ids: Iterable[int]) -> None:
    """Takes away all consents of these households."""
    session.execute(delete(ConsentRow).where(ConsentRow.household_id.in_(list(household_ids))))


def _told(consent: Consent) -> dict[str, str]:
    values = {name: getattr(consent, name) for name in _FIELDS if name != "household_id"}
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


def _consent(row: ConsentRow) -> Consent:
    return Consent(id=row.id, **{name: getattr(row, name) for name in _FIELDS})
