"""Plan 16 by class in the window, by keys alone: from the application to the signed stub, the money and the day of review.

The plan names no days for its steps (原文没有写明期限); the office hangs notices for five days, the day after counted first.
2026: off 15-23 February, worked on Saturday 28 February. 低保 is 810 yuan: two people on 500 a head get 310 each, and class A and B
30 % or 20 % of the applicant's own 310 on top.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from desktop.app import Places
from desktop.casework import benefits, telling
from desktop.domain.application import State
from desktop.domain.benefit import Change
from desktop.domain.days import day_words
from desktop.domain.every import Every
from tests.end2end.case_deeds import back, check_by_keys, complete, hang, on_file, pay_out, survey, take_down
from tests.end2end.case_page import on_page, sees_due
from tests.end2end.person import Person, Story
from tests.samples import procedures as samples
from tests.unit.casework.walking import Walk, day

D = Decimal
COUNTY = "县（市、区）民政部门"


@dataclass(frozen=True, kw_only=True)
class Class:
    """A class of household: what it gets a month, and when it is looked at again."""

    sort: str
    amount: str
    every: Every
    first: str
    again: str
    label: str


CLASSES = (
    Class(sort="A", amount="713.00", every=Every.year, first="2027-04-01", again="2027-10-08",
          label="A、B 类家庭每年核查一次"),
    Class(sort="B", amount="682.00", every=Every.year, first="2027-04-01", again="2027-10-08",
          label="A、B 类家庭每年核查一次"),
    Class(sort="C", amount="620.00", every=Every.half_year, first="2026-10-01", again="2027-04-08",
          label="C 类家庭每半年核查一次"),
)  # fmt: skip
"""310 + 310 and 93, 62 or nothing; paid from April, a year or half a year from then, and again from 8 October."""


@pytest.mark.parametrize("sort", CLASSES, ids=lambda c: c.sort)
def test_plan_16_by_keys_alone(person: Person, home: Places, sort: Class) -> None:
    person.clock.day = date(2026, 2, 25)
    person.use(home, by_class(person, sort), practice=True)
    assert not person.clashes


def by_class(me: Person, sort: Class) -> Story:
    name = on_file(me, samples.poor(f"苗{'甲乙丙'['ABC'.index(sort.sort)]}", sort.sort))
    yield check_by_keys(me, name, "最低生活保障")
    yield me.fill("申请理由", "家庭收入低")
    yield me.press("Alt+A", "Ctrl+Return")
    walk = on_page(me, name, "plan-16")
    me.sees(f"核定：{sort.amount} 元")
    # the office's five days from 25 February
    sees_due(me, walk, accept="-", survey="-", notice="03-02", decide="-", tell="-", pay="-")
    yield complete(me, "02-26", "材料齐全，予以受理")
    sees_due(me, walk, notice="03-03")
    yield survey(me, "02-28")
    sees_due(me, walk, notice="03-05")
    yield hang(me, "02-28", "2026年3月5日")  # 1-5 March
    sees_due(me, walk, notice="03-06")
    yield take_down(me, "03-06")
    sees_due(me, walk)
    yield decided(me, walk, sort)
    yield told(me, walk)
    yield pay_out(me, "03-11", "三月低保金")
    yield back(me)
    yield me.press("F5")
    walk.due()
    me.sees("全部步骤已办完")
    assert walk.case.current is None
    yield looked_at_again(me, walk, sort)


def decided(me: Person, walk: Walk, sort: Class) -> Story:
    """The county decides, and this office is the county."""
    me.clock.day = day("03-09")
    yield me.press("F5", "F2")
    me.sees("批准申请", sort.amount)
    yield me.tab_to("本单位是")
    yield me.press("Space")
    yield me.fill("审批人", "周审批")
    yield me.press("Ctrl+Return")
    done = walk.case
    assert (done.state, done.approved_amount, done.decided_at) == (State.approved, D(sort.amount), COUNTY)
    sees_due(me, walk)


def told(me: Person, walk: Walk) -> Story:
    """The letter is handed over, its stub signed."""
    name = walk.case.applicant
    me.clock.day = day("03-10")
    yield me.press("F5", "Ctrl+PgUp")
    me.sees("还有 1 项没有告知", "批准的决定和数额")
    yield me.press("Return")
    yield me.pick("签收情况", "已在存根上签字")
    yield me.fill("签收人", name)
    yield me.press("Ctrl+Return")
    me.sees("1 项都已告知", f"2026年3月10日{name} 在存根上签字")
    (kept,) = telling.tellings_of(me.office, walk.id)
    assert (kept.told_on, kept.received_by, kept.how) == (day("03-10"), name, "当面送交")
    yield me.press("Ctrl+PgDown")
    sees_due(me, walk)


def looked_at_again(me: Person, walk: Walk, sort: Class) -> Story:
    """The help begins in April; in October it is looked at, and stays as it is."""
    (given,) = benefits.benefits_of(me.office, walk.case.household_id)
    assert (given.starts_on, given.review_every, given.next_review, given.review_label) == (
        day("04-01"), sort.every, day(sort.first), sort.label
    )  # fmt: skip
    me.clock.day = day("2026-10-08")
    yield me.press("F12", "F5", "Ctrl+F")
    yield me.write(walk.case.applicant)
    yield me.press("Down")
    me.sees(f"每月 {sort.amount} 元", f"复核 {day_words(day(sort.first))}")
    yield me.press("Return", "F2")
    me.sees("待遇复核", "建议：不变", "没有不同")
    yield me.fill("理由", "情况未变")
    yield me.fill("决定人", "周审批")
    yield me.press("Ctrl+Return")
    me.sees("复核，待遇不变", f"下次复核 {day_words(day(sort.again))}")
    (kept,) = benefits.benefits_of(me.office, walk.case.household_id)
    assert (kept.next_review, kept.changes[-1].change) == (day(sort.again), Change.kept)
