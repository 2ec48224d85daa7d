"""Posts given out in three rounds (plan 25): who is written highest is interviewed, then assessed, then hired, post by post."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.casework import approval, assessment, case_papers, intake, noticing, placing
from desktop.casework.applying import apply
from desktop.casework.deeds import deed
from desktop.casework.gates import GateError
from desktop.casework.office import Office
from desktop.domain import means
from desktop.domain.application import Application, StepKind
from desktop.domain.assessment import Assessment
from desktop.domain.errors import OfficeError
from desktop.domain.facts import Facts, parse_facts
from desktop.domain.household import Household
from desktop.domain.places_round import PlacesRound
from desktop.domain.standards import Standards
from desktop.domain.step_record import Exam, StepRecord
from desktop.domain.trail import Act
from desktop.domain.verdict import Outcome
from desktop.store import assessments
from tests.conftest import Clock

D = Decimal
Builder = Callable[..., Household]
PLAN = "plan-25"


def candidate(
    office: Office, household: Household, written: int, interview: int, post: str = "教育社"
) -> Application:
    """Somebody whose papers and scores are all known, applying under the plan."""
    kept = intake.record_household(office, household)
    scheme = office.library.scheme(PLAN)
    facts = Facts(
        {
            "post_applied": frozenset({post}),
            "papers_complete": True,
            "written_score": D(written),
            "written_rank": 1,
            "interview_score": D(interview),
            "interview_rank": 1,
            "posts_offered": 1,
            "assessment_passed": True,
            "medical_passed": True,
            "degree": "master",
        }
    )
    verdict = means.check(facts, scheme, Standards(), "示例市", office.today(), {})
    assert verdict.outcome is Outcome.eligible, verdict.summary
    with deed(office, Act.assess) as session:
        judged = assessments.put(
            session,
            Assessment(
                household=kept,
                applicant=1,
                scheme_id=PLAN,
                edition=scheme.edition,
                on=office.today(),
                place="示例市",
                facts=facts.written(),
                verdict=verdict,
            ),
            scheme.text,
        )
    return apply(office, judged.id or 0, household.head.name, "应聘")


def step_on(office: Office, case: Application) -> Application:
    """The step that waits is done; an examination with the score said above, and its score sheet."""
    step, rules = case.current, approval.rules_of(office, case)
    record = None
    if step is not None and step.kind is StepKind.exam:
        facts = parse_facts(assessment.assessment(office, case.assessment_id).facts)
        record = StepRecord(exam=Exam(day=office.today(), score=facts.number(rules.score)))
    sheets = [p.id or 0 for p in case_papers.papers_of(office, case.id or 0) if p.lacking]
    return approval.complete_step(office, case.id or 0, "合格", "林晓舟", record=record, brought=sheets)


def brought_to(office: Office, cases: Iterable[Application], plan: str) -> None:
    for case in cases:
        here = approval.application(office, case.id or 0)
        while here.current is not None and here.current.plan != plan:
            here = step_on(office, here)


def held(office: Office, rule: str, cases: Iterable[Application], posts: int = 1) -> PlacesRound:
    rows = placing.candidates(office, PLAN, rule, [c.id or 0 for c in cases])
    made = placing.begin(office, PLAN, rule, rows, posts=posts)
    return placing.settle(office, made.id or 0, "", "招聘领导小组")


def outcomes(round: PlacesRound) -> dict[str, str]:
    return {r.applicant: str(r.outcome) for r in round.rows}


@pytest.fixture
def four(office: Office, household: Builder, clock: Clock) -> dict[str, Application]:
    clock.day = date(2026, 9, 1)
    scores = {"甲一": (90, 70), "乙二": (80, 95), "丙三": (70, 85), "丁四": (65, 60)}
    return {n: candidate(office, household(n), *s) for n, s in scores.items()}


def test_three_rounds_lead_from_the_written_examination_to_one_who_is_hired(
    office: Office, four: dict[str, Application], clock: Clock
) -> None:
    brought_to(office, four.values(), "originals")
    with pytest.raises(GateError, match="「面试人选」还没有评定"):
        step_on(office, approval.application(office, four["甲一"].id or 0))
    first = held(office, "interview", four.values())
    assert [r.applicant for r in first.rows] == ["甲一", "乙二", "丙三", "丁四"]  # by the written score
    assert set(outcomes(first).values()) == {"chosen"}
    assert first.posts == 1

    brought_to(office, four.values(), "assessment")
    second = held(office, "assessment", four.values())
    assert outcomes(second) == {"乙二": "chosen", "丙三": "chosen", "甲一": "out", "丁四": "out"}
    with pytest.raises(GateError, match="「考核人选」（MC2026-0002）没有评上：第 3 名：面试成绩 70"):
        step_on(office, approval.application(office, four["甲一"].id or 0))
    refused = placing.refuse_rest(office, second.id or 0, "周审批")
    assert refused[0].decision_reason == (
        "「考核人选」本岗位招聘 1 人，按 1:2 确定人选，未入选（第 3 名：面试成绩 70）（MC2026-0002）。"
    )

    two = [four["乙二"], four["丙三"]]
    brought_to(office, two, "notice")
    third = held(office, "hire", two)
    assert outcomes(third) == {"乙二": "chosen", "丙三": "substitute"}
    ids = {c.applicant: c.id or 0 for c in two}
    with pytest.raises(GateError, match="本案是递补，还没有轮到"):
        noticing.post_notice(office, [ids["丙三"]], clock.day, 7, "省教育厅网站")
    _, said = placing.withdraw(office, third.id or 0, ids["乙二"], "体检不合格", "招聘领导小组")
    assert said == "乙二 退出，由 丙三 递补"
    notice = noticing.post_notice(office, [ids["丙三"]], clock.day, 7, "省教育厅网站")
    clock.day = notice.until + timedelta(1)
    noticing.close_notice(office, notice.id or 0, clock.day, "林晓舟")
    hired = approval.application(office, ids["丙三"])
    assert hired.current is not None
    assert hired.current.kind is StepKind.decide


def test_each_post_has_a_round_of_its_own(
    office: Office, four: dict[str, Application], household: Builder
) -> None:
    other = candidate(office, household("戊五"), 88, 88, "教学研究室")
    brought_to(office, [*four.values(), other], "originals")
    with pytest.raises(OfficeError, match="一次只评一个岗位。请分开评定：教学研究室、教育社"):
        held(office, "interview", [*four.values(), other])
    with pytest.raises(OfficeError, match="请填写本岗位招聘人数"):
        rows = placing.candidates(office, PLAN, "interview", [other.id or 0])
        placing.begin(office, PLAN, "interview", rows)
    assert outcomes(held(office, "interview", [other])) == {"戊五": "chosen"}
    assert set(outcomes(held(office, "interview", four.values())).values()) == {"chosen"}
