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


def test_an_indented_list_becomes_a_tree_and_what_is_there_stays(office: Office, mill: Unit) -> None:
    text = "示例市总工会\n\t第一纺织厂\n\t\t细纱车间\n\t\t织布车间\n\t第二机械厂\n示例中学\n　　七年级\n　　　　七（1）班\n"
    planned = units.plan_units(office, text)
    assert [(x.full, x.new) for x in planned] == [
        ("示例市总工会", False),
        ("示例市总工会 › 第一纺织厂", False),
        ("示例市总工会 › 第一纺织厂 › 细纱车间", True),
        ("示例市总工会 › 第一纺织厂 › 织布车间", True),
        ("示例市总工会 › 第二机械厂", True),
        ("示例中学", True),
        ("示例中学 › 七年级", True),
        ("示例中学 › 七年级 › 七（1）班", True),
    ]
    assert units.take_in_units(office, text) == 6
    by_id = {u.id or 0: u for u in units.all_units(office)}
    kinds = {full_name(u, by_id): u.kind for u in by_id.values()}
    assert kinds["示例中学 › 七年级 › 七（1）班"] is UnitKind.class_
    assert kinds["示例市总工会 › 第一纺织厂 › 织布车间"] is UnitKind.department
    with pytest.raises(UnitError, match="没有要新建的"):
        units.take_in_units(office, text)


def test_a_list_in_two_columns_names_the_upper_unit(office: Office, mill: Unit) -> None:
    text = "上级单位\t名称\n第一纺织厂\t细纱车间\n细纱车间\t甲班\n没有的厂\t一车间\n"
    assert [(x.full, x.new, x.problem[:11]) for x in units.plan_units(office, text)] == [
        ("示例市总工会 › 第一纺织厂 › 细纱车间", True, ""),
        ("示例市总工会 › 第一纺织厂 › 细纱车间 › 甲班", True, ""),
        ("一车间", False, "没有叫「没有的厂」的上"),
    ]
    with pytest.raises(UnitError, match="「一车间」：没有叫「没有的厂」"):
        units.take_in_units(office, text)
    assert len(units.all_units(office)) == 2
    assert units.take_in_units(office, text.replace("没有的厂\t一车间\n", "")) == 2
    assert units.take_in_units(office, "二车间\n三车间", below=mill.id) == 2
