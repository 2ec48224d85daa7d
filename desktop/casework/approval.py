"""An application on its way (申请、受理、调查、审核、告知): the steps of the scheme, in order, each one signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktop.casework import telling
from desktop.casework.deeds import deed
from desktop.casework.duties import expect_another_person
from desktop.casework.gates import expect_passed
from desktop.casework.ground import case_ground, hand
from desktop.casework.office import Office
from desktop.domain import course
from desktop.domain.accounts import STEP_ROLES
from desktop.domain.application import Application, ApplicationLine, Origin, StepKind
from desktop.domain.completing import expect_complete
from desktop.domain.errors import OfficeError
from desktop.domain.exam import exempt_by
from desktop.domain.exam import expect_sound as expect_sound_exam
from desktop.domain.home_survey import expect_sound
from desktop.domain.kin import DECLARED
from desktop.domain.listing import ApplicationQuery, Page
from desktop.domain.step_record import Exam, StepRecord
from desktop.domain.step_rules import Exempt, StepRules
from desktop.domain.trail import Act
from desktop.domain.votes import counted, vote_words
from desktop.domain.words import word
from desktop.store import assessments, attachments, case_papers, cases
from desktop.store.database import Session


def application(office: Office, application_id: int) -> Application:
    """The application with its steps and notice. Raises MissingError."""
    with office.store.read() as session:
        return cases.get(session, application_id)


def rules_of(office: Office, case: Application) -> StepRules:
    """What the plan asks of the step that waits besides its due day; nothing where none waits."""
    step = case.current
    if step is None:
        return StepRules()
    with office.store.read() as session:
        return case_ground(office, session, case).rules_of(step)


def browse_applications(
    office: Office, query: ApplicationQuery, offset: int = 0, limit: int = 100
) -> list[ApplicationLine]:
    """One page of applications: open ones by due date, then the latest."""
    with office.store.read() as session:
        return cases.browse(session, query, offset, limit)


def find_applications(
    office: Office, query: ApplicationQuery, offset: int = 0, limit: int = 100
) -> Page[ApplicationLine]:
    """One page of applications, with the length of the whole list."""
    with office.store.read() as session:
        return Page(cases.browse(session, query, offset, limit), cases.count(session, query))


def count_applications(office: Office, query: ApplicationQuery) -> int:
    """How many applications the query finds."""
    with office.store.read() as session:
        return cases.count(session, query)


def complete_step(
    office: Office,
    application_id: int,
    opinion: str,
    by: str,
    alone_because: str = "",
    record: StepRecord | None = None,
    brought: Sequence[int] = (),
) -> Application:
    """Ticks off the step that waits: acceptance, survey, review, telling … — not notice, decision or payment.

    `alone_because` says why somebody reviews who should not, where nobody else can; it is printed with the opinion.
    `record` is what the step leaves behind besides: a survey at home, votes. Where the plan wants several signatures
    the step is done with the last one. A vote that did not pass is kept, and the step waits on; so is an examination
    that was missed. `brought` are papers that came with it, by their ids.
    """
    with deed(office, Act.complete_step) as session:
        _receive(office, session, application_id, brought)
        return completed_in(office, session, application_id, opinion, by, alone_because, record)


def completed_in(
    office: Office,
    session: Session,
    application_id: int,
    opinion: str,
    by: str,
    alone_because: str = "",
    record: StepRecord | None = None,
    on: date | None = None,
) -> Application:
    """Ticks off the step that waits within a transaction that is already begun; see `complete_step`.

    `on` is the day of the meeting that did it, where that was not today.
    """
    case = cases.get(session, application_id)
    step = course.waiting(case)
    ground = case_ground(office, session, case)
    if record is not None and record.exam is not None:
        record = _examined(office, session, case, ground.rules_of(step), record, record.exam)
        if record.exam is not None and not record.exam.present:
            return cases.put(session, course.missed(case, ground, hand(office, by, on), record.exam, opinion))
    if step.kind is StepKind.exam:
        course.expect_sat(ground, step, (record or step.record).exam)
    expect_complete(case, case_papers.of_case(session, application_id))
    telling.expect_nothing_written(session, case)
    expect_passed(session, case, ground.scheme)
    if record is not None:
        record = _sound(office, session, case, ground.rules_of(step), record)
        if record.vote is not None and not record.vote.passed:
            words = vote_words(ground.rules_of(step), record.vote)
            said = "；".join(x for x in (words, opinion.strip()) if x)
            return cases.put(session, course.voted_down(case, hand(office, by, on), record.vote, said))
    if step.kind in STEP_ROLES and step.kind not in course.OWN_WAY:
        role = STEP_ROLES[step.kind]
        alone = expect_another_person(office, session, case, role, by, alone_because)
        if alone and not alone.startswith(DECLARED):
            alone = f"经办、{word(role)}为同一人。原因：{alone}"
        opinion = "\n".join(x for x in (opinion.strip(), alone) if x)
    done = cases.put(session, course.done(case, ground, hand(office, by, on), opinion, record))
    if step.kind is StepKind.tell:
        telling.take_as_told(session, done, on or office.today(), by, opinion)
    return done


def _sound(
    office: Office, session: Session, case: Application, rules: StepRules, record: StepRecord
) -> StepRecord:
    """The record as it may be kept: a survey that holds, with photographs of this household; votes counted here."""
    if record.survey is not None:
        earliest = None if case.origin is Origin.office else case.applied_on
        expect_sound(record.survey, office.today(), earliest)
        known = {a.id for a in attachments.of_household(session, case.household_id)}
        if not known.issuperset(record.survey.photos):
            raise OfficeError("选中的照片已经不在这户的附件里，请重新选择。")
    vote = record.vote
    if vote is None:
        return record
    anew = counted(rules, vote.due, vote.present, vote.yes, vote.no, vote.abstain, vote.secret, vote.avoided)
    return replace(record, vote=replace(anew, meeting_id=vote.meeting_id))


def _examined(
    office: Office, session: Session, case: Application, rules: StepRules, record: StepRecord, exam: Exam
) -> StepRecord:
    """The record of an examination as it may be kept; what the score counts as is the plan's to say."""
    course.expect(case, StepKind.exam)
    exempt = _exempt(session, case, rules)
    if exempt is not None:
        raise OfficeError(f"{case.applicant}：{exempt.say}。请用「按方案不办」，不登记考试成绩。")
    expect_sound_exam(exam, rules, office.today(), case.applied_on)
    return replace(record, exam=replace(exam, full_marks=rules.full_marks, fact=rules.score))


