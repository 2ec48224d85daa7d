"""Plan 25 from signing up to the letter of appointment: written examination, interview 1:6, assessment 1:2, one is taken on.

The due days are reckoned by hand from the plan's words; those of ranking are of the plan's own figures. A post of one place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.casework import deciding, placing, rechecking, stating
from desktop.casework.gates import GateError
from desktop.casework.office import Office
from desktop.domain.application import State
from desktop.domain.errors import OfficeError
from desktop.domain.places_round import PlacesRound, decided
from desktop.domain.ranking import Standing
from desktop.domain.stated import Statement
from desktop.domain.step_record import StepRecord, Vote
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
    walk.waive("成绩单", "考试以后由人事处出具")
    walk.do("accept", "09-02")
    walk.due()
    walk.do("review", "09-03", "赵审核")
    walk.due()
    return walk


def ranked(
    desk: Office, rule: str, key: str, walks: Mapping[str, Walk], marks: Mapping[str, int]
) -> PlacesRound:
    """A round over those cases with their marks typed in; one post."""
    rows = placing.candidates(desk, "plan-25", rule, [walks[n].id for n in marks])
    rows = tuple(replace(r, values={key: D(marks[r.applicant])}) for r in rows)
    return placing.begin(desk, "plan-25", rule, rows, posts=1)


def outcomes(round: PlacesRound) -> dict[str, str]:
    return {r.applicant: str(r.outcome) for r in round.rows}


def held(walk: Walk, step: str, on: str) -> None:
    """An examination held by a board of five."""
    walk.do(step, on, record=StepRecord(vote=Vote(due=5, present=5, yes=5, no=0)), opinion="考试成绩已登记")


def test_plan_25_from_the_written_examination_to_the_appointment(desk: Office, clock: Clock) -> None:
    walks = {name: signed_up(desk, clock, name) for name in SCORES}
    for walk in walks.values():
        held(walk, "written", "10-18")
        walk.due()
    clock.day = day("10-19")
    with pytest.raises(GateError, match="「面试人选」还没有评定"):
        walks["白露"].do("originals", "10-19", "赵审核")
    round = ranked(desk, "interview", "written", walks, SCORES)
    assert outcomes(round) == {
        "白露": "chosen", "林一": "chosen", "苏二": "chosen", "许三": "chosen", "叶四": "chosen",
        "丁五": "tied", "江六": "tied", "沈七": "failed",
    }  # fmt: skip
    with pytest.raises(OfficeError, match=r"丁五、江六 并列待定。原文没有规定，由招聘领导小组决定"):
        placing.settle(desk, round.id or 0, "", "招聘领导小组")
    settled = decided(round, walks["丁五"].id, Standing.chosen)
    placing.change(desk, decided(settled, walks["江六"].id, Standing.out))
    placing.settle(desk, round.id or 0, "专业课成绩较高", "招聘领导小组")
    for walk in [walks[n] for n in SPOKEN]:
        walk.do("originals", "10-20", "赵审核")
        walk.due()
        held(walk, "interview", "10-30")
        walk.due(notice="11-06")  # 7 days from the interview, the last day known
    gone = placing.refuse_rest(desk, round.id or 0, "周审批")
    assert {c.applicant for c in gone} == {"江六", "沈七"}
    assert walks["沈七"].told()[0][:3] == ("沈七", "不予批准的决定和理由", True)

    clock.day = day("11-02")
    second = ranked(desk, "assessment", "interview", walks, SPOKEN)
    assert [r.applicant for r in second.having(Standing.chosen)] == ["林一", "苏二"]
    placing.settle(desk, second.id or 0, "", "招聘领导小组")
    two = {n: walks[n] for n in ("林一", "苏二")}
    for walk in two.values():
        walk.survey("assessment", "11-06")
        walk.due(notice="11-13")
    clock.day = day("11-09")
    third = ranked(desk, "hire", "interview", two, {n: SPOKEN[n] for n in two})
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
    marks = {"written_score": 85, "written_rank": 3, "interview_rank": 2}
    said_now = {id: Statement(value=v, seen="成绩单") for id, v in marks.items()}
    said_now |= {
        id: Statement(value=True, seen="考核、体检表") for id in ("assessment_passed", "medical_passed")
    }
    open_ = rechecking.open_facts(desk, hired.id)
    assert {q.fact.id for q in open_.questions} >= set(said_now)
    said_now |= samples.post("教育社")
    rechecking.recheck(desk, hired.id, "何秀英", stating.say(desk, said_now))
    hired.due()
    assert hired.approve("11-18", None).state is State.approved
    hired.due()
    hired.do("report", "11-19")
    hired.tell("11-20", "苏二")
    hired.due()
    assert hired.do("confirm", "11-23", "聘用单位").current is None
    hired.due()


def test_plan_25_takes_a_doctor_without_examinations(desk: Office, clock: Clock) -> None:
    walk = signed_up(desk, clock, "段博士", "教育科学研究所", "博士")
    for step, rule in (
        ("written", ""),
        ("originals", "interview"),
        ("interview", ""),
        ("assessment", "assessment"),
    ):
        if rule:
            (row,) = placing.candidates(desk, "plan-25", rule, [walk.id])
            round = placing.begin(desk, "plan-25", rule, [replace(row, exempt=True)], posts=1)
            assert outcomes(round) == {"段博士": "exempt"}
            placing.settle(desk, round.id or 0, "", "招聘领导小组")
        if step in ("written", "interview"):
            held(walk, step, "10-18")
        elif step == "originals":
            walk.do(step, "10-19", "赵审核")
        else:
            walk.survey(step, "10-26")
    walk.due(notice="11-02")
    assert deciding.to_decide(desk, walk.id).approvable.verdict.outcome is Outcome.incomplete
