"""The tree of units (单位): union levels, departments, schools, classes, villages; and who belongs where."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.trail import Act
from desktop.domain.unit import Unit, full_name, subtree
from desktop.domain.unit_list import PastedUnit, read_units
from desktop.store import history, staff, units


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
    """Keeps a unit, new or changed, as a step of the history. Raises UnitError where its name is taken beside it or it would stand below itself."""
    unit = replace(
        unit,
        name=" ".join(unit.name.split()),
        short_name=" ".join(unit.short_name.split()),
        code=unit.code.strip(),
        phone=unit.phone.strip(),
    )
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
        return units.put_alone(session, unit)


def remove_unit(office: Office, unit_id: int) -> None:
    """Takes out a unit opened by mistake, as a step of the history.

    Raises UnitError, saying what hangs on it, where it cannot go.
    """
    with deed(office, Act.record_unit) as session:
        unit = units.get(session, unit_id)
        hanging = units.hanging_on(session, unit_id)
        if hanging:
            said = "、".join(f"{count} 个{word}" for word, count in hanging.items())
            raise UnitError(
                f"「{unit.name}」下面还有{said}，不能删除。请先把它们移到别的单位（「并入」），或填写撤销日期。"
            )
        units.delete_alone(session, unit_id)


def join_units(office: Office, unit_id: int, into: int) -> Unit:
    """Moves everything of one unit to another and takes the first out (撤并); the unit that stays.

    It is a step of the history: taken back, the unit is there again with all that was moved and not touched since.
    """
    with deed(office, Act.record_unit) as session:
        gone, stays = units.get(session, unit_id), units.get(session, into)
        if into in subtree(units.everything(session), unit_id):
            raise UnitError(f"「{stays.name}」就是「{gone.name}」或在它下面，不能并入。请另选。")
        units.join(session, gone, stays)
        return stays


@dataclass(frozen=True)
class Planned:
    """What becomes of one line of a pasted list: a new unit, one that is there already, or why it cannot be."""

    line: PastedUnit
    full: str
    new: bool
    problem: str = ""


def plan_units(office: Office, text: str, below: int | None = None) -> tuple[Planned, ...]:
    """What taking in a pasted list would come to, line by line; nothing is kept."""
    with office.store.read() as session:
        return tuple(x for x, _, _ in _planned(units.everything(session), text, below))


def take_in_units(office: Office, text: str, below: int | None = None) -> int:
    """Keeps the units of a pasted list that are not there yet, all or none, as one step of the history; how many were made.

    Raises UnitError, naming the first line that cannot be, or where nothing is new.
    """
    with deed(office, Act.record_unit) as session:
        known = units.everything(session)
        planned = _planned(known, text, below)
        wrong = next((x for x, _, _ in planned if x.problem), None)
        if wrong is not None:
            raise UnitError(f"「{wrong.line.name}」：{wrong.problem}")
        if not any(x.new for x, _, _ in planned):
            raise UnitError("名单里的单位都已经登记了，没有要新建的。" if planned else "没有粘贴内容。")
        fresh = [x.line.name for x, _, _ in planned if x.new]
        many = f"等 {len(fresh)} 个单位" if len(fresh) > 1 else ""
        history.named(session, f"新建「{fresh[0]}」{many}")
        ids: dict[int, int] = {}
        for x, own, parent in planned:
            if x.new:
                upper = ids.get(parent, parent) if parent is not None else None
                kept = units.add_along(session, Unit(name=x.line.name, kind=x.line.kind, parent_id=upper))
                ids[own] = kept.id or 0
        return len(ids)


def _planned(known: list[Unit], text: str, below: int | None) -> list[tuple[Planned, int, int | None]]:
    """Each line with its id, below zero while it is new, and that of its parent."""
    there = {(u.parent_id, u.name): u.id or 0 for u in known}
    everything: dict[int, Unit] = {u.id: u for u in known if u.id is not None}
    named: dict[str, list[int]] = {}
    for u in known:
        named.setdefault(u.name, []).append(u.id or 0)
    found: list[tuple[Planned, int, int | None]] = []
    for line in read_units(text):
        parent, problem = below, ""
        for name in line.above:
            parent = there.get((parent, name), parent)
        if line.parent:
            uppers = named.get(line.parent, [])
            if len(uppers) == 1:
                parent = uppers[0]
            else:
                problem = (
                    f"没有叫「{line.parent}」的上级单位，请把它写在前面一行，或先登记。"
                    if not uppers
                    else f"叫「{line.parent}」的上级单位有 {len(uppers)} 个，分不清是哪一个，请改用缩进写法。"
                )
        own = there.get((parent, line.name))
        new = own is None and not problem
        if own is None:
            own = -len(found) - 1
            everything[own] = Unit(id=own, name=line.name, kind=line.kind, parent_id=parent)
            if not problem:
                there[parent, line.name] = own
                named.setdefault(line.name, []).append(own)
        full = full_name(everything[own], everything)
        found.append((Planned(line, full, new, problem), own, parent))
    return found
