"""Household archives are kept whole, tidied, or refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.casework import intake
from desktop.casework.intake import UnfitError
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.household import (
    Cause,
    Debt,
    DebtKind,
    Expense,
    ExpenseKind,
    Guardian,
    Household,
    Income,
    IncomeKind,
)
from desktop.domain.listing import HouseholdQuery
from desktop.domain.person import Member, PersonKind, Relation, Sex
from desktop.domain.student import Student, StudentLevel

Builder = Callable[..., Household]


def test_a_new_household_gets_number_day_and_officer(office: Office, household: Builder) -> None:
    kept = intake.record_household(office, household())
    assert kept.number == "DA2026-0001"
    assert kept.filed_on == office.today()
    assert kept.entered_by == "林晓舟"
    assert intake.household(office, kept.id or 0) == kept


def test_birthday_and_sex_come_from_the_id_number(office: Office, household: Builder) -> None:
    one = Member(ordinal=1, name=" 示例•某 ", id_number="110105 19491231 002x")
    kept = intake.record_household(office, household(members=(one,), incomes=()))
    assert kept.head.name == "示例·某"
    assert kept.head.id_number == "11010519491231002X"
    assert kept.head.born == date(1949, 12, 31)
    assert kept.head.sex is Sex.female


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"members": ()}, "户主"),
        ({"members": (Member(ordinal=1, name=" "),)}, "没有姓名"),
        ({"members": (Member(ordinal=1, name="甲"), Member(ordinal=2, name="乙"))}, "有 2 名"),
        ({"members": (Member(ordinal=1, name="甲", relation=Relation.son),)}, "有 0 名"),
        ({"members": (Member(ordinal=1, name="甲", id_number="110105194912310021"),)}, "有误"),
        ({"incomes": (Income(kind=IncomeKind.wage, amount=Decimal(-1), whose=1),)}, "负数"),
        ({"incomes": (Income(kind=IncomeKind.wage, amount=Decimal(1), whose=9),)}, "已删去"),
        ({"incomes": (Income(kind=IncomeKind.none, amount=Decimal(1), whose=1),)}, "应为 0"),
        (
            {"expenses": (Expense(kind=ExpenseKind.illness, amount=Decimal(1), reimbursed=Decimal(2)),)},
            "不能多于",
        ),
    ],
)
def test_what_cannot_be_right_is_refused(
    office: Office, household: Builder, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(OfficeError, match=said):
        intake.record_household(office, household(**changes))
    assert intake.count_households(office, HouseholdQuery()) == 0


def test_one_person_stands_in_one_archive_only(office: Office, household: Builder) -> None:
    one = (Member(ordinal=1, name="甲", id_number="11010519491231002X"),)
    first = intake.record_household(office, household(members=one, incomes=()))
    with pytest.raises(OfficeError, match=first.number):
        intake.record_household(office, household(members=one, incomes=()))
    again = intake.record_household(office, replace(first, remark="改"))
    assert again.remark == "改"


def test_an_archive_number_is_used_once(office: Office, household: Builder) -> None:
    intake.record_household(office, household(number="旧-1"))
    with pytest.raises(OfficeError, match="已被使用"):
        intake.record_household(office, household(number="旧-1"))


def test_the_list_shows_income_per_head(office: Office, household: Builder) -> None:
    intake.record_household(office, household(monthly="1000.00"))
    (line,) = intake.find_households(office, HouseholdQuery()).lines
    assert (line.income_per_head, line.net_income_per_head) == (Decimal("500.00"), Decimal("500.00"))


def test_a_person_without_name_or_number_is_kept_under_what_they_are_told_by(office: Office) -> None:
    found = Member(ordinal=1, name="", kind=PersonKind.wanderer, traits="2026-03-02 汽车站，男，约 60 岁")
    with pytest.raises(UnfitError, match="特征"):
        intake.record_household(office, Household(members=(replace(found, traits=""),)))
    with pytest.raises(UnfitError, match="没有姓名"):
        intake.record_household(office, Household(members=(replace(found, kind=PersonKind.worker),)))
    kept = intake.record_household(office, Household(members=(found,)))
    assert kept.head.name == "无名氏(2026-03-02 汽车站,男,约 60 岁)"
    assert intake.find_households(office, HouseholdQuery(search="汽车站")).total == 1
    again = intake.record_household(office, replace(kept, remark="送医"))
    assert again.head.name == kept.head.name
    assert intake.record_household(office, Household(members=(found,))).id != kept.id


def test_three_other_causes_at_most_and_none_of_them_the_main_one(office: Office, household: Builder) -> None:
    four = (Cause.schooling, Cause.disability, Cause.job_loss, Cause.disaster)
    with pytest.raises(UnfitError, match="最多选三项，现在有 4 项"):
        intake.record_household(office, household(cause=Cause.own_illness, other_causes=four))
    kept = intake.record_household(office, household(cause=Cause.schooling, other_causes=(*four, four[1])))
    assert kept.other_causes == four[1:]


def test_guardians_and_students_speak_of_members(office: Office, household: Builder) -> None:
    for wrong, said in (
        ({"guardians": (Guardian(whose=9, member=1),)}, "删去"),
        ({"guardians": (Guardian(whose=2, member=2),)}, "不能是本人"),
        ({"guardians": (Guardian(whose=2),)}, "没有姓名"),
        ({"students": (Student(whose=9),)}, "学生"),
        ({"debts": (Debt(kind=DebtKind.illness, amount=Decimal(-1)),)}, "负数"),
    ):
        with pytest.raises(UnfitError, match=said):
            intake.record_household(office, household(**wrong))
    kept = intake.record_household(
        office,
        household(
            guardians=(Guardian(whose=2, member=1), Guardian(whose=2, name="王外人", relation="姑母")),
            students=(Student(whose=2, level=StudentLevel.hard),),
            debts=(Debt(kind=DebtKind.illness, amount=Decimal("20000.00"), creditor="亲戚"),),
        ),
    )
    assert intake.household(office, kept.id or 0) == kept
