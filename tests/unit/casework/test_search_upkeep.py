"""Search texts of an older edition are made anew, some at a time, and cut off at any moment nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, update

from desktop.casework import intake, search_upkeep
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdQuery
from desktop.domain.trail import Act
from desktop.store import trail, upgrade
from desktop.store.database import raw_connection
from desktop.store.rows.households import SearchRow

GOLDEN = Path(__file__).parents[2] / "golden" / "databases"


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


@pytest.mark.on_file
def test_an_older_file_shows_its_tags_and_certificates_and_waits_to_be_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "bangfu.db"
    shutil.copy(GOLDEN / "0002.db", path)
    assert upgrade.open_checked(path, None, before=lambda _version: None) == "0002"
    connection = raw_connection(path)
    told = dict(connection.execute("SELECT id, tag_words FROM household").fetchall())
    tags: dict[int, list[str]] = {}
    for whose, name in connection.execute(
        "SELECT household_id, name FROM tag ORDER BY household_id, position"
    ):
        tags.setdefault(whose, []).append(name)
    assert told == {whose: "、".join(tags.get(whose, ())) for whose in told}
    assert any(told.values())
    held = connection.execute("SELECT count(DISTINCT household_id) FROM certificate").fetchone()[0]
    shown = "SELECT count(*) FROM household WHERE certificate_words <> ''"
    assert connection.execute(shown).fetchone()[0] == held > 0
    latest = "SELECT household_id, max(made_on) FROM visit WHERE made_on IS NOT NULL GROUP BY household_id"
    kept = "SELECT id, last_visit_on FROM household WHERE last_visit_on IS NOT NULL"
    assert dict(connection.execute(kept).fetchall()) == dict(connection.execute(latest).fetchall())
    waiting = "SELECT count(*) FROM household_search WHERE edition = 0"
    assert connection.execute(waiting).fetchone()[0] > 0
    connection.close()
