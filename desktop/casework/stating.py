"""Facts said at a check (核对时补充事实): which are open for a household under a scheme, and what was said before."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.casework import assessment
from desktop.casework.office import Office
from desktop.domain import stated
from desktop.domain.derived_facts import SOURCES
from desktop.domain.fact import FactType
from desktop.domain.facts import FACTS, Facts
from desktop.domain.household import Household
from desktop.domain.stated import Statable, Statement, with_stated
from desktop.domain.try_out import question

NOTHING = Facts()


def statable(
    office: Office,
    household: Household,
    scheme_id: str,
    applicant: int,
    said: Facts | None = None,
    recorded: Facts = NOTHING,
) -> Statable:
    """What the scheme still wants to know of the household and may be said now, with what was said before.

    `said` is what was said just now, where one answer leads to the next question; `recorded` is what a case tells
    itself, which nobody says. The members one by one are told by the archive alone. What a missing fact follows from may
    be said instead of it.
    """
    scheme = office.library.scheme(scheme_id)
    with office.store.read() as session:
        before = assessment.said_before(office, session, household, scheme, applicant)
    known = said if said is not None else before
    verdict = assessment.try_out(
        office, household, scheme_id, applicant=applicant, stated=with_stated(recorded, known)
    )
    wanted = [*known, *(m.fact for m in verdict.missing)]
    follows = {source: id for id in wanted for source in SOURCES.get(id, ())}
    if follows:
        on_file = assessment.facts_on_file(office, household, scheme_id, office.today(), applicant)
        wanted = [x for id in wanted for x in (id, *(s for s in SOURCES.get(id, ()) if s not in on_file))]
    asked = tuple(
        question(scheme, id, derives=FACTS[follows[id]].label if id in follows else "")
        for id in dict.fromkeys(wanted)
        if FACTS[id].type is not FactType.people and id not in recorded
    )
    return Statable(questions=asked, before=known)


def say(office: Office, statements: Mapping[str, Statement]) -> Facts:
    """What is said now, with day and name. Raises OfficeError where the paper it was seen from is missing."""
    return stated.stated(statements, office.today(), office.user.name)
