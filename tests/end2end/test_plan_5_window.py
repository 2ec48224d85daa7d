"""Plan 5 over May Day in the window: help at once, every step made up for; beyond the reserve the county decides.

The plan names no days for its steps (原文没有写各步骤的天数); the office hangs notices for five days, the day after counted first, and
gives ten working days to make up for the papers. 2026: off 1-5 May, worked on Saturday 9 May. The line of 低保 is 810 yuan.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.app import Places
from desktop.casework import first_aid, relief, telling
from desktop.domain.application import State
from desktop.domain.days import day_words
from tests.end2end.case_deeds import apply_with_the_mouse, on_file
from tests.end2end.case_page import on_page, sees_due
from tests.end2end.person import Person, Story
from tests.samples import procedures as samples
from tests.unit.casework.walking import Walk, day

D = Decimal
TOWN = "乡镇人民政府（街道办事处）"
COUNTY = "县级人民政府民政部门"
FIRE = "房屋失火，无处可住"


def test_plan_5_helps_at_once_over_may_day_with_the_mouse(person: Person, home: Places) -> None:
    person.clock.day = date(2026, 4, 30)
    person.use(home, at_once(person), practice=True)
    assert not person.clashes


def at_once(me: Person) -> Story:
    name = on_file(me, samples.struck())
    yield apply_with_the_mouse(me, name, "临时救助", "住房失火")
    walk = on_page(me, name, "plan-05")
    # the office's five days from 30 April
    sees_due(me, walk, accept="-", review="-", notice="05-05", decide="-", tell="-", pay="-", report="-")
    yield aid(me, walk)
    yield make_up(me, walk)
    yield decide_and_tell(me, walk)


def aid(me: Person, walk: Walk) -> Story:
    """Four times the line is the most (4 × 810 = 3,240); ten working days: 6-9 (Saturday), 11-15, 18 May."""
    yield me.click("更多办理")
    yield me.click_entry("先行救助")
    me.sees("先行救助立即可以发放", "按方案最多 3,240.00 元", "到 2026年5月18日止")
    yield me.click_into("救助金额", "3240.01")
    yield me.click_into("紧急情况", FIRE)
    yield me.click_into("审批人", "周审批")
    yield me.click("先行救助")
    me.sees("先行救助只能在权限和封顶以内")
    yield me.click_into("救助金额", "2000")
    yield me.click("先行救助")
    me.sees(f"要由{TOWN}审批。本单位就是这一级的，请在上面勾选")
    yield me.click_row("本单位是", TOWN, tick=True)
    yield me.click("先行救助")
    me.sees(
        f"{walk.case.applicant}：已先行救助 2,000.00 元，可以到「发放签收」发放",
        "2026年5月18日前补办手续，还有 18 天",
    )
    helped = walk.case.first_aid
    assert helped is not None
    assert (helped.amount, helped.because, helped.by, helped.papers_by) == (
        D(2000),
        FIRE,
        "周审批",
        day("05-18"),
    )
    sees_due(me, walk)
    yield me.click("发放签收")
    me.sees("先行救助，可以发放")
    yield hand_out(me, walk, "先行救助", "2,000.00")
    yield me.click("申请审批")
    yield me.press("F5")
    sees_due(me, walk)


def hand_out(me: Person, walk: Walk, title: str, yuan: str, form: str = "现金") -> Story:
    """From the county's money to one of those that wait, signed for and closed."""
    yield me.click_row("待发放名单", walk.case.applicant, tick=True)
    yield me.click("新建发放")
    me.sees(f"本次发放 1 人，合计 {yuan} 元")
    yield me.click_into("发放名称", title)
    yield me.click_choice("资金", "县级救助资金")
    yield me.click_choice("形式", form)
    yield me.click("建立发放")
    yield me.click_row("签收名单", walk.case.applicant, tick=True)
    yield me.click("办结")
    yield me.click("办结")
    me.sees("已办结")


def make_up(me: Person, walk: Walk) -> Story:
    """After the feast every step is made up for."""
    me.clock.day = day("05-06")
    yield me.press("F5")
    yield me.click("完成「受理申请」")
    yield me.click_into("意见", "材料齐全，补办受理")
    yield me.click("完成本步")
    sees_due(me, walk, notice="05-11")
    me.clock.day = day("05-08")
    yield me.press("F5")
    yield me.click("完成「审核」")
    yield me.click_into("意见", "情况属实，同意上报")
    yield me.click_into("经办人", "赵审核")
    yield me.click("完成本步")
    sees_due(me, walk, notice="05-13")
    me.clock.day = day("05-09")  # a Saturday that is worked
    yield me.press("F5")
    yield me.click("去张贴公示")
    yield me.click_row("等待公示的申请", walk.case.applicant, tick=True)
    yield me.click("张贴公示（1 份）")
    yield me.click_into("张贴地点", "村务公开栏")
    yield me.click("张贴公示")
    me.sees("公示到 2026年5月14日止")  # 10-14: the day after counts first
    yield me.click("申请审批")
    sees_due(me, walk, notice="05-15")
    me.clock.day = day("05-15")
    yield me.press("F5")
    yield me.click("查看公示")
    yield me.click("结束公示")
    yield me.click_into("经办人", "林晓舟")
    yield me.click("结束公示")
    yield me.click("申请审批")
    sees_due(me, walk)


