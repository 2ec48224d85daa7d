"""Whatever was done to archives: taken back in reverse, every archive is as it was; and nothing later is ever lost."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.app import DATABASE, open_unlocked, places
from desktop.casework import duplicates, history, intake, staff, units
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.household import Expense, ExpenseKind, Household, Tag
from desktop.domain.listing import HouseholdQuery
from desktop.domain.merging import Side
from desktop.domain.retention import Kept
from desktop.domain.staff import Staff
from desktop.domain.student import Student
from desktop.domain.trail import Act
from desktop.domain.unit import Unit, UnitKind
from desktop.store import households, imports
from tests.conftest import Clock, make_household

NAMES = ("张三", "李四", "王五", "陈䶮")
TEXTS = st.text(alphabet="甲乙丙 \u00b7ab", max_size=4)

changes = st.tuples(
    st.just("change"),
    st.integers(0, 9),
    st.sampled_from(["phone", "remark", "tags", "money", "member"]),
    TEXTS,
)
openings = st.tuples(st.just("open"), st.sampled_from(NAMES))
takings = st.tuples(st.just("import"), st.integers(1, 3))
merges = st.tuples(st.just("merge"), st.integers(0, 9), st.integers(0, 9), st.booleans())
takings_in = st.tuples(
    st.just("units"), st.sampled_from(["一厂\n　甲班\n　乙班", "二厂\n　甲班", "一厂\n　丙班"])
)
placings = st.tuples(st.just("place"), st.integers(0, 9), st.integers(0, 9))
joinings = st.tuples(st.just("join"), st.integers(0, 9), st.integers(0, 9))
savings = st.tuples(
    st.just("unit"), st.integers(0, 9), st.sampled_from(["new", "name", "phone", "up", "out"])
)
undoings = st.tuples(st.just("undo"), st.integers(0, 30), st.booleans())
sequences = st.lists(
    st.one_of(changes, openings, takings, merges, undoings, takings_in, placings, joinings, savings),
    min_size=1,
    max_size=14,
)


@pytest.fixture
def founded(office: Office) -> Path:
    """The data file of an office that was founded."""
    office.store.close()
    return office.store.path


@contextmanager
def fresh_office(empty: Path) -> Generator[Office]:
    """An office of its own for every sequence."""
    with TemporaryDirectory() as folder:
        shutil.copy(empty, Path(folder) / DATABASE)
        office = open_unlocked(Path(folder), places().resources, Clock())
        try:
            yield office
        finally:
            office.store.close()


def archives(office: Office) -> dict[int, tuple[Household, bool]]:
    """Every archive there is, but for its version, and whether it was put away."""
    found: dict[int, tuple[Household, bool]] = {}
    for kept in (Kept.active, Kept.sealed):
        for i in intake.household_ids(office, HouseholdQuery(kept=kept)):
            found[i] = (replace(intake.household(office, i), version=0), kept is Kept.sealed)
    return found


def tree(office: Office) -> tuple[set[Unit], dict[str, int | None]]:
    """All units, and where the staff belong."""
    return set(units.all_units(office)), {s.name: s.unit_id for s in staff.all_staff(office)}


def rows(office: Office) -> list[tuple[int, ...]]:
    """What the search would find, so that it is put back too."""
    with office.store.read() as session:
        text = "SELECT household_id, text FROM household_search ORDER BY household_id"
        return [tuple(r) for r in session.connection().exec_driver_sql(text)]


def act(office: Office, deed_: tuple[object, ...]) -> None:
    """Does one thing; what the office refuses is not done."""
    match deed_:
        case ("open", str(name)):
            intake.record_household(office, make_household(name))
        case ("import", int(count)):
            with deed(office, Act.import_roster) as session:
                many = [make_household(f"{NAMES[n]}导") for n in range(count)]
                households.put_many(session, many, office.today())
                imports.put(session, "cd" * 32, "册.xlsx", office.today(), count)
        case ("change", int(which), str(what), str(text)):
            ids = intake.household_ids(office, HouseholdQuery())
            if ids:
                now = intake.household(office, ids[which % len(ids)])
                intake.record_household(office, changed(now, what, text))
        case ("merge", int(one), int(other), bool(theirs)):
            ids = intake.household_ids(office, HouseholdQuery())
            if len(ids) > 1 and ids[one % len(ids)] != ids[other % len(ids)]:
                compared = duplicates.compare(office, ids[one % len(ids)], ids[other % len(ids)])
                side = Side.right if theirs else Side.left
                picks = {d.key: side for d in compared.differences}
                duplicates.merge(office, compared, picks)
        case ("units", str(text)):
            units.take_in_units(office, text)
        case ("place", int(which), int(where)):
            ids, there = intake.household_ids(office, HouseholdQuery()), units.all_units(office)
            if ids and there:
                now, unit_id = intake.household(office, ids[which % len(ids)]), there[where % len(there)].id
                pupil = Student(whose=1, school="示例小学", class_id=unit_id)
                intake.record_household(office, replace(now, unit_id=unit_id, students=(pupil,)))
        case ("join", int(one), int(other)):
            there = units.all_units(office)
            if there:
                gone, stays = there[one % len(there)], there[other % len(there)]
                units.join_units(office, gone.id or 0, stays.id or 0)
        case ("unit", int(which), str(what)):
            save_unit(office, which, what)
        case ("undo", int(which), bool(rest)):
            listed = history.steps(office).lines
            if listed:
                history.take_back(office, listed[which % len(listed)].id, rest=rest)
        case _:
            raise AssertionError(deed_)


def save_unit(office: Office, which: int, what: str) -> None:
    """Opens, changes or takes out one single unit."""
    there = units.all_units(office)
    if what == "new" or not there:
        units.record_unit(office, Unit(name=f"厂{which}", kind=UnitKind.enterprise))
        return
    unit = there[which % len(there)]
    if what == "out":
        units.remove_unit(office, unit.id or 0)
        return
    changes_ = {
        "name": replace(unit, name=f"{unit.name[:1]}{which}"),
        "phone": replace(unit, phone=f"0000-{which}", short_name=unit.name),
        "up": replace(unit, parent_id=there[(which + 1) % len(there)].id),
    }
    units.record_unit(office, changes_[what])


def changed(now: Household, what: str, text: str) -> Household:
    head = now.head
    others = tuple(m for m in now.members if m is not head)
    if what == "phone":
        return replace(now, members=(replace(head, phone=f"1990000{len(text):04d}"), *others))
    if what == "remark":
        return replace(now, remark=text)
    if what == "tags":
        return replace(now, tags=(Tag(name=text or "无", since=date(2026, 1, len(text) + 1)), *now.tags[:1]))
    if what == "money":
        paid = Expense(kind=ExpenseKind.illness, amount=Decimal(len(text)) + Decimal("0.01"), whose=1)
        return replace(now, expenses=(*now.expenses[:2], paid), verified_none=frozenset())
    return replace(
        now, members=tuple(m for m in now.members if m is head) if len(now.members) > 1 else now.members
    )


def tried(office: Office, deed_: tuple[object, ...]) -> bool:
    try:
        act(office, deed_)
    except OfficeError:
        return False
    return True


@pytest.mark.timeout(400)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=sequences, after=sequences)
def test_all_taken_back_in_reverse_is_the_beginning(
    founded: Path, before: list[tuple[object, ...]], after: list[tuple[object, ...]]
) -> None:
    with fresh_office(founded) as office:
        units.take_in_units(office, "一厂\n　甲班")
        first = units.all_units(office)[-1].id
        staff.record_staff(office, Staff(name="林班长", unit_id=first, works=True))
        for each in before:
            tried(office, each)
        last = max((s.id for s in history.steps(office).lines), default=0)
        start, found, stood = archives(office), rows(office), tree(office)
        seen = [start]
        for each in after:
            if tried(office, each):
                seen.append(archives(office))
        end, stands = archives(office), tree(office)
        steps = [s.id for s in history.steps(office).lines if s.id > last]
        undone: list[int] = []
        for step in steps:
            listed = next(s for s in history.steps(office).lines if s.id == step)
            if listed.open:  # what was taken back already, and the taking back with it, cancel out
                history.take_back(office, step)
                undone.append(max(s.id for s in history.steps(office).lines))
        assert archives(office) == start
        assert rows(office) == found
        assert tree(office) == stood
        for step in reversed(undone):
            history.take_back(office, step)
        assert archives(office) == end
        assert tree(office) == stands


@pytest.mark.timeout(400)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=sequences, later=changes, which=st.integers(0, 30), rest=st.booleans())
def test_taking_back_never_loses_a_later_change(
    founded: Path,
    before: list[tuple[object, ...]],
    later: tuple[object, ...],
    which: int,
    rest: bool,
) -> None:
    with fresh_office(founded) as office:
        for each in before:
            tried(office, each)
        earlier = [s.id for s in history.steps(office).lines]
        known = archives(office)
        tried(office, later)
        now = archives(office)
        touched = {i for i in now if now[i] != known.get(i)}
        if not earlier:
            return
        try:
            history.take_back(office, earlier[which % len(earlier)], rest=rest)
        except OfficeError:
            assert archives(office) == now
        after = archives(office)
        assert {i: after.get(i) for i in touched} == {i: now[i] for i in touched}
