"""What each field was: covered as in the log, whole only when somebody asks, and that is logged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.casework import duplicates, field_history, history, intake, logbook
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from tests.unit.casework.test_history import newest, now, with_phone

Build = Callable[..., Household]


@pytest.fixture
def home(office: Office, household: Build) -> Household:
    return intake.record_household(office, household())


def test_a_field_tells_who_changed_it_when_and_from_what(office: Office, home: Household) -> None:
    intake.record_household(office, with_phone(home, "19900005678"))
    intake.record_household(office, replace(now(office, home), remark="低保"))
    path = field_history.path_of(home, "phone")
    assert path == "members.1.phone"
    changes = field_history.of_field(field_history.of_household(office, home.id or 0), path)
    assert [(c.old, c.new) for c in changes] == [("199****1234", "199****5678"), ("", "199****1234")]
    assert (changes[0].user, changes[0].act, changes[0].covered) == (office.user.name, "登记档案", True)
    assert changes[0].word == "家庭成员 1 · 电话"


def test_fields_that_were_changed_can_be_chosen_from(office: Office, home: Household) -> None:
    intake.record_household(office, replace(now(office, home), remark="低保", incomes=()))
    known = dict(field_history.fields(field_history.of_household(office, home.id or 0)))
    assert known["incomes"] == "收入"
    assert known["remark"] == "备注"
    assert known["members.1.phone"] == "家庭成员 1的电话"
    assert field_history.path_of(home, "address") == "address"


def test_whole_values_are_shown_on_demand_and_logged(office: Office, home: Household) -> None:
    intake.record_household(office, with_phone(home, "19900005678"))
    intake.record_household(office, with_phone(now(office, home), "19900009999"))
    changes = field_history.of_field(field_history.of_household(office, home.id or 0), "members.1.phone")
    whole = field_history.reveal(office, changes[1])
    assert (whole.old, whole.new) == ("19900001234", "19900005678")
    assert field_history.reveal(office, changes[0]).new == "19900009999"
    entry = logbook.of_household(office, home.id or 0)[0]
    assert "电话的修改记录" in entry.about
    with pytest.raises(OfficeError, match="没有更早的内容"):
        field_history.reveal(office, changes[2])


def test_after_taking_back_the_change_and_its_undoing_are_both_told(office: Office, home: Household) -> None:
    intake.record_household(office, with_phone(home, "19900005678"))
    history.take_back(office, newest(office))
    changes = field_history.of_field(field_history.of_household(office, home.id or 0), "members.1.phone")
    assert [c.act for c in changes] == ["撤销操作", "登记档案", "登记档案"]
    assert field_history.reveal(office, changes[0]).new == "19900001234"


def test_the_fields_of_a_merged_archive_are_told_with_the_one_that_stays(
    office: Office, home: Household, household: Build
) -> None:
    other = intake.record_household(office, household(remark="老名册"))
    duplicates.merge(office, duplicates.compare(office, home.id or 0, other.id or 0), {})
    changes = field_history.of_field(field_history.of_household(office, home.id or 0), "remark")
    assert {c.household_id for c in changes} == {home.id, other.id}
