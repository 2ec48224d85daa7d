"""An objection through the window, by keys alone: three on one notice, one objection upheld, one not, and the new notice.

Every due day is reckoned by hand from plan 9's words. 2026: off 25-27 September and 1-7 October; worked on Saturday 10 October.
"""

from __future__ import annotations

from datetime import date

from desktop.app import Places
from desktop.casework import approval, noticing, objecting
from desktop.domain.application import Notice
from desktop.domain.case_event import Happened
from desktop.domain.objection import Finding
from tests.end2end.person import Person, Story
from tests.samples import procedures as samples
from tests.unit.casework.walking import Walk, set_out

NAMES = ("顾大田", "柳根生", "史长河")
PLAN = "特困人员"


def test_an_objection_upheld_and_one_that_is_not_by_keys_alone(person: Person, home: Places) -> None:
    person.clock.day = date(2026, 9, 14)
    person.use(home, story(person), practice=True)
    assert not person.clashes


def story(me: Person) -> Story:
    samples.fill_in(me.office)
    good, doubted, cleared = (up_to_notice(me, name) for name in NAMES)
    yield post_notice(me, [good, doubted, cleared])
    yield object_to(me, doubted, cleared)
    yield settle_both(me, good, doubted, cleared)
    yield end_notice(me, good, doubted, cleared)
    yield hang_again(me, doubted)


def up_to_notice(me: Person, name: str) -> Walk:
    """Applied for on 14 September, surveyed on the 22nd; its first opinion waits to be published."""
    walk = set_out(me.office, me.clock, samples.destitute(name), "plan-09", "09-14")
    walk.do("accept", "09-15")
    walk.survey("survey", "09-22")
    approval.skip_step(me.office, walk.id, "情况清楚，没有争议", "林晓舟")
    # 7 days from 22 September; 30 September, 8-10, 12-16, 19 October; 20-22; the month after
    walk.due(
        accept="-", survey="09-29", appraisal="-", notice="09-29", report="-", decide="10-19", tell="10-22",
        pay="11-30",
    )  # fmt: skip
    return walk


def shown(me: Person) -> Notice:
    """The latest notice as it is kept."""
    return noticing.notices(me.office)[0].notice


def post_notice(me: Person, walks: list[Walk]) -> Story:
    yield me.press("Ctrl+5")
    yield me.pick("方案", PLAN)
    yield me.press("Alt+L", "Ctrl+N")
    me.sees("共 3 份申请", "还没有登记「同意公示」", "方案规定公示 7 天")
    yield me.fill("张贴地点", "村务公开栏、镇便民服务中心")
    yield me.press("Ctrl+Return")
    notice = shown(me)
    me.sees(f"公示 {notice.number}", "公示到 2026年9月29日止", "张贴处（2，缺照片 2）", "异议（0）")
    assert [p.place for p in notice.postings] == ["村务公开栏", "镇便民服务中心"]
    for walk in walks:
        # 23-29 September; taken down on the 30th: 8-10, 12-16, 19, 20 October; 21-23
        walk.due(notice="09-30", decide="10-20", tell="10-23")


def object_to(me: Person, doubted: Walk, cleared: Walk) -> Story:
    me.clock.day = date(2026, 9, 24)
    yield me.press("Ctrl+PgDown", "Ctrl+PgDown")
    yield me.press("Ins")
    yield me.pick("对谁有异议", doubted.case.applicant)
    yield me.fill("异议内容", "有一名成年子女在外务工")
    yield me.fill("异议人", "钱守信")
    yield me.fill("联系方式", "0000-7654321")
    yield me.press("Ctrl+Return")
    me.sees("YY2026-0001", "还没有核实", "异议（1，未核实 1）")
    yield me.press("Ins")
    yield me.pick("对谁有异议", cleared.case.applicant)
    yield me.fill("异议内容", "听说他家有一辆小汽车")
    yield me.press("Ctrl+Return")
    me.sees("YY2026-0002", "匿名", "异议（2，未核实 2）")
    for walk in (doubted, cleared):
        walk.due()
        assert walk.case.events[-1].kind is Happened.objected
    yield me.press("Ctrl+1")
    me.sees("有 2 件公示异议还没有核实（YY2026-0001、YY2026-0002）")
    yield me.press("Ctrl+5")


