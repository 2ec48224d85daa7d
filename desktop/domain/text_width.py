"""How wide a text is in a spreadsheet's columns (显示宽度): a Chinese character takes two places, a letter one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

WIDEST = 40
"""No column is made wider; what needs more is wrapped."""
NARROWEST = 8


def displayed_width(text: str) -> int:
    """The places the widest line of a text takes."""
    return max(map(_line, text.split("\n")))


def column_width(texts: Iterable[str], widest: int = WIDEST) -> int:
    """How wide a column with these texts is made."""
    most = max((displayed_width(text) for text in texts), default=0)
    return min(max(most + 2, NARROWEST), widest)


def _line(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text
    )
