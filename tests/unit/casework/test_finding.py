"""Searching everywhere: each kind of thing by what an officer types for it, with what matched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.casework import finding, intake, staff, units
from desktop.casework.office import Office
from desktop.domain.finding import Found, Hit, marks
from desktop.domain.household import Household
from desktop.domain.person import Member, Relation
from desktop.domain.staff import Staff
from desktop.domain.unit import Unit, UnitKind

Build = Callable[..., Household]


@pytest.fixture
def furnished(office: Office, household: Build) -> dict[str, int]:
    """A few archives, a unit and a helper."""
    made: dict[str, int] = {}
    for name, number in (
        ("曾小明", "11010519491231002X"),
        ("張曉峯", ""),
        ("阿依古丽·买买提", ""),
        ("𬱖䶮", ""),
    ):
        one = household(name, address="示例市解放巷 3 号")
        head = replace(one.members[0], id_number=number, phone="19900007788", employer="第一纺织厂")
        daughter = Member(ordinal=9, name="仇单" if name == "曾小明" else "王五", relation=Relation.daughter)
        made[name] = intake.record_household(office, replace(one, members=(head, daughter))).id or 0
    made["unit"] = units.record_unit(office, Unit(name="细纱车间", kind=UnitKind.department)).id or 0
    made["staff"] = staff.record_staff(office, Staff(name="区志远", post="帮扶干事")).id or 0
    return made


def titles(office: Office, typed: str, kind: Found = Found.person) -> list[str]:
    found = (*finding.find(office, typed), *finding.find_schemes(office, typed))
    return [hit.title for hit in found if hit.kind is kind]


@pytest.mark.parametrize(
    "typed", ["曾小明", "zxm", "zengxiaoming", "zeng xiao ming", "002X", "002x", "曾 小明"]
)
def test_a_head_is_found_by_name_pinyin_and_number_tail(
    office: Office, furnished: dict[str, int], typed: str
) -> None:
    assert "曾小明" in titles(office, typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张晓峰", "張曉峯"),
        ("阿依古丽买买提", "阿依古丽·买买提"),
        ("买买提", "阿依古丽·买买提"),
        ("𬱖", "𬱖䶮"),
        ("頔", "𬱖䶮"),
        ("仇单", "仇单"),
        ("qd", "仇单"),
    ],
)
def test_rare_traditional_and_dotted_names_and_members_are_found(
    office: Office, furnished: dict[str, int], typed: str, name: str
) -> None:
    assert titles(office, typed)[:1] == [name]


def test_a_member_opens_the_household_and_says_whose_child(office: Office, furnished: dict[str, int]) -> None:
    hit = finding.find(office, "仇单")[0]
    household_id = furnished["曾小明"]
    ordinal = next(m.ordinal for m in intake.household(office, household_id).members if m.name == "仇单")
    assert (hit.page, hit.item) == ("households", ("member", (household_id, ordinal)))
    assert "曾小明的女儿" in hit.detail
    assert finding.find(office, "曾小明")[0].item == household_id


def test_numbers_and_addresses_stay_covered_in_what_is_found(
    office: Office, furnished: dict[str, int]
) -> None:
    hits = finding.find(office, "11010519491231002X")
    assert [h.title for h in hits] == ["曾小明"]
    told = "".join(
        h.title + h.detail for h in (*hits, *finding.find(office, "解放巷"), *finding.find(office, "7788"))
    )
    assert "19491231" not in told
    assert "19900007788" not in told
    assert "3 号" not in told


def test_units_staff_and_schemes_are_found(office: Office, furnished: dict[str, int]) -> None:
    assert titles(office, "细纱", Found.unit) == ["细纱车间"]
    assert titles(office, "xscj", Found.unit) == ["细纱车间"]
    units.record_unit(
        office, Unit(name="示例市第三机床厂", kind=UnitKind.enterprise, short_name="红星厂", code="GH07")
    )
    for search in ("红星厂", "hxc", "第三机床", "gh07"):
        assert titles(office, search, Found.unit) == ["示例市第三机床厂"]
    assert titles(office, "ozy", Found.staff) == ["区志远"]
    scheme = office.library.schemes[0]
    assert scheme.title in titles(office, scheme.title, Found.scheme)


def test_nothing_is_asked_for_nothing(office: Office, furnished: dict[str, int]) -> None:
    assert finding.find(office, "  ") == ()
    assert finding.find(office, "没有这样的东西") == ()


def marked(hit_text: str, typed: str) -> list[str]:
    return [hit_text[a:b] for a, b in marks(hit_text, typed)]


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("曾小明", "小明", ["小明"]),
        ("張曉峯", "晓峰", ["曉峯"]),
        ("阿依古丽·买买提", "丽买", ["丽·买"]),
        ("曾小明", "xm", ["小明"]),
        ("曾小明", "zeng", ["曾"]),
        ("曾小明", "zengxiao", ["曾小"]),
        ("曾小明", "曾 明", ["曾", "明"]),
        ("曾小明", "李", []),
        ("110105********002X", "002x", ["002X"]),
    ],
)
def test_what_matched_is_marked(text: str, typed: str, shown: list[str]) -> None:
    assert marked(text, typed) == shown


def test_the_marks_of_a_hit_are_within_its_text(office: Office, furnished: dict[str, int]) -> None:
    hits: list[Hit] = [h for typed in ("zxm", "头", "厂", "1", "a") for h in finding.find(office, typed)]
    assert hits
    for hit in hits:
        assert all(0 <= a < b <= len(hit.title) for a, b in hit.title_marks)
        assert all(0 <= a < b <= len(hit.detail) for a, b in hit.detail_marks)


def test_many_hits_lead_to_the_list(office: Office, household: Build) -> None:
    for n in range(9):
        intake.record_household(office, household(f"示范{n}"))
    hits = finding.find(office, "示范")
    assert len(hits) == finding.EACH
    assert hits[-1].item == ("search", "示范")
    assert {h.title for h in hits[:-1]} < {f"示范{n}" for n in range(9)}
