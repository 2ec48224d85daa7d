"""Parameters that are no number but a day or a month (日子参数): kept as a figure, read and written as a day.

30 December is 1230, 30 December 2026 is 20261230, and January 2026 is 202601: an office's parameters are figures
in its data file, and these keep that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from desktop.domain.days import FIRST_YEAR, LAST_YEAR, day_words, parse_day
from desktop.domain.errors import OfficeError
from desktop.domain.halfwidth import halfwidth
from desktop.domain.months import Month
from desktop.domain.policy_text import Part

MonthDay = tuple[int, int]
NO_PARAMETERS: Mapping[str, Decimal] = MappingProxyType({})


class ParameterType(StrEnum):
    """What a parameter is."""

    number = "number"
    date = "date"
    month_day = "month_day"
    month = "month"


PARAMETER_WORDS: Mapping[ParameterType, str] = {
    ParameterType.number: "数字",
    ParameterType.date: "日期",
    ParameterType.month_day: "每年的一天",
    ParameterType.month: "月份",
}
WRITTEN: Mapping[ParameterType, str] = {
    ParameterType.number: "100",
    ParameterType.date: "2026-12-30",
    ParameterType.month_day: "12-30",
    ParameterType.month: "2026-01",
}
"""How one is written."""

Types = Mapping[str, ParameterType]
NO_TYPES: Types = MappingProxyType({})


def encoded(kind: ParameterType, raw: object) -> Decimal:
    """A day or month as it is written, as the figure that is kept; raises OfficeError where it is none."""
    if isinstance(raw, date) and not isinstance(raw, datetime) and kind is ParameterType.date:
        return _figure(raw.year, raw.month, raw.day)
    if isinstance(raw, str):
        text = halfwidth(raw).strip()
        match kind:
            case ParameterType.date:
                day = parse_day(text)
                return _figure(day.year, day.month, day.day)
            case ParameterType.month_day if found := _MONTH_DAY.fullmatch(text):
                return checked(kind, _figure(int(found[1]), int(found[2])))
            case ParameterType.month if found := _MONTH.fullmatch(text):
                return checked(kind, _figure(int(found[1]), int(found[2])))
            case _:
                pass
    raise OfficeError(f"应是{PARAMETER_WORDS[kind]}，写成 {WRITTEN[kind]}")


_MONTH_DAY = re.compile(r"(?:每年)?(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")


def _figure(*parts: int) -> Decimal:
    return Decimal("".join([str(parts[0]), *(f"{p:02}" for p in parts[1:])]))


def checked(kind: ParameterType, value: Decimal) -> Decimal:
    """The figure, if it stands for a day or month of that kind; raises OfficeError otherwise."""
    try:
        match kind:
            case ParameterType.date:
                day_of(value)
            case ParameterType.month_day:
                month_day_of(value)
            case ParameterType.month:
                month_of(value)
            case _:
                pass
    except (ValueError, ArithmeticError):
        raise OfficeError(f"应是{PARAMETER_WORDS[kind]}，写成 {WRITTEN[kind]}") from None
    return value


def day_of(value: Decimal) -> date:
    """The date a figure stands for."""
    whole = _whole(value)
    return date(_year(whole // 10000), whole // 100 % 100, whole % 100)


def month_day_of(value: Decimal) -> MonthDay:
    """The day of every year a figure stands for; the leap day is none."""
    whole = _whole(value)
    day = date(2025, whole // 100, whole % 100)
    return day.month, day.day


def month_of(value: Decimal) -> Month:
    """The month a figure stands for."""
    whole = _whole(value)
    return Month.of(date(_year(whole // 100), whole % 100, 1))


def _whole(value: Decimal) -> int:
    if value != int(value):
        raise ValueError(value)
    return int(value)


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    return year


def month_day_words(day: MonthDay) -> str:
    """A day of every year as papers write it."""
    return f"{day[0]} 月 {day[1]} 日"


def told(kind: ParameterType, value: Decimal) -> str:
    """A day or month to be read aloud."""
    match kind:
        case ParameterType.date:
            return day_words(day_of(value))
        case ParameterType.month_day:
            return f"每年 {month_day_words(month_day_of(value))}"
        case ParameterType.month:
            return month_of(value).words
        case ParameterType.number:
            return f"{value.normalize():f}"


def written(kind: ParameterType, value: Decimal) -> str:
    """A value as an officer would type it."""
    match kind:
        case ParameterType.date:
            return day_of(value).isoformat()
        case ParameterType.month_day:
            return "{:02}-{:02}".format(*month_day_of(value))
        case ParameterType.month:
            month = month_of(value)
            return f"{month.year}-{month.number:02}"
        case ParameterType.number:
            return f"{value.normalize():f}"


# ---- days and months a scheme file leaves to a parameter


@dataclass(frozen=True, kw_only=True)
class BlankDay:
    """A day the plan leaves blank: a parameter gives it, with its year or for every year."""

    parameter: str
    yearly: bool

    def settled(self, parameters: Mapping[str, Decimal]) -> date | MonthDay:
        """The day the office filled in."""
        value = parameters[self.parameter]
        return month_day_of(value) if self.yearly else day_of(value)

    @property
    def plain(self) -> str:
        """What is said while nobody filled it in."""
        return "【待填日期】"


@dataclass(frozen=True, kw_only=True)
class BlankMonth:
    """A month the plan leaves blank: a parameter gives it."""

    parameter: str

    def settled(self, parameters: Mapping[str, Decimal]) -> Month | None:
        """The month the office filled in; none where nobody did."""
        value = parameters.get(self.parameter)
        return None if value is None else month_of(value)


def read_parameter(part: Part, key: str, types: Types, *kinds: ParameterType) -> str:
    """{ parameter = "…" } under a key: the name of a parameter that is of one of these kinds."""
    table = part.part(key)
    assert table is not None
    name = table.one_of("parameter", {name: name for name in types}, table.text("parameter"))
    if types[name] not in kinds:
        wanted = "或".join(f'type = "{k}"' for k in kinds)
        raise table.wrong(
            "parameter", f"参数「{name}」不是{PARAMETER_WORDS[kinds[0]]}", f"请给它写 {wanted}。"
        )
    table.done()
    return name


def read_count(part: Part, key: str, types: Types, default: int) -> tuple[int, str]:
    """A whole number, or { parameter = "…" }: the number, and the name of the parameter that gives it."""
    if isinstance(part.raw(key), dict):
        return 0, read_parameter(part, key, types, ParameterType.number)
    return part.whole(key, default), ""


def whole_of(name: str, value: Decimal) -> int:
    """A parameter that counts something; raises OfficeError where it is no whole number."""
    if value != int(value):
        raise OfficeError(f"参数「{name}」应是整数，现在是 {value:f}。请到「方案」页改正。")
    return int(value)


def read_blank_day(part: Part, key: str, types: Types) -> BlankDay:
    """{ parameter = "…" } for a day."""
    name = read_parameter(part, key, types, ParameterType.month_day, ParameterType.date)
    return BlankDay(parameter=name, yearly=types[name] is ParameterType.month_day)
