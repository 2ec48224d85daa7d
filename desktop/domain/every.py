"""How often something comes round again: every month, quarter, half year or year."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Every(StrEnum):
    """How often a case is looked at again."""

    month = "month"
    quarter = "quarter"
    half_year = "half_year"
    year = "year"


EVERY_WORDS: Mapping[Every, str] = {
    Every.month: "每月",
    Every.quarter: "每季度",
    Every.half_year: "每半年",
    Every.year: "每年",
}
EVERY_MONTHS: Mapping[Every, int] = {Every.month: 1, Every.quarter: 3, Every.half_year: 6, Every.year: 12}
