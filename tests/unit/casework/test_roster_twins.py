"""Twins in one sheet: two people of one family with one birthday stay two, and only what is typed twice is a fault."""

from __future__ import annotations

from datetime import date

from desktop.casework import importing, intake
from desktop.casework.office import Office
from desktop.casework.sheet_import import Pasted
from desktop.domain.household import Household
from desktop.domain.merging import matched
from desktop.domain.person import Member, Relation
from tests.samples.make_roster import id_number
from tests.unit.casework.test_sheet_import import HEAD_ID, OTHER_ID, look, only

BORN = date(2012, 3, 4)
ONE, OTHER = id_number(BORN, True, 911), id_number(BORN, True, 913)
HEADINGS = "\t".join(
    (
        "姓名\t身份证号",
        *(f"家庭成员{n}{what}" for n in (1, 2) for what in ("姓名", "关系", "身份证号", "出生日期")),
    )
)


def family(*twins: tuple[str, str]) -> Pasted:
    """A head with twin sons, each with a name and what is typed for the number."""
    members = (f"{name}\t儿子\t{number}\t2012-03-04" for name, number in twins)
    return Pasted("\n".join((HEADINGS, "\t".join((f"甲练习\t{HEAD_ID}", *members)))))


def test_twins_without_numbers_are_two_people(office: Office) -> None:
    preview = look(office, family(("王小明", ""), ("王晓明", "")))
    row = only(preview)
    assert [(p.column, "没有身份证号" in p.said) for p in row.problems] == [(5, True), (9, True)]
    importing.take_in(office, preview)
    assert [m.name for m in intake.household(office, 1).members] == ["甲练习", "王小明", "王晓明"]
    again = only(look(office, family(("王晓明", ""), ("王小明", ""))))  # the other way round changes nobody
    assert again.skipped
    assert again.update is not None
    assert again.update.changes == ()


def test_malformed_numbers_are_told_once_each_and_make_nobody_the_same(office: Office) -> None:
    row = only(look(office, family(("王小明", "遗失"), ("王晓明", "遗失"))))
    assert [(p.column, "相同" in p.said) for p in row.errors] == [(5, False), (9, False)]
    short = ONE[:17]
    row = only(look(office, family(("王小明", short), ("王晓明", OTHER[:17]))))
    assert [(p.column, "17 位" in p.said) for p in row.errors] == [(5, True), (9, True)]


def test_one_number_typed_for_both_is_a_fault_that_names_them(office: Office) -> None:
    row = only(look(office, family(("王小明", ONE), ("王晓明", ONE))))
    (problem,) = row.errors
    assert (problem.row, problem.column) == (2, 9)
    assert problem.said == "王晓明 的身份证号与同一户的 王小明 相同，双胞胎的号码也各不相同，请对照证件核对。"


def test_twins_with_numbers_of_their_own_are_silent(office: Office) -> None:
    assert only(look(office, family(("王小明", ONE), ("王晓明", OTHER)))).problems == ()


def test_rows_with_malformed_numbers_are_no_duplicates_of_each_other(office: Office) -> None:
    text = "姓名\t身份证号\t出生日期\n王小明\t遗失\t2012-03-04\n王晓明\t遗失\t2012-03-04"
    first, second = look(office, Pasted(text)).rows
    assert len(first.errors) == len(second.errors) == 1
    assert "重复登记" not in second.errors[0].said


def test_a_member_and_a_head_with_malformed_numbers_are_not_compared(office: Office) -> None:
    text = f"姓名\t身份证号\t家庭成员1姓名\t家庭成员1关系\t家庭成员1身份证号\n甲练习\t遗失\t乙练习\t妻子\t遗失\n丙练习\t{OTHER_ID}\t丁练习\t妻子\t遗失"
    first, second = look(office, Pasted(text)).rows
    assert [p.column for p in first.problems] == [2, 5]
    assert [p.column for p in second.problems] == [5]


def test_somebody_written_twice_in_one_family_is_told(office: Office) -> None:
    text = f"姓名\t身份证号\t家庭成员1姓名\t家庭成员1关系\t父亲姓名\n甲练习\t{HEAD_ID}\t王大明\t父亲\t王大明"
    row = only(look(office, Pasted(text)))
    assert any("同一户里已有一位 王大明" in p.said for p in row.warnings)


def test_twins_whose_names_sound_alike_are_matched_by_their_names() -> None:
    def file(*names: str) -> Household:
        twins = (
            Member(ordinal=n, name=name, relation=Relation.son, born=BORN) for n, name in enumerate(names, 2)
        )
        return Household(members=(Member(ordinal=1, name="甲练习"), *twins), address="示例路 1 号")

    assert matched(file("王小明", "王晓明"), file("王晓明", "王小明")) == {1: 1, 2: 3, 3: 2}
