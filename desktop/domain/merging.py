"""Two files of one person side by side (合并比对): where they differ, and what comes of it when one is chosen for each.

`left` is the file that stays, `right` the one that is put away. A list entry that only one side has is a difference too:
whoever chooses the other side leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, cast

from desktop.domain.household import WHOLE_HOUSEHOLD, Guardian, Household
from desktop.domain.likeness import Figure, address_key, same_person
from desktop.domain.masking import masked
from desktop.domain.person import Illness, Member, Relation
from desktop.domain.trail_words import field_words, value_words

LISTS = ("incomes", "expenses", "properties", "certificates", "debts", "guardians", "students", "tags")
NOTHING = "（空）"
ABSENT = "（没有这一项）"
_APART = frozenset(
    {"members", *LISTS, "id", "version", "number", "state", "state_since", "verified_none", "unit_id"}
)
"""Fields of a household that are not chosen one by one: the file that stays keeps its number, state and unit."""


class Side(StrEnum):
    left = "left"
    right = "right"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing in which the files differ; `key` names it for a choice."""

    key: str
    group: str
    word: str
    left: str
    right: str
    left_covered: str
    right_covered: str
    suggested: Side

    @property
    def clash(self) -> bool:
        """Both say something, and not the same."""
        blank = (NOTHING, ABSENT)
        return self.left not in blank and self.right not in blank


def differences(left: Household, right: Household) -> tuple[Difference, ...]:
    """Everything in which the files differ, people first; where only one says something, that is suggested."""
    pairs = matched(left, right)
    moved = _moved(left, right, pairs)
    found = [*_of_people(left, right, pairs), *_of_household(left, right)]
    for name in LISTS:
        found += _of_list(name, left, getattr(left, name), moved, getattr(moved, name))
    return tuple(found)


def merged(left: Household, right: Household, picks: Mapping[str, Side]) -> Household:
    """The file that stays, with everything as chosen; what was not chosen as it was suggested."""
    listed = {d.key: d.suggested for d in differences(left, right)} | dict(picks)
    chosen = {key for key, side in listed.items() if side is Side.right}
    pairs = matched(left, right)
    moved = _moved(left, right, pairs)
    members = tuple(_people(left, right, moved, pairs, listed, chosen))
    there = {m.ordinal for m in members} | {WHOLE_HOUSEHOLD}
    plain = {
        f.name: getattr(right, f.name)
        for f in fields(Household)
        if f.name not in _APART and f"household.{f.name}" in chosen
    }
    lists: dict[str, Any] = {}
    for name in LISTS:
        lists[name] = tuple(_entries(name, getattr(left, name), getattr(moved, name), listed, there))
    made = replace(left, members=members, **plain, **lists, verified_none=frozenset())
    checked = left.verified_none | right.verified_none
    return replace(made, verified_none=frozenset(t for t in checked if not made.known(t)))


def matched(left: Household, right: Household) -> dict[int, int]:
    """Which member of the right file is which of the left one, by their numbers."""
    pairs: dict[int, int] = {}
    for namesakes in (True, False):  # first by the same name: twins may bear names that sound alike
        for theirs in (m for m in right.members if m.ordinal not in pairs):
            figure = _figure(right, theirs)
            for ours in left.members:
                if ours.ordinal in pairs.values() or (namesakes and ours.name != theirs.name):
                    continue
                if same_person(_figure(left, ours), figure):
                    pairs[theirs.ordinal] = ours.ordinal
                    break
    for theirs in right.members:
        if theirs.ordinal in pairs:
            continue
        for ours in left.members:
            free = ours.ordinal not in pairs.values()
            # Within two files of one family the name is enough, unless the numbers say otherwise.
            if free and ours.name == theirs.name and not _numbers_differ(ours, theirs):
                pairs[theirs.ordinal] = ours.ordinal
                break
    head, other = left.head, right.head
    if other.ordinal not in pairs and head.ordinal not in pairs.values() and head.name == other.name:
        pairs[other.ordinal] = head.ordinal
    return pairs


def new_ordinals(left: Household, right: Household) -> dict[int, int]:
    """The numbers all members of the right file get in the left one."""
    pairs = matched(left, right)
    used = [m.ordinal for m in left.members]
    for name in LISTS:
        used += [entry.whose for entry in getattr(left, name) if hasattr(entry, "whose")]
    free = max(used, default=0) + 1
    for member in right.members:
        if member.ordinal not in pairs:
            pairs[member.ordinal] = free
            free += 1
    return pairs


