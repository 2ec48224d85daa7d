"""The figures a scheme runs on (参数和标准): who set them when from which document, and what stood there before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.casework.assessment import SchemeCard
from desktop.casework.office import Office
from desktop.domain.standards import Line, LineKind, Standards
from desktop.domain.trail import Entry
from desktop.store import logbook, settings


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One time a figure was set, as the log tells it."""

    at: datetime
    """The moment, in UTC."""
    by: str
    value: str
    """Empty where it was emptied."""
    source: str


@dataclass(frozen=True, kw_only=True)
class LineStanding:
    """A published line as this office has it for its place."""

    kind: LineKind
    place: str
    needed: bool
    """Whether the scheme cannot be checked without it; else only a warning looks at it."""
    line: Line | None
    """The figure in force today."""
    coming: tuple[Line, ...] = ()
    earlier: tuple[Line, ...] = ()
    by: Mapping[int, str] | None = None
    """Who recorded them, by the number of the line, as far as the log tells."""

    def recorded_by(self, line: Line) -> str:
        """Who recorded a figure last; empty where the log does not tell."""
        return (self.by or {}).get(line.id or 0, "")


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything a scheme runs on, with its past."""

    settings: Mapping[str, tuple[Setting, ...]]
    """Of each parameter that was ever set: each time, the latest first."""
    lines: tuple[LineStanding, ...]


def figures(office: Office, card: SchemeCard) -> Figures:
    """The past of a scheme's parameters, and the published lines it leans on at the office's place."""
    today, scheme = office.today(), card.scheme
    with office.store.read() as session:
        standards = settings.standards(session)
        place = settings.bureau(session).place
        set_ = logbook.of_subject(session, "parameter", f"{scheme.id} ")
        recorded = logbook.of_subject(session, "line") if scheme.lines or scheme.lines_besides else []
    by = _recorders(recorded, standards)
    found: list[LineStanding] = []
    for kind in (*scheme.lines, *scheme.lines_besides):
        known = standards.history(kind, place)
        begun = [x for x in known if x.from_day <= today]
        found.append(
            LineStanding(
                kind=kind,
                place=place,
                needed=kind in scheme.lines,
                line=begun[0] if begun else None,
                coming=tuple(x for x in reversed(known) if x.from_day > today),
                earlier=tuple(begun[1:]),
                by=by,
            )
        )
    return Figures(settings=_settings(set_), lines=tuple(found))


def _settings(entries: list[Entry]) -> dict[str, tuple[Setting, ...]]:
    found: dict[str, list[Setting]] = {}
    sources: dict[str, str] = {}
    values: dict[str, str] = {}
    for entry in entries:
        name = entry.about.partition(" ")[2]
        for change in entry.changes:  # what did not change is not told again
            {"value": values, "source": sources}.get(change.field, {})[name] = change.new
        one = Setting(
            at=datetime.fromisoformat(entry.at),
            by=entry.user,
            value=values.get(name, ""),
            source=sources.get(name, ""),
        )
        found.setdefault(name, []).insert(0, one)
    return {name: tuple(all_) for name, all_ in found.items()}


def _recorders(entries: list[Entry], standards: Standards) -> dict[int, str]:
    """Who recorded each line last. Older entries of the log name no number: those are told by kind, place and day."""
    numbers = {(str(x.kind), x.place, x.from_day.isoformat()): x.id or 0 for x in standards.lines}
    found: dict[int, str] = {}
    for entry in entries:
        told = {c.field: c.new for c in entry.changes}
        key = (told.get("kind", ""), told.get("place", ""), told.get("from_day", ""))
        number = numbers.get(key) if entry.subject_id is None else entry.subject_id
        if number is not None:
            found[number] = entry.user
    return found
