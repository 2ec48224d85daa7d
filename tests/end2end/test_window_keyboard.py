"""The whole cycle by the keyboard alone: from the first start on a fresh machine to every signed paper."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QTabBar

from desktop.app import Places
from desktop.casework import assessment, intake, noticing, relief, settings, visiting
from desktop.domain.application import State
from desktop.domain.bureau import OfficeKind
from desktop.domain.listing import HouseholdQuery
from desktop.domain.money import in_words
from desktop.domain.verdict import Outcome
from desktop.domain.visit import Round
from desktop.ui.dialogs.recovery_code import RecoveryCode
from tests.end2end.person import Person, Story
from tests.end2end.reading import application, household, save_copy, text_of

PASSWORD = "hua kai le 2026"


def test_an_office_goes_from_first_start_to_every_signed_paper_by_keys_alone(
    person: Person, home: Places, tmp_path: Path
) -> None:
    person.use(home, cycle(person, home, tmp_path))
    assert not person.clashes


def cycle(me: Person, home: Places, out: Path) -> Story:
    me.clock.day = date(2026, 3, 2)
    yield found_office(me)
    yield import_roster(me, home, out)
    yield open_household(me, "dhy", "董海燕")
    yield fill_in_parameter(me)
    yield complete_household(me)
    yield apply_for_help(me, "董海燕", "肺恶性肿瘤，住院自付负担重，请求帮扶")
    yield do_steps(me, "董海燕")
    yield open_household(me, "陈䶮", "陈䶮")
    yield check(me, "陈䶮", Outcome.eligible)
    yield apply_for_help(me, "陈䶮", "患病，家庭生活困难，申请帮扶")
    yield do_steps(me, "陈䶮")
    yield post_notice(me, out)
    yield visit(me, out)
    yield end_notice(me)
    yield approve(me, "董海燕", "3000", out / "审批表一.pdf")
    yield approve(me, "陈䶮", "1500.50", out / "审批表二.pdf")
    yield open_fund(me)
    yield pay_out(me, out)
    yield open_household(me, "glbhe", "古丽巴哈尔·艾山江")
    yield refuse(me, "古丽巴哈尔·艾山江", out / "告知书.pdf")


def found_office(me: Person) -> Story:
    me.sees("从哪里开始", "练习办公室", "新建办公室")
    yield me.press("Down", "Return")
    for label, text in (
        ("单位名称", "示例市总工会"),
        ("所在地", "示例市"),
        ("经办人", "林晓舟"),
        ("联系电话", "0000-1234567"),
        ("密码", PASSWORD),
        ("再输一遍", PASSWORD),
        ("低保标准", "810"),
        ("执行日期", "2025年7月1日"),
        ("文件依据", "示例民发〔2025〕9 号"),
    ):
        yield me.fill(label, text)
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: me.title() == "恢复码单", "founded")
    yield seal_code(me)
    bureau = settings.bureau(me.office)
    assert (bureau.name, bureau.kind, bureau.place) == ("示例市总工会", OfficeKind.union, "示例市")
    assert [x.amount for x in settings.lines(me.office)] == [Decimal("810.00")]


def seal_code(me: Person) -> Story:
    """Read the code off the screen as if from paper, and type the group asked for."""
    groups = [words.text() for words in me.the(RecoveryCode).groups]
    assert len("-".join(groups)) == 24
    yield me.press("Alt+N")
    wanted = re.search(r"第 (\d) 组", me.screen())
    assert wanted is not None
    yield me.write(groups[int(wanted[1]) - 1])
    yield me.press("Return")
    yield me.wait(lambda: me.title().endswith("帮扶台账"), "sealed")


def import_roster(me: Person, home: Places, out: Path) -> Story:
    yield me.press("Ctrl+2")
    me.sees("还没有家庭档案")
    yield me.press("Ctrl+I", "Alt+O")
    yield me.write(str(home.resources / "samples" / "困难职工名册（练习）.xlsx"))
    yield me.press("Return")
    yield me.wait(lambda: "查看结果" in me.screen() and "不能导入 9" in me.screen(), "looked over")
    assert intake.count_households(me.office, HouseholdQuery()) == 0
    yield me.press("Alt+I")
    yield me.wait(lambda: "已导入 51 户" in me.screen(), "taken in")
    yield me.press("Alt+E", "Ctrl+A")
    yield me.write(str(out / "退回.xlsx"))
    yield me.press("Return")
    yield me.wait(lambda: (out / "退回.xlsx").exists() and "已保存" in me.screen(), "given back")
    yield me.press("Alt+X")
    assert intake.count_households(me.office, HouseholdQuery()) == 51


def open_household(me: Person, sound: str, name: str) -> Story:
    """Find a household by the initials of its name, and open it."""
    yield me.press("Ctrl+2", "Ctrl+F")
    yield me.write(sound)
    yield me.press("Down")
    yield me.wait(lambda: name in me.screen() and "找到" in me.screen(), "found")
    yield me.press("Return")
    me.sees(name, "刚性支出 ？", "人均月净收入")


def fill_in_parameter(me: Person) -> Story:
    """The plan leaves a number out: the check leads to where it is filled in, and back."""
    yield me.press("Ctrl+J")
    yield me.seek("方案", "困难教职工")
    me.sees("去「方案」页填写")
    yield me.press("Alt+F")
    me.sees("待填 1 项")
    yield me.press("F2")
    yield me.fill("数值", "1.5")
    yield me.fill("依据", "示例工发〔2026〕3 号")
    yield me.press("Ctrl+Return")
    me.sees("可以核对")
    yield me.press("Ctrl+2", "Ctrl+J")
    yield me.seek("方案", "困难教职工")
    yield me.press("Alt+K")
    me.sees("还缺材料", "年个人自付和自费医疗费")


def complete_household(me: Person) -> Story:
    """Register what is unknown, tick off what is not there, and check again."""
    yield to_tab(me, "刚性支出")
    yield me.press("Alt+A")
    yield me.fill("总金额", "38600")
    yield me.fill("已报销", "21450.00")
    yield me.pick("多久一次", "一次")
    yield me.fill("支出日期", "20260110")
    yield me.fill("备注", "住院发票 3 张")
    me.sees("17,150.00 元")
    yield me.press("Ctrl+Return")
    me.sees("刚性支出 1")
    yield to_tab(me, "财产")
    yield me.press("Alt+A")
    yield me.fill("说明", "自有，和平里 3 栋 502")
    yield me.fill("面积", "58.5")
    yield me.press("Ctrl+Return")
    for nothing in ("车辆", "存款", "店铺和经营"):
        yield me.tab_to(f"已核实，没有{nothing}")
        yield me.press("Space")
    yield to_tab(me, "证件标签")
    yield me.tab_to("已核实，没有证件")
    yield me.press("Space")
    yield to_tab(me, "疾病")
    yield me.press("Ctrl+Return")
    kept = household(me, "董海燕")
    assert [x.self_paid for x in kept.expenses] == [Decimal("17150.00")]
    assert [x.area for x in kept.properties] == [Decimal("58.5")]
    yield check(me, "董海燕", Outcome.eligible)


def to_tab(me: Person, title: str) -> Story:
    """Turn the parts of the file until this one shows."""
    for _ in range(8):
        bar = next(b for b in me.shown(QTabBar))
        if bar.tabText(bar.currentIndex()).startswith(title):
            return
        yield me.press("Ctrl+PgDown")
    raise AssertionError(title)


def check(me: Person, name: str, outcome: Outcome) -> Story:
    """Check the open household, and keep the verdict."""
    household_id = household(me, name).id or 0
    before = len(assessment.assessments_of(me.office, household_id))
    yield me.press("Ctrl+J")
    yield me.seek("方案", "困难教职工")
    yield me.press("Alt+K")
    kept = assessment.assessments_of(me.office, household_id)
    assert len(kept) == before + 1
    assert max(kept, key=lambda x: x.id or 0).verdict.outcome is outcome


def apply_for_help(me: Person, name: str, reason: str) -> Story:
    yield me.press("Alt+P")
    me.sees("核对结论", "申请人", "各步的期限")
    yield me.fill("申请理由", reason)
    yield me.press("Alt+A")
    yield me.press("Ctrl+Return")
    case = application(me, name)
    me.sees(case.number, "受理申请")
    assert case.reason == reason


def do_steps(me: Person, name: str) -> Story:
    """Accept, survey and review, each with F2, words and Ctrl+Enter."""
    for words in ("材料齐全，予以受理", "已入户核实，情况属实", "符合条件，同意上报"):
        yield me.press("F2")
        yield me.write(words)
        yield me.press("Ctrl+Return")
    case = application(me, name)
    assert [s.opinion for s in case.steps[:3]] == [
        "材料齐全，予以受理",
        "已入户核实，情况属实",
        "符合条件，同意上报",
    ]
    assert case.current is not None
    assert case.current.label == "本单位公示"


def post_notice(me: Person, out: Path) -> Story:
    yield me.press("F2")
    me.sees("等待公示（2）", "董海燕", "陈䶮")
    yield me.press("Space", "Down", "Space", "Ctrl+N")
    me.sees("两种算法", "共 2 份申请")
    yield me.fill("公示天数", "5")
    yield me.fill("张贴地点", "单位公告栏")
    yield me.pick("姓名怎么写", "都写全名")
    yield me.fill("写全名的依据", "示例工发〔2026〕3 号第六条")
    yield me.press("Ctrl+Return")
    me.sees("公示到 2026年3月7日止")
    yield me.press("Ctrl+P")
    yield save_copy(me, out / "公示.pdf")
    words = text_of(out / "公示.pdf")
    assert "公示" in words
    assert "董海燕" in words
    assert "陈䶮" in words


def visit(me: Person, out: Path) -> Story:
    """Plan visits to two households, move one by a day, record one, print the register."""
    yield me.press("Ctrl+6", "Ctrl+N")
    for sought in ("dhy", "陈䶮"):
        yield me.press("Ctrl+F")
        yield me.write(sought)
        yield me.press("Down", "Space")
    me.sees("已勾选 2 户")
    yield me.fill("走访人二", "赵一鸣")
    yield me.press("Ctrl+Return")
    me.sees("保存计划", "董海燕", "陈䶮")
    yield me.press("Ctrl+Return")
    me.sees("登记走访", "完成 0/2")
    first, second = plan(me).visits
    assert first.visitors == second.visitors == ("林晓舟", "赵一鸣")
    yield me.press("Alt+Down")
    moved = {v.household_name: v.day for v in plan(me).visits}
    assert moved[first.household_name] > first.day
    assert moved[second.household_name] == second.day
    me.clock.day = second.day
    yield me.press("Down", "Return")
    me.sees("登记走访", second.household_name)
    yield me.write("住房简朴，家电陈旧；所述情况与申请一致。")
    yield me.fill("诉求愿望", "希望得到医药费方面的帮助。")
    yield me.fill("安全隐患", "未见安全隐患")
    yield me.press("Ctrl+Return")
    made = [v for v in plan(me).visits if v.made_on is not None]
    assert [(v.household_name, v.made_on, v.safety) for v in made] == [
        (second.household_name, second.day, "未见安全隐患")
    ]
    yield me.press("Ctrl+P")
    yield save_copy(me, out / "走访登记表.pdf")
    words = text_of(out / "走访登记表.pdf")
    for said in ("走访登记表", "董海燕", "陈䶮", "家电陈旧", "赵一鸣"):
        assert said in words


def plan(me: Person) -> Round:
    """The one plan of visits as it is kept."""
    (kept,) = visiting.rounds(me.office)
    return visiting.round_of(me.office, kept.id or 0)


def end_notice(me: Person) -> Story:
    me.clock.day = date(2026, 3, 9)
    yield me.press("Ctrl+5", "F2")
    me.sees("结束公示", "无异议")
    yield me.press("Ctrl+Return")
    me.sees("已结束，无异议")
    (notice,) = noticing.notices(me.office)
    assert notice.notice.closed_on == date(2026, 3, 9)


def approve(me: Person, name: str, amount: str, form: Path) -> Story:
    """Decide, tell the applicant, print the form that is signed."""
    yield me.press("Ctrl+4", "Ctrl+F", "Ctrl+A")
    yield me.write(name)
    yield me.press("Down", "Return")
    me.sees(name, "分级审定")
    yield me.press("F2")
    yield me.fill("批准金额", amount)
    yield me.fill("审批人", "周审批")
    yield me.press("Ctrl+Return")
    me.sees("已批准", "告知结果")
    yield me.press("F2")
    yield me.write("已当面告知申请人")
    yield me.press("Ctrl+Return")
    case = application(me, name)
    assert case.state is State.approved
    assert case.approved_amount == Decimal(amount)
    assert (case.decided_by, case.decided_on) == ("周审批", me.clock.day)
    yield me.press("Ctrl+P")
    yield save_copy(me, form)
    words = text_of(form)
    for said in (
        "困难职工申请审批表",
        name,
        in_words(Decimal(amount)),
        "符合条件，同意上报",
        "公示结果：无异议",
    ):
        assert said in words


def open_fund(me: Person) -> Story:
    yield me.press("Ctrl+7", "Ctrl+N")
    yield me.write("2026 年送温暖资金")
    yield me.fill("来源", "工会自筹")
    yield me.fill("首笔到账", "10000")
    me.sees("壹万元整")
    yield me.press("Ctrl+Return")
    (fund,) = relief.funds(me.office)
    assert (fund.name, fund.source, fund.balance) == ("2026 年送温暖资金", "工会自筹", Decimal("10000.00"))


def pay_out(me: Person, out: Path) -> Story:
    """A batch for both: one signs, for the other someone else does; print what is signed, and close it."""
    yield me.press("Ctrl+8", "Space", "Down", "Space", "Ctrl+N")
    me.sees("本次发放 2 人", "4,500.50 元")
    yield me.write("春季送温暖")
    yield me.fill("地点", "工会二楼会议室")
    yield me.press("Ctrl+Return")
    me.sees("已签 0/2", "肆仟伍佰元伍角")
    yield me.press("Ctrl+P")
    yield save_copy(me, out / "签收表.pdf")
    yield me.press("Alt+R", "A")
    yield save_copy(me, out / "收据.pdf")
    yield me.press("Space")
    me.sees("已签 1/2")
    yield me.press("Return")
    me.sees("登记代领")
    yield me.write("陈代领")
    yield me.fill("代领人是其", "兄弟姐妹")
    yield me.fill("代领原因", "本人住院")
    yield me.press("Ctrl+Return")
    me.sees("已签 2/2，可以办结")
    yield me.press("Alt+J")
    me.sees("签收记录不能再改")
    yield me.press("Alt+Y")
    me.sees("已办结")
    (kept,) = relief.batches(me.office)
    batch = relief.batch(me.office, kept.batch.id or 0)
    assert batch.total == Decimal("4500.50")
    assert [(x.signed_on, x.proxy_name) for x in batch.lines] == [
        (me.clock.day, ""),
        (me.clock.day, "陈代领"),
    ]
    assert relief.funds(me.office)[0].balance == Decimal("5499.50")
    sheet, receipts = text_of(out / "签收表.pdf"), text_of(out / "收据.pdf")
    for line in batch.lines:
        assert line.receiver in sheet
        assert line.receipt_number in receipts
        assert in_words(line.amount) in receipts


def refuse(me: Person, name: str, letter: Path) -> Story:
    """Refuse what the plan does not allow, and print the letter with the reason."""
    yield check(me, name, Outcome.ineligible)
    yield apply_for_help(me, name, "收入低，请求帮扶")
    me.sees("不能批准")
    yield me.press("Alt+R")
    me.sees("告知书", "理由")
    yield me.fill("审批人", "周审批")
    yield me.press("Ctrl+Return")
    case = application(me, name)
    assert case.state is State.refused
    assert "2,935.00" in case.decision_reason
    yield me.press("Alt+G")
    yield save_copy(me, letter)
    words = text_of(letter)
    for said in ("不予批准告知书", name, "2,935.00", "示例市总工会"):
        assert said.replace(" ", "") in words
