"""Rounds of places as they were held (名额评定): who stood, with which figures, how they came out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sqlalchemy import delete, insert, select, update

from desktop.domain.places_round import PlaceRow, PlacesRound
from desktop.domain.ranking import Standing
from desktop.store import numbers, snapshots, trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.cases import ApplicationRow
from desktop.store.rows.meetings import PlaceRowRow, PlacesRow

SUBJECT = "places_round"
_PLAIN = (
    "number scheme_id scheme_title rule_id label day places posts seed meeting_id because settled_on settled_by"
).split()
_ROW = "application_id post exempt withdrawn rank because".split()
_FIGURES = dict[str, Decimal]


def put(session: Session, round: PlacesRound) -> PlacesRound:
    """Keeps a round, new or changed, with everyone who stands in it."""
    before: PlacesRound | None = None
    if round.id is None:
        round = replace(round, number=numbers.next_numbers(session, numbers.PLACES, round.day.year)[0])
        row = PlacesRow(words=list(round.words), **{name: getattr(round, name) for name in _PLAIN})
        session.add(row)
        session.flush()
        round = replace(round, id=row.id)
    else:
        before = get(session, round.id)
        session.execute(
            update(PlacesRow)
            .where(PlacesRow.id == round.id)
            .values(words=list(round.words), **{name: getattr(round, name) for name in _PLAIN})
        )
        session.execute(delete(PlaceRowRow).where(PlaceRowRow.round_id == round.id))
    if round.rows:
        session.execute(
            insert(PlaceRowRow),
            [
                {
                    "round_id": round.id,
                    "position": n,
                    **{name: getattr(r, name) for name in _ROW},
                    "values": snapshots.plain(dict(r.values), _FIGURES),
                    "standing": str(r.standing),
                    "decided": None if r.decided is None else str(r.decided),
                }
                for n, r in enumerate(round.rows, 1)
            ],
        )
    trail.note(session, SUBJECT, round.id, f"名额评定 {round.number} {round.label}", before, round)
    return round


def get(session: Session, round_id: int) -> PlacesRound:
    """The round with everyone in it. Raises MissingError."""
    row = session.get(PlacesRow, round_id)
    if row is None:
        raise MissingError("这次名额评定")
    found = session.execute(
        select(PlaceRowRow, ApplicationRow.number, ApplicationRow.applicant)
        .join(ApplicationRow, ApplicationRow.id == PlaceRowRow.application_id)
        .where(PlaceRowRow.round_id == round_id)
        .order_by(PlaceRowRow.position)
    )
    rows = tuple(
        PlaceRow(
            number=number,
            applicant=applicant,
            values=snapshots.made(_FIGURES, r.values),
            standing=Standing(r.standing),
            decided=None if r.decided is None else Standing(r.decided),
            **{name: getattr(r, name) for name in _ROW},
        )
        for r, number, applicant in found
    )
    plain = {name: getattr(row, name) for name in _PLAIN}
    return PlacesRound(id=row.id, words=tuple(row.words), rows=rows, **plain)


def all_rounds(session: Session) -> list[PlacesRound]:
    """Every round, the latest first."""
    ids = session.scalars(select(PlacesRow.id).order_by(PlacesRow.id.desc())).all()
    return [get(session, id) for id in ids]


def of_case(session: Session, application_id: int, rule_id: str) -> list[PlacesRound]:
    """The rounds under a rule in which the case stood, the latest first."""
    ids = session.scalars(
        select(PlacesRow.id)
        .join(PlaceRowRow, PlaceRowRow.round_id == PlacesRow.id)
        .where(PlaceRowRow.application_id == application_id, PlacesRow.rule_id == rule_id)
        .order_by(PlacesRow.id.desc())
    ).all()
    return [get(session, id) for id in ids]
