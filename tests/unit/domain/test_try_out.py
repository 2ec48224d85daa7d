"""What a scheme asks when it is tried out, in its order, and the figures assumed for the trial."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.facts import FACTS, Facts
from desktop.domain.means import UnsetParametersError
from desktop.domain.scheme import Scheme
from desktop.domain.standards import Line, LineKind, NoLineError, Standards
from desktop.domain.try_out import (
    TRIED,
    Attempt,
    Chapter,
    assumed,
    by_chapter,
    facts_from,
    of_archive,
    of_example,
    questions,
    value_of,
    verdict_of,
)
from desktop.domain.try_out_conduct import conduct_tried, untried
from desktop.store.library import load_schemes

SCHEMES = load_schemes(Path(__file__).parents[3] / "resources" / "schemes").schemes
TODAY = date(2026, 3, 2)


def scheme(id: str) -> Scheme:
    return next(s for s in SCHEMES if s.id == id)


@pytest.mark.parametrize("one", SCHEMES, ids=lambda s: s.id)
def test_every_fact_the_scheme_asks_is_a_question_in_its_order(one: Scheme) -> None:
    asked = questions(one)
    ids = [q.fact.id for q in asked]
    assert [id for id in ids if id in one.facts_asked()] == list(one.facts_asked())
    assert len(set(ids)) == len(ids)
    assert sorted(q.fact.id for _, qs in by_chapter(asked) for q in qs) == sorted(ids)
    for q in asked:
        assert q.papers == one.papers_for(q.fact.id)
        if q.fact.choices:
            assert set(q.named) <= set(q.fact.choices)


def test_chapters_come_in_the_order_in_which_the_scheme_needs_them() -> None:
    chapters = by_chapter(questions(scheme("plan-19")))
    assert [chapter for chapter, _ in chapters] == [
        Chapter.kinds,
        Chapter.answers,
        Chapter.money,
        Chapter.days,
    ]


def test_a_fact_that_follows_from_another_is_asked_with_it() -> None:
    asked = {q.fact.id: q for q in questions(scheme("plan-24"))}
    assert asked["semesters_taught"].derives == FACTS["service_years"].label
    assert asked["service_years"].derives == ""
    assert {"class_rank", "class_size"} <= {q.fact.id for q in questions(scheme("plan-30"))}


def test_the_values_a_scheme_speaks_of_are_named_wherever_they_stand() -> None:
    asked = {q.fact.id: q for q in questions(scheme("plan-28"))}
    assert set(asked["post_tier"].named) == {"教学点", "村小学", "其他乡村学校"}
    diseases = {q.fact.id: q for q in questions(scheme("plan-04"))}["applicant_diseases"].named
    assert "stroke" in diseases
    assert len(diseases) < len(FACTS["applicant_diseases"].choices)


def test_members_are_asked_what_the_scheme_asks_of_each() -> None:
    members = {q.fact.id: q for q in questions(scheme("plan-03"))}["members"]
    assert [q.fact.id for q in members.of_each] == ["applicant_relation", "applicant_in_service"]


def test_a_figure_assumed_stands_for_the_one_on_file_in_that_place_only() -> None:
    here, there = (
        Line(kind=LineKind.dibao, place=place, from_day=date(2025, 7, 1), amount=Decimal(810))
        for place in ("示例市", "别处")
    )
    attempt = Attempt(on=TODAY, place="示例市", lines={LineKind.dibao: Decimal(900)})
    standards = assumed(Standards.of([here, there]), attempt)
    tried = standards.line(LineKind.dibao, "示例市", TODAY)
    assert (tried.amount, tried.reference) == (Decimal(900), f"示例市，{TRIED}")
    assert standards.line(LineKind.dibao, "别处", TODAY) == there
    bare = replace(attempt, lines={})
    assert assumed(Standards.of([here, there]), bare) == Standards.of([here, there])


def test_a_parameter_assumed_runs_a_scheme_that_has_a_blank_and_is_needed_for_it() -> None:
    plan = scheme("plan-04")
    attempt = of_example(plan, plan.examples[0])
    assert verdict_of(plan, attempt, {}, Standards()).amount == plan.examples[0].expect.amount
    with pytest.raises(UnsetParametersError):
        verdict_of(plan, replace(attempt, parameters={}), {}, Standards())


def test_without_a_line_it_is_told_which_is_lacking() -> None:
    plan = scheme("plan-16")
    attempt = replace(of_example(plan, plan.examples[0]), lines={})
    with pytest.raises(NoLineError, match="低保标准"):
        verdict_of(plan, attempt, {}, Standards())


def test_the_examples_figures_stand_instead_of_the_offices() -> None:
    plan = scheme("plan-04")
    filled = {"cancer_sum": Decimal(9), "kidney_sum": Decimal(8)}
    for example in plan.examples:
        attempt = of_example(plan, example)
        ours = verdict_of(plan, attempt, filled, Standards())
        assert ours == verdict_of(plan, attempt, {}, Standards()), example.name


def test_of_an_archive_only_what_is_asked_is_taken_with_its_origin() -> None:
    known = Facts(
        {"household_size": 3, "savings": Decimal(5)}, {"household_size": "户口簿", "savings": "存折"}
    )
    taken = of_archive(known, {"household_size", "housing"})
    assert taken == Facts({"household_size": 3}, {"household_size": "户口簿"})


def test_what_is_unknown_is_left_out_and_an_origin_of_nothing_too() -> None:
    made = facts_from({"urgent": False, "event": None}, {"event": "x", "urgent": ""})
    assert made == Facts({"urgent": False})


def test_a_count_is_whole_and_an_empty_text_is_unknown() -> None:
    assert value_of(FACTS["household_size"], Decimal(3)) == 3
    assert type(value_of(FACTS["household_size"], Decimal(3))) is int
    assert value_of(FACTS["hukou_place"], "") is None
    assert value_of(FACTS["household_kinds"], frozenset()) == frozenset(), "none is no unknown"
    assert value_of(FACTS["urgent"], False) is False


def test_the_year_of_a_scheme_with_visits_duty_and_stock_is_told() -> None:
    told = dict(conduct_tried(scheme("plan-18").conduct, date(2026, 1, 1)))
    stock = [lines for heading, lines in told.items() if heading.startswith("物资：")]
    assert stock
    assert all("分完余" in lines[0] for lines in stock)
    assert any("天，第一天2026年" in lines[0] for h, lines in told.items() if h.startswith("值班："))
    visits = [lines for heading, lines in told.items() if heading.startswith("走访：")]
    assert visits
    assert "最晚2026年" in visits[0][0]
    checks = dict(conduct_tried(scheme("plan-09").conduct, TODAY))
    assert "100 件抽 30 件" in next(iter(checks.values()))[0]


def test_what_cannot_be_tried_is_said_and_nothing_where_all_can() -> None:
    assert any("打包" in said for said in untried(scheme("plan-11").conduct))
    assert any("结几户" in said for said in untried(scheme("plan-23").conduct))
    assert untried(scheme("plan-04").conduct) == ()
