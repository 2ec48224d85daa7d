"""Facts from the archive: what a household on file tells about itself; an empty field is unknown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain import personal_facts
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.fact import NONE, Fact, FactType
from desktop.domain.fact_list import FACTS
from desktop.domain.facts import Facts, FactValue, People, Receipts
from desktop.domain.household import (
    Certificate,
    CertificateKind,
    Expense,
    ExpenseKind,
    Household,
    Period,
    Property,
    PropertyKind,
    Topic,
)
from desktop.domain.income import MONTHS, IncomeRule, counted_sheet, income_sheet
from desktop.domain.person import (
    Disease,
    EmploymentState,
    Health,
    Member,
    Relation,
    SchoolKind,
)
from desktop.domain.words import word


def facts_of(
    household: Household,
    applicant: int,
    on: date,
    *,
    aid_received_this_year: Decimal | None = None,
    received_on: date | None = None,
    aided: frozenset[str] | None = None,
    confirmed_on: date | None = None,
    rule: IncomeRule | None = None,
    asked: Collection[str] = (),
    only: Collection[str] | None = None,
) -> Facts:
    """What the archive knows on that day, for the member who applies.

    What was given and confirmed before under the scheme, and when the papers came in, stand outside the archive: they
    are handed in.
    `rule` is how the scheme counts income; `asked` names the facts it asks about, for those that are dear to gather.
    With `only`, what none of these facts needs is not gathered at all; there may still be facts besides
    them. What is wanted of single members is named there too.
    """
    household = household.on(on)
    member = household.member(applicant)
    if member is None:
        raise OfficeError(f"档案 {household.number} 里没有第 {applicant} 号家庭成员。请重新选择申请人。")
    found = _Found()

    if _wanted(only, _OF_MONEY):
        _money_facts(household, applicant, on, found)
    _more_money_facts(household, applicant, on, found, rule, asked)
    if _wanted(only, _OF_PROPERTY):
        _property_facts(household, found)
    if _wanted(only, _OF_PEOPLE):
        _people_facts(household, on, found)
    tags = _current_tags(household, on)
    if _wanted(only, _OF_CERTIFICATES):
        _certificate_facts(household, applicant, on, found)
    if _wanted(only, _OF_DISEASES):
        _disease_facts(household, member, found)
    _applicant_facts(household, member, on, found)
    found.put_all(personal_facts.of_household(household))
    found.put("tags", tags)
    _tag_facts(tags, found)
    _kind_facts(tags, personal_facts.flagged_kinds(household, member), found)
    if Topic.expenses in household.verified_none and "spending_kinds" not in found.values:
        found.put("spending_kinds", frozenset(), "核实过，没有支出")
    found.put("aid_received_this_year", aid_received_this_year, "按已批准的申请累计")
    if "aided" in asked:
        found.put("aided", aided, "按本办公室已批准的申请")
    found.put("confirmed_on", confirmed_on, "按本办公室批准本方案的日期")
    found.put("received_on", received_on)
    if "members" in asked:
        found.put("members", People(tuple(_member_facts(household, m, on, only) for m in household.counted)))
    return Facts(found.values, found.origins)


_OF_MONEY = frozenset(
    "household_size yearly_income rigid_yearly_spending gross_income_per_head net_income_per_head"
    " yearly_self_paid_medical applicant_self_paid_medical".split()
)
_OF_PROPERTY = frozenset(
    "homes_count vehicles_count vehicles_value savings financial_assets_per_head runs_business housing"
    " floor_area_per_head".split()
)
_OF_PEOPLE = frozenset(
    "causes hardship single_parent zero_employment schooling_stages costly_schooling".split()
)
_OF_CERTIFICATES = frozenset(
    "household_certificates applicant_certificates household_kinds applicant_kinds".split()
)
_OF_DISEASES = frozenset("applicant_diseases household_diseases".split())
"""What each part of the archive tells; the kinds of people follow from the certificates."""


def _wanted(only: Collection[str] | None, told: frozenset[str]) -> bool:
    return only is None or not told.isdisjoint(only)


def _member_facts(household: Household, member: Member, on: date, only: Collection[str] | None) -> Facts:
    """What an applicant's facts would be, were this member to apply."""
    found = _Found()
    if _wanted(only, _OF_CERTIFICATES):
        _certificate_facts(household, member.ordinal, on, found)
    if _wanted(only, _OF_DISEASES):
        _disease_facts(household, member, found)
    _applicant_facts(household, member, on, found)
    _kind_facts(_current_tags(household, on), personal_facts.flagged_kinds(household, member), found)
    own = {id: value for id, value in found.values.items() if not id.startswith("household_")}
    return Facts(own, dict.fromkeys(own, f"{member.name}"))


