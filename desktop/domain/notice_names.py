"""Names on a public notice (公示名单): whole for grown people, covered for minors, and never two alike on one list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from desktop.domain.identity import check_id
from desktop.domain.masking import public_name
from desktop.domain.person import Member, Schooling

OF_AGE = 18
_CHILDREN_AT_SCHOOL = frozenset(
    {Schooling.preschool, Schooling.primary, Schooling.junior, Schooling.senior, Schooling.vocational}
)
_NUMERALS = "〇一二三四五六七八九"


def notice_names(
    people: Sequence[Member], posted_on: date, whole: Sequence[bool] | None = None
) -> tuple[str, ...]:
    """How each of them is called on one list; who would be called alike is numbered: 张*（一）, 张*（二）.

    `whole` says for each whether the name may stand there whole, were it not a minor's; left out, all may.
    """
    may = [True] * len(people) if whole is None else whole
    names = [
        public_name(person.name, is_minor(person, posted_on), whole=allowed)
        for person, allowed in zip(people, may, strict=True)
    ]
    often = Counter(names)
    seen: Counter[str] = Counter()
    called: list[str] = []
    for name in names:
        seen[name] += 1
        called.append(f"{name}（{_numeral(seen[name])}）" if often[name] > 1 else name)
    return tuple(called)


def is_minor(person: Member, day: date) -> bool:
    """Whether the person is under 18 that day by any paper; where no birth date is known, whether still at school."""
    told = check_id(person.id_number, day).born if person.id_number else None
    births = [born for born in (person.born, told) if born is not None]
    if births:
        last = max(births)
        return day.year - last.year - ((day.month, day.day) < (last.month, last.day)) < OF_AGE
    return person.schooling in _CHILDREN_AT_SCHOOL


def _numeral(number: int) -> str:
    """一, 十, 十二, 四十; from a hundred on digit by digit, as long lists are numbered."""
    tens, ones = divmod(number, 10)
    if not tens or number > 99:
        return "".join(_NUMERALS[int(digit)] for digit in str(number))
    return f"{_NUMERALS[tens] if tens > 1 else ''}十{_NUMERALS[ones] if ones else ''}"
