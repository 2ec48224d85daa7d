"""The papers of an open case besides its approval form: offered by its state, made and shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import takewhile
from pathlib import Path

from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from desktop.casework import approval, lacking
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.application import State, StepKind
from desktop.domain.approval_form import APPROVAL_FORM_WORDS
from desktop.domain.completing import Told
from desktop.domain.lacking import CasePaper
from desktop.domain.trail import Act
from desktop.store import case_papers
from desktop.ui.dialogs.preview import Preview
from desktop.ui.pages.applications import Applications
from tests.gui.cases import Stage, applied, carefully, up_to
from tests.gui.hands import Officer

LAYOUTS = [f"审批表改用：{said}" for said in APPROVAL_FORM_WORDS.values()]


def offered(stage: Stage) -> list[str]:
    """The papers in the menu, which other things may follow below a line."""
    page = stage.page
    assert isinstance(page, Applications)
    page.sheet.fill_papers()
    return [a.text() for a in takewhile(lambda a: not a.isSeparator(), page.sheet.other_papers.actions())]


def choose(stage: Stage, title: str) -> None:
    page = stage.page
    assert isinstance(page, Applications)
    next(a for a in page.sheet.other_papers.actions() if a.text() == title).trigger()


def test_letters_are_offered_once_there_is_something_to_tell(qtbot: QtBot, office: Office) -> None:
    case = applied(office, "陈练习")
    stage = Stage(qtbot, office, Applications)
    stage.page.show_item(case.id)
    assert offered(stage) == LAYOUTS
    approval.complete_step(office, case.id or 0, "材料齐全", "林晓舟")
    stage.page.show_item(case.id)
    assert offered(stage) == ["受理通知书", *LAYOUTS]


def test_a_letter_and_another_layout_are_made_and_shown(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    case = up_to(office, StepKind.notice)
    stage = Stage(qtbot, office, Applications)
    stage.page.show_item(case.id)
    offered(stage)
    for title, first in (
        ("受理通知书", "受理通知书"),
        (LAYOUTS[2], "临时救助申请审批表"),
    ):
        shown: list[Path] = []

        def deed(preview: Preview, shown: list[Path] = shown) -> None:
            shown.append(preview.path)
            preview.close()

        officer.will_do(carefully(deed))
        choose(stage, title)
        qtbot.waitUntil(lambda shown=shown: bool(shown), timeout=20_000)
        assert case.number in shown[0].name
        assert first in PdfReader(shown[0]).pages[0].extract_text()


def test_the_letter_that_names_what_is_missing_is_offered_once_it_was_told(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    case = applied(office, "陈练习")
    with deed(office, Act.apply) as session:
        case_papers.put_new(session, case.id or 0, "申请", [CasePaper(name="户口簿复印件", copies=2)])
    stage = Stage(qtbot, office, Applications)
    stage.page.show_item(case.id)
    assert "一次性告知书" not in offered(stage)
    told = Told(on=office.today(), bring_by=office.today() + timedelta(days=5))
    letter = lacking.tell_lacking(office, case.id or 0, told, "林晓舟")
    stage.page.show_item(case.id)
    assert offered(stage) == ["一次性告知书", *LAYOUTS]
    shown: list[Path] = []

    def deed_done(preview: Preview) -> None:
        shown.append(preview.path)
        preview.close()

    officer.will_do(carefully(deed_done))
    choose(stage, "一次性告知书")
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    text = PdfReader(shown[0]).pages[0].extract_text()
    assert letter.number in text
    assert "户口簿复印件" in text


def test_each_decision_has_its_own_letter(qtbot: QtBot, office: Office) -> None:
    case = applied(office, "陈练习")
    stage = Stage(qtbot, office, Applications)
    stage.page.show_item(case.id)
    page = stage.page
    assert isinstance(page, Applications)
    seen = page.sheet.seen
    assert seen is not None
    for state, ends, letters in (
        (State.approved, None, ["批准告知书"]),
        (State.approved, 3, ["批准告知书", "终止告知书"]),
        (State.refused, 3, ["不予受理通知书"]),  # nobody had taken it yet
    ):
        page.sheet.seen = replace(seen, case=replace(seen.case, state=state, ends_benefit=ends))
        assert offered(stage) == [*letters, *LAYOUTS]
