"""Plan 25 from signing up to the letter of appointment: written examination, interview 1:6, assessment 1:2, one is taken on.

The due days are reckoned by hand from the plan's words; those of ranking are of the plan's own figures. A post of one place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.casework import approval, case_papers, deciding, placing, rechecking, stating
from desktop.casework.gates import GateError
from desktop.casework.office import Office
from desktop.casework.replaying import replay
from desktop.domain.application import State
from desktop.domain.case_event import Happened
from desktop.domain.case_story import story
from desktop.domain.course import OutOfTurnError
from desktop.domain.errors import OfficeError
from desktop.domain.places_round import PlacesRound, decided
from desktop.domain.ranking import Standing
from desktop.domain.stated import Statement
from desktop.domain.step_record import Exam, StepRecord
from desktop.domain.verdict import Outcome
from tests.conftest import Clock
from tests.samples import procedures as samples
from tests.unit.casework.walking import Walk, day, set_out

D = Decimal
SCORES = {"白露": 91, "林一": 88, "苏二": 85, "许三": 82, "叶四": 80, "丁五": 78, "江六": 78, "沈七": 55}
"""The written examination: 丁五 and 江六 are tied at the sixth and last place, 沈七 is below the line of 60."""
SPOKEN = {"白露": 80, "林一": 86, "苏二": 84, "许三": 70, "叶四": 71, "丁五": 69}
"""The interview: 林一 and 苏二 come to the assessment, one post × 2."""


@pytest.fixture
def desk(office: Office) -> Office:
    """An office that filled in all blanks of the plans."""
    samples.fill_in(office)
    return office


def signed_up(desk: Office, clock: Clock, name: str, post: str = "教育社", degree: str = "硕士") -> Walk:
    """Somebody's application on 1 September, reviewed."""
    names = [p.name for p in desk.library.scheme("plan-25").papers if "成绩单" not in p.name]
    home = samples.candidate(name, degree)
    walk = set_out(desk, clock, home, "plan-25", "09-01", samples.post(post), brought=names)
    # 报名截止日 25 September; 10月中旬: the 20th; 10月下旬: the 31st; 7日公示
    walk.due(
        accept="09-25", review="-", written="10-20", originals="-", interview="10-31", assessment="-",
        notice="11-07", decide="-", report="-", tell="-", confirm="-",
    )  # fmt: skip
    walk.do("accept", "09-02")
    walk.due()
    walk.do("review", "09-03", "赵审核")
    walk.due()
    return walk


def ranked(desk: Office, rule: str, walks: Mapping[str, Walk], names: Collection[str]) -> PlacesRound:
    """A round over those cases, with the scores of their examinations; one post."""
    rows = placing.candidates(desk, "plan-25", rule, [walks[n].id for n in names])
    return placing.begin(desk, "plan-25", rule, rows, posts=1)


def outcomes(round: PlacesRound) -> dict[str, str]:
    return {r.applicant: str(r.outcome) for r in round.rows}


def sat(walk: Walk, step: str, on: str, score: int | None) -> None:
    """An examination with its score, the score sheet beside it; None: it was missed."""
    exam = Exam(
        day=day(on), place="省教育考试院", present=score is not None, score=D(score) if score else None
    )
    if score is None:
        walk.waits(step)
        walk.clock.day = day(on)
        approval.complete_step(walk.office, walk.id, "", "林晓舟", record=StepRecord(exam=exam))
        walk.waits(step)
        return
    sheets = [p.id or 0 for p in case_papers.papers_of(walk.office, walk.id) if p.lacking]
    walk.do(step, on, opinion="", record=StepRecord(exam=exam), brought=sheets)


