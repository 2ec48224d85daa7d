"""Units (单位): union levels, departments, schools, classes, villages and communities, as one tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UnitKind(StrEnum):
    union = "union"
    """工会（总工会、系统工会、基层工会）."""
    department = "department"
    """部门、车间、科室."""
    enterprise = "enterprise"
    school = "school"
    faculty = "faculty"
    """院系."""
    grade = "grade"
    """年级."""
    class_ = "class_"
    township = "township"
    """乡镇、街道."""
    community = "community"
    """社区、居委会."""
    village = "village"
    other = "other"


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One unit with its place in the tree. `head` is who answers for it: 班主任, 网格员, 工会主席."""

    name: str
    kind: UnitKind
    parent_id: int | None = None
    code: str = ""
    """Its number with the upper level, where it has one."""
    head_id: int | None = None
    """Among the staff."""
    phone: str = ""
    address: str = ""
    closed_on: date | None = None
    remark: str = ""
    short_name: str = ""
    """What the office calls it (简称): 一纺; sheets that are taken in may call it so too."""
    id: int | None = None


def subtree(units: Iterable[Unit], top: int) -> frozenset[int]:
    """The unit and all below it, by id."""
    below: dict[int | None, list[int]] = {}
    for unit in units:
        if unit.id is not None:
            below.setdefault(unit.parent_id, []).append(unit.id)
    found: set[int] = set()
    open_ = [top]
    while open_:
        here = open_.pop()
        if here not in found:
            found.add(here)
            open_ += below.get(here, [])
    return frozenset(found)


def full_name(unit: Unit, units: Mapping[int, Unit]) -> str:
    """Its name with those above it, from the top: 市总工会 › 第一纺织厂 › 细纱车间."""
    names = [unit.name]
    seen = {unit.id}
    here = unit
    while here.parent_id is not None and here.parent_id not in seen and here.parent_id in units:
        here = units[here.parent_id]
        seen.add(here.id)
        names.append(here.name)
    return " › ".join(reversed(names))
