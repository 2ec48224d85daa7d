"""A case whose turn it is on another page (轮到它): sent there to be shown among those that wait."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Awaiting:
    """The case the officer came from."""

    application_id: int
