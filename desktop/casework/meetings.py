"""Meetings over cases (评议会、审批会): who was there, how each case came out; all cases move together or none does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from desktop.casework.approval import completed_in
from desktop.casework.deciding import Decision, approved_in, refused_in
from desktop.casework.deeds import deed, expect_allowed
from desktop.casework.ground import case_ground, hand
from desktop.casework.office import Office
from desktop.domain import course, votes
from desktop.domain.application import Application, ApplicationLine, Override, State, StepKind
from desktop.domain.authority import DISCUSSED, Reply
from desktop.domain.course import Ground
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.listing import ApplicationQuery
from desktop.domain.meeting import Meeting, MeetingItem, MeetingKind, Result
from desktop.domain.names import normalise_name
from desktop.domain.step_record import StepRecord, Vote
from desktop.domain.step_rules import StepRules
from desktop.domain.trail import Act
from desktop.domain.verdict import Goods
from desktop.store import cases, households, kin, meetings, staff
from desktop.store.database import Session

QUORUM = Fraction(2, 3)
"""The share of the members that must be there, where the plan does not say."""
STEP = {MeetingKind.appraisal: StepKind.appraisal, MeetingKind.approval: StepKind.decide}
MANY = 5000


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A meeting as it is written down: who was there, who chaired, who signs what it decides."""

    kind: MeetingKind
    title: str
    day: date
    place: str = ""
    host: str = ""
    recorder: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    """Who signs the decisions; the first signs where one is enough."""
    minutes: str = ""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One case on the agenda with how it came out."""

    application_id: int
    result: Result = Result.passed
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    words: str = ""
    """What was said; the reason where it is refused or sent back."""
    amount: Decimal | None = None
    goods: tuple[Goods, ...] = ()
    discussed_because: str = ""
    """Why it goes beyond the plan (一事一议), where it does."""
    reply: Reply | None = None
    """The paper of the level that decides, where this office is not it."""
    alone_because: str = ""


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What the points of a meeting come to together."""

    cases: int
    passed: int
    proposed: Decimal
    amount: Decimal


def waiting(office: Office, kind: MeetingKind) -> list[ApplicationLine]:
    """The cases that wait for such a meeting."""
    query = ApplicationQuery(states=(State.open,), step=STEP[kind])
    with office.store.read() as session:
        found = [x for x in cases.browse(session, query, 0, MANY) if x.paused_since is None]
    return sorted(found, key=lambda x: x.number)


def members(office: Office) -> list[str]:
    """The names of the staff in office, to choose who was there from."""
    with office.store.read() as session:
        return [one.name for one in staff.everybody(session) if one.left_on is None]