def settle_both(me: Person, good: Walk, doubted: Walk, cleared: Walk) -> Story:
    me.clock.day = date(2026, 9, 28)
    yield me.press("F2")
    me.sees("核实异议", "YY2026-0001", "有一名成年子女在外务工")
    yield me.pick("核实结果", "异议成立")
    me.sees("这份申请退回重新调查核实")
    yield me.fill("经过和理由", "走访邻居，情况属实")
    yield me.fill("核实人", "何秀英")
    yield me.press("Ctrl+Return")
    # 在10个工作日内提出初审意见, from the objection on 24 September: 28-30, 8-10, 12-15 October; 7 days; 23, 26-30 October,
    # 2-5 November; 6, 9, 10; the month after 5 November
    doubted.waits("survey")
    doubted.due(survey="10-15", notice="10-22", decide="11-05", tell="11-10", pay="12-31")
    assert doubted.case.notice is None
    yield me.press("F2")
    me.sees("YY2026-0002", "听说他家有一辆小汽车")
    yield me.pick("核实结果", "异议不成立")
    yield me.fill("经过和理由", "到车管所查询，名下没有车辆")
    yield me.fill("核实人", "何秀英")
    yield me.press("Ctrl+Return")
    yield me.press("F2")
    me.sees("登记答复", "钱守信", "0000-7654321")
    yield me.press("Ctrl+Return")
    one, other = objecting.objections_to(me.office, shown(me).id or 0)
    assert (one.finding, one.answered_on) == (Finding.upheld, me.clock.day)
    assert (other.finding, other.settled_by, other.answered_on) == (Finding.rejected, "何秀英", None)
    assert not [x for x in doubted.case.events if "钱守信" in x.words]
    for walk in (good, cleared):
        walk.waits("notice")
        walk.due()


def end_notice(me: Person, good: Walk, doubted: Walk, cleared: Walk) -> Story:
    me.clock.day = date(2026, 9, 30)
    yield me.press("Ctrl+1")
    me.sees(
        f"公示 {shown(me).number}、", "已到期，请取下、登记、结束公示"
    )  # beside the practice office's own
    yield me.press("Ctrl+5", "F2")
    me.sees("结束公示", "异议 2 件：成立 1 件，不成立 1 件", "还没有张贴照片：村务公开栏、镇便民服务中心")
    yield me.fill("经办人", "林晓舟")
    yield me.press("Ctrl+Return")
    me.sees("已结束，异议 2 件：成立 1 件，不成立 1 件")
    notice = shown(me)
    assert (notice.closed_on, notice.taken_down_on, notice.taken_down_by) == (
        me.clock.day,
        me.clock.day,
        "林晓舟",
    )
    for walk in (good, cleared):
        walk.waits("report")
        walk.due()
    doubted.waits("survey")
    doubted.due()


def hang_again(me: Person, doubted: Walk) -> Story:
    doubted.survey("survey", "10-12")
    approval.skip_step(me.office, doubted.id, "已走访核实", "林晓舟")
    # 7 days from 12 October; 20-23, 26-30 October, 2 November; 3-5
    doubted.due(notice="10-19", decide="11-02", tell="11-05")
    yield me.press("Esc", "F5")
    while "等待公示的申请" not in me.where() and "方案" not in me.where():
        yield me.press("Ctrl+PgUp")
    yield me.pick("方案", PLAN)
    yield me.press("Alt+L", "Ctrl+N")
    me.sees("共 1 份申请", "村务公开栏\n镇便民服务中心")
    yield me.pick("姓名怎么写", "都写全名")
    yield me.fill("写全名的依据", "《特困人员认定办法》")
    yield me.press("Ctrl+Return")
    me.sees("公示到 2026年10月19日止", "姓名：都写全名")
    # 13-19 October; from the 20th: 21-23, 26-30, 2, 3 November; 4-6
    doubted.due(notice="10-20", decide="11-03", tell="11-06")
    me.clock.day = date(2026, 10, 20)
    yield me.press("F5", "F2")
    yield me.fill("经办人", "林晓舟")
    yield me.press("Ctrl+Return")
    me.sees("已结束，无异议")
    doubted.waits("report")
    doubted.due()
    assert [s.times for s in doubted.case.steps if s.plan in ("survey", "notice")] == [2, 2]
