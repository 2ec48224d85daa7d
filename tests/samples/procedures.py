"""Invented households for eight plans, each built from what an archive can hold, tags and facts said at the check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop.casework import settings
from desktop.casework.office import Office
from desktop.domain.household import (
    Certificate,
    CertificateKind,
    Expense,
    ExpenseKind,
    Household,
    Income,
    IncomeKind,
    Tag,
    Topic,
)
from desktop.domain.person import (
    Disease,
    EmploymentState,
    Illness,
    Member,
    Relation,
    Schooling,
    SchoolKind,
    Sex,
)
from desktop.domain.standards import Line, LineKind
from desktop.domain.stated import Statement

D = Decimal
HOME = "示例市示例区"

PARAMETERS: Mapping[str, Mapping[str, int | str]] = {
    "plan-04": {"cancer_sum": 5000, "kidney_sum": 4000},
    "plan-09": {"care_full": "0.5", "care_part": "0.3", "care_none": "0.1"},
    "plan-24": {"low_tier": 300, "start_month": 202001, "dead_until": 20191231},
    "plan-25": {"sign_up_until": 925},
}
"""What these plans leave blank, as this office filled it in."""

LINES = (
    (LineKind.consumption_per_head, D(24000)),
    (LineKind.urban_consumption_per_head, D(30000)),
    (LineKind.minimum_wage, D(1800)),
)
"""The standards besides the 低保 line of 810 yuan: 45 % of the wage are 810, 25 to 35 % of the month's spending 625 to 875."""


def fill_in(office: Office) -> None:
    """The office has filled in every blank of the plans and every standard they go by."""
    for kind, amount in LINES:
        settings.record_line(
            office,
            Line(kind=kind, place="示例市", from_day=date(2025, 7, 1), amount=amount, source="示例统计公报"),
        )
    for scheme, blanks in PARAMETERS.items():
        for name, value in blanks.items():
            settings.record_parameter(office, scheme, name, D(value), "示例文件〔2025〕3 号")


def person(name: str, **more: object) -> Member:
    """Somebody who applies, with a telephone."""
    values: dict[str, object] = {
        "ordinal": 1,
        "name": name,
        "relation": Relation.head,
        "phone": "19900001234",
    }
    return Member(**{**values, **more})  # pyright: ignore[reportArgumentType]


def alone(head: Member, *tags: str, **more: object) -> Household:
    """A household of one in the office's own place, every part of its file checked."""
    values: dict[str, object] = {
        "members": (head,),
        "hukou_place": HOME,
        "address": f"{HOME}和平里 3 号",
        "bank": "示例银行",
        "card_number": "6200000000000000000",
        "incomes": (Income(kind=IncomeKind.none, amount=D(0), whose=1),),
        "verified_none": frozenset(Topic),
        "tags": tuple(Tag(name=t) for t in tags),
    }
    return Household(**{**values, **more})  # pyright: ignore[reportArgumentType]


def with_child(head: Member, monthly: str, *tags: str, **more: object) -> Household:
    """Two people, one of them at school, on one income."""
    child = Member(
        ordinal=2,
        name=f"{head.name[0]}小习",
        relation=Relation.daughter,
        schooling=Schooling.primary,
        school_kind=SchoolKind.public,
    )
    made = alone(head, *tags, **more)
    earned = (Income(kind=IncomeKind.wage, amount=D(monthly), whose=1),)
    return replace(made, members=(head, child), incomes=earned)


def patient(name: str = "方来顺", disease: Disease = Disease.stroke) -> Household:
    """Plan 4: somebody on 低保 with a listed disease, not sent on to another hospital."""
    held = (Certificate(kind=CertificateKind.dibao, whose=1, number="DB0417"),)
    return alone(person(name, illnesses=(Illness(disease=disease),)), "未转院", "未住院", certificates=held)


def struck(name: str = "石满仓", reserve: bool = True) -> Household:
    """Plan 5: a family whose home burnt, helped out of the township's own reserve or in the usual way."""
    tags = ("意外事件", "基本生活严重困难", "家庭求助", "非低收入家庭")
    return with_child(person(name), "1900", *tags, *(("紧急", "动用备用金") if reserve else ("不紧急",)))


def destitute(name: str, born: date = date(1958, 4, 12), supported: bool = False) -> Household:
    """Plan 9: somebody over sixty who cannot work and partly needs care; with or without a son who could keep them."""
    tags = ("无劳动能力", "无生活来源", "部分自理", "分散供养")
    return alone(person(name, born=born), *tags, "有法定义务人" if supported else "无法定义务人")


def poor(name: str, sort: str) -> Household:
    """Plan 16: two people on 500 yuan a head, of class A, B or C."""
    return with_child(person(name), "1000.00", "财产符合规定", f"低保{sort}类")


def lecturer(name: str = "崔明远") -> Household:
    """Plan 19: a union member at work with bills inside the year of the bills and one outside it."""
    bills = tuple(
        Expense(kind=ExpenseKind.illness, amount=D(a), reimbursed=D(b), whose=1, paid_on=day)
        for a, b, day in (
            (9000, 4000, date(2025, 11, 5)),
            (3000, 1000, date(2026, 9, 1)),
            (500, 0, date(2025, 11, 4)),
        )
    )
    head = person(name, employment=EmploymentState.at_work, employer="示例大学", union_member=True)
    return alone(
        head,
        "已建档",
        expenses=bills,
        incomes=(Income(kind=IncomeKind.wage, amount=D(4000), whose=1),),
        verified_none=frozenset(Topic) - {Topic.expenses},
    )


def teacher(name: str = "梁桂生") -> Household:
    """Plan 24: a former supply teacher who turns sixty on 20 May 2026."""
    tags = (
        "原代课教师",
        "代课合同备案",
        "离岗后未在编",
        "未离岗退养",
        "核定名单内",
        "未被辞退",
        "无犯罪记录",
        "健在",
    )
    head = person(name, sex=Sex.male, born=date(1966, 5, 20))
    return alone(head, *tags, hukou_place="广东省梅州市示例县")


TAUGHT = {
    "semesters_taught": Statement(value=41, seen="任教年限核定表第 12 号"),
    "semesters_in_a_row": Statement(value=12, seen="任教年限核定表第 12 号"),
}
"""Of plan 24, what no archive has a field for: 41 terms are 21 years."""


def in_need(name: str, utterly: bool = False) -> Household:
    """Plan 31: a family hit by an accident that asks for help at once; in utter need or not."""
    tags = ("急难救助", "意外事件", "基本生活严重困难")
    return with_child(person(name), "1000.00", *tags, *(("基本生活极度困难",) if utterly else ()))


def candidate(name: str, degree: str = "硕士") -> Household:
    """Plan 25: somebody who applies for a post; what came of the examinations is said at the check."""
    head = person(name, employment=EmploymentState.at_work, employer="示例中学")
    return alone(head, degree, "资格审查通过")


def post(name: str, places: int = 1) -> dict[str, Statement]:
    """Of plan 25, what stands in the form of application: the post, and how many are wanted."""
    return {
        "post_applied": Statement(value=frozenset({name}), seen="报名登记表"),
        "posts_offered": Statement(value=places, seen="招聘公告附件 1"),
    }
