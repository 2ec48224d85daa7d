"""Plan 25 in the window, by keys: three sit the examinations, one misses the first; ranked, tied, moved up, hired and told.

Every due day is reckoned by hand from the plan's words: 报名截止 25 September (the office's own figure); 10月中旬: 20 October;
10月下旬: 31 October; 7日公示: days of the calendar, from the last day known before it. Nothing else has a day.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.app import Places
from desktop.casework import intake, placing
from desktop.domain.application import State
from desktop.domain.case_event import Happened
from desktop.domain.ranking import Standing
from tests.end2end.case_deeds import back, complete, hang, on_file, open_case, survey, take_down
from tests.end2end.case_page import on_page, sees_due
from tests.end2end.person import Person, Story
from tests.samples import procedures as samples
from tests.unit.casework.walking import Walk, day

D = Decimal
PLAN = "教育厅所属事业单位公开招聘"
WRITTEN = {"白露": "91.5", "林一": "88", "苏二": "85"}
SPOKEN = {"白露": "90", "林一": "84.25", "苏二": "84.25"}
"""林一 and 苏二 are tied at the second and last place of the assessment: one post × 2."""
MISSED = "许三"


def test_plan_25_by_keys_from_signing_up_to_the_told_decision(person: Person, home: Places) -> None:
    person.clock.day = date(2026, 9, 1)
    person.use(home, plan_25(person), practice=True)
    assert not person.clashes


def plan_25(me: Person) -> Story:
    on_file(me, samples.candidate("白露"))
    for name in (*list(WRITTEN)[1:], MISSED):
        intake.record_household(me.office, samples.candidate(name))
    walks: dict[str, Walk] = {}
    for name in (*WRITTEN, MISSED):
        yield sign_up(me, name)
        walks[name] = on_page(me, name, "plan-25")
        sees_due(
            me, walks[name], accept="09-25", review="-", written="10-20", originals="-", interview="10-31",
            assessment="-", notice="11-07", decide="-", report="-", tell="-", confirm="-",
        )  # fmt: skip
        yield complete(me, "09-01", "报名材料齐全")
        sees_due(me, walks[name])
        yield review(me, "符合应聘条件，发给准考证")
        sees_due(me, walks[name])
    yield examinations(me, walks)
    yield assessments(me, walks)
    yield decision(me, walks["林一"])


def sign_up(me: Person, name: str) -> Story:
    """Found, checked with what the form of application says, and filed with the papers of that day."""
    yield me.press("Ctrl+2", "Ctrl+F", "Ctrl+A")
    yield me.write(name)
    yield me.press("Down")
    yield me.wait(lambda: "找到 1 户" in me.screen(), "found")
    yield me.press("Return")
    yield me.press("Ctrl+J")
    yield me.seek("方案", PLAN)
    yield me.press("Alt+K", "Alt+U")
    yield me.tab_to("应聘岗位")
    yield me.press("Right", "Right", "Tab", "Right", "Space")  # 有, and 教育社 of the three
    yield me.fill("应聘岗位的依据", "报名登记表")
    yield me.fill("本岗位招聘人数", "1")
    yield me.fill("本岗位招聘人数的依据", "招聘公告")
    yield me.press("Ctrl+Return", "Alt+P")
    me.sees("提出申请", "以后才交：笔试成绩单（到「笔试」一步）、面试成绩单（到「面试」一步）")
    yield me.fill("申请理由", "应聘教育社编辑岗位")
    yield me.press("Alt+A", "Ctrl+Return")


def review(me: Person, words: str) -> Story:
    """The step that waits, by somebody else."""
    yield me.press("F5", "F2")
    yield me.write(words)
    yield me.fill("经办人", "赵审核")
    yield me.press("Ctrl+Return")


def sit(me: Person, score: str, place: str) -> Story:
    """The examination that waits; its score sheet came with it."""
    yield me.press("F5", "F2")
    yield me.write(score)
    yield me.fill("地点", place)
    yield me.press("Ctrl+Return")


def examinations(me: Person, walks: dict[str, Walk]) -> Story:
    """The written one with its ranking, then the interview of who came so far; who missed it is refused with the reason."""
    me.clock.day = day("10-18")
    for name, score in WRITTEN.items():
        yield open_case(me, name)
        yield sit(me, score, "省教育考试院")
        me.sees("笔试", f"成绩 {score} 分（满分 100 分）")
        sees_due(me, walks[name])
    yield open_case(me, MISSED)
    yield me.press("F2")
    yield me.pick("是否参加", "缺考")
    yield me.press("Ctrl+Return")
    me.sees("笔试：缺考", "登记为缺考，不能办下一步")
    sees_due(me, walks[MISSED])
    yield me.press("Alt+R")
    me.sees("2026年10月18日的「笔试」缺考，没有成绩")
    yield me.fill("审批人", "周审批")
    yield me.press("Ctrl+Return")
    refused = walks[MISSED].case
    assert (refused.state, refused.events[-2].kind) == (State.refused, Happened.missed)

    me.clock.day = day("10-19")
    yield round_of(me, "面试人选", "白露", "91.5")
    yield settled(me)
    for name in SPOKEN:
        yield back(me)
        yield open_case(me, name)
        yield review(me, "原件审查合格，发给面试通知单")
        sees_due(me, walks[name])
    me.clock.day = day("10-30")
    for name, score in SPOKEN.items():
        yield open_case(me, name)
        yield sit(me, score, "省教育厅")
        sees_due(me, walks[name], notice="11-06")  # 7 days from the interview: 31 October-6 November


def round_of(me: Person, rule: str, *texts: str) -> Story:
    """A round over all that wait for it, one post."""
    yield me.press("F11")
    if "开始评定(&N)…" not in me.screen():
        yield me.press("Ctrl+PgDown")
    yield me.press("F5", "Ctrl+N")
    me.sees("开始名额评定", rule)
    yield me.fill("本岗位招聘", "1")
    yield me.press("Ctrl+Return")
    me.sees(rule, "教育社", *texts)


def settled(me: Person, because: str = "") -> Story:
    """The round that was just begun stands from now on."""
    yield me.press("Alt+D")
    if because:
        yield me.write(because)
    yield me.fill("确定的人或机构", "招聘领导小组")
    yield me.press("Ctrl+Return")


def assessments(me: Person, walks: dict[str, Walk]) -> Story:
    """Two of three come to the assessment, a tie is decided; the first fails the medical, the substitute moves up."""
    me.clock.day = day("11-02")
    yield round_of(me, "考核人选", "并列待定", "84.25，2 人并列")
    yield me.press("Alt+D")
    yield me.fill("确定的人或机构", "招聘领导小组")
    yield me.press("Ctrl+Return")
    me.sees("并列待定。原文没有规定，由招聘领导小组决定")
    yield me.press("Return")
    for row, outcome in ((1, "入选"), (2, "不入选")):
        yield me.press("Ctrl+Home", *["Down"] * row, "F2")
        yield me.pick("由评定人定", outcome)
        yield me.press("Ctrl+Return")
    yield settled(me, "林一专业课成绩较高")
    yield me.press("Alt+R")
    yield me.fill("审批人", "周审批")
    yield me.press("Ctrl+Return")
    assert walks["苏二"].case.state is State.refused
    me.clock.day = day("11-06")
    for name in ("白露", "林一"):
        yield back(me)
        yield open_case(me, name)
        yield survey(me, "11-06", "档案、谈话无异常")
        sees_due(me, walks[name], notice="11-13")  # 7-13 November
    me.clock.day = day("11-09")
    yield round_of(me, "等额考核、体检和递补", "递补")
    yield settled(me)
    yield me.press("Ctrl+Home", "Alt+T")
    yield me.write("体检不合格")
    yield me.fill("登记人", "人事处")
    yield me.press("Ctrl+Return")
    me.sees("白露 退出，由 林一 递补")
    held = placing.all_rounds(me.office)[0]
    assert [(r.applicant, r.outcome) for r in held.rows] == [
        ("白露", Standing.withdrawn), ("林一", Standing.chosen)
    ]  # fmt: skip
    yield back(me)
    yield open_case(me, "白露")
    yield me.press("Alt+R")
    yield me.fill("理由", "体检不合格，依次递补")
    yield me.fill("审批人", "周审批")
    yield me.press("Ctrl+Return")
    assert walks["白露"].case.state is State.refused


def decision(me: Person, hired: Walk) -> Story:
    """Seven days of notice, checked again with the assessment alone to be said, hired, told, the contract signed."""
    yield open_case(me, "林一")
    yield hang(me, "11-09", "2026年11月16日")  # 10-16 November
    sees_due(me, hired, notice="11-17")
    yield take_down(me, "11-17")
    sees_due(me, hired)
    me.clock.day = day("11-18")
    yield me.press("F5", "Alt+M")
    yield me.wait(lambda: me.app.activePopupWidget() is not None, "menu")
    yield me.press("O")
    for fact in ("考核合格", "体检合格"):
        yield me.tab_to(fact)
        yield me.press("S")
        yield me.fill(f"{fact}的依据", "考核、体检表")
    yield me.press("Ctrl+Return")
    sees_due(me, hired)
    me.sees("核对结论为「符合」")
    yield me.press("F2")
    yield me.fill("审批人", "周审批")
    yield me.press("Ctrl+Return")
    assert hired.case.state is State.approved
    sees_due(me, hired)
    yield complete(me, "11-19", "报省人事厅备案")
    sees_due(me, hired)
    me.clock.day = day("11-20")
    yield me.press("F5", "F2")
    yield me.fill("签收人", "林一")
    yield me.press("Ctrl+Return")
    sees_due(me, hired)
    assert [(t[0], t[2], t[4]) for t in hired.told()] == [("拟聘用人员", True, "林一")]
    me.clock.day = day("11-23")
    yield me.press("F5", "F2")
    yield me.write("聘用合同已签订")
    yield me.fill("经办人", "聘用单位")
    yield me.press("Ctrl+Return")
    hired.due()
    assert hired.case.current is None
