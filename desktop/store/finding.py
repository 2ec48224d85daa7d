"""Searching everywhere: the best few of each kind, each asked for once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, literal, or_, select

from desktop.domain.person import Relation
from desktop.domain.search_text import ways_sought
from desktop.store.database import Session
from desktop.store.household_list import held
from desktop.store.rows.households import HouseholdRow, SearchRow
from desktop.store.rows.notices import NoticeRow
from desktop.store.rows.payouts import BatchRow
from desktop.store.rows.people import MemberRow


@dataclass(frozen=True, kw_only=True)
class Person:
    """One member of a household that was found, with what the household is known by."""

    household_id: int
    number: str
    head: str
    address: str
    head_employer: str
    ordinal: int
    name: str
    relation: Relation
    id_number: str
    phone: str
    reading: str


def people(session: Session, search: str, households: int) -> list[Person]:
    """All members of the households that fit best: those with a line that is the search itself, then that begins so."""
    pieces = ways_sought(search)
    if not pieces:
        return []
    first = "".join(ways[0] for ways in pieces)  # zeng xiao ming is also typed with gaps
    whole = or_(
        *(
            SearchRow.text.contains(f"\n{way}\n", autoescape=True)
            for way in dict.fromkeys((*(pieces[0] if len(pieces) == 1 else ()), first))
        )
    )
    begun = SearchRow.text.contains(f"\n{pieces[0][-1]}", autoescape=True)
    rank = case((whole, literal(0)), (begun, literal(1)), else_=literal(2))
    fitting = select(SearchRow.household_id).where(*held(pieces))
    ids = list(session.scalars(fitting.order_by(rank, SearchRow.household_id).limit(households)))
    chosen = (
        select(
            HouseholdRow.id.label("household_id"),
            HouseholdRow.number,
            HouseholdRow.name.label("head"),
            HouseholdRow.address,
            HouseholdRow.employer.label("head_employer"),
            MemberRow.ordinal,
            MemberRow.name,
            MemberRow.relation,
            MemberRow.id_number,
            MemberRow.phone,
            MemberRow.reading,
        )
        .join(MemberRow, MemberRow.household_id == HouseholdRow.id)
        .where(HouseholdRow.id.in_(ids))
        .order_by(MemberRow.household_id, MemberRow.ordinal)
    )
    places = {household_id: place for place, household_id in enumerate(ids)}
    found = [Person(**row) for row in session.execute(chosen).mappings()]
    return sorted(found, key=lambda p: places[p.household_id])


def notices(session: Session, search: str, limit: int) -> list[tuple[int, str, str]]:
    """Notices by number or place, the newest first: id, number, place."""
    chosen = select(NoticeRow.id, NoticeRow.number, NoticeRow.place)
    for ways in ways_sought(search):
        chosen = chosen.where(
            or_(*(c.contains(w, autoescape=True) for w in ways for c in (NoticeRow.number, NoticeRow.place)))
        )
    return list(session.execute(chosen.order_by(NoticeRow.id.desc()).limit(limit)).all())


def batches(session: Session, search: str, limit: int) -> list[tuple[int, str, str]]:
    """Handings out by number or title, the newest first: id, number, title."""
    chosen = select(BatchRow.id, BatchRow.number, BatchRow.title)
    for ways in ways_sought(search):
        chosen = chosen.where(
            or_(*(c.contains(w, autoescape=True) for w in ways for c in (BatchRow.number, BatchRow.title)))
        )
    return list(session.execute(chosen.order_by(BatchRow.id.desc()).limit(limit)).all())
