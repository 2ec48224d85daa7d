"""Every scheme's worked examples come out as the plan says; a wrong expectation is found out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.calendar import WorkCalendar
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Example, Expected
from desktop.domain.verdict import Outcome
from desktop.store.calendars import load_calendars
from desktop.store.library import load_schemes, run_examples

RESOURCES = Path(__file__).parents[2] / "resources"
CALENDAR = WorkCalendar(load_calendars(RESOURCES / "calendar"))
LIBRARY = load_schemes(RESOURCES / "schemes")
EXAMPLES = [
    pytest.param(scheme, n, id=f"{scheme.id}-{n + 1}")
    for scheme in LIBRARY.schemes
    for n in range(len(scheme.examples))
]


def test_every_scheme_file_can_be_read() -> None:
    assert [b.said for b in LIBRARY.broken] == []


@pytest.mark.parametrize(("scheme", "n"), EXAMPLES)
def test_the_example_comes_out_as_the_plan_says(scheme: Scheme, n: int) -> None:
    one = replace(scheme, examples=(scheme.examples[n],))
    (result,) = run_examples(one, CALENDAR)
    assert result.problems == ()
    assert result.passed


def test_in_a_new_edition_the_examples_of_the_older_one_go_on_trying_its_rules() -> None:
    old = LIBRARY.scheme("plan-07")
    later = replace(old, id="plan-07-2027", from_day=date(2027, 1, 1))
    assert any("不在其内" in p for r in run_examples(later, CALENDAR) for p in r.problems)
    assert all(r.passed for r in run_examples(replace(later, replaces="plan-07"), CALENDAR))


@pytest.mark.parametrize("scheme", LIBRARY.schemes, ids=lambda s: s.id)
def test_every_scheme_has_examples_of_all_three_outcomes(scheme: Scheme) -> None:
    assert len(scheme.examples) >= 6
    assert {e.expect.outcome for e in scheme.examples} - {None} == set(Outcome)
    assert any(e.expect.deadlines for e in scheme.examples)
    assert any(e.expect.reasons for e in scheme.examples)


@pytest.mark.parametrize("scheme", LIBRARY.schemes, ids=lambda s: s.id)
def test_every_group_and_exclusion_is_met_by_some_example(scheme: Scheme) -> None:
    results = run_examples(scheme, CALENDAR)
    verdicts = [r.verdict for r in results if r.verdict]
    assert {v.group for v in verdicts} >= {g.id for g in scheme.groups}
    for condition in scheme.exclusions:
        hit = [f for v in verdicts for f in v.findings if f.excludes and f.clause == condition.clause]
        assert any(f.holds is False for f in hit), condition.clause


FIRST = next(s for s in LIBRARY.schemes if s.id == "plan-04").examples[0]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"outcome": Outcome.ineligible}, "结论应为「不符合」，算出「符合」"),
        ({"group": "wubao"}, "对象类别应为「wubao」，算出「listed」"),
        ({"amount": Decimal("1000.01")}, "金额应为 1000.01，算出 1000.00"),
        ({"amount": None, "no_amount": True}, "金额应由人确定"),
        ({"goods": ("大米",)}, "物品应有「大米」"),
        ({"missing": ("homes_count",)}, "缺的材料应为 homes_count"),
        ({"reasons": ("不存在的理由",)}, "理由里应有「不存在的理由」"),
        ({"deadlines": {"survey": date(2026, 2, 26)}}, "步骤「survey」期限应为 2026-02-26，算出 2026-02-27"),
        ({"deadlines": {"report": date(2026, 2, 26)}}, "步骤「report」期限应为 2026-02-26，算出 无"),
    ],
)
def test_a_wrong_expectation_fails_the_example(wrong: dict[str, object], problem: str) -> None:
    scheme = next(s for s in LIBRARY.schemes if s.id == "plan-04")
    expect: Expected = replace(FIRST.expect, **wrong)  # pyright: ignore[reportArgumentType] -- one field at a time, by name
    example: Example = replace(FIRST, expect=expect)
    (result,) = run_examples(replace(scheme, examples=(example,)), CALENDAR)
    assert not result.passed
    assert any(problem in p for p in result.problems)


def test_an_example_that_cannot_be_judged_fails_with_the_sentence() -> None:
    scheme = next(s for s in LIBRARY.schemes if s.id == "plan-04")
    bare: Example = replace(FIRST, parameters={})
    (result,) = run_examples(replace(scheme, examples=(bare,)), CALENDAR)
    assert not result.passed
    assert "还有 2 个参数没有填" in result.problems[0]


@pytest.mark.parametrize(
    ("id", "blanks"),
    [("plan-03", ["hardship_multiple"]), ("plan-04", ["cancer_sum", "kidney_sum"]), ("plan-07", [])],
)
def test_the_figures_the_plan_leaves_out_stay_blank(id: str, blanks: list[str]) -> None:
    scheme = next(s for s in LIBRARY.schemes if s.id == id)
    assert [p.name for p in scheme.unset({})] == blanks
