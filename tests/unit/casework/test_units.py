"""The tree of units: kept, moved, joined, and never taken from under what hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.casework import intake, units
from desktop.casework.office import Office
from desktop.casework.units import UnitError
from desktop.domain.household import Household
from desktop.domain.unit import Unit, UnitKind, full_name, subtree
from desktop.store.errors import StaleError


@pytest.fixture
def mill(office: Office) -> Unit:
    union = units.record_unit(office, Unit(name="示例市总工会", kind=UnitKind.union))
    return units.record_unit(
        office, Unit(name="第一纺织厂", kind=UnitKind.enterprise, parent_id=union.id, code="0101")
    )


def _below(office: Office, parent: Unit, name: str) -> Unit:
    return units.record_unit(office, Unit(name=name, kind=UnitKind.department, parent_id=parent.id))


def test_a_unit_keeps_its_place_and_reads_from_the_top(office: Office, mill: Unit) -> None:
    spinning = _below(office, mill, "细纱车间")
    everything = units.all_units(office)
    by_id = {u.id or 0: u for u in everything}
    assert full_name(by_id[spinning.id or 0], by_id) == "示例市总工会 › 第一纺织厂 › 细纱车间"
    assert subtree(everything, mill.id or 0) == {mill.id, spinning.id}


def test_the_same_name_stands_twice_only_under_different_parents(office: Office, mill: Unit) -> None:
    _below(office, mill, "一车间")
    with pytest.raises(UnitError, match="已经有「一车间」"):
        _below(office, mill, " 一车间 ")
    other = units.record_unit(
        office, Unit(name="第二纺织厂", kind=UnitKind.enterprise, parent_id=mill.parent_id)
    )
    assert _below(office, other, "一车间").parent_id == other.id


def test_a_unit_never_comes_to_stand_below_itself(office: Office, mill: Unit) -> None:
    spinning = _below(office, mill, "细纱车间")
    with pytest.raises(UnitError, match="不能又作它的上级"):
        units.record_unit(office, replace(mill, parent_id=spinning.id))
    with pytest.raises(UnitError, match="不能又作它的上级"):
        units.record_unit(office, replace(mill, parent_id=mill.id))
    assert {u.id: u.parent_id for u in units.all_units(office)}[mill.id] == mill.parent_id


def test_archives_are_counted_up_the_tree(
    office: Office, mill: Unit, household: Callable[..., Household]
) -> None:
    spinning = _below(office, mill, "细纱车间")
    intake.record_household(office, replace(household(), unit_id=spinning.id))
    assert units.counts(office) == {mill.parent_id: 1, mill.id: 1, spinning.id: 1}


def test_a_unit_with_something_on_it_is_joined_to_another_not_deleted(
    office: Office, mill: Unit, household: Callable[..., Household]
) -> None:
    spinning, weaving = _below(office, mill, "细纱车间"), _below(office, mill, "织布车间")
    kept = intake.record_household(office, replace(household(), unit_id=spinning.id))
    with pytest.raises(UnitError, match="下面还有1 个家庭档案，不能删除"):
        units.remove_unit(office, spinning.id or 0)
    with pytest.raises(UnitError, match="不能并入"):
        units.join_units(office, mill.id or 0, spinning.id or 0)
    units.join_units(office, spinning.id or 0, weaving.id or 0)
    assert intake.household(office, kept.id or 0).unit_id == weaving.id
    assert spinning.id not in {u.id for u in units.all_units(office)}
    # Who had the archive open meanwhile would write the unit back that is gone.
    with pytest.raises(StaleError):
        intake.record_household(office, kept)
    units.remove_unit(office, _below(office, mill, "开错的").id or 0)
