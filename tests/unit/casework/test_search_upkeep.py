"""Search texts of an older edition are made anew, some at a time, and cut off at any moment nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from desktop.casework import intake, search_upkeep
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdQuery
from desktop.domain.trail import Act
from desktop.store import trail
from desktop.store.rows import SearchRow


def made_old(office: Office) -> None:
    """As an upgraded file has them: the text that the older program kept."""
    with deed(office, Act.upgrade) as session:
        session.execute(update(SearchRow).values(text="張曉峯\nzxf", edition=0))
        trail.note(session, "setting", None, "试验")


def old(office: Office) -> int:
    with office.store.read() as session:
        return len(session.scalars(select(SearchRow.household_id).where(SearchRow.edition == 0)).all())


def test_old_texts_are_found_as_before_and_then_by_more(
    office: Office, household: Callable[..., Household]
) -> None:
    intake.record_household(office, household("張曉峯"))
    made_old(office)
    assert intake.count_households(office, HouseholdQuery(search="張曉峯")) == 1
    assert intake.count_households(office, HouseholdQuery(search="张晓峰")) == 0
    assert search_upkeep.renew_search(office) == 1
    assert intake.count_households(office, HouseholdQuery(search="张晓峰")) == 1
    assert search_upkeep.renew_search(office) == 0


def test_cut_off_it_goes_on_where_it_was(
    office: Office, household: Callable[..., Household], monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(7):
        intake.record_household(office, household(f"张{n}"))
    made_old(office)
    monkeypatch.setattr(search_upkeep, "CHUNK", 3)
    turns = iter((True, False))
    assert search_upkeep.renew_search(office, lambda: next(turns)) == 3
    assert old(office) == 4
    assert search_upkeep.renew_search(office) == 4
    assert old(office) == 0
