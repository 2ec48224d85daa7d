"""A past decision run again (复现) from what was frozen with it: household, scheme text, standards, parameters, verdict."""

from __future__ import annotations

from desktop.casework.assessment import left_to_decide, rejudged
from desktop.casework.office import Office
from desktop.domain.application import State
from desktop.domain.replay import Replay, compare
from desktop.domain.scheme import edition_of
from desktop.store import assessments, cases, trail


def replay(office: Office, application_id: int) -> Replay:
    """Whether the same inputs give the same decision, line by line. Raises MissingError, ForgottenError once destroyed."""
    with office.store.read() as session:
        case = cases.get(session, application_id)
        kept = assessments.get(session, case.assessment_id)
        text = assessments.edition_text(session, kept.edition)
        logged = trail.of_subject(session, cases.SUBJECT, application_id)[::-1]
    ruling = None
    if case.state is State.approved:
        ruling = left_to_decide(kept, text).ruling(case.approved_amount)
    whole = edition_of(text) == kept.edition
    return compare(case, kept.verdict, rejudged(kept, text), whole, ruling, logged)


def replay_number(office: Office, number: str) -> Replay:
    """The same for a case by its number. Raises MissingError."""
    with office.store.read() as session:
        found = cases.id_of(session, number)
    return replay(office, found)
