"""The list in SQL: every order off an index, every filter by itself and together, and what the engine keeps by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, update

from desktop.casework import units
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.household import Cause, Certificate, CertificateKind, Hardship, Household, Tag
from desktop.domain.listing import HouseholdQuery, HouseholdSort
from desktop.domain.standing import FileLevel, FileState
from desktop.domain.trail import Act
from desktop.domain.unit import Unit, UnitKind
from desktop.domain.visit import Purpose, Visit
from desktop.store import household_list, households, trail, visits
from desktop.store.rows.visits import VisitRow
from tests.conftest import TODAY, make_household
from tests.statements import statements

MANY = 240


@pytest.fixture
def filled(office: Office) -> Office:
    """An office of so many households, different in everything that can be filtered by."""
    tree = [units.record_unit(office, Unit(name="总厂", kind=UnitKind.enterprise)).id or 0]
    tree += [
        units.record_unit(office, Unit(name=n, kind=UnitKind.department, parent_id=tree[0])).id or 0
        for n in ("二车间", "一车间")
    ]
    made = [
        replace(
            make_household(f"某{n % 7}{n}", monthly=str(500 + n * 37 % 900), address=f"示例路 {n % 11} 号"),
            hardship=(Hardship.deep, Hardship.relative, None)[n % 3],
            cause=(Cause.disaster, None)[n % 2],
            state=(FileState.on_file, FileState.fading, FileState.applied)[n % 3],
            level=(FileLevel.city, None)[n % 2],
            unit_id=(None, *tree)[n % 4],
            tags=(Tag(name=f"签{n % 5}"),) if n % 2 else (),
            certificates=(Certificate(kind=CertificateKind.dibao),) if n % 4 == 0 else (),
            filed_on=date.fromordinal(738000 + n % 50),
        )
        for n in range(MANY)
    ]
    with deed(office, Act.import_roster) as session:
        households.put_many(session, made, TODAY)
    return office


@pytest.mark.on_file
@pytest.mark.parametrize("search", ["", "某3"])
@pytest.mark.parametrize("sort", HouseholdSort)
def test_no_order_makes_the_engine_sort_the_whole(filled: Office, sort: HouseholdSort, search: str) -> None:
    query = HouseholdQuery(sort=sort, descending=True, hardship=Hardship.deep, search=search)
    with filled.store.read() as session:
        with statements() as asked:
            household_list.browse(session, query, 0, 100)
        told = [
            str(row[3])
            for text, values in asked
            if "ORDER BY household." in text
            for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)
        ]
    assert told
    assert not [line for line in told if "TEMP B-TREE" in line], told


@pytest.mark.parametrize("search", ["", "某3"])
@pytest.mark.parametrize(
    "narrow",
    [
        {},
        {"state": FileState.fading},
        {"level": FileLevel.city, "cause": Cause.disaster},
        {"tag": "签3", "hardship": Hardship.relative},
        {"certificate": CertificateKind.dibao},
    ],
)
@pytest.mark.parametrize("sort", [HouseholdSort.number, HouseholdSort.unit, HouseholdSort.filed])
def test_pages_go_on_without_gap_or_overlap_from_either_end(
    filled: Office, sort: HouseholdSort, narrow: dict[str, Any], search: str
) -> None:
    query = HouseholdQuery(sort=sort, search=search, **narrow)
    with filled.store.read() as session:
        for asked in (query, replace(query, descending=True)):
            whole = household_list.ids(session, asked)
            total = household_list.count(session, asked)
            assert len(whole) == len(set(whole)) == total > 0
            pages = [
                household_list.browse(session, asked, offset, 17, total if offset else None)
                for offset in range(0, total, 17)
            ]
            assert [line.id for page in pages for line in page.lines] == whole
            assert {page.total for page in pages} == {total}
            assert sum(household_list.counts_by_state(session, asked).values()) == total


def test_filters_find_what_a_look_at_each_household_finds(filled: Office) -> None:
    with filled.store.read() as session:
        everything = households.get_many(session, household_list.ids(session, HouseholdQuery()))
        top = min(h.unit_id for h in everything if h.unit_id is not None)
        looks: tuple[tuple[HouseholdQuery, Callable[[Household], bool]], ...] = (
            (HouseholdQuery(unit=top), lambda h: h.unit_id is not None),
            (HouseholdQuery(unit=top + 1), lambda h: h.unit_id == top + 1),
            (HouseholdQuery(tag="签1", cause=Cause.disaster), lambda h: False),
            (
                HouseholdQuery(certificate=CertificateKind.dibao, state=FileState.on_file),
                lambda h: bool(h.certificates) and h.state is FileState.on_file,
            ),
        )
        for query, fits in looks:
            wanted = {h.id for h in everything if fits(h)}
            assert set(household_list.ids(session, query)) == wanted


def test_units_come_in_the_order_of_their_tree(filled: Office) -> None:
    with filled.store.read() as session:
        query = HouseholdQuery(sort=HouseholdSort.unit)
        lines = household_list.browse(session, query, 0, MANY).lines
    order = list(dict.fromkeys(line.unit for line in lines))
    assert order == ["", "总厂", "总厂 › 二车间", "总厂 › 一车间"]


def test_the_latest_visit_follows_whatever_becomes_of_visits(office: Office) -> None:
    def last() -> list[date | None]:
        with office.store.read() as session:
            return [x.last_visit_on for x in household_list.browse(session, HouseholdQuery(), 0, 9).lines]

    with deed(office, Act.record_visit) as session:
        one, other = (_id(households.put(session, make_household(n), TODAY)) for n in ("甲", "乙"))
        made = [
            visits.put(
                session,
                Visit(
                    household_id=one,
                    household_name="甲",
                    day=day,
                    made_on=day,
                    purpose=Purpose.inquiry,
                    visitors=(),
                ),
            )
            for day in (date(2026, 1, 5), date(2026, 2, 6))
        ]
    assert last() == [date(2026, 2, 6), None]
    with deed(office, Act.record_visit) as session:
        session.execute(update(VisitRow).where(VisitRow.id == made[1].id).values(household_id=other))
        trail.note(session, "visit", made[1].id, "移到另一户")
    assert last() == [date(2026, 1, 5), date(2026, 2, 6)]
    with deed(office, Act.record_visit) as session:
        session.execute(update(VisitRow).where(VisitRow.id == made[0].id).values(made_on=None))
        session.execute(delete(VisitRow).where(VisitRow.id == made[1].id))
        trail.note(session, "visit", made[1].id, "撤销")
    assert last() == [None, None]


def _id(household: Household) -> int:
    assert household.id is not None
    return household.id
