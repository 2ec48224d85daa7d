"""Help that goes on (持续待遇): looked at again when it is due, raised, lowered, faded out and ended, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop.casework import telling
from desktop.casework.assessment import assess, left_to_decide
from desktop.casework.deeds import deed
from desktop.casework.ground import case_ground, hand
from desktop.casework.office import Office
from desktop.domain import adjustment, benefit_rules, course
from desktop.domain.assessment import Assessment
from desktop.domain.benefit import Benefit, BenefitQuery, BenefitState, Change
from desktop.domain.benefit_rules import Advice, Decided
from desktop.domain.case_event import Happened
from desktop.domain.days import day_words
from desktop.domain.editions import kin
from desktop.domain.errors import OfficeError
from desktop.domain.listing import Page
from desktop.domain.review import Difference
from desktop.domain.telling import Turn
from desktop.domain.trail import Act
from desktop.domain.upon import Upon
from desktop.domain.words import word
from desktop.domain.yearly import compared
from desktop.store import assessments, benefits, cases
from desktop.store.database import Session

UPON = {
    Change.raised: Upon.changed,
    Change.lowered: Upon.changed,
    Change.resumed: Upon.changed,
    Change.fading: Upon.fading,
    Change.ended: Upon.ended,
}
"""What a change makes it necessary to tell."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A benefit beside a check made today: what that check suggests."""

    benefit: Benefit
    before: Assessment
    """The check the help rests on so far."""
    assessment: Assessment
    advice: Advice
    differences: tuple[Difference, ...] = ()
    """What is not as it was at that check: the household's circumstances, and what the check came to."""


def benefit(office: Office, benefit_id: int) -> Benefit:
    """One benefit with its changes. Raises MissingError."""
    with office.store.read() as session:
        return benefits.get(session, benefit_id)


def benefits_of(office: Office, household_id: int) -> tuple[Benefit, ...]:
    """All benefits of a household, the latest first."""
    with office.store.read() as session:
        return benefits.of_household(session, household_id)


def benefit_of(office: Office, application_id: int) -> Benefit | None:
    """The benefit a case began, where it began one."""
    with office.store.read() as session:
        return benefits.of_application(session, application_id)


def find_benefits(office: Office, query: BenefitQuery, offset: int = 0, limit: int = 100) -> Page[Benefit]:
    """One page of benefits, those to be looked at soonest first."""
    with office.store.read() as session:
        return benefits.page(session, query, offset, limit)


def count_benefits(office: Office, query: BenefitQuery) -> int:
    """How many benefits the query finds."""
    with office.store.read() as session:
        return benefits.count(session, query)


def ending_scheme(office: Office, scheme_id: str) -> str:
    """The scheme by whose procedure help under that one is brought to an end; nothing where there is none."""
    editions = kin(scheme_id, office.library.replaced)
    return next((s.id for s in office.library.schemes if s.ends in editions), "")


def look_again(office: Office, benefit_id: int) -> Looked:
    """Checks the household anew as it stands on file, its own grant left out, and says what that suggests.

    The check is kept; nothing else changes. Raises OfficeError where facts are missing or the scheme is not in the library.
    """
    found = benefit(office, benefit_id)
    with office.store.read() as session:
        case = cases.get(session, found.application_id)
        last = next((c.assessment_id for c in reversed(found.changes) if c.assessment_id), case.assessment_id)
        before = assessments.get(session, last)
        who = before.applicant
    in_force = _in_force(office, found.scheme_id)
    judged = assess(office, found.household_id, in_force, applicant=who, but=found.application_id)
    left = left_to_decide(judged, office.library.scheme(in_force).text)
    return Looked(
        benefit=found,
        before=before,
        assessment=judged,
        advice=benefit_rules.advised(found, left),
        differences=_differences(before, judged),
    )


def keep_as_is(office: Office, benefit_id: int, because: str, by: str, assessment_id: int) -> Benefit:
    """Looked at again, nothing changes; the next review is due a term later. Raises OfficeError without a reason."""
    decided = Decided(
        change=Change.kept,
        decided_on=office.today(),
        because=because,
        by=by,
        from_day=office.today(),
        assessment_id=assessment_id,
    )
    with deed(office, Act.review_benefit, because) as session:
        found = benefits.get(session, benefit_id)
        decided = replace(decided, from_day=max(office.today(), found.starts_on))
        return benefits.put(session, benefit_rules.changed(found, decided))


