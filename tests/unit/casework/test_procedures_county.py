"""Plans 9 and 31 from the application to the told decision: random checks, an objection, a refusal, the levels that decide.

Every due day is reckoned by hand from the plan's words. 2026: off 25-27 September and 1-7 October, 15-23 February; worked on Sunday
20 September, Saturday 10 October and the Saturdays 14 and 28 February.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.casework import approval, benefits, deciding, drawing, levels, noticing, objecting, settings
from desktop.casework.gates import GateError
from desktop.casework.levels import HigherLevelError
from desktop.casework.office import Office
from desktop.domain import sampling
from desktop.domain.application import Override, State, StepKind
from desktop.domain.authority import Reply
from desktop.domain.bureau import Counting
from desktop.domain.drawn import redrawn
from desktop.domain.errors import OfficeError
from desktop.domain.every import Every
from desktop.domain.objection import Finding, Objection
from desktop.domain.step_record import StepRecord, Vote
from tests.conftest import Clock
from tests.samples import procedures as samples
from tests.unit.casework.walking import Walk, day, money, set_out

D = Decimal
SEED = "2026-10-12-7391"
OFF = "有一名成年子女在外务工"


@pytest.fixture
def desk(office: Office) -> Office:
    """An office that filled in all blanks of the plans, and has money."""
    samples.fill_in(office)
    money(office, "救助资金")
    return office


def nine(desk: Office, clock: Clock, name: str) -> Walk:
    """Somebody's application under plan 9 on 14 September, up to the survey."""
    walk = set_out(desk, clock, samples.destitute(name), "plan-09", "09-14")
    # survey 10个工作日: 15-18, 20 (Sunday), 21-24, 28; notice 7天: 5 October; confirm 10个工作日: 8, 9, 10 (Saturday), 12-16,
    # 19, 20; told 3个工作日: 21-23; 确认之日下月: November
    walk.due(
        accept="-", survey="09-28", appraisal="-", notice="10-05", report="-", decide="10-20", tell="10-23",
        pay="11-30",
    )  # fmt: skip
    walk.do("accept", "09-15")
    walk.due(survey="09-29", notice="10-06")  # 自受理申请之日起: 16-18, 20-24, 28, 29; the rest as before
    walk.survey("survey", "09-22")
    # 7 days from 22 September; 30 September, 8-10, 12-16, 19 October; 20-22
    walk.due(notice="09-29", decide="10-19", tell="10-22")
    return walk


def posted(walks: list[Walk], on: str) -> int:
    """One notice of seven days for all of them."""
    desk = walks[0].office
    walks[0].clock.day = day(on)
    return noticing.post_notice(desk, [w.id for w in walks], day(on), 7, "村务公开栏").id or 0


def leave_out(walk: Walk, because: str) -> None:
    """Leaves the appraisal out (可视情组织民主评议)."""
    walk.waits("appraisal")
    approval.skip_step(walk.office, walk.id, because, "林晓舟")


