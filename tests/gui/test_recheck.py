"""Checking an open case again from its page: what is still unknown is asked, and approving becomes possible."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from desktop.casework import deciding
from desktop.casework.office import Office
from desktop.domain.case_event import Happened
from desktop.domain.verdict import Outcome
from desktop.ui.dialogs.state_facts import StateFactsDialog
from desktop.ui.pages.applications import Applications
from desktop.ui.pages.case.recheck_deed import recheck
from tests.conftest import Clock
from tests.gui.cases import Stage, carefully
from tests.gui.hands import Officer
from tests.samples import procedures as samples
from tests.unit.casework.walking import Walk, set_out


def doctor(office: Office, clock: Clock) -> Walk:
    """Somebody who applied for a post without examinations; what the assessment finds is not known yet."""
    samples.fill_in(office)
    home = samples.candidate("段博士", "博士")
    return set_out(office, clock, home, "plan-25", "09-01", samples.post("教育科学研究所"))


def test_what_was_unknown_is_said_and_the_case_rests_on_it(
    office: Office, clock: Clock, officer: Officer, qtbot: QtBot
) -> None:
    walk = doctor(office, clock)
    stage = Stage(qtbot, office, Applications)
    page = stage.page
    assert isinstance(page, Applications)
    page.open(walk.id)
    said = page.sheet.now.state.text()
    assert "还不知道：" in said
    assert "「重新核对」，才能批准" in said
    assert "不符合" not in said
    before = walk.case
    assert deciding.to_decide(office, walk.id).approvable.verdict.outcome is Outcome.incomplete
    page.sheet.now.fill()
    assert any("重新核对" in entry.text() for entry in page.sheet.now.menu.actions())
    asked: list[set[str]] = []

    def say(dialog: StateFactsDialog) -> None:
        asked.append(set(dialog.blocks))
        for id in ("assessment_passed", "medical_passed"):
            dialog.blocks[id].fill(True)
            dialog.seen[id].set_value("考核、体检表")
        dialog.accept()

    officer.will_do(carefully(say))
    clock.day = date(2026, 10, 26)
    recheck(page.sheet)
    assert asked[0] >= {"assessment_passed", "medical_passed"}
    case = walk.case
    assert case.assessment_id != before.assessment_id
    assert case.events[-1].kind is Happened.rechecked
    assert deciding.to_decide(office, walk.id).approvable.verdict.outcome is Outcome.eligible
    assert "审批以新的结论为准" in stage.said[-1]
    walk.wanted = {s.plan: s.due for s in before.steps}
    walk.due()  # nothing became due on another day