def test_plan_25_from_the_written_examination_to_the_appointment(desk: Office, clock: Clock) -> None:
    walks = {name: signed_up(desk, clock, name) for name in SCORES}
    for name, walk in walks.items():
        sat(walk, "written", "10-18", SCORES[name])
        walk.due()
    clock.day = day("10-19")
    with pytest.raises(GateError, match="「面试人选」还没有评定"):
        walks["白露"].do("originals", "10-19", "赵审核")
    round = ranked(desk, "interview", walks, SCORES)
    assert outcomes(round) == {
        "白露": "chosen", "林一": "chosen", "苏二": "chosen", "许三": "chosen", "叶四": "chosen",
        "丁五": "tied", "江六": "tied", "沈七": "failed",
    }  # fmt: skip
    with pytest.raises(OfficeError, match=r"丁五、江六 并列待定。原文没有规定，由招聘领导小组决定"):
        placing.settle(desk, round.id or 0, "", "招聘领导小组")
    settled = decided(round, walks["丁五"].id, Standing.chosen)
    placing.change(desk, decided(settled, walks["江六"].id, Standing.out))
    placing.settle(desk, round.id or 0, "专业课成绩较高", "招聘领导小组")
    for name, walk in ((n, walks[n]) for n in SPOKEN):
        walk.do("originals", "10-20", "赵审核")
        walk.due()
        sat(walk, "interview", "10-30", SPOKEN[name])
        walk.due(notice="11-06")  # 7 days from the interview, the last day known
    gone = placing.refuse_rest(desk, round.id or 0, "周审批")
    assert {c.applicant for c in gone} == {"江六", "沈七"}
    assert walks["沈七"].told()[0][:3] == ("沈七", "不予批准的决定和理由", True)

    clock.day = day("11-02")
    second = ranked(desk, "assessment", walks, SPOKEN)
    assert [r.applicant for r in second.having(Standing.chosen)] == ["林一", "苏二"]
    placing.settle(desk, second.id or 0, "", "招聘领导小组")
    two = {n: walks[n] for n in ("林一", "苏二")}
    for walk in two.values():
        walk.survey("assessment", "11-06")
        walk.due(notice="11-13")
    clock.day = day("11-09")
    third = ranked(desk, "hire", two, two)
    assert outcomes(third) == {"林一": "chosen", "苏二": "substitute"}
    placing.settle(desk, third.id or 0, "", "招聘领导小组")
    _, said = placing.withdraw(desk, third.id or 0, walks["林一"].id, "体检不合格", "人事处")
    assert said == "林一 退出，由 苏二 递补"
    with pytest.raises(GateError):
        walks["林一"].hang("11-09", 7)
    hired = walks["苏二"]
    assert hired.hang("11-09", 7) == "2026-11-16"  # 10-16 November
    hired.due(notice="11-17")
    hired.take_down("11-17")
    hired.due()
    with pytest.raises(OfficeError, match="还不知道：笔试成绩"):
        hired.approve("11-18", None)
    # the scores and ranks are the case's own: nobody is asked for them
    open_ = rechecking.open_facts(desk, hired.id)
    assert {q.fact.id for q in open_.questions} == {
        "post_applied", "posts_offered", "assessment_passed", "medical_passed"
    }  # fmt: skip
    rechecking.recheck(desk, hired.id, "何秀英", stating.say(desk, passed("教育社")))
    verdict = deciding.to_decide(desk, hired.id).approvable.verdict
    found = {f.clause: f.because for f in verdict.findings if f.group == "tested"}
    assert found["笔试达到合格线 60 分（含）"] == "笔试成绩 85 分，高于 60 分，超出 25 分。"
    assert found["笔试名次在招聘人数的 6 倍以内"] == (
        "本岗位笔试名次 3 名，少于 6 × 本岗位招聘人数 1 = 6 名，相差 3 名。"
    )
    assert "本岗位面试名次 2 名" in found["面试名次在招聘人数的 2 倍以内，进入考核范围"]
    hired.due()
    assert hired.approve("11-18", None).state is State.approved
    hired.due()
    hired.do("report", "11-19")
    hired.tell("11-20", "苏二")
    hired.due()
    assert hired.do("confirm", "11-23", "聘用单位").current is None
    hired.due()
    again = replay(desk, hired.id)
    assert again.same, again.said
    shown = [(x.label, x.then, x.now) for x in again.lines if x.label.endswith("成绩")]
    assert shown == [
        ("「笔试」成绩", "登记 85 分", "核对用 85 分"),
        ("「面试」成绩", "登记 84 分", "核对用 84 分"),
    ]


def passed(post: str) -> dict[str, Statement]:
    """What is known at the end besides what the case tells."""
    sheet = Statement(value=True, seen="考核、体检表")
    return samples.post(post) | {"assessment_passed": sheet, "medical_passed": sheet}


SPARED = "教科所中级专业技术岗位招聘博士研究生，采取直接考核的方式进行，不进行笔试、面试"