class _Found:
    """Facts as they are gathered from an archive."""

    def __init__(self) -> None:
        self.values: dict[str, FactValue] = {}
        self.origins: dict[str, str] = {}

    def put(self, id: str, value: FactValue | None, origin: str = "") -> None:
        """Keeps the fact, unless it is unknown."""
        if value is None or value == "":
            return
        self.values[id] = value
        if origin:
            self.origins[id] = origin

    def put_all(self, told: personal_facts.Told) -> None:
        """Keeps what is told of several facts."""
        for id, (value, origin) in told.items():
            self.put(id, value, origin)


def _money_facts(household: Household, applicant: int, on: date, found: _Found) -> None:
    sheet = income_sheet(household, on)
    found.put("household_size", len(household.counted) or None)
    found.put("yearly_income", sheet.yearly_income)
    found.put("rigid_yearly_spending", sheet.rigid_yearly_spending)
    if sheet.income_per_head is not None:
        found.put("gross_income_per_head", sheet.income_per_head, sheet.gross_sum)
    if sheet.net_income_per_head is not None:
        found.put("net_income_per_head", sheet.net_income_per_head, sheet.net_sum)
    if not household.known(Topic.expenses):
        return
    bills = _medical_bills(household, on)
    whose = max(bills, key=lambda n: bills[n]) if bills else applicant
    dearest = bills.get(whose, Decimal(0))
    origin = f"{household.owner_name(whose)}，近 12 个月" if dearest else "没有医疗支出"
    if len(bills) > 1:
        origin += "，取自付最多的一人"
    found.put("yearly_self_paid_medical", dearest, origin)
    alone = len(household.members) == 1
    own = bills.get(applicant, Decimal(0)) + (bills.get(0, Decimal(0)) if alone else 0)
    found.put(
        "applicant_self_paid_medical", own, f"{household.owner_name(applicant)}，近 12 个月医疗自付合计"
    )


def _more_money_facts(
    household: Household,
    applicant: int,
    on: date,
    found: _Found,
    rule: IncomeRule | None,
    asked: Collection[str],
) -> None:
    """Income as the scheme counts it or over six months, and the dated bills, where the scheme asks."""
    if rule is not None:
        sheet = counted_sheet(household, on, rule)
        words = sheet.net_sum if rule.deduct else sheet.gross_sum
        found.put("counted_yearly_income", sheet.yearly_net_income, words)
        found.put("counted_income_per_head", sheet.net_income_per_head, words)
    if "gross_income_per_head_6" in asked or "net_income_per_head_6" in asked:
        half = income_sheet(household, on, months=6)
        found.put("gross_income_per_head_6", half.income_per_head, half.gross_sum)
        found.put("net_income_per_head_6", half.net_income_per_head, half.net_sum)
    if "applicant_monthly_income" in asked:
        own = replace(
            household, incomes=tuple(i for i in household.incomes if i.whose == applicant), expenses=()
        )
        yearly = income_sheet(own, on).yearly_income
        found.put("applicant_monthly_income", None if yearly is None else yearly / MONTHS)
    hit = [e for e in household.expenses if e.kind in (ExpenseKind.disaster, ExpenseKind.accident)]
    if hit:
        lost = sum((e.self_paid for e in hit), Decimal(0))
        found.put("loss_amount", lost, "按档案登记的灾害、意外支出自付合计")
    single = [e for e in household.expenses if e.period is Period.once]
    if household.known(Topic.expenses) and all(e.paid_on for e in single):
        ill = [e for e in single if e.kind is ExpenseKind.illness]
        found.put("receipts", _bills(single), "档案登记的一次性支出")
        found.put("medical_bills", _bills(ill), "档案登记的医疗支出")


