"""Plans 4, 31 and 9 from the application to the told decision in the window, the due days read off the case page.

Every due day is reckoned by hand from the plan's words. 2026: off 15-23 February, 25-27 September and 1-7 October; worked on the
Saturdays 14 and 28 February and 10 October and on Sunday 20 September. The office hangs notices for five days.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from desktop.app import Places
from desktop.casework import accounts, benefits, drawing, intake
from desktop.domain.accounts import Role, User
from desktop.domain.application import State
from tests.conftest import Locked
from tests.end2end.case_deeds import (
    apply_with_the_mouse,
    check_by_keys,
    complete,
    hand_over,
    hang,
    on_file,
    open_case,
    pay_out,
    sign_in,
    survey,
    take_down,
)
from tests.end2end.case_page import on_page, sees_due
from tests.end2end.person import Person, Story
from tests.end2end.reading import text_of
from tests.samples import procedures as samples
from tests.unit.casework.walking import Walk, day, money

D = Decimal


# ---- plan 4, by keys alone, over the New Year


def test_plan_4_by_keys_alone(person: Person, home: Places) -> None:
    person.clock.day = date(2026, 2, 13)
    person.use(home, plan_4(person), practice=True)
    assert not person.clashes


def plan_4(me: Person) -> Story:
    name = on_file(me, samples.patient())
    yield check_by_keys(me, name, "农村医疗救助")
    yield me.fill("申请理由", "突发急性脑中风住院")
    yield me.press("Alt+A", "Ctrl+Return")
    walk = on_page(me, name, "plan-04")
    # 接到申请后的5个工作日: 14 (Saturday), 24-27; five days; 7 working days: 5, 6, 9-13; 3 working days: 16-18
    sees_due(
        me,
        walk,
        accept="-",
        survey="02-27",
        notice="03-04",
        report="-",
        decide="03-13",
        tell="-",
        pay="03-18",
    )
    yield finish_4(me, walk, name)


def finish_4(me: Person, walk: Walk, name: str) -> Story:
    yield complete(me, "02-14", "材料齐全，予以受理")
    sees_due(me, walk)
    yield survey(me, "02-26")
    sees_due(me, walk, notice="03-03", decide="03-12", pay="03-17")  # from 3 March: 4-6, 9-12; 13, 16, 17
    yield hang(me, "02-27", "2026年3月4日")
    sees_due(
        me, walk, notice="03-05", decide="03-16", pay="03-19"
    )  # 28 February-4 March; from 5 March: 6, 9-13, 16; 17-19
    yield take_down(me, "03-05")
    sees_due(me, walk)
    yield complete(me, "03-06", "上报县民政局")
    sees_due(me, walk, decide="03-17", pay="03-20")  # 接到申报材料后7个工作日: 9-13, 16, 17; 18-20

    me.clock.day = day("03-16")
    yield me.press("F5", "F2")
    me.sees("批准申请", "重病，一次性救助 1,000.00 元")
    yield me.fill("审批人", "周审批")
    yield me.press("Ctrl+Return")
    sees_due(me, walk, pay="03-19")  # 资金在3个工作日内 from Monday 16 March: 17-19
    yield complete(me, "03-17", "已书面告知申请人")
    sees_due(me, walk)
    yield pay_out(me, "03-18", "三月医疗救助")
    walk.due()
    done = walk.case
    assert (done.current, done.state, done.approved_amount) == (None, State.approved, D(1000))


# ---- plan 31, with the mouse: one account, the names on paper differ


TOWN = "乡镇人民政府（街道办事处）"
ALONE = "全镇只有一名民政干事，已报县民政局备案"


def test_plan_31_with_the_mouse_in_an_office_of_one(person: Person, home: Places, tmp_path: Path) -> None:
    person.clock.day = date(2026, 2, 12)
    person.use(home, plan_31(person, tmp_path), practice=True)
    assert not person.clashes


def plan_31(me: Person, out: Path) -> Story:
    name = on_file(me, samples.in_need("池水生"))
    yield apply_with_the_mouse(me, name, "清流县", "遭遇意外，生活困难")
    walk = on_page(me, name, "plan-31")
    # 原文没有写各步骤的期限; the office's five days of notice
    sees_due(
        me,
        walk,
        accept="-",
        survey="-",
        review="-",
        notice="02-17",
        decide="-",
        tell="-",
        pay="-",
        report="-",
    )
    me.clock.day = day("02-13")
    yield me.press("F5")
    yield me.click("完成「摸底登记」")
    yield me.click_into("意见", "已登记")
    yield me.click("完成本步")
    sees_due(me, walk, notice="02-18")
    me.clock.day = day("02-14")  # a Saturday that is worked
    yield me.press("F5")
    yield me.click("完成「需求评估」")
    yield me.click("入户看过（登记哪天、谁去的、谁在家）")
    yield me.click_into("调查人一", "林晓舟")
    yield me.click_into("调查人二", "何秀英")
    yield me.click_into("看到的情况", "房屋受损，情况属实")
    yield me.click_into("意见", "情况属实")
    yield me.click("完成本步")
    sees_due(me, walk, notice="02-19")
    me.clock.day = day("02-24")
    yield me.press("F5")
    yield me.click("完成「分类建档」")
    yield me.click_into("意见", "列入急难救助")
    yield me.click_into("经办人", "赵审核")
    yield me.click("完成本步")
    sees_due(me, walk, notice="03-01")
    yield me.click("去张贴公示")
    yield me.click_choice("方案", "清流县")
    yield me.click_row("等待公示的申请", name, tick=True)
    yield me.click("张贴公示（1 份）")
    yield me.click("张贴公示")
    me.sees("公示到 2026年3月1日止")
    yield me.click("申请审批")
    sees_due(me, walk, notice="03-02")
    me.clock.day = day("03-02")
    yield me.click("公示")
    yield me.press("F5")
    yield me.click("结束公示")
    yield me.click("结束公示")
    yield me.click("申请审批")
    yield me.press("F5")
    sees_due(me, walk)
    yield decide_31(me, walk, name, out)


def decide_31(me: Person, walk: Walk, name: str, out: Path) -> Story:
    me.clock.day = day("03-03")
    yield me.press("F5")
    yield me.click("批准")
    yield me.click_row("本单位是", TOWN, tick=True)
    yield me.click_into("批准金额", "5000.01")
    me.sees("由县级民政部门审批")
    yield me.fill("审批人", "林晓舟")
    yield me.click("批准")
    me.sees("这一数额由县级民政部门审批，请填写批复文号")
    yield me.fill("批准金额", "5000")
    yield me.click("批准")
    me.sees("同一个人不能在一个案子里")
    yield me.fill("为什么仍由其办理", ALONE)
    yield me.click("批准")
    done = walk.case
    assert (done.state, done.approved_amount, done.decided_at, done.alone_because) == (
        State.approved, D(5000), TOWN, ALONE
    )  # fmt: skip
    sees_due(me, walk)
    me.clock.day = day("03-04")
    yield me.press("F5")
    yield me.click("完成「告知结果」")
    yield me.click_into("意见", "已当面告知")
    yield me.click("完成本步")
    sees_due(me, walk)
    yield me.click("打印审批表")
    yield me.wait(lambda: me.title().startswith("预览"), "preview")
    yield me.click("另存为")
    yield me.click("fileNameEdit")
    yield me.press("Ctrl+A")
    yield me.write(str(out / "审批表.pdf"))
    yield me.click("保存")
    yield me.wait((out / "审批表.pdf").exists, "saved")
    yield me.click("关闭")
    assert ALONE in text_of(out / "审批表.pdf")
    me.clock.day = day("03-05")
    yield me.press("F5")
    yield me.click("去发放签收")
    yield me.click_row("待发放名单", name, tick=True)
    yield me.click("新建发放")
    yield me.click_into("发放名称", "临时救助")
    yield me.click_choice("资金", "县级救助资金")
    yield me.click("建立发放")
    yield me.click_row("签收名单", name, tick=True)
    yield me.click("办结")
    yield me.click("办结")
    me.sees("已办结")
    yield me.click("申请审批")
    yield me.press("F5")
    sees_due(me, walk)
    yield me.click("完成「监测、更新台账」")
    yield me.click_into("意见", "台账已更新")
    yield me.click("完成本步")
    walk.due()
    assert walk.case.current is None


# ---- plan 9, in an office of three: whoever may not is refused in words


COUNTY = "县级人民政府民政部门"
THEIRS = "shen pi yong de"


def test_plan_9_in_an_office_of_three(person: Person, home: Places, locked_office: Locked) -> None:
    person.clock.day = date(2026, 9, 14)
    shutil.copytree(locked_office.folder, home.office)
    person.use(home, plan_9(person, locked_office.password))
    assert not person.clashes


def plan_9(me: Person, password: str) -> Story:
    yield sign_in(me, "林晓舟", password)
    samples.fill_in(me.office)
    money(me.office, "县级救助资金")
    name = intake.record_household(me.office, samples.destitute("顾大田")).head.name
    accounts.record_user(me.office, User(name="赵审核", roles=frozenset({Role.reviewer})), THEIRS)
    accounts.record_user(me.office, User(name="周审批", roles=frozenset({Role.approver})), THEIRS)
    only = frozenset({Role.handler, Role.manager})
    accounts.record_user(me.office, replace(me.office.user, roles=only))
    yield hand_over(me, "林晓舟", password)
    yield check_by_keys(me, name, "特困人员救助供养")
    yield me.fill("申请理由", "年老无依靠")
    yield me.press("Alt+A", "Ctrl+Return")
    walk = on_page(me, name, "plan-09")
    # 10个工作日: 15-18, 20 (Sunday), 21-24, 28; 7天; 8-10 (Saturday), 12-16, 19, 20; 21-23; 确认之日下月
    sees_due(
        me, walk, accept="-", survey="09-28", appraisal="-", notice="10-05", report="-", decide="10-20",
        tell="10-23", pay="11-30",
    )  # fmt: skip
    yield up_to_decision_9(me, walk)
    yield refused_then_decided_9(me, walk, name, password)


def up_to_decision_9(me: Person, walk: Walk) -> Story:
    yield complete(me, "09-15", "材料齐全，予以受理")
    sees_due(me, walk, survey="09-29", notice="10-06")  # 自受理申请之日起: 16-18, 20-24, 28, 29
    yield survey(me, "09-22")
    # 7 days from 22 September; 30, 8-10, 12-16, 19 October; 20-22
    sees_due(me, walk, notice="09-29", decide="10-19", tell="10-22")
    yield me.press("Alt+V")
    yield me.write("情况清楚，没有争议")
    yield me.press("Ctrl+Return")
    sees_due(me, walk)
    yield hang(me, "09-23", "2026年9月30日", "方案规定公示 7 天")
    sees_due(
        me, walk, notice="10-01", decide="10-20", tell="10-23"
    )  # 24-30; from 1 October: 8-10, 12-16, 19, 20; 21-23
    yield take_down(me, "10-08")
    sees_due(me, walk, decide="10-21", tell="10-26")  # from 8 October: 9, 10, 12-16, 19-21; 22, 23, 26
    yield complete(me, "10-09", "报送县民政局")
    sees_due(me, walk, decide="10-22", tell="10-27")  # 10, 12-16, 19-22; 23, 26, 27


def refused_then_decided_9(me: Person, walk: Walk, name: str, password: str) -> Story:
    """Who handles it may neither approve nor draw; who approves draws first, and may not tell."""
    me.clock.day = day("10-12")
    yield me.press("F5", "F2")
    me.sees("要由有审批岗位的人办理", "可以办的有：周审批")  # before anything is asked
    yield me.press("Esc")
    yield hand_over(me, "周审批", THEIRS)
    yield me.press("F11")
    yield me.press("Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+N")
    me.sees("随机抽取", "不低于 30%")
    yield me.fill("种子", "2026-10-12-7391")
    yield me.fill("见证人", "赵监督")
    me.sees("名单 1 件，要抽 1 件")
    yield me.press("Ctrl+Return")
    me.sees("抽中")
    yield me.press("F2")
    yield me.pick("结果", "属实")
    yield me.fill("核实情况", "入户核实，情况属实")
    yield me.fill("核实人", "赵监督")
    yield me.press("Ctrl+Return")
    sees_checked(me, walk)
    me.clock.day = day("10-16")
    yield hand_over(me, "林晓舟", password)
    yield open_case(me, name)
    yield me.press("F2")
    me.sees("要由有审批岗位的人办理", "可以办的有：周审批")
    yield me.press("Esc")
    assert walk.case.state is State.open
    yield hand_over(me, "周审批", THEIRS)
    yield open_case(me, name)
    sees_due(me, walk)
    yield me.press("F2")
    me.sees("每月")
    yield me.tab_to("本单位是")
    yield me.press("Space")
    yield me.fill("审批人", "周审批")
    yield me.press("Ctrl+Return")
    done = walk.case
    assert (done.state, done.approved_amount, done.decided_at, done.alone_because) == (
        State.approved, D(1560), COUNTY, ""
    )  # fmt: skip
    sees_due(me, walk, tell="10-21")  # 作出决定3个工作日内: 19-21; 确认之日下月 stays November
    me.clock.day = day("10-19")
    yield hand_over(me, "林晓舟", password)
    yield open_case(me, name)
    yield complete(me, "10-19", "已书面告知本人")
    sees_due(me, walk)
    yield pay_out(me, "11-05", "十一月供养金")
    walk.due()
    assert walk.case.current is None
    (given,) = benefits.benefits_of(me.office, walk.case.household_id)
    assert (given.starts_on, given.next_review) == (day("11-01"), day("2027-11-01"))


def sees_checked(me: Person, walk: Walk) -> None:
    (held,) = drawing.all_draws(me.office)
    mine = held.case(walk.id)
    assert mine is not None
    assert (mine.chosen, mine.sound, mine.checked_by) == (True, True, "赵监督")
