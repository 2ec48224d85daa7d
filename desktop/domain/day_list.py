"""Several days written one below the other (多个日期): as they are copied out of a holiday notice or a spreadsheet."""

from __future__ import annotations

import re
from datetime import date, timedelta

from desktop.domain.days import parse_day
from desktop.domain.errors import OfficeError
from desktop.domain.halfwidth import halfwidth

LONGEST = 31
"""Days in one span; a longer one is a slip of the hand."""

_WITH_YEAR = (
    r"[0-9]{4}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*[日号]?|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{8}"
)
_WITHOUT_YEAR = r"[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*[日号]?|[0-9]{1,2}[-./][0-9]{1,2}"
_DAY = rf"(?:{_WITH_YEAR}|{_WITHOUT_YEAR})(?![0-9])"
_LINE = re.compile(
    rf"(?P<first>{_DAY})(?:\s*(?:至|到|~|—+|–|--+)\s*(?P<last>{_DAY}|[0-9]{{1,2}}\s*[日号]))?"
    r"[\s,、:;]*(?P<name>.*)"
)
_ASIDE = re.compile(r"\([^()]*\)")


def parse_day_list(text: str, year: int) -> list[tuple[date, str]]:
    """Each day with what is written after it; a line may be a span (2月15日至23日 春节) and may leave the year out.

    Raises OfficeError that names the first line that is no day.
    """
    found: list[tuple[date, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        plain = _ASIDE.sub("", halfwidth(line)).strip(" \t。;,、")
        if not plain:
            continue
        try:
            found += _days_of(plain, year)
        except OfficeError as error:
            raise OfficeError(f"第 {number} 行：{error.said}") from None
    return found


def _days_of(line: str, year: int) -> list[tuple[date, str]]:
    written = _LINE.fullmatch(line)
    if written is None:
        parse_day(line)
        raise OfficeError(f"「{line}」看不懂。请写成 2026-02-15 春节，或 2月15日至23日 春节，每行一个。")
    first = _day(written["first"], year)
    last = first
    if written["last"]:
        short = re.fullmatch(r"([0-9]{1,2})\s*[日号]", written["last"])
        last = _day(f"{first.year}-{first.month}-{short[1]}" if short else written["last"], year)
    days = (last - first).days + 1
    if not 1 <= days <= LONGEST:
        raise OfficeError(f"「{line}」从开始到结束是 {days} 天，请核对日期。")
    return [(first + timedelta(days=n), written["name"].strip()) for n in range(days)]


def _day(text: str, year: int) -> date:
    bare = "".join(text.split())
    if re.fullmatch(_WITH_YEAR, bare):
        return parse_day(bare)
    return parse_day(f"{year}年{bare}" if "月" in bare else f"{year}-{re.sub('[./]', '-', bare)}")