def test_plan_9_with_a_draw_a_refusal_and_an_objection(desk: Office, clock: Clock) -> None:
    good = [nine(desk, clock, name) for name in ("顾大田", "柳根生", "史长河", "鲁春妮")]
    doubted = nine(desk, clock, "汪有福")
    clock.day = day("09-22")
    for walk in good:
        with pytest.raises(OfficeError, match="请写明原因"):
            leave_out(walk, " ")
        leave_out(walk, "情况清楚，没有争议")
        walk.due()
    vote = Vote(due=9, present=6, yes=5, no=1)
    doubted.do("appraisal", "09-23", record=StepRecord(vote=vote))
    doubted.due(
        notice="09-30", decide="10-20", tell="10-23"
    )  # 7 days from 23 September; 8-10, 12-16, 19, 20; 21-23

    notice = posted([*good, doubted], "09-23")
    for walk in (*good, doubted):
        # 24-30 September; taken down on 1 October: 8-10, 12-16, 19, 20; 21-23
        walk.due(notice="10-01", decide="10-20", tell="10-23")
    clock.day = day("09-28")
    raised = objecting.receive(
        desk,
        Objection(
            notice_id=notice, application_id=doubted.id, day=day("09-28"), words=OFF, received_by="何秀英"
        ),
    )
    clock.day = day("10-08")
    assert noticing.close_notice(desk, notice, day("10-08"), "林晓舟").waiting == (
        f"汪有福（{raised.number}）",
    )
    for walk in good:
        walk.due(decide="10-21", tell="10-26")  # from 8 October: 9, 10, 12-16, 19-21; 22, 23, 26
    objecting.settle(desk, raised.id or 0, Finding.upheld, "走访邻居，情况属实", day("10-08"), "何秀英")

    # 在10个工作日内提出初审意见, from the objection on 28 September: 29, 30, 8-10, 12-16; 7 days; 26-30, 2-6 November;
    # 9-11; the month after 6 November
    doubted.waits("survey")
    doubted.due(
        survey="10-16", appraisal="-", notice="10-23", report="-", decide="11-06", tell="11-11", pay="12-31"
    )
    assert doubted.case.notice is None
    doubted.survey("survey", "10-12")
    doubted.due(notice="10-19", decide="11-02", tell="11-05")  # 20-23, 26-30 October, 2 November; 3-5
    clock.day = day("10-12")
    leave_out(doubted, "已走访核实")
    doubted.due()
    again = posted([doubted], "10-12")
    doubted.due(
        notice="10-20", decide="11-03", tell="11-06"
    )  # 13-19; from the 20th: 21-23, 26-30, 2, 3 November; 4-6
    clock.day = day("10-20")
    noticing.close_notice(desk, again, day("10-20"), "林晓舟")
    doubted.due()
    survey = doubted.case.step(StepKind.survey)
    assert survey is not None
    assert survey.times == 2

    for walk in good:
        walk.do("report", "10-09")
        walk.due(decide="10-22", tell="10-27")  # 10 (Saturday), 12-16, 19-22; 23, 26, 27
    levels.record_own_levels(desk, "plan-09", ["县级人民政府民政部门"])
    clock.day = day("10-12")
    with pytest.raises(GateError, match="不低于 30%，本案还没有进过抽查名单"):
        good[0].approve("10-12", 1560)
    held = drawing.hold(desk, "plan-09", "county", [w.id for w in good], SEED, "周审批", "赵监督")
    assert len(held.chosen) == 2  # 30 % of four are 1.2: 不低于
    assert redrawn(held) == sampling.order([w.case.number for w in good], SEED)[:2]
    for chosen in held.chosen:
        drawing.record_check(desk, held.id or 0, chosen.application_id, True, "入户核实，属实", "赵监督")
    for walk in good:
        assert walk.case.proposed == D(
            1560
        )  # 24,000 × 60 % ÷ 12 = 1,200 over 1.3 × 810 = 1,053; and 30 % of it for care
        walk.approve("10-16", 1560)
        walk.due(tell="10-21")  # 3个工作日 from 16 October: 19-21; 确认之日下月 stays November
        walk.tell("10-19", walk.case.applicant)
        walk.due()
        walk.pay("11-05", "救助资金")
        walk.due()
        (given,) = benefits.benefits_of(desk, walk.case.household_id)
        assert (given.starts_on, given.review_every, given.next_review) == (
            day("11-01"), Every.year, day("2027-11-01")
        )  # fmt: skip


def test_plan_9_refused_in_three_working_days_with_reasons(desk: Office, clock: Clock) -> None:
    walk = set_out(desk, clock, samples.destitute("孔庆来", supported=True), "plan-09", "09-14")
    walk.due(
        accept="-", survey="09-28", appraisal="-", notice="10-05", report="-", decide="10-20", tell="10-23",
        pay="11-30",
    )  # fmt: skip
    walk.do("accept", "09-15")
    walk.survey("survey", "09-22")
    with pytest.raises(OfficeError, match="现在该办的是"):
        walk.approve("09-22", 1560)
    clock.day = day("09-22")
    made = deciding.refuse(desk, walk.id, "有法定义务人并有履行义务能力", "周审批")
    assert (made.state, made.current) == (State.refused, None)
    # 作出决定3个工作日内: 23, 24, then three days off, 28
    assert walk.told() == [("申请人或者其代理人", "不予同意的决定和理由", True, day("09-28"), "")]
    made = walk.tell("09-29", "孔庆来")
    assert (
        made.events[-1].words
        == "告知申请人或者其代理人：不予同意的决定和理由，当面送交，孔庆来 签收（逾期 1 天）"
    )