def decide_and_tell(me: Person, walk: Walk) -> Story:
    """Not less than what was given, not more than four times the line; the stub is signed; the rest is handed out."""
    yield me.click("批准")
    me.sees("已先行救助 2,000.00 元：批准金额包括它，批准以后只补发其余部分。")
    yield me.click_into("批准金额", "1900")
    yield me.click_into("审批人", "周审批")
    yield me.click("批准")
    me.sees("已先行救助 2,000.00 元，批准金额不能少于它。")
    yield me.click_into("批准金额", "3240.01")
    yield me.click("批准")
    me.sees("最多可以批准 3,240.00 元")
    yield me.click_into("批准金额", "3240")
    yield me.click("批准")
    done = walk.case
    assert (done.state, done.approved_amount, done.decided_at) == (State.approved, D(3240), TOWN)
    assert first_aid.late(me.office) == []
    assert "前补办手续，还有" not in me.screen()
    sees_due(me, walk)
    yield tell(me, walk, "05-18")
    sees_due(me, walk)
    yield pay_and_refer(me, walk, "1,240.00")
    handed = [b.batch.title for b in relief.batches(me.office)]
    assert handed[:2] == ["临时救助", "先行救助"]


def pay_and_refer(me: Person, walk: Walk, yuan: str, form: str = "现金") -> Story:
    """What is still owed is handed out, and nobody else need help."""
    me.clock.day = day("05-20")
    yield me.press("F5")
    yield me.click("去发放签收")
    yield hand_out(me, walk, "临时救助", yuan, form)
    yield me.click("申请审批")
    yield me.press("F5")
    sees_due(me, walk)
    me.clock.day = day("05-21")
    yield me.press("F5")
    yield me.click("完成「仍有困难的转介」")
    yield me.click_into("意见", "困难已缓解，不用转介")
    yield me.click("完成本步")
    sees_due(me, walk)
    me.sees("全部步骤已办完")
    assert walk.case.current is None
    assert walk.id not in {x.id for x in relief.awaiting_payout(me.office)}


def tell(me: Person, walk: Walk, on: str) -> Story:
    """The letter is handed over, its stub signed."""
    name = walk.case.applicant
    me.clock.day = day(on)
    yield me.press("F5")
    while "要告知的人和内容" not in me.where():
        yield me.press("Ctrl+PgDown")
    me.sees(name, "批准的决定和数额", "还没有告知")
    yield me.click("登记告知")
    yield me.click_choice("签收情况", "已在存根上签字")
    yield me.click_into("签收人", name)
    yield me.click("登记")
    me.sees(f"{name}：{day_words(day(on))}已告知{name}")
    (told,) = telling.tellings_of(me.office, walk.id)
    assert (told.told_on, told.received_by, told.received_on) == (day(on), name, day(on))
    yield me.press("Ctrl+PgUp", "Ctrl+PgUp", "Ctrl+PgUp", "Ctrl+PgUp")


# ---- beyond the reserve


def test_plan_5_beyond_the_reserve_is_for_the_county(person: Person, home: Places) -> None:
    person.clock.day = date(2026, 4, 30)
    person.use(home, by_the_county(person), practice=True)
    assert not person.clashes


def by_the_county(me: Person) -> Story:
    """The township may not help at once on its own; it goes the usual way, and the county's paper is waited for."""
    name = on_file(me, samples.struck("石满囤", reserve=False))
    yield apply_with_the_mouse(me, name, "临时救助", "住房失火")
    walk = on_page(me, name, "plan-05")
    sees_due(me, walk, accept="-", review="-", notice="05-05", decide="-", tell="-", pay="-", report="-")
    yield me.click("更多办理")
    yield me.click_entry("先行救助")
    yield me.click_row("本单位是", TOWN, tick=True)
    yield me.click_into("救助金额", "2000")
    me.sees(f"要由{COUNTY}审批，本单位不能自行先行救助")
    yield me.click_into("紧急情况", FIRE)
    yield me.click_into("审批人", "周审批")
    yield me.click("先行救助")
    me.sees("先行救助", f"情况紧急的，请立即报请{COUNTY}决定")
    yield me.click("取消")
    assert walk.case.first_aid is None
    sees_due(me, walk)
    yield make_up(me, walk)
    yield me.click("批准")
    me.sees("最少应批准 1,620.00 元", "最多可批准 8,100.00 元")  # 2 × and 10 × 810
    yield me.click_row("本单位是", TOWN, tick=True)
    yield me.click_into("批准金额", "8100.01")
    yield me.wheel_to("审批人")
    yield me.click_into("审批人", "孙局长")
    yield me.click("批准")
    me.sees("最多可以批准 8,100.00 元")
    yield me.click_into("批准金额", "8100")
    yield me.click("批准")
    me.sees(f"这一数额由{COUNTY}审批，请填写批复文号")
    yield me.click_into("批复文号", "示民批〔2026〕18 号")
    yield me.click_into("批复日期", "2026-05-15")
    yield me.click("批准")
    done = walk.case
    assert (done.state, done.approved_amount, done.decided_at, done.reference, done.decided_on) == (
        State.approved, D(8100), COUNTY, "示民批〔2026〕18 号", day("05-15")
    )  # fmt: skip
    sees_due(me, walk)
    yield tell(me, walk, "05-18")
    sees_due(me, walk)
    yield pay_and_refer(me, walk, "8,100.00", "转账")
