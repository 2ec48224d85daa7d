"""Staff, helpers and the register of near relatives: who is found among the people on file, and how surely."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.casework import intake, staff
from desktop.casework.office import Office
from desktop.casework.staff import StaffError
from desktop.domain.household import Household
from desktop.domain.staff import Rank, Relative, Staff
from tests.conftest import TODAY

HIS = "110101198001010010"
HERS = "110101198202020020"


def _head(household: Household, name: str, id_number: str) -> Household:
    first = replace(household.members[0], name=name, id_number=id_number, born=None, sex=None)
    return replace(household, members=(first, *household.members[1:]))


@pytest.fixture
def officer(office: Office) -> Staff:
    return staff.record_staff(
        office,
        Staff(
            name="林晓舟",
            rank=Rank.cadre,
            relatives=(
                Relative(name="陈远山", relation="妻弟", id_number=HIS),
                Relative(name="何小满", relation="表妹"),
            ),
        ),
    )


def test_a_relative_is_found_by_the_number_whatever_the_name(
    office: Office, officer: Staff, household: Callable[..., Household]
) -> None:
    kept = intake.record_household(office, _head(household(), "陈 远山", HIS))
    (kin,) = staff.kin_in(office, kept.id or 0)
    assert kin.sure
    assert kin.said == "陈远山 是工作人员 林晓舟 的妻弟（身份证号一致）"
    assert [x.number for x in staff.kin_everywhere(office)] == [kept.number]


def test_a_name_alone_asks_and_different_numbers_are_different_people(
    office: Office, officer: Staff, household: Callable[..., Household]
) -> None:
    unsure = intake.record_household(office, _head(household(), "何小满", ""))
    (kin,) = staff.kin_in(office, unsure.id or 0)
    assert not kin.sure
    assert "只是姓名相同，请核对" in kin.said
    other = intake.record_household(office, _head(household(), "陈远山", HERS))
    assert staff.kin_in(office, other.id or 0) == ()


def test_who_left_counts_no_more_and_stays_on_the_list(
    office: Office, officer: Staff, household: Callable[..., Household]
) -> None:
    kept = intake.record_household(office, _head(household(), "陈远山", HIS))
    staff.record_staff(office, replace(officer, left_on=TODAY))
    assert staff.kin_in(office, kept.id or 0) == ()
    assert staff.kin_everywhere(office) == ()
    assert [s.name for s in staff.all_staff(office)] == ["林晓舟"]
    assert staff.all_staff(office)[0].relatives == officer.relatives


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Staff(name=" "), "请填写姓名"),
        (Staff(name="周安", id_number="110101198001010011"), "周安 的身份证号有误"),
        (Staff(name="周安", relatives=(Relative(name="", relation="父亲"),)), "没有姓名"),
        (Staff(name="周安", relatives=(Relative(name="周老五", relation=" "),)), "周老五 与 周安 的关系"),
        (Staff(name="周安", relatives=(Relative(name="周老五", relation="本人"),)), "的关系"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(office: Office, wrong: Staff, said: str) -> None:
    with pytest.raises(StaffError, match=said):
        staff.record_staff(office, wrong)
    assert staff.all_staff(office) == ()


def test_one_person_stands_on_the_list_once(office: Office) -> None:
    first = staff.record_staff(office, Staff(name="周安", id_number=HIS))
    with pytest.raises(StaffError, match="已登记在 周安 名下"):
        staff.record_staff(office, Staff(name="周 平", id_number=HIS.lower()))
    assert staff.record_staff(office, replace(first, post="主席")).post == "主席"
