"""Taking back what was done to archives (操作历史、撤销): a step is put back whole, or it says why not."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.casework import safekeeping
from desktop.casework.deeds import deed, expect_allowed
from desktop.casework.office import Office
from desktop.domain.backup import Why
from desktop.domain.errors import OfficeError
from desktop.domain.history import Obstacle, Outlook, Step
from desktop.domain.listing import Page
from desktop.domain.trail import Act
from desktop.store import history_reading, obstacles, taking_back, units_along
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.obstacles import Part

SHOWN = 20
"""Archives that are told by name before a step is taken back."""
UNITS_SHOWN = 3
MANY = 10
"""From so many archives on it may be a mass change, before which a backup is made."""


class WorkedOnError(OfficeError):
    """Somebody worked on an archive since; `obstacles` says on which, and how."""

    def __init__(self, step: Step, found: tuple[Obstacle, ...], left: int) -> None:
        self.obstacles = found
        self.left = left
        named = "；".join(f"{x.called}：{x.because}" for x in found[:3])
        more = f"；还有 {len(found) - 3} 户" if len(found) > 3 else ""
        super().__init__(
            f"没有撤销「{step.said}」：{named}{more}。"
            + (f"其余 {left} 户没有动过，可以只撤销这些。" if left else "")
        )


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A step that was taken back: for how many archives, and which stay as they are."""

    step: Step
    count: int
    left: tuple[Obstacle, ...] = ()
    units: tuple[str, ...] = ()
    """Units that came with the step and stay, because something else uses them."""
    elsewhere: tuple[str, ...] = ()
    """Units and staff it moved that were moved on since, and stay where they are."""

    @property
    def said(self) -> str:
        """One sentence for the officer."""
        left = f"；{len(self.left)} 户已经办理过别的事，保持原样" if self.left else ""
        units = f"；随它新建的单位已另有用处，保留：{_few(self.units)}" if self.units else ""
        moved = f"；后来又转到别处、保持原样的：{_few(self.elsewhere)}" if self.elsewhere else ""
        count = "" if self.step.bare else f"{self.count} 户"
        told = f"{count}{left}{units}{moved}".removeprefix("；")
        return f"已撤销：{self.step.said}" + (f"（{told}）" if told else "")


def steps(office: Office, limit: int = 100, search: str = "", offset: int = 0) -> Page[Step]:
    """One page of the history in the words of the office, the latest first."""
    with office.store.read() as session:
        return history_reading.steps(session, search, offset, limit)


def last_own(office: Office) -> Step | None:
    """The last thing whoever is signed in did that still stands."""
    with office.store.read() as session:
        return history_reading.last_own(session, office.user.name)


def look(office: Office, step_id: int) -> Outlook:
    """What taking that step back would come to. Raises MissingError."""
    with office.store.read() as session:
        step, parts, found = _looked(session, step_id)
        blocked = {x.household_id for x in found}
        free = [p for p in parts if p.household_id not in blocked]
        whole = _whole(session, step, found)
        named = units_along.names(session, step)
        return Outlook(
            step=step,
            restored=_called(session, step, [p for p in free if not p.opened]),
            removed=_called(session, step, [p for p in free if p.opened]),
            count=0 if whole and found else len(free),
            removing=sum(p.opened for p in free),
            obstacles=tuple(found),
            whole=whole,
            units_back=named.back,
            units_gone=named.gone,
            units_changed=named.changed,
        )


def take_back(office: Office, step_id: int, *, rest: bool = False, reason: str = "") -> Taken:
    """Puts the archives of a step back as they were before it; taking that back does it again.

    Where somebody worked on one of them since, nothing is taken back and WorkedOnError names them; with `rest` the
    others are put back. A merge goes together or not at all.
    """
    expect_allowed(office, Act.take_back)
    with office.store.read() as session:
        many = len(obstacles.parts(session, step_id))
    if many >= MANY:
        safekeeping.back_up_before(office, Why.mass_change, many)
    with deed(office, Act.take_back, reason) as session:
        step, parts, found = _looked(session, step_id)
        blocked = {x.household_id for x in found}
        free = [p for p in parts if p.household_id not in blocked]
        whole = _whole(session, step, found)
        partly = rest and bool(free) and not whole
        if found and not partly:
            raise WorkedOnError(step, tuple(found), 0 if whole else len(free))
        if not free and not (step.bare and step.open):
            raise OfficeError(f"「{step.said}」没有可以撤销的：{step.standing or '里面没有档案'}。")
        at = office.now().isoformat(timespec="microseconds")
        stayed = taking_back.take_back(session, step, free, office.user.name, at, office.today())
        if step.bare and stayed.all_units:
            raise OfficeError(f"没有撤销「{step.said}」：{_in_use(stayed)}")
    return Taken(step=step, count=len(free), left=tuple(found), units=stayed.used, elsewhere=stayed.elsewhere)


def _looked(session: Session, step_id: int) -> tuple[Step, list[Part], list[Obstacle]]:
    step = history_reading.step(session, step_id)
    if step is None:
        raise MissingError("这一步操作")
    parts = obstacles.parts(session, step_id)
    return step, parts, obstacles.obstacles(session, step, parts)


def _in_use(stayed: taking_back.Stayed) -> str:
    if stayed.elsewhere and not stayed.used:
        return "那些内容后来又改过，请先撤销后一步。"
    names = _few((*stayed.used, *stayed.elsewhere))
    return f"{names or '它的单位'}都已另有用处。请先把它们腾空或并入别的单位。"


def _few(names: tuple[str, ...]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > UNITS_SHOWN else ""
    return "、".join(names[:UNITS_SHOWN]) + more


def _whole(session: Session, step: Step, found: list[Obstacle]) -> bool:
    """Whether it goes together or not at all."""
    return obstacles.whole(session, step) or any(x.whole for x in found)


def _called(session: Session, step: Step, parts: list[Part]) -> tuple[str, ...]:
    """Number and name of the first ones."""
    ids = [p.household_id for p in parts[:SHOWN]]
    names = obstacles.calls(session, step, ids)
    return tuple(names.get(i, "") for i in ids)
