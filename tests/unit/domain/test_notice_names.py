"""Names on a public notice: whole, but a minor's covered, and never two alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.domain.notice_names import is_minor, notice_names
from desktop.domain.person import Member, Schooling
from tests.samples.make_roster import id_number

DAY = date(2026, 3, 2)
CHILD = date(2010, 1, 1)
GROWN = date(1980, 1, 1)


def person(name: str = "张三", **fields: Any) -> Member:
    return Member(ordinal=1, name=name, **fields)


@pytest.mark.parametrize(
    ("fields", "minor"),
    [
        ({"born": date(2008, 3, 3)}, True),
        ({"born": date(2008, 3, 2)}, False),
        ({"born": date(2008, 2, 29)}, False),
        ({"id_number": id_number(CHILD, True, 901)}, True),
        ({"id_number": id_number(GROWN, True, 901)}, False),
        ({"born": GROWN, "id_number": id_number(CHILD, True, 901)}, True),
        ({"born": CHILD, "id_number": id_number(GROWN, True, 901)}, True),
        ({"id_number": "不全", "schooling": Schooling.junior}, True),
        ({"schooling": Schooling.senior}, True),
        ({"schooling": Schooling.university}, False),
        ({"born": GROWN, "schooling": Schooling.senior}, False),
        ({}, False),
    ],
)
def test_a_minor_is_one_by_any_paper(fields: dict[str, Any], minor: bool) -> None:
    assert is_minor(person(**fields), DAY) is minor


@pytest.mark.parametrize(
    ("name", "covered"),
    [("张三", "张*"), ("张小三", "张**"), ("欧阳小三", "欧阳**"), ("阿依古丽·买买提", "阿依古丽·*")],
)
def test_a_minor_s_name_is_covered_and_a_grown_person_s_is_not(name: str, covered: str) -> None:
    assert notice_names([person(name, born=CHILD), person(name, born=GROWN)], DAY) == (covered, name)


def test_names_that_would_look_alike_are_told_apart() -> None:
    people = [person(name, born=CHILD) for name in ("张三", "李四", "张五", "张六六")]
    assert notice_names(people, DAY) == ("张*（一）", "李*", "张*（二）", "张**")
    assert notice_names([person("张伟"), person("张伟")], DAY) == ("张伟（一）", "张伟（二）")


def test_a_long_list_of_minors_has_no_two_names_alike() -> None:
    names = notice_names([person(f"张{n % 7}", born=CHILD) for n in range(120)], DAY)
    assert len(set(names)) == 120
    assert [names[n - 1] for n in (9, 10, 11, 20, 42, 105)] == [
        f"张*（{numeral}）" for numeral in ("九", "十", "十一", "二十", "四十二", "一〇五")
    ]
