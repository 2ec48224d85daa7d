"""Members by their names where the log tells of them by place (成员姓名): `members.2.phone` is 仇单 · 电话.

The log counts members as they stood that day. So it is read from its end: from the people on file today back, each entry
that changed a name or took somebody off says who stood there before.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.household import Household
from desktop.domain.trail import Change
from desktop.domain.trail_words import GAP, field_words, value_words

SUBJECT = "household"


class MemberNames:
    """Who stood at which place, and who has which number, at the moment an entry was written."""

    def __init__(self, today: Household | None) -> None:
        members = today.members if today is not None else ()
        self._placed = {str(n): m.name for n, m in enumerate(members, 1)}
        self._numbered = {str(m.ordinal): m.name for m in members}

    def back_to(self, changes: Iterable[Change]) -> None:
        """Go back to an entry: whoever it took off has their name again."""
        self._learn((c.field, c.old) for c in changes if not c.new)

    def back_before(self, changes: Iterable[Change]) -> None:
        """Go back to the moment before an entry."""
        for change in changes:
            if _is(change.field, "name"):
                self._placed[change.field.split(".")[1]] = change.old
        self._learn((c.field, c.old) for c in changes)

    def field_words(self, path: str) -> str:
        """A field in words, a member's by name where one is known."""
        first, *rest = field_words(SUBJECT, path).split(GAP)
        return GAP.join((self._of(path) or first, *rest))

    def value_words(self, path: str, value: str) -> str:
        """What stood in a field, in words; whose something is, by name where one is known."""
        whose = self._numbered.get(value, "") if path.endswith(".whose") else ""
        return whose or value_words(SUBJECT, path, value)

    def _of(self, path: str) -> str:
        parts = path.split(".")
        return self._placed.get(parts[1], "") if parts[0] == "members" and len(parts) > 1 else ""

    def _learn(self, told: Iterable[tuple[str, str]]) -> None:
        values = dict(told)
        for path, value in values.items():
            if _is(path, "name") and value:
                place = path.split(".")[1]
                self._placed[place] = value
                number = values.get(f"members.{place}.ordinal", "")
                if number:
                    self._numbered.setdefault(number, value)


def _is(path: str, name: str) -> bool:
    parts = path.split(".")
    return len(parts) == 3 and parts[0] == "members" and parts[2] == name
