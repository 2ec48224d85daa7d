"""Plan 31 on its own worked examples: what a township decides, what the county, and what only a resolution may."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop import app
from desktop.domain import means
from desktop.domain.application import Override
from desktop.domain.approvable import Approvable
from desktop.domain.authority import levels_of
from desktop.domain.condition import Case
from desktop.domain.derived_facts import with_derived
from desktop.domain.scheme import Scheme
from desktop.domain.standards import Line, Standards

D = Decimal
TOWN, COUNTY = "乡镇人民政府（街道办事处）", "县级民政部门"
RESOLVED = Override(because="一家两人住院", signed_by=("孙局长", "钱书记"), meeting="HY2026-0001")


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return app.library(app.places()).scheme("plan-31")


def left(scheme: Scheme, begins: str, **changed: Decimal) -> Approvable:
    """What the example of that name leaves to decide, with some facts set anew."""
    example = next(e for e in scheme.examples if e.name.startswith(begins))
    facts = example.facts.having(**changed)
    place = example.place or "示例市"
    standards = Standards.of(
        Line(kind=kind, place=place, from_day=date(2000, 1, 1), amount=amount, source="算例")
        for kind, amount in example.standards.items()
    )
    verdict = means.check(facts, scheme, standards, place, example.on, example.parameters)
    case = Case(with_derived(facts), standards, place, example.on, scheme.values(example.parameters))
    return Approvable(verdict=verdict, scheme=scheme, case=case)


def test_the_levels_are_the_plans_own(scheme: Scheme) -> None:
    assert levels_of(scheme.conduct.authority) == (TOWN, COUNTY, "乡镇人民政府（受委托）")


@pytest.mark.parametrize(
    ("yuan", "who"), [("0.01", TOWN), ("5000", TOWN), ("5000.01", COUNTY), ("20000", COUNTY)]
)
def test_the_sum_says_who_decides(scheme: Scheme, yuan: str, who: str) -> None:
    ruling = left(scheme, "低收入家庭遭火灾", household_aid_this_year=D(0)).ruling(D(yuan))
    assert (ruling.barred(None), ruling.who) == ("", who)


def test_above_twenty_thousand_in_extreme_need_only_a_resolution_helps(scheme: Scheme) -> None:
    ruling = left(scheme, "低收入家庭遭火灾", household_aid_this_year=D(0)).ruling(D("20000.01"))
    assert ruling.discuss
    assert ruling.barred(RESOLVED) == ""


def test_a_years_sum_that_is_used_up_is_passed_by_a_resolution_in_extreme_need_alone(scheme: Scheme) -> None:
    few = left(scheme, "低收入家庭遭火灾")
    assert few.ruling(D(4000)).barred(None) == ""
    assert "最多可以批准 4,000.00 元" in few.ruling(D("4000.01")).barred(None)
    assert few.ruling(D("4000.01")).barred(RESOLVED) == ""
    assert left(scheme, "本年全家已享受 20000 元，基本生活极度困难").ruling(D(100)).barred(RESOLVED) == ""
    strict = left(scheme, "本年全家已享受 20000 元，没有到极度困难").ruling(D(100))
    assert strict.discuss == ""
    assert strict.barred(RESOLVED)
