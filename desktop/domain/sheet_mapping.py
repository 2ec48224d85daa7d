"""Any sheet made readable (栏目对应): where its heading stands, what each column may hold, and how sure that is.

A column is known by its heading's own words, likely by words that are nearly those, or maybe by what stands in it.
Nothing is taken for anything without the officer seeing it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.domain.names import initials
from desktop.domain.sheet_cells import HEADING_ROWS, Area, Value
from desktop.domain.sheet_heading import (
    OF_RELATIVES,
    RESULT,
    Column,
    Heading,
    LevelCell,
    column_of,
    find_heading,
    heading_at,
    levels_of,
    plain,
)
from desktop.domain.sheet_looks import LOOKS
from desktop.domain.sheet_stacking import Stacking, stacking_of
from desktop.domain.sheet_targets import HEAD, IGNORED, KIN, MEMBER, label_of, who_of, words_of

MOST_MEMBERS = 20
_USUAL_KIN = frozenset({"父亲", "母亲", "配偶", "子女1", "子女2"})
_MOST_LOOKED_AT = 60
_ENOUGH = 0.6
"""So large a share of the filled cells must look alike before their looks say what a column is."""


class Sure(StrEnum):
    """How a column came by its meaning."""

    named = "named"
    """The heading says it."""
    likely = "likely"
    """The heading nearly says it."""
    looks = "looks"
    """What stands in the column looks like it."""
    remembered = "remembered"
    """It was so the last time."""
    by_hand = "by_hand"
    unknown = "unknown"


SURE_WORDS = {
    Sure.named: "列名相符",
    Sure.likely: "列名相近，请看一眼",
    Sure.looks: "看内容猜的，请核对",
    Sure.remembered: "上次的对应",
    Sure.by_hand: "手工指定",
    Sure.unknown: "没有认出，不导入",
}


@dataclass(frozen=True, order=True)
class Target:
    """What a column may be taken for: slot 0 is the person the sheet is about, 1 and on the family members."""

    slot: int
    key: str

    @property
    def label(self) -> str:
        """How it is called on screen."""
        return f"{who_of(self.slot)} · {MEMBER[self.key][0]}" if self.slot else HEAD[self.key][0]

    @property
    def sought(self) -> str:
        """What else it is found by: its other names, and their initials."""
        names = words_of(self.slot, self.key).split()
        who = f"家庭成员{self.slot} 成员{self.slot} jtcy{self.slot}" if self.slot else ""
        if self.slot in KIN:
            who = " ".join((KIN[self.slot].label, *KIN[self.slot].words, initials(KIN[self.slot].label)))
        return " ".join((who, *names, *(initials(n) for n in names), initials(label_of(self.slot, self.key))))


@dataclass(frozen=True)
class Reading:
    """One column of the sheet: its heading, some of what stands in it, and what it is taken for."""

    index: int
    heading: str
    samples: tuple[Value, ...] = ()
    target: Target | None = None
    sure: Sure = Sure.unknown


@dataclass(frozen=True)
class SheetPlan:
    """How a sheet is to be read: its heading rows (from 0), what each column is, and how people are laid out."""

    sheet: str
    first: int
    last: int
    """The lowest row of the heading; -1 where there is none."""
    readings: tuple[Reading, ...]
    stacking: Stacking = Stacking.one_row
    own_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    result_column: int | None = None

    @property
    def certain(self) -> bool:
        """Whether every column that is used was named so by its heading, and no column is left over."""
        return not self.missing and all(
            r.sure in (Sure.named, Sure.remembered) for r in self.readings if r.target
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """What no sheet can do without and that no column is taken for."""
        return () if any(r.target == Target(0, "name") for r in self.readings) else (HEAD["name"][0],)

    @property
    def signature(self) -> tuple[str, ...]:
        """The headings by which the sheet is known again, in their order."""
        return tuple(plain(r.heading) for r in self.readings)

    def heading(self) -> Heading:
        """The heading as the reader of rows wants it."""
        columns: list[Column] = []
        taken: set[Target] = set()
        unknown: list[str] = []
        for r in self.readings:
            if r.target is None or r.target in taken:
                unknown.append(r.heading)
                continue
            taken.add(r.target)
            columns.append(column_of(r.index, r.target.slot, r.target.key, r.heading))
        texts = tuple(r.heading for r in self.readings)
        return Heading(self.last, tuple(columns), tuple(unknown), texts, self.result_column)

    def taking(self, index: int, target: Target | None, sure: Sure = Sure.by_hand) -> SheetPlan:
        """The plan with one column taken for something else; what was taken for that before is let go."""
        changed = [
            replace(r, target=target, sure=sure if target else Sure.unknown)
            if r.index == index
            else replace(r, target=None, sure=Sure.unknown)
            if target is not None and r.target == target
            else r
            for r in self.readings
        ]
        return replace(self, readings=tuple(changed))


def targets(members: int = 6, used: Iterable[int] = ()) -> tuple[Target, ...]:
    """Everything a column may be taken for: so many family members, and of the relatives the usual ones and those used."""
    also = frozenset(used)
    kin = [slot for slot, one in KIN.items() if slot in also or one.label in _USUAL_KIN]
    head = [Target(0, key) for key in HEAD]
    return (*head, *(Target(slot, key) for slot in (*range(1, members + 1), *kin) for key in MEMBER))


EVERYTHING = targets(MOST_MEMBERS, KIN)
"""What a remembered column may stand for."""


def plan_for(sheet: str, rows: Sequence[Sequence[Value]], merged: Sequence[Area]) -> SheetPlan:
    """The plan for a sheet, from its first rows: where its heading stands and what the columns may be."""
    found = find_heading(rows, merged)
    levels = levels_of(rows[:HEADING_ROWS], merged)
    if found is None:
        last = _fullest(levels)
        return plan_at(sheet, rows, merged, last, last)
    return plan_at(sheet, rows, merged, _first(levels, found.row), found.row)


def plan_at(
    sheet: str, rows: Sequence[Sequence[Value]], merged: Sequence[Area], first: int, last: int
) -> SheetPlan:
    """The plan where the heading stands in these rows; `last` -1 says there is none, and contents alone tell."""
    below = [list(row) for row in rows[last + 1 : last + 1 + _MOST_LOOKED_AT]]
    if last < 0:
        width = max((len(row) for row in rows), default=0)
        bare = [Reading(c, f"第 {c + 1} 列", _samples(below, c)) for c in range(width)]
        readings = _by_looks([r for r in bare if r.samples], set())
        return SheetPlan(sheet, -1, -1, tuple(readings), stacking_of(_targets_of(readings), below))
    levels = levels_of(rows[:HEADING_ROWS], merged)
    heading = heading_at(levels, first, last)
    known = {c.index: c for c in heading.columns}
    texts = _texts(levels, first, last)
    taken = {Target(c.slot, c.key) for c in heading.columns}
    readings: list[Reading] = []
    for index, text in texts.items():
        samples = _samples(below, index)
        if index == heading.result_column or plain(text).endswith(plain(RESULT)):
            continue
        column = known.get(index)
        target = Target(column.slot, column.key) if column else None
        readings.append(Reading(index, text, samples, target, Sure.named if target else Sure.unknown))
    readings = _by_near_words(readings, taken)
    readings = _by_looks(readings, taken)
    stacking = stacking_of(_targets_of(readings), below)
    return SheetPlan(sheet, first, last, tuple(readings), stacking, result_column=heading.result_column)


def remembered(plan: SheetPlan, columns: Mapping[str, Target | None]) -> SheetPlan:
    """The plan as it was settled the last time: by each heading's words."""
    readings = [
        replace(r, target=columns[plain(r.heading)], sure=Sure.remembered)
        if plain(r.heading) in columns
        else r
        for r in plan.readings
    ]
    return replace(plan, readings=tuple(readings))


