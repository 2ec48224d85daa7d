"""What holds on this PC only (本机设置.json): beside the data file, in no backup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

from desktop.store.whole_file import write_whole

NAME = "本机设置.json"


def get(folder: Path, name: str) -> Any:
    """What is kept under that name, or None."""
    return _all(folder).get(name)


def put(folder: Path, name: str, value: Any) -> None:
    """Keeps a plain value. Raises StoreError where the folder cannot be written."""
    write_whole(folder / NAME, json.dumps({**_all(folder), name: value}, ensure_ascii=False).encode())


def _all(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
