"""T19: no valid ID number is refused, no slip of the hand goes unnoticed, and no code table keeps a person out.

Each rule by itself is tested in tests/unit/domain/test_identity.py; here they are counted over many numbers.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from desktop.domain.identity import check_digit, check_id
from tests.trust.conftest import Figures

TODAY = date(2026, 11, 23)
REGIONS = (
    "110105 440301 500222 650102 310000 540102 999999 000000 "  # 500222 was abolished, the last two never were
    "810000 820000 830000 911124 931156"
).split()


def test_no_valid_number_is_refused(long_run: bool, figure: Figures) -> None:
    numbers = _numbers(20_000 if long_run else 2_000)
    refused = [n for n in numbers if not check_id(n, TODAY).ok]
    written = [w for n in numbers[:500] for w in _ways_of_writing(n) if check_id(w, TODAY).number != n]
    figure("valid numbers refused", f"{len(refused)} of {len(numbers):,}", 0)
    figure("ways of writing one that are misread", len(written), 0)
    assert refused == []
    assert written == []


def test_no_slip_goes_unnoticed(long_run: bool, figure: Figures) -> None:
    numbers = _numbers(500 if long_run else 100)
    slips = [s for n in numbers for s in (*_one_wrong(n), *_two_swapped(n))]
    unnoticed = [s for s in slips if check_id(s, TODAY).ok]
    figure("one wrong digit or two swapped, unnoticed", f"{len(unnoticed)} of {len(slips):,}", 0)
    assert unnoticed == []


def test_what_the_tables_do_not_know_is_a_warning_at_most() -> None:
    for number in _numbers(500):
        check = check_id(number, TODAY, age=3)
        assert check.errors == ()
        assert check.warnings, "an age of three fits none of them"


def _numbers(many: int) -> list[str]:
    random = Random(19)
    found: list[str] = []
    for n in range(many):
        born = date(1907, 1, 1) + timedelta(days=random.randrange(40_000))
        first_17 = f"{REGIONS[n % len(REGIONS)]}{born:%Y%m%d}{random.randrange(1000):03}"
        found.append(first_17 + check_digit(first_17))
    return found


def _ways_of_writing(number: str) -> list[str]:
    wide = number.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"})
    spaced = f" {number[:6]} {number[6:14]} {number[14:]} "
    return [number.lower(), wide, spaced, f"'{number}", f"\ufeff{number[:6]}-{number[6:]}\u202c"]


def _one_wrong(number: str) -> list[str]:
    return [
        number[:n] + digit + number[n + 1 :]
        for n in range(17)
        for digit in "0123456789"
        if digit != number[n]
    ]


def _two_swapped(number: str) -> list[str]:
    return [
        number[:n] + number[n + 1] + number[n] + number[n + 2 :]
        for n in range(16)
        if number[n] != number[n + 1]
    ]
