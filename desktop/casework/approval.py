"""From an application to a decision (申请、审核、公示、审批): the steps of the scheme, in order, each one signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop.casework.assessment import expect_in_force, judged_today, left_to_decide, rejudged
from desktop.casework.deeds import deed
from desktop.casework.duties import expect_another_person
from desktop.casework.granted import counted_schemes, editions_of
from desktop.casework.office import Office
from desktop.domain import procedure
from desktop.domain.accounts import STEP_ROLES, Role
from desktop.domain.application import Application, ApplicationLine, Notice, State, Step, StepKind
from desktop.domain.approvable import Approvable
from desktop.domain.assessment import Assessment
from desktop.domain.calendar import WorkCalendar, notice_end, notice_ends
from desktop.domain.errors import OfficeError
from desktop.domain.kin import DECLARED
from desktop.domain.listing import ApplicationQuery, Page
from desktop.domain.scheme import parse_scheme
from desktop.domain.trail import Act
from desktop.domain.verdict import Goods, Outcome
from desktop.domain.words import word
from desktop.store import assessments, cases, retention, settings, standing
from desktop.store.database import Session


class OutOfTurnError(OfficeError):
    """A step was tried that is not the one that waits."""


@dataclass(frozen=True)
class NoticeLine:
    """One row of the list of notices."""

    notice: Notice
    scheme_title: str
    count: int


def apply(
    office: Office, assessment_id: int, applicant: str, reason: str, received: date | None = None
) -> Application:
    """Opens an application from a verdict, with the scheme's steps and their due dates.

    Raises OfficeError where facts are still missing or an undecided application stands open.
    """
    day = received or office.today()
    with deed(office, Act.apply) as session:
        kept = assessments.get(session, assessment_id)
        retention.expect_active(session, [kept.household_id])
        standing.expect_open(session, kept.household_id)
        verdict = kept.verdict
        if verdict.outcome is Outcome.incomplete:
            wanted = "、".join(m.label for m in verdict.missing)
            raise OfficeError(f"还缺材料：{wanted}。请补齐后重新核对，再提出申请。")
        text = assessments.edition_text(session, kept.edition)
        scheme = parse_scheme(text, kept.scheme_id)
        editions = editions_of(scheme, office.library.replaced)
        waiting = cases.open_cases(session, kept.household_id, editions)
        if waiting:
            raise OfficeError(
                f"这户在本方案下已有一份未办结的申请 {waiting[0]}，不能重复申请。请先办结或撤回那一份。"
            )
        expect_in_force(office, scheme, max(day, kept.on))
        name = applicant.strip() or kept.household.head.name
        on_time = rejudged(kept, text, on=max(day, kept.on), received_on=day)
        if verdict.outcome is Outcome.eligible and on_time.outcome is not Outcome.eligible:
            raise OfficeError(f"{day.isoformat()} 收到的申请不能受理：{on_time.summary}")
        bureau = settings.bureau(session)
        steps = procedure.steps(
            scheme, day, _calendar(office, session), bureau.notice_days, parameters=kept.parameters
        )
        return cases.put(
            session,
            Application(
                household_id=kept.household_id,
                assessment_id=assessment_id,
                scheme_id=kept.scheme_id,
                scheme_title=verdict.scheme_title,
                applicant=name,
                applied_on=day,
                reason=reason.strip(),
                proposed=verdict.amount,
                goods=verdict.goods,
                steps=steps,
            ),
        )


def application(office: Office, application_id: int) -> Application:
    """The application with its steps and notice. Raises MissingError."""
    with office.store.read() as session:
        return cases.get(session, application_id)


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
    office: Office, application_id: int, opinion: str, by: str, alone_because: str = ""
) -> Application:
    """Ticks off the step that waits: acceptance, survey, review, telling … — not notice, decision or payment.

    `alone_because` says why somebody reviews who should not, where nobody else can; it is printed with the opinion.
    """
    with deed(office, Act.complete_step) as session:
        case, step = _waiting(session, application_id)
        if step.kind in (StepKind.notice, StepKind.decide, StepKind.pay):
            raise OutOfTurnError(f"现在该办的是「{step.label}」，请用它自己的按钮办理。")
        if step.kind in STEP_ROLES:
            role = STEP_ROLES[step.kind]
            alone = expect_another_person(office, session, case, role, by, alone_because)
            if alone and not alone.startswith(DECLARED):
                alone = f"经办、{word(role)}为同一人。原因：{alone}"
            opinion = "\n".join(x for x in (opinion.strip(), alone) if x)
        return cases.put(session, _done(case, step, office, office.today(), by, opinion))


def return_for_rework(office: Office, application_id: int, reason: str, by: str) -> Application:
    """Sends an application back for rework; not a refusal, and not the end of it."""
    if not reason.strip():
        raise OfficeError("退回时请写明要补正什么，申请人和经办人要照着补。")
    with deed(office, Act.return_case, reason) as session:
        case, step = _waiting(session, application_id)
        if case.state is State.approved:
            raise OutOfTurnError("这份申请已经批准，不能再退回补正。")
        said = f"{office.today().isoformat()} {by} 退回补正：{reason.strip()}"
        return cases.put(
            session,
            replace(_with_step(case, replace(step, opinion=_joined(step, said))), state=State.returned),
        )


def resubmit(office: Office, application_id: int, note: str, by: str) -> Application:
    """Takes a returned application up again at the step it was returned from."""
    with deed(office, Act.resubmit) as session:
        case = cases.get(session, application_id)
        step = case.current
        if case.state is not State.returned or step is None:
            raise OutOfTurnError("这份申请没有被退回，不需要重新提交。")
        said = f"{office.today().isoformat()} {by} 补正后重新提交：{note.strip() or '已补齐'}"
        return cases.put(
            session, replace(_with_step(case, replace(step, opinion=_joined(step, said))), state=State.open)
        )


def post_notice(
    office: Office, application_ids: Sequence[int], posted_on: date, days: int, place: str
) -> Notice:
    """Hangs a notice for applications of one scheme that wait for it; its end is reckoned by the office's counting."""
    if not application_ids:
        raise OfficeError("请先勾选要公示的申请。")
    if days < 1:
        raise OfficeError("公示天数至少 1 天。")
    with deed(office, Act.post_notice) as session:
        bureau = settings.bureau(session)
        counted, excluded = notice_ends(posted_on, days)
        found = [cases.get(session, i) for i in application_ids]
        if len({c.scheme_id for c in found}) > 1:
            raise OfficeError("一张公示只能公布同一个方案的申请，请分开公示。")
        for case in found:
            _expect(case, StepKind.notice)
            if case.notice is not None and case.notice.closed_on is None:
                raise OutOfTurnError(f"{case.applicant} 的申请已在公示 {case.notice.number} 中。")
        notice = cases.put_notice(
            session,
            Notice(
                number="",
                posted_on=posted_on,
                until=notice_end(posted_on, days, bureau.counting),
                until_posting_day_counted=counted,
                until_posting_day_excluded=excluded,
                days=days,
                place=place.strip(),
            ),
        )
        assert notice.id is not None
        cases.hang(session, notice.id, application_ids)
        return notice


