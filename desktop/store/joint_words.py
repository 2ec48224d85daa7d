"""What was written of several cases together (会议纪要、评定说明): how it lets go of the people of archives that are destroyed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select, update

from desktop.domain.retention import GONE
from desktop.store.database import Session
from desktop.store.rows.cases import ApplicationRow
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.meetings import DrawnRow, MeetingItemRow, MeetingRow, PlaceRowRow, PlacesRow
from desktop.store.rows.people import MemberRow

SHORTEST = 2
"""A name of one character would be taken out of half the words of a sentence."""


def names_of(session: Session, household_ids: Sequence[int]) -> list[str]:
    """The names of all people of these archives, the longest first, so that none is cut out of another."""
    found = {
        *session.scalars(select(HouseholdRow.name).where(HouseholdRow.id.in_(household_ids))),
        *session.scalars(select(MemberRow.name).where(MemberRow.household_id.in_(household_ids))),
    }
    return sorted((n for n in found if n), key=lambda n: (-len(n), n))


def forget(session: Session, household_ids: Sequence[int], names: Iterable[str]) -> None:
    """Takes these archives out of the meetings, checks and rounds that had to do with them.

    What is said of their own case goes. Their names go from what is said of all, which the others still need; with the
    last archive it is about, that goes too.
    """
    mine = select(ApplicationRow.id).where(ApplicationRow.household_id.in_(household_ids))
    session.execute(update(DrawnRow).where(DrawnRow.application_id.in_(mine)).values(found=""))
    session.execute(update(MeetingItemRow).where(MeetingItemRow.application_id.in_(mine)).values(words=""))
    session.execute(
        update(PlaceRowRow).where(PlaceRowRow.application_id.in_(mine)).values(values={}, because="")
    )
    held = select(MeetingItemRow.meeting_id).where(MeetingItemRow.application_id.in_(mine))
    stood = select(PlaceRowRow.round_id).where(PlaceRowRow.application_id.in_(mine))
    shared = (
        (MeetingRow, MeetingRow.minutes, MeetingRow.id.in_(held)),
        (MeetingItemRow, MeetingItemRow.words, MeetingItemRow.meeting_id.in_(held)),
        (PlacesRow, PlacesRow.because, PlacesRow.id.in_(stood)),
        (PlaceRowRow, PlaceRowRow.because, PlaceRowRow.round_id.in_(stood)),
    )
    for name in (n for n in names if len(n) >= SHORTEST):
        for row, column, where in shared:
            session.execute(
                update(row)
                .where(where, column.contains(name, autoescape=True))
                .values({column: func.replace(column, name, GONE)})
            )
    others = (
        select(ApplicationRow.id)
        .join(HouseholdRow, HouseholdRow.id == ApplicationRow.household_id)
        .where(HouseholdRow.id.not_in(household_ids), HouseholdRow.destroyed_on.is_(None))
    )
    still_held = select(MeetingItemRow.meeting_id).where(MeetingItemRow.application_id.in_(others))
    still_stood = select(PlaceRowRow.round_id).where(PlaceRowRow.application_id.in_(others))
    session.execute(
        update(MeetingRow)
        .where(MeetingRow.id.in_(held), MeetingRow.id.not_in(still_held))
        .values(minutes="", avoided=[])
    )
    session.execute(
        update(PlacesRow).where(PlacesRow.id.in_(stood), PlacesRow.id.not_in(still_stood)).values(because="")
    )
