"""Editions of one policy: which belong together, and which is in force on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.days import day_words
from desktop.domain.editions import Edition, Heading, editions, expect_not_replaced, kin, read_heading
from desktop.domain.errors import OfficeError
from desktop.domain.scheme_reading import parse_scheme

SHIPPED = Path(__file__).parents[3] / "resources" / "schemes"
CHAIN = {"c": "b", "b": "a", "x": "a"}


@pytest.mark.parametrize(
    ("id", "expected"),
    [("a", "abcx"), ("b", "abc"), ("c", "abc"), ("x", "ax"), ("alone", {"alone"})],
)
def test_what_it_replaces_and_what_replaces_it_is_kin(id: str, expected: str) -> None:
    assert kin(id, CHAIN) == set(expected)


def test_schemes_that_replace_one_another_in_a_ring_are_all_kin() -> None:
    assert kin("a", {"a": "b", "b": "c", "c": "a"}) == {"a", "b", "c"}


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda p: p.stem)
def test_the_first_lines_say_the_same_as_the_whole_file(path: Path) -> None:
    text = path.read_text("utf-8")
    assert read_heading(text) == Heading.of(parse_scheme(text, path.name))


def test_first_lines_that_cannot_be_read_for_themselves_are_read_with_the_rest() -> None:
    assert read_heading('title = """\n[x]\n"""\nid = "a"\n') == Heading(id="a", title="[x]\n")
    assert read_heading('notes = [\n["x"]]\nid = "b"\n[[groups]]') == Heading(id="b")
    for nothing in ("", 'title = "x"', "id = 5", "id = [[[[", 'id = "a'):
        assert read_heading(nothing) is None


def listed(on: date, *headings: Heading) -> list[Edition]:
    return list(editions(headings, on))


OLD = Heading(id="old")
NEW = Heading(id="new", replaces="old", from_day=date(2026, 7, 1))
NEXT = Heading(id="next", replaces="new", from_day=date(2027, 7, 1), until=date(2028, 6, 30))
OTHER = Heading(id="other", until=date(2026, 3, 1))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 6, 30), ["old", "next", "new", "other"]),
        (date(2026, 7, 1), ["new", "next", "old", "other"]),
        (date(2027, 7, 1), ["next", "new", "old", "other"]),
        (date(2028, 7, 1), ["next", "new", "old", "other"]),
    ],
)
def test_editions_stand_together_the_one_in_force_first(on: date, expected: list[str]) -> None:
    assert [e.id for e in listed(on, OLD, OTHER, NEXT, NEW)] == expected


def test_an_edition_ends_the_day_before_the_next_one_begins() -> None:
    found = {e.id: e for e in listed(date(2026, 7, 1), OLD, NEW, NEXT, OTHER)}
    assert found["old"].until == date(2026, 6, 30)
    assert (found["new"].until, found["next"].until) == (date(2027, 6, 30), date(2028, 6, 30))
    assert found["old"].in_force(date(2026, 6, 30))
    assert found["old"].ended(date(2026, 7, 1))
    assert not found["next"].in_force(date(2026, 7, 1))
    assert found["new"].days == "2026年7月1日起，2027年6月30日止"
    assert (found["old"].others, found["other"].others) == (True, False)


def test_an_edition_without_a_first_day_replaces_at_once_and_ends_nothing() -> None:
    found = {e.id: e for e in listed(date(2026, 7, 1), OLD, Heading(id="new", replaces="old"))}
    assert found["old"].until is None
    assert found["old"].in_force(date(2026, 7, 1))


@pytest.mark.parametrize(
    ("id", "on", "newer"),
    [
        ("old", date(2026, 6, 30), ""),
        ("old", date(2026, 7, 1), "new"),
        ("old", date(2027, 6, 30), "new"),
        ("old", date(2027, 7, 1), "next"),
        ("new", date(2027, 6, 30), ""),
        ("new", date(2027, 7, 1), "next"),
        ("next", date(2030, 1, 1), ""),
        ("other", date(2030, 1, 1), ""),
    ],
)
def test_the_edition_that_holds_instead_is_named(id: str, on: date, newer: str) -> None:
    known = {h.id: h for h in (OLD, NEW, NEXT, OTHER)}
    if not newer:
        expect_not_replaced(known[id], known.values(), on)
        return
    with pytest.raises(OfficeError) as refused:
        expect_not_replaced(known[id], known.values(), on)
    ends = {"old": "2026年6月30日", "new": "2027年6月30日"}[id]
    assert f"编号 {newer}）" in refused.value.said
    assert f"施行到{ends}止" in refused.value.said
    assert day_words(on) in refused.value.said


def test_an_edition_whose_file_is_gone_is_replaced_all_the_same() -> None:
    with pytest.raises(OfficeError, match="编号 new"):
        expect_not_replaced(OLD, [NEW], date(2026, 7, 1))


def test_editions_that_replace_one_another_in_a_ring_keep_nobody_out_twice() -> None:
    one = Heading(id="one", replaces="two", from_day=date(2026, 1, 1))
    two = Heading(id="two", replaces="one", from_day=date(2026, 7, 1))
    with pytest.raises(OfficeError, match="编号 two"):
        expect_not_replaced(one, (one, two), date(2026, 8, 1))
    expect_not_replaced(two, (one, two), date(2026, 8, 1))
