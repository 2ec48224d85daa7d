"""The decision (审批): what may be approved and by whom, and refusals with reasons the applicant can be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop.casework import gates
from desktop.casework.aftermath import keep_decided
from desktop.casework.assessment import left_to_decide, left_today
from desktop.casework.deeds import deed
from desktop.casework.duties import expect_another_person, expect_own_hand
from desktop.casework.granted import counted_schemes
from desktop.casework.ground import case_ground, hand
from desktop.casework.levels import Levels, expect_level, levels_in
from desktop.casework.office import Office
from desktop.casework.resolving import expect_resolved, resolved_words
from desktop.domain import course
from desktop.domain.accounts import Role
from desktop.domain.application import Application, Override, StepKind
from desktop.domain.approvable import Approvable, Ruling
from desktop.domain.assessment import Assessment
from desktop.domain.authority import Reply
from desktop.domain.course import Grant
from desktop.domain.errors import OfficeError
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.step_record import Signature
from desktop.domain.trail import Act
from desktop.domain.verdict import Goods, Outcome
from desktop.store import assessments, cases, settings
from desktop.store.database import Session


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What is approved in one case, in yuan, in goods or both, by whom, and on what ground beyond the plan's own."""

    amount: Decimal | None = None
    goods: tuple[Goods, ...] = ()
    opinion: str = ""
    by: str = ""
    alone_because: str = ""
    """Why the person who handled the case also decides it, where nobody else can; printed."""
    reply: Reply | None = None
    """The paper of the level that decided, where that is not this office."""
    override: Override | None = None
    """The resolution case by case, where the plan asks for one."""
    own_levels: tuple[str, ...] | None = None
    """Which levels of the scheme this office is, said for the first time."""
    on: date | None = None
    """The day of the meeting that decided it, where that was not today."""


@dataclass(frozen=True, kw_only=True)
class ToDecide:
    """What whoever decides a case has to know: the plan's bounds, its levels, and who signed already."""

    approvable: Approvable
    levels: Levels
    today: date
    signed: tuple[Signature, ...] = ()
    wanted: int = 1
    """So many more people have to sign."""
    in_the_way: str = ""
    """What must be done before it can be approved at all; empty where nothing must."""


def approve(
    office: Office,
    application_id: int,
    amount: Decimal | None,
    goods: Sequence[Goods],
    opinion: str,
    by: str,
    alone_because: str = "",
    *,
    reply: Reply | None = None,
    override: Override | None = None,
    own_levels: Sequence[str] | None = None,
) -> Application:
    """Approves at the step of decision, with the amount in yuan, the goods, or both; where several must sign, with the last.

    `alone_because` says why the person who handled the case also decides it, where nobody else can; it is printed.
    Raises SamePersonError without it, OwnLevelError and HigherLevelError where another level decides.
    """
    decision = Decision(
        amount=amount,
        goods=tuple(goods),
        opinion=opinion,
        by=by,
        alone_because=alone_because,
        reply=reply,
        override=override,
        own_levels=None if own_levels is None else tuple(own_levels),
    )
    with deed(office, Act.approve) as session:
        return approved_in(office, session, application_id, decision)


def approved_in(
    office: Office, session: Session, application_id: int, decision: Decision, at_meeting: bool = False
) -> Application:
    """Approves within a transaction that is already begun; see `approve`.

    At a meeting one account records what everybody signed in the minutes.
    """
    amount, goods = decision.amount, decision.goods
    if amount is not None and amount < 0:
        raise OfficeError("批准金额不能是负数。")
    if not decision.by.strip():
        raise OfficeError("请填写审批人姓名。")
    case = cases.get(session, application_id)
    step = course.expect(case, StepKind.decide)
    kept = assessments.get(session, case.assessment_id)
    text = assessments.edition_text(session, kept.edition)
    override = decision.override or (case.override if step.record.signatures else None)
    approvable = left_to_decide(kept, text)
    _expect_award(approvable, amount, goods)
    ruling = _expect_allowed(approvable, amount, goods, override)
    ruling = _expect_room(office, session, case, kept, text, decision, override) or ruling
    if override is not None:
        override = expect_resolved(office, session, case, override) if ruling.discuss else None
    if decision.own_levels is not None:
        settings.put_own_levels(session, kept.scheme_id, decision.own_levels)
    level = expect_level(session, approvable.scheme, case, ruling, decision.reply, office.today())
    gates.expect_passed(session, case, approvable.scheme, elsewhere=level.on is not None)
    if not at_meeting:
        expect_own_hand(office, session, step)
    alone = expect_another_person(office, session, case, Role.approver, decision.by, decision.alone_because)
    said = [decision.opinion.strip() or "同意", ruling.because if ruling.who else "", level.words]
    said.append(resolved_words(override) if override else "")
    grant = Grant(
        amount=amount,
        goods=goods,
        opinion="\n".join(x for x in said if x),
        alone_because=alone,
        decided_at=level.at,
        reference=level.reference,
        override=override,
    )
    who = hand(office, decision.by, level.on or decision.on)
    ground = case_ground(office, session, case)
    decided = course.approved(case, ground, who, grant)
    return keep_decided(session, replace(decided, decision_reason=decision.opinion.strip()), ground)


