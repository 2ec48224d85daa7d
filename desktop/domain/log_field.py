"""A field of the log in words: its name, the code list its values come from, and, for a list or a value, what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class LogField:
    """One field; `parts` are the fields of what is in it."""

    word: str
    kind: type[StrEnum] | None = None
    parts: Mapping[str, LogField] = field(default_factory=dict[str, "LogField"])
