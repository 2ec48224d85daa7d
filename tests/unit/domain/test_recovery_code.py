"""The recovery code: every one comes back, every slip is noticed, and most are told by their group."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.recovery_code import ALPHABET, RANDOM_BITS, MistypedCodeError, code_of, read_code

BITS = st.integers(0, (1 << RANDOM_BITS) - 1)
CODES = BITS.map(code_of)
CODE = code_of(0x155AA00FF33CC5A5A5A5A5A % (1 << RANDOM_BITS))


def group_told(typed: str) -> int | None:
    with pytest.raises(MistypedCodeError) as told:
        read_code(typed)
    if told.value.group is not None:
        assert f"第 {told.value.group} 组" in told.value.said
    return told.value.group


def slips(code: str) -> list[tuple[int, str]]:
    """The code with every one of its characters mistyped in every way, and in which group."""
    return [
        (place // 5 + 1, code[:place] + other + code[place + 1 :])
        for place, character in enumerate(code)
        if character != "-"
        for other in ALPHABET
        if other != character
    ]


def swaps(code: str) -> list[tuple[set[int], str]]:
    """The code with every two neighbours that differ exchanged, and in which groups."""
    plain = code.replace("-", "")
    return [
        ({place // 4 + 1, (place + 1) // 4 + 1}, plain[:place] + b + a + plain[place + 2 :])
        for place, (a, b) in enumerate(pairwise(plain))
        if a != b
    ]


@given(BITS)
def test_every_code_is_five_groups_of_four_and_comes_back(bits: int) -> None:
    code = code_of(bits)
    assert [len(group) for group in code.split("-")] == [4] * 5
    assert read_code(code) == code


@given(BITS, BITS)
def test_different_bits_give_different_codes(one: int, other: int) -> None:
    assert (code_of(one) == code_of(other)) == (one == other)


@given(CODES, st.randoms())
def test_case_spaces_dashes_and_look_alikes_are_forgiven(code: str, random: object) -> None:
    choose = random.choice  # pyright: ignore[reportAttributeAccessIssue] (a random.Random)
    alike = {"0": "0Oo０Ｏ", "1": "1IiLl１Ｉ"}
    typed = ""
    for character in code:
        typed += choose(["", "-", " ", "—", "　", "－"]) if character == "-" else ""
        if character != "-":
            full = chr(ord(character) + 0xFEE0)
            typed += choose(alike.get(character, character + character.lower() + full)) + choose(
                ["", "", " "]
            )
    assert read_code(typed) == code


@given(CODES)
def test_every_single_slip_is_noticed_and_told_by_its_group(code: str) -> None:
    for group, typed in slips(code):
        assert group_told(typed) == group


@given(CODES)
def test_every_swap_of_neighbours_is_noticed_and_never_told_by_a_wrong_group(code: str) -> None:
    for groups, typed in swaps(code):
        told = group_told(typed)
        assert told is None or told in groups


@given(CODES, st.data())
def test_every_two_slips_are_noticed(code: str, data: st.DataObject) -> None:
    plain = list(code.replace("-", ""))
    for place in data.draw(st.lists(st.integers(0, 19), min_size=2, max_size=2, unique=True)):
        plain[place] = data.draw(st.sampled_from([c for c in ALPHABET if c != plain[place]]))
    with pytest.raises(MistypedCodeError):
        read_code("".join(plain))


@given(st.text(max_size=60))
def test_any_text_is_read_or_told(typed: str) -> None:
    try:
        code = read_code(typed)
    except MistypedCodeError:
        return
    assert read_code(code) == code


def test_a_group_with_too_few_or_too_many_characters_is_named() -> None:
    groups = CODE.split("-")
    assert group_told("-".join([*groups[:2], groups[2][:3], *groups[3:]])) == 3
    assert group_told(" ".join([*groups[:4], groups[4] + "7"])) == 5


def test_a_code_cut_short_tells_how_many_characters_there_are() -> None:
    with pytest.raises(MistypedCodeError, match=r"应有 20 位.*现在输入了 18 位"):
        read_code(CODE.replace("-", "")[:18])


def test_a_character_that_no_code_has_is_named_with_its_group() -> None:
    groups = CODE.split("-")
    with pytest.raises(MistypedCodeError, match="第 4 组里的「U」") as told:
        read_code("-".join([*groups[:3], "AU" + groups[3][2:], groups[4]]))
    assert told.value.group == 4


def test_nothing_typed_is_told() -> None:
    with pytest.raises(MistypedCodeError, match="现在输入了 0 位"):
        read_code("  -- ")
