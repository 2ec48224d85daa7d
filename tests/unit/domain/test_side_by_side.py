"""Two whole readings side by side: aligned, nothing lost, and exactly what differs is marked."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.domain.scheme import Scheme
from desktop.domain.scheme_diff import Change, differences
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.side_by_side import Line, merged, side_by_side
from desktop.store.library import load_schemes

SCHEMES = {s.id: s for s in load_schemes(Path(__file__).parents[3] / "resources" / "schemes").schemes}
OLD = SCHEMES["plan-03"]


def edited(*changes: tuple[str, str]) -> Scheme:
    text = OLD.text
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return parse_scheme(text, "plan-03.toml")


def marked(old: Scheme, new: Scheme) -> list[Line]:
    return [line for line in side_by_side(old, new) if line.change is not None]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abc", "abc", "abc"),
        ("abc", "axbc", "axbc"),
        ("abc", "acb", "abc"),
        ("ab", "ay", "aby"),
        ("axyb", "apqb", "axypqb"),
        ("", "ab", "ab"),
        ("ab", "", "ab"),
        ("bc", "abc", "abc"),
    ],
)
def test_names_of_both_stand_in_one_order(old: str, new: str, expected: str) -> None:
    assert "".join(merged(old, new)) == expected


@pytest.mark.parametrize("id", SCHEMES)
def test_a_scheme_beside_itself_is_read_whole_and_nothing_is_marked(id: str) -> None:
    scheme = SCHEMES[id]
    lines = side_by_side(scheme, scheme)
    assert all(line.change is None and line.old == line.new and line.old for line in lines)
    said = "\n".join(f"{line.name} {line.old}" for line in lines)
    for words in (
        scheme.title,
        *scheme.notes,
        *(p.text for p in scheme.passages),
        *(g.label for g in scheme.groups),
        *(s.label for s in scheme.steps),
        *(p.name for p in scheme.papers),
        *(a.label for a in scheme.awards),
        *(e.name for e in scheme.examples),
    ):
        assert words in said


@pytest.mark.parametrize(("before", "after"), list(pairwise(SCHEMES)))
def test_what_is_marked_is_what_the_differences_tell(before: str, after: str) -> None:
    old, new = SCHEMES[before], SCHEMES[after]
    lines, told = side_by_side(old, new), differences(old, new)
    assert {line.part for line in lines if line.change is not None} >= {d.part for d in told}
    for line in lines:
        assert (line.change is None) is (line.old == line.new)
        assert line.change is not Change.added or not line.old
        assert line.change is not Change.gone or not line.new


def test_a_figure_that_changed_is_the_one_line_marked() -> None:
    (line,) = marked(OLD, edited(('title = "', 'title = "新')))
    assert (line.part, line.heading, line.change) == ("抬头", "名称", Change.changed)
    assert line.new == f"新{line.old}"


def test_a_note_that_came_stands_alone_on_the_right() -> None:
    (line,) = marked(OLD, edited(("notes = [", 'notes = [\n"新的说明：两处",')))
    assert (line.name, line.old, line.new, line.change) == ("备注", "", "新的说明：两处", Change.added)


def test_a_step_in_another_place_is_said_once() -> None:
    *rest, first, second = OLD.steps
    (line,) = marked(OLD, replace(OLD, steps=(*rest, second, first)))
    assert (line.part, line.name, line.change) == ("步骤", "先后次序", Change.changed)
    assert line.old.endswith(f"{first.label}、{second.label}")
    assert line.new.endswith(f"{second.label}、{first.label}")
