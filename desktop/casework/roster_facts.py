"""What a check would go by for every household on file (全部在册户的事实), one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from desktop.casework.granted import FROM_CHECKS, counted_schemes, editions_of, with_granted
from desktop.casework.help_to_end import receiving, with_help
from desktop.casework.office import Cancelled, Office, Progress
from desktop.domain.announced import with_announced
from desktop.domain.archive_facts import facts_of
from desktop.domain.facts import Facts
from desktop.domain.listing import HouseholdQuery
from desktop.domain.received import confirmed_on, received_by
from desktop.domain.scheme import Scheme
from desktop.store import cases, grants, household_list, households, settings
from desktop.store.database import Session

CHUNK = 500
"""Households fetched at a time when all are gone through."""


def facts_of_all(
    office: Office,
    session: Session,
    scheme: Scheme,
    on: date,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    ids: Sequence[int] | None = None,
    only_asked: bool = False,
) -> Iterator[tuple[int, Facts]]:
    """Every household with its facts, the head applying; of all on file, or of these.

    `only_asked` leaves out, unread, what the scheme does not ask about. Ends early where `cancelled` says so.
    """
    wanted = household_list.ids(session, HouseholdQuery()) if ids is None else ids
    replaced = office.library.replaced
    editions = editions_of(scheme, replaced)
    granted = cases.granted_by_household(session, editions, on.year)
    asked = scheme.facts_asked()
    only = frozenset(asked) | scheme.facts_asked_of_members() if only_asked else None
    earlier = grants.earlier(session, editions, on) if FROM_CHECKS.intersection(asked) else {}
    filled = settings.parameters(session).get(scheme.id, {})
    values = scheme.values({name: entry.value for name, entry in filled.items()})
    counted = counted_schemes(scheme, replaced)
    paid = grants.paid(session, counted, on) if counted else {}
    helped = receiving(office, session, scheme)
    for start in range(0, len(wanted), CHUNK):
        for household in households.get_many(session, wanted[start : start + CHUNK]):
            id, who = household.id or 0, household.head.ordinal
            facts = facts_of(
                household,
                who,
                on,
                aid_received_this_year=granted.get(id, Decimal(0)),
                aided=received_by(scheme, earlier.get(id, ()), str(who)),
                confirmed_on=confirmed_on(earlier.get(id, ()), str(who)),
                rule=scheme.income,
                asked=asked,
                only=only,
            )
            facts = with_announced(facts, scheme, values, on)
            facts = with_help(facts, scheme, helped, id, who)
            yield id, with_granted(facts, scheme, who, id, on, paid.get(id, ()), replaced)
        if progress is not None:
            progress(min(start + CHUNK, len(wanted)), len(wanted))
        if cancelled is not None and cancelled():
            return
