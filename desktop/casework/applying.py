"""Applying (提出申请): by the person, by an agent or of the office's own motion, under one scheme or several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.casework.aftermath import keep_decided
from desktop.casework.assessment import expect_in_force, left_to_decide, rejudged
from desktop.casework.deeds import deed
from desktop.casework.ending import to_end
from desktop.casework.granted import editions_of
from desktop.casework.ground import case_ground, ground_of, hand
from desktop.casework.office import Office
from desktop.domain import course
from desktop.domain.again import UNDECIDED, FiledCase, Hit, Same, Then, hits
from desktop.domain.application import Application, Step
from desktop.domain.assessment import Assessment
from desktop.domain.case_cause import causes_of, fund_title, funds_apart, funds_of, same_cause
from desktop.domain.case_event import Happened
from desktop.domain.course import Ground, Hand
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.facts import parse_facts
from desktop.domain.filing import Filing, agent_of, expect_reason, refusals_told, too_little_known
from desktop.domain.lacking import CasePaper, by_step, handed_in, papers_asked
from desktop.domain.lateness import Late, filing_clause, lateness
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.trail import Act
from desktop.domain.verdict import Outcome
from desktop.store import assessments, case_papers, cases, numbers, retention, standing
from desktop.store.database import Session
from desktop.store.filed import Filed, filed, related_households

RECENT = timedelta(days=30)
"""How old a verdict may be to be offered besides."""


@dataclass(frozen=True, kw_only=True)
class Prospect:
    """What an application from one verdict would be, and what stands in its way."""

    assessment: Assessment
    case: Application
    """With its steps and due days; not kept."""
    refused: str = ""
    """Why it cannot be filed; empty where it can."""
    late: Late | None = None
    """That it comes after its day, and needs a reason."""
    hits: tuple[Hit, ...] = ()
    """What was applied for before, to be looked at."""
    causes: tuple[str, ...] = ()
    papers: tuple[CasePaper, ...] = ()
    fund: str = ""
    """Of several funds of the scheme, the one this case is for."""
    funds: tuple[str, ...] = ()
    """All funds of the scheme this person may ask for, where there are several."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps it would go through."""
        return self.case.steps

    @property
    def title(self) -> str:
        """The scheme's, and the fund's where it is for one of several."""
        return self.case.scheme_title


def apply(
    office: Office, assessment_id: int, applicant: str, reason: str, received: date | None = None
) -> Application:
    """An application of the person's own under one scheme, handed in with every paper it asks for."""
    asked = Filing(applicant=applicant, reason=reason, received=received)
    return apply_together(office, [assessment_id], asked)[0]


def apply_together(office: Office, assessment_ids: Sequence[int], filing: Filing) -> tuple[Application, ...]:
    """Opens one case for each verdict and each fund asked for, under one filing number where there are several: all of them, or none.

    Raises OfficeError that says which schemes refuse and why, or that a late filing gives no reason.
    """
    if not assessment_ids:
        raise OfficeError("请先选择要申请的方案。")
    expect_reason(filing)
    agent = agent_of(filing, office.today())
    with deed(office, Act.apply) as session:
        found = _looked_into(office, session, assessment_ids, filing)
        _expect_together(found)
        _expect_all(found, filing)
        day = filing.received or office.today()
        several = len(found) > 1
        number = numbers.next_numbers(session, numbers.FILING, day.year)[0] if several else ""
        return tuple(
            _kept(office, session, p, replace(p.case, agent=agent, filing=number), filing) for p in found
        )


def decline(office: Office, application_id: int, reason: str, by: str) -> Application:
    """Does not take an application (不予受理), with reasons the applicant can be told; only before its acceptance."""
    with deed(office, Act.decline, reason) as session:
        case = cases.get(session, application_id)
        ground = case_ground(office, session, case)
        return keep_decided(session, course.declined(case, hand(office, by), reason), ground)


def prospects(office: Office, assessment_ids: Sequence[int], filing: Filing) -> tuple[Prospect, ...]:
    """What applying from these verdicts would come to, case by case; nothing is kept."""
    with office.store.read() as session:
        return tuple(_looked_into(office, session, assessment_ids, filing))


