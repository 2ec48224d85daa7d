"""Two schemes whole, side by side (两版对照): every line of both readings, aligned, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.domain.scheme import Scheme
from desktop.domain.scheme_diff import (
    ORDERED,
    UNSAID,
    UNSAID_WORDS,
    Change,
    Thing,
    Things,
    in_other_order,
    parts_of,
)

CHANGE_WORDS = {Change.added: "新增", Change.gone: "删去", Change.changed: "改动"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the two readings: what stands before, what stands after, and how they differ."""

    part: str
    name: str
    field: str = ""
    old: str = ""
    new: str = ""
    change: Change | None = None
    """None where both say the same."""

    @property
    def heading(self) -> str:
        """What the line is about: the thing, and which side of it."""
        return f"{self.name}：{self.field}" if self.field else self.name


def side_by_side(old: Scheme, new: Scheme, notice_days: int = 5) -> tuple[Line, ...]:
    """The whole reading of both, part by part, what belongs together in one line."""
    before, after = parts_of(old, notice_days), parts_of(new, notice_days)
    found: list[Line] = []
    for part in merged(before, after):
        found += _of_part(part, before.get(part, {}), after.get(part, {}))
        moved = in_other_order(before.get(part, {}), after.get(part, {})) if part in ORDERED else None
        if moved is not None:
            found.append(Line(part=part, name="先后次序", old=moved[0], new=moved[1], change=Change.changed))
    return tuple(found)


def merged(old: Iterable[str], new: Iterable[str]) -> list[str]:
    """The names of both in one order: what is new stands behind what it follows there, and behind what went."""
    found, after = list(dict.fromkeys(old)), list(new)
    kept = set(after)
    place = 0
    for name in after:
        if name in found:
            place = found.index(name) + 1
            continue
        while place < len(found) and found[place] not in kept:
            place += 1
        found.insert(place, name)
        place += 1
    return found


def _of_part(part: str, old: Things, new: Things) -> Iterator[Line]:
    for name in merged(old, new):
        yield from _of_thing(part, name, old.get(name), new.get(name))


_NOTHING = Thing({})


def _of_thing(part: str, name: str, old: Thing | None, new: Thing | None) -> Iterator[Line]:
    whole = Change.gone if new is None else Change.added if old is None else None
    a, b = old or _NOTHING, new or _NOTHING
    fields = [f for f in merged(a.words, b.words) if a.words.get(f) or b.words.get(f)]
    inner = [
        line
        for i in merged(a.parts, b.parts)
        for line in _of_part(f"{part} · {name} · {i}", a.parts.get(i, {}), b.parts.get(i, {}))
    ]
    called = b.words.get("出处") or a.words.get("出处") or name  # a passage by where it stands
    lines = [_field(part, called, f, a.words.get(f, ""), b.words.get(f, ""), whole) for f in fields]
    if not (a.words or b.words or inner):  # a line without a name of its own: it is there or not
        under, _, text = name.partition("：")
        lines = [Line(part=part, name=under, old=text if old else "", new=text if new else "", change=whole)]
    differs = any(line.change is not None for line in (*lines, *inner))
    if not differs and a.whole != b.whole:
        lines.append(
            Line(
                part=part,
                name=name,
                field=UNSAID,
                old=UNSAID_WORDS[0],
                new=UNSAID_WORDS[1],
                change=Change.changed,
            )
        )
    yield from lines
    yield from inner


def _field(part: str, name: str, field: str, old: str, new: str, whole: Change | None) -> Line:
    change = whole or (Change.changed if old != new else None)
    return Line(part=part, name=name, field=field, old=old, new=new, change=change)
