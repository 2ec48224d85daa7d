"""Plans from the application to the told decision, with every due day reckoned by hand from the plan's words.

2026: off 15-23 February, 4-6 April, 1-5 May, 19-21 June, 25-27 September, 1-7 October; worked on the Saturdays 14 and 28
February, 9 May and 10 October and on Sunday 20 September. The office hangs notices for five days, the day after counted first.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.casework import (
    benefits,
    case_papers,
    deciding,
    first_aid,
    intake,
    lacking,
    levels,
    noticing,
    printing,
    relief,
)
from desktop.casework.deciding import approvable
from desktop.casework.office import Office
from desktop.domain.application import State
from desktop.domain.benefit import Change
from desktop.domain.completing import Told
from desktop.domain.errors import OfficeError
from desktop.domain.every import Every
from desktop.domain.payout import Form
from tests.conftest import Clock
from tests.samples import procedures as samples
from tests.unit.casework.walking import day, money, set_out

D = Decimal


@pytest.fixture
def desk(office: Office) -> Office:
    """An office that filled in all blanks of the plans, and has money."""
    samples.fill_in(office)
    money(office, "救助资金")
    return office


# ---- plan 4: 春节, papers told once, the clock stops


BROUGHT = (
    "《岳西县特困群众医疗救助申请审批表》",
    "低保证、五保供养证、定期定量抚恤补助证、定期定量救济证复印件",
    "《岳西县城乡医疗救助对象患病诊断证明书》",
)


def test_plan_4_from_application_to_the_hospital_with_the_clock_stopped_over_the_new_year(
    desk: Office, clock: Clock
) -> None:
    walk = set_out(desk, clock, samples.patient(), "plan-04", "02-13", brought=BROUGHT)
    # survey: 接到申请后的5个工作日 — 14 (Saturday), 24, 25, 26, 27 February; notice five days on; 7 working days from 4
    # March: 5, 6, 9-13; 资金在3个工作日内: 16, 17, 18
    walk.due(accept="-", survey="02-27", notice="03-04", report="-", decide="03-13", tell="-", pay="03-18")
    with pytest.raises(
        OfficeError, match=r"还缺 2 项材料，不能受理：正式医疗费用发票复印件、指定医院医务科转院证明"
    ):
        walk.do("accept", "02-13")

    (paper,) = (p for p in case_papers.papers_of(desk, walk.id) if "转院证明" in p.name)
    case_papers.record_papers(desk, walk.id, [replace(paper, waived=True, remark="没有转院")], "林晓舟")
    clock.day = day("02-14")
    draft = lacking.draft(desk, walk.id)
    # the office's ten working days from Saturday 14 February: 24-28 (Saturday), 2-6 March
    assert (draft.bring_by, [p.name for p in draft.papers]) == (day("03-06"), ["正式医疗费用发票复印件"])
    told = Told(on=day("02-14"), bring_by=draft.bring_by, how="当面交给", received_by="方来顺")
    letter = lacking.tell_lacking(desk, walk.id, told, "林晓舟")
    assert (letter.papers, letter.supplied_on) == (("正式医疗费用发票复印件　1 份",), None)
    walk.due()  # while the clock stands nothing is put off yet
    with pytest.raises(OfficeError, match="正在等补正材料"):
        walk.do("accept", "02-25")

    clock.day = day("02-26")
    (bill,) = (p for p in case_papers.papers_of(desk, walk.id) if p.lacking)
    came = case_papers.receive(desk, walk.id, [bill.id or 0], day("02-26"), "林晓舟")
    assert came.case.paused is None
    assert "「入户调查」" in came.moved[0].said
    # stood on 24, 25 and 26 February: survey three working days later, on 28 (Saturday), 2, 3 March; decision from 8 March:
    # 9-13, 16, 17; payment 18, 19, 20
    walk.due(survey="03-03", notice="03-08", decide="03-17", pay="03-20")
    walk.do("accept", "02-26")
    walk.due()
    walk.survey("survey", "03-02")
    walk.due(
        notice="03-07"
    )  # five days from Monday 2 March; 7 working days from Saturday 7 are still up to the 17th
    assert walk.hang("03-03") == "2026-03-08"  # 4, 5, 6, 7, 8: the day after counts first
    walk.due(notice="03-09", decide="03-18", pay="03-23")  # taken down on the 9th: 10-13, 16-18; 19, 20, 23
    with pytest.raises(OfficeError, match="最早2026年3月9日才能结束"):
        walk.take_down("03-08")
    walk.take_down("03-09")
    walk.due()
    walk.do("report", "03-10")
    walk.due(decide="03-19", pay="03-24")  # 接到申报材料后7个工作日: 11-13, 16-19; 20, 23, 24
    assert walk.approve("03-18", 1000).state is State.approved
    walk.due(pay="03-23")  # three working days from the 18th: 19, 20, 23
    assert walk.told() == [("方来顺", "批准的决定和数额", False, None, "")]
    walk.tell("03-19", "方来顺")
    walk.due()
    done = walk.pay("03-20", "救助资金")
    walk.due()
    assert (done.current, [s.record.on_time for s in done.steps]) == (
        None, [None, True, True, None, True, None, True]
    )  # fmt: skip


def test_plan_4_refused_is_told_in_writing_with_a_stub(desk: Office, clock: Clock) -> None:
    walk = set_out(desk, clock, samples.patient("贺有田"), "plan-04", "04-29")
    # 30 April, 6, 7, 8, 9 May (Saturday worked); notice five days on; 11-15, 18, 19 from 14 … May
    walk.due(accept="-", survey="05-09", notice="05-14", report="-", decide="05-25", tell="-", pay="05-28")
    walk.do("accept", "04-30")
    walk.due()
    clock.day = day("05-08")
    refused = deciding.refuse(desk, walk.id, "诊断证明与医院核实不符", "周审批")
    assert refused.state is State.refused
    assert walk.told() == [("申请人（由乡镇民政办转告）", "不符合救助条件的，书面通知", True, None, "")]
    with pytest.raises(OfficeError, match="书面告知要有签收人"):
        walk.tell("05-11")
    walk.tell("05-11", "贺有田")
    assert walk.told()[0][4] == "贺有田"


# ---- plan 5: help first, papers after


def test_plan_5_helps_at_once_over_may_day_and_makes_up_for_every_step(desk: Office, clock: Clock) -> None:
    walk = set_out(desk, clock, samples.struck(), "plan-05", "04-30")
    # 原文没有写各步骤的天数: only the office's five days of notice, from 30 April
    walk.due(accept="-", review="-", notice="05-05", decide="-", tell="-", pay="-", report="-")
    levels.record_own_levels(desk, "plan-05", ["乡镇人民政府（街道办事处）"])
    with pytest.raises(OfficeError, match="先行救助只能在权限和封顶以内"):
        first_aid.aid_first(desk, walk.id, D(3241), (), "房屋失火", "周审批")  # 4 × 810 = 3,240
    helped = first_aid.aid_first(desk, walk.id, D(2000), (), "房屋失火，无处可住", "周审批")
    assert helped.first_aid is not None
    assert helped.first_aid.papers_by == day("05-18")  # ten working days: 6-9 (Saturday), 11-15, 18 May
    walk.due()
    assert [(x.number, x.amount) for x in relief.awaiting_payout(desk)] == [(helped.number, D(2000))]
    made = relief.prepare_batch(desk, "先行救助", 1, Form.cash, [walk.id], clock.day)
    relief.sign_rest(desk, made.id or 0, clock.day)
    relief.close_batch(desk, made.id or 0)
    walk.do("accept", "05-06")
    walk.due(notice="05-11")
    walk.do("review", "05-08", "赵审核")
    walk.due(notice="05-13")
    assert walk.hang("05-09") == "2026-05-14"
    walk.due(notice="05-15")
    walk.take_down("05-15")
    walk.due()
    with pytest.raises(OfficeError, match="批准金额不能少于它"):
        walk.approve("05-15", 1900)
    assert walk.approve("05-15", 3240).decided_at == "乡镇人民政府（街道办事处）"
    walk.due()
    assert first_aid.late(desk) == []
    walk.do("tell", "05-18", opinion="电话告知")
    walk.due()
    assert [x.amount for x in relief.awaiting_payout(desk)] == [D(1240)]
    walk.pay("05-19", "救助资金", Form.cash)
    walk.due()
    assert walk.do("report", "05-20", opinion="已缓解，不用转介").current is None
    walk.due()


def test_plan_5_beyond_the_reserve_is_for_the_county(desk: Office, clock: Clock) -> None:
    walk = set_out(desk, clock, samples.struck("石满囤", reserve=False), "plan-05", "04-30")
    levels.record_own_levels(desk, "plan-05", ["乡镇人民政府（街道办事处）"])
    with pytest.raises(OfficeError, match="由县级人民政府民政部门审批，本单位不能自行批准"):
        first_aid.aid_first(desk, walk.id, D(2000), (), "房屋失火", "周审批")
    left = approvable(desk, walk.id)
    assert (left.verdict.amount_at_least, left.verdict.amount_at_most) == (
        D(1620),
        D(8100),
    )  # 2 × and 10 × 810


# ---- plan 16: classes and their reviews


@pytest.mark.parametrize(
    ("sort", "amount", "every", "review", "label"),
    [
        # 810 - 500 = 310 a head, 620 for two; 本人低保补助水平的30%、20%: 93 and 62 on top of it
        ("A", "713", Every.year, "2027-04-01", "A、B 类家庭每年核查一次"),
        ("B", "682", Every.year, "2027-04-01", "A、B 类家庭每年核查一次"),
        ("C", "620", Every.half_year, "2026-10-01", "C 类家庭每半年核查一次"),
    ],
)
def test_plan_16_by_class(
    desk: Office, clock: Clock, sort: str, amount: str, every: Every, review: str, label: str
) -> None:
    walk = set_out(desk, clock, samples.poor(f"苗{sort}", sort), "plan-16", "02-25")
    # 原文没有写明期限; the office's five days of notice
    walk.due(accept="-", survey="-", notice="03-02", decide="-", tell="-", pay="-")
    walk.do("accept", "02-26")
    walk.due(notice="03-03")
    walk.survey("survey", "02-28")  # a Saturday that is worked
    walk.due(notice="03-05")
    assert walk.hang("02-28") == "2026-03-05"
    walk.due(notice="03-06")
    walk.take_down("03-06")
    walk.due()
    levels.record_own_levels(desk, "plan-16", ["县（市、区）民政部门"])
    proposed = walk.case.proposed
    assert proposed == D(amount)
    walk.approve("03-09", str(proposed))
    walk.due()
    walk.do("tell", "03-10", opinion="电话告知")
    walk.due()
    assert walk.pay("03-11", "救助资金").current is None
    walk.due()
    (given,) = benefits.benefits_of(desk, walk.case.household_id)
    assert (given.starts_on, given.review_every, given.next_review, given.review_label) == (
        day("04-01"), every, day(review), label
    )  # fmt: skip
    clock.day = day("2026-10-08")
    looked = benefits.look_again(desk, given.id or 0)
    assert looked.advice.change is Change.kept
    kept = benefits.keep_as_is(desk, given.id or 0, "情况未变", "林晓舟", looked.assessment.id or 0)
    # half a year, or a year, from the day it was looked at
    assert kept.next_review == day("2027-04-08" if every is Every.half_year else "2027-10-08")


# ---- plan 19: two funds of one person


def test_plan_19_two_funds_of_one_person(desk: Office, clock: Clock) -> None:
    for name in ("爱心基金", "困难补助金"):
        money(desk, name)
    love = set_out(desk, clock, samples.lecturer(), "plan-19", "09-28", cause="爱心基金")
    home = intake.household(desk, love.case.household_id)
    with pytest.raises(OfficeError, match="还没有"):
        set_out(desk, clock, home, "plan-19", "09-28", cause="爱心基金")
    grant = set_out(desk, clock, home, "plan-19", "09-29", cause="困难补助金")
    # 10月28日 … 报工会办公室; the office's five days of notice from the day it came in
    love.due(accept="-", review="-", notice="10-03", report="10-28", decide="-", pay="-")
    grant.due(accept="-", review="-", notice="10-04", report="10-28", decide="-", pay="-")
    for walk, hung in ((love, "10-13"), (grant, "10-13")):
        walk.do("accept", "09-30")
        walk.due(notice="10-05")
        walk.do("review", "10-08", "赵审核")
        walk.due(notice="10-13")
        assert walk.hang("10-08") == f"2026-{hung}"
        walk.due(notice="10-14")
        walk.take_down("10-14")
        walk.due()
        walk.do("report", "10-27")
        walk.due()
    love.approve("11-02", 3000)
    grant.approve("11-02", 2000)
    love.due()
    grant.due()
    love.pay("11-06", "爱心基金")
    grant.pay("11-06", "困难补助金")
    love.due()
    grant.due()
    spent = {f.name: f.balance for f in relief.funds(desk)}
    assert (spent["爱心基金"], spent["困难补助金"]) == (D(47000), D(48000))
    assert love.case.current is grant.case.current is None


# ---- plan 24: three copies, fixed days


def test_plan_24_by_its_fixed_days_and_in_three_copies(desk: Office, clock: Clock, tmp_path: Path) -> None:
    walk = set_out(desk, clock, samples.teacher(), "plan-24", "03-10", samples.TAUGHT)
    # 3月31日; 5个工作日 from 10 March: 11-13, 16, 17; 4月30日; notice 5个工作日 from 30 April: 6-8, 9 (Saturday), 11 May;
    # report 12-15, 18; a month each: 18 June, 18 July is a Saturday and moves to Monday 20
    walk.due(
        accept="03-31", first="03-17", review="04-30", notice="05-11", decide="-", report="05-18",
        confirm="-", funds="-", transfer="06-18", pay="07-20",
    )  # fmt: skip
    printing.print_case(desk, printing.APPROVAL, walk.id, tmp_path / "三份.pdf")
    text = "".join(p.extract_text() for p in PdfReader(tmp_path / "三份.pdf").pages).replace(" ", "")
    for which in (
        "第一份（共三份）乡镇（街道）存",
        "第二份（共三份）县级教育部门存",
        "第三份（共三份）申请人存",
    ):
        assert which in "".join(text.split())
    walk.do("accept", "03-12")
    walk.due()
    walk.survey("first", "03-16")
    walk.due()
    walk.do("review", "04-28", "赵审核")
    # 29, 30 April, 6, 7, 8 May; report 9 (Saturday), 11-14; 14 June is a Sunday and moves to 15; 15 July
    walk.due(notice="05-08", report="05-14", transfer="06-15", pay="07-15")
    # 公示 5 个工作日 over the May holiday: 30 April, 6, 7, 8 and 9 May, a Saturday worked in return
    assert walk.hang("04-29") == "2026-05-09"
    hung = walk.case.notice
    assert hung is not None
    assert (hung.term.told, hung.skipped) == (
        "5 个工作日",
        "5月1日至5月5日劳动节放假不计入，5月9日调休上班计入",
    )
    assert (hung.until_posting_day_counted, hung.until_posting_day_excluded) == (
        date(2026, 5, 8),  # 29, 30 April, 6, 7, 8 May
        date(2026, 5, 9),
    )
    asked = noticing.asked_of(desk, walk.id)
    assert (asked.rule, asked.over_by) == ("方案规定公示 5 个工作日", date(2026, 5, 15))
    assert [(x.amount, x.monthly) for x in noticing.notice_cases(desk, hung.id or 0)] == [(D(800), True)]
    printing.print_notice(desk, hung.id or 0, tmp_path / "公示.pdf")
    text = "".join(p.extract_text() for p in PdfReader(tmp_path / "公示.pdf").pages)
    text = "".join(text.split())
    assert "每月800.00元" in text
    assert "公示期5个工作日，自2026年4月29日起至2026年5月9日止（5月1日至5月5日劳动节放假不计入" in text
    assert "自张贴次日起算至2026年5月9日止，自张贴当日起算至2026年5月8日止；本公示按前者计算" in text
    walk.due(
        notice="05-10", report="05-15", transfer="06-15", pay="07-15"
    )  # from Sunday 10 May: 11-15; 15 June; 15 July
    walk.take_down("05-11")
    walk.due(
        report="05-18", transfer="06-18", pay="07-20"
    )  # 12-15, 18 May; 18 June; Saturday 18 July moves to 20
    assert walk.case.proposed == D(800)  # 41 terms are 21 years: 20-29 years
    walk.approve("05-12", 800)
    walk.due(report="05-19", transfer="06-22", pay="07-22")  # 13-15, 18, 19; Friday 19 June is a holiday: 22
    walk.do("report", "05-18")
    walk.due(transfer="06-18", pay="07-20")
    walk.do("confirm", "05-28", "市教育局")
    walk.due(transfer="06-29", pay="07-29")  # 28 June is a Sunday
    walk.do("funds", "06-05", "省财政厅")
    walk.due(transfer="07-06", pay="08-06")  # 5 July is a Sunday; a month from Monday 6 July
    walk.do("transfer", "07-01", "县财政局")
    walk.due(pay="08-03")  # 1 August is a Saturday
    assert walk.pay("07-15", "救助资金").current is None
    walk.due()
    (given,) = benefits.benefits_of(desk, walk.case.household_id)
    assert (given.starts_on, given.amount) == (date(2026, 6, 1), D(800))  # 60 on 20 May: the month after