def also_open_to(office: Office, assessment_id: int) -> tuple[Assessment, ...]:
    """The latest verdicts of the household under other schemes that found it eligible, to be applied for as well.

    Only those of the last days: what was found long ago is checked anew first.
    """
    since = office.today() - RECENT
    with office.store.read() as session:
        kept = assessments.get(session, assessment_id)
        latest: dict[str, Assessment] = {}
        for one in assessments.of_household(session, kept.household_id):
            latest.setdefault(one.scheme_id, one)
        waiting = {f.scheme_id for f in filed(session, [kept.household_id]) if f.state in UNDECIDED}
    known = {scheme.id: scheme for scheme in office.library.schemes}
    return tuple(
        one
        for one in sorted(latest.values(), key=lambda a: a.scheme_id)
        if one.scheme_id != kept.scheme_id
        and one.scheme_id in known
        and one.scheme_id not in waiting
        and one.verdict.outcome is Outcome.eligible
        and one.on >= since
    )


def _expect_together(found: Sequence[Prospect]) -> None:
    if len({p.case.household_id for p in found}) > 1:
        raise OfficeError("一次只能为同一户提出申请。请分开提出。")
    checked: dict[str, int | None] = {}
    for p in found:
        if checked.setdefault(p.case.scheme_id, p.assessment.id) != p.assessment.id:
            raise OfficeError(f"《{p.assessment.verdict.scheme_title}》选了两次。请只留一次核对的结论。")


def _expect_all(found: Sequence[Prospect], filing: Filing) -> None:
    refused = [(p.title, p.refused) for p in found if p.refused]
    if not refused and not filing.late_because.strip():
        refused = [
            (p.title, f"{p.late.said}确需受理的，请写明原因，审批表上要印出来。") for p in found if p.late
        ]
    if refused:
        raise OfficeError(refusals_told(refused, len(found)))


def _looked_into(
    office: Office, session: Session, assessment_ids: Sequence[int], filing: Filing
) -> list[Prospect]:
    """One prospect for each verdict; one for each fund where some of its funds are asked for."""
    found: list[Prospect] = []
    for id in dict.fromkeys(assessment_ids):
        whole = _prospect(office, session, id, filing)
        asked = [f for f in whole.funds if f in filing.funds]
        found += [_prospect(office, session, id, filing, fund) for fund in asked] or [whole]
    return found


def _prospect(
    office: Office, session: Session, assessment_id: int, filing: Filing, fund: str = ""
) -> Prospect:
    kept = assessments.get(session, assessment_id)
    retention.expect_active(session, [kept.household_id])
    standing.expect_open(session, kept.household_id)
    text = assessments.edition_text(session, kept.edition)
    scheme = parse_scheme(text, kept.scheme_id)
    day = filing.received or office.today()
    funds = {label: id for id, label in funds_of(kept, scheme).items()}
    causes = () if fund else causes_of(kept, scheme)
    cause = fund or ((causes[0] if causes else "") if filing.cause is None else filing.cause.strip())
    ground = ground_of(office, session, scheme, kept.parameters)
    case = _case(office, kept, filing, day, cause, ground)
    if fund:
        case = replace(case, scheme_title=fund_title(fund, case.scheme_title))
    case = replace(case, ends_benefit=to_end(office, session, scheme, kept))
    found = Prospect(
        assessment=kept,
        case=case,
        causes=causes,
        papers=handed_in(
            by_step(papers_asked(scheme, kept.verdict, funds.get(cause, "")), case.steps), filing.brought, day
        ),
        fund=fund,
        funds=tuple(funds_apart(kept, scheme).values()),
    )
    verdict = kept.verdict
    if too_little_known(verdict, scheme):
        wanted = "、".join(m.label for m in verdict.missing)
        return replace(found, refused=f"还缺材料：{wanted}。请补齐后重新核对，再提出申请。")
    try:
        expect_in_force(office, scheme, max(day, kept.on))
    except OfficeError as error:
        return replace(found, refused=error.said)
    told = _hits(office, session, scheme, kept, cause, day)
    stopped = next((h.said for h in told if h.then is Then.stop), "")
    late, too_late = _lateness(kept, text, scheme, day, case.steps)
    return replace(
        found, refused=stopped or too_late, late=late, hits=tuple(h for h in told if h.then is Then.warn)
    )


