"""Meetings (评议会、审批会): enough are there, near relatives leave the room, and all cases move together or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.casework import approval, assessment, intake, levels, meeting_papers, meetings, staff
from desktop.casework.applying import apply
from desktop.casework.deeds import NotAllowedError, deed
from desktop.casework.meetings import Point, Sitting
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.application import Application, State, StepKind
from desktop.domain.authority import Reply
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.meeting import MeetingKind, Result
from desktop.domain.staff import Relative, Staff
from desktop.domain.trail import Act
from desktop.store import accounts, trail
from tests.conftest import TODAY, Clock
from tests.unit.casework.test_deciding import TEXT, with_scheme

D = Decimal
Builder = Callable[..., Household]
SIX = ("周审批", "孙局长", "钱书记", "李委员", "吴委员", "郑委员")


@pytest.fixture
def town(office: Office) -> Office:
    text = TEXT.replace(
        '[[steps]]\nkind = "decide"', '[[steps]]\nkind = "appraisal"\n[[steps]]\nkind = "decide"'
    )
    made = with_scheme(office, text=text)
    levels.record_own_levels(made, "levels", ["乡镇"])
    return made


@pytest.fixture
def three(town: Office, household: Builder) -> list[Application]:
    return [waiting(town, household(name)) for name in ("甲一", "乙二", "丙三")]


def waiting(office: Office, household: Household) -> Application:
    kept = assessment.assess(office, intake.record_household(office, household).id or 0, "levels")
    case = apply(office, kept.id or 0, "", "生活困难")
    return approval.complete_step(office, case.id or 0, "属实", "林晓舟")


def sat(kind: MeetingKind = MeetingKind.appraisal, **changes: Any) -> Sitting:
    made = Sitting(
        kind=kind,
        title="三月评议会" if kind is MeetingKind.appraisal else "三月审批会",
        day=TODAY,
        place="三楼会议室",
        host="李委员" if kind is MeetingKind.appraisal else "周审批",
        recorder="林晓舟",
        present=SIX[:4],
        absent=SIX[4:],
        signers=() if kind is MeetingKind.appraisal else ("周审批", "孙局长"),
        minutes="逐件介绍情况后投票。",
    )
    return replace(made, **changes)


def voted(case: Application, yes: int, no: int, abstain: int = 0) -> Point:
    return Point(application_id=case.id or 0, yes=yes, no=no, abstain=abstain)


def appraised(office: Office, cases: list[Application]) -> list[Application]:
    meetings.hold(office, sat(), [voted(c, 4, 0) for c in cases])
    return [approval.application(office, c.id or 0) for c in cases]


def given(case: Application, yuan: int, **more: Any) -> Point:
    return Point(application_id=case.id or 0, amount=D(yuan), **more)


def test_an_appraisal_moves_all_its_cases_with_their_votes(town: Office, three: list[Application]) -> None:
    assert [x.number for x in meetings.waiting(town, MeetingKind.appraisal)] == [c.number for c in three]
    held = meetings.hold(
        town, sat(), [voted(three[0], 4, 0), voted(three[1], 3, 1), voted(three[2], 2, 1, 1)]
    )
    assert (held.number, held.due, held.present) == ("HY2026-0001", 6, SIX[:4])
    assert [i.result for i in held.items] == [Result.passed, Result.passed, Result.failed]
    first, _, third = (approval.application(town, c.id or 0) for c in three)
    step = first.step(StepKind.appraisal)
    assert step is not None
    assert step.record.vote is not None
    assert (step.record.vote.yes, step.record.vote.meeting_id, step.by) == (4, held.id, "李委员")
    assert "三月评议会（HY2026-0001）" in step.opinion
    assert first.current is not None
    assert first.current.kind is StepKind.decide
    assert third.current is not None
    assert third.current.kind is StepKind.appraisal  # not passed: it waits for another meeting
    assert meetings.meeting(town, held.id or 0) == held
    assert [x.number for x in meetings.waiting(town, MeetingKind.appraisal)] == [three[2].number]


def test_too_few_decide_nothing(town: Office, three: list[Application]) -> None:
    few = sat(present=SIX[:3], absent=SIX[3:])
    with pytest.raises(OfficeError, match=r"第 1 件 甲一.*应到 6 人，实到 3 人，至少要到 4 人"):
        meetings.hold(town, few, [voted(three[0], 3, 0)])


def test_one_case_that_cannot_move_holds_all_of_them_up_and_is_named(
    town: Office, three: list[Application]
) -> None:
    with pytest.raises(
        OfficeError, match=r"第 2 件 乙二（SQ2026-0002）：同意 3 票.*与实到 4 人不符.*整个会议都没有登记"
    ):
        meetings.hold(town, sat(), [voted(three[0], 4, 0), voted(three[1], 3, 0)])
    cases = appraised(town, three)
    points = [given(cases[0], 1000), given(cases[1], 6000), given(cases[2], 1000)]
    with pytest.raises(OfficeError, match=r"第 2 件 乙二.*由县民政局审批，本单位不能自行批准.*移出会议"):
        meetings.hold(town, sat(MeetingKind.approval), points)
    assert [approval.application(town, c.id or 0).state for c in cases] == [State.open] * 3
    assert len(meetings.all_meetings(town)) == 1
    held = meetings.hold(town, sat(MeetingKind.approval), [points[0], points[2]])
    assert held.number == "HY2026-0002"  # the meeting that failed took no number


def test_an_approval_meeting_approves_refuses_and_sends_back(town: Office, three: list[Application]) -> None:
    cases = appraised(town, three)
    points = [
        given(cases[0], 3000),
        Point(application_id=cases[1].id or 0, result=Result.failed, words="收入高于标准"),
        Point(application_id=cases[2].id or 0, result=Result.again, words="补交诊断证明"),
    ]
    held = meetings.hold(town, sat(MeetingKind.approval), points)
    first, second, third = (approval.application(town, c.id or 0) for c in cases)
    assert (first.state, first.approved_amount, first.decided_by) == (State.approved, D(3000), "周审批")
    assert (second.state, second.decision_reason) == (State.refused, "收入高于标准")
    assert third.state is State.returned
    assert [(i.result, i.amount) for i in held.items] == [
        (Result.passed, D(3000)), (Result.failed, None), (Result.again, None)
    ]  # fmt: skip
    told = meetings.sums([(p, c.proposed) for p, c in zip(points, cases, strict=True)])
    assert (told.cases, told.passed, told.amount) == (3, 1, D(3000))
    for reason in (Result.failed, Result.again):
        with pytest.raises(OfficeError, match="第 1 件"):
            meetings.hold(
                town, sat(MeetingKind.approval), [Point(application_id=cases[2].id or 0, result=reason)]
            )


def test_beyond_the_levels_the_meeting_resolves_case_by_case_under_its_own_number(
    town: Office, three: list[Application]
) -> None:
    cases = appraised(town, three)
    with pytest.raises(OfficeError, match="一事一议"):
        meetings.hold(town, sat(MeetingKind.approval), [given(cases[0], 20001)])
    with pytest.raises(OfficeError, match="没有超过方案的限度"):
        meetings.hold(town, sat(MeetingKind.approval), [given(cases[0], 100, discussed_because="多给")])
    with pytest.raises(OfficeError, match="至少由 2 个不同的人签字"):
        one = sat(MeetingKind.approval, signers=("周审批",))
        meetings.hold(town, one, [given(cases[0], 20001, discussed_because="两人住院")])
    held = meetings.hold(
        town, sat(MeetingKind.approval), [given(cases[0], 20001, discussed_because="两人住院")]
    )
    done = approval.application(town, cases[0].id or 0)
    assert done.override is not None
    assert (done.override.meeting, done.override.signed_by) == (held.number, ("周审批", "孙局长"))
    assert held.items[0].discussed


def test_another_levels_paper_goes_with_its_case(town: Office, three: list[Application]) -> None:
    cases = appraised(town, three)
    reply = Reply(number="示民批〔2026〕18 号", on=TODAY)
    meetings.hold(town, sat(MeetingKind.approval), [given(cases[0], 6000, reply=reply)])
    done = approval.application(town, cases[0].id or 0)
    assert (done.decided_at, done.reference) == ("县民政局", "示民批〔2026〕18 号")


def test_a_near_relative_leaves_the_room_and_does_not_vote(town: Office, household: Builder) -> None:
    staff.record_staff(town, Staff(name="钱书记", relatives=(Relative(name="陈小习", relation="外孙女"),)))
    case = waiting(town, household("甲一"))
    near = meetings.relatives(town, [case.id or 0])
    assert meetings.leaving(near[case.id or 0], SIX) == ("钱书记",)
    with pytest.raises(OfficeError, match="与实到 4 人、回避 1 人后的 3 人不符"):
        meetings.hold(town, sat(), [voted(case, 4, 0)])
    held = meetings.hold(town, sat(), [voted(case, 3, 0)])
    assert held.avoided == ("钱书记",)
    with pytest.raises(OfficeError, match="要回避，钱书记 不能审批"):
        late = sat(MeetingKind.approval, signers=("钱书记", "孙局长"))
        meetings.hold(town, late, [given(case, 1000)])


def test_where_two_must_sign_two_of_the_meeting_sign(office: Office, household: Builder) -> None:
    two = with_scheme(office, "signatures = 2")
    levels.record_own_levels(two, "levels", ["乡镇"])
    case = waiting(two, household("甲一"))
    with pytest.raises(OfficeError, match="须 2 个不同的人签字，只填了 1 人"):
        meetings.hold(two, sat(MeetingKind.approval, signers=("周审批",)), [given(case, 1000)])
    meetings.hold(two, sat(MeetingKind.approval), [given(case, 1000)])
    assert approval.application(two, case.id or 0).decided_by == "周审批、孙局长"


def test_the_minutes_name_everybody_once_and_no_future_day(town: Office, three: list[Application]) -> None:
    point = [voted(three[0], 4, 0)]
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"title": " "}, "请填写会议名称"),
        ({"host": ""}, "请填写主持人"),
        ({"day": date(2026, 3, 3)}, "还没有到"),
        ({"day": date(2026, 3, 1)}, "早于上一步办完的2026年3月2日"),
        ({"absent": ("周审批",)}, "「周审批」写了两次"),
        ({"present": ()}, "请填写到会的人"),
    )
    for changes, said in wrong:
        with pytest.raises(OfficeError, match=said):
            meetings.hold(town, sat(**changes), point)
    with pytest.raises(OfficeError, match="没有议题"):
        meetings.hold(town, sat(), [])
    cases = appraised(town, three[:1])
    for signers, said in (((), "请填写审批签字的人"), (("吴委员",), "吴委员 没有到会，不能签字")):
        with pytest.raises(OfficeError, match=said):
            meetings.hold(town, sat(MeetingKind.approval, signers=signers), [given(cases[0], 100)])


def test_steps_bear_the_day_of_the_meeting(town: Office, three: list[Application], clock: Clock) -> None:
    clock.day = date(2026, 3, 5)
    cases = appraised(town, three[:1])
    step = cases[0].step(StepKind.appraisal)
    assert step is not None
    assert step.done_on == TODAY
    meetings.hold(town, sat(MeetingKind.approval), [given(cases[0], 100)])
    assert approval.application(town, cases[0].id or 0).decided_on == TODAY


def test_a_handler_may_record_an_appraisal_but_no_approval(town: Office, three: list[Application]) -> None:
    with deed(town, Act.record_user) as session:
        clerk = accounts.put(session, User(name="林晓舟", roles=frozenset({Role.handler})), town.today())
    theirs = replace(town, user=clerk)
    cases = appraised(theirs, three[:1])
    with pytest.raises(NotAllowedError, match="审批"):
        meetings.hold(theirs, sat(MeetingKind.approval), [given(cases[0], 100)])
    with town.store.read() as session:
        assert trail.count(session, acts=[Act.hold_meeting]) > 0


def test_its_papers_are_printed(town: Office, three: list[Application], tmp_path: Path) -> None:
    held = meetings.hold(town, sat(), [voted(c, 4, 0) for c in three])
    out = tmp_path / "评议.pdf"
    assert meeting_papers.print_meeting(town, held.id or 0, out) == ()
    assert out.stat().st_size > 1000