def _bills(expenses: list[Expense]) -> Receipts:
    return Receipts(tuple((e.paid_on, e.self_paid) for e in expenses if e.paid_on is not None))


def _medical_bills(household: Household, on: date) -> dict[int, Decimal]:
    """What each one (0: nobody named) paid for illness in the 12 months, by the rules of the income sheet."""
    ill = [e for e in household.expenses if e.kind is ExpenseKind.illness]
    bills: dict[int, Decimal] = {}
    for whose in dict.fromkeys(e.whose for e in ill):
        own = replace(household, incomes=(), expenses=tuple(e for e in ill if e.whose == whose))
        bills[whose] = income_sheet(own, on).rigid_yearly_spending or Decimal(0)
    return bills


def _property_facts(household: Household, found: _Found) -> None:
    if household.known(Topic.homes):
        found.put("homes_count", *_counted(household, PropertyKind.home))
    if household.known(Topic.vehicles):
        found.put("vehicles_count", *_counted(household, PropertyKind.vehicle))
        found.put("vehicles_value", _worth(household, PropertyKind.vehicle))
    if household.known(Topic.savings):
        sums = [p.value for p in household.properties if p.kind is PropertyKind.savings and not p.exempt]
        known = [value for value in sums if value is not None]
        if len(known) == len(sums):
            saved = sum(known, Decimal(0))
            found.put("savings", saved)
            if household.counted:
                per_head = f"存款及有价证券 {saved} 元 ÷ {len(household.counted)} 人"
                found.put("financial_assets_per_head", saved / len(household.counted), per_head)
    if household.known(Topic.business):
        shops = [
            p
            for p in household.properties
            if p.kind in (PropertyKind.business, PropertyKind.other_building) and not p.exempt
        ]
        found.put("runs_business", bool(shops), "、".join(p.description or word(p.kind) for p in shops))
    found.put("housing", _plain(household.housing))
    if household.floor_area is not None and household.counted:
        found.put("floor_area_per_head", household.floor_area / len(household.counted))