def _case(
    office: Office, kept: Assessment, filing: Filing, day: date, cause: str, ground: Ground
) -> Application:
    verdict = kept.verdict
    member = kept.household.member(kept.applicant) or kept.household.head
    case = Application(
        household_id=kept.household_id,
        assessment_id=kept.id or 0,
        scheme_id=kept.scheme_id,
        scheme_title=verdict.scheme_title,
        applicant=filing.applicant.strip() or member.name,
        applied_on=day,
        reason=filing.reason.strip(),
        proposed=verdict.amount,
        monthly=verdict.monthly is not None,
        goods=verdict.goods,
        origin=filing.origin,
        agent=filing.agent,
        cause=cause,
        late_because=filing.late_because.strip(),
    )
    return replace(case, steps=course.begun(case, ground, Hand(on=day, by="")).steps)


def _kept(
    office: Office, session: Session, found: Prospect, case: Application, filing: Filing
) -> Application:
    """The case on file with its papers and what is to be known of it."""
    kept = found.assessment
    scheme = parse_scheme(assessments.edition_text(session, kept.edition), kept.scheme_id)
    ground = ground_of(office, session, scheme, kept.parameters)
    if found.late is None:
        case = replace(case, late_because="")
    by = case.agent.name if case.agent else case.applicant
    who = Hand(on=case.applied_on, by=by, recorded_by=office.user.name)
    case = course.begun(case, ground, who)
    for hit in found.hits:
        case = course.noted(case, Happened.warned, replace(who, by=""), hit.said)
    case = cases.put(session, case)
    case_papers.put_new(session, case.id or 0, cases.called(case), found.papers)
    return case


def _lateness(
    kept: Assessment, text: str, scheme: Scheme, day: date, steps: Sequence[Step]
) -> tuple[Late | None, str]:
    """That it comes late and may be taken with a reason; or why it may not."""
    if kept.verdict.outcome is not Outcome.eligible:
        return None, ""  # it can only be refused anyway, and is taken so that it can be
    on = max(day, kept.on)
    facts = parse_facts(kept.facts).having(received_on=day)
    case = replace(left_to_decide(kept, text).case, facts=facts, on=on)
    again = rejudged(kept, text, on=on, received_on=day)
    if again.outcome is not Outcome.eligible:
        clause = filing_clause(scheme, case)
        return None, f"{day_words(day)}收到的申请不能受理：{clause or again.summary}"
    late = lateness(scheme, case, day, steps)
    if late is not None and late.given_up:
        return None, f"{day_words(day)}收到的申请不能受理：{late.said}"
    return late, ""


def _hits(
    office: Office, session: Session, scheme: Scheme, kept: Assessment, cause: str, day: date
) -> tuple[Hit, ...]:
    household = kept.household
    person = household.member(kept.applicant) or household.head
    related = related_households(
        session, kept.household_id, [m.id_number for m in household.members if m.id_number]
    )
    editions = editions_of(scheme, office.library.replaced)
    found = [
        _compared(one, one.scheme_id in editions, kept.household_id, person.id_number, person.name, cause)
        for one in filed(session, related)
    ]
    return hits(scheme.again, found, day)


def _compared(one: Filed, ours: bool, household_id: int, id_number: str, name: str, cause: str) -> FiledCase:
    common = {Same.family}
    mine = one.household_id == household_id
    if mine:
        common.add(Same.household)
    known = bool(one.id_number and id_number)
    if one.id_number == id_number if known else mine and one.applicant == name:
        common.add(Same.person)
    if same_cause(one.cause, cause):
        common.add(Same.cause)
    return FiledCase(
        number=one.number,
        on=one.on,
        title=one.title,
        state=one.state,
        applicant=one.applicant,
        ours=ours,
        common=frozenset(common),
        cause_known=bool(one.cause and cause),
    )
