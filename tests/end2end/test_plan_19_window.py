"""Plan 19 with the mouse: two funds of one person from one dialog, each its own case, up to the letter and the money.

Every due day is reckoned by hand from the plan's words: 纸质材料 … 于10月28日前报至工会办公室; 在一定范围内公示 without a number of days,
so the office's own five; nothing else has a day. Days of a notice are days of the calendar, whatever holiday they fall on.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from desktop.app import Places
from desktop.casework import approval, relief
from desktop.domain.application import State
from desktop.domain.listing import ApplicationQuery
from tests.end2end.case_deeds import on_file, open_with_the_mouse
from tests.end2end.case_page import sees_due
from tests.end2end.person import Person, Story
from tests.end2end.reading import text_of
from tests.samples import procedures as samples
from tests.unit.casework.walking import Walk, day, money

D = Decimal
PLAN, OTHER = "困难教职工爱心基金", "集中送温暖"
GRANT, LOVE = "困难补助金", "爱心基金"


def test_plan_19_two_funds_of_one_person_with_the_mouse(person: Person, home: Places, tmp_path: Path) -> None:
    person.clock.day = date(2026, 9, 28)
    person.use(home, plan_19(person, tmp_path), practice=True)
    assert not person.clashes


def plan_19(me: Person, out: Path) -> Story:
    name = on_file(me, samples.lecturer())
    for fund in (GRANT, LOVE):
        money(me.office, fund)
    yield open_with_the_mouse(me, name)
    yield check(me, OTHER)
    yield check(me, PLAN)
    yield apply_for_both(me)
    grant, love, other = filed(me, name)
    yield nothing_twice(me, name)
    yield to_case(me, other)
    sees_due(me, other, pay="2027-02-10")  # 2 月 10 日前, the first one after 28 September
    yield up_to_notice(me, grant, love)
    yield notices(me, grant, love)
    yield report(me, grant, love, out)
    yield decide(me, grant, love, out)
    yield pay_each_from_its_fund(me, grant, love)
    yield open_case(me, other)
    sees_due(me, other)  # nobody has touched it


def check(me: Person, scheme: str) -> Story:
    yield me.click_choice("方案", scheme)
    yield me.click("核对并留存")
    me.sees("符合")


def apply_for_both(me: Person) -> Story:
    """The funds stand ticked, and the other scheme that fits is asked for with them."""
    yield me.click("据此提出申请")
    me.sees("申请哪几项", GRANT, LOVE, "同时申请", OTHER)
    yield me.click_row("同时申请", OTHER, tick=True)
    yield me.click_into("申请理由", "本人患病，花费较大")
    yield me.wait(lambda: f"《{OTHER}活动》" in me.screen(), "looked into")
    yield me.wheel_to("全部交齐")
    yield me.click("全部交齐")
    yield me.click("提出申请")


def filed(me: Person, name: str) -> list[Walk]:
    """Three cases under one filing number; the first of them is open on the screen."""
    found = approval.browse_applications(me.office, ApplicationQuery(search=name))
    cases = sorted((approval.application(me.office, x.id) for x in found), key=lambda x: x.number)
    assert [(c.scheme_id, c.cause) for c in cases[:2]] == [("plan-19", GRANT), ("plan-19", LOVE)]
    assert cases[2].scheme_id == "plan-18"
    assert {c.filing for c in cases} == {"SJD2026-0001"}
    return [Walk(me.office, me.clock, c.id or 0) for c in cases]


def nothing_twice(me: Person, name: str) -> Story:
    """Neither fund is taken again while it is open."""
    yield me.click("档案")
    me.sees(name, "结论，已留存")
    yield me.click("据此提出申请")
    me.sees(f"{GRANT}（现在不能提）", f"{LOVE}（现在不能提）", "不能重复申请")
    yield me.click("提出申请")
    me.sees("2 个方案里有 2 个不能提出")
    yield me.click("取消")


def open_case(me: Person, walk: Walk) -> Story:
    """From the case that is open to another one, in the list."""
    yield me.click("返回名单")
    if "看板(&K)" not in me.screen():
        yield me.click("名单")
    yield me.click_row("申请名单", walk.case.number, double=True)
    me.sees(walk.case.number)


def step(me: Person, button: str, opinion: str, by: str) -> Story:
    yield me.click(button)
    yield me.click_into("意见", opinion)
    yield me.click_into("经办人", by)
    yield me.click("完成本步")


def up_to_notice(me: Person, grant: Walk, love: Walk) -> Story:
    # the office's five days from 28 September, holidays or not: 29, 30, 1-3 October; 报至工会办公室 by 28 October
    for walk in (grant, love):
        yield open_case(me, walk)
        sees_due(me, walk, accept="-", review="-", notice="10-03", report="10-28", decide="-", pay="-")
    me.clock.day = day("09-30")
    for walk in (grant, love):
        yield open_case(me, walk)
        yield step(me, "完成「本人申报」", "本人申报，票据齐全", "林晓舟")
        sees_due(me, walk, notice="10-05")  # 1-5 October
    me.clock.day = day("10-08")
    for walk in (grant, love):
        yield open_case(me, walk)
        yield step(me, "完成「部门工会审核」", "票据属实，同意上报", "赵审核")
        sees_due(me, walk, notice="10-13")  # 9-13 October


def notices(me: Person, grant: Walk, love: Walk) -> Story:
    """Each fund has a notice of its own; the way there leads to the case among those that wait."""
    for walk in (grant, love):
        yield to_case(me, walk)
        yield me.click("去张贴公示")
        me.sees(f"{walk.case.cause}（{PLAN}、困难补助金）（1 份）")
        yield me.click_row("等待公示的申请", walk.case.number, tick=True)
        yield me.click("张贴公示（1 份）")
        me.sees("共 1 份申请", walk.case.cause)
        yield me.click("张贴公示")
        me.sees("公示到 2026年10月13日止")
        yield to_case(me, walk)
        sees_due(me, walk, notice="10-14")  # 9-13 October; it may be taken down the day after
    me.clock.day = day("10-14")
    for walk in (grant, love):
        yield to_case(me, walk)
        yield me.click("查看公示")
        yield me.press("F5")
        me.sees(walk.case.number)
        yield me.click("结束公示")
        yield me.click("结束公示")
        yield to_case(me, walk)
        sees_due(me, walk)


def to_case(me: Person, walk: Walk) -> Story:
    """From another page to one of the cases."""
    yield me.click("申请审批")
    yield open_case(me, walk)


def report(me: Person, grant: Walk, love: Walk, out: Path) -> Story:
    """Each with its form, 签署意见并加盖公章 … 于10月28日前报至工会办公室."""
    me.clock.day = day("10-27")
    for walk in (grant, love):
        yield open_case(me, walk)
        yield me.click("打印审批表")
        yield keep(me, out / f"审批表 {walk.case.cause}.pdf")
        words = text_of(out / f"审批表 {walk.case.cause}.pdf")
        assert walk.case.cause in words
        yield step(me, "完成「纸质材料签署意见、加盖公章报工会办公室」", "已盖章报送", "林晓舟")
        sees_due(me, walk)


def keep(me: Person, to: Path) -> Story:
    """In the preview: a copy there, and the preview closed."""
    yield me.wait(lambda: me.title().startswith("预览"), "preview")
    yield me.click("另存为")
    yield me.click("fileNameEdit")
    yield me.press("Ctrl+A")
    yield me.write(str(to))
    yield me.click("保存")
    yield me.wait(to.exists, "saved")
    yield me.click("关闭")


def decide(me: Person, grant: Walk, love: Walk, out: Path) -> Story:
    me.clock.day = day("11-02")
    for walk, yuan, told in ((grant, "2000", "2,000.00"), (love, "3000", "3,000.00")):
        yield open_case(me, walk)
        yield me.click("批准")
        yield me.click_into("批准金额", yuan)
        yield me.click_into("审批人", "周审批")
        yield me.click("批准")
        sees_due(me, walk)
        done = walk.case
        assert (done.state, done.approved_amount, done.decided_on) == (State.approved, D(yuan), day("11-02"))
        paper = out / f"批准告知书 {done.cause}.pdf"
        yield me.click("更多文书")
        yield me.click_entry("批准告知书")
        yield keep(me, paper)
        assert told in text_of(paper)
        assert done.cause in text_of(paper)


def pay_each_from_its_fund(me: Person, grant: Walk, love: Walk) -> Story:
    me.clock.day = day("11-06")
    for walk in (grant, love):
        cause = walk.case.cause
        yield open_case(me, walk)
        yield me.click("去发放签收")
        yield me.click_row("待发放名单", walk.case.number, tick=True)
        yield me.click("新建发放")
        me.sees("本次发放 1 人")
        yield me.click_into("发放名称", cause)
        yield me.click_choice("资金", cause)
        yield me.click("建立发放")
        yield me.click_row("签收名单", walk.case.applicant, tick=True)
        yield me.click("办结")
        yield me.click("办结")
        me.sees("已办结")
        yield me.click("申请审批")
        sees_due(me, walk)
        assert walk.case.current is None
    spent = {f.name: f.balance for f in relief.funds(me.office)}
    assert (spent[GRANT], spent[LOVE]) == (D(48000), D(47000))
