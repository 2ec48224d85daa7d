"""What a kind of office fills in (表单安排): which parts of the form come first, and which wait folded away.

Nothing is ever missing from the form: what is folded opens by itself where something stands in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.bureau import OfficeKind
from desktop.domain.household import Household, Topic


class FormPart(StrEnum):
    """A tab of the form that holds a list of the archive."""

    members = "members"
    students = "students"
    incomes = "incomes"
    expenses = "expenses"
    properties = "properties"
    debts = "debts"
    certificates = "certificates"
    illnesses = "illnesses"


class FormGroup(StrEnum):
    """Fields that belong together, on the first tab or of one member."""

    work = "work"
    contract = "contract"
    """Labour contract and union."""
    bank = "bank"
    help = "help"
    """What the household asks for and what is planned."""
    status = "status"
    """人员身份, 户籍, marriage: what the newer member block adds."""
    disability = "disability"
    schooling = "schooling"
    moves = "moves"
    nameless = "nameless"


@dataclass(frozen=True, kw_only=True)
class FormPlan:
    """The parts in their order, and the groups that stand open."""

    parts: tuple[FormPart, ...]
    open_groups: frozenset[FormGroup]

    @property
    def folded(self) -> tuple[FormPart, ...]:
        """The parts this kind of office does not need."""
        return tuple(p for p in FormPart if p not in self.parts)

    def shown(self, household: Household) -> tuple[FormPart, ...]:
        """The parts to show for this archive: those of the plan, and those that hold something."""
        return (*self.parts, *(p for p in self.folded if holds(household, p)))


_P, _G = FormPart, FormGroup

PLANS: Mapping[OfficeKind, FormPlan] = {
    OfficeKind.union: FormPlan(
        parts=(
            _P.members,
            _P.incomes,
            _P.expenses,
            _P.properties,
            _P.debts,
            _P.certificates,
            _P.illnesses,
        ),
        open_groups=frozenset({_G.work, _G.contract, _G.bank, _G.help}),
    ),
    OfficeKind.school: FormPlan(
        parts=(
            _P.students,
            _P.members,
            _P.incomes,
            _P.expenses,
            _P.debts,
            _P.certificates,
            _P.illnesses,
        ),
        open_groups=frozenset({_G.schooling, _G.bank, _G.help}),
    ),
    OfficeKind.township: FormPlan(
        parts=(
            _P.members,
            _P.incomes,
            _P.expenses,
            _P.properties,
            _P.debts,
            _P.certificates,
            _P.illnesses,
        ),
        open_groups=frozenset({_G.status, _G.disability, _G.bank, _G.help}),
    ),
}
"""A school sees its students first, a union the work and the contract."""


def holds(household: Household, part: FormPart) -> bool:
    """Whether something stands in that part of the archive."""
    if part is FormPart.illnesses:
        return household.known(Topic.illnesses)
    if part is FormPart.debts:
        return household.known(Topic.debts)
    return bool(getattr(household, part.value))
