"""A decision run again on screen: line by line, what differs on top, kept in the log and printed."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text as sql

from desktop.casework import deciding, logbook, replaying
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.application import Application
from desktop.domain.household import Household
from desktop.domain.trail import Act
from desktop.domain.trail_words import TrailQuery
from desktop.domain.words import word
from desktop.store import trail
from desktop.ui.dialogs.replay import ReplayDialog
from desktop.ui.pages.applications import Applications
from tests.conftest import Clock
from tests.gui.cases import Stage, carefully
from tests.gui.hands import Officer
from tests.unit.casework.conftest import GOODS, eligible, to_decision

__all__ = ["eligible"]


@pytest.fixture
def decided(office: Office, eligible: Household, clock: Clock) -> Application:
    """A case approved under plan 7."""
    case = to_decision(office, eligible, clock)
    return deciding.approve(office, case.id or 0, None, GOODS, "同意", "周审批")


def run_again(qtbot: QtBot, office: Office, case: Application, officer: Officer) -> ReplayDialog:
    """Presses it in the menu; the dialog as it was shown."""
    stage = Stage(qtbot, office, Applications)
    page = stage.page
    assert isinstance(page, Applications)
    page.open(case.id or 0)
    seen: list[ReplayDialog] = []

    def look(dialog: ReplayDialog) -> None:
        seen.append(dialog)
        dialog.accept()

    officer.will_do(carefully(look))
    page.sheet.now.fill()
    entry = next(a for a in page.sheet.now.menu.actions() if a.text().startswith("复现决定"))
    entry.trigger()
    return seen[0]


def test_it_is_the_same_and_that_is_noted_in_the_log(
    qtbot: QtBot, office: Office, decided: Application, officer: Officer
) -> None:
    dialog = run_again(qtbot, office, decided, officer)
    assert dialog.said.property("kind") == "band-good"
    cells = [str(dialog.model.index(n, 3).data()) for n in range(dialog.model.rowCount())]
    assert set(cells) == {"✔ 一致"}
    assert len(cells) > 5
    entry = logbook.find_entries(office, TrailQuery(), 0, 1).lines[0]
    assert entry.act == word(Act.replay) == "复现决定"
    assert decided.number in entry.about


def test_what_was_changed_behind_stands_on_top(
    qtbot: QtBot, office: Office, decided: Application, officer: Officer
) -> None:
    with deed(office, Act.record_household) as session:
        session.execute(sql("UPDATE application SET decided_by = '别人'"))
        trail.note(session, "setting", None, "试", None, {"name": "试"})
    dialog = run_again(qtbot, office, decided, officer)
    assert dialog.said.property("kind") == "band-bad"
    first = dialog.model.lines()[0]
    assert (first.label, first.then, first.now, first.same) == (
        "操作记录里的决定人",
        "周审批",
        "别人",
        False,
    )
    assert "当时：周审批\n现在：别人" in dialog.whole.text()


def test_the_record_is_printed_line_by_line(office: Office, decided: Application, tmp_path: Path) -> None:
    out = tmp_path / "复现.pdf"
    assert replaying.print_replay(office, decided.id or 0, out) == ()
    words = "".join("".join(p.extract_text() for p in pypdf.PdfReader(out).pages).split())
    found = replaying.replay(office, decided.id or 0)
    for line in found.lines:
        assert "".join(line.label.split()) in words
    assert "结果与当时的决定一致" in words
    assert decided.number in words


def test_before_the_decision_there_is_nothing_to_run_again(
    qtbot: QtBot, office: Office, eligible: Household, clock: Clock
) -> None:
    case = to_decision(office, eligible, clock)
    stage = Stage(qtbot, office, Applications)
    assert isinstance(stage.page, Applications)
    stage.page.open(case.id or 0)
    stage.page.sheet.now.fill()
    assert not any(a.text().startswith("复现") for a in stage.page.sheet.now.menu.actions())
