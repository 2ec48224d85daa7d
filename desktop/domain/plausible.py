"""Plausibility (合理性核查): what on one archive does not go together, with figures an officer can check.

A rule finds or it does not; it never corrects. Its limit may be set by the office. What a rule was found on stands
in `figures`: somebody who looked and let it stand is not asked again until the figures change (已核，忽略).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from desktop.domain.days import day_words, full_years
from desktop.domain.household import (
    Cause,
    CertificateKind,
    Hardship,
    Household,
    IncomeKind,
    PropertyKind,
)
from desktop.domain.identity import check_id
from desktop.domain.income import IncomeSheet, income_sheet, yuan
from desktop.domain.person import EmploymentState, Marriage, Member, Relation, Schooling
from desktop.domain.words import word


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Something that does not go together: which rule, about whom, on which figures, and what to look at."""

    rule: str
    said: str
    figures: str
    """What it was found on, in short: other figures are found anew."""
    whose: int = 0


@dataclass(kw_only=True)
class Seen:
    """One archive on one day, with what several rules work out of it."""

    household: Household
    on: date

    @cached_property
    def people(self) -> tuple[Member, ...]:
        """Who belongs to it and lives there."""
        return self.household.on(self.on).counted

    @cached_property
    def sheet(self) -> IncomeSheet:
        """Its income arithmetic."""
        return income_sheet(self.household, self.on)


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a rule looks at: one archive on one day, with the office's limit."""

    seen: Seen
    limit: Decimal

    @property
    def household(self) -> Household:
        return self.seen.household

    @property
    def on(self) -> date:
        return self.seen.on


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: its words for the list of rules, its limit with unit where it has one, and what it finds."""

    id: str
    label: str
    find: Callable[[Look], Iterator[Doubt]]
    limit: Decimal | None = None
    unit: str = ""


def doubts(household: Household, on: date, limits: Mapping[str, Decimal] | None = None) -> tuple[Doubt, ...]:
    """Everything on this archive that does not go together, in the order of the rules."""
    own, seen = limits or {}, Seen(household=household, on=on)
    return tuple(
        doubt
        for rule in RULES
        for doubt in rule.find(Look(seen=seen, limit=own.get(rule.id, rule.limit or Decimal(0))))
    )


# ---- who they are


def _birthday(look: Look) -> Iterator[Doubt]:
    for m in look.household.members:
        told = check_id(m.id_number, look.on) if m.id_number else None
        if told is None or told.errors:
            continue
        if m.born and told.born and m.born != told.born:
            yield Doubt(
                rule="birthday",
                said=f"{m.name} 的出生日期{day_words(m.born)}与身份证号里的{day_words(told.born)}不一致，请对照证件。",
                figures=f"{m.born.isoformat()} {told.born.isoformat()}",
                whose=m.ordinal,
            )
        if m.sex and told.sex and m.sex is not told.sex:
            yield Doubt(
                rule="birthday",
                said=f"{m.name} 的性别「{word(m.sex)}」与身份证号不一致，请对照证件。",
                figures=m.sex.value,
                whose=m.ordinal,
            )


_CHILDREN = {Relation.son, Relation.daughter}
_PARENTS = {Relation.father, Relation.mother}


def _generations(look: Look) -> Iterator[Doubt]:
    head = look.household.head
    for m in look.household.members:
        if not (m.born and head.born) or m.relation not in _CHILDREN | _PARENTS:
            continue
        older, younger = (head, m) if m.relation in _CHILDREN else (m, head)
        assert older.born
        assert younger.born
        years = full_years(older.born, younger.born) if older.born <= younger.born else 0
        if years < look.limit:
            yield Doubt(
                rule="generations",
                said=f"{older.name} 只比 {younger.name} 大 {years} 岁，登记为父母和子女，相差少于 {look.limit} 岁，"
                "请核对出生日期和关系。",
                figures=f"{older.born.isoformat()} {younger.born.isoformat()}",
                whose=m.ordinal,
            )


_AGES = {
    Schooling.preschool: (2, 7),
    Schooling.primary: (5, 15),
    Schooling.junior: (10, 18),
    Schooling.senior: (13, 22),
    Schooling.vocational: (13, 25),
    Schooling.university: (15, 30),
    Schooling.postgraduate: (19, 45),
}


def _school_age(look: Look) -> Iterator[Doubt]:
    for m in look.seen.people:
        age = m.age_on(look.on)
        if m.schooling is None or age is None:
            continue
        youngest, oldest = _AGES[m.schooling]
        if not youngest <= age <= oldest:
            yield Doubt(
                rule="school_age",
                said=f"{m.name} {age} 岁，登记为在读{word(m.schooling)}，年龄不相称，可能已毕业或填错。",
                figures=f"{age} {m.schooling.value}",
                whose=m.ordinal,
            )


def _retired_young(look: Look) -> Iterator[Doubt]:
    for m in look.seen.people:
        age = m.age_on(look.on)
        if m.employment is EmploymentState.retired and age is not None and age < look.limit:
            yield Doubt(
                rule="retired_young",
                said=f"{m.name} {age} 岁，登记为退休，不到 {look.limit} 岁，请核对是否内退、病休。",
                figures=str(age),
                whose=m.ordinal,
            )


def _very_old(look: Look) -> Iterator[Doubt]:
    for m in look.seen.people:
        age = m.age_on(look.on)
        if age is not None and age >= look.limit:
            yield Doubt(
                rule="very_old",
                said=f"{m.name} 按出生日期已 {age} 岁，请核实是否健在、出生日期有无填错。",
                figures=str(age),
                whose=m.ordinal,
            )


def _marriage(look: Look) -> Iterator[Doubt]:
    spouses = [
        m for m in look.seen.people if m.relation in (Relation.husband, Relation.wife, Relation.spouse)
    ]
    head = look.household.head
    if head.marriage in (Marriage.unmarried, Marriage.divorced, Marriage.widowed) and spouses:
        yield Doubt(
            rule="marriage",
            said=f"{head.name} 登记为{word(head.marriage)}，家庭成员里却有配偶 {spouses[0].name}，请核对。",
            figures=f"{head.marriage} {len(spouses)}",
            whose=head.ordinal,
        )
    if look.household.single_parent and spouses:
        yield Doubt(
            rule="marriage",
            said=f"登记为单亲家庭，家庭成员里却有配偶 {spouses[0].name}，请核对。",
            figures=f"single {len(spouses)}",
        )


# ---- what they earn and spend

_EARNED = {IncomeKind.wage, IncomeKind.business}
_WORKING = {EmploymentState.at_work, EmploymentState.migrant_worker}
_PENSIONS = {IncomeKind.pension, IncomeKind.basic_pension}


def _no_wage(look: Look) -> Iterator[Doubt]:
    incomes = look.household.incomes
    if not incomes or any(i.whose == 0 and i.kind in _EARNED for i in incomes):
        return
    for m in look.seen.people:
        if m.employment in _WORKING and not any(i.whose == m.ordinal and i.kind in _EARNED for i in incomes):
            yield Doubt(
                rule="no_wage",
                said=f"{m.name} 登记为{word(m.employment)}，却没有登记工资或经营收入，请补登或改正工作状态。",
                figures=str(m.employment),
                whose=m.ordinal,
            )


def _no_pension(look: Look) -> Iterator[Doubt]:
    incomes = look.household.incomes
    if not incomes or any(i.whose == 0 and i.kind in _PENSIONS for i in incomes):
        return
    for m in look.seen.people:
        if m.employment is EmploymentState.retired and not any(
            i.whose == m.ordinal and i.kind in _PENSIONS for i in incomes
        ):
            yield Doubt(
                rule="no_pension",
                said=f"{m.name} 登记为退休，却没有登记退休金、养老金，请核对。",
                figures="retired",
                whose=m.ordinal,
            )


def _high_income(look: Look) -> Iterator[Doubt]:
    per_head = look.seen.sheet.income_per_head
    if per_head is not None and per_head > look.limit:
        yield Doubt(
            rule="high_income",
            said=f"人均月收入 {yuan(per_head)} 元，高于 {yuan(look.limit)} 元，作为困难家庭请再核对。",
            figures=yuan(per_head),
        )


def _overspent(look: Look) -> Iterator[Doubt]:
    sheet = look.seen.sheet
    earned, spent = sheet.yearly_income, sheet.rigid_yearly_spending
    if earned is not None and spent is not None and spent > earned * look.limit and spent > 0:
        yield Doubt(
            rule="overspent",
            said=f"刚性支出全年 {yuan(spent)} 元，超过全年收入 {yuan(earned)} 元的 {look.limit} 倍，"
            "请核对票据、有无借款或漏登收入。",
            figures=f"{yuan(earned)} {yuan(spent)}",
        )


# ---- what the file says of itself


def _category(look: Look) -> Iterator[Doubt]:
    household = look.household
    held = {c.kind for c in household.certificates if c.valid_on(look.on)}
    if household.hardship is Hardship.on_dibao and CertificateKind.dibao not in held:
        yield Doubt(
            rule="category",
            said="困难类别是「享受低保」，却没有登记有效的低保证，请补登证件或改正类别。",
            figures="on_dibao",
        )
    if household.hardship is Hardship.near_dibao and CertificateKind.dibao in held:
        yield Doubt(
            rule="category",
            said="困难类别是「低保边缘」，却登记了有效的低保证，请改正其中一项。",
            figures="near_dibao",
        )


def _cause(look: Look) -> Iterator[Doubt]:
    household = look.household
    ill = any(m.illnesses for m in household.members)
    disabled = any(m.disability for m in household.members)
    attends = any(m.schooling for m in household.members)
    for cause, proven, lacking in (
        (Cause.own_illness, bool(household.head.illnesses), "本人没有登记疾病"),
        (Cause.family_illness, ill, "没有成员登记疾病"),
        (Cause.disability, disabled, "没有成员登记残疾"),
        (Cause.schooling, attends, "没有成员在读"),
    ):
        if household.cause is cause and not proven:
            yield Doubt(
                rule="cause",
                said=f"主要致困原因是「{word(cause)}」，{lacking}，请补登或改正原因。",
                figures=cause.value,
            )


def _zero_employment(look: Look) -> Iterator[Doubt]:
    working = [m for m in look.seen.people if m.employment in _WORKING]
    if look.household.zero_employment and working:
        yield Doubt(
            rule="zero_employment",
            said=f"登记为零就业家庭，{working[0].name} 却在岗，请核对。",
            figures="、".join(str(m.ordinal) for m in working),
        )


def _gone(look: Look) -> Iterator[Doubt]:
    for m in look.household.members:
        if m.left_on is not None and m.left_on <= look.on and m.ordinal == look.household.head.ordinal:
            because = word(m.left_by) if m.left_by else "离开"
            yield Doubt(
                rule="gone",
                said=f"户主 {m.name} 已于{day_words(m.left_on)}{because}，请更换户主，或变更档案状态。",
                figures=m.left_on.isoformat(),
                whose=m.ordinal,
            )


def _expired(look: Look) -> Iterator[Doubt]:
    for c in look.household.certificates:
        if c.expires_on is not None and c.expires_on < look.on:
            yield Doubt(
                rule="expired",
                said=f"{look.household.owner_name(c.whose)} 的{word(c.kind)}已于{day_words(c.expires_on)}到期，请换证或注明。",
                figures=f"{c.kind.value} {c.whose} {c.expires_on.isoformat()}",
                whose=c.whose,
            )


def _roomy(look: Look) -> Iterator[Doubt]:
    people = len(look.seen.people)
    if look.household.floor_area is not None and people:
        each = look.household.floor_area / people
        if each > look.limit:
            yield Doubt(
                rule="roomy",
                said=f"人均住房面积 {yuan(each)} 平方米，超过 {look.limit} 平方米，请核对面积和人数。",
                figures=yuan(each),
            )


def _saved(look: Look) -> Iterator[Doubt]:
    known = [p.value for p in look.household.properties if p.kind is PropertyKind.savings and not p.exempt]
    total = sum((v for v in known if v is not None), Decimal(0))
    if total > look.limit:
        yield Doubt(
            rule="saved",
            said=f"登记存款及有价证券 {yuan(total)} 元，超过 {yuan(look.limit)} 元，请核对是否符合条件。",
            figures=yuan(total),
        )


RULES: tuple[Rule, ...] = (
    Rule(id="birthday", label="出生日期、性别与身份证号不一致", find=_birthday),
    Rule(id="generations", label="父母与子女年龄相差太小", find=_generations, limit=Decimal(16), unit="岁"),
    Rule(id="school_age", label="在读阶段与年龄不相称", find=_school_age),
    Rule(id="retired_young", label="退休年龄太小", find=_retired_young, limit=Decimal(45), unit="岁"),
    Rule(id="very_old", label="年事很高，核实是否健在", find=_very_old, limit=Decimal(95), unit="岁"),
    Rule(id="marriage", label="婚姻状况与家庭成员不一致", find=_marriage),
    Rule(id="no_wage", label="在岗却没有工资、经营收入", find=_no_wage),
    Rule(id="no_pension", label="退休却没有养老金", find=_no_pension),
    Rule(id="high_income", label="人均月收入偏高", find=_high_income, limit=Decimal(3000), unit="元"),
    Rule(id="overspent", label="刚性支出远高于收入", find=_overspent, limit=Decimal(3), unit="倍"),
    Rule(id="category", label="困难类别与证件不一致", find=_category),
    Rule(id="cause", label="致困原因没有依据", find=_cause),
    Rule(id="zero_employment", label="零就业家庭却有人在岗", find=_zero_employment),
    Rule(id="gone", label="户主已去世或离开", find=_gone),
    Rule(id="expired", label="证件已过期", find=_expired),
    Rule(id="roomy", label="人均住房面积偏大", find=_roomy, limit=Decimal(60), unit="平方米"),
    Rule(id="saved", label="存款偏多", find=_saved, limit=Decimal(50000), unit="元"),
)
"""All rules, in the order their findings are listed. A new one is one function and one line here."""


@dataclass(frozen=True, kw_only=True)
class Ignored:
    """That somebody looked at a finding and let it stand: why, who, when."""

    because: str
    by: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A doubt with the file it is about, and whether somebody let it stand on these figures."""

    household_id: int
    number: str
    name: str
    doubt: Doubt
    ignored: Ignored | None = None


def rule_named(rule_id: str) -> Rule:
    """The rule of that id."""
    return next(rule for rule in RULES if rule.id == rule_id)
