"""What a search looks through: plain characters beside the kept ones, and how members are spelled."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.person import Member
from desktop.domain.search_text import fold, search_text, spellings, ways_sought
from tests.conftest import make_household


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("張曉峯", "张晓峰"),
        ("髙永強", "高永强"),
        ("呉頔", "吴𬱖"),
        ("阿依古丽·买买提", "阿依古丽买买提"),
        ("阿依古丽·买买提", "阿依古丽•买买提"),
        ("李喆", "李哲"),
        ("ＡＢ1２", "ab12"),
        ("鍾鎔", "钟镕"),
    ],
)
def test_a_name_is_found_by_its_other_kinds_and_they_by_it(written: str, typed: str) -> None:
    for kept, sought in ((written, typed), (typed, written)):
        text = search_text(make_household(kept))
        assert all(any(way in text for way in ways) for ways in ways_sought(sought)), (kept, sought)


def test_the_name_itself_stays_in_the_text_as_it_is_written() -> None:
    assert "張曉峯" in search_text(make_household("張曉峯"))


@given(st.text(max_size=12), st.text(max_size=6), st.text(max_size=12))
def test_a_piece_of_a_text_folds_to_a_piece_of_what_it_folds_to(before: str, piece: str, after: str) -> None:
    assert fold(piece) in fold(before + piece + after)


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("曾小明", ("zxm", "zengxiaoming")),
        ("单五", ("sw", "shanwu")),
        ("仇英", ("qy", "qiuying")),
        ("解缙", ("xj", "xiejin")),
        ("查良", ("zl", "zhaliang")),
        ("区伟", ("ow", "ouwei")),
    ],
)
def test_old_surnames_are_spelled_as_names(name: str, letters: tuple[str, str]) -> None:
    assert tuple(spellings(Member(ordinal=1, name=name))) == letters


def test_a_reading_put_right_takes_the_place_of_the_rule() -> None:
    member = Member(ordinal=1, name="盖乐", reading="gài lè")
    assert spellings(member) == ["gl", "gaile"]
    assert spellings(replace(member, reading="")) == ["gl", "gele"]
    household = make_household("盖乐")
    told = search_text(replace(household, members=(replace(household.members[0], reading="gai4 yue4"),)))
    assert "gaiyue" in told
    assert "gy" in told
