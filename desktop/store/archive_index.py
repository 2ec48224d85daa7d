"""Reads the index of archives (档案索引) in two passes, however many there are."""

from __future__ import annotations

from sqlalchemy import select

from desktop.domain.application import State
from desktop.domain.archive_index import IndexCase, IndexLine
from desktop.store.database import Session
from desktop.store.rows.cases import ApplicationRow
from desktop.store.rows.households import HouseholdRow


def lines(session: Session) -> tuple[IndexLine, ...]:
    """Every household that was not destroyed, sealed ones too, with its applications, by number."""
    cases: dict[int, list[IndexCase]] = {}
    applied = select(
        ApplicationRow.household_id,
        ApplicationRow.number,
        ApplicationRow.scheme_title,
        ApplicationRow.state,
        ApplicationRow.proposed,
        ApplicationRow.approved_amount,
    ).order_by(ApplicationRow.id)
    for owner, number, title, state, proposed, approved in session.execute(applied):
        amount = approved if state is State.approved else proposed
        cases.setdefault(owner, []).append(
            IndexCase(number=number, scheme_title=title, state=state, amount=amount)
        )
    chosen = select(
        HouseholdRow.id,
        HouseholdRow.number,
        HouseholdRow.name,
        HouseholdRow.id_number,
        HouseholdRow.phone,
        HouseholdRow.address,
        HouseholdRow.people,
        HouseholdRow.hardship,
        HouseholdRow.cause,
        HouseholdRow.changed_on,
        HouseholdRow.sealed_on,
    )
    return tuple(
        IndexLine(
            number=number,
            name=name,
            id_number=id_number,
            phone=phone,
            address=address,
            people=people,
            hardship=hardship,
            cause=cause,
            changed_on=changed_on,
            sealed=sealed_on is not None,
            cases=tuple(cases.get(i, ())),
        )
        for i, number, name, id_number, phone, address, people, hardship, cause, changed_on, sealed_on in session.execute(
            chosen.where(HouseholdRow.destroyed_on.is_(None)).order_by(HouseholdRow.number)
        )
    )
