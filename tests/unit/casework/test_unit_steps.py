"""Opening, changing and taking out one single unit are steps of the history: taken back, and done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desktop.casework import history, intake, units
from desktop.casework.history import WorkedOnError
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.history import Step
from desktop.domain.household import Household
from desktop.domain.unit import Unit, UnitKind

Build = Callable[..., Household]
MILL = Unit(name="第一纺织厂", kind=UnitKind.enterprise)


def steps(office: Office) -> list[Step]:
    return list(history.steps(office).lines)


def kept(office: Office, unit_id: int | None) -> Unit | None:
    return next((u for u in units.all_units(office) if u.id == unit_id), None)


def test_a_unit_opened_goes_again_and_comes_back_the_same(office: Office) -> None:
    mill = units.record_unit(office, replace(MILL, phone="0000-7654321"))
    opened = steps(office)[0]
    assert (opened.said, opened.bare, opened.open) == ("登记单位 新建「第一纺织厂」", True, True)
    assert history.last_own(office) == opened
    assert history.look(office, opened.id).units_gone == ("第一纺织厂",)
    history.take_back(office, opened.id)
    assert kept(office, mill.id) is None
    history.take_back(office, steps(office)[0].id)
    assert kept(office, mill.id) == mill


def test_a_unit_something_hangs_on_stays(office: Office, household: Build) -> None:
    mill = units.record_unit(office, MILL)
    intake.record_household(office, replace(household(), unit_id=mill.id))
    opened = next(s for s in steps(office) if "新建「第一纺织厂」" in s.said)
    with pytest.raises(OfficeError, match="已另有用处"):
        history.take_back(office, opened.id)
    assert kept(office, mill.id) == mill


def test_a_change_names_what_changed_and_is_put_back(office: Office) -> None:
    union = units.record_unit(office, Unit(name="示例市总工会", kind=UnitKind.union))
    mill = units.record_unit(office, replace(MILL, parent_id=union.id))
    changed = replace(
        mill, name="第一棉纺厂", phone="0000-1111111", closed_on=date(2026, 2, 1), parent_id=None
    )
    units.record_unit(office, changed)
    step = steps(office)[0]
    assert step.said == "登记单位 「第一纺织厂」改为「第一棉纺厂」：上级、电话、撤销日期"
    assert history.look(office, step.id).units_changed == ("第一棉纺厂",)
    history.take_back(office, step.id)
    assert kept(office, mill.id) == mill
    history.take_back(office, steps(office)[0].id)
    assert kept(office, mill.id) == changed


def test_later_work_on_another_field_stands_and_on_the_same_field_stops(office: Office) -> None:
    mill = units.record_unit(office, MILL)
    units.record_unit(office, replace(mill, phone="0000-1111111"))
    first = steps(office)[0]
    units.record_unit(office, replace(mill, phone="0000-1111111", short_name="一纺"))
    history.take_back(office, first.id)
    assert kept(office, mill.id) == replace(mill, short_name="一纺")
    units.record_unit(office, replace(mill, short_name="一纺", phone="0000-2222222"))
    second = steps(office)[0]
    units.record_unit(office, replace(mill, short_name="一纺", phone="0000-3333333"))
    with pytest.raises(OfficeError, match="后来又改过"):
        history.take_back(office, second.id)
    assert kept(office, mill.id) == replace(mill, short_name="一纺", phone="0000-3333333")


def test_a_name_that_is_taken_since_is_not_put_back(office: Office) -> None:
    mill = units.record_unit(office, MILL)
    units.record_unit(office, replace(mill, name="第一棉纺厂"))
    renamed = steps(office)[0]
    units.record_unit(office, MILL)
    with pytest.raises(WorkedOnError, match="已经另有「第一纺织厂」"):
        history.take_back(office, renamed.id)


def test_a_unit_taken_out_is_there_again_in_its_place(office: Office) -> None:
    union = units.record_unit(office, Unit(name="示例市总工会", kind=UnitKind.union))
    mill = units.record_unit(office, replace(MILL, parent_id=union.id))
    units.remove_unit(office, mill.id or 0)
    step = steps(office)[0]
    assert (step.said, step.open) == ("登记单位 删除「第一纺织厂」", True)
    assert history.look(office, step.id).units_back == ("第一纺织厂",)
    history.take_back(office, step.id)
    assert kept(office, mill.id) == mill
    history.take_back(office, steps(office)[0].id)
    assert kept(office, mill.id) is None


def test_a_unit_saved_as_it_was_is_no_step(office: Office) -> None:
    mill = units.record_unit(office, MILL)
    before = len(steps(office))
    units.record_unit(office, mill)
    assert len(steps(office)) == before
