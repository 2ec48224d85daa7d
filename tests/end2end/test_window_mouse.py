"""The main path with the mouse: from the practice office's list to signed money, clicking on what is seen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from desktop.app import Places
from desktop.casework import noticing, relief
from desktop.domain.application import State, StepKind
from desktop.domain.bureau import Counting
from desktop.domain.calendar import notice_end
from tests.end2end.person import Person, Story
from tests.end2end.reading import application, household, text_of

NAME = "杨文静"


def test_a_household_gets_its_money_with_the_mouse(person: Person, home: Places, tmp_path: Path) -> None:
    person.use(home, path(person, tmp_path))


def path(me: Person, out: Path) -> Story:
    me.clock.day = date(2026, 3, 2)
    yield me.click("练习办公室")
    yield me.click("进入练习办公室")
    yield me.wait(lambda: "练习办公室：数据均为虚构" in me.screen(), "practice office")
    yield apply(me)
    yield do_steps(me)
    yield post_and_end_notice(me)
    yield approve(me)
    yield pay_out(me, out)


def apply(me: Person) -> Story:
    yield me.click("档案")
    yield me.click("姓名、证件号后几位、电话、地址、单位、编号或拼音首字母")
    yield me.write("ywj")
    yield me.wait(lambda: "找到 1 户" in me.screen(), "found")
    yield me.click_row("家庭档案名单", NAME, double=True)
    me.sees(NAME, "人均月净收入")
    yield me.click("经济状况核对")
    yield me.click_choice("方案", "困难教职工")
    yield me.click("核对并留存")
    me.sees("符合")
    yield me.click("据此提出申请")
    yield me.click_into("申请理由", "家人患病，生活困难，申请帮扶")
    yield me.click("全部交齐")
    yield me.click("提出申请")
    case = application(me, NAME)
    assert case.household_id == household(me, NAME).id
    me.sees(case.number, "受理申请")


def do_steps(me: Person) -> Story:
    for button, phrase in (
        ("完成「受理申请」", "材料齐全，予以受理"),
        ("完成「调查核实」", "已入户核实，情况属实"),
        ("完成「审核填表汇总」", "情况属实，符合条件，同意上报"),
    ):
        yield me.click(button)
        yield me.click(phrase)
        yield me.click("完成本步")
    current = application(me, NAME).current
    assert current is not None
    assert current.kind is StepKind.notice


def post_and_end_notice(me: Person) -> Story:
    yield me.click("去张贴公示")
    yield me.click_choice("方案", "困难教职工")
    yield me.click_row("等待公示的申请", NAME, tick=True)
    yield me.click("张贴公示（1 份）")
    yield me.click("张贴公示")
    notice = noticing.notices(me.office)[0].notice
    assert notice.until == notice_end(notice.posted_on, notice.days, Counting.posting_day_excluded)
    me.clock.day = date(2026, 3, 16)
    yield me.click("工作台")
    yield me.click("公示")
    yield me.click("结束公示")
    yield me.click("结束公示")
    assert noticing.notices(me.office)[0].notice.closed_on == me.clock.day


def approve(me: Person) -> Story:
    yield me.click_row("公示名单", NAME, double=True)
    yield me.click("批准")
    yield me.click_into("批准金额", "2000")
    yield me.click_into("审批人", "周审批")
    yield me.click("批准")
    yield me.click("完成「告知结果」")
    yield me.click("已当面告知申请人")
    yield me.click("完成本步")
    case = application(me, NAME)
    assert (case.state, case.approved_amount) == (State.approved, Decimal(2000))


def pay_out(me: Person, out: Path) -> Story:
    yield me.click("去发放签收")
    yield me.click_row("待发放名单", NAME, tick=True)
    yield me.click("新建发放")
    yield me.click_into("发放名称", "春季送温暖")
    yield me.click("建立发放")
    me.sees("已签 0/1")
    yield me.click("打印签收表")
    yield me.wait(lambda: me.title().startswith("预览"), "preview")
    yield me.click("另存为")
    yield me.click("fileNameEdit")
    yield me.press("Ctrl+A")
    yield me.write(str(out / "签收表.pdf"))
    yield me.click("保存")
    yield me.click("关闭")
    yield me.click_row("签收名单", NAME, tick=True)
    me.sees("已签 1/1，可以办结")
    yield me.click("办结")
    yield me.click("办结")
    me.sees("已办结")
    batch = relief.batch(me.office, relief.batches(me.office)[0].batch.id or 0)
    assert batch.closed_on == me.clock.day
    assert [(x.receiver, x.amount, x.signed_on) for x in batch.lines] == [(NAME, Decimal(2000), me.clock.day)]
    words = text_of(out / "签收表.pdf")
    assert NAME in words
    assert "2,000.00" in words