def approvable(office: Office, application_id: int) -> Approvable:
    """What the verdict of an application leaves to whoever decides it. Raises MissingError."""
    with office.store.read() as session:
        return _left(session, cases.get(session, application_id))


def by_resolution(office: Office, application_id: int) -> bool:
    """Whether an application may be approved by a resolution case by case and by nothing else. Raises MissingError."""
    return approvable(office, application_id).by_resolution


def to_decide(office: Office, application_id: int) -> ToDecide:
    """What whoever decides an application has to know. Raises MissingError."""
    with office.store.read() as session:
        case = cases.get(session, application_id)
        left = _left(session, case)
        step = case.current
        known = levels_in(session, left.scheme)
        return ToDecide(
            approvable=left,
            levels=known,
            today=office.today(),
            signed=step.record.signatures if step else (),
            wanted=course.signatures_wanted(case, case_ground(office, session, case)),
            in_the_way=gates.in_the_way(session, case, left.scheme),
        )


def _left(session: Session, case: Application) -> Approvable:
    kept = assessments.get(session, case.assessment_id)
    return left_to_decide(kept, assessments.edition_text(session, kept.edition))


def _expect_award(left: Approvable, amount: Decimal | None, goods: Sequence[Goods]) -> None:
    """What is approved gives something; what brings help to an end gives nothing."""
    if left.scheme.ends and (amount or goods):
        raise OfficeError(f"「{left.scheme.title}」是终止待遇的决定，不批准金额和实物。请去掉。")
    if left.scheme.grants and not amount and not goods:
        raise OfficeError("请填写批准的金额或实物。")


def _expect_allowed(
    left: Approvable, amount: Decimal | None, goods: Sequence[Goods], override: Override | None
) -> Ruling:
    ruling = left.ruling(amount, goods)
    if left.verdict.outcome is Outcome.incomplete:
        wanted = "、".join(m.label for m in left.verdict.missing)
        raise OfficeError(f"还不知道：{wanted}，不能批准。请先「重新核对」，把它们补上。")
    if left.verdict.outcome is not Outcome.eligible and not ruling.discuss:
        raise OfficeError("核对结论是「不符合」，不能批准。请按「不予批准」办理，或补充材料后重新核对申请。")
    barred = ruling.barred(override)
    if barred:
        or_resolved = "，或填写「一事一议」的理由、签字人和会议纪要编号" if ruling.discuss else ""
        raise OfficeError(f"按方案{barred}请改正金额{or_resolved}。")
    return ruling


def _expect_room(
    office: Office,
    session: Session,
    case: Application,
    kept: Assessment,
    text: str,
    decision: Decision,
    override: Override | None,
) -> Ruling | None:
    """Refuses what passes a ceiling that other approvals have filled since the check was made; the ruling of today."""
    if not counted_schemes(parse_scheme(text, kept.scheme_id), office.library.replaced):
        return None
    now = left_today(office, session, kept, text, case.id)
    ruling = now.ruling(decision.amount, decision.goods)
    if now.verdict.outcome is Outcome.ineligible and not ruling.discuss:
        raise OfficeError(
            f"核对以后又批准过别的帮扶，现在{now.verdict.summary}请重新核对，或按「不予批准」办理。"
        )
    barred = ruling.barred(override)
    if barred:
        raise OfficeError(f"核对以后又批准过别的帮扶，现在{barred}请改正金额，或重新核对。")
    return ruling


def refuse(office: Office, application_id: int, reason: str, by: str, alone_because: str = "") -> Application:
    """Refuses, with reasons the applicant can be told; possible at any step before the decision."""
    with deed(office, Act.refuse, reason) as session:
        return refused_in(office, session, application_id, reason, by, alone_because)


def refused_in(
    office: Office,
    session: Session,
    application_id: int,
    reason: str,
    by: str,
    alone_because: str = "",
    on: date | None = None,
) -> Application:
    """Refuses within a transaction that is already begun; see `refuse`."""
    case = cases.get(session, application_id)
    course.expect_undecided(case)
    alone = expect_another_person(office, session, case, Role.approver, by, alone_because)
    ground = case_ground(office, session, case)
    return keep_decided(session, course.refused(case, ground, hand(office, by, on), reason, alone), ground)
