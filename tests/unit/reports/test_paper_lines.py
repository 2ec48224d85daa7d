"""Lines are broken as Chinese is set, and no character is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.fonts import FontSet
from reports.lines import NO_END, NO_START, LineBreaker
from reports.sheet import Face, clean

MIXED = st.text(alphabet="张三的困难职工，。、；：）》”％（《“¥1234567890,.-*abcXYZ 　·…𬱖𰻞", max_size=120)


@pytest.fixture(scope="module")
def breaker(fonts: FontSet) -> LineBreaker:
    return LineBreaker(fonts)


def broken(breaker: LineBreaker, text: str, room: float) -> list[str]:
    return [line.text for line in breaker.lines(text, Face.song, 10, room)]


def test_a_line_never_begins_with_a_closing_sign_nor_ends_with_an_opening_one(breaker: LineBreaker) -> None:
    text = (
        "根据《困难职工生活救助办法》（2026 年），经本人申请、入户调查、集体审核、公示，“情况属实”，同意给予救助。"
        * 4
    )
    for room in range(60, 300, 7):
        for line in broken(breaker, text, room):
            assert line[0] not in NO_START
            assert line[-1] not in NO_END


def test_a_box_to_tick_stays_with_what_it_stands_for(breaker: LineBreaker) -> None:
    text = "□国家助学贷款　■学费减免　□勤工助学　□奖学金" * 3
    for room in range(40, 300, 7):
        assert not [line for line in broken(breaker, text, room) if line[-1] in "□■"]


def test_numbers_and_words_stay_whole(breaker: LineBreaker) -> None:
    lines = broken(breaker, "身份证号 440524********0014 全年收入 47,720.00 元，Maria Guadalupe 代领", 110)
    whole = {word for line in lines for word in line.split()}
    assert "440524********0014" in whole
    assert "47,720.00" in whole
    assert "Guadalupe" in whole


def test_a_name_of_thirty_letters_without_a_space_wraps(breaker: LineBreaker) -> None:
    name = "Abcdefghijklmnopqrstuvwxyzabcd"
    lines = breaker.lines(name, Face.song, 10, 50)
    assert "".join(line.text for line in lines) == name
    assert len(lines) > 2
    assert all(line.width <= 50 for line in lines)


def test_a_paragraph_begins_with_its_indent_and_keeps_its_line_ends(breaker: LineBreaker) -> None:
    lines = breaker.lines("第一段\r\n第二段", Face.song, 10, 200, 2)
    assert [line.text for line in lines] == ["　　第一段", "　　第二段"]
    assert all(line.last for line in lines)


@given(MIXED, st.floats(12, 300))
@settings(max_examples=300, deadline=None)
def test_no_character_is_lost_and_no_line_is_too_wide(text: str, room: float) -> None:
    breaker = _shared()
    lines = breaker.lines(text, Face.song, 10, room)
    kept = "".join(line.text for line in lines)
    assert kept.replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= room + 0.01 for line in lines)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_can_be_broken(text: str) -> None:
    lines = _shared().lines(text, Face.hei, 9, 80)
    kept = "".join(line.text for line in lines)
    assert kept.replace(" ", "") == clean(text).replace("\n", "").replace(" ", "")


@pytest.mark.parametrize(
    "text", ["。" * 500, "（" * 500, "…" * 500, "'" * 5000, "．" * 500, "-" * 5000, " " * 5000]
)
def test_runs_of_signs_are_broken_in_reasonable_time(breaker: LineBreaker, text: str) -> None:
    lines = breaker.lines(text, Face.song, 10, 100)
    assert all(line.width <= 100.01 for line in lines)


_MADE: list[LineBreaker] = []


@pytest.fixture(autouse=True, scope="module")
def _keep(breaker: LineBreaker) -> None:
    """Hypothesis cannot ask for a fixture of this scope without complaint."""
    _MADE[:] = [breaker]


def _shared() -> LineBreaker:
    return _MADE[0]
