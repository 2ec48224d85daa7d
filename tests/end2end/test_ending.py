"""Help brought to an end by its own procedure, in the window: from the page of benefits to the letter whose stub is signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop.app import Places
from desktop.casework import approval, benefits, drawing, intake, noticing, telling
from desktop.domain.application import Application
from desktop.domain.benefit import Benefit, BenefitState
from desktop.domain.household import Certificate, CertificateKind
from desktop.domain.listing import ApplicationQuery
from tests.end2end.person import Person, Story
from tests.samples import procedures as samples
from tests.unit.casework.walking import money, set_out

NAME = "顾大田"
BEGINS = "10 月起领取养老金"
COUNTY = ("县级人民政府民政部门",)


def test_help_under_plan_9_ends_by_its_procedure(person: Person, home: Places) -> None:
    person.use(home, story(person))
    assert not person.clashes


def story(me: Person) -> Story:
    me.clock.day = date(2026, 9, 14)
    yield me.press("Return")
    yield me.wait(lambda: "练习办公室：数据均为虚构" in me.screen(), "practice office")
    granted(me)
    assert due_days(me, "plan-09") == {
        "accept": None,
        "survey": date(2026, 9, 29),
        "appraisal": None,
        "notice": date(2026, 10, 1),
        "report": None,
        "decide": date(2026, 10, 22),
        "tell": date(2026, 10, 21),
        "pay": date(2026, 11, 30),
    }
    assert (help_of(me).starts_on, help_of(me).next_review) == (date(2026, 11, 1), date(2027, 11, 1))
    me.clock.day = date(2026, 11, 9)
    yield begin_the_ending(me)
    yield through_its_steps(me)
    yield decide_and_tell(me)
    yield look_at_the_benefit(me)


def granted(me: Person) -> None:
    """Plan 9 from the application to the told decision, as it is done elsewhere step by step."""
    samples.fill_in(me.office)
    money(me.office, "救助资金")
    walk = set_out(me.office, me.clock, samples.destitute(NAME), "plan-09", "09-14")
    walk.do("accept", "09-15")
    walk.survey("survey", "09-22")
    walk.do("appraisal", "09-22")
    walk.hang("09-23", 7)
    walk.take_down("10-08")
    walk.do("report", "10-09")
    held = drawing.hold(me.office, "plan-09", "county", [walk.id], "2026-10-12-7391", "周审批", "赵监督")
    drawing.record_check(me.office, held.id or 0, walk.id, True, "入户核实，属实", "赵监督")
    walk.approve("10-16", 1560, own_levels=COUNTY)
    walk.tell("10-19", NAME)
    kept = intake.household(me.office, walk.case.household_id)
    tags = tuple(replace(t, name="有生活来源") if t.name == "无生活来源" else t for t in kept.tags)
    held_now = (Certificate(kind=CertificateKind.destitute, whose=1, number="TK0001"),)
    intake.record_household(me.office, replace(kept, tags=tags, certificates=held_now))


def begin_the_ending(me: Person) -> Story:
    """On the page of benefits: the check by the procedure, and its application."""
    yield me.press("F12")
    me.sees(NAME, "每月 1,560.00 元", "复核 2027年11月1日")
    yield me.press("Return")
    me.sees("享受中", "2026年11月1日起　起发")
    yield me.press("Alt+E")
    me.sees("提出申请", "符合「拟终止救助供养」")
    yield me.fill("申请理由", BEGINS)
    yield me.press("Alt+A")
    yield me.press("Ctrl+Return")
    me.sees("符合终止待遇的条件")
    assert due_days(me, "plan-09-end") == {
        "accept": None,
        "survey": None,
        "notice": date(2026, 11, 16),
        "decide": None,
        "tell": None,
        "report": None,
    }
    assert case_of(me, "plan-09-end").ends_benefit == help_of(me).id


def through_its_steps(me: Person) -> Story:
    """Taken, looked into by two, and published for seven days."""
    yield me.press("F2", "Ctrl+Return")
    me.clock.day = date(2026, 11, 10)
    case = case_of(me, "plan-09-end")
    assert case.current is not None
    assert case.current.plan == "survey"
    approval.complete_step(me.office, case.id or 0, "每月养老金 1,900 元，属实", "何秀英")
    assert due_days(me, "plan-09-end")["notice"] == date(2026, 11, 17)
    notice = noticing.post_notice(me.office, [case.id or 0], me.clock.day, 7, "村务公开栏")
    assert notice.until == date(2026, 11, 17)
    me.clock.day = date(2026, 11, 18)
    noticing.close_notice(me.office, notice.id or 0, me.clock.day, by="林晓舟")
    yield me.press("F5")


def decide_and_tell(me: Person) -> Story:
    """The decision asks for no amount; its reason is told in writing."""
    me.sees("决定终止", "不予终止")
    yield me.press("F2")
    assert me.title() == "决定终止"
    assert "批准金额" not in me.screen()
    yield me.fill("审批人", "周审批")
    yield me.press("Ctrl+Return")
    if me.title() == "决定终止":
        yield me.tab_to("本单位是")
        yield me.press("Home", "Space", "Ctrl+Return")
    me.sees("已决定终止待遇", "登记告知")
    kept = help_of(me)
    assert (kept.state, kept.ends_on, kept.amount) == (BenefitState.ended, date(2026, 11, 30), Decimal(1560))
    assert BEGINS in kept.ended_because
    me.clock.day = date(2026, 11, 19)
    yield me.press("F2")
    me.sees("终止救助供养的理由", "书面告知")
    yield me.fill("告知人", "林晓舟")
    yield me.fill("签收人", NAME)
    yield me.press("Ctrl+Return")
    (told,) = telling.tellings_of(me.office, case_of(me, "plan-09-end").id or 0)
    assert (told.told_on, told.received_by) == (date(2026, 11, 19), NAME)
    step = case_of(me, "plan-09-end").current
    assert step is not None
    assert step.plan == "report"


def look_at_the_benefit(me: Person) -> Story:
    yield me.press("F12", "F5")
    me.sees("已终止", "2026年12月1日起　终止", BEGINS)


def help_of(me: Person) -> Benefit:
    (found,) = benefits.benefits_of(me.office, case_of(me, "plan-09").household_id)
    return found


def case_of(me: Person, scheme: str) -> Application:
    (found,) = approval.browse_applications(me.office, ApplicationQuery(search=NAME, scheme_id=scheme))
    return approval.application(me.office, found.id)


def due_days(me: Person, scheme: str) -> dict[str, date | None]:
    return {s.plan: s.due for s in case_of(me, scheme).steps}