def notices(office: Office) -> list[NoticeLine]:
    """All notices, the latest first."""
    with office.store.read() as session:
        return [NoticeLine(n, title, count) for n, title, count in cases.notices(session)]


def notice_cases(office: Office, notice_id: int) -> list[ApplicationLine]:
    """The applications a notice names."""
    with office.store.read() as session:
        return cases.on_notice(session, notice_id)


def close_notice(
    office: Office, notice_id: int, closed_on: date, objections: str, by: str, objected: Sequence[int] = ()
) -> Notice:
    """Takes a notice down. Cases without objection go on; those objected to go back for survey and a new notice.

    Raises OutOfTurnError before its last day has passed.
    """
    if objected and not objections.strip():
        raise OfficeError("请写明异议的内容，退回调查时要用。")
    with deed(office, Act.close_notice) as session:
        notice = cases.get_notice(session, notice_id)
        if notice.closed_on is not None:
            raise OutOfTurnError(f"公示 {notice.number} 已于 {notice.closed_on.isoformat()} 结束。")
        if closed_on <= notice.until:
            raise OutOfTurnError(
                f"公示 {notice.number} 要挂到 {notice.until.isoformat()}，最早 "
                f"{date.fromordinal(notice.until.toordinal() + 1).isoformat()} 才能结束。"
            )
        closed = cases.put_notice(
            session, replace(notice, closed_on=closed_on, objections=objections.strip() or "无异议")
        )
        for line in cases.on_notice(session, notice_id):
            case = cases.get(session, line.id)
            step = case.step(StepKind.notice)
            if step is None or case.state is not State.open or case.current != step:
                continue
            if line.id in objected:
                said = f"公示 {notice.number} 有异议：{objections.strip()}"
                cases.put(session, replace(_reopened(case, said), notice=None))
            else:
                said = f"公示 {notice.posted_on.isoformat()} 至 {notice.until.isoformat()}，无异议"
                cases.put(session, _done(case, step, office, closed_on, by, said))
        return closed


