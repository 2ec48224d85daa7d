"""Where an archive belongs (建档单位、班级), as the history keeps it of archives that were only moved: a few bytes, no content."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from desktop.domain.household import Household

MARK = b"{"
"""What such a part of the history begins with; whole contents are compressed and begin otherwise."""


@dataclass(frozen=True)
class Belonging:
    """The unit of an archive and the classes of its students by their place in it, as far as a step moved them."""

    unit_id: int | None = None
    """None: the step left it alone."""
    classes: tuple[tuple[int, int], ...] = ()

    @property
    def units(self) -> frozenset[int]:
        """The units and classes it names."""
        own = () if self.unit_id is None else (self.unit_id,)
        return frozenset((*own, *(class_id for _, class_id in self.classes)))

    def told(self) -> dict[str, int]:
        """As the log tells of it, by field."""
        found = {} if self.unit_id is None else {"unit_id": self.unit_id}
        return {**found, **{f"students.{place + 1}.class_id": class_id for place, class_id in self.classes}}

    def on(self, household: Household) -> Household:
        """The archive as it stood when it belonged there."""
        classes = dict(self.classes)
        students = tuple(
            replace(s, class_id=classes.get(place, s.class_id)) for place, s in enumerate(household.students)
        )
        unit_id = household.unit_id if self.unit_id is None else self.unit_id
        return replace(household, unit_id=unit_id, students=students)


def frozen(belonging: Belonging) -> bytes:
    """As it is kept in the history."""
    kept = {"unit": belonging.unit_id, "classes": belonging.classes}
    return json.dumps({k: v for k, v in kept.items() if v}, separators=(",", ":")).encode()


def is_one(content: bytes) -> bool:
    """Whether a part of the history keeps this only."""
    return content.startswith(MARK)


def thawed(content: bytes) -> Belonging:
    """From what was kept of it."""
    kept = json.loads(content)
    return Belonging(
        kept.get("unit"), tuple((place, class_id) for place, class_id in kept.get("classes", ()))
    )
