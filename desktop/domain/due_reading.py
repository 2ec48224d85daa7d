"""The rule of a due day (期限) as a scheme file writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from desktop.domain.dated_parameters import NO_TYPES, ParameterType, Types, read_parameter
from desktop.domain.due import DUE_KINDS, Due
from desktop.domain.lunar import Festival
from desktop.domain.policy_text import Part


def read_month_day(part: Part, key: str) -> tuple[int, int]:
    """A day of the year, written "01-30"; the leap day is no such day."""
    text = part.text(key)
    try:
        day = date.fromisoformat(f"2025-{text}")
    except ValueError:
        raise part.wrong(key, f"「{text}」不是每年都有的一天", '请写成 "01-30" 这样的月和日。') from None
    return day.month, day.day


def read_due(part: Part, types: Types = NO_TYPES) -> Due:
    """A due rule: { workdays = 5, after = "receipt" }, { month_day = "11-16" }, { before = "spring_festival" } …

    Each figure, date and day of the year may be { parameter = "…" } where the plan leaves it blank.
    """
    written = [kind for kind in DUE_KINDS if part.has(kind)]
    if len(written) != 1:
        raise part.wrong("", "期限要写且只写一种", f"请写 {'、'.join(DUE_KINDS)} 之一。")
    kind = written[0]
    due = Due(kind=kind, after=part.text("after", ""))
    return _READERS.get(kind, _read_count)(part, due, types)


def _blank(part: Part, key: str, due: Due, slot: str, kind: ParameterType, types: Types) -> Due | None:
    """The rule with what stands under the key left to a parameter; None where it is written out."""
    if not isinstance(part.raw(key), dict):
        return None
    return replace(due, blanks=(*due.blanks, (slot, read_parameter(part, key, types, kind))))


def _read_count(part: Part, due: Due, types: Types) -> Due:
    if due.kind == "notice" and part.raw(due.kind) == "office":
        return due
    blank = _blank(part, due.kind, due, "count", ParameterType.number, types)
    if blank is not None:
        return blank
    count = part.whole(due.kind)
    if not count:
        raise part.wrong(due.kind, "天数不能是 0", "请写 1 或更大的整数。")
    return replace(due, count=count)


def _read_day_of_year(part: Part, due: Due, types: Types) -> Due:
    blank = _blank(part, due.kind, due, "day", ParameterType.month_day, types)
    if blank is not None:
        return blank
    month, day = read_month_day(part, due.kind)
    return replace(due, month=month, day=day)


def _read_date(part: Part, due: Due, types: Types) -> Due:
    blank = _blank(part, "date", due, "on", ParameterType.date, types)
    return blank or replace(due, on=part.day("date"))


def _read_month(part: Part, due: Due, types: Types) -> Due:
    month = part.whole("month_end")
    if not 1 <= month <= 12:
        raise part.wrong("month_end", f"没有第 {month} 个月", "请写 1 到 12。")
    return replace(due, month=month)


def read_festival(part: Part, key: str) -> Festival:
    """A festival by its English name."""
    return part.choice(key, Festival)


def _read_festival(part: Part, due: Due, types: Types) -> Due:
    return replace(due, festival=read_festival(part, "festival"))


def _read_before(part: Part, due: Due, types: Types) -> Due:
    written = [key for key in ("days_before", "workdays_before") if part.has(key)]
    if len(written) > 1:
        raise part.wrong("", "倒数的天数写了两种", "请在 days_before 和 workdays_before 中只写一种。")
    due = replace(due, back_workdays="workdays_before" in written)
    for key in written:
        blank = _blank(part, key, due, "count", ParameterType.number, types)
        due = blank or replace(due, count=part.whole(key))
    blank = _blank(part, "before", due, "day", ParameterType.month_day, types)
    if blank is not None or part.text("before")[:1].isdigit():
        if not written:
            raise part.wrong(
                "before", "没有写倒数几天", "请加 days_before 或 workdays_before，或改用 month_day。"
            )
        return blank or _read_day_of_year(part, due, types)
    return replace(due, festival=read_festival(part, "before"))


def _read_window(part: Part, due: Due, types: Types) -> Due:
    window = part.part("window")
    assert window is not None
    for key, slot in (("from", "day"), ("to", "until")):
        blank = _blank(window, key, due, slot, ParameterType.month_day, types)
        if blank is not None:
            due = blank
            continue
        month, day = read_month_day(window, key)
        due = (
            replace(due, month=month, day=day)
            if slot == "day"
            else replace(due, until_month=month, until_day=day)
        )
    window.done()
    return due


def _read_earliest(part: Part, due: Due, types: Types) -> Due:
    parts: list[Due] = []
    for p in part.parts("earliest"):
        parts.append(read_due(p, types))
        p.done()
        if parts[-1].after:
            raise p.wrong("after", "要写在外面", "请把 after 写在 earliest 的旁边。")
    if len(parts) < 2:
        raise part.wrong("earliest", "至少要有两种期限", "请写成 earliest = [ { … }, { … } ]。")
    return replace(due, parts=tuple(parts))


_READERS: Mapping[str, Callable[[Part, Due, Types], Due]] = {
    "month_day": _read_day_of_year,
    "filed_by": _read_day_of_year,
    "next_year": _read_day_of_year,
    "date": _read_date,
    "month_end": _read_month,
    "festival": _read_festival,
    "before": _read_before,
    "window": _read_window,
    "earliest": _read_earliest,
}
"""How the kinds that are not simply a number are read."""
