"""What an office settled about sheets (记住的对应): columns by the sheet's headings, and its own words for code lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.sheet_heading import plain
from desktop.domain.sheet_mapping import SheetPlan, Target
from desktop.domain.sheet_stacking import Stacking

_MOST = 200


@dataclass(frozen=True, kw_only=True)
class RememberedColumn:
    """One heading, and what it was taken for; an empty key: left out on purpose."""

    heading: str
    slot: int = 0
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class RememberedSheet:
    """One kind of sheet: its name, and what each heading was taken for."""

    name: str
    columns: tuple[RememberedColumn, ...]
    stacking: Stacking = Stacking.one_row
    used_on: date | None = None

    @property
    def signature(self) -> tuple[str, ...]:
        """The headings by which it is known again."""
        return tuple(plain(c.heading) for c in self.columns)


@dataclass(frozen=True, kw_only=True)
class OwnWord:
    """A word of the office's own for one on a code list: 一般户 in 困难类别 means 相对困难."""

    key: str
    text: str
    means: str


@dataclass(frozen=True, kw_only=True)
class OwnUnit:
    """What the office's sheets call one of its units: 一纺 means the unit of that id."""

    text: str
    unit_id: int


@dataclass(frozen=True, kw_only=True)
class SheetMemory:
    """All of it."""

    sheets: tuple[RememberedSheet, ...] = ()
    words: tuple[OwnWord, ...] = ()
    units: tuple[OwnUnit, ...] = ()

    def sheet_for(self, plan: SheetPlan) -> RememberedSheet | None:
        """The kind of sheet with the same headings in the same order."""
        signature = plan.signature
        return next((s for s in self.sheets if s.signature == signature), None)

    def keeping(self, sheet: RememberedSheet) -> SheetMemory:
        """With that kind of sheet; one of the same headings, or of the same name, is replaced."""
        others = [s for s in self.sheets if s.signature != sheet.signature and s.name != sheet.name]
        return replace(self, sheets=(sheet, *others[: _MOST - 1]))

    def without(self, name: str) -> SheetMemory:
        """Without the sheet of that name."""
        return replace(self, sheets=tuple(s for s in self.sheets if s.name != name))

    def meaning(self, words: Iterable[OwnWord]) -> SheetMemory:
        """With these words; an empty meaning takes a word away."""
        fresh = {(w.key, w.text): w for w in (*self.words, *words)}
        return replace(self, words=tuple(w for w in fresh.values() if w.means))

    def calling(self, units: Iterable[OwnUnit]) -> SheetMemory:
        """With these words for units."""
        fresh = {u.text: u for u in (*self.units, *units)}
        return replace(self, units=tuple(fresh.values()))


def remember(plan: SheetPlan, name: str, day: date) -> RememberedSheet:
    """The plan as it is remembered."""
    columns = [
        RememberedColumn(
            heading=r.heading, slot=r.target.slot if r.target else 0, key=r.target.key if r.target else ""
        )
        for r in plan.readings
    ]
    return RememberedSheet(name=name, columns=tuple(columns), stacking=plan.stacking, used_on=day)


def targets_of(sheet: RememberedSheet, known: Iterable[Target]) -> Mapping[str, Target | None]:
    """What each heading was taken for; what no version of the program knows any more is left out."""
    all_known = set(known)
    return {
        plain(c.heading): target if target in all_known else None
        for c in sheet.columns
        for target in (Target(c.slot, c.key),)
    }