def test_plan_25_takes_a_doctor_without_examinations(desk: Office, clock: Clock) -> None:
    walk = signed_up(desk, clock, "段博士", "教育科学研究所", "博士")
    assert not [p for p in case_papers.papers_of(desk, walk.id) if "成绩单" in p.name]
    with pytest.raises(OfficeError, match=f"{SPARED}。请用「按方案不办」"):
        sat(walk, "written", "10-18", 90)
    for step in ("written", "originals", "interview"):
        walk.waits(step)
        clock.day = day("10-19")
        left_out = approval.skip_step(desk, walk.id, "", "林晓舟")
        record = next(s.record for s in left_out.steps if s.plan == step)
        assert (record.exempt, record.skipped_because) == (True, SPARED)
        assert left_out.events[-1].kind is Happened.exempted
        walk.due(**({"notice": "10-26"} if step == "interview" else {}))
    (row,) = placing.candidates(desk, "plan-25", "assessment", [walk.id])
    assert row.exempt
    round = placing.begin(desk, "plan-25", "assessment", [row], posts=1)
    assert outcomes(round) == {"段博士": "exempt"}
    placing.settle(desk, round.id or 0, "", "招聘领导小组")
    walk.survey("assessment", "10-26")
    walk.due(notice="11-02")
    (row,) = placing.candidates(desk, "plan-25", "hire", [walk.id])
    round = placing.begin(desk, "plan-25", "hire", [row], posts=1)
    assert outcomes(round) == {"段博士": "exempt"}
    placing.settle(desk, round.id or 0, "", "招聘领导小组")
    assert walk.hang("10-27", 7) == "2026-11-03"
    walk.due(notice="11-04")
    walk.take_down("11-04")
    walk.due()
    assert deciding.to_decide(desk, walk.id).approvable.verdict.outcome is Outcome.incomplete
    rechecking.recheck(desk, walk.id, "何秀英", stating.say(desk, passed("教育科学研究所")))
    assert walk.approve("11-05", None).state is State.approved
    walk.due()
    walk.do("report", "11-06")
    walk.tell("11-09", "段博士")
    walk.due()
    assert walk.told()[0][4] == "段博士"
    assert walk.do("confirm", "11-10", "聘用单位").current is None
    walk.due()


def test_who_misses_an_examination_does_not_go_on_silently(desk: Office, clock: Clock) -> None:
    walk = signed_up(desk, clock, "缺一", "教育社")
    with pytest.raises(OutOfTurnError, match="「笔试」是考试，请登记考试日期、是否参加和成绩"):
        walk.do("written", "10-18")
    sat(walk, "written", "10-18", None)
    assert walk.case.events[-1].kind is Happened.missed
    with pytest.raises(OutOfTurnError, match="登记为缺考，不能办下一步。可以按「不予批准」办理"):
        walk.do("written", "10-19")
    with pytest.raises(OutOfTurnError, match="没有写「笔试」可以视情不办"):
        approval.skip_step(desk, walk.id, "病假", "林晓舟")
    clock.day = day("10-20")
    line = story(walk.case, (), clock.day)
    assert any(x.title == "笔试：缺考" and "2026年10月18日" in x.words[0] for x in line)
    refused = deciding.refuse(desk, walk.id, "10月18日的「笔试」缺考，没有成绩", "周审批")
    assert refused.state is State.refused


def test_a_score_sheet_is_asked_for_once_its_examination_is_reached(desk: Office, clock: Clock) -> None:
    walk = signed_up(desk, clock, "白露")
    listed = {p.name: p for p in case_papers.papers_of(desk, walk.id)}
    assert (listed["笔试成绩单"].later, listed["笔试成绩单"].lacking) == ("", True)
    assert (listed["面试成绩单"].later, listed["面试成绩单"].lacking) == ("面试", False)
    exam = Exam(day=day("10-18"), score=D("91.25"))
    with pytest.raises(OfficeError, match="还缺 1 项材料，不能完成「笔试」：笔试成绩单"):
        walk.do("written", "10-18", record=StepRecord(exam=exam))
    case_papers.receive(desk, walk.id, [listed["笔试成绩单"].id or 0], day("10-18"), "林晓舟")
    for score, said in (
        ("91.255", "最多写两位小数"),
        ("100.5", "不在 0 到满分 100 分之间"),
        (None, "请填写成绩"),
    ):
        wrong = replace(exam, score=None if score is None else D(score))
        with pytest.raises(OfficeError, match=said):
            walk.do("written", "10-18", record=StepRecord(exam=wrong))
    with pytest.raises(OfficeError, match="还没有到"):
        walk.do("written", "10-18", record=StepRecord(exam=replace(exam, day=day("10-19"))))
    walk.do("written", "10-18", opinion="", record=StepRecord(exam=exam))
    kept = next(s.record.exam for s in walk.case.steps if s.plan == "written")
    assert kept == replace(exam, full_marks=D(100), fact="written_score")
    (row,) = placing.candidates(desk, "plan-25", "interview", [walk.id])
    assert row.values == {"written": D("91.25")}
