"""Plan 24 by keys alone: what no archive knows is said at the check, three copies of its own form, fixed days, a notice in working days.

Every due day is reckoned by hand from the plan's words. 2026: off 4-6 April, 1-5 May and 19-21 June; worked on Saturday 9 May.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from desktop.app import Places
from desktop.casework import assessment, benefits, noticing, relief
from desktop.domain.application import State
from desktop.domain.facts import parse_facts
from desktop.domain.payout import Form
from desktop.domain.verdict import Outcome
from tests.end2end.case_deeds import back, hang, on_file, take_down
from tests.end2end.case_page import on_page, sees_due
from tests.end2end.person import Person, Story
from tests.end2end.reading import save_copy, text_of
from tests.samples import procedures as samples
from tests.unit.casework.walking import Walk, day

D = Decimal
PLAN = "原民办代课教师"
SEEN = "任教年限核定表第 12 号"
COPIES = (
    "第一份（共三份）乡镇（街道）存",
    "第二份（共三份）县级教育部门存",
    "第三份（共三份）申请人存",
)


def test_plan_24_by_keys_alone(person: Person, home: Places, tmp_path: Path) -> None:
    person.clock.day = date(2026, 3, 10)
    person.use(home, plan_24(person, tmp_path), practice=True)
    assert not person.clashes


def plan_24(me: Person, out: Path) -> Story:
    name = on_file(me, samples.teacher())
    yield check_with_what_is_said(me, name)
    yield me.press("Alt+P")
    me.sees("提出申请", "本人申请　2026年3月31日前", "（3 份）")
    yield me.fill("申请理由", "任教 21 年，已到龄")
    yield me.press("Alt+A", "Ctrl+Return")
    walk = on_page(me, name, "plan-24")
    # 3月31日; 5个工作日 from 10 March: 11-13, 16, 17; 4月30日; notice 5个工作日 from 30 April: 6-8, 9 (Saturday), 11 May;
    # report 12-15, 18; a month each: 18 June, 18 July is a Saturday and moves to Monday 20
    sees_due(
        me, walk, accept="03-31", first="03-17", review="04-30", notice="05-11", decide="-", report="05-18",
        confirm="-", funds="-", transfer="06-18", pay="07-20",
    )  # fmt: skip
    yield three_copies(me, out / "三份.pdf")
    yield up_to_the_notice(me, walk)
    yield notice(me, walk)
    yield decision(me, walk, out / "告知.pdf")
    yield money_comes_down(me, walk)
    yield hand_out(me, walk)


def check_with_what_is_said(me: Person, name: str) -> Story:
    """Find the household, check it, and say what the archive has no field for."""
    yield me.press("Ctrl+2", "Ctrl+F")
    yield me.write(name)
    yield me.press("Down")
    yield me.wait(lambda: "找到 1 户" in me.screen(), "found")
    yield me.press("Return", "Ctrl+J")
    yield me.seek("方案", PLAN)
    yield me.press("Alt+K")
    me.sees("还缺", "补充事实")
    yield me.press("Alt+U")
    me.sees("补充事实", "累计任教学期数", "最长连续任教学期数")
    yield me.fill("最长连续任教学期数", "12")
    yield me.fill("最长连续任教学期数的依据", SEEN)
    yield me.fill("累计任教学期数", "41")
    yield me.press("Ctrl+Return")
    me.sees("「累计任教学期数」请写明依据")
    yield me.fill("累计任教学期数的依据", SEEN)
    yield me.press("Ctrl+Return")
    me.sees("任教年限 21 年，属于「20—29 年」一档")


def three_copies(me: Person, paper: Path) -> Story:
    """Its own form, each copy with where it is kept."""
    yield me.press("Ctrl+P")
    yield save_copy(me, paper)
    words = text_of(paper)
    for copy in COPIES:
        assert copy in words, copy
    assert words.count("原民办代课教师生活困难补助申请表") >= len(COPIES)


def step(me: Person, on: str, words: str, by: str) -> Story:
    me.clock.day = day(on)
    yield me.press("F5", "F2")
    yield me.write(words)
    yield me.fill("经办人", by)
    yield me.press("Ctrl+Return")


def up_to_the_notice(me: Person, walk: Walk) -> Story:
    yield step(me, "03-12", "材料齐全，予以受理", "林晓舟")
    sees_due(me, walk)
    yield step(me, "03-16", "符合条件", "何秀英")
    sees_due(me, walk)
    yield step(me, "04-28", "会审同意", "赵审核")
    # 29, 30 April, 6, 7, 8 May; report 9 (Saturday), 11-14; 14 June is a Sunday and moves to 15; 15 July
    sees_due(me, walk, notice="05-08", report="05-14", transfer="06-15", pay="07-15")


def notice(me: Person, walk: Walk) -> Story:
    # 公示 5 个工作日 over the holiday: 30 April, 6, 7, 8 and 9 May, a Saturday worked in return
    yield hang(
        me,
        "04-29",
        "2026年5月9日",
        "方案规定公示 5 个工作日",
        "5月1日至5月5日劳动节放假不计入，5月9日调休上班计入",
    )
    # from Sunday 10 May: 11-15; 15 June; 15 July
    sees_due(me, walk, notice="05-10", report="05-15", transfer="06-15", pay="07-15")
    hung = noticing.notices(me.office)[0].notice
    assert (hung.term.told, hung.until) == ("5 个工作日", day("05-09"))
    yield take_down(me, "05-11")
    # 12-15, 18 May; 18 June; Saturday 18 July moves to 20
    sees_due(me, walk, report="05-18", transfer="06-18", pay="07-20")


def decision(me: Person, walk: Walk, letter: Path) -> Story:
    me.clock.day = day("05-12")
    yield me.press("F5", "F2")
    me.sees("批准申请", "每月")
    yield me.fill("审批人", "周审批")
    yield me.press("Ctrl+Return")
    me.sees("已批准：每月 800.00 元")
    # 13-15, 18, 19; Friday 19 June is a holiday, as are the days after: 22; 22 July
    sees_due(me, walk, report="05-19", transfer="06-22", pay="07-22")
    done = walk.case
    assert (done.state, done.approved_amount, done.decided_by) == (State.approved, D(800), "周审批")
    yield me.press("Alt+Q")
    yield me.wait(lambda: me.app.activePopupWidget() is not None, "menu")
    yield me.press("Down", "Down", "Return")
    yield save_copy(me, letter)
    words = text_of(letter)
    assert "去世" not in words
    for said in ("批准告知书", "每月800.00元", "自2026年6月起按月发放"):
        assert said in words, f"{said} is not in the letter: {words}"


def money_comes_down(me: Person, walk: Walk) -> Story:
    yield step(me, "05-18", "盖章后报市", "林晓舟")
    sees_due(me, walk, transfer="06-18", pay="07-20")  # a month from 18 May; 18 July is a Saturday
    yield step(me, "05-28", "已复核", "市教育局")
    sees_due(me, walk, transfer="06-29", pay="07-29")  # 28 June is a Sunday
    yield step(me, "06-05", "资金已下达", "省财政厅")
    sees_due(me, walk, transfer="07-06", pay="08-06")  # 5 July is a Sunday; a month from Monday 6 July
    yield step(me, "07-01", "已拨付", "县财政局")
    sees_due(me, walk, pay="08-03")  # 1 August is a Saturday


def hand_out(me: Person, walk: Walk) -> Story:
    """直接发放到符合条件的原民办代课教师个人账户: by transfer, as the plan says."""
    me.clock.day = day("07-15")
    yield me.press("F5", "F2")
    yield me.press("Space", "Ctrl+N")
    me.sees("本次发放 1 人", "转账")
    yield me.write("七月生活困难补助")
    yield me.pick("资金", "县级救助资金")
    yield me.press("Ctrl+Return")
    yield me.press("Space")
    me.sees("已签 1/1，可以办结")
    yield me.press("Alt+J", "Alt+Y")
    me.sees("已办结")
    yield back(me)
    sees_due(me, walk)
    assert walk.case.current is None
    (made,) = relief.batches(me.office)
    batch = relief.batch(me.office, made.batch.id or 0)
    assert (batch.form, batch.closed_on) == (Form.transfer, day("07-15"))
    (given,) = benefits.benefits_of(me.office, walk.case.household_id)
    assert (given.starts_on, given.amount) == (date(2026, 6, 1), D(800))  # 60 on 20 May: the month after
    looked = assessment.assessments_of(me.office, walk.case.household_id)
    assert [x.verdict.outcome for x in looked] == [Outcome.eligible, Outcome.incomplete]
    assert parse_facts(looked[0].facts).origins["semesters_taught"].endswith(SEEN)
