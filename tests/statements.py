"""What is asked of the data file meanwhile: for tests that look at the work done, not at the clock."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


@contextmanager
def statements() -> Generator[list[tuple[str, Any]]]:
    """Every statement with its values, in order."""
    asked: list[tuple[str, Any]] = []

    def hear(_c: Any, _cursor: Any, text: str, values: Any, _context: Any, _many: bool) -> None:
        asked.append((text, values))

    event.listen(Engine, "before_cursor_execute", hear)
    yield asked
    event.remove(Engine, "before_cursor_execute", hear)