def _targets_of(readings: Iterable[Reading]) -> dict[int, tuple[int, str]]:
    return {r.index: (r.target.slot, r.target.key) for r in readings if r.target}


def _samples(rows: Sequence[Sequence[Value]], index: int) -> tuple[Value, ...]:
    return tuple(row[index] for row in rows if index < len(row) and row[index] != "")[:_MOST_LOOKED_AT]


def _first(levels: list[list[LevelCell]], last: int) -> int:
    """The highest row of the heading: a row above with several names, as against a title across the sheet."""
    first = last
    while first > 0 and len({c.area for c in levels[first - 1] if c.text}) > 1 and last - first < 2:
        filled = [c for c in levels[first - 1] if c.text]
        if all(len(c.text) > 30 for c in filled):
            break
        if not any(c.area[3] > c.area[1] or c.area[2] > c.area[0] for c in filled) and not _is_gap_filled(
            levels, first
        ):
            break
        first -= 1
    return first


def _is_gap_filled(levels: list[list[LevelCell]], row: int) -> bool:
    """Whether the row above names what this row leaves unnamed."""
    return any(not here.text and above.text for here, above in zip(levels[row], levels[row - 1], strict=True))


def _fullest(levels: list[list[LevelCell]]) -> int:
    """The first row with the most texts; -1 where no row looks like a heading."""
    best, most = -1, 1
    for number, row in enumerate(levels):
        names = {plain(c.text) for c in row if c.text and not any(d.isdigit() for d in c.text)}
        if len(names) > most:
            best, most = number, len(names)
    return best


