"""Public notices (公示): drawn up and hung for cases of one scheme, taken down after their last day, and ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.casework.deeds import deed
from desktop.casework.gates import expect_passed
from desktop.casework.ground import case_ground, hand
from desktop.casework.office import Office
from desktop.casework.printing import award_words
from desktop.domain import course, objection
from desktop.domain.application import Application, ApplicationLine, Notice, Posting, State, StepKind
from desktop.domain.calendar import WorkCalendar
from desktop.domain.course import Ground, OutOfTurnError
from desktop.domain.days import day_words
from desktop.domain.due import DUE_KINDS, Due, Start
from desktop.domain.errors import OfficeError
from desktop.domain.notice_allowed import allowed_names, expect_allowed_look
from desktop.domain.notice_look import Names, NoticeLook, places_in
from desktop.domain.notice_standing import TO_DO, standing, take_down_on
from desktop.domain.notice_term import NoticeTerm, last_day_rule, term_of
from desktop.domain.objection import Objection
from desktop.domain.trail import Act
from desktop.store import assessments, cases, consents, objections, settings
from desktop.store import notices as kept
from desktop.store.database import Session


@dataclass(frozen=True)
class NoticeLine:
    """One row of the list of notices."""

    notice: Notice
    scheme_title: str
    count: int
    open_objections: int = 0


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a notice for a case must be like: how long it hangs, by when it is over, and by which calendar that is reckoned."""

    term: NoticeTerm
    rule: str
    """Who says that it hangs so long."""
    over_by: date | None
    """The day by which the plan wants it to be over, where it names one besides."""
    calendar: WorkCalendar
    names: tuple[Names, ...]
    """How it may call people, the usual way first."""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A notice that was ended, and the cases that wait until what was objected to them is settled."""

    notice: Notice
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reminders:
    """What notices call for today."""

    to_take_down: tuple[Notice, ...]
    """Over, with places not cleared or an end not recorded."""
    unsettled: tuple[Objection, ...]
    unanswered: tuple[Objection, ...]


def post_notice(
    office: Office,
    application_ids: Sequence[int],
    posted_on: date,
    days: int,
    place: str,
    look: NoticeLook | None = None,
    *,
    workdays: bool = False,
) -> Notice:
    """Hangs a notice for applications of one scheme that wait for it; its end is reckoned by the office's counting.

    It keeps that end when the calendar is changed later, as its paper does. `place` names one or several places, divided
    by 、 or lines. Without a look it is drawn up as is usual for the scheme.
    """
    if not application_ids:
        raise OfficeError("请先勾选要公示的申请。")
    if days < 1:
        raise OfficeError("公示天数至少 1 天。")
    places = places_in(place)
    with deed(office, Act.post_notice) as session:
        bureau = settings.bureau(session)
        found = [cases.get(session, i) for i in application_ids]
        if len({c.scheme_id for c in found}) > 1:
            raise OfficeError("一张公示只能公布同一个方案的申请，请分开公示。")
        for case in found:
            course.expect_unposted(case)
            _expect_settled(session, case)
            expect_passed(session, case, case_ground(office, session, case).scheme)
        ground = case_ground(office, session, found[0])
        scheme, term = ground.scheme, NoticeTerm(days=days, workdays=workdays)
        ends = term.ends(posted_on, ground.calendar)
        look = look or NoticeLook(names=allowed_names(scheme)[0])
        expect_allowed_look(scheme, look)
        notice = cases.put_notice(
            session,
            Notice(
                number="",
                posted_on=posted_on,
                until=ends.by(bureau.counting),
                until_posting_day_counted=ends.counted,
                until_posting_day_excluded=ends.excluded,
                days=days,
                workdays=workdays,
                skipped=term.skipped(posted_on, bureau.counting, ground.calendar),
                place="、".join(places),
                postings=tuple(Posting(place=x) for x in places),
                look=look,
            ),
        )
        assert notice.id is not None
        whole = _whole(session, found, look)
        said = [
            kept.Hung(
                application_id=case.id or 0,
                assessment_id=case.assessment_id,
                award=award_words(case.proposed, case.goods, _monthly(session, case)),
                whole=case.id in whole,
            )
            for case in found
        ]
        kept.hang(session, notice.id, said)
        for case in found:
            ground = case_ground(office, session, case)
            cases.put(session, course.posted(case, ground, hand(office, "", posted_on), notice))
        return notice


def notices(office: Office) -> list[NoticeLine]:
    """All notices, the latest first."""
    with office.store.read() as session:
        open_: dict[int, int] = {}
        for one in objections.unsettled(session):
            open_[one.notice_id] = open_.get(one.notice_id, 0) + 1
        return [
            NoticeLine(n, title, count, open_.get(n.id or 0, 0))
            for n, title, count in kept.everything(session)
        ]


def notice_cases(office: Office, notice_id: int) -> list[ApplicationLine]:
    """The applications a notice names; those an objection took off it too."""
    with office.store.read() as session:
        return kept.on_notice(session, notice_id)


def asked_of(office: Office, application_id: int) -> Asked:
    """What the scheme of a case that waits for its notice asks of it; what it leaves open is as the office has it."""
    with office.store.read() as session:
        case = cases.get(session, application_id)
        ground = case_ground(office, session, case)
    due = _due(case, ground)
    own = term_of(due)
    usual = NoticeTerm(days=ground.notice_days)
    return Asked(
        term=own or usual,
        rule=f"方案规定公示 {own.told}" if own else f"方案没有写明天数，按本单位设置 {usual.told}",
        over_by=_over_by(case, ground, due),
        calendar=ground.calendar,
        names=allowed_names(ground.scheme),
    )


def _due(case: Application, ground: Ground) -> Due | None:
    """The due rule of the notice that waits, else of the first in the plan, with what the office filled in."""
    step = (
        case.current if case.current and case.current.kind is StepKind.notice else case.step(StepKind.notice)
    )
    plan = ground.plan_of(step) if step is not None else None
    if plan is None or plan.due is None:
        return None
    return plan.due.settled(ground.scheme.values(ground.parameters))


def _over_by(case: Application, ground: Ground, due: Due | None) -> date | None:
    rule = last_day_rule(due)
    if rule is None:
        return None
    done = [s.done_on for s in case.steps if s.done_on is not None]
    start = Start(day=max(done, default=case.applied_on), words="")
    last, _ = DUE_KINDS[rule.kind](rule, start, case.applied_on, ground.calendar, ground.notice_days)
    return last


def take_down(office: Office, notice_id: int, positions: Sequence[int], day: date, by: str) -> Notice:
    """Records who took a notice down at these of its places, and when. Raises OutOfTurnError before its last day is over."""
    if not by.strip():
        raise OfficeError("请填写取下公示的人。")
    if not positions:
        raise OfficeError("请勾选在哪几处取下了公示。")
    with deed(office, Act.hang_notice) as session:
        notice = cases.get_notice(session, notice_id)
        if day <= notice.until:
            raise OutOfTurnError(
                f"公示 {notice.number} 要挂到{day_words(notice.until)}，{day_words(take_down_on(notice))}起才能取下。"
            )
        if day > office.today():
            raise OfficeError(f"取下日期{day_words(day)}还没有到，请改正。")
        if not set(positions) <= set(notice.up):
            raise OfficeError(f"公示 {notice.number} 在这些地方已经取下过，请按 F5 刷新后再看。")
        down = tuple(
            replace(p, down_on=day, down_by=by.strip()) if n in positions else p
            for n, p in enumerate(notice.postings)
        )
        notice = replace(notice, postings=down)
        if not notice.up:
            last = max(p.down_on for p in down if p.down_on is not None)
            people = dict.fromkeys(p.down_by for p in down)
            notice = replace(notice, taken_down_on=last, taken_down_by="、".join(people))
        return cases.put_notice(session, notice)


def close_notice(office: Office, notice_id: int, closed_on: date, by: str) -> Ended:
    """Ends a notice: its cases go on, but one with an objection nobody settled yet waits for that.

    Raises OutOfTurnError before its last day has passed, and where every case that is left waits for an objection.
    """
    with deed(office, Act.close_notice) as session:
        notice = cases.get_notice(session, notice_id)
        if notice.closed_on is not None:
            raise OutOfTurnError(f"公示 {notice.number} 已于{day_words(notice.closed_on)}结束。")
        if closed_on <= notice.until:
            raise OutOfTurnError(
                f"公示 {notice.number} 要挂到{day_words(notice.until)}，最早"
                f"{day_words(take_down_on(notice))}才能结束。"
            )
        raised = objections.of_notice(session, notice_id)
        hanging = [c for c in _cases(session, notice_id) if hangs_on(c, notice_id)]
        waiting = {
            c.id: "、".join(x.number for x in raised if x.application_id == c.id and not x.settled)
            for c in hanging
        }
        named = tuple(f"{c.applicant}（{waiting[c.id]}）" for c in hanging if waiting[c.id])
        if hanging and len(named) == len(hanging):
            raise OutOfTurnError(
                f"公示 {notice.number} 还有异议没有核实：{'、'.join(named)}。请先登记核实结果，再结束公示。"
            )
        words = objection.told(raised)
        notice = cases.put_notice(session, replace(notice, closed_on=closed_on, objections=words))
        for case in hanging:
            if not waiting[case.id]:
                go_on(office, session, case, raised, closed_on, by)
        return Ended(notice=notice, waiting=named)


def hangs_on(case: Application, notice_id: int) -> bool:
    """Whether a case waits on that notice and nowhere else."""
    step = case.current
    return (
        case.state is State.open
        and step is not None
        and step.kind is StepKind.notice
        and case.notice is not None
        and case.notice.id == notice_id
    )


def go_on(
    office: Office, session: Session, case: Application, raised: Sequence[Objection], on: date, by: str
) -> Application:
    """The step of the notice is done for a case nothing holds up any more."""
    notice = case.notice
    assert notice is not None
    mine = objection.told([x for x in raised if x.application_id == case.id])
    said = f"公示{day_words(notice.posted_on)}至{day_words(notice.until)}，{mine}"
    ground = case_ground(office, session, case)
    return cases.put(session, course.notice_over(case, ground, hand(office, by, on), said))


def reminders(session: Session, today: date) -> Reminders:
    """The notices to be taken down or ended, and the objections to be settled or answered, as of that day."""
    return Reminders(
        to_take_down=tuple(n for n, _, _ in kept.everything(session) if standing(n, today) in TO_DO),
        unsettled=tuple(objections.unsettled(session)),
        unanswered=tuple(objections.unanswered(session)),
    )


def _cases(session: Session, notice_id: int) -> list[Application]:
    return [cases.get(session, line.id) for line in kept.on_notice(session, notice_id)]


def _whole(session: Session, found: Sequence[Application], look: NoticeLook) -> set[int]:
    """The cases whose names may stand there whole."""
    if look.names is Names.named:
        return {c.id or 0 for c in found}
    if look.names is not Names.agreed:
        return set()
    known = consents.standings(session, [c.household_id for c in found])
    return {c.id or 0 for c in found if known[c.household_id].publication}


def _monthly(session: Session, case: Application) -> bool:
    """Whether what is to be given is so much a month."""
    return assessments.get(session, case.assessment_id).verdict.monthly is not None


def _expect_settled(session: Session, case: Application) -> None:
    left = [x.number for x in objections.of_case(session, case.id or 0) if not x.settled]
    if left:
        raise OutOfTurnError(
            f"{case.applicant} 的申请还有异议没有核实（{'、'.join(left)}），请先登记核实结果，再公示。"
        )
