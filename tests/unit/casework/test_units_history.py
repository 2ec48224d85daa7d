"""Joining units and taking a list of units in are steps of the history: taken back whole, and done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.casework import field_history, history, intake, keeping, staff, units
from desktop.casework.deeds import deed
from desktop.casework.history import WorkedOnError
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.person import Member, Relation
from desktop.domain.staff import Staff
from desktop.domain.student import Student
from desktop.domain.trail import Act
from desktop.domain.unit import Unit, UnitKind
from desktop.store import households
from desktop.store.rows.history import HistoryPartRow
from tests.conftest import make_household
from tests.statements import statements

Build = Callable[..., Household]


@pytest.fixture
def tree(office: Office) -> dict[str, int]:
    """A union with a mill of two shops, by name."""
    ids: dict[str, int] = {}
    for name, kind, above in (
        ("示例市总工会", UnitKind.union, None),
        ("第一纺织厂", UnitKind.enterprise, "示例市总工会"),
        ("细纱车间", UnitKind.department, "第一纺织厂"),
        ("甲班", UnitKind.department, "细纱车间"),
        ("织布车间", UnitKind.department, "第一纺织厂"),
    ):
        parent = ids[above] if above else None
        ids[name] = units.record_unit(office, Unit(name=name, kind=kind, parent_id=parent)).id or 0
    return ids


def newest(office: Office) -> int:
    return history.steps(office).lines[0].id


def newest_of(office: Office, said: str) -> int:
    return next(s.id for s in history.steps(office).lines if said in s.said and s.open)


def unit_of(office: Office, household: Household) -> int | None:
    return intake.household(office, household.id or 0).unit_id


def now(office: Office, household: Household) -> Household:
    return replace(intake.household(office, household.id or 0), version=0)


def test_a_joining_is_taken_back_with_all_it_moved_and_done_again(
    office: Office, tree: dict[str, int], household: Build
) -> None:
    old, into = tree["细纱车间"], tree["织布车间"]
    pupil = Student(whose=2, school="示例小学", class_id=old)
    plain = intake.record_household(office, replace(household(), unit_id=old))
    taught = household("李练习")
    taught = replace(
        taught,
        members=(*taught.members[:1], Member(ordinal=2, name="李小", relation=Relation.son)),
        students=(pupil,),
    )
    taught = intake.record_household(office, replace(taught, unit_id=into))
    person = staff.record_staff(office, Staff(name="林班长", unit_id=old, works=True))
    before, people = units.all_units(office), staff.all_staff(office)
    units.join_units(office, old, into)
    joined, moved = units.all_units(office), staff.all_staff(office)
    assert unit_of(office, plain) == into
    assert now(office, taught).students[0].class_id == into
    assert next(u for u in joined if u.name == "甲班").parent_id == into
    step = history.steps(office).lines[0]
    assert step.said == "登记单位 「细纱车间」并入「织布车间」"
    assert (step.archives, step.open) == (2, True)
    outlook = history.look(office, step.id)
    assert (outlook.possible, outlook.count, outlook.units_back) == (True, 2, ("细纱车间",))

    history.take_back(office, step.id)
    assert units.all_units(office) == before
    assert staff.all_staff(office) == people
    assert next(s for s in people if s.id == person.id).unit_id == old
    assert now(office, plain) == replace(plain, version=0)
    assert now(office, taught) == replace(taught, version=0)

    history.take_back(office, newest(office))
    assert units.all_units(office) == joined
    assert staff.all_staff(office) == moved
    assert unit_of(office, plain) == into
    assert now(office, taught).students[0].class_id == into


def test_a_joining_of_empty_units_is_a_step_without_archives(office: Office, tree: dict[str, int]) -> None:
    before = units.all_units(office)
    units.join_units(office, tree["细纱车间"], tree["织布车间"])
    step = history.steps(office).lines[0]
    assert (step.archives, step.open, step.bare, step.standing) == (0, True, True, "")
    assert history.last_own(office) == step
    taken = history.take_back(office, step.id)
    assert taken.said == "已撤销：登记单位 「细纱车间」并入「织布车间」"
    assert units.all_units(office) == before
    again = history.steps(office).lines
    assert [(s.open, bool(s.standing)) for s in again[:2]] == [(True, False), (False, True)]
    with pytest.raises(OfficeError, match="没有可以撤销的"):
        history.take_back(office, step.id)
    history.take_back(office, again[0].id)
    assert tree["细纱车间"] not in {u.id for u in units.all_units(office)}
    assert [s.open for s in history.steps(office).lines[:3]] == [True, False, True]


def test_units_of_one_name_are_told_apart_by_those_above(office: Office, tree: dict[str, int]) -> None:
    other = Unit(name="甲班", kind=UnitKind.department, parent_id=tree["织布车间"])
    units.join_units(office, tree["甲班"], units.record_unit(office, other).id or 0)
    mill = "示例市总工会 › 第一纺织厂"
    assert (
        history.steps(office).lines[0].about
        == f"「{mill} › 细纱车间 › 甲班」并入「{mill} › 织布车间 › 甲班」"
    )


def test_a_list_taken_in_goes_and_comes_again(office: Office, tree: dict[str, int], household: Build) -> None:
    before = units.all_units(office)
    units.take_in_units(office, "示例中学\n　　七年级\n　　　　七（1）班\n　　　　七（2）班")
    made = units.all_units(office)
    step = history.steps(office).lines[0]
    assert step.said == "登记单位 新建「示例中学」等 4 个单位"
    assert history.look(office, step.id).units_gone == ("示例中学", "七年级", "七（1）班", "七（2）班")
    history.take_back(office, step.id)
    assert units.all_units(office) == before
    history.take_back(office, newest(office))
    assert units.all_units(office) == made
    ids = {u.name: u.id for u in made}
    intake.record_household(office, replace(household(), unit_id=ids["七（1）班"]))
    taken = history.take_back(office, newest_of(office, "新建「示例中学」"))
    assert taken.units == ("七（1）班", "七年级", "示例中学")
    assert "已另有用处，保留：七（1）班、七年级、示例中学" in taken.said
    assert ids["七（2）班"] not in {u.id for u in units.all_units(office)}


def test_where_every_unit_is_in_use_nothing_is_taken_back(office: Office, household: Build) -> None:
    units.take_in_units(office, "示例中学")
    step = newest(office)
    intake.record_household(office, replace(household(), unit_id=units.all_units(office)[0].id))
    with pytest.raises(OfficeError, match="示例中学都已另有用处"):
        history.take_back(office, step)
    assert next(s for s in history.steps(office).lines if s.id == step).open


def test_an_archive_worked_on_since_stays_with_the_unit_that_is_there(
    office: Office, tree: dict[str, int], household: Build
) -> None:
    old, into = tree["细纱车间"], tree["织布车间"]
    first = intake.record_household(office, replace(household("甲练习"), unit_id=old))
    second = intake.record_household(office, replace(household("乙练习"), unit_id=old))
    units.join_units(office, old, into)
    step = newest(office)
    intake.record_household(office, replace(intake.household(office, second.id or 0), remark="后来改的"))
    with pytest.raises(WorkedOnError, match="其余 1 户没有动过"):
        history.take_back(office, step)
    assert old not in {u.id for u in units.all_units(office)}
    history.take_back(office, step, rest=True)
    assert (unit_of(office, first), unit_of(office, second)) == (old, into)
    listed = next(s for s in history.steps(office).lines if s.id == step)
    assert (listed.undone, listed.open) == (1, True)
    # What was done later taken back, the rest of it goes too.
    history.take_back(office, next(s.id for s in history.steps(office).lines if s.id == step + 1))
    history.take_back(office, step)
    assert unit_of(office, second) == old


def test_later_work_that_leaves_the_unit_alone_is_no_obstacle_nor_is_an_archive_put_away(
    office: Office, tree: dict[str, int], household: Build
) -> None:
    old, into = tree["细纱车间"], tree["织布车间"]
    kept = intake.record_household(office, replace(household(), unit_id=old))
    keeping.seal(office, kept.id or 0, "迁出")
    units.join_units(office, old, into)
    assert history.look(office, newest(office)).possible
    history.take_back(office, newest(office))
    assert unit_of(office, kept) == old


def test_what_moved_on_since_stays_where_it_is(office: Office, tree: dict[str, int]) -> None:
    old, into, top = tree["细纱车间"], tree["织布车间"], tree["示例市总工会"]
    person = staff.record_staff(office, Staff(name="林班长", unit_id=old, works=True))
    units.join_units(office, old, into)
    step = newest(office)
    staff.record_staff(office, replace(person, unit_id=top))
    taken = history.take_back(office, step)
    assert [s.unit_id for s in staff.all_staff(office)] == [top]
    assert taken.elsewhere == ("林班长",)
    assert "后来又转到别处、保持原样的：林班长" in taken.said
    assert next(u for u in units.all_units(office) if u.name == "甲班").parent_id == old


def test_a_unit_comes_back_neither_beside_its_namesake_nor_below_nothing(
    office: Office, tree: dict[str, int], household: Build
) -> None:
    old, into = tree["细纱车间"], tree["织布车间"]
    kept = intake.record_household(office, replace(household(), unit_id=old))
    units.join_units(office, old, into)
    step = newest(office)
    mill = tree["第一纺织厂"]
    fresh = units.record_unit(office, Unit(name="细纱车间", kind=UnitKind.department, parent_id=mill))
    assert fresh.id not in tree.values()  # an id is never used twice: the history still speaks of it
    with pytest.raises(WorkedOnError, match="同一级里已经另有「细纱车间」"):
        history.take_back(office, step)
    outlook = history.look(office, step)
    assert (outlook.possible, outlook.rest_possible) == (False, False)
    units.remove_unit(office, fresh.id or 0)
    units.join_units(office, mill, tree["示例市总工会"])
    with pytest.raises(WorkedOnError, match="上级单位"):
        history.take_back(office, step)
    assert unit_of(office, kept) == into


def test_the_log_and_the_history_of_fields_tell_of_the_move(
    office: Office, tree: dict[str, int], household: Build
) -> None:
    old, into = tree["细纱车间"], tree["织布车间"]
    kept = intake.record_household(office, replace(household(), unit_id=old, remark="甲"))
    intake.record_household(office, replace(kept, remark="乙"))
    units.join_units(office, old, into)
    changes = field_history.of_household(office, kept.id or 0)
    assert [(c.path, c.old, c.new) for c in changes][:2] == [
        ("unit_id", str(old), str(into)),
        ("remark", "甲", "乙"),
    ]
    # Before and after of the change before it are still told whole, although the move keeps no content.
    assert field_history.reveal(office, changes[1]) == field_history.Whole(old="甲", new="乙")
    whole = field_history.reveal(office, changes[0])
    assert (whole.old, whole.new) == (str(old), str(into))


def test_steps_before_a_joining_are_taken_back_after_it(
    office: Office, tree: dict[str, int], household: Build
) -> None:
    old = tree["细纱车间"]
    kept = intake.record_household(office, replace(household(), unit_id=old))
    intake.record_household(office, replace(kept, remark="改过"))
    changed = newest(office)
    units.join_units(office, old, tree["织布车间"])
    with pytest.raises(WorkedOnError, match="并入「织布车间」"):
        history.take_back(office, changed)
    history.take_back(office, newest(office))
    history.take_back(office, changed)
    assert now(office, kept) == replace(kept, version=0)


def test_thousands_of_archives_are_moved_and_moved_back_in_a_few_statements(
    office: Office, tree: dict[str, int]
) -> None:
    many = [replace(make_household(f"练习{n}"), unit_id=tree["细纱车间"]) for n in range(4000)]
    with deed(office, Act.record_household) as session:
        households.put_many(session, many, office.today())
    for deed_ in (
        lambda: units.join_units(office, tree["细纱车间"], tree["织布车间"]),
        lambda: history.look(office, newest(office)),
        lambda: history.take_back(office, newest(office)),
        lambda: history.take_back(office, newest(office)),
    ):
        with statements() as asked:
            deed_()
        assert len(asked) < 400  # in pieces, never one by one
    assert units.counts(office)[tree["织布车间"]] == 4000
    with office.store.read() as session:
        kept = session.query(HistoryPartRow.before).filter(HistoryPartRow.step_id == newest(office)).all()
    assert len(kept) == 4000
    assert max(len(content or b"") for (content,) in kept) < 40  # a move keeps what it moved, not the archive