def _exempt(session: Session, case: Application, rules: StepRules) -> Exempt | None:
    if rules.exempt is None:
        return None
    return exempt_by(rules, assessments.get(session, case.assessment_id).verdict)


def _receive(office: Office, session: Session, application_id: int, brought: Sequence[int]) -> None:
    case = cases.get(session, application_id) if brought else None
    for paper in case_papers.of_case(session, application_id) if case is not None else ():
        if case is not None and paper.id in brought and paper.received_on is None:
            came = replace(paper, received_on=office.today(), waived=False)
            case_papers.put(session, application_id, cases.called(case), came)


def skip_step(office: Office, application_id: int, because: str, by: str) -> Application:
    """Leaves out a step with the reason: the plan leaves it to discretion (视情), or does not ask it of this kind of people.

    Where the plan exempts them its own words are the reason, if no other is given. Raises OutOfTurnError for any other step.
    """
    with deed(office, Act.skip_step, because) as session:
        case = cases.get(session, application_id)
        ground = case_ground(office, session, case)
        exempt = _exempt(session, case, ground.rules_of(course.waiting(case)))
        said = because.strip() or (exempt.say if exempt is not None else "")
        return cases.put(
            session, course.skipped(case, ground, hand(office, by), said, exempt=exempt is not None)
        )


def return_for_rework(
    office: Office, application_id: int, reason: str, by: str, back_to: int | None = None
) -> Application:
    """Sends an application back for rework, to this step or an earlier one; not a refusal, and not the end of it."""
    with deed(office, Act.return_case, reason) as session:
        case = cases.get(session, application_id)
        ground = case_ground(office, session, case)
        return cases.put(session, course.returned(case, ground, hand(office, by), reason, back_to))


def resubmit(office: Office, application_id: int, note: str, by: str) -> Application:
    """Takes a returned application up again at the step it was returned to."""
    with deed(office, Act.resubmit) as session:
        case = cases.get(session, application_id)
        ground = case_ground(office, session, case)
        return cases.put(session, course.resubmitted(case, ground, hand(office, by), note))


def withdraw(office: Office, application_id: int, reason: str, by: str) -> Application:
    """Ends an undecided application at the applicant's wish."""
    with deed(office, Act.withdraw, reason) as session:
        case = cases.get(session, application_id)
        return cases.put(session, course.withdrawn(case, hand(office, by), reason))
