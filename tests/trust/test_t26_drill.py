"""T26: the monthly drill. The newest backup is really opened and counted, the live data stay as they are, the log tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.app import DATABASE
from desktop.casework import intake, safekeeping
from desktop.casework.office import Office
from desktop.domain.listing import HouseholdQuery
from desktop.domain.trail import Act
from desktop.store import trail
from tests.conftest import Clock, make_household
from tests.trust import offices
from tests.unit.store.backup_office import flip

Figures = Callable[[str, object, object], None]
KEY = bytes(range(32))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    offices.found(tmp_path / "办公室", KEY)
    made = offices.at_work(tmp_path / "办公室", KEY, Clock(date(2026, 1, 12)))
    for n in range(12):
        intake.record_household(made, make_household(name=f"陈练{n}"))
    yield made
    made.store.close()


def test_a_drill_counts_compares_logs_and_is_not_due_for_a_month(office: Office, figure: Figures) -> None:
    assert safekeeping.drill_due(office)
    made = safekeeping.back_up(office).backup
    intake.record_household(office, make_household(name="陈练后来"))
    found = safekeeping.rehearse(office, made)
    assert found.works
    household = next(t for t in found.tables if t.table == "household")
    assert (household.in_backup, household.now) == (12, 13)
    assert found.entries_since == 2, "the entry of the backup itself, and the one household"
    with office.store.read() as session:
        entry = trail.entries(session, acts=[Act.drill])[0]
    assert entry.about == f"{made.name}：成功"
    assert "12 户" in entry.reason
    assert safekeeping.drill_due(office) == ""
    assert intake.count_households(office, HouseholdQuery()) == 13
    figure("drill, seconds", found.seconds, 10)
    assert found.seconds < 10


def test_a_drill_on_a_spoiled_backup_says_so_and_another_one_still_works(office: Office) -> None:
    first = safekeeping.back_up(office).backup
    intake.record_household(office, make_household(name="陈练后来"))
    second = safekeeping.back_up(office).backup
    flip(second.folder / DATABASE, second.size // 3)
    assert not safekeeping.rehearse(office, second).works
    assert safekeeping.drill_due(office), "a drill that failed is none"
    assert safekeeping.rehearse(office, first).works
    assert safekeeping.drill_due(office) == ""
