"""Plausibility: each rule finds what it is for, stays silent otherwise, and says the figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.domain.household import (
    Cause,
    Certificate,
    CertificateKind,
    Expense,
    ExpenseKind,
    Hardship,
    Household,
    Income,
    IncomeKind,
    Property,
    PropertyKind,
)
from desktop.domain.person import (
    EmploymentState,
    Leaving,
    Marriage,
    Member,
    Relation,
    Schooling,
    Sex,
)
from desktop.domain.plausible import RULES, doubts
from tests.conftest import make_household

ON = date(2026, 3, 2)


def _head(**changes: Any) -> Household:
    made = make_household()
    return replace(made, members=(replace(made.members[0], **changes), *made.members[1:]))


def _child(**changes: Any) -> Household:
    made = make_household()
    return replace(made, members=(made.members[0], replace(made.members[1], **changes)))


def _with(member: Member, **changes: Any) -> Household:
    made = make_household(**changes)
    return replace(made, members=(*made.members, member))


_WIFE = Member(ordinal=3, name="何云", relation=Relation.wife)

CASES: dict[str, tuple[Household, str]] = {
    "birthday": (
        _head(id_number="110101198001010010", born=date(1980, 1, 2), sex=Sex.male),
        "1980年1月2日与身份证号里的1980年1月1日不一致",
    ),
    "generations": (
        replace(
            make_household(),
            members=(
                replace(make_household().members[0], born=date(2000, 5, 1)),
                replace(make_household().members[1], born=date(2016, 4, 30)),
            ),
        ),
        "陈练习 只比 陈小习 大 15 岁",
    ),
    "school_age": (_child(born=date(2006, 3, 3)), "陈小习 19 岁，登记为在读小学"),
    "retired_young": (
        _head(employment=EmploymentState.retired, born=date(1986, 1, 1)),
        "40 岁，登记为退休",
    ),
    "very_old": (_head(born=date(1931, 3, 2)), "已 95 岁"),
    "marriage": (replace(_with(_WIFE), single_parent=True), "单亲家庭，家庭成员里却有配偶 何云"),
    "no_wage": (
        make_household(incomes=(Income(kind=IncomeKind.rent, amount=Decimal(100), whose=1),)),
        "在岗，却没有登记工资",
    ),
    "no_pension": (_head(employment=EmploymentState.retired, born=date(1960, 1, 1)), "没有登记退休金"),
    "high_income": (make_household(monthly="6000.02"), "人均月收入 3000.01 元，高于 3000.00 元"),
    "overspent": (
        make_household(
            expenses=(
                Expense(kind=ExpenseKind.illness, amount=Decimal("64800.01"), paid_on=date(2026, 1, 5)),
            )
        ),
        "超过全年收入 21600.00 元的 3 倍",
    ),
    "category": (make_household(hardship=Hardship.on_dibao), "却没有登记有效的低保证"),
    "cause": (make_household(cause=Cause.own_illness), "本人没有登记疾病"),
    "zero_employment": (make_household(zero_employment=True), "零就业家庭，陈练习 却在岗"),
    "gone": (_head(left_on=date(2026, 1, 1), left_by=Leaving.died), "已于2026年1月1日死亡"),
    "expired": (
        make_household(certificates=(Certificate(kind=CertificateKind.dibao, expires_on=date(2026, 3, 1)),)),
        "已于2026年3月1日到期",
    ),
    "roomy": (make_household(floor_area=Decimal("120.02")), "人均住房面积 60.01 平方米"),
    "saved": (
        make_household(properties=(Property(kind=PropertyKind.savings, value=Decimal("50000.01")),)),
        "50000.01 元，超过 50000.00 元",
    ),
}


def test_every_rule_is_tried() -> None:
    assert list(CASES) == [rule.id for rule in RULES]


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_finds_what_it_is_for_and_says_the_figures(rule: str) -> None:
    household, said = CASES[rule]
    found = [d for d in doubts(household, ON) if d.rule == rule]
    assert len(found) == 1
    assert said in found[0].said
    assert found[0].figures


def test_an_ordinary_archive_raises_no_doubt() -> None:
    assert doubts(make_household(), ON) == ()


@pytest.mark.parametrize(
    "household",
    [
        _head(id_number="110101198001010010", born=date(1980, 1, 1), sex=Sex.male),
        _child(born=date(2016, 3, 2)),
        _head(born=date(1931, 3, 3)),
        _head(marriage=Marriage.married),
        make_household(monthly="6000.00"),
        make_household(floor_area=Decimal("120.00")),
        make_household(certificates=(Certificate(kind=CertificateKind.dibao, expires_on=ON),)),
        make_household(properties=(Property(kind=PropertyKind.savings, value=Decimal("50000.00")),)),
        _head(left_on=date(2026, 3, 3), left_by=Leaving.moved_out),
        make_household(incomes=()),
    ],
)
def test_at_the_limit_and_where_nothing_is_known_it_stays_silent(household: Household) -> None:
    assert doubts(household, ON) == ()


def test_an_office_sets_its_own_limits() -> None:
    household = make_household(monthly="4000.00")
    assert doubts(household, ON) == ()
    (found,) = doubts(household, ON, {"high_income": Decimal(1999)})
    assert "高于 1999.00 元" in found.said


def test_who_left_is_asked_nothing_more() -> None:
    gone = Member(
        ordinal=3,
        name="陈老",
        relation=Relation.father,
        born=date(1920, 1, 1),
        employment=EmploymentState.retired,
        left_on=date(2025, 5, 5),
        left_by=Leaving.died,
    )
    assert doubts(_with(gone), ON) == ()
    assert {d.rule for d in doubts(_with(replace(gone, left_on=None)), ON)} == {"very_old", "no_pension"}


def test_other_figures_are_found_anew() -> None:
    one = doubts(make_household(monthly="6100.00"), ON)[0]
    other = doubts(make_household(monthly="6200.00"), ON)[0]
    assert one.rule == other.rule
    assert one.figures != other.figures


def test_a_school_child_in_senior_school_is_no_doubt_at_fifteen() -> None:
    assert doubts(_child(born=date(2010, 9, 1), schooling=Schooling.senior), ON) == ()
