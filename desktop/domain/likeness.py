"""Files that may be about the same people (查重): which pairs to look at, how sure that is, and why.

Nothing is compared with everything. People are laid into boxes by what they have in common, one kind of box after the
other, and only those in the same box are compared: the work grows with the number of people, not with its square.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import lru_cache

from desktop.domain.halfwidth import halfwidth
from desktop.domain.names import full_pinyin
from desktop.domain.person import Relation

MOST_IN_A_BOX = 12
"""People with the same mark who are compared each with each; in a larger box only with the first ones of it."""
SAME_NAME = "姓名相同"
_SPOUSES = frozenset({Relation.husband, Relation.wife, Relation.spouse})


class Likeness(StrEnum):
    """What two files may have to do with each other."""

    same_id = "same_id"
    """Both heads bear the same ID number."""
    new_id = "new_id"
    """The same person under another ID number."""
    likely = "likely"
    married_heads = "married_heads"
    """双职工家庭: the heads are married to each other, each with a file of their own."""
    two_households = "two_households"
    """One person stands in two households."""


class Sureness(IntEnum):
    """How sure it is, for the order of the list."""

    possible = 1
    likely = 2
    certain = 3


SURENESS_WORDS = {
    Sureness.certain: "确定",
    Sureness.likely: "很可能",
    Sureness.possible: "存疑，请核对",
}
LIKENESS_WORDS = {
    Likeness.same_id: "同一人重复建档",
    Likeness.new_id: "换了身份证号",
    Likeness.likely: "疑似同一人",
    Likeness.married_heads: "双职工家庭",
    Likeness.two_households: "一人列在两户",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One person of one file, with as much as it takes to know them again."""

    household_id: int
    ordinal: int
    relation: Relation
    name: str
    id_number: str
    born: date | None
    phone: str
    address: str

    @property
    def is_head(self) -> bool:
        """Whether the file is about this person."""
        return self.relation is Relation.head


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Two files that ought to be looked at side by side, and why; the one that was opened first comes first."""

    one: int
    other: int
    kind: Likeness
    sureness: Sureness
    reasons: tuple[str, ...]
    figures: str
    """A fingerprint of what was compared: with other figures it is another doubt."""


def doubts(people: Sequence[Figure]) -> list[Doubt]:
    """All pairs of files worth a look, the surest first."""
    found: dict[tuple[int, int], list[_Match]] = {}
    for one, other in pairs(people):
        match = _compared(one, other)
        if match is not None:
            found.setdefault((one.household_id, other.household_id), []).append(match)
    made = [_doubt(pair, matches) for pair, matches in found.items()]
    return sorted(made, key=lambda d: (-d.sureness, _KINDS.index(d.kind), d.one, d.other))


def same_person(one: Figure, other: Figure) -> bool:
    """Whether two entries are taken for one person when two files are laid side by side."""
    match = _compared(one, other)
    return match is not None and match.sureness is not Sureness.possible


def may_be(told: Figure, on_file: Figure) -> str:
    """Why somebody a sheet tells of may be the head of a file, in words; nothing where they are told apart.

    Here the name alone is a doubt where no number settles it: a row that is taken in opens a second file.
    """
    match = _compared(told, on_file)
    if match is not None:
        return match.reason
    if told.name != on_file.name or (told.id_number and on_file.id_number):
        return ""
    if told.born is not None and on_file.born is not None and told.born != on_file.born:
        return ""
    return "姓名相同，没有身份证号可以核对"


def full_number(number: str) -> str:
    """An ID number by which people can be compared: those of 15 digits without their missing century and check digit."""
    number = number.strip().upper()
    return number[:6] + number[8:17] if len(number) == 18 else number


def address_key(address: str) -> str:
    """An address by which homes can be compared: without gaps and signs."""
    return "".join(c for c in halfwidth(address).lower() if c.isalnum())


@dataclass(frozen=True)
class _Match:
    kind: Likeness
    sureness: Sureness
    reason: str
    one: Figure
    other: Figure


_KINDS = list(Likeness)
_KEYS: tuple[tuple[Callable[[Figure], Hashable], bool], ...] = (
    (lambda p: full_number(p.id_number) or None, False),
    (lambda p: (p.name, p.born) if p.name and p.born else None, True),
    (lambda p: (p.name, p.phone) if p.name and p.phone else None, False),
    (lambda p: (p.name, p.address) if p.name and p.address else None, False),
    (lambda p: (_sound(p.name), p.born, p.phone) if p.name and p.born and p.phone else None, False),
    (lambda p: (_sound(p.name), p.born, p.address) if p.name and p.born and p.address else None, False),
)
"""What people in one box have in common, and whether only pairs with a head in them can come to anything.

