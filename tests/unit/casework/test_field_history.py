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
    assert changes[0].word == "陈练习 · 电话"


def test_fields_that_were_changed_can_be_chosen_from(office: Office, home: Household) -> None:
    intake.record_household(office, replace(now(office, home), remark="低保", incomes=()))
    known = dict(field_history.fields(field_history.of_household(office, home.id or 0)))
    assert known["incomes"] == "收入"
    assert known["remark"] == "备注"
    assert known["members.1.phone"] == "陈练习的电话"
    assert field_history.label("members.2.employer", home) == "陈小习的单位"
    assert field_history.label("members.9.phone", home) == "家庭成员 9的电话"
    assert field_history.path_of(home, "address") == "address"


def test_members_go_by_the_names_they_had_though_others_left_and_names_changed(
    office: Office, home: Household
) -> None:
    head, child = home.members
    second = replace(child, ordinal=3, name="仇单", employer="示例小学")
    pension = replace(home.incomes[0], whose=3)
    home = intake.record_household(
        office, replace(home, members=(head, child, second), incomes=(*home.incomes, pension))
    )
    home = intake.record_household(
        office, replace(home, members=(head, child, replace(second, employer="示例二小")))
    )
    gone = replace(
        home, members=(head, replace(second, name="仇珊", employer="示例二小")), incomes=home.incomes[:1]
    )
    intake.record_household(office, gone)
    changes = field_history.of_household(office, home.id or 0)
    places = [(c.word, c.old, c.new) for c in changes if c.path.endswith(".employer")]
    assert ("仇单 · 单位", "示例小学", "示例二小") in places
    names = [(c.word, c.old, c.new) for c in changes if c.path == "members.2.name"]
    assert names == [("仇珊 · 姓名", "陈小习", "仇珊"), ("陈小习 · 姓名", "", "陈小习")]
    whose = {(c.old, c.new) for c in changes if c.path == "incomes.2.whose"}
    assert whose == {("仇珊", ""), ("", "仇珊")}
    assert all("家庭成员" not in c.word for c in changes)


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
