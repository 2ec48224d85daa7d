"""Which passwords the office takes, and how long one waits."""

from __future__ import annotations

import pytest

from desktop.domain.passwords import WeakPasswordError, check_strength, normal, wait_after


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "至少要 8 位，现在是 0 位"),
        ("abc123!", "至少要 8 位，现在是 7 位"),
        ("春天来了", "至少要 8 位，现在是 4 位"),
        ("aaaaaaaaa", "全是同一个字"),
        ("１１１１１１１１", "全是同一个字"),
        ("12345678", "连着的"),
        ("98765432", "连着的"),
        ("abcdefghij", "连着的"),
        ("Password", "太常见"),
        ("ＷＯＡＩＮＩ１３１４", "太常见"),
        ("Linxiaozhou", "就是姓名"),
    ],
)
def test_a_password_easy_to_guess_is_refused_with_the_reason(password: str, said: str) -> None:
    with pytest.raises(WeakPasswordError, match=said):
        check_strength("linxiaozhou", password)


@pytest.mark.parametrize(
    "password", ["春天来了花都开了", "mama-mi-dao-8", "12345679", "correct horse", "𬱖㛃𠅤𰻞䶮龘一二"]
)
def test_a_password_of_one_s_own_is_taken(password: str) -> None:
    check_strength("林晓舟", password)


def test_full_width_letters_of_a_chinese_keyboard_are_the_plain_ones() -> None:
    assert normal("Ａｂｃ－１２３") == "Abc-123"


def test_five_misses_are_free_then_the_wait_doubles_up_to_a_minute() -> None:
    assert [wait_after(misses) for misses in range(14)] == [0] * 6 + [1, 2, 4, 8, 16, 32, 60, 60]
    assert wait_after(10**9) == 60
