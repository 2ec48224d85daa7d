"""What a roster's row tells besides its people and their income: papers, costs, debts, and the school's side."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from desktop.casework.roster_rows import SheetRow
from desktop.domain.household import (
    Certificate,
    CertificateKind,
    Debt,
    DebtKind,
    Expense,
    ExpenseKind,
    Guardian,
    Income,
    IncomeKind,
    Period,
    Property,
    PropertyKind,
    Tag,
    Topic,
)
from desktop.domain.money import figures
from desktop.domain.person import Member, Relation
from desktop.domain.sheet_targets import FLAG, STUDENT
from desktop.domain.student import Student, StudentFlag
from desktop.domain.words import word

CERTIFICATES = {
    "dibao_number": CertificateKind.dibao,
    "near_dibao_number": CertificateKind.near_dibao,
    "destitute_number": CertificateKind.destitute,
    "worker_card_number": CertificateKind.hardship_worker,
}
COSTS = {
    "medical_cost": ExpenseKind.illness,
    "schooling_cost": ExpenseKind.schooling,
    "rigid_cost": ExpenseKind.other,
}
FROM_ROSTER = "名册"
"""Begins the remark of an entry that stands for a column of a roster, so that the next roster changes the same one."""
GUARDIAN = {
    "guardian_name": "name",
    "guardian_relation": "relation",
    "guardian_phone": "phone",
    "guardian_id": "id_number",
    "guardian_employer": "employer",
}
STUDENT_FIELDS = {
    key: key for key in STUDENT if not key.startswith((FLAG, "guardian_")) and key != "student_level"
} | {"student_level": "level"}

_HELD = frozenset((*CERTIFICATES, *COSTS, *STUDENT, "disability_number", "debt", "vehicle", "tags"))


def extras_of(row: SheetRow, slots: Mapping[int, Member]) -> dict[str, Any]:
    """The lists of the household that these columns fill, by their names."""
    if not any(_HELD & values.keys() for values in row.values.values()):
        return {}
    head = row.values[0]
    found: dict[str, Any] = {
        "certificates": _certificates(row, slots),
        "expenses": tuple(
            Expense(kind=kind, amount=head[key], period=Period.year, remark=from_roster(row, key))
            for key, kind in COSTS.items()
            if head.get(key)
        ),
        "tags": tuple(Tag(name=name) for name in head.get("tags", ())),
    }
    if head.get("debt"):
        found["debts"] = (Debt(kind=DebtKind.other, amount=head["debt"], remark=from_roster(row, "debt")),)
    known: set[Topic] = set()
    vehicle = head.get("vehicle")
    if vehicle is False:
        known.add(Topic.vehicles)
    elif vehicle:
        described = "" if vehicle is True else vehicle
        found["properties"] = (Property(kind=PropertyKind.vehicle, description=described),)
    if head.get("debt") == 0:
        known.add(Topic.debts)
    found["verified_none"] = frozenset(known)
    if student := student_of(head):
        found["students"] = (student,)
    if guardian := _guardian_of(head, slots):
        found["guardians"] = (guardian,)
    return {name: value for name, value in found.items() if value}


def from_roster(row: SheetRow, key: str) -> str:
    """The remark of an entry that stands for one column."""
    return f"{FROM_ROSTER}「{row.columns[0, key].label}」"


def student_of(head: Mapping[str, Any]) -> Student | None:
    """The school's side of the person the row is about, where the row tells any of it."""
    fields = {name: head[key] for key, name in STUDENT_FIELDS.items() if key in head}
    flags = {flag: head.get(f"{FLAG}{flag}") for flag in StudentFlag}
    if not fields and all(value is None for value in flags.values()):
        return None
    if isinstance(fields.get("level_on"), tuple):
        fields.pop("level_on")
    return Student(
        whose=1,
        flags=frozenset(flag for flag, value in flags.items() if value is True),
        flags_denied=frozenset(flag for flag, value in flags.items() if value is False),
        **fields,
    )


def income_by_head(row: SheetRow, people: int) -> Income | None:
    """The year's income of the people listed, from what a school's sheet gives for each head."""
    average: Decimal | None = row.values[0].get("per_head_year")
    if average is None:
        return None
    said = f"{from_roster(row, 'per_head_year')}{figures(average)} 元，按登记的 {people} 人计"
    kind = IncomeKind.undivided if average else IncomeKind.none
    return Income(kind=kind, amount=average * people, period=Period.year, remark=said)


def _certificates(row: SheetRow, slots: Mapping[int, Member]) -> tuple[Certificate, ...]:
    head = row.values[0]
    found = [Certificate(kind=kind, number=head[key]) for key, kind in CERTIFICATES.items() if key in head]
    for slot, member in slots.items():
        if number := row.values.get(slot, {}).get("disability_number"):
            found.append(Certificate(kind=CertificateKind.disability, whose=member.ordinal, number=number))
    return tuple(found)


def _guardian_of(head: Mapping[str, Any], slots: Mapping[int, Member]) -> Guardian | None:
    fields = {name: head[key] for key, name in GUARDIAN.items() if key in head}
    if not fields:
        return None
    relation = fields.pop("relation", None)
    if isinstance(relation, Relation):
        fields["relation"] = word(relation)
    elif relation:
        fields["relation"] = relation
    name = fields.get("name", "")
    own = next((m.ordinal for s, m in slots.items() if s and name and m.name == name), 0)
    return Guardian(whose=1, member=own, **fields)
