"""A past decision run again (复现) from what was frozen with it: household, scheme text, standards, parameters, verdict."""

from __future__ import annotations

from pathlib import Path

from desktop.casework.assessment import left_to_decide, rejudged
from desktop.casework.deeds import record
from desktop.casework.office import Cancelled, Office, Progress
from desktop.casework.printing import print_papers
from desktop.domain.application import State
from desktop.domain.days import day_words
from desktop.domain.facts import parse_facts
from desktop.domain.replay import Replay, compare
from desktop.domain.replay_paper import ReplayPaper
from desktop.domain.scheme_reading import edition_of
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.store import assessments, cases, settings, trail

FORM = "replay_record"


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
    return compare(case, kept.verdict, rejudged(kept, text), whole, ruling, logged, parse_facts(kept.facts))


def replay_number(office: Office, number: str) -> Replay:
    """The same for a case by its number. Raises MissingError."""
    with office.store.read() as session:
        found = cases.id_of(session, number)
    return replay(office, found)


def replay_logged(office: Office, application_id: int) -> Replay:
    """The same, noted in the log with its result."""
    found = replay(office, application_id)
    record(
        office,
        Act.replay,
        found.said,
        subject=cases.SUBJECT,
        subject_id=application_id,
    )
    return found


def print_replay(
    office: Office,
    application_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the record of it."""
    found = replay(office, application_id)
    with office.store.read() as session:
        case = cases.get(session, application_id)
        own = settings.bureau(session)
    decided = (
        day_words(case.decided_on) if case.decided_on else "",
        case.decided_by,
        word(case.state),
    )
    paper = ReplayPaper(
        bureau=own,
        applicant=case.applicant,
        scheme_title=case.scheme_title,
        decided="　".join(x for x in decided if x),
        replay=found,
        printed_on=office.today(),
    )
    of = (cases.SUBJECT, application_id)
    return print_papers(office, FORM, [paper], out, progress, cancelled, of=of, rows=len(found.lines))
