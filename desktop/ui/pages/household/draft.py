"""A household while it is being edited (草稿): the value as it stands on the screen, and as it was last kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.domain.household import (
    WHOLE_HOUSEHOLD,
    Certificate,
    Debt,
    Expense,
    Guardian,
    Household,
    Income,
)
from desktop.domain.person import Illness, Member, Relation
from desktop.domain.student import Student


class Draft(QObject):
    """Every part of the screen reads from it and writes to it; `changed` tells them all."""

    changed = Signal()

    def __init__(self, household: Household, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.household = household
        self.kept = household
        self.last: Household | None = None
        """The file that was saved before this one, to copy from."""

    @property
    def dirty(self) -> bool:
        """Whether something differs from what was kept."""
        return self.household != self.kept

    def put(self, household: Household) -> None:
        """The household is like this now."""
        if household != self.household:
            self.household = household
            self.changed.emit()

    def change(self, **fields: Any) -> None:
        """Some fields of the household are like this now."""
        self.put(replace(self.household, **fields))

    def change_head(self, **fields: Any) -> None:
        """Some fields of the head are like this now."""
        self.put_member(replace(self.household.head, **fields))

    def put_member(self, member: Member) -> None:
        """A member is like this now; one with a new ordinal is added."""
        self.put(with_member(self.household, member))

    def begin(self, kept: Household, typed: Household | None = None, last: Household | None = None) -> None:
        """This is the file now; `typed` is how it was left half typed, `last` the one that was saved before."""
        self.kept, self.household, self.last = kept, typed or kept, last
        self.changed.emit()

    def keep(self, household: Household) -> None:
        """It was kept, and this is how it stands on file."""
        self.household = self.kept = household
        self.changed.emit()


def empty_household() -> Household:
    """A file that holds nothing but a head without a name."""
    return Household(members=(Member(ordinal=1, name="", relation=Relation.head),))


def with_member(household: Household, member: Member) -> Household:
    """The household with that member put in place, or added."""
    known = household.member(member.ordinal) is not None
    members = tuple(member if m.ordinal == member.ordinal else m for m in household.members)
    return replace(household, members=members if known else (*members, member))


def without_member(household: Household, ordinal: int) -> Household:
    """The household without that member, and without all that was theirs."""
    return replace(
        household,
        members=tuple(m for m in household.members if m.ordinal != ordinal),
        incomes=tuple(x for x in household.incomes if x.whose != ordinal),
        expenses=tuple(x for x in household.expenses if x.whose != ordinal),
        certificates=tuple(x for x in household.certificates if x.whose != ordinal),
        debts=tuple(x for x in household.debts if x.whose != ordinal),
        guardians=tuple(x for x in household.guardians if ordinal not in (x.whose, x.member)),
        students=tuple(x for x in household.students if x.whose != ordinal),
    )


def next_ordinal(household: Household) -> int:
    """A number no member has or had."""
    used = [m.ordinal for m in household.members]
    used += [x.whose for x in _belongings(household)]
    return max(used, default=0) + 1


def owned_by(household: Household, ordinal: int) -> int:
    """How many entries of other lists are that member's."""
    return sum(1 for entry in _belongings(household) if entry.whose == ordinal != WHOLE_HOUSEHOLD)


def _belongings(
    household: Household,
) -> tuple[Income | Expense | Certificate | Debt | Guardian | Student, ...]:
    return (
        *household.incomes,
        *household.expenses,
        *household.certificates,
        *household.debts,
        *household.guardians,
        *household.students,
    )


def illnesses_of(household: Household) -> tuple[tuple[int, Illness], ...]:
    """All illnesses with the member who has them."""
    return tuple((m.ordinal, illness) for m in household.members for illness in m.illnesses)


def with_illnesses(household: Household, illnesses: tuple[tuple[int, Illness], ...]) -> Household:
    """The household with exactly these illnesses."""
    members = tuple(
        replace(m, illnesses=tuple(x for who, x in illnesses if who == m.ordinal)) for m in household.members
    )
    return replace(household, members=members)


Reader = Callable[[Household], Any]