def _moved(left: Household, right: Household, pairs: Mapping[int, int]) -> Household:
    """The right file with the numbers its people get in the left one."""
    numbers = {WHOLE_HOUSEHOLD: WHOLE_HOUSEHOLD, **new_ordinals(left, right)}
    same_head = pairs.get(right.head.ordinal) == left.head.ordinal
    members = tuple(_seen_from(left, right, m, numbers[m.ordinal], same_head) for m in right.members)
    lists = {name: tuple(_renumbered(entry, numbers) for entry in getattr(right, name)) for name in LISTS}
    return replace(right, members=members, **lists)


def _seen_from(left: Household, right: Household, member: Member, ordinal: int, same_head: bool) -> Member:
    """A member with their number in the left file, and what they are to its head, as far as that is known."""
    member = replace(member, ordinal=ordinal)
    if same_head or left.member(ordinal) is not None:
        return member
    was = f"与{right.head.name}的关系：{value_words('household', 'members.1.relation', member.relation)}"
    return replace(member, relation=Relation.other, remark="；".join(x for x in (was, member.remark) if x))


def _renumbered(entry: Any, numbers: Mapping[int, int]) -> Any:
    if isinstance(entry, Guardian):
        return replace(entry, whose=numbers.get(entry.whose, 0), member=numbers.get(entry.member, 0))
    return replace(entry, whose=numbers.get(entry.whose, 0)) if hasattr(entry, "whose") else entry


def _figure(household: Household, member: Member) -> Figure:
    return Figure(
        household_id=household.id or 0,
        ordinal=member.ordinal,
        relation=member.relation,
        name=member.name,
        id_number=member.id_number,
        born=member.born,
        phone=member.phone,
        address=address_key(household.address),
    )


def _numbers_differ(one: Member, other: Member) -> bool:
    if one.id_number and other.id_number and one.id_number != other.id_number:
        return True
    return one.born is not None and other.born is not None and one.born != other.born


def _of_people(left: Household, right: Household, pairs: Mapping[int, int]) -> Iterator[Difference]:
    theirs = {ours: right.member(number) for number, ours in pairs.items()}
    for member in left.members:
        other = theirs.get(member.ordinal)
        group = "本人" if member.relation is Relation.head else f"成员 {member.name}"
        if other is None:
            if member.relation is not Relation.head:
                yield _entry(f"members.left.{member.ordinal}", "家庭成员", member.name, member, None, left)
            continue
        for name in _fields_of(member, other, left, right):
            path = f"members.{member.ordinal}.{name}"
            yield _field(path, group, getattr(member, name), getattr(other, name))
        yield from _of_illnesses(member, other, group)
    for other in right.members:
        if other.ordinal not in pairs:
            yield _entry(f"members.right.{other.ordinal}", "家庭成员", other.name, None, other, right)


def _fields_of(one: Member, other: Member, left: Household, right: Household) -> Iterator[str]:
    heads = (one.ordinal == left.head.ordinal, other.ordinal == right.head.ordinal)
    for f in fields(Member):
        if f.name in ("ordinal", "illnesses") or (f.name == "relation" and any(heads)):
            continue
        if getattr(one, f.name) != getattr(other, f.name):
            yield f.name


def _of_illnesses(one: Member, other: Member, group: str) -> Iterator[Difference]:
    for side, entries, others in (
        (Side.left, one.illnesses, other.illnesses),
        (Side.right, other.illnesses, one.illnesses),
    ):
        for at, illness in enumerate(entries):
            if illness not in others:
                key = f"members.{one.ordinal}.illnesses.{side}.{at}"
                yield _listed(key, group, "疾病", side, "members.1.illnesses.1", illness, None)


def _of_household(left: Household, right: Household) -> Iterator[Difference]:
    for f in fields(Household):
        ours, theirs = getattr(left, f.name), getattr(right, f.name)
        if f.name not in _APART and ours != theirs:
            yield _field(f"household.{f.name}", "家庭", ours, theirs)


def _of_list(
    name: str, left: Household, ours: Sequence[Any], moved: Household, theirs: Sequence[Any]
) -> Iterator[Difference]:
    group = field_words("household", name)
    for side, entries, others, owner in (
        (Side.left, ours, theirs, left),
        (Side.right, theirs, ours, moved),
    ):
        for at, entry in enumerate(entries):
            if entry not in others:
                key = f"{name}.{side}.{at}"
                found = _listed(key, group, group, side, f"{name}.1", entry, owner)
                # One person has one student's file: where both tell of it, that of the file that stays.
                twice = name == "students" and entry.whose in {x.whose for x in others}
                yield replace(found, suggested=Side.left) if twice else found