def test_plan_9_where_the_posting_day_counts(desk: Office, clock: Clock) -> None:
    settings.record_bureau(desk, replace(settings.bureau(desk), counting=Counting.posting_day_counted))
    walk = nine(desk, clock, "安小满")
    clock.day = day("09-22")
    leave_out(walk, "情况清楚")
    assert walk.hang("09-23", 7) == "2026-09-29"  # 23-29 September: the day it is hung is the first
    walk.due(
        notice="09-30", decide="10-20", tell="10-23"
    )  # taken down on the 30th: 8-10, 12-16, 19, 20; 21-23


# ---- plan 31: who may decide how much


def thirty_one(desk: Office, clock: Clock, name: str, utterly: bool = False) -> Walk:
    """Somebody's application under plan 31 before the New Year, up to the decision."""
    walk = set_out(desk, clock, samples.in_need(name, utterly), "plan-31", "02-12")
    # 原文没有写各步骤的期限; five days of notice by the office's own setting
    walk.due(accept="-", survey="-", review="-", notice="02-17", decide="-", tell="-", pay="-", report="-")
    walk.do("accept", "02-13")
    walk.due(notice="02-18")
    walk.survey("survey", "02-14")  # a Saturday that is worked
    walk.due(notice="02-19")
    walk.do("review", "02-24", "赵审核")
    walk.due(notice="03-01")
    assert walk.hang("02-24") == "2026-03-01"
    walk.due(notice="03-02")
    walk.take_down("03-02")
    walk.due()
    return walk


TOWN = "乡镇人民政府（街道办事处）"
COUNTY = "县级民政部门"


@pytest.mark.parametrize(("amount", "county"), [("4999.99", False), ("5000.00", False), ("5000.01", True)])
def test_plan_31_at_the_limit_of_the_township(desk: Office, clock: Clock, amount: str, county: bool) -> None:
    levels.record_own_levels(desk, "plan-31", [TOWN])
    walk = thirty_one(desk, clock, "池水生")
    if county:
        with pytest.raises(HigherLevelError, match="由县级民政部门审批，本单位不能自行批准"):
            walk.approve("03-03", amount)
        clock.day = day("03-05")
        reply = Reply(number="清民批〔2026〕18 号", on=day("03-04"))
        made = walk.approve("03-05", amount, reply=reply)
        assert (made.decided_at, made.reference, made.decided_on) == (COUNTY, reply.number, day("03-04"))
    else:
        made = walk.approve("03-03", amount)
        assert (made.decided_at, made.reference, made.decided_on) == (TOWN, "", day("03-03"))
    assert (made.state, made.approved_amount) == (State.approved, D(amount))
    walk.due()
    walk.tell("03-06", "池水生")
    walk.due()
    walk.pay("03-09", "救助资金")
    walk.due()
    assert walk.do("report", "03-10", opinion="台账已更新").current is None
    walk.due()


def test_plan_31_over_twenty_thousand_a_resolution_case_by_case(desk: Office, clock: Clock) -> None:
    levels.record_own_levels(desk, "plan-31", [TOWN, COUNTY])
    usual = thirty_one(desk, clock, "池水生")
    with pytest.raises(OfficeError, match=r"最多可以批准 20,000\.00 元"):
        usual.approve("03-03", "20000.01")
    walk = thirty_one(desk, clock, "池水旺", utterly=True)
    with pytest.raises(OfficeError, match="一事一议"):
        walk.approve("03-03", "20000.01")
    why = Override(
        because="两人住院，房屋全毁", signed_by=("周审批", "孙局长"), meeting="县政府纪要〔2026〕3 号"
    )
    made = walk.approve("03-03", "20000.01", override=why)
    assert (made.state, made.override, made.decided_at) == (State.approved, why, "一事一议")
    walk.due()
    walk.tell("03-04", "池水旺")
    walk.pay("03-05", "救助资金")
    assert walk.do("report", "03-06").current is None
    walk.due()
    assert benefits.benefits_of(desk, walk.case.household_id) == ()  # one sum, no help that goes on
