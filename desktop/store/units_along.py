"""Units that came, went or were joined with a step of the history: they are put back with it, unless worked on since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from desktop.domain.history import Step
from desktop.store import companions, trail, units
from desktop.store.companions import Companion
from desktop.store.database import Session
from desktop.store.rows.history import HistoryStepRow
from desktop.store.rows.units import StaffRow, UnitRow

UNIT, STAFF = UnitRow.__tablename__, StaffRow.__tablename__
_SUBJECTS: Mapping[str, tuple[type[Any], str]] = {UNIT: (UnitRow, units.SUBJECT), STAFF: (StaffRow, "staff")}


def coming_back(session: Session, step: Step) -> set[int]:
    """The units that taking this step back would bring back: those it took away."""
    return {int(c.key["id"]) for c in _of(session, step) if c.new is None}


@dataclass(frozen=True)
class Named:
    """The units a step would touch when it is taken back: there again, gone, and as they were before."""

    back: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]


def names(session: Session, step: Step) -> Named:
    """The units that would be there again, those that would go, and those that alone were changed."""
    found = _of(session, step)
    gone = [session.get(UnitRow, c.key["id"]) for c in found if c.old is None]
    alone = len(found) == 1 and found[0].old is not None and found[0].new is not None
    return Named(
        back=tuple(c.old["name"] for c in _away(session, found) if c.old is not None),
        gone=tuple(row.name for row in gone if row is not None),
        changed=(_name(session, found[0]),) if alone else (),
    )


def trouble(session: Session, step: Step) -> tuple[str, str] | None:
    """Why the units of the step cannot be put back: the unit or person, and the reason; None where they can."""
    found = _of(session, step)
    away = _away(session, found)
    turning = [c for c in found if c.old is not None and c.new is not None and companions.stands(session, c)]
    if not away and not turning:
        return None
    tree = {row.id: (row.parent_id, row.name) for row in session.scalars(select(UnitRow))}
    for c in (*away, *turning):
        if c.table == UNIT and c.old is not None:
            above, name = tree.get(c.key["id"], (None, ""))
            tree[c.key["id"]] = (c.old.get("parent_id", above), c.old.get("name", name))
    beside = Counter(tree.values())
    alone = len(found) == 1  # a joining may bring namesakes together, so it may be done again
    for c in (*away, *turning):
        assert c.old is not None
        name = c.old.get("name") or _name(session, c)
        above = tree[c.key["id"]][0] if c.table == UNIT else c.old["unit_id"]
        if above is not None and above not in tree:
            return name, "原来的上级单位已经不在单位名录里，请先撤销去掉它的那一步"
        if c.table == UNIT and beside[above, name] > 1 and (alone or c.new is None):
            return name, f"同一级里已经另有「{name}」，请先把那一个改名或并入别的单位"
        if c.table == UNIT and _circles(tree, c.key["id"]):
            return name, "原来的上级单位后来移到了它的下面，请先移开"
    return None


def bring_back(session: Session, step: Step) -> list[Companion]:
    """Brings back the units this step took away, those above first; gives the rows that went along."""
    back = [c.turned() for c in reversed(_away(session, _of(session, step)))]
    for companion in back:
        companions.apply(session, companion)
        unit = units.get(session, companion.key["id"])
        trail.note(session, units.SUBJECT, unit.id, unit.name, None, unit)
    return back


def turn_back(session: Session, step: Step) -> tuple[list[Companion], list[str]]:
    """Puts units and staff the step moved where they were, as far as they still stand where it left them.

    Gives these rows, and the names of the rest.
    """
    turned: list[Companion] = []
    left: list[str] = []
    for c in _of(session, step):
        if c.old is None or c.new is None:
            continue
        if companions.stands(session, c):
            companions.apply(session, c.turned())
            trail.note(session, _SUBJECTS[c.table][1], c.key["id"], _name(session, c), c.new, c.old)
            turned.append(c.turned())
        elif not companions.stands(session, c.turned()):
            left.append(_name(session, c))
    session.expire_all()
    return turned, left


def take_away(session: Session, step: Step) -> tuple[list[Companion], list[str]]:
    """Takes away the units this step brought, as far as nothing hangs on them; gives these rows, and the names of the rest."""
    gone: list[Companion] = []
    left: list[str] = []
    for companion in reversed([c for c in _of(session, step) if c.old is None]):
        row = session.get(UnitRow, companion.key["id"])
        if row is None:
            continue
        if not companions.stands(session, companion) or units.hanging_on(session, row.id):
            left.append(row.name)
            continue
        units.delete(session, row.id)
        gone.append(companion.turned())
    return gone, left


def _away(session: Session, found: Sequence[Companion]) -> list[Companion]:
    """Those the step took away and nobody brought back yet. An id is never used twice, so it can be no other unit."""
    return [c for c in found if c.new is None and session.get(UnitRow, c.key["id"]) is None]


def _circles(tree: Mapping[int, tuple[int | None, str]], unit_id: int) -> bool:
    seen: set[int] = set()
    here: int | None = unit_id
    while here is not None and here in tree:
        if here in seen:
            return True
        seen.add(here)
        here = tree[here][0]
    return False


def _name(session: Session, companion: Companion) -> str:
    row = session.get(_SUBJECTS[companion.table][0], companion.key["id"])
    return "" if row is None else row.name


def _of(session: Session, step: Step) -> Sequence[Companion]:
    row = session.get(HistoryStepRow, step.id)
    found = companions.read(row.companions) if row is not None else ()
    return [c for c in found if c.table in _SUBJECTS]
