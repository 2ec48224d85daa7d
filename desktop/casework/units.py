"""The tree of units (单位): union levels, departments, schools, classes, villages; and who belongs where."""

from __future__ import annotations

from dataclasses import replace

from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.trail import Act
from desktop.domain.unit import Unit, subtree
from desktop.store import staff, units


class UnitError(OfficeError):
    """A unit that cannot be kept, closed or taken out as asked."""


def all_units(office: Office) -> tuple[Unit, ...]:
    """All units, closed ones too."""
    with office.store.read() as session:
        return tuple(units.everything(session))


def counts(office: Office) -> dict[int, int]:
    """How many archives each unit has with all units below it."""
    with office.store.read() as session:
        everything = units.everything(session)
        own = units.households_in(session)
    parents = {u.id: u.parent_id for u in everything if u.id is not None}
    total = dict.fromkeys(parents, 0)
    for unit, count in own.items():
        here: int | None = unit
        seen: set[int] = set()
        while here is not None and here not in seen:
            seen.add(here)
            total[here] = total.get(here, 0) + count
            here = parents.get(here)
    return total


def record_unit(office: Office, unit: Unit) -> Unit:
    """Keeps a unit, new or changed. Raises UnitError where its name is taken beside it or it would stand below itself."""
    unit = replace(unit, name=" ".join(unit.name.split()), code=unit.code.strip(), phone=unit.phone.strip())
    if not unit.name:
        raise UnitError("请填写单位名称。")
    with deed(office, Act.record_unit) as session:
        everything = units.everything(session)
        if unit.parent_id is not None:
            above = units.get(session, unit.parent_id)
            if unit.id is not None and unit.parent_id in subtree(everything, unit.id):
                raise UnitError(
                    f"「{above.name}」就在「{unit.name}」下面，不能又作它的上级。请另选上级单位。"
                )
        for other in everything:
            if other.id != unit.id and other.parent_id == unit.parent_id and other.name == unit.name:
                raise UnitError(f"同一级里已经有「{unit.name}」了，不必再建；同名的请加以区别。")
        if unit.head_id is not None:
            staff.get(session, unit.head_id)
        return units.put(session, unit)


def remove_unit(office: Office, unit_id: int) -> None:
    """Takes out a unit opened by mistake. Raises UnitError, saying what hangs on it, where it cannot go."""
    with deed(office, Act.record_unit) as session:
        unit = units.get(session, unit_id)
        hanging = units.hanging_on(session, unit_id)
        if hanging:
            said = "、".join(f"{count} 个{word}" for word, count in hanging.items())
            raise UnitError(
                f"「{unit.name}」下面还有{said}，不能删除。请先把它们移到别的单位（「并入」），或填写撤销日期。"
            )
        units.delete(session, unit_id)


def join_units(office: Office, unit_id: int, into: int) -> Unit:
    """Moves everything of one unit to another and takes the first out (撤并); the unit that stays."""
    with deed(office, Act.record_unit) as session:
        gone, stays = units.get(session, unit_id), units.get(session, into)
        if into in subtree(units.everything(session), unit_id):
            raise UnitError(f"「{stays.name}」就是「{gone.name}」或在它下面，不能并入。请另选。")
        units.move_all(session, unit_id, into)
        units.delete(session, unit_id)
        return stays
