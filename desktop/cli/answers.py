"""What a verb answers with: an exit code, and JSON for scripts."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

BAD_ARGUMENTS = 2


def say_json(content: Any) -> None:
    """Writes it as JSON; numbers and days as people write them."""
    print(json.dumps(content, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum | Path):
        return str(value)
    raise TypeError(f"not writable as JSON: {value!r}")