def relatives(office: Office, application_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """Which of the staff have a near relative in which case, by folded names; cases without any are left out."""
    with office.store.read() as session:
        return {id: near for id in application_ids if (near := _near(session, cases.get(session, id)))}


def leaving(near: frozenset[str], present: Iterable[str]) -> tuple[str, ...]:
    """Who of those present leaves the room for a case."""
    return tuple(name for name in present if normalise_name(name) in near)


def quorum(rules: StepRules, members: int) -> int:
    """How many of so many members must be there: the plan's share, else two thirds."""
    return replace(rules, attendance=rules.attendance or QUORUM).quorum(members)


def sums(points: Iterable[tuple[Point, Decimal | None]]) -> Sums:
    """What these points come to, each with what was proposed."""
    listed = list(points)
    passed = [p for p, _ in listed if p.result is Result.passed]
    return Sums(
        cases=len(listed),
        passed=len(passed),
        proposed=sum((x or Decimal(0) for _, x in listed), Decimal(0)),
        amount=sum((p.amount or Decimal(0) for p in passed), Decimal(0)),
    )


def hold(office: Office, sitting: Sitting, points: Sequence[Point]) -> Meeting:
    """Keeps the meeting with its minutes, and moves every case as it came out: all of them, or none.

    Raises OfficeError that names the case that stands in the way.
    """
    _expect_written(office, sitting, points)
    with deed(office, Act.hold_meeting) as session:
        number = meetings.number(session, sitting.day.year)
        items: list[tuple[MeetingItem, Vote | None, tuple[str, ...]]] = []
        for n, point in enumerate(points, 1):
            case = cases.get(session, point.application_id)
            with_case = _Named(n, case)
            with with_case:
                items.append(_item(office, session, sitting, point, case))
        gone = tuple(dict.fromkeys(name for _, _, left in items for name in left))
        meeting = meetings.put(
            session,
            Meeting(
                kind=sitting.kind,
                day=sitting.day,
                title=sitting.title.strip(),
                place=sitting.place.strip(),
                host=sitting.host.strip(),
                recorder=sitting.recorder.strip(),
                due=len(sitting.present) + len(sitting.absent),
                present=sitting.present,
                absent=sitting.absent,
                avoided=gone,
                minutes=sitting.minutes.strip(),
                items=tuple(item for item, _, _ in items),
                number=number,
            ),
        )
        for n, (point, (_, vote, _)) in enumerate(zip(points, items, strict=True), 1):
            with _Named(n, cases.get(session, point.application_id)):
                _move(office, session, sitting, meeting, point, vote)
        return meeting


def all_meetings(office: Office) -> list[Meeting]:
    """Every meeting, the latest first."""
    with office.store.read() as session:
        return meetings.all_meetings(session)


def meeting(office: Office, meeting_id: int) -> Meeting:
    """A meeting with its items. Raises MissingError."""
    with office.store.read() as session:
        return meetings.get(session, meeting_id)


class _Named:
    """Says of which case on the agenda a mistake is."""

    def __init__(self, n: int, case: Application) -> None:
        self._n, self._case = n, case

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OfficeError):
            raise OfficeError(
                f"第 {self._n} 件 {self._case.applicant}（{self._case.number}）：{error.said}"
                "整个会议都没有登记，请改正，或把这一件移出会议。"
            ) from error


def _expect_written(office: Office, sitting: Sitting, points: Sequence[Point]) -> None:
    if not points:
        raise OfficeError("会议没有议题。请先勾选要上会的申请。")
    if len({p.application_id for p in points}) < len(points):
        raise OfficeError("同一份申请在议题里出现了两次，请去掉一个。")
    for name, value in (("会议名称", sitting.title), ("主持人", sitting.host), ("记录人", sitting.recorder)):
        if not value.strip():
            raise OfficeError(f"请填写{name}，会议纪要上要印出来。")
    if sitting.day > office.today():
        raise OfficeError(f"会议日期{day_words(sitting.day)}还没有到。")
    names = [normalise_name(n) for n in (*sitting.present, *sitting.absent)]
    twice = next((n for n in names if names.count(n) > 1), "")
    if twice:
        raise OfficeError(f"「{twice}」写了两次。每个人只能是到会或者缺席。")
    if not sitting.present:
        raise OfficeError("请填写到会的人。")
    if sitting.kind is MeetingKind.approval:
        expect_allowed(office, Act.approve)
        if not sitting.signers:
            raise OfficeError("请填写审批签字的人，审批表上要写明是谁决定的。")
        here = {normalise_name(n) for n in sitting.present}
        gone = [n for n in sitting.signers if normalise_name(n) not in here]
        if gone:
            raise OfficeError(f"{'、'.join(gone)} 没有到会，不能签字。")


def _near(session: Session, case: Application) -> frozenset[str]:
    hits = kin.of_household(session, households.get(session, case.household_id))
    return frozenset(normalise_name(hit.staff_name) for hit in hits)