def approve(
    office: Office,
    application_id: int,
    amount: Decimal | None,
    goods: Sequence[Goods],
    opinion: str,
    by: str,
    alone_because: str = "",
) -> Application:
    """Approves at the step of decision, with the amount in yuan, the goods, or both.

    `alone_because` says why the person who handled the case also decides it, where nobody else can; it is printed.
    Raises SamePersonError without it.
    """
    if (amount is None or amount == 0) and not goods:
        raise OfficeError("请填写批准的金额或实物。")
    if amount is not None and amount < 0:
        raise OfficeError("批准金额不能是负数。")
    if not by.strip():
        raise OfficeError("请填写审批人姓名。")
    with deed(office, Act.approve) as session:
        case = cases.get(session, application_id)
        step = _expect(case, StepKind.decide)
        kept = assessments.get(session, case.assessment_id)
        verdict = kept.verdict
        if verdict.outcome is not Outcome.eligible:
            raise OfficeError(
                "核对结论是「不符合」，不能批准。请按「不予批准」办理，或补充材料后重新核对申请。"
            )
        text = assessments.edition_text(session, kept.edition)
        ruling = left_to_decide(kept, text).ruling(amount)
        if ruling.refused:
            raise OfficeError(f"按方案{ruling.refused}请改正金额。")
        _expect_room(office, session, kept, text, amount)
        alone = expect_another_person(office, session, case, Role.approver, by, alone_because)
        said = "\n".join(x for x in (opinion.strip() or "同意", ruling.because if ruling.who else "") if x)
        decided = _done(case, step, office, office.today(), by, said)
        return cases.put(
            session,
            replace(
                decided,
                state=State.approved,
                approved_amount=amount,
                approved_goods=tuple(goods),
                decided_on=office.today(),
                decided_by=by.strip(),
                decision_reason=opinion.strip(),
                alone_because=alone,
            ),
        )


def approvable(office: Office, application_id: int) -> Approvable:
    """What the verdict of an application leaves to whoever decides it. Raises MissingError."""
    with office.store.read() as session:
        kept = assessments.get(session, cases.get(session, application_id).assessment_id)
        return left_to_decide(kept, assessments.edition_text(session, kept.edition))


def _expect_room(
    office: Office, session: Session, kept: Assessment, text: str, amount: Decimal | None
) -> None:
    """Refuses what passes a ceiling that other approvals have filled since the check was made."""
    if not counted_schemes(parse_scheme(text, kept.scheme_id), office.library.replaced):
        return
    now = judged_today(office, session, kept, text)
    if now.outcome is Outcome.ineligible:
        raise OfficeError(f"核对以后又批准过别的帮扶，现在{now.summary}请重新核对，或按「不予批准」办理。")
    ruling = left_to_decide(replace(kept, verdict=now), text).ruling(amount)
    if ruling.refused:
        raise OfficeError(f"核对以后又批准过别的帮扶，现在{ruling.refused}请改正金额，或重新核对。")


