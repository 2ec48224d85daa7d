"""The dialog in which an application is begun: agents, several schemes at once, late ones, the same again, papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.casework import applying, approval, assessment, case_papers, intake
from desktop.casework.office import Office
from desktop.domain.application import Agent, Application, Origin
from desktop.domain.assessment import Assessment
from desktop.domain.filing import Filing
from desktop.domain.household import Household
from desktop.domain.listing import ApplicationQuery
from desktop.ui.dialogs.apply import ApplyDialog
from desktop.ui.pages.applications import Applications
from desktop.ui.pages.case.asked_part import AskedPart
from tests.gui.cases import Stage, carefully
from tests.gui.hands import Officer, write
from tests.unit.casework.test_applying import AGAIN, finished, funds, having, kept, scheme

__all__ = ["kept"]
TODAY = date(2026, 3, 2)
Begin = Callable[[Office, Assessment], ApplyDialog]


@pytest.fixture
def begin(qtbot: QtBot) -> Begin:
    def made(office: Office, checked: Assessment) -> ApplyDialog:
        dialog = ApplyDialog(
            checked,
            applying.also_open_to(office, checked.id or 0),
            office.today(),
            lambda ids, filing: applying.prospects(office, ids, filing),
        )
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
        return dialog

    return made


def check(office: Office, household: Household, *ids: str) -> list[Assessment]:
    return [assessment.assess(office, household.id or 0, id) for id in ids]


def taken(dialog: ApplyDialog) -> bool:
    dialog.accept()
    return not dialog.isVisible()


def test_an_agent_is_asked_for_only_where_one_applies(office: Office, kept: Household, begin: Begin) -> None:
    mine = having(office, scheme("one"))
    dialog = begin(mine, check(mine, kept, "one")[0])
    assert not dialog.agent.isVisible()
    dialog.origin.set_value(Origin.agent)
    assert all(f.isVisible() for f in (dialog.agent, dialog.relation, dialog.id_number, dialog.because))
    assert not taken(dialog)
    for said in ("代办人姓名", "与申请人的关系", "身份证号", "电话", "代办的原因"):
        assert f"「{said}」" in dialog.trouble.text()
    write(dialog.agent, "东街村委会")
    dialog.relation.set_value("村（居）民委员会")
    write(dialog.phone, "0000-1234")
    write(dialog.because, "本人卧床")
    assert taken(dialog)
    asked = dialog.value().filing.agent
    assert asked is not None
    assert (asked.name, asked.relation) == ("东街村委会", "村（居）民委员会")
    dialog.origin.set_value(Origin.applicant)
    assert dialog.value().filing.agent is None


def test_what_the_office_finds_itself_says_how(office: Office, kept: Household, begin: Begin) -> None:
    mine = having(office, scheme("one"))
    dialog = begin(mine, check(mine, kept, "one")[0])
    dialog.origin.set_value(Origin.office)
    dialog.reason.clear()
    assert "怎么发现的" in dialog.reason.placeholderText()
    assert not taken(dialog)
    assert "主动发现的请写明" in dialog.trouble.text()


def test_several_schemes_go_together(qtbot: QtBot, office: Office, kept: Household, officer: Officer) -> None:
    mine = having(office, scheme("one"), scheme("two"), scheme("three"))
    first = check(mine, kept, "one", "two", "three")[0]
    stage = Stage(qtbot, mine, Applications)

    def deed(dialog: ApplyDialog) -> None:
        assert [dialog.others.item(n).text() for n in range(dialog.others.count())] == [
            "three 救助（2026年3月2日核对）",
            "two 救助（2026年3月2日核对）",
        ]
        dialog.others.setFocus()
        qtbot.keyClick(dialog.others, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: "《three 救助》" in dialog.plan.text())
        dialog.tick_all()
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.page.show_item(first)
    found = approval.browse_applications(mine, ApplicationQuery())
    assert sorted(line.scheme_title for line in found) == ["one 救助", "three 救助"]
    assert stage.said[-1] == "陈练习 的申请已提出，编号 SQ2026-0001、SQ2026-0002，收件编号 SJD2026-0001"
    assert len(stage.changed) == 2
    for line in found:
        assert [p.received_on for p in case_papers.papers_of(mine, line.id)] == [TODAY, TODAY]


def test_what_stops_it_is_told_before_and_the_dialog_stays(
    office: Office, kept: Household, begin: Begin
) -> None:
    mine = having(office, scheme("one", more=AGAIN.format(same="household", then="stop")), scheme("two"))
    one, two = check(mine, kept, "one", "two")
    first = applying.apply(mine, one.id or 0, "", "")
    dialog = begin(mine, one)
    assert first.number in dialog.hits.text()
    assert dialog.hits.property("kind") == "band-bad"
    assert not taken(dialog)
    assert first.number in dialog.trouble.text()
    dialog = begin(mine, two)
    assert first.number in dialog.hits.text(), "the same person and cause in one year"
    assert dialog.hits.property("kind") == "band-warned"
    assert taken(dialog)


def test_another_cause_is_another_thing(qtbot: QtBot, office: Office, kept: Household, begin: Begin) -> None:
    mine = having(office, scheme("one", more=AGAIN.format(same="household", then="stop")))
    first: Application = applying.apply(mine, check(mine, kept, "one")[0].id or 0, "", "")
    finished(mine, first)
    dialog = begin(mine, check(mine, kept, "one")[0])
    assert dialog.cause.value() == "自然灾害"
    assert "不能提出" in dialog.hits.text()
    dialog.cause.setFocus()
    line = dialog.cause.lineEdit()
    assert line is not None
    line.selectAll()
    write(line, "车祸")
    qtbot.waitUntil(lambda: not dialog.hits.isVisible(), timeout=3_000)
    assert taken(dialog)
    assert dialog.value().filing.cause == "车祸"


def test_the_funds_of_a_scheme_are_ticked_and_what_is_open_is_left_out(
    qtbot: QtBot, office: Office, kept: Household, begin: Begin
) -> None:
    mine = having(office, funds(), scheme("one"))
    (checked,) = check(mine, kept, "funds")
    dialog = begin(mine, checked)
    assert dialog.funds.isVisible()
    assert not dialog.cause.isVisible()
    assert dialog.value().filing.funds == {"所有人", "另一项"}
    assert dialog.plan.text().count("审批") == 1, "both funds go the same way"
    assert dialog.papers.count() == 3
    dialog.funds.setFocus()
    qtbot.keyClick(dialog.funds, Qt.Key.Key_Right)
    qtbot.keyClick(dialog.funds, Qt.Key.Key_Space)
    assert dialog.value().filing.funds == {"所有人"}
    qtbot.waitUntil(lambda: dialog.papers.count() == 2)
    dialog.funds.set_value(())
    assert not taken(dialog)
    assert "请勾选申请哪几项" in dialog.trouble.text()
    assert not dialog.cause.isVisible()
    applying.apply_together(mine, [checked.id or 0], Filing(funds=frozenset({"另一项"})))
    dialog = begin(mine, checked)
    assert dialog.value().filing.funds == {"所有人"}
    assert dialog.funds.item(1).text() == "另一项（现在不能提）"
    assert not dialog.hits.isVisible()
    dialog.funds.set_value(("所有人", "另一项"))
    dialog.look()
    assert "《另一项（funds 救助）》不能提出" in dialog.hits.text()
    dialog = begin(mine, check(mine, kept, "one")[0])
    assert not dialog.funds.isVisible()
    assert dialog.cause.isVisible()


def test_a_late_one_asks_why(qtbot: QtBot, office: Office, kept: Household, begin: Begin) -> None:
    mine = having(office, scheme("late", due="due = { date = 2026-02-20 }"))
    dialog = begin(mine, check(mine, kept, "late")[0])
    assert dialog.late.isVisible()
    assert "逾期 10 天" in dialog.hits.text()
    assert not taken(dialog)
    assert "请写明原因" in dialog.trouble.text()
    assert dialog.late.hasFocus()
    write(dialog.late, "住院，家属不知道")
    assert taken(dialog)
    assert dialog.value().filing.late_because == "住院，家属不知道"
    dialog = begin(mine, check(mine, kept, "late")[0])
    dialog.received.edit.setText("2026-02-20")
    dialog.look()
    assert not dialog.late.isVisible()
    assert not dialog.hits.isVisible()


def test_papers_are_ticked_by_the_space_key_or_all_at_once(
    qtbot: QtBot, office: Office, kept: Household, begin: Begin
) -> None:
    mine = having(office, scheme("one"))
    dialog = begin(mine, check(mine, kept, "one")[0])
    assert [dialog.papers.item(n).text() for n in range(dialog.papers.count())] == [
        "身份证",
        "申请书（2 份）",
    ]
    assert dialog.value().filing.brought == frozenset()
    dialog.papers.setFocus()
    qtbot.keyClick(dialog.papers, Qt.Key.Key_Space)
    assert dialog.value().filing.brought == frozenset({"身份证"})
    qtbot.keyClick(dialog.papers, Qt.Key.Key_Tab)
    assert dialog.all_in.hasFocus()
    qtbot.keyClick(dialog.all_in, Qt.Key.Key_Space)
    assert dialog.value().filing.brought == frozenset({"身份证", "申请书"})


def test_by_the_keyboard_alone_every_field_is_reached(
    qtbot: QtBot, office: Office, kept: Household, begin: Begin
) -> None:
    mine = having(office, scheme("one"), scheme("two"))
    dialog = begin(mine, check(mine, kept, "one", "two")[0])
    dialog.origin.set_value(Origin.agent)
    dialog.origin.setFocus()
    seen: set[object] = set()
    for _ in range(30):
        here = QApplication.focusWidget()
        seen.add(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    wanted = (dialog.agent, dialog.phone, dialog.because, dialog.others, dialog.papers, dialog.all_in)
    assert [w.accessibleName() for w in wanted if w not in seen] == []


def test_it_is_not_cut_off(office: Office, household: Callable[..., Household], begin: Begin) -> None:
    """A long name, an agent, other schemes and a warning, all in a dialog as wide as it opens."""
    name = "阿卜杜热西提·阿卜杜热合曼江·麦麦提艾力"
    home = intake.record_household(office, household(name=name))
    mine = having(office, scheme("one"), scheme("two"), scheme("three", due="due = { date = 2026-02-20 }"))
    checked = check(mine, home, "one", "two", "three")
    dialog = begin(mine, checked[2])
    dialog.origin.set_value(Origin.agent)
    dialog.look()
    assert dialog.width() <= dialog.screen().availableGeometry().width()
    assert dialog.body.horizontalScrollBar().maximum() == 0


def test_what_was_asked_stands_in_the_case_with_the_agents_numbers_covered(
    qtbot: QtBot, office: Office, kept: Household
) -> None:
    mine = having(office, scheme("late", due="due = { date = 2026-02-20 }"))
    (case,) = applying.apply_together(
        mine,
        [check(mine, kept, "late")[0].id or 0],
        Filing(
            origin=Origin.agent,
            agent=Agent(
                name="陈代办",
                relation="子女",
                id_number="11010519491231002X",
                phone="13812345678",
                because="本人卧床",
            ),
            late_because="住院",
        ),
    )
    stage = Stage(qtbot, mine, Applications)
    stage.page.show_item(case.id)
    sheet = cast(Applications, stage.page).sheet
    sheet.turn_to("申请内容")
    facts = sheet.part(AskedPart).facts
    said = {n: cast(QLabel, facts.called(n)).text() for n in ("谁提出", "事由", "代办人", "逾期受理的原因")}
    assert said["谁提出"] == "代为申请"
    assert said["事由"] == "自然灾害"
    assert said["逾期受理的原因"] == "住院"
    assert "陈代办（子女）" in said["代办人"]
    assert "本人卧床" in said["代办人"]
    assert "11010519491231002X" not in said["代办人"]
    assert "13812345678" not in said["代办人"]
