"""A new scheme begun from another: a number and title of its own, and everything else as it stood."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.calendar import WorkCalendar
from desktop.domain.errors import OfficeError
from desktop.domain.examples import run_examples
from desktop.domain.policy_text import SchemeError
from desktop.domain.scheme_diff import differences
from desktop.domain.scheme_draft import TO_FILL, draft, still_to_do
from desktop.domain.scheme_reading import parse_scheme
from desktop.store.calendars import load_calendars
from desktop.store.library import load_schemes, read_file

RESOURCES = Path(__file__).parents[3] / "resources"
SCHEMES = {s.id: s for s in load_schemes(RESOURCES / "schemes").schemes}


@pytest.mark.parametrize("id", sorted(SCHEMES))
def test_a_copy_differs_in_number_and_title_alone_and_keeps_every_line(id: str) -> None:
    base = SCHEMES[id]
    begun = draft(base, "town-01", "town-01.toml")
    assert (begun.id, begun.title) == ("town-01", f"{TO_FILL}{base.title}")
    assert {d.name for d in differences(base, begun)} == {"编号", "名称"}
    changed = [(a, b) for a, b in zip(base.text.splitlines(), begun.text.splitlines(), strict=True) if a != b]
    assert [b.split("=")[0].strip() for _, b in changed] == ["id", "title"]


def test_a_title_with_quotes_and_backslashes_survives() -> None:
    base = parse_scheme(
        SCHEMES["plan-07"].text.replace('title = "木业', r'title = "\"温暖\"\\木业'), "plan-07.toml"
    )
    assert draft(base, "town-01", "x.toml").title == f'{TO_FILL}"温暖"\\木业产业工会春节送温暖慰问'


def test_a_number_that_cannot_stand_is_refused() -> None:
    with pytest.raises(SchemeError, match="不能作为编号"):
        draft(SCHEMES["plan-07"], "../town", "x.toml")


def test_a_file_whose_title_stands_in_several_lines_is_refused() -> None:
    text = SCHEMES["plan-07"].text.replace(
        'title = "木业产业工会春节送温暖慰问"', 'title = """木业\n春节慰问"""'
    )
    with pytest.raises(OfficeError, match=r"请用记事本另存一份|写法有误"):
        draft(parse_scheme(text, "plan-07.toml"), "town-01", "x.toml")


def test_the_template_is_a_scheme_whose_examples_pass_and_which_says_what_it_lacks() -> None:
    template = read_file(RESOURCES / "templates" / "scheme.toml")
    results = run_examples(template, WorkCalendar(load_calendars(RESOURCES / "calendar")))
    assert len(results) == 3
    assert [r.problems for r in results if not r.passed] == []
    said = still_to_do(draft(template, "town-01", "town-01.toml"))
    assert any("title = " in s and s.startswith("第 ") for s in said)
    assert any("参数「家庭人均月收入的低保倍数」没有数值" in s for s in said)


def test_what_is_left_to_do_names_blanks_garbled_figures_and_want_of_examples() -> None:
    assert still_to_do(SCHEMES["plan-07"]) == ()
    text = SCHEMES["plan-03"].text
    said = still_to_do(SCHEMES["plan-03"])
    assert [s for s in said if "没有数值" in s and "低保倍数" in s]
    few = parse_scheme(text[: text.index("[[examples]]")], "x.toml")
    assert "算例只有 0 个，至少要 3 个" in still_to_do(few)[-1]
    garbled = text.replace("年个人自付和自费部分医疗费累计超过10000元", "医疗费累计超过91.500元")
    assert any("91.500" in s for s in still_to_do(parse_scheme(garbled, "x.toml")))