Two relatives of one name and one birthday are left alone unless something third agrees, which is a box of its own. What
many share, a house or a birthday, is never a mark by itself.
"""


def pairs(people: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Each two of different files that are to be compared, once, the earlier file first."""
    seen: set[tuple[int, int]] = set()
    for key, only_heads in _KEYS:
        for box in _boxes(people, key):
            first_ones = [at for at in box if people[at].is_head] if only_heads else box
            for second in box:
                for first in first_ones[:MOST_IN_A_BOX]:
                    one, other = people[first], people[second]
                    pair = (first, second) if first < second else (second, first)
                    if one.household_id == other.household_id or pair in seen:
                        continue
                    seen.add(pair)
                    yield (one, other) if one.household_id < other.household_id else (other, one)


def _boxes(people: Sequence[Figure], key: Callable[[Figure], Hashable]) -> Iterable[list[int]]:
    """The places of people with the same mark, where there are several."""
    first: dict[Hashable, int] = {}
    boxes: dict[Hashable, list[int]] = {}
    for at, person in enumerate(people):
        mark = key(person)
        if mark is None:
            continue
        before = first.setdefault(mark, at)
        if before != at:
            boxes.setdefault(mark, [before]).append(at)
    return boxes.values()


def _compared(one: Figure, other: Figure) -> _Match | None:
    """What these two have to do with each other, or nothing."""
    same_number = bool(one.id_number) and full_number(one.id_number) == full_number(other.id_number)
    if same_number:
        return _with_one_number(one, other)
    alike = _alike(one, other)
    if alike is None:
        return None
    sureness, said, marks = alike
    both = one.is_head and other.is_head
    # Relatives whose names and birthdays agree are many, and most of them are others.
    if not both and marks < 3 and (not (one.is_head or other.is_head) or (one.id_number and other.id_number)):
        return None
    kind = Likeness.likely if both else Likeness.two_households
    if one.id_number and other.id_number:
        said = f"{said}；身份证号不同"
        if marks < 3:
            return _Match(kind, Sureness.possible, said, one, other)
        return _Match(Likeness.new_id if both else kind, Sureness.likely, said, one, other)
    return _Match(kind, sureness, said, one, other)


def _with_one_number(one: Figure, other: Figure) -> _Match:
    if one.id_number == other.id_number:
        said = "身份证号相同"
    else:
        said = "身份证号相同（一份是 15 位，一份是 18 位）"
    if one.name != other.name:
        said += f"，姓名不同（{one.name}、{other.name}）"
    if one.is_head and other.is_head:
        return _Match(Likeness.same_id, Sureness.certain, said, one, other)
    return _Match(Likeness.two_households, Sureness.certain, f"{one.name}：{said}", one, other)


def _alike(one: Figure, other: Figure) -> tuple[Sureness, str, int] | None:
    """How like they are by name, birth, telephone and address, in words, and how many of these agree."""
    name = _names_alike(one.name, other.name)
    if not name:
        return None
    agreed = [name]
    if one.born is not None and other.born is not None:
        if one.born != other.born:
            return None
        agreed.append("出生日期相同")
    if one.phone and one.phone == other.phone:
        agreed.append("电话相同")
    if one.address and one.address == other.address:
        agreed.append("住址相同")
    if len(agreed) < 2:
        return None
    sure = len(agreed) >= 3 or (name == SAME_NAME and "出生日期相同" in agreed)
    return (Sureness.likely if sure else Sureness.possible), "、".join(agreed), len(agreed)


def _names_alike(one: str, other: str) -> str:
    if not one or not other:
        return ""
    if one == other:
        return SAME_NAME
    if len(one) == len(other) and _sound(one) == _sound(other):
        return f"姓名同音（{one}、{other}）"
    return ""


@lru_cache(maxsize=1 << 16)
def _sound(name: str) -> str:
    return full_pinyin(name)


def _doubt(pair: tuple[int, int], matches: Sequence[_Match]) -> Doubt:
    best = max(matches, key=lambda m: (m.sureness, -_KINDS.index(m.kind)))
    kind, sureness = best.kind, best.sureness
    reasons = [_told(m) for m in matches]
    if _married(matches):
        kind = Likeness.married_heads
        reasons.insert(0, "两份档案的本人是夫妻，一家一份档案就够了")
    marks = sorted(
        "|".join((str(f.ordinal), f.name, f.id_number, str(f.born), f.phone, f.address))
        for m in matches
        for f in (m.one, m.other)
    )
    return Doubt(
        one=pair[0],
        other=pair[1],
        kind=kind,
        sureness=sureness,
        reasons=tuple(dict.fromkeys(reasons)),
        figures=hashlib.sha256("\n".join(marks).encode()).hexdigest()[:32],
    )


def _told(match: _Match) -> str:
    said = match.reason if match.reason.startswith(match.one.name) else f"{match.one.name}：{match.reason}"
    if match.one.is_head and match.other.is_head:
        return said
    if match.one.is_head or match.other.is_head:
        return f"{said}（一户的本人，另一户的家庭成员）"
    return f"{said}（两户的家庭成员）"


def _married(matches: Sequence[_Match]) -> bool:
    """Whether the head of one is the other head's wife or husband."""
    return any(
        (m.one.is_head and m.other.relation in _SPOUSES) or (m.other.is_head and m.one.relation in _SPOUSES)
        for m in matches
    )
