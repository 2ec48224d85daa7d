"""What happened to a case, in its order (办理经过): never changed and never taken out, so that nothing redone is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Happened(StrEnum):
    """What kind of thing happened."""

    applied = "applied"
    not_accepted = "not_accepted"
    lacking_told = "lacking_told"
    supplied = "supplied"
    done = "done"
    signed = "signed"
    skipped = "skipped"
    exempted = "exempted"
    """The plan does not ask the step of this kind of people."""
    voted_down = "voted_down"
    missed = "missed"
    """An examination was missed; its step waits on."""
    returned = "returned"
    resubmitted = "resubmitted"
    posted = "posted"
    taken_down = "taken_down"
    objected = "objected"
    objection_settled = "objection_settled"
    reopened = "reopened"
    aided_first = "aided_first"
    drawn = "drawn"
    checked = "checked"
    ranked = "ranked"
    approved = "approved"
    refused = "refused"
    withdrawn = "withdrawn"
    told = "told"
    paid = "paid"
    benefit = "benefit"
    rechecked = "rechecked"
    """The household was checked anew, and the decision rests on that check."""
    redated = "redated"
    """Days it is due moved because holidays were recorded."""
    warned = "warned"
    """Something to be looked at was found: the same was applied for before, say."""


@dataclass(frozen=True, kw_only=True)
class CaseEvent:
    """One thing that happened, with the step it happened at, the name on the paper and who recorded it."""

    kind: Happened
    on: date
    words: str
    step: str = ""
    """The label of the step."""
    by: str = ""
    recorded_by: str = ""
    id: int | None = None


def late_words(days: int) -> str:
    """What stands behind the words of something done so many days after its due day."""
    return f"（逾期 {days} 天）"


def lateness(event: CaseEvent) -> tuple[str, int]:
    """Its words without what they say of being late, and by how many days it was; 0 where it was in time."""
    found = _LATE.search(event.words)
    return (event.words, 0) if found is None else (event.words[: found.start()], int(found[1]))


_LATE = re.compile(r"（逾期 (\d+) 天）$")
