"""Facts from the archive that single plans ask for: income counted their way, bills, members, kinds, tags."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.archive_facts import facts_of
from desktop.domain.fact import NONE
from desktop.domain.facts import FACTS, People, Receipts
from desktop.domain.household import (
    Cause,
    Certificate,
    CertificateKind,
    Expense,
    ExpenseKind,
    Hardship,
    Household,
    Housing,
    Income,
    IncomeKind,
    Period,
    Property,
    PropertyKind,
    Tag,
    Topic,
)
from desktop.domain.income import IncomeRule
from desktop.domain.person import DisabilityKind, EmploymentState, Member, Relation, Schooling

ON = date(2026, 3, 2)
HEAD = Member(
    ordinal=1,
    name="周一舟",
    born=date(1960, 5, 1),
    employment=EmploymentState.retired,
    disability=DisabilityKind.limb,
    disability_grade=2,
    model_worker="全国劳模",
)
SON = Member(
    ordinal=2, name="周三山", relation=Relation.son, born=date(2016, 9, 1), schooling=Schooling.primary
)
WAGES = (
    Income(kind=IncomeKind.wage, amount=Decimal(3000)),
    Income(kind=IncomeKind.honour, amount=Decimal(500)),
    Income(kind=IncomeKind.rent, amount=Decimal(600), period=Period.once, received_on=date(2025, 6, 1)),
)
SPENT = (
    Expense(
        kind=ExpenseKind.illness, amount=Decimal(6000), reimbursed=Decimal(1200), paid_on=date(2026, 1, 5)
    ),
    Expense(kind=ExpenseKind.housing, amount=Decimal(2400), paid_on=date(2026, 1, 6)),
)
HOME = Household(members=(HEAD, SON), incomes=WAGES, expenses=SPENT, address="示例市东桥镇一号")


def rule(**said: object) -> IncomeRule:
    return replace(IncomeRule(), **said)  # pyright: ignore[reportArgumentType] -- tests name fields freely


@pytest.mark.parametrize(
    ("counted", "yearly"),
    [
        (IncomeRule(), 36600),
        (rule(exempt=frozenset[IncomeKind]()), 42600),
        (rule(window=6), 36000),
        (rule(deduct=frozenset({ExpenseKind.illness})), 36600 - 4800),
        (rule(window=6, deduct=frozenset({ExpenseKind.illness})), 36000 - 9600),
        (rule(deduct=frozenset({ExpenseKind.illness, ExpenseKind.housing})), 36600 - 4800 - 2400),
    ],
)
def test_income_is_counted_as_the_scheme_says(counted: IncomeRule, yearly: int) -> None:
    facts = facts_of(HOME, 1, ON, rule=counted)
    assert facts["counted_yearly_income"] == yearly
    assert facts["counted_income_per_head"] == Decimal(yearly) / 2 / 12


def test_income_without_deductions_needs_no_expenses_on_file() -> None:
    bare = replace(HOME, expenses=())
    assert facts_of(bare, 1, ON, rule=IncomeRule())["counted_yearly_income"] == 36600
    asked = facts_of(bare, 1, ON, rule=rule(deduct=frozenset({ExpenseKind.illness})))
    assert "counted_yearly_income" not in asked


def test_without_a_rule_there_is_no_counted_income() -> None:
    assert "counted_yearly_income" not in facts_of(HOME, 1, ON)


def test_six_months_are_gathered_where_they_are_asked_for() -> None:
    assert "gross_income_per_head_6" not in facts_of(HOME, 1, ON)
    assert facts_of(HOME, 1, ON, asked=["gross_income_per_head_6"])["gross_income_per_head_6"] == 1500


def test_the_applicants_own_income_is_only_theirs() -> None:
    own = replace(HOME, incomes=(*WAGES, Income(kind=IncomeKind.pension, amount=Decimal(800), whose=1)))
    assert facts_of(own, 1, ON, asked=["applicant_monthly_income"])["applicant_monthly_income"] == 800
    assert "applicant_monthly_income" not in facts_of(HOME, 1, ON, asked=["applicant_monthly_income"])


def test_bills_keep_their_days() -> None:
    facts = facts_of(HOME, 1, ON)
    assert facts["medical_bills"] == Receipts(((date(2026, 1, 5), Decimal(4800)),))
    assert len(facts.receipts("receipts").bills) == 2  # pyright: ignore[reportOptionalMemberAccess] -- known above


def test_a_bill_without_a_day_leaves_all_bills_open() -> None:
    undated = replace(HOME, expenses=(*SPENT, Expense(kind=ExpenseKind.illness, amount=Decimal(10))))
    assert "receipts" not in facts_of(undated, 1, ON)
    assert "receipts" not in facts_of(replace(HOME, expenses=()), 1, ON)
    checked = replace(HOME, expenses=(), verified_none=frozenset({Topic.expenses}))
    assert facts_of(checked, 1, ON)["receipts"] == Receipts()


def test_members_come_one_by_one_with_their_own_facts() -> None:
    facts = facts_of(HOME, 1, ON, asked=["members"])
    people = facts.people("members")
    assert isinstance(people, People)
    first, second = people.each
    assert (first["applicant_born"], second["applicant_age"]) == (date(1960, 5, 1), 9)
    assert second["pupil"] is True
    assert "household_diseases" not in first
    assert set(second.origins.values()) == {"周三山"}


def test_the_person_is_told_by_the_archives_fields() -> None:
    facts = facts_of(HOME, 1, ON)
    assert facts["staff_state"] == "retired"
    assert (facts["disability_kind"], facts["disability_grade"]) == ("limb", 2)
    assert facts["is_model_worker"] is True
    assert facts["residence_place"] == "示例市东桥镇一号"
    assert "pupil" not in facts


def test_savings_are_shared_out_by_head() -> None:
    saved = replace(
        HOME,
        properties=(Property(kind=PropertyKind.savings, value=Decimal(9000)),),
        verified_none=frozenset(),
    )
    assert facts_of(saved, 1, ON)["financial_assets_per_head"] == 4500


def tagged(*names: str, **fields: object) -> Household:
    return replace(HOME, tags=tuple(Tag(name=n) for n in names), **fields)  # pyright: ignore[reportArgumentType] -- tests name fields freely


@pytest.mark.parametrize(
    ("tags", "fact", "value"),
    [
        (("无劳动能力",), "able_to_work", False),
        (("有劳动能力",), "able_to_work", True),
        (("有劳动能力", "无劳动能力"), "able_to_work", None),
        ((), "able_to_work", None),
        (("部分自理",), "self_care", "part"),
        (("部分自理", "可自理"), "self_care", None),
        (("因病", "缺技术"), "poverty_causes", frozenset({"illness", "no_skill"})),
        ((), "poverty_causes", None),
        (("低保A类", "低保B类"), "dibao_class", frozenset({"a", "b"})),
        (("高温橙色预警",), "alerts", frozenset({"heat_orange"})),
        # Looked into, and none of them: an empty set, not unknown. Where one is so after all, it counts.
        (("无预警",), "alerts", frozenset[str]()),
        (("无预警", "高温橙色预警"), "alerts", frozenset({"heat_orange"})),
        (("无急难情形",), "emergency_kinds", frozenset[str]()),
        (("两不愁三保障达标",), "worries", frozenset[str]()),
        (("两不愁三保障达标", "住房安全未达标"), "worries", frozenset({"housing"})),
        (("必需支出无突增",), "spending_kinds", frozenset[str]()),
        ((), "spending_kinds", None),
    ],
)
def test_tags_tell_what_has_no_field(tags: tuple[str, ...], fact: str, value: object) -> None:
    assert facts_of(tagged(*tags), 1, ON).get(fact) == value


def test_a_household_verified_to_have_no_expenses_has_none_that_rose() -> None:
    none = frozenset({Topic.expenses})
    assert facts_of(tagged(verified_none=none), 1, ON)["spending_kinds"] == frozenset()
    assert facts_of(tagged("医疗支出", verified_none=none), 1, ON)["spending_kinds"] == {"medical"}
    assert "spending_kinds" not in facts_of(tagged(), 1, ON)


def test_every_tag_says_one_thing_of_a_fact() -> None:
    told = [(tag, f.id) for f in FACTS.values() for tag, said in f.tags.items() if said == NONE]
    assert len(told) == 7
    others = {tag for f in FACTS.values() for tag, said in f.tags.items() if said != NONE}
    assert not {tag for tag, _ in told} & others


def test_kinds_come_from_certificates_and_tags_once_the_certificates_were_looked_at() -> None:
    assert "household_kinds" not in facts_of(tagged("困境儿童"), 1, ON)
    held = (Certificate(kind=CertificateKind.dibao, whose=2),)
    facts = facts_of(tagged("困境儿童", certificates=held), 1, ON)
    assert facts["household_kinds"] == {"dibao", "child_in_need"}
    assert facts["applicant_kinds"] == {"child_in_need"}
    none = facts_of(tagged(verified_none=frozenset({Topic.certificates})), 1, ON)
    assert none["household_kinds"] == frozenset()


TAGS = "有劳动能力 困境儿童 低保A类 高温橙色预警 部分自理".split()
FULL = replace(
    HOME,
    cause=Cause.own_illness,
    hardship=Hardship.deep,
    housing=Housing.self_built,
    floor_area=Decimal(60),
    single_parent=False,
    zero_employment=True,
    properties=(
        Property(kind=PropertyKind.home, area=Decimal(60)),
        Property(kind=PropertyKind.vehicle, value=Decimal(30000)),
        Property(kind=PropertyKind.savings, value=Decimal(5000)),
        Property(kind=PropertyKind.business, description="小卖部"),
    ),
    certificates=(Certificate(kind=CertificateKind.dibao, whose=2),),
    tags=tuple(Tag(name=n) for n in TAGS),
    verified_none=frozenset({Topic.illnesses}),
)


def test_with_only_some_facts_wanted_each_of_them_is_the_same() -> None:
    whole = facts_of(FULL, 1, ON, rule=IncomeRule(), asked=FACTS)
    assert len(whole) > 45, "the household must tell nearly all an archive can"
    for id in set(FACTS) - {"members"}:
        assert facts_of(FULL, 1, ON, rule=IncomeRule(), asked=FACTS, only=[id]).get(id) == whole.get(id), id
    people, wanted = (
        whole.people("members"),
        ("applicant_diseases", "applicant_certificates", "applicant_age"),
    )
    for id in wanted:
        some = facts_of(FULL, 1, ON, asked=["members"], only=["members", id]).people("members")
        assert people is not None
        assert some is not None
        assert [one.get(id) for one in some.each] == [one.get(id) for one in people.each], id
    fewer = facts_of(FULL, 1, ON, rule=IncomeRule(), asked=FACTS, only=["employer"])
    assert len(fewer) < len(whole)
