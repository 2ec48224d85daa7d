"""Published lines (低保标准 …): a figure for a place, from a day on, with its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError


class LineKind(StrEnum):
    dibao = "dibao"
    minimum_wage = "minimum_wage"
    consumption_per_head = "consumption_per_head"
    disposable_income_per_head = "disposable_income_per_head"
    floor_area_per_head = "floor_area_per_head"
    urban_consumption_per_head = "urban_consumption_per_head"
    destitute_living = "destitute_living"
    destitute_care = "destitute_care"
    orphan_living = "orphan_living"


LINE_WORDS = {
    LineKind.dibao: "低保标准（元/人·月）",
    LineKind.minimum_wage: "最低工资标准（元/月）",
    LineKind.consumption_per_head: "上年人均消费支出（元/年）",
    LineKind.disposable_income_per_head: "上年人均可支配收入（元/年）",
    LineKind.floor_area_per_head: "人均住房建筑面积（平方米）",
    LineKind.urban_consumption_per_head: "上年城镇居民人均消费支出（元/年）",
    LineKind.destitute_living: "特困人员基本生活标准（元/人·月）",
    LineKind.destitute_care: "特困人员照料护理标准（元/人·月）",
    LineKind.orphan_living: "孤儿基本生活标准（元/人·月）",
}


def line_name(kind: LineKind) -> str:
    """What a line is called, without its unit."""
    return LINE_WORDS[kind].split("（")[0]


def line_unit(kind: LineKind) -> str:
    """In what a line is counted: 元/人·月."""
    return LINE_WORDS[kind].partition("（")[2].rstrip("）")


YEARLY = frozenset(
    {
        LineKind.consumption_per_head,
        LineKind.disposable_income_per_head,
        LineKind.urban_consumption_per_head,
    }
)
"""Lines published by the year."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One published figure; it holds from its day until a later one of the same kind and place."""

    kind: LineKind
    place: str
    from_day: date
    amount: Decimal
    source: str = ""
    id: int | None = None

    @property
    def reference(self) -> str:
        """The figure with its day and source, to be read aloud."""
        source = f"，{self.source}" if self.source else ""
        if self.from_day == date.min:  # assumed for a trial: it began on no day
            return f"{self.place}{source}"
        return f"{self.place} {day_words(self.from_day)}起执行{source}"


@dataclass(frozen=True, kw_only=True)
class ParameterEntry:
    """What an office filled into one of a scheme's parameters, with the paper it rests on."""

    name: str
    value: Decimal
    source: str
    set_on: date


class NoLineError(OfficeError):
    """No figure of that kind is in force in that place on that day."""

    def __init__(self, kind: LineKind, place: str, on: date) -> None:
        super().__init__(
            f"{place} 在{day_words(on)}没有登记「{LINE_WORDS[kind]}」。请到「设置 → 标准」填写数额、执行日期和文件依据。"
        )


@dataclass(frozen=True)
class Standards:
    """All published lines an office knows."""

    lines: tuple[Line, ...] = ()

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Standards:
        return cls(tuple(sorted(lines, key=lambda x: (x.kind, x.place, x.from_day))))

    def line(self, kind: LineKind, place: str, on: date) -> Line:
        """The line in force that day: the latest begun. Raises NoLineError where there is none."""
        begun = [x for x in self.lines if x.kind is kind and x.place == place and x.from_day <= on]
        if not begun:
            raise NoLineError(kind, place, on)
        return max(begun, key=lambda x: x.from_day)

    def unrecorded(self, kinds: Iterable[LineKind], place: str, on: date) -> tuple[LineKind, ...]:
        """Of these lines, those no figure of which is in force there that day."""
        known = {x.kind for x in self.lines if x.place == place and x.from_day <= on}
        return tuple(kind for kind in kinds if kind not in known)

    def history(self, kind: LineKind, place: str) -> tuple[Line, ...]:
        """All figures of a line in a place, the latest first."""
        found = [x for x in self.lines if x.kind is kind and x.place == place]
        return tuple(sorted(found, key=lambda x: x.from_day, reverse=True))