def _field(key: str, group: str, ours: Any, theirs: Any) -> Difference:
    path = key.removeprefix("household.")
    left, right = (_value(path, x) for x in (ours, theirs))
    return Difference(
        key=key,
        group=group,
        word=field_words("household", path).split(" · ")[-1],
        left=left or NOTHING,
        right=right or NOTHING,
        left_covered=_value(path, ours, covered=True) or NOTHING,
        right_covered=_value(path, theirs, covered=True) or NOTHING,
        suggested=Side.right if not left and right else Side.left,
    )


def _entry(
    key: str, group: str, word: str, ours: Member | None, theirs: Member | None, owner: Household
) -> Difference:
    side = Side.left if ours is not None else Side.right
    return _listed(key, group, word, side, "members.1", ours or theirs, owner)


def _listed(
    key: str, group: str, word: str, side: Side, path: str, entry: Any, owner: Household | None
) -> Difference:
    said, covered = (_entry_words(path, entry, owner, covered=c) for c in (False, True))
    mine = side is Side.left
    return Difference(
        key=key,
        group=group,
        word=word,
        left=said if mine else ABSENT,
        right=ABSENT if mine else said,
        left_covered=covered if mine else ABSENT,
        right_covered=ABSENT if mine else covered,
        suggested=side,
    )


def _entry_words(path: str, entry: Any, owner: Household | None, *, covered: bool) -> str:
    said: list[str] = []
    for f in fields(entry):
        value = getattr(entry, f.name)
        if f.name in ("ordinal", "illnesses") or value in ("", None, frozenset(), f.default):
            continue
        if f.name in ("whose", "member") and owner is not None:
            said.append(owner.owner_name(value))
            continue
        text = _value(f"{path}.{f.name}", value, covered=covered)
        if text:
            said.append(text if f.name in ("kind", "name", "disease") else f"{_word(path, f.name)} {text}")
    return "，".join(said)


def _word(path: str, name: str) -> str:
    return field_words("household", f"{path}.{name}").split(" · ")[-1]


def _value(path: str, value: Any, *, covered: bool = False) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, tuple | frozenset | list):
        parts = sorted(_value(path, part, covered=covered) for part in cast("tuple[Any, ...]", value))
        return "、".join(parts)
    text = value.value if isinstance(value, StrEnum) else str(value)
    return value_words("household", path, masked(path, text) if covered else text)


def _people(
    left: Household,
    right: Household,
    moved: Household,
    pairs: Mapping[int, int],
    listed: Mapping[str, Side],
    chosen: set[str],
) -> Iterator[Member]:
    theirs = {ours: right.member(number) for number, ours in pairs.items()}
    for member in left.members:
        other = theirs.get(member.ordinal)
        if other is None:
            if listed.get(f"members.left.{member.ordinal}", Side.left) is Side.left:
                yield member
            continue
        prefix = f"members.{member.ordinal}."
        taken = {f.name: getattr(other, f.name) for f in fields(Member) if f"{prefix}{f.name}" in chosen}
        ill = tuple(_illnesses(f"{prefix}illnesses", member.illnesses, other.illnesses, listed))
        yield replace(member, **taken, illnesses=ill)
    for other, seen in zip(right.members, moved.members, strict=True):
        key = f"members.right.{other.ordinal}"
        if other.ordinal not in pairs and listed.get(key, Side.right) is Side.right:
            yield seen


def _illnesses(
    key: str, ours: Sequence[Illness], theirs: Sequence[Illness], listed: Mapping[str, Side]
) -> Iterator[Illness]:
    yield from (x for n, x in enumerate(ours) if listed.get(f"{key}.left.{n}", Side.left) is Side.left)
    yield from (x for n, x in enumerate(theirs) if listed.get(f"{key}.right.{n}") is Side.right)


def _entries(
    name: str, ours: Sequence[Any], theirs: Sequence[Any], listed: Mapping[str, Side], there: set[int]
) -> Iterator[Any]:
    """The entries chosen, without those of people who were left out."""
    both = [
        *(x for n, x in enumerate(ours) if listed.get(f"{name}.left.{n}", Side.left) is Side.left),
        *(x for n, x in enumerate(theirs) if listed.get(f"{name}.right.{n}") is Side.right),
    ]
    for entry in both:
        if getattr(entry, "whose", WHOLE_HOUSEHOLD) not in there:
            continue
        if isinstance(entry, Guardian) and entry.member not in there:
            entry = replace(entry, member=WHOLE_HOUSEHOLD)
        yield entry
