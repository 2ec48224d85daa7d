"""Help that goes on is told where a file is looked at, and where it is about to be closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pytestqt.qtbot import QtBot

from desktop.casework import benefits, running_help
from desktop.casework.office import Office
from desktop.domain.benefit import Benefit, Change
from desktop.domain.benefit_rules import Decided
from desktop.domain.household import Household
from desktop.ui.dialogs.change_standing import ChangeStanding
from desktop.ui.dialogs.review import ReviewDialog
from desktop.ui.pages.households import Households
from desktop.ui.pages.standing.page import Standing
from tests.conftest import Clock
from tests.gui.cases import Stage, carefully
from tests.gui.hands import Officer
from tests.unit.casework.test_benefits import given, poor

__all__ = ["given", "poor"]
SAID = "还有在享待遇：陈练习（最低生活保障）。"


def test_a_file_shows_its_help_and_leads_to_it(
    qtbot: QtBot, office: Office, given: Benefit, clock: Clock
) -> None:
    stage = Stage(qtbot, office, Households)
    assert isinstance(stage.page, Households)
    stage.page.open(given.household_id)
    detail = stage.page.detail
    assert detail is not None
    assert detail.help_button.text() == "在享待遇：陈练习：最低生活保障，每月 620.00 元"
    detail.help_button.click()
    assert stage.went[-1] == ("benefits", given.id)
    ended = Decided(change=Change.ended, decided_on=clock.day, because="超过标准", by="周审批")
    benefits.change(office, given.id or 0, replace(ended, from_day=date(2026, 5, 1)))
    stage.page.open(given.household_id)
    assert stage.page.detail is not None
    assert stage.page.detail.help_button.isHidden()


def test_who_closes_a_file_is_told_that_help_still_runs(
    qtbot: QtBot, office: Office, given: Benefit, officer: Officer
) -> None:
    told: list[str] = []

    def look(dialog: ChangeStanding) -> None:
        told.append(dialog.told.text())
        dialog.reject()

    stage = Stage(qtbot, office, Standing)
    page = stage.page
    assert isinstance(page, Standing)
    page.refresh()
    states = page.states
    qtbot.waitUntil(lambda: states.model.total() > 0)
    states.table.choose(0)
    officer.will_do(carefully(look))
    page.edit()
    assert SAID in told[0]
    assert running_help.before_closing(office, [given.household_id, 99]).startswith(SAID)
    assert running_help.before_closing(office, [99, 98]) == ""


def test_the_yearly_review_knows_of_it(qtbot: QtBot, office: Office, given: Benefit, poor: Household) -> None:
    dialog = ReviewDialog(office, 2026, [poor.id or 0])
    qtbot.addWidget(dialog)
    assert SAID in dialog.advice.text()
