"""Which files may be about the same people: found without comparing everything with everything, and always with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop.domain.likeness import (
    MOST_IN_A_BOX,
    Doubt,
    Figure,
    Likeness,
    Sureness,
    address_key,
    doubts,
    full_number,
    may_be,
    pairs,
)
from desktop.domain.person import Relation

ID18, ID15 = "11010519491231002X", "110105491231002"
OTHER_ID = "110105194912310046"
HOME = address_key("示例市和平里 3 号")


def person(
    household: int,
    name: str = "张三",
    *,
    ordinal: int = 1,
    relation: Relation = Relation.head,
    **known: Any,
) -> Figure:
    values: dict[str, Any] = {"id_number": "", "born": None, "phone": "", "address": ""}
    return Figure(household, ordinal, relation, name, **{**values, **known})


def only(*people: Figure) -> Doubt:
    (found,) = doubts(people)
    return found


def test_the_old_and_the_new_form_of_one_number_are_the_same() -> None:
    assert full_number(ID18) == full_number(ID15)
    found = only(person(1, id_number=ID18), person(2, id_number=ID15))
    assert (found.kind, found.sureness) == (Likeness.same_id, Sureness.certain)
    assert found.reasons == ("张三：身份证号相同（一份是 15 位，一份是 18 位）",)


def test_the_same_number_under_another_name_says_so() -> None:
    found = only(person(1, id_number=ID18), person(2, "张珊", id_number=ID18))
    assert "姓名不同（张三、张珊）" in found.reasons[0]


def test_name_birth_and_address_with_another_number_is_a_new_number() -> None:
    born = date(1949, 12, 31)
    found = only(
        person(1, id_number=ID18, born=born, address=HOME),
        person(2, id_number=OTHER_ID, born=born, address=HOME),
    )
    assert (found.kind, found.sureness) == (Likeness.new_id, Sureness.likely)
    assert found.reasons == ("张三：姓名相同、出生日期相同、住址相同；身份证号不同",)


def test_name_and_birth_alone_with_two_numbers_is_only_possible() -> None:
    born = date(1949, 12, 31)
    found = only(person(1, id_number=ID18, born=born), person(2, id_number=OTHER_ID, born=born))
    assert (found.kind, found.sureness) == (Likeness.likely, Sureness.possible)


def test_a_name_that_sounds_the_same_is_found_by_birth_and_telephone() -> None:
    born = date(1980, 5, 6)
    found = only(
        person(1, "张颖", born=born, phone="19900001234"), person(2, "章莹", born=born, phone="19900001234")
    )
    assert found.kind is Likeness.likely
    assert "姓名同音（张颖、章莹）" in found.reasons[0]


def test_another_birth_date_is_another_person() -> None:
    one = person(1, born=date(1980, 5, 6), phone="19900001234", address=HOME)
    other = person(2, born=date(1990, 5, 6), phone="19900001234", address=HOME)
    assert doubts([one, other]) == []


def test_a_name_alone_is_no_reason() -> None:
    assert doubts([person(1), person(2)]) == []


def test_heads_married_to_each_other_are_a_double_worker_family() -> None:
    wife: dict[str, Any] = {"id_number": OTHER_ID}
    found = only(
        person(1, id_number=ID18),
        person(1, "李四", ordinal=2, relation=Relation.wife, **wife),
        person(2, "李四", **wife),
        person(2, "张三", ordinal=2, relation=Relation.husband, id_number=ID18),
    )
    assert (found.kind, found.sureness) == (Likeness.married_heads, Sureness.certain)
    assert found.reasons[0] == "两份档案的本人是夫妻，一家一份档案就够了"
    assert len(found.reasons) == 3


def test_one_child_in_two_households_is_told() -> None:
    child: dict[str, Any] = {"ordinal": 2, "relation": Relation.son, "id_number": ID18}
    found = only(person(1, "张一"), person(1, "张小", **child), person(2, "李二"), person(2, "张小", **child))
    assert found.kind is Likeness.two_households
    assert found.reasons == ("张小：身份证号相同（两户的家庭成员）",)


def test_relatives_with_a_common_name_and_birthday_are_left_alone() -> None:
    old: dict[str, Any] = {"ordinal": 2, "relation": Relation.mother, "born": date(1950, 1, 1)}
    assert doubts([person(1, "王芳", **old), person(2, "王芳", **old)]) == []
    found = only(person(1, "王芳", **old, address=HOME), person(2, "王芳", **old, address=HOME))
    assert found.kind is Likeness.two_households


def test_a_relative_in_one_file_who_is_the_head_of_another_is_found_in_a_crowd() -> None:
    born = date(1950, 1, 1)
    old: dict[str, Any] = {"ordinal": 2, "relation": Relation.mother, "born": born}
    crowd = [person(n, "王芳", **old) for n in range(1, 200)]
    (found, *others) = doubts([*crowd, person(500, "王芳", born=born)])
    assert found.kind is Likeness.two_households
    assert len(others) == 198, "each of them, with the head"


def test_a_name_that_sounds_the_same_is_found_in_a_house_of_many_families() -> None:
    born = date(1980, 5, 6)
    crowd = [person(n, f"李{chr(0x4E00 + n)}", born=born, address=HOME) for n in range(1, 400)]
    first, last = (
        person(500, "张颖", born=born, address=HOME),
        person(600, "章莹", born=born, address=HOME),
    )
    found = [d for d in doubts([*crowd, first, last]) if d.one >= 500]
    assert [(d.one, d.other) for d in found] == [(500, 600)]


def test_the_work_grows_with_the_people_and_not_with_those_who_share_a_house_and_a_birthday() -> None:
    def compared(count: int) -> int:
        born = date(1950, 1, 1)
        old: dict[str, Any] = {"ordinal": 2, "relation": Relation.mother, "born": born, "address": HOME}
        crowd = [person(n, f"陈{chr(0x4E00 + n % 90)}", **old) for n in range(count)]
        return sum(1 for _ in pairs(crowd))

    most = 2 * MOST_IN_A_BOX  # in the box of the name, and in that of its sound
    for count in (1_000, 8_000):
        assert 0 < compared(count) < most * count
    apart = [
        person(n, chr(0x4E00 + n), ordinal=2, relation=Relation.mother, born=date(1950, 1, 1))
        for n in range(500)
    ]
    assert list(pairs(apart)) == []


def test_what_was_compared_is_the_fingerprint() -> None:
    one, other = person(1, id_number=ID18, phone="1"), person(2, id_number=ID18)
    same = only(one, other)
    assert same.figures == only(other, one).figures
    assert same.figures != only(one, person(2, id_number=ID18, phone="1")).figures
    assert "110105" not in same.figures


def test_the_surest_come_first_and_a_crowd_is_not_compared_each_with_each() -> None:
    crowd = [person(n, "王伟", phone="000", born=None) for n in range(1, 301)]
    sure = [person(901, id_number=ID18), person(902, id_number=ID18)]
    found = doubts([*crowd, *sure])
    assert found[0].kind is Likeness.same_id
    assert 299 <= len(found) - 1 <= 300 * 12


def test_a_row_of_a_sheet_may_mean_a_head_on_file_for_the_reasons_files_are_alike() -> None:
    born = date(1949, 12, 31)
    kept = person(7, id_number=ID18, born=born, phone="19900000001", address=HOME)
    assert may_be(person(0, id_number=OTHER_ID, born=born), kept) == "姓名相同、出生日期相同；身份证号不同"
    assert may_be(person(0, phone="19900000001"), kept) == "姓名相同、电话相同"
    assert may_be(person(0, id_number=OTHER_ID, address=HOME), kept) == "姓名相同、住址相同；身份证号不同"
    assert may_be(person(0), kept) == "姓名相同，没有身份证号可以核对"
    assert may_be(person(0, born=date(1950, 1, 1), phone="19900000001"), kept) == ""
    assert may_be(person(0, id_number=OTHER_ID), kept) == ""
    assert may_be(person(0, "李四", born=born), kept) == ""
