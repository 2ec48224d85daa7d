"""Taking back what was done to archives: exactly as they were, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from desktop.casework import duplicates, history, importing, intake, keeping
from desktop.casework.history import WorkedOnError
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdQuery
from desktop.domain.merging import Side
from desktop.domain.person import Disease, Illness, Relation
from desktop.domain.retention import GONE
from desktop.domain.trail import Act
from desktop.store import households
from desktop.store.rows.archives import NotSameRow
from desktop.store.rows.history import HistoryPartRow, HistoryStepRow, ImportRow
from tests.conftest import Clock
from tests.unit.casework.conftest import apply_for

Build = Callable[..., Household]
ID_NUMBER = "11010519491231002X"


def with_phone(household: Household, phone: str) -> Household:
    head = replace(household.head, phone=phone)
    return replace(household, members=(head, *household.members[1:]))


def now(office: Office, household: Household) -> Household:
    return intake.household(office, household.id or 0)


def same(one: Household, other: Household) -> bool:
    return replace(one, version=0) == replace(other, version=0)


def said(office: Office) -> list[str]:
    return [s.said for s in history.steps(office).lines]


def newest(office: Office) -> int:
    return history.steps(office).lines[0].id


@pytest.fixture
def home(office: Office, household: Build) -> Household:
    return intake.record_household(office, household())


def test_a_step_says_what_was_done_in_office_words(office: Office, home: Household) -> None:
    changed = with_phone(home, "19900005678")
    head = replace(changed.head, id_number=ID_NUMBER)
    intake.record_household(office, replace(changed, members=(head, *changed.members[1:]), remark="低保中"))
    first, opened = history.steps(office).lines
    assert first.said == "登记档案 陈练习：身份证号、性别、出生日期、电话等 5 项"
    assert opened.said == "登记档案 新建 陈练习"
    assert (first.user, first.archives, first.undone) == (office.user.name, 1, 0)
    assert [s.said for s in history.steps(office, search="电话").lines] == [first.said]
    assert history.steps(office, search="没有这个词").total == 0
    assert history.steps(office, search=home.number).total == 2


def test_a_change_is_taken_back_and_done_again(office: Office, home: Household) -> None:
    changed = intake.record_household(office, with_phone(home, "19900005678"))
    step = newest(office)
    outlook = history.look(office, step)
    assert (outlook.restored, outlook.removed, outlook.possible) == ((f"{home.number} 陈练习",), (), True)
    history.take_back(office, step)
    assert same(now(office, home), home)
    undo = history.steps(office).lines[0]
    assert undo.said == "撤销「登记档案 陈练习：电话」"
    assert history.steps(office).lines[1].standing.startswith("已由")
    history.take_back(office, undo.id)
    assert same(now(office, home), changed)
    assert said(office)[0] == "恢复「登记档案 陈练习：电话」"
    assert history.steps(office).lines[2].standing == ""
    history.take_back(office, step)
    assert same(now(office, home), home)


def test_several_changes_go_back_one_after_the_other_and_forward_again(
    office: Office, home: Household
) -> None:
    seen = [home]
    for phone in ("19900000001", "19900000002", "19900000003"):
        seen.append(intake.record_household(office, with_phone(now(office, home), phone)))
    undone: list[int] = []
    for expected in (seen[2], seen[1], seen[0]):
        last = history.last_own(office)
        assert last is not None
        history.take_back(office, last.id)
        undone.append(newest(office))
        assert same(now(office, home), expected)
    for step, expected in zip(reversed(undone), seen[1:], strict=True):
        history.take_back(office, step)
        assert same(now(office, home), expected)


def test_an_earlier_change_is_not_taken_back_before_the_later_one(office: Office, home: Household) -> None:
    intake.record_household(office, with_phone(home, "19900000001"))
    first = newest(office)
    later = intake.record_household(office, replace(now(office, home), remark="后来写的"))
    with pytest.raises(WorkedOnError, match="又改过（登记档案 陈练习：备注）"):
        history.take_back(office, first)
    assert now(office, home) == later
    outlook = history.look(office, first)
    assert (outlook.possible, outlook.rest_possible, outlook.count) == (False, False, 0)


def test_opening_an_archive_is_taken_back_with_all_its_rows_and_done_again(
    office: Office, home: Household
) -> None:
    step = newest(office)
    outlook = history.look(office, step)
    assert outlook.removed == (f"{home.number} 陈练习",)
    history.take_back(office, step)
    assert intake.count_households(office, HouseholdQuery()) == 0
    with office.store.read() as session:
        tables = "household", "member", "income", "household_search"
        for table in tables:
            assert session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0
    with pytest.raises(OfficeError, match="没有可以撤销的"):
        history.take_back(office, step)
    history.take_back(office, newest(office))
    assert same(now(office, home), home)
    assert [x.id for x in intake.find_households(office, HouseholdQuery(search="陈练习")).lines] == [home.id]


def test_a_new_archive_never_gets_the_id_or_number_of_one_that_was_taken_back(
    office: Office, home: Household, household: Build
) -> None:
    history.take_back(office, newest(office))
    another = intake.record_household(office, household("王练习"))
    assert another.id != home.id
    assert another.number != home.number
    undo = next(s for s in history.steps(office).lines if s.act == Act.take_back)
    history.take_back(office, undo.id)
    assert same(now(office, home), home)
    assert same(now(office, another), another)


def test_an_application_on_it_keeps_a_change_from_being_taken_back(
    office: Office, eligible: Household
) -> None:
    changed = intake.record_household(office, with_phone(eligible, "19900005678"))
    step = newest(office)
    made = apply_for(office, eligible)
    with pytest.raises(WorkedOnError, match="办理了「核对」"):
        history.take_back(office, step)
    opened = next(s for s in history.steps(office).lines if s.about.startswith("新建"))
    assert made.number not in history.look(office, step).obstacles[0].called
    assert now(office, eligible) == changed
    assert history.look(office, opened.id).obstacles[0].because.startswith("2026")


def test_an_application_on_a_new_archive_is_named(office: Office, eligible: Household) -> None:
    made = apply_for(office, eligible)
    found = history.look(office, newest(office)).obstacles
    assert [x.because for x in found] == [f"已提出申请 {made.number}"]
    assert [x.called for x in found] == [f"{eligible.number} 陈练习"]


def test_a_closed_archive_must_be_reopened_first(office: Office, home: Household) -> None:
    intake.record_household(office, with_phone(home, "19900005678"))
    keeping.seal(office, home.id or 0, "迁出本地")
    with pytest.raises(WorkedOnError, match="撤档封存，请先恢复在档"):
        history.take_back(office, newest(office))
    keeping.reopen(office, home.id or 0, "撤档有误")
    history.take_back(office, newest(office))
    assert same(now(office, home), home)


def test_an_id_number_that_another_archive_took_since_is_not_given_twice(
    office: Office, home: Household, household: Build
) -> None:
    head = replace(home.head, id_number=ID_NUMBER)
    with_id = intake.record_household(office, replace(home, members=(head, *home.members[1:])))
    head = replace(with_id.head, id_number="")
    intake.record_household(office, replace(with_id, members=(head, *home.members[1:])))
    step = newest(office)
    other = household("王练习")
    members = (replace(other.head, id_number=ID_NUMBER), *other.members[1:])
    taken = intake.record_household(office, replace(other, members=members))
    with pytest.raises(WorkedOnError, match=f"原来的身份证号现在是档案 {taken.number} 的"):
        history.take_back(office, step)


def imported(office: Office, build: Build, count: int) -> int:
    """An import of so many households; gives its step."""
    from desktop.casework.deeds import deed
    from desktop.store import imports

    with deed(office, Act.import_roster) as session:
        households.put_many(session, [build(f"导入{n}号") for n in range(count)], office.today())
        imports.put(session, "ab" * 32, "2026名册.xlsx", office.today(), count)
    return newest(office)


def taken(office: Office) -> list[int]:
    with office.store.read() as session:
        return [r.taken for r in session.query(ImportRow)]


def test_an_import_is_taken_back_whole_and_done_again(office: Office, household: Build) -> None:
    step = imported(office, household, 60)
    assert said(office) == ["导入名册 2026名册.xlsx 60 户"]
    assert intake.imported_before(office, "ab" * 32)
    before = [intake.household(office, i) for i in intake.household_ids(office, HouseholdQuery())]
    done = history.take_back(office, step)
    assert (done.count, taken(office)) == (60, [0])
    assert intake.count_households(office, HouseholdQuery()) == 0
    assert intake.imported_before(office, "ab" * 32) == ""
    history.take_back(office, newest(office))
    after = [intake.household(office, i) for i in intake.household_ids(office, HouseholdQuery())]
    assert all(same(a, b) for a, b in zip(before, after, strict=True))
    assert taken(office) == [60]


def test_an_import_somebody_worked_on_names_whom_and_gives_back_the_others(
    office: Office, household: Build
) -> None:
    step = imported(office, household, 5)
    ids = intake.household_ids(office, HouseholdQuery())
    touched = intake.household(office, ids[2])
    changed = intake.record_household(office, with_phone(touched, "19900005678"))
    with pytest.raises(WorkedOnError, match=f"{touched.number} 导入2号：.*电话.*其余 4 户") as told:
        history.take_back(office, step)
    assert told.value.left == 4
    assert intake.count_households(office, HouseholdQuery()) == 5
    done = history.take_back(office, step, rest=True)
    assert (done.count, [x.household_id for x in done.left]) == (4, [touched.id])
    assert intake.household_ids(office, HouseholdQuery()) == [touched.id]
    assert now(office, touched) == changed
    assert taken(office) == [1]
    listed = next(s for s in history.steps(office).lines if s.id == step)
    assert listed.standing == "已撤销其中 4 户"
    assert listed.open
    own = history.last_own(office)
    assert own is not None
    assert "电话" in own.said
    history.take_back(office, own.id)
    history.take_back(office, step)
    assert intake.count_households(office, HouseholdQuery()) == 0
    assert taken(office) == [0]


def test_the_history_survives_closing_the_office(office: Office, home: Household) -> None:
    from desktop.store.database import Database

    intake.record_household(office, with_phone(home, "19900005678"))
    office.store.close()
    again = replace(office, store=Database(office.store.path, office.key))
    history.take_back(again, newest(again))
    assert same(now(again, home), home)
    again.store.close()


def test_saving_without_a_change_is_no_step(office: Office, home: Household) -> None:
    intake.record_household(office, with_phone(home, "19900005678"))
    intake.record_household(office, now(office, home))
    assert said(office) == ["登记档案 陈练习：电话", "登记档案 新建 陈练习"]
    last = history.last_own(office)
    assert last is not None
    history.take_back(office, last.id)
    assert same(now(office, home), home)


def test_old_contents_are_let_go_and_imports_stay_until_worked_on(
    office: Office, household: Build, home: Household
) -> None:
    from desktop.domain import history as rule
    from desktop.store import history as kept
    from desktop.store import history_reading

    intake.record_household(office, with_phone(home, "19900005678"))
    step = imported(office, household, 2)
    late = office.now() + rule.KEPT_FOR + timedelta(days=1)

    def thinned(at: datetime) -> list[str]:
        with office.store.read() as session:
            kept.thin(session, at)
            found = [s.said for s in history_reading.steps(session).lines if s.archives]
            session.rollback()
        return found

    assert len(thinned(late)) == 3, "the last ones are kept whatever the clock says"
    from unittest import mock

    with mock.patch.object(kept, "KEPT_AT_LEAST", 0):
        assert thinned(late) == ["导入名册 2026名册.xlsx 2 户"]
        assert len(thinned(datetime.now(UTC))) == 3
    history.take_back(office, step)
    assert thinned(office.now() + rule.GONE_KEPT_FOR - timedelta(days=1))[0].startswith("撤销")
    assert not thinned(office.now() + rule.GONE_KEPT_FOR + timedelta(days=1))[0].startswith("撤销")


def test_taking_back_a_change_of_the_head_keeps_the_household_findable(
    office: Office, home: Household
) -> None:
    head = replace(home.head, name="陈改名")
    intake.record_household(office, replace(home, members=(head, *home.members[1:])))
    history.take_back(office, newest(office))
    assert [x.name for x in intake.find_households(office, HouseholdQuery(search="陈练习")).lines] == [
        "陈练习"
    ]
    assert intake.count_households(office, HouseholdQuery(search="陈改名")) == 0
    assert now(office, home).head.relation is Relation.head


def test_importing_a_roster_names_the_file(office: Office, resources: object) -> None:
    from pathlib import Path

    assert isinstance(resources, Path)
    preview = importing.preview_for(office, resources / "samples" / "困难职工名册（练习）.xlsx")
    result = importing.take_in(office, preview)
    assert said(office) == [f"导入名册 困难职工名册（练习）.xlsx {result.taken} 户"]
    assert history.take_back(office, newest(office)).count == result.taken
    assert importing.preview_for(office, preview.path).already_imported == ""


def test_of_a_destroyed_person_nothing_is_left_in_any_part_of_the_history(
    office: Office, household: Build, clock: Clock
) -> None:
    canaries = ("金丝雀", ID_NUMBER, "19900007777", "雀栖里 8 号", "雀病")
    home = household("金丝雀", address="示例市雀栖里 8 号")
    head = replace(
        home.head,
        id_number=ID_NUMBER,
        phone="19900007777",
        illnesses=(Illness(disease=Disease.cancer, name="雀病"),),
    )
    home = intake.record_household(office, replace(home, members=(head, *home.members[1:])))
    for remark in ("一", "二"):
        intake.record_household(office, replace(now(office, home), remark=remark))
    history.take_back(office, newest(office))
    twin = intake.record_household(office, household("金丝雀", address="示例市雀栖里 8 号"))
    other = intake.record_household(office, household("王练习"))
    compared = duplicates.compare(office, other.id or 0, twin.id or 0)
    duplicates.merge(office, compared, {d.key: Side.left for d in compared.differences})
    assert {c for c in canaries if c in everything(office)} == set(canaries), "they are there to be found"
    keeping.seal(office, home.id or 0, "迁出本地")
    clock.day = date(2036, 3, 3)
    ids = [home.id or 0, twin.id or 0]
    keeping.destroy(office, ids, keeping.Second("吴监督"), "销毁 2 户", "期满")
    assert [c for c in canaries if c in everything(office)] == []
    with office.store.read() as session:
        left = set(session.scalars(select(HistoryPartRow.household_id)))
    assert left == {other.id}
    assert [s.about for s in history.steps(office).lines if GONE in s.about], (
        "the merge still stands in the list"
    )
    merge = next(s for s in history.steps(office).lines if s.act == Act.merge_households)
    with pytest.raises(WorkedOnError, match="另一份档案已经销毁"):
        history.take_back(office, merge.id)


def everything(office: Office) -> str:
    """All the history holds, unpacked."""
    from desktop.store import history as kept

    with office.store.read() as session:
        blobs = [b for b in session.scalars(select(HistoryPartRow.before)) if b is not None]
        rows = list(session.scalars(select(HistoryStepRow)))
        settled = list(session.scalars(select(NotSameRow.because)))
        return "\n".join(
            [*(repr(kept.thawed(b)) for b in blobs), *(r.about + r.companions for r in rows), *settled]
        )
