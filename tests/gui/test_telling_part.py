"""告知 of a case on screen: who must be told what by when, the letter, and how it reached them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.casework import deciding, telling
from desktop.casework.office import Office
from desktop.domain.application import Application
from desktop.domain.household import Household
from desktop.domain.telling import Told
from desktop.ui.dialogs.deliver import DeliverDialog, Stub, duty_words
from desktop.ui.pages.applications import Applications
from desktop.ui.pages.case.telling_part import TellingPart, due_said
from tests.gui.cases import Stage, carefully
from tests.gui.hands import Officer, write
from tests.unit.casework.conftest import apply_for, eligible

__all__ = ["eligible"]
TODAY = date(2026, 3, 10)
TOLD = Told(
    application_id=1,
    who="申请人",
    what="不予批准的决定和理由",
    written=True,
    due=date(2026, 3, 12),
    rule="决定后 5 个工作日",
    id=1,
)


@pytest.fixture
def refused(office: Office, eligible: Household) -> Application:
    """A case under plan 7 refused at its first step."""
    case = apply_for(office, eligible, "plan-07")
    return deciding.refuse(office, case.id or 0, "收入超过标准 120.00 元", "周审批")


def opened(qtbot: QtBot, office: Office, case: Application) -> tuple[Stage, TellingPart]:
    stage = Stage(qtbot, office, Applications)
    page = stage.page
    assert isinstance(page, Applications)
    page.open(case.id or 0)
    page.sheet.turn_to("告知")
    return stage, page.sheet.part(TellingPart)


def cells(part: TellingPart, row: int) -> list[str]:
    return [str(part.model.index(row, n).data()) for n in range(part.model.columnCount())]


def test_a_refused_case_offers_it_and_it_is_done_once_the_stub_is_signed(
    qtbot: QtBot, office: Office, refused: Application, officer: Officer
) -> None:
    stage, part = opened(qtbot, office, refused)
    assert isinstance(stage.page, Applications)
    sheet = stage.page.sheet
    assert cells(part, 0)[1:5] == ["不予批准的决定和理由", "书面，有存根", "没有写明几天", "还没有告知"]
    assert "还有 1 项没有告知" in part.standing.text()
    assert sheet.now.main_button() is sheet.button("tell")
    troubles: list[str] = []

    def deliver(dialog: DeliverDialog) -> None:
        dialog.by.clear()
        dialog.accept()
        troubles.append(dialog.trouble.text())
        write(dialog.by, "林晓舟")
        dialog.accept()
        troubles.append(dialog.trouble.text())
        write(dialog.received_by, "陈练习")
        dialog.accept()

    officer.will_do(carefully(deliver))
    stage.page.edit()
    assert [x for x in ("告知人", "签收人") if x not in "".join(troubles)] == []
    (told,) = telling.tellings_of(office, refused.id or 0)
    assert (told.told_on, told.how, told.received_by) == (office.today(), "当面送交", "陈练习")
    part = sheet.part(TellingPart)
    assert cells(part, 0)[5] == "陈练习"
    assert part.standing.text() == "1 项都已告知。"
    assert sheet.button("tell").isHidden()
    assert sheet.now.main_button() is sheet.button("print_refusal")
    assert stage.said[-1].endswith(f"已告知{told.who}")


def test_who_will_not_sign_is_witnessed_and_that_stands_in_the_list(
    qtbot: QtBot, office: Office, refused: Application, officer: Officer
) -> None:
    _, part = opened(qtbot, office, refused)
    seen: list[str] = []

    def deliver(dialog: DeliverDialog) -> None:
        dialog.stub.set_value(Stub.refused)
        dialog.accept()
        seen.append(dialog.trouble.text())
        write(dialog.witness, "村委会 何练习")
        dialog.by.set_value("林晓舟")
        dialog.accept()

    officer.will_do(carefully(deliver))
    part.deliver.click()
    assert "谁在场见证" in seen[0]
    assert cells(part, 0)[5] == "拒绝签收，村委会 何练习 见证"
    assert not part.deliver.isEnabled()


def test_the_letter_can_be_printed_before_it_is_recorded(
    qtbot: QtBot, office: Office, refused: Application, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []

    def show(path: Path, _parent: object) -> None:
        shown.append(path)

    monkeypatch.setattr("desktop.ui.papers.show_paper", show)
    _, part = opened(qtbot, office, refused)

    def deliver(dialog: DeliverDialog) -> None:
        dialog.letter.click()
        dialog.reject()

    officer.will_do(carefully(deliver))
    part.deliver.click()
    qtbot.waitUntil(lambda: bool(shown))
    assert "不予批准告知书" in shown[0].name
    assert shown[0].read_bytes().startswith(b"%PDF")


def test_while_nothing_is_decided_the_part_says_so(qtbot: QtBot, office: Office, eligible: Household) -> None:
    case = apply_for(office, eligible, "plan-07")
    _, part = opened(qtbot, office, case)
    assert part.standing.text().startswith("还没有作出决定")
    assert not part.deliver.isEnabled()
    assert not part.letter.isEnabled()


@pytest.mark.parametrize(
    ("told", "today", "said"),
    [
        (TOLD, TODAY, "2026年3月12日　还有 2 天"),
        (TOLD, date(2026, 3, 15), "2026年3月12日　逾期 3 天"),
        (replace(TOLD, told_on=date(2026, 3, 13)), TODAY, "2026年3月12日　逾期 1 天告知"),
        (replace(TOLD, told_on=date(2026, 3, 12)), TODAY, "2026年3月12日　按期"),
        (replace(TOLD, due=None), TODAY, "没有写明几天"),
    ],
)
def test_by_when_it_is_told(told: Told, today: date, said: str) -> None:
    assert due_said(told, today) == said


def test_what_is_told_by_word_of_mouth_wants_no_stub(qtbot: QtBot) -> None:
    dialog = DeliverDialog(replace(TOLD, written=False), TODAY, "林晓舟", ())
    qtbot.addWidget(dialog)
    assert dialog.wrong() == ""
    assert (dialog.value().received_by, dialog.value().received_on) == ("", None)
    assert "口头告知即可" in duty_words(replace(TOLD, written=False), TODAY)
    dialog.stub.set_value(Stub.signed)
    assert "签收人" in dialog.wrong()
    assert dialog.letter.isHidden()
