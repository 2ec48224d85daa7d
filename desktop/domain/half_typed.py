"""A form that was left half typed (草稿): what stood in it, and what stood on file when it was begun."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime

from desktop.domain.household import Household

NEVER_TYPED = frozenset({"id", "version", "state", "state_since", "number"})
"""Of an archive on file these come from the program."""


@dataclass(frozen=True, kw_only=True)
class HalfTyped:
    """One archive, new or on file, as it stood on the screen."""

    household: Household
    begun_from: Household | None = None
    """How it stood on file when the form was opened; None for a new one."""
    id: int | None = None
    at: datetime | None = None
    """When it was last written down, in UTC."""

    @property
    def subject_id(self) -> int | None:
        """The archive on file it is about."""
        return self.household.id

    def found(self, id: int, at: datetime) -> HalfTyped:
        """The same, as it was found again."""
        return replace(self, id=id, at=at)


@dataclass(frozen=True, kw_only=True)
class TakenUp:
    """A half-typed archive put onto what is on file now, and the fields that stay as they are on file."""

    household: Household
    left_out: tuple[str, ...] = ()


def take_up(half: HalfTyped, now: Household | None) -> TakenUp:
    """What to show when the form is taken up again.

    Where the archive was changed meanwhile, what was typed is put onto it field by field; a field that both changed
    stays as it is on file, so that nothing is overwritten unseen.
    """
    was = half.begun_from
    if now is None or was is None or now == was:
        return TakenUp(household=half.household)
    changed: dict[str, object] = {}
    left: list[str] = []
    for name in (f.name for f in fields(Household) if f.name not in NEVER_TYPED):
        typed = getattr(half.household, name)
        if typed == getattr(was, name) or typed == getattr(now, name):
            continue
        if getattr(now, name) == getattr(was, name):
            changed[name] = typed
        else:
            left.append(name)
    return TakenUp(household=replace(now, **changed), left_out=tuple(left))  # pyright: ignore[reportArgumentType]
