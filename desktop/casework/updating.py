"""A row held against the archive of the same person (更新已有): what it would change, field by field, and nothing else.

Only cells that are mapped and filled change anything; an empty cell never empties a field. What a row tells of a
list (income, papers, costs) changes the one entry it stands for; where several could be meant, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desktop.casework.roster_more import CERTIFICATES, COSTS, FROM_ROSTER, GUARDIAN, STUDENT_FIELDS
from desktop.domain.household import (
    WHOLE_HOUSEHOLD,
    Certificate,
    CertificateKind,
    Expense,
    Guardian,
    Household,
    Income,
    IncomeKind,
    Period,
    PropertyKind,
    Topic,
)
from desktop.domain.income import MONTHS
from desktop.domain.masking import masked
from desktop.domain.money import figures
from desktop.domain.person import Member
from desktop.domain.sheet_targets import FLAG, HEAD, MEMBER
from desktop.domain.student import Student, StudentFlag
from desktop.domain.words import word

_MEMBER_FIELDS = {f.name for f in fields(Member)} - {"ordinal", "relation", "remark"}
_HOUSEHOLD_FIELDS = {f.name for f in fields(Household)} - {
    "members", "number", "remark", "id", "version", "certificates", "expenses", "debts", "students", "guardians", "tags",
}  # fmt: skip
_SAME = {
    "standing": ("employment", "schooling"),
    "worker_kind": ("employment",),
    "disability": ("disability", "disability_grade"),
}
_EARNED = frozenset({IncomeKind.wage, IncomeKind.pension, IncomeKind.none})
_UNTOLD = frozenset({"age", "people", "per_head", "number", "household_no", "explanation", "relation"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changes: what it is called, what stood there and what will; sensitive ones covered."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Update:
    """An archive as a row would leave it. `left` says what the row tells and is not taken over, and why."""

    household: Household
    changes: tuple[FieldChange, ...]
    left: tuple[str, ...] = ()

    @property
    def archive(self) -> str:
        """The number of the archive."""
        return self.household.number


def updated(on_file: Household, told: Household, filled: Iterable[tuple[int, str]]) -> Update:
    """The archive with what the row tells; its id and version are those on file."""
    made = _Updating(on_file, told)
    keys: dict[int, list[str]] = {}
    for ordinal, key in sorted(filled):
        keys.setdefault(ordinal, []).append(key)
    for member in told.members:
        made.take_member(member, keys.get(member.ordinal, ()))
    for key in keys.get(1, ()):
        made.take(key)
    made.take_total(keys.get(1, ()))
    return Update(made.household, tuple(made.changes), tuple(made.left))


class _Updating:
    """One archive while a row is worked into it."""

    def __init__(self, on_file: Household, told: Household) -> None:
        self.household = on_file
        self.told = told
        self.changes: list[FieldChange] = []
        self.left: list[str] = []
        self._known = {on_file.head.ordinal}

    def take_member(self, told: Member, keys: Iterable[str]) -> None:
        """One person of the row: found on file and changed, or added."""
        mine = self.household.head if told.ordinal == 1 else self._found(told)
        if mine is None:
            ordinal = max(m.ordinal for m in self.household.members) + 1
            added = replace(told, ordinal=ordinal)
            self._set(members=(*self.household.members, added))
            self.changes.append(FieldChange("家庭成员", "", f"新增 {told.name}（{word(told.relation)}）"))
            mine = added
        else:
            mine = self._with_fields(mine, told, keys)
        self._known.add(mine.ordinal)
        if "monthly_income" in keys:
            self._earned(told, mine)
        if "disability_number" in keys:
            self._paper(CertificateKind.disability, told.ordinal, mine.ordinal, "残疾证号")

    def take(self, key: str) -> None:
        """One column of the household's."""
        if key in _UNTOLD:
            return
        if key == "standard_met":
            key = "hardship" if self.told.hardship else ""
        if key in _HOUSEHOLD_FIELDS and key not in ("incomes", "properties"):
            new = getattr(self.told, key)
            if new not in (None, "", ()) and new != getattr(self.household, key):
                self._change(HEAD[key][0], key, getattr(self.household, key), new)
                self._set(**{key: new})
        elif key in CERTIFICATES:
            self._paper(CERTIFICATES[key], WHOLE_HOUSEHOLD, WHOLE_HOUSEHOLD, HEAD[key][0])
        elif key in COSTS:
            self._cost(key)
        elif key == "debt":
            self._debt()
        elif key == "tags":
            new = [t for t in self.told.tags if t.name not in {x.name for x in self.household.tags}]
            if new:
                self._change("标签", "tags", "", "、".join(t.name for t in new))
                self._set(tags=(*self.household.tags, *new))
        elif key in STUDENT_FIELDS or key.startswith(FLAG):
            self._student(key)
        elif key in GUARDIAN:
            self._guardian(key)
        elif key == "vehicle":
            self._vehicle()
        elif key == "other_income":
            self._entry(key, IncomeKind.other)

    def take_total(self, keys: Iterable[str]) -> None:
        """A total of the year: what it holds beyond the single incomes is the undivided part."""
        key = next((k for k in ("yearly_income", "family_income", "per_head_year") if k in keys), "")
        told = next((i for i in self.told.incomes if i.kind is IncomeKind.undivided), None)
        own = [i for i in self.household.incomes if i.kind is IncomeKind.undivided]
        if not key:
            return
        if len(own) > 1:
            self.left.append(f"{HEAD[key][0]}：档案里有 {len(own)} 笔未分项收入，没有改动，请在档案里核对。")
            return
        items = sum(
            (_yearly(i) for i in self.household.incomes if i.kind is not IncomeKind.undivided), Decimal(0)
        )
        total = sum((_yearly(i) for i in self.told.incomes), Decimal(0))
        rest = total - items
        others = tuple(i for i in self.household.incomes if i.kind is not IncomeKind.undivided)
        if rest <= 0 and not own:
            return
        old = own[0].amount if own else None
        new = rest if rest > 0 else Decimal(0)
        if old == new:
            return
        self._change(f"{HEAD[key][0]} · 未分项收入", "amount", old, new)
        remark = told.remark if told else (own[0].remark if own else "")
        kept = (
            (Income(kind=IncomeKind.undivided, amount=new, period=Period.year, remark=remark),) if new else ()
        )
        self._set(incomes=(*others, *kept))

    def _found(self, told: Member) -> Member | None:
        free = [m for m in self.household.members if m.ordinal not in self._known]
        same = [m for m in free if told.id_number and m.id_number == told.id_number]
        if not same:
            same = [
                m
                for m in free
                if m.name == told.name
                and not (m.id_number and told.id_number and m.id_number != told.id_number)
            ]
        return same[0] if same else None

    def _with_fields(self, mine: Member, told: Member, keys: Iterable[str]) -> Member:
        """One person on file with what the row tells of them; most of it stands there already."""
        values: dict[str, Any] = {}
        for key in keys:
            if key == "relation":
                names = () if told.ordinal == 1 else (key,)
            else:
                names = tuple(n for n in _SAME.get(key, (key,)) if n in _MEMBER_FIELDS)
            for name in names:
                old, new = values.get(name, getattr(mine, name)), getattr(told, name)
                if name == "illnesses":
                    new = (*old, *(i for i in new if i.name not in {x.name for x in old}))
                if new in (None, "", ()) or new == old:
                    continue
                label = self._label(mine, told, key)
                self._change(label, "illnesses.name" if name == "illnesses" else name, old, new)
                values[name] = new
            if key == "id_number":
                values |= {
                    n: getattr(told, n)
                    for n in ("born", "sex")
                    if values.get(n, getattr(mine, n)) is None and getattr(told, n)
                }
        if not values:
            return mine
        mine = replace(mine, **values)
        self._set(members=tuple(mine if m.ordinal == mine.ordinal else m for m in self.household.members))
        return mine

    def _label(self, mine: Member, told: Member, key: str) -> str:
        who = "" if told.ordinal == 1 else f"{mine.name} · "
        table = HEAD if told.ordinal == 1 else MEMBER
        return f"{who}{table[key][0]}" if key in table else key

    def _earned(self, told: Member, mine: Member) -> None:
        new = next(
            (i for i in self.told.incomes if i.whose == told.ordinal and i.period is Period.month), None
        )
        own = [
            i
            for i in self.household.incomes
            if i.whose == mine.ordinal and i.period is Period.month and i.kind in _EARNED
        ]
        if new is None:
            return
        label = "本人月平均收入" if told.ordinal == 1 else f"{mine.name} · 月收入"
        if len(own) > 1:
            self.left.append(f"{label}：档案里有 {len(own)} 笔收入，没有改动，请在档案里核对。")
            return
        if own and own[0].amount == new.amount:
            return
        kind = own[0].kind if own and own[0].kind is not IncomeKind.none and new.amount else new.kind
        kept = replace(own[0], amount=new.amount, kind=kind) if own else replace(new, whose=mine.ordinal)
        self._change(label, "amount", own[0].amount if own else None, new.amount)
        rest = self.household.incomes
        self._set(incomes=tuple(kept if i is own[0] else i for i in rest) if own else (*rest, kept))

    def _entry(self, key: str, kind: IncomeKind) -> None:
        new = next(
            (i for i in self.told.incomes if i.kind is kind and i.remark.startswith(FROM_ROSTER)), None
        )
        if new is None:
            return
        own = next((i for i in self.household.incomes if i.kind is kind and i.remark == new.remark), None)
        if own is None or own.amount != new.amount:
            self._change(HEAD[key][0], "amount", own.amount if own else None, new.amount)
            self._set(incomes=(*(i for i in self.household.incomes if i is not own), new))

    def _cost(self, key: str) -> None:
        new = next((e for e in self.told.expenses if e.kind is COSTS[key]), None)
        own = next(
            (e for e in self.household.expenses if new and e.remark == new.remark and e.kind is new.kind),
            None,
        )
        if new and (own is None or own.amount != new.amount):
            self._change(HEAD[key][0], "amount", own.amount if own else None, new.amount)
            kept: tuple[Expense, ...] = tuple(e for e in self.household.expenses if e is not own)
            self._set(expenses=(*kept, replace(own, amount=new.amount) if own else new))

    def _debt(self) -> None:
        new = next(iter(self.told.debts), None)
        own = next((d for d in self.household.debts if new and d.remark == new.remark), None)
        if new and (own is None or own.amount != new.amount):
            self._change("欠债金额", "amount", own.amount if own else None, new.amount)
            self._set(debts=(*(d for d in self.household.debts if d is not own), new))

    def _paper(self, kind: CertificateKind, told: int, mine: int, label: str) -> None:
        new = next((c for c in self.told.certificates if c.kind is kind and c.whose == told), None)
        own = [c for c in self.household.certificates if c.kind is kind and c.whose == mine]
        if new is None or any(c.number == new.number for c in own):
            return
        if len(own) > 1:
            self.left.append(f"{label}：档案里有 {len(own)} 份同类证件，没有改动，请在档案里核对。")
            return
        self._change(label, "certificates.number", own[0].number if own else "", new.number)
        kept = replace(own[0], number=new.number) if own else replace(new, whose=mine)
        rest: tuple[Certificate, ...] = tuple(c for c in self.household.certificates if c not in own)
        self._set(certificates=(*rest, kept))

    def _student(self, key: str) -> None:
        new = next(iter(self.told.students), None)
        if new is None:
            return
        head = self.household.head.ordinal
        own = next((s for s in self.household.students if s.whose == head), Student(whose=head))
        if key.startswith(FLAG):
            flag = StudentFlag(key.removeprefix(FLAG))
            old_value, value = own.flag(flag), new.flag(flag)
            changed = replace(
                own,
                flags=own.flags - {flag} | ({flag} if value else frozenset[StudentFlag]()),
                flags_denied=own.flags_denied - {flag} | (frozenset[StudentFlag]() if value else {flag}),
            )
        else:
            name = STUDENT_FIELDS[key]
            old_value, value = getattr(own, name), getattr(new, name)
            changed = replace(own, **{name: value}) if value not in (None, "", frozenset()) else own
        if changed != own:
            self._change(HEAD[key][0], key, old_value, value)
            self._set(students=(*(s for s in self.household.students if s.whose != head), changed))

    def _guardian(self, key: str) -> None:
        new = next(iter(self.told.guardians), None)
        if new is None:
            return
        head = self.household.head.ordinal
        own = next((g for g in self.household.guardians if g.whose == head), Guardian(whose=head))
        name = GUARDIAN[key]
        value = getattr(new, name)
        if value and value != getattr(own, name):
            self._change(HEAD[key][0], name, getattr(own, name), value)
            changed = replace(own, **{name: value})
            self._set(guardians=(*(g for g in self.household.guardians if g.whose != head), changed))

    def _vehicle(self) -> None:
        own = any(p.kind is PropertyKind.vehicle for p in self.household.properties)
        new = [p for p in self.told.properties if p.kind is PropertyKind.vehicle]
        if new and not own:
            self._change("车辆", "properties", "", new[0].description or "有")
            self._set(
                properties=(*self.household.properties, *new),
                verified_none=self.household.verified_none - {Topic.vehicles},
            )
        elif not new and own:
            self.left.append("车辆：名册写「否」，档案里登记有车辆，没有改动，请核对。")
        elif not new and Topic.vehicles not in self.household.verified_none:
            self._change("车辆", "properties", "", "已核实，没有")
            self._set(verified_none=self.household.verified_none | {Topic.vehicles})

    def _set(self, **values: Any) -> None:
        self.household = replace(self.household, **values)

    def _change(self, label: str, path: str, old: Any, new: Any) -> None:
        if old != new:
            self.changes.append(FieldChange(label, shown(path, old), shown(path, new)))


def shown(path: str, value: Any) -> str:
    """A value in words, covered where it is sensitive."""
    for kind, said in _SAID.items():
        if isinstance(value, kind):
            return masked(path, said(value)) if kind is not StrEnum else _covered_word(path, value)
    if isinstance(value, tuple | frozenset):
        return "、".join(sorted(shown(path, v) for v in value))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if value is None:
        return ""
    return masked(path, str(getattr(value, "name", value)))


def _covered_word(path: str, value: StrEnum) -> str:
    covered = masked(path, value.value)
    return word(value) if covered == value.value else covered


_SAID: Mapping[type, Callable[[Any], str]] = {
    StrEnum: word,
    bool: lambda value: "是" if value else "否",
    Decimal: figures,
    date: date.isoformat,
}


def _yearly(income: Income) -> Decimal:
    return income.amount * MONTHS if income.period is Period.month else income.amount
