"""Which unit the rows of a roster belong to (建档单位归属): found by name, chosen by the officer, or taken in as new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from desktop.casework.roster_rows import Draft, Problem, Severity, UnitWords
from desktop.casework.updating import FieldChange, Update
from desktop.domain.days import day_words
from desktop.domain.household import Household
from desktop.domain.sheet_targets import SCHOOLING, UNITS
from desktop.domain.unit import Unit, UnitKind
from desktop.domain.unit_list import kind_of
from desktop.domain.unit_names import ANY, Found, Kinds, Named, UnitNames, parts_of, plain_unit

_SHOWN = 3
_KINDS: Mapping[str, Kinds] = {
    "township": {UnitKind.township, UnitKind.other},
    "village": {UnitKind.village, UnitKind.community, UnitKind.other},
    "school": {UnitKind.school},
    "department": {UnitKind.faculty, UnitKind.department},
    "grade": {UnitKind.grade},
    "class_name": {UnitKind.class_},
}
_AS_NEW: Mapping[str, UnitKind] = {
    "township": UnitKind.township,
    "school": UnitKind.school,
    "department": UnitKind.faculty,
    "grade": UnitKind.grade,
    "class_name": UnitKind.class_,
}
UNIT_KEYS = frozenset((*UNITS, *SCHOOLING))
UNIT_LABEL, CLASS_LABEL = "建档单位", "班级（单位名录）"

Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NewUnit:
    """A unit to be taken in with the roster; its id, and that of a parent as new, are below zero until then."""

    id: int
    name: str
    kind: UnitKind
    parent_id: int | None


@dataclass(frozen=True)
class UnitOrders:
    """What the officer said of units for one roster: which words mean which, which are new, and below which unit."""

    chosen: Mapping[str, int] = field(default_factory=dict[str, int])
    fresh: frozenset[str] = frozenset()
    parent: int | None = None


@dataclass(frozen=True)
class Place:
    """Where the words of a row lead; `said` where somebody has to say it."""

    unit_id: int | None = None
    class_id: int | None = None
    said: str = ""
    lost: bool = False
    """The words were not found whole."""
    several: tuple[int, ...] = ()
    """Which they may mean."""


class Placing:
    """The units of an office, and how the rows of one roster are laid among them."""

    def __init__(
        self,
        units: Iterable[Unit] = (),
        own: Mapping[str, int] | None = None,
        orders: UnitOrders | None = None,
    ) -> None:
        """`own` are words remembered from earlier rosters."""
        everything = list(units)
        self.names = UnitNames(everything)
        self.new: dict[int, NewUnit] = {}
        self.orders = orders or UnitOrders()
        known = {**(own or {}), **self.orders.chosen}
        self._own = {text: i for text, i in known.items() if i in self.names.units}
        self._closed = {plain_unit(u.name): u for u in everything if u.closed_on is not None}
        self._there = {
            (u.parent_id, plain_unit(u.name)): u.id
            for u in everything
            if u.id is not None and u.closed_on is None
        }
        self._places: dict[Words, Place] = {}

    def problems(self, draft: Draft) -> list[Problem]:
        """What is said of the row's units that were not found."""
        return [
            Problem(
                words.column.label,
                said,
                Severity.warning,
                draft.number + words.column.down,
                words.column.place + 1,
                words.column.key,
                called(words.words),
            )
            for words in (draft.unit, draft.schooling)
            if words is not None and (said := self.place(words).said)
        ]

    def household(self, draft: Draft, told: Household) -> Household:
        """The household of a row with its unit; words nobody knows are kept in the remark."""
        unit = self.place(draft.unit)
        school = self.place(draft.schooling)
        unit_id = unit.unit_id if draft.unit else school.unit_id
        students = told.students
        if school.class_id is not None and students:
            students = (replace(students[0], class_id=school.class_id), *students[1:])
        remark = told.remark
        if draft.unit and unit.lost:
            remark = "；".join(filter(None, (remark, f"{UNIT_LABEL}：{called(draft.unit.words)}")))
        if (unit_id, students, remark) == (told.unit_id, told.students, told.remark):
            return told
        return replace(told, unit_id=unit_id, students=students, remark=remark)

    def update(self, draft: Draft, update: Update) -> Update:
        """What a row changes, with its unit; a school's sheet moves no archive from the unit that keeps it."""
        household, changes, left = update.household, list(update.changes), list(update.left)
        unit, school = self.place(draft.unit), self.place(draft.schooling)
        wanted = unit.unit_id if draft.unit else school.unit_id if household.unit_id is None else None
        if wanted is not None and wanted != household.unit_id:
            changes.append(FieldChange(UNIT_LABEL, self.full(household.unit_id), self.full(wanted)))
            household = replace(household, unit_id=wanted)
        if draft.unit and unit.said:
            left.append(f"{UNIT_LABEL}：{unit.said}")
        student = next((s for s in household.students if s.whose == household.head.ordinal), None)
        if school.class_id is not None and student and student.class_id != school.class_id:
            changes.append(FieldChange(CLASS_LABEL, self.full(student.class_id), self.full(school.class_id)))
            moved = replace(student, class_id=school.class_id)
            household = replace(
                household, students=tuple(moved if s is student else s for s in household.students)
            )
        if household is update.household and len(left) == len(update.left):
            return update
        return Update(household, tuple(changes), tuple(left))

    def place(self, words: UnitWords | None) -> Place:
        """Where these words lead."""
        if words is None:
            return Place()
        found = self._places.get(words.words)
        if found is None:
            found = self._places[words.words] = self._placed(words.words)
        return found

    def is_closed(self, text: str) -> bool:
        """Whether these words name a unit that is closed."""
        return plain_unit(parts_of(text)[-1]) in self._closed if parts_of(text) else False

    def likely(self, text: str) -> tuple[int, ...]:
        """Which units these words may mean, where they may mean several."""
        return next((p.several for words, p in self._places.items() if called(words) == text), ())

    def full(self, unit_id: int | None) -> str:
        """The unit with those above it, new ones too."""
        if unit_id is None:
            return ""
        new = self.new.get(unit_id)
        if new is None:
            return self.names.full(unit_id) if unit_id in self.names.units else ""
        return " › ".join(filter(None, (self.full(new.parent_id), new.name)))

    def _placed(self, words: Words) -> Place:
        if not words:
            return Place()
        text = called(words)
        if text in self._own:
            return self._as(self._own[text], words)
        found = self._found(words)
        if found.unit_id is not None:
            return self._as(found.unit_id, words)
        if text in self.orders.fresh:
            return self._as(self._made(words), words)
        if words[-1][0] == "unit":
            return Place(said=self._unknown(words, found), lost=True, several=found.several)
        for n in range(len(words), 0, -1):
            found = self._found(words[:n])
            if found.unit_id is not None:
                return Place(found.unit_id, lost=True)
            if found.several or self.names.kinds.intersection(_KINDS[words[n - 1][0]]):
                above = (self._found(words[:m]).unit_id for m in range(n - 1, 0, -1))
                upper = next((i for i in above if i is not None), None)
                said = self._unknown(words[:n], found, upper)
                return Place(upper, said=said, lost=True, several=found.several)
        return Place(lost=True)

    def _as(self, unit_id: int, words: Words) -> Place:
        new = self.new.get(unit_id)
        kind = new.kind if new else self.names.units[unit_id].kind
        is_class = words[-1][0] in SCHOOLING and kind is UnitKind.class_
        return Place(unit_id, unit_id if is_class else None)

    def _found(self, words: Words) -> Found:
        named = [Named(text, _KINDS.get(key, ANY)) for key, text in words]
        found = self.names.find(named)
        if (
            found.unit_id is None
            and words[-1][0] == "class_name"
            and len(words) > 1
            and words[-2][0] == "grade"
        ):
            joined = Named(words[-2][1] + words[-1][1], _KINDS["class_name"])
            also = self.names.find([*named[:-2], joined])
            return also if also.unit_id is not None or not found.several else found
        return found

    def _made(self, words: Words) -> int:
        """The unit as new, with what is missing above it; below the parent chosen where nothing of it is known."""
        steps = [(key, part) for key, text in words for part in (parts_of(text) if key == "unit" else [text])]
        above, first = self.orders.parent, 0
        for n in range(len(steps) - 1, 0, -1):
            found = self.names.find([Named(text, _KINDS.get(key, ANY)) for key, text in steps[:n]])
            if found.unit_id is not None:
                above, first = found.unit_id, n
                break
        for key, name in steps[first:]:
            there = self._there.get((above, plain_unit(name)))
            if there is None:
                there = -len(self.new) - 1
                kind = _AS_NEW.get(key) or kind_of(name, self._kind(above))
                self.new[there] = NewUnit(there, " ".join(name.split()), kind, above)
                self._there[above, plain_unit(name)] = there
            above = there
        assert above is not None
        return above

    def _kind(self, unit_id: int | None) -> UnitKind | None:
        if unit_id is None:
            return None
        new = self.new.get(unit_id)
        return new.kind if new else self.names.units[unit_id].kind

    def _unknown(self, words: Words, found: Found, upper: int | None = None) -> str:
        text = called(words)
        kept = f"先归到「{self.names.full(upper)}」" if upper is not None else "先不归到单位"
        if found.several:
            names = "、".join(self.names.full(i) for i in found.several[:_SHOWN])
            more = f" 等 {len(found.several)} 个" if len(found.several) > _SHOWN else ""
            return (
                f"「{text}」可能是几个单位：{names}{more}，分不清是哪一个，{kept}。请在「对应单位」里选定。"
            )
        closed = self._closed.get(plain_unit(words[-1][1]))
        if closed is not None and closed.closed_on is not None:
            said = f"「{text}」已于{day_words(closed.closed_on)}撤销，{kept}。"
            return f"{said}请在「对应单位」里选现在的单位。"
        return f"「{text}」不在单位名录里，{kept}。请在「对应单位」里选已有的单位，或作为新单位登记。"


def called(words: Words) -> str:
    """The words of a row for its unit as one text, by which they are chosen and remembered."""
    return " / ".join(text for _, text in words)


def moved(household: Household, ids: Mapping[int, int]) -> Household:
    """The household with the units that were new under the ids they have by now."""
    if not ids or ids.keys().isdisjoint(household.unit_ids):
        return household
    unit = household.unit_id
    students = tuple(
        replace(s, class_id=ids.get(s.class_id, s.class_id)) if s.class_id is not None else s
        for s in household.students
    )
    return replace(household, unit_id=unit if unit is None else ids.get(unit, unit), students=students)
