"""Days as they are typed and as they are written: 2026-02-03, 2026年2月3日."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from desktop.domain.errors import OfficeError
from desktop.domain.halfwidth import halfwidth

FIRST_YEAR = 1850
LAST_YEAR = 2199
"""Beyond these a year is a slip of the hand."""

_WRITTEN = re.compile(
    r"(?P<year>[0-9]{4})(?:"
    r"(?P<mark>[-./])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    r"|年(?P<nian_month>[0-9]{1,2})月(?P<nian_day>[0-9]{1,2})[日号]?"
    r"|(?P<run_month>[0-9]{2})(?P<run_day>[0-9]{2})"
    r")"
)
_MIDNIGHT = re.compile(r"[ T]+0{1,2}:00(?::00(?:\.0+)?)?$")
_MONTH_ONLY = re.compile(r"[0-9]{4}(?:年[0-9]{1,2}月?|[-./][0-9]{1,2}|[0-9]{2})")
_DASHES = str.maketrans("‐‑–—−。", "-----.")
_SHOWN = 40


def parse_day(text: str) -> date:
    """The day a person typed; refuses with a sentence what is no day."""
    plain = halfwidth(text).translate(_DASHES).strip()
    if not plain:
        raise OfficeError("日期是空的。请填写年月日，例如 2026-02-03。")
    shown = f"日期「{plain[:_SHOWN]}{'…' if len(plain) > _SHOWN else ''}」"
    bare = "".join(_MIDNIGHT.sub("", plain).split())
    written = _WRITTEN.fullmatch(bare)
    if written is None:
        if _MONTH_ONLY.fullmatch(bare):
            raise OfficeError(f"{shown}没有写到哪一天。请补上日，例如 2026-02-03。")
        raise OfficeError(f"{shown}看不懂。请按年月日填写，例如 2026-02-03 或 2026年2月3日，年份写四位。")
    year = int(written["year"])
    month = int(written["month"] or written["nian_month"] or written["run_month"])
    day = int(written["day"] or written["nian_day"] or written["run_day"])
    try:
        parsed = date(year, month, day)
    except ValueError:
        raise OfficeError(f"{shown}不存在：{_why_not(year, month, day)}。请对照原件改正。") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OfficeError(f"{shown}的年份不像真的，应在 {FIRST_YEAR} 到 {LAST_YEAR} 年之间。请检查是否写错。")
    return parsed


def day_words(day: date) -> str:
    """The day as papers write it, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def full_years(born: date, on: date, *, day_after: bool = False) -> int:
    """Full years (周岁) on a day. The birthday itself counts, or, where the plan says so, only the day after it.

    Who was born on 29 February has the birthday on 1 March of a common year.
    """
    try:
        birthday = born.replace(year=on.year)
    except ValueError:
        birthday = date(on.year, 3, 1)
    missed = on < birthday or (day_after and born < on == birthday)
    return on.year - born.year - missed


def after_months(day: date, months: int) -> date:
    """The day so many months on; where that month has no such day, its last (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _why_not(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"一年没有第 {month} 个月"
    return f"{year} 年 {month} 月没有 {day} 日"
