"""Facts that follow from others: what is given is never replaced, and half of what is needed gives nothing."""

from __future__ import annotations

import pytest

from desktop.domain.derived_facts import with_derived
from desktop.domain.facts import FactValue, parse_facts


@pytest.mark.parametrize(("size", "place", "from_bottom"), [(50, 50, 1), (50, 46, 5), (50, 45, 6), (1, 1, 1)])
def test_a_place_from_the_end_follows_from_class_and_place(size: int, place: int, from_bottom: int) -> None:
    facts = with_derived(parse_facts({"class_size": size, "class_rank": place}))
    assert facts["rank_from_bottom"] == from_bottom
    assert f"全班 {size} 人，第 {place} 名" in facts.evidence("rank_from_bottom")


@pytest.mark.parametrize(("semesters", "years"), [(0, 0), (1, 1), (2, 1), (3, 2), (60, 30), (61, 31)])
def test_two_semesters_are_a_year_and_an_odd_one_counts_as_one(semesters: int, years: int) -> None:
    assert with_derived(parse_facts({"semesters_taught": semesters}))["service_years"] == years


@pytest.mark.parametrize(
    "given", [{"class_size": 50}, {"class_rank": 46}, {"class_size": 40, "class_rank": 46}, {}]
)
def test_half_of_it_or_a_contradiction_leaves_the_place_unknown(given: dict[str, FactValue]) -> None:
    assert "rank_from_bottom" not in with_derived(parse_facts(given))


def test_what_is_given_is_kept() -> None:
    told = parse_facts({"class_size": 50, "class_rank": 45, "rank_from_bottom": 5, "semesters_taught": 4})
    facts = with_derived(told.having(service_years=9))
    assert facts["rank_from_bottom"] == 5
    assert facts["service_years"] == 9
