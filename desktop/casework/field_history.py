"""What each field of an archive was (修改记录): from the log, covered as it is; whole values only when they are revealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from desktop.casework.deeds import record
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.member_names import MemberNames
from desktop.domain.person import Relation
from desktop.domain.trail import Act, Change, Entry
from desktop.domain.trail_words import GAP, TrailQuery, act_word, moment_words, value_words
from desktop.store import history_reading, households, logbook
from desktop.store.database import Session

SUBJECT = "household"


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One field's change: when, by whom, in what, why, and what stood there, covered as in the log."""

    entry: int
    """The number of its entry in the log."""
    household_id: int
    at: datetime
    user: str
    act: str
    path: str
    word: str
    choice: str
    """The field in words, for a choice; entries of a list together."""
    old: str
    new: str
    reason: str = ""

    @property
    def when(self) -> str:
        """Day and time on the clock of the office."""
        return moment_words(self.at)[:-3]

    @property
    def covered(self) -> bool:
        """Whether something of it is hidden."""
        return "*" in self.old + self.new


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A change's values uncovered, as far as the history still holds them."""

    old: str
    new: str


def of_household(office: Office, household_id: int) -> list[FieldChange]:
    """Every change of every field, the latest first; of the archives that were merged into it too. Members go by name."""
    found: list[FieldChange] = []
    with office.store.read() as session:
        entries, _ = logbook.find(session, TrailQuery(household_id=household_id), 0, None)
        names: dict[int, MemberNames] = {}
        for entry in entries:
            if entry.subject != SUBJECT or not entry.changes:
                continue
            whose = entry.subject_id or 0
            if whose not in names:
                names[whose] = MemberNames(_on_file(session, whose))
            names[whose].back_to(entry.changes)
            found += [_change(entry, c, names[whose]) for c in entry.changes]
            names[whose].back_before(entry.changes)
    return found


def of_field(changes: list[FieldChange], path: str) -> list[FieldChange]:
    """Those of one field, or of a whole list or member: `phone` of `members.1`, `members.1`, `address`."""
    return [c for c in changes if c.path == path or c.path.startswith(f"{path}.")]


def fields(changes: list[FieldChange]) -> list[tuple[str, str]]:
    """The fields that were ever changed, by path, with their words; entries of a list together."""
    found: dict[str, str] = {}
    for change in changes:
        path = _grouped(change.path)
        found.setdefault(path, change.choice)
    return sorted(found.items(), key=lambda x: (not x[0].startswith("members."), x[1]))


def path_of(household: Household, name: str) -> str:
    """Where the log tells of a field: of the household, or of its head."""
    if hasattr(household, name) and name not in ("head", "counted"):
        return name
    at = next((n for n, m in enumerate(household.members, 1) if m.relation is Relation.head), 1)
    return f"members.{at}.{name}"


def reveal(office: Office, change: FieldChange) -> Whole:
    """The values uncovered; that they were looked at is logged first. Raises OfficeError where they are kept no more."""
    with office.store.read() as session:
        now = _on_file(session, change.household_id)
        before, after = history_reading.state_around(session, change.entry, change.household_id, now)
    if before is None:
        raise OfficeError("改动前的完整内容没有保存（新建时没有更早的内容；超过 400 天的已经清理）。")
    about = f"{before.head.name}（{before.number}）{change.word}的修改记录"
    record(office, Act.reveal, about, subject=SUBJECT, subject_id=change.household_id)
    return Whole(old=_value(before, change.path), new=_value(after, change.path) if after else "")


def _on_file(session: Session, household_id: int) -> Household | None:
    try:
        return households.get(session, household_id)
    except OfficeError:  # destroyed: its log stands
        return None


def _change(entry: Entry, change: Change, names: MemberNames) -> FieldChange:
    return FieldChange(
        entry=entry.seq,
        household_id=entry.subject_id or 0,
        at=datetime.fromisoformat(entry.at),
        user=entry.user,
        act=act_word(entry.act),
        path=change.field,
        word=names.field_words(change.field),
        choice=_said(names, _grouped(change.field)),
        old=names.value_words(change.field, change.old),
        new=names.value_words(change.field, change.new),
        reason=entry.reason,
    )


def _grouped(path: str) -> str:
    parts = path.split(".")
    if parts[0] == "members":
        return ".".join(parts[:3])
    return parts[0]


def label(path: str, household: Household | None = None) -> str:
    """A field in words, for a choice; a member's by name."""
    return _said(MemberNames(household), path)


def _said(names: MemberNames, path: str) -> str:
    return names.field_words(path).replace(GAP, "的")


def _value(household: Household, path: str) -> str:
    here: Any = household
    for part in path.split("."):
        if part.isdecimal():
            entries = cast("tuple[Any, ...]", here)
            here = entries[int(part) - 1] if int(part) <= len(entries) else None
        else:
            here = getattr(here, part, None)
        if here is None:
            return ""
    if isinstance(here, tuple | frozenset):
        return "、".join(sorted(value_words(SUBJECT, path, str(x)) for x in cast("tuple[Any, ...]", here)))
    return value_words(SUBJECT, path, str(here))