def _worth(household: Household, kind: PropertyKind) -> Decimal | None:
    """What all of a kind is worth; unknown where one has no value on file."""
    values = [p.value for p in household.properties if p.kind is kind and not p.exempt]
    known = [v for v in values if v is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _counted(household: Household, kind: PropertyKind) -> tuple[int, str]:
    all_of: list[Property] = [p for p in household.properties if p.kind is kind]
    exempt = [p for p in all_of if p.exempt]
    origin = f"另有 {len(exempt)} 项不计入：{'、'.join(p.description or word(kind) for p in exempt)}"
    return len(all_of) - len(exempt), origin if exempt else ""


def _people_facts(household: Household, on: date, found: _Found) -> None:
    causes = {str(c) for c in (household.cause, *household.other_causes) if c is not None}
    found.put("causes", frozenset(causes) or None)
    found.put("hardship", _plain(household.hardship))
    found.put("single_parent", household.single_parent)
    found.put("zero_employment", household.zero_employment)
    at_school = [m for m in household.members if m.schooling is not None]
    unclear = [m for m in household.members if m.schooling is None and _may_be_at_school(m, on)]
    if not unclear:
        found.put("schooling_stages", frozenset(str(m.schooling) for m in at_school))
    costly = [m for m in household.members if m.school_kind in _COSTLY]
    if costly:
        named = "、".join(f"{m.name}：{word(m.school_kind)}" for m in costly)
        found.put("costly_schooling", True, named)
    elif not unclear and all(m.school_kind is not None for m in at_school):
        found.put("costly_schooling", False, "" if at_school else "没有在读成员")


_COSTLY = (SchoolKind.private_costly, SchoolKind.abroad_own_cost)
_MAY_STUDY = frozenset(
    {Relation.son, Relation.daughter, Relation.grandchild, Relation.sibling, Relation.other}
)
_SCHOOL_AGES = range(3, 26)


def _may_be_at_school(member: Member, on: date) -> bool:
    """Whether someone without a school on file could well have one: then it is unknown, not none."""
    if member.relation not in _MAY_STUDY or member.employment is not None:
        return False
    age = member.age_on(on)
    return age is None or age in _SCHOOL_AGES


def _certificate_facts(household: Household, applicant: int, on: date, found: _Found) -> None:
    if not household.known(Topic.certificates):
        return
    own = [c for c in household.certificates if c.whose in (0, applicant)]
    for id, held in (("household_certificates", household.certificates), ("applicant_certificates", own)):
        valid = frozenset(str(c.kind) for c in held if c.valid_on(on))
        found.put(id, valid, "；".join(_certificate_words(household, c, on) for c in held))


def _certificate_words(household: Household, certificate: Certificate, on: date) -> str:
    name = f"{household.owner_name(certificate.whose)} {word(certificate.kind)}"
    if certificate.valid_on(on):
        until = certificate.expires_on
        return f"{name}，有效期至{day_words(until)}" if until else name
    if certificate.issued_on is not None and certificate.issued_on > on:
        return f"{name}，{day_words(certificate.issued_on)}起才生效，不计"
    expired = certificate.expires_on
    return f"{name}，已于{day_words(expired) if expired else ''}到期，不计"


_HEALTH_TELLS = {
    Health.cancer: Disease.cancer,
    Health.end_stage_kidney: Disease.kidney_failure,
    Health.coma: Disease.other_serious,
    Health.paralysis: Disease.other_serious,
    Health.alzheimer: Disease.other_serious,
    Health.parkinson: Disease.other_serious,
    Health.motor_neuron: Disease.other_serious,
}
"""Health words of the archive form that name a serious disease beyond doubt."""

_HEALTH_FINE = frozenset({Health.good, Health.minor})


def _disease_facts(household: Household, member: Member, found: _Found) -> None:
    checked = household.known(Topic.illnesses)
    of_all = {m.ordinal: _diseases(m, checked) for m in household.counted}
    own = of_all.get(member.ordinal) if member.lives_here else _diseases(member, checked)
    found.put("applicant_diseases", own, _disease_words([member]))
    gathered = frozenset(d for diseases in of_all.values() if diseases for d in diseases)
    if checked or all(diseases is not None for diseases in of_all.values()):
        found.put("household_diseases", gathered, _disease_words(household.counted))


def _diseases(member: Member, checked: bool) -> frozenset[str] | None:
    listed = {str(i.disease) for i in member.illnesses}
    told = _HEALTH_TELLS.get(member.health) if member.health else None
    if told is not None:
        listed.add(str(told))
    if listed or checked or member.health in _HEALTH_FINE:
        return frozenset(listed)
    return None


def _disease_words(members: tuple[Member, ...] | list[Member]) -> str:
    told = [
        f"{m.name}：{'、'.join(i.name or word(i.disease) for i in m.illnesses) or word(m.health)}"
        for m in members
        if m.illnesses or m.health in _HEALTH_TELLS
    ]
    return "；".join(told)


_IN_SERVICE = frozenset({EmploymentState.at_work, EmploymentState.sick_leave, EmploymentState.migrant_worker})


_STAFF_STATES = {
    EmploymentState.at_work: "in_service",
    EmploymentState.sick_leave: "in_service",
    EmploymentState.migrant_worker: "in_service",
    EmploymentState.retired: "retired",
    EmploymentState.veteran_retired: "veteran_retired",
}


def _applicant_facts(household: Household, member: Member, on: date, found: _Found) -> None:
    found.put("applicant_age", member.age_on(on))
    found.put("applicant_sex", _plain(member.sex))
    found.put("applicant_relation", str(member.relation))
    found.put("applicant_employment", _plain(member.employment))
    if member.employment not in (None, EmploymentState.other):
        found.put("applicant_in_service", member.employment in _IN_SERVICE, word(member.employment))
    found.put("applicant_hukou", _plain(member.hukou))
    found.put("hukou_place", household.hukou_place)
    found.put("residence_place", household.address)
    found.put("employer", member.employer)
    found.put("applicant_born", member.born)
    found.put("disability_kind", _plain(member.disability))
    found.put("disability_grade", member.disability_grade)
    found.put("insured", member.insured)
    found.put("staff_state", _STAFF_STATES.get(member.employment) if member.employment else None)
    found.put("pupil", True if member.schooling is not None else None, word(member.schooling))
    if member.employment is EmploymentState.unable:
        found.put("able_to_work", False, word(member.employment))
    if member.model_worker:
        found.put("is_model_worker", member.model_worker != "非劳模", member.model_worker)
    found.put_all(personal_facts.of_person(household, member, on))


def _current_tags(household: Household, on: date) -> frozenset[str]:
    return frozenset(
        t.name
        for t in household.tags
        if (t.since is None or t.since <= on) and (t.until is None or on <= t.until)
    )


_TAGGED = tuple(f for f in FACTS.values() if f.tags and f.id not in ("household_kinds", "applicant_kinds"))


def _tag_facts(tags: frozenset[str], found: _Found) -> None:
    """What the tags say; where they say nothing, or contradict each other, it stays unknown."""
    if not tags:
        return
    for fact in _TAGGED:
        hit = sorted(tags & fact.tags.keys())
        if hit and fact.id not in found.values:
            found.put(fact.id, _said(fact, hit), f"档案标签「{'、'.join(hit)}」")


def _said(fact: Fact, hit: list[str]) -> FactValue | None:
    values = {fact.tags[tag] for tag in hit}
    if fact.type is FactType.choices:
        # Where both stand there, what is so counts.
        return frozenset(values - {NONE})
    if len(values) > 1:
        return None
    (value,) = values
    return value == "yes" if fact.type is FactType.yes_no else value


_KIND_OF_CERTIFICATE = {
    str(CertificateKind.dibao): "dibao",
    str(CertificateKind.near_dibao): "near_dibao",
    str(CertificateKind.destitute): "destitute",
    str(CertificateKind.hardship_worker): "hardship_worker",
    str(CertificateKind.veteran_allowance): "veteran",
    str(CertificateKind.social_relief): "social_relief",
    str(CertificateKind.disability): "disabled",
}


def _kind_facts(tags: frozenset[str], flagged: tuple[frozenset[str], frozenset[str]], found: _Found) -> None:
    """Kinds of people, from certificates, tags and the school's file together (`flagged`: of the household, of the person).

    Unknown until the certificates were looked at.
    """
    for id, from_certificates, by_school in (
        ("household_kinds", "household_certificates", flagged[0]),
        ("applicant_kinds", "applicant_certificates", flagged[1]),
    ):
        held = found.values.get(from_certificates)
        if isinstance(held, frozenset):
            shown = {_KIND_OF_CERTIFICATE[c] for c in held if c in _KIND_OF_CERTIFICATE}
            tagged = {FACTS[id].tags[t] for t in tags if t in FACTS[id].tags}
            found.put(id, frozenset(shown | tagged | by_school), "证件和档案标签")


def _plain(value: StrEnum | None) -> str | None:
    return None if value is None else str(value)