def _item(
    office: Office, session: Session, sitting: Sitting, point: Point, case: Application
) -> tuple[MeetingItem, Vote | None, tuple[str, ...]]:
    """The point for the minutes, its vote, and who left the room for it."""
    course.expect(case, STEP[sitting.kind])
    before = max((s.done_on for s in case.steps if s.done_on is not None), default=case.applied_on)
    if sitting.day < before:
        raise OfficeError(
            f"会议日期{day_words(sitting.day)}早于上一步办完的{day_words(before)}。请改正日期。"
        )
    ground = case_ground(office, session, case)
    left = leaving(_near(session, case), sitting.present)
    vote = _vote(sitting, point, ground, case, len(left))
    result = point.result
    if sitting.kind is MeetingKind.appraisal:
        assert vote is not None
        result = Result.passed if vote.passed else Result.failed
    return (
        MeetingItem(
            application_id=point.application_id,
            number=case.number,
            applicant=case.applicant,
            yes=point.yes,
            no=point.no,
            abstain=point.abstain,
            result=result,
            words=point.words.strip(),
            proposed=case.proposed,
            amount=point.amount if result is Result.passed else None,
            goods=point.goods if result is Result.passed else (),
            discussed=bool(point.discussed_because.strip()) and result is Result.passed,
        ),
        vote,
        left,
    )


def _vote(sitting: Sitting, point: Point, ground: Ground, case: Application, left: int) -> Vote | None:
    """The votes as they count, without those who left the room; an approval may be settled without a count."""
    rules = ground.rules_of(course.waiting(case))
    due, here = len(sitting.present) + len(sitting.absent), len(sitting.present)
    wanted = quorum(rules, due)
    if here < wanted:
        raise OfficeError(f"应到 {due} 人，实到 {here} 人，至少要到 {wanted} 人，会议不能作出决定。")
    if point.yes is None and point.no is None and point.abstain is None:
        if sitting.kind is MeetingKind.appraisal:
            raise OfficeError("请填写票数。")
        return None
    vote = votes.counted(rules, due, here, point.yes or 0, point.no or 0, point.abstain or 0, avoided=left)
    if sitting.kind is MeetingKind.approval and vote.passed is not (point.result is Result.passed):
        how = "通过" if vote.passed else "没有通过"
        raise OfficeError(f"按票数应是{how}，与填写的结果不一致。请核对。")
    return vote


def _move(
    office: Office, session: Session, sitting: Sitting, meeting: Meeting, point: Point, vote: Vote | None
) -> None:
    """The case goes on as the meeting decided."""
    case = cases.get(session, point.application_id)
    said = "；".join(x for x in (f"{meeting.title}（{meeting.number}）", point.words.strip()) if x)
    if sitting.kind is MeetingKind.appraisal:
        assert vote is not None
        record = StepRecord(vote=replace(vote, meeting_id=meeting.id))
        completed_in(
            office,
            session,
            point.application_id,
            said,
            sitting.host,
            point.alone_because,
            record,
            sitting.day,
        )
    elif point.result is Result.passed:
        _approve(office, session, sitting, meeting, point, case, said)
    elif point.result is Result.failed:
        if not point.words.strip():
            raise OfficeError("不予批准必须写明理由，告知书上要印出来。")
        refused_in(
            office,
            session,
            point.application_id,
            point.words,
            sitting.signers[0],
            point.alone_because,
            sitting.day,
        )
    else:
        ground = case_ground(office, session, case)
        who = hand(office, sitting.signers[0], sitting.day)
        cases.put(session, course.returned(case, ground, who, point.words))


def _approve(
    office: Office,
    session: Session,
    sitting: Sitting,
    meeting: Meeting,
    point: Point,
    case: Application,
    said: str,
) -> None:
    override = None
    if point.discussed_because.strip():
        override = Override(
            because=point.discussed_because, signed_by=sitting.signers, meeting=meeting.number
        )
    needed = max(1, course.signatures_wanted(case, case_ground(office, session, case)))
    if len(sitting.signers) < needed:
        raise OfficeError(f"这一步须 {needed} 个不同的人签字，只填了 {len(sitting.signers)} 人。")
    done = case
    for name in sitting.signers[:needed]:
        decision = Decision(
            amount=point.amount,
            goods=point.goods,
            opinion=f"同意。{said}",
            by=name,
            alone_because=point.alone_because,
            reply=point.reply,
            override=override,
            on=sitting.day,
        )
        done = approved_in(office, session, point.application_id, decision, at_meeting=True)
    if override is not None and done.override is None:
        raise OfficeError(f"这一件没有超过方案的限度，不用「{DISCUSSED}」。请去掉「{DISCUSSED}」的理由。")
