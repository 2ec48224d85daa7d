"""What in a case makes it necessary to tell somebody (因何告知)."""

from __future__ import annotations

from enum import StrEnum


class Upon(StrEnum):
    """What in a case makes it necessary to tell somebody."""

    lacking = "lacking"
    """Papers are missing."""
    approved = "approved"
    refused = "refused"
    changed = "changed"
    """A benefit is raised, lowered or stopped."""
    fading = "fading"
    ended = "ended"