def _texts(levels: list[list[LevelCell]], first: int, last: int) -> dict[int, str]:
    """Each column's heading with what stands above it: 家庭成员1 / 姓名."""
    found: dict[int, str] = {}
    for index in range(len(levels[last]) if levels else 0):
        parts: list[str] = []
        for row in range(first, last + 1):
            cell = levels[row][index]
            text = " ".join(cell.text.split())
            if text and cell.area[3] - cell.area[1] <= 40 and (not parts or parts[-1] != text):
                parts.append(text)
        leaf = levels[last][index].text or any(levels[r][index].text for r in range(first, last))
        if parts and leaf and plain(parts[-1]) not in IGNORED:
            found[index] = " / ".join(parts)
    return found


def _by_near_words(readings: Sequence[Reading], taken: set[Target]) -> list[Reading]:
    """Columns whose heading nearly says what another column does not yet hold."""
    found: list[Reading] = []
    for r in readings:
        target = None if r.target else near_words(r.heading.rpartition(" / ")[2], taken)
        if target is not None:
            taken.add(target)
            r = replace(r, target=target, sure=Sure.likely)
        found.append(r)
    return found


def near_words(heading: str, taken: Iterable[Target] = ()) -> Target | None:
    """What a heading nearly says: it holds a name, or a name is one letter off; the longest such name decides."""
    word = plain(heading)
    if len(word) < 2 or word in IGNORED or word.startswith(OF_RELATIVES):
        return None
    away = set(taken)
    best: tuple[int, str] | None = None
    for key in HEAD:
        if Target(0, key) in away:
            continue
        for name in words_of(0, key).split():
            name = plain(name)
            score = _nearness(word, name)
            if score and (best is None or score > best[0]):
                best = score, key
    return Target(0, best[1]) if best else None


def _nearness(word: str, name: str) -> int:
    if len(name) >= 3 and name in word and len(word) - len(name) <= 6:
        return 10 + len(name)
    if len(word) >= 3 and word in name and len(name) - len(word) <= 2:
        return 5 + len(word)
    if len(word) == len(name) >= 4 and sum(a != b for a, b in zip(word, name, strict=True)) == 1:
        return len(word)
    return 0


def _by_looks(readings: Sequence[Reading], taken: set[Target]) -> list[Reading]:
    """Columns that no heading tells, by what stands in them."""
    found: list[Reading] = []
    for r in readings:
        target = None if r.target else looks_like(r.samples, taken)
        if target is not None:
            taken.add(target)
            r = replace(r, target=target, sure=Sure.looks)
        found.append(r)
    return found


def looks_like(samples: Sequence[Value], taken: Iterable[Target] = ()) -> Target | None:
    """What cells look like, where most of them look alike: ID numbers, phones, cards, days, 男 and 女, names."""
    if not samples:
        return None
    away = set(taken)
    for key, fits in LOOKS:
        if Target(0, key) not in away and sum(map(fits, samples)) >= _ENOUGH * len(samples):
            return Target(0, key)
    return None
