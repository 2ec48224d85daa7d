"""What a public notice shows (公示内容): which columns, and how people are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Names(StrEnum):
    """How people are called on a notice. A minor's name is covered under each of them."""

    agreed = "agreed"
    """Whole for those who agreed to be published, covered for the others."""
    named = "named"
    """Whole for everybody, because a rule that is named asks for it."""
    covered = "covered"
    """张*, 欧阳**."""
    numbers = "numbers"
    """No name: the number of the application."""


class Shown(StrEnum):
    """What a notice may show of a case besides the name. There is nothing else it could show."""

    unit = "unit"
    category = "category"
    award = "award"


@dataclass(frozen=True, kw_only=True)
class NoticeLook:
    """How one notice is drawn up."""

    names: Names = Names.agreed
    columns: tuple[Shown, ...] = tuple(Shown)
    basis: str = ""
    """The rule that asks for whole names, where they stand there without consent."""


def unit_words(text: str) -> str:
    """A unit as a notice shows it: whoever wrote a telephone, an ID or an account number into it, they are covered."""
    return _NUMBER.sub("****", text).strip()


def places_in(text: str) -> tuple[str, ...]:
    """The places a text names, divided by 、 or by lines; each once."""
    found = (piece.strip() for piece in re.split("[、；;\n]", text))
    return tuple(dict.fromkeys(piece for piece in found if piece))


_NUMBER = re.compile(r"[0-9０-９*](?:[ \-—]?[0-9０-９xXＸ*]){6,}")