def change(office: Office, benefit_id: int, decided: Decided) -> Benefit:
    """Raises, lowers, fades out, resumes or ends it, and puts down who must be told.

    Raises OfficeError where the plan has a procedure of its own for an end, and for what cannot be.
    """
    if not decided.by.strip():
        raise OfficeError("请填写作出决定的人。")
    with deed(office, Act.change_benefit, decided.because) as session:
        found = benefits.get(session, benefit_id)
        if decided.change is Change.ended:
            _expect_no_procedure(office, found)
        kept = benefits.put(session, benefit_rules.changed(found, decided))
        _tell(office, session, kept, decided)
        return kept


def correct_start(office: Office, benefit_id: int, starts_on: date, because: str) -> Benefit:
    """Puts the first day right, with its ground; the first review moves with it. Raises OfficeError once it changed since."""
    if not because.strip():
        raise OfficeError("请写明起发日期的依据。")
    with deed(office, Act.change_benefit, because) as session:
        found = benefits.get(session, benefit_id)
        first, *later = found.changes
        if later:
            raise OfficeError("这项待遇已经变动过，起发日期不能再改。")
        begun = replace(found, changes=(replace(first, day=starts_on),))
        moved = benefit_rules.moved(begun, starts_on, because)
        return benefits.put(session, moved)


def end_faded(office: Office, benefit_id: int, by: str) -> Benefit:
    """Ends help whose fading has run out, on the day it ran out. Raises OfficeError before that day."""
    found = benefit(office, benefit_id)
    until = found.fading_until
    if found.state is not BenefitState.fading or until is None or until >= office.today():
        raise OfficeError("渐退期还没有到，不能办理终止。")
    decided = Decided(
        change=Change.ended,
        decided_on=office.today(),
        because=f"渐退期于{day_words(until)}届满",
        by=by,
        from_day=benefit_rules.day_after(until),
    )
    with deed(office, Act.change_benefit, decided.because) as session:
        kept = benefits.put(session, benefit_rules.changed(benefits.get(session, benefit_id), decided))
        _tell(office, session, kept, decided)
        return kept


def _differences(before: Assessment, after: Assessment) -> tuple[Difference, ...]:
    """What the two checks came to, as far as it differs, and what became of the household between them."""
    then, now = before.verdict, after.verdict
    came = [
        Difference(label=label, old=old, new=new)
        for label, old, new in (
            ("核对结论", word(then.outcome), word(now.outcome)),
            ("对象类别", then.group_label, now.group_label),
            ("核定金额", _yuan(then.amount), _yuan(now.amount)),
        )
        if old != new
    ]
    turn = compared(before.household, after.household, before.on, after.on)
    return (*came, *turn.differences)


def _yuan(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"


def schemes(office: Office) -> tuple[tuple[str, str], ...]:
    """The schemes under which help goes on or went on, by their titles."""
    with office.store.read() as session:
        return benefits.schemes(session)


def _tell(office: Office, session: Session, kept: Benefit, decided: Decided) -> None:
    upon = UPON.get(decided.change)
    if upon is not None:
        case = cases.get(session, kept.application_id)
        turn = Turn(change=len(kept.changes) - 1, words=_turn_words(kept))
        telling.begin(session, case, case_ground(office, session, case), upon, decided.decided_on, turn)
        who = hand(office, decided.by, decided.decided_on)
        cases.put(session, course.noted(case, Happened.benefit, who, turn.words))


def _turn_words(kept: Benefit) -> str:
    """What whoever gets it is told of the last change."""
    position = len(kept.changes) - 1
    if kept.changes[position].change is Change.ended:
        return f"终止的决定和理由，发至{day_words(kept.ends_on)}" if kept.ends_on else "终止的决定和理由"
    return adjustment.summary(kept, position)


def _expect_no_procedure(office: Office, found: Benefit) -> None:
    ending = ending_scheme(office, found.scheme_id)
    if ending and found.state is not BenefitState.fading:
        title = office.library.scheme(ending).title
        raise OfficeError(
            f"终止要按「{title}」的步骤办：调查核实、公示、作出决定。请对这户按该方案核对并提出申请。"
        )


def _in_force(office: Office, scheme_id: str) -> str:
    """The newest edition of the policy the help was granted under."""
    newer = {old: new for new, old in office.library.replaced.items()}
    found = scheme_id
    while found in newer:
        found = newer[found]
    return found