def refuse(office: Office, application_id: int, reason: str, by: str, alone_because: str = "") -> Application:
    """Refuses, with reasons the applicant can be told; possible at any step before the decision."""
    if not reason.strip():
        raise OfficeError("不予批准必须写明理由，告知书上要印出来。")
    if not by.strip():
        raise OfficeError("请填写审批人姓名。")
    with deed(office, Act.refuse, reason) as session:
        case, step = _waiting(session, application_id)
        if case.state is State.approved:
            raise OutOfTurnError("这份申请已经批准，不能再改为不予批准。")
        alone = expect_another_person(office, session, case, Role.approver, by, alone_because)
        decided = _done(case, step, office, office.today(), by, "不予批准")
        return cases.put(
            session,
            replace(
                decided,
                state=State.refused,
                decision_reason=reason.strip(),
                decided_on=office.today(),
                decided_by=by.strip(),
                alone_because=alone,
            ),
        )


def withdraw(office: Office, application_id: int, reason: str, by: str) -> Application:
    """Ends an undecided application at the applicant's wish."""
    with deed(office, Act.withdraw, reason) as session:
        case = cases.get(session, application_id)
        step = case.current
        if step is None or case.state is State.approved:
            raise OutOfTurnError("这份申请已经决定或办结，不能撤回。")
        said = f"{office.today().isoformat()} 撤回（{by}）：{reason.strip() or '申请人撤回'}"
        return cases.put(
            session,
            replace(_with_step(case, replace(step, opinion=_joined(step, said))), state=State.withdrawn),
        )


def _calendar(office: Office, session: Session) -> WorkCalendar:
    return WorkCalendar({**office.calendars, **settings.year_lists(session)})


def _waiting(session: Session, application_id: int) -> tuple[Application, Step]:
    case = cases.get(session, application_id)
    step = case.current
    if step is None:
        raise OutOfTurnError(f"申请 {case.number} 已经办结，没有要办的步骤。")
    if case.state is State.returned:
        raise OutOfTurnError(f"申请 {case.number} 已退回补正，请补正后先「重新提交」。")
    return case, step


def _expect(case: Application, kind: StepKind) -> Step:
    step = case.current
    if case.state is State.returned:
        raise OutOfTurnError(f"申请 {case.number} 已退回补正，请补正后先「重新提交」。")
    if step is None:
        raise OutOfTurnError(f"申请 {case.number}（{case.applicant}）已经办结。")
    if step.kind is not kind:
        raise OutOfTurnError(f"申请 {case.number}（{case.applicant}）现在该办的是「{step.label}」。")
    return step


def _with_step(case: Application, step: Step) -> Application:
    return replace(case, steps=tuple(step if s.position == step.position else s for s in case.steps))


def _done(case: Application, step: Step, office: Office, day: date, by: str, opinion: str) -> Application:
    said = _joined(step, opinion.strip()) if opinion.strip() else step.opinion
    signed = replace(step, done_on=day, by=by.strip(), opinion=said, recorded_by=office.user.name)
    return _with_step(case, signed)


def _joined(step: Step, said: str) -> str:
    return f"{step.opinion}\n{said}" if step.opinion else said


def _reopened(case: Application, said: str) -> Application:
    """The case back at its first step of survey or review, to be looked into again before a new notice."""
    first = next(
        (s.position for s in case.steps if s.kind in (StepKind.survey, StepKind.review)),
        case.steps[0].position,
    )
    steps = tuple(
        replace(
            s,
            done_on=None,
            by="",
            recorded_by="",
            opinion=_joined(s, said) if s.position == first else s.opinion,
        )
        if s.position >= first
        else s
        for s in case.steps
    )
    return replace(case, steps=steps, state=State.open)
