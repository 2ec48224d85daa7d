"""Half-typed archives: written down without a deed, one person's own, gone with the archive; and nothing else goes that way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from desktop.casework import drafts, intake, keeping, logbook, opening
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.half_typed import HalfTyped, take_up
from desktop.domain.household import Debt, DebtKind, Household
from desktop.domain.person import Member, Relation
from desktop.domain.retention import Destruction
from desktop.domain.trail import Act
from desktop.store import destroying
from desktop.store.database import JOTTED
from desktop.store.rows.base import Row
from desktop.store.rows.history import DraftRow
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.office import SettingRow

Build = Callable[..., Household]


def test_what_was_typed_is_found_again_whole_and_the_log_does_not_hear_of_it(
    office: Office, household: Build
) -> None:
    started = office.now()
    half = HalfTyped(household=household("半截子", card_number="62220"))
    before = logbook.head(office)
    id = drafts.jot_down(office, half)
    (found,) = drafts.waiting(office)
    assert found.household == half.household
    assert found.id == id
    assert found.at is not None
    assert started <= found.at <= office.now()
    assert logbook.head(office) == before


def test_the_same_form_is_written_over_and_thrown_away_once(office: Office, household: Build) -> None:
    first = drafts.jot_down(office, HalfTyped(household=household("甲")))
    again = drafts.jot_down(office, HalfTyped(household=household("甲乙"), id=first))
    other = drafts.jot_down(office, HalfTyped(household=household("丙")))
    assert first == again
    assert other not in (None, first)
    assert [x.household.head.name for x in drafts.waiting(office)] == ["丙", "甲乙"]
    drafts.throw_away(office, other or 0)
    assert [x.household.head.name for x in drafts.waiting(office)] == ["甲乙"]


def test_one_archive_on_file_has_one_draft_for_each_person(office: Office, household: Build) -> None:
    kept = intake.record_household(office, household("甲"))
    for remark in ("一", "二"):
        drafts.jot_down(office, HalfTyped(household=replace(kept, remark=remark), begun_from=kept))
    other = replace(office, user=User(name="别人", roles=frozenset({Role.handler})))
    drafts.jot_down(other, HalfTyped(household=replace(kept, remark="三"), begun_from=kept))
    mine, theirs = (opening.opened(of, kept.id or 0).half for of in (office, other))
    assert mine is not None
    assert theirs is not None
    assert (mine.household.remark, theirs.household.remark) == ("二", "三")
    assert len(drafts.waiting(office)) == 1


def test_at_most_twenty_new_ones_wait_and_the_oldest_goes(office: Office, household: Build) -> None:
    start = office.now()
    for n in range(22):
        later = replace(office, now=lambda n=n: start + timedelta(minutes=n))
        drafts.jot_down(later, HalfTyped(household=household(f"第{n}")))
    names = [x.household.head.name for x in drafts.waiting(office)]
    assert len(names) == 20
    assert names[0] == "第21"
    assert "第1" not in names


def test_who_may_not_record_archives_leaves_none(office: Office, household: Build) -> None:
    auditor = replace(office, user=User(name="审计", roles=frozenset({Role.auditor})))
    assert drafts.jot_down(auditor, HalfTyped(household=household("甲"))) is None
    assert drafts.waiting(auditor) == ()


def test_what_is_typed_goes_when_the_archive_is_destroyed(office: Office, household: Build) -> None:
    kept = intake.record_household(office, household("要销毁"))
    drafts.jot_down(office, HalfTyped(household=replace(kept, remark="机密"), begun_from=kept))
    keeping.seal(office, kept.id or 0, "死亡")
    assert drafts.waiting(office) == ()
    later = replace(office, today=lambda: date(2060, 1, 1))
    with later.store.read() as session:
        assert session.scalar(select(func.count()).select_from(DraftRow)) == 1
    _destroy(later, kept.id or 0)
    with later.store.read() as session:
        assert session.scalar(select(func.count()).select_from(DraftRow)) == 0


def _destroy(office: Office, household_id: int) -> None:
    destruction = Destruction(
        day=office.today(), first="甲", second="乙", witness=True, reason="到期", lines=()
    )
    with deed(office, Act.destroy_households, "到期") as session:
        destroying.destroy(session, [household_id], destruction)


def test_a_jotting_can_touch_no_other_table(office: Office, household: Build) -> None:
    kept = intake.record_household(office, household("甲"))
    assert {"draft"} == JOTTED
    others = [t for t in Row.metadata.sorted_tables if t.name not in JOTTED]
    assert len(others) > 40
    head = logbook.head(office)
    for table in others:
        column = next(iter(table.columns))
        for statement in (delete(table), update(table).values({column: column})):
            with pytest.raises(DatabaseError), office.store.jot() as session:
                session.execute(statement)
    for said in (
        "DROP TABLE draft",
        "PRAGMA user_version = 9",
        "ATTACH ':memory:' AS x",
        "CREATE TABLE t (a)",
    ):
        with pytest.raises(DatabaseError), office.store.jot() as session:
            session.execute(text(said))
    with pytest.raises(DatabaseError), office.store.jot() as session:
        session.execute(insert(SettingRow).values(name="x", value={}))
    with pytest.raises(DatabaseError), office.store.jot() as session:
        session.add(HouseholdRow(id=99))
    assert intake.household(office, kept.id or 0) == kept
    assert logbook.head(office) == head
    intake.record_household(office, replace(kept, remark="又能写"))


# --- taking a form up again ---


def _on_file(household: Build) -> Household:
    return replace(household("甲"), id=7, version=3, number="DA-1")


def test_an_archive_nobody_touched_meanwhile_is_shown_as_typed(household: Build) -> None:
    was = _on_file(household)
    typed = replace(was, remark="新", address="新址")
    taken = take_up(HalfTyped(household=typed, begun_from=was), was)
    assert taken.household == typed
    assert taken.left_out == ()


def test_what_was_changed_meanwhile_stays_and_what_was_typed_is_put_onto_it(household: Build) -> None:
    was = _on_file(household)
    typed = replace(
        was,
        remark="我写的",
        address="我写的地址",
        debts=(Debt(kind=DebtKind.illness, amount=was.incomes[0].amount),),
    )
    now = replace(was, address="别人改的地址", bank="别人填的银行", version=4)
    taken = take_up(HalfTyped(household=typed, begun_from=was), now)
    assert taken.household == replace(now, remark="我写的", debts=typed.debts)
    assert taken.left_out == ("address",)


def test_a_new_archive_is_shown_as_typed() -> None:
    typed = Household(members=(Member(ordinal=1, name="", relation=Relation.head),), remark="半")
    assert take_up(HalfTyped(household=typed), None).household == typed
