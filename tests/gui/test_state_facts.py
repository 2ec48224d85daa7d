"""Facts said at a check: asked where the archive has no field, with what they were seen from; the verdict goes by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import assessment, intake, settings
from desktop.casework.office import Office
from desktop.domain.facts import Facts, parse_facts
from desktop.domain.household import Household, Tag
from desktop.domain.person import Member, Relation, Sex
from desktop.domain.stated import stated_in, with_stated
from desktop.domain.verdict import Outcome
from desktop.ui.dialogs.state_facts import StateFactsDialog
from desktop.ui.news import News
from desktop.ui.pages.household.check import CheckPart
from desktop.ui.pages.household.detail import Detail
from desktop.ui.pages.households import Households
from tests.conftest import Clock
from tests.gui.hands import Officer, write

CONTROL = Qt.KeyboardModifier.ControlModifier
BLANKS = {"low_tier": Decimal(300), "start_month": Decimal(202001), "dead_until": Decimal(20191231)}
TAGS = "原代课教师 代课合同备案 离岗后未在编 未离岗退养 核定名单内 未被辞退 无犯罪记录 健在".split()


@pytest.fixture
def teacher(office: Office, clock: Clock) -> Household:
    """A former teacher of sixty, as far as the archive has fields for it."""
    clock.day = date(2026, 6, 10)
    for name, value in BLANKS.items():
        settings.record_parameter(office, "plan-24", name, value, "县文件")
    head = Member(ordinal=1, name="梁桂生", relation=Relation.head, sex=Sex.male, born=date(1966, 5, 20))
    tags = tuple(Tag(name=t) for t in TAGS)
    return intake.record_household(
        office, Household(members=(head,), hukou_place="广东省梅州市示例县", tags=tags)
    )


@pytest.fixture
def check(office: Office, qtbot: QtBot, teacher: Household) -> CheckPart:
    """The check of that file, with the plan chosen."""
    page = Households(office, News(), lambda _key, _item=None: None)
    qtbot.addWidget(page)
    page.resize(1120, 760)
    with qtbot.waitActive(page):
        page.show()
    page.open(teacher.id or 0)
    detail = page.detail
    assert isinstance(detail, Detail)
    detail.tabs.setCurrentWidget(detail.check)
    detail.check.scheme.set_value("plan-24")
    return detail.check


def test_what_the_archive_cannot_tell_is_asked_and_the_check_goes_by_it(
    office: Office, check: CheckPart, officer: Officer, qtbot: QtBot, teacher: Household
) -> None:
    check.assess()
    assert check.assessment is not None
    assert check.assessment.verdict.outcome is Outcome.incomplete
    assert check.state_facts.isVisible()

    def fill(dialog: StateFactsDialog) -> None:
        assert set(dialog.blocks) == {"semesters_in_a_row", "service_years", "semesters_taught"}
        answers = {"semesters_in_a_row": "12", "service_years": "21"}
        first, second = (answers[id] for id in list(dialog.blocks)[:2])
        typed(first)
        enter()  # on to what it was seen from
        enter()  # nothing said of that yet
        typed(second)
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
        assert dialog.isVisible()
        assert "请写明依据" in dialog.trouble.text()
        typed("工资花名册复印件")  # the cursor stands in the field that lacks it
        dialog.seen[list(dialog.blocks)[1]].setFocus()
        typed("工资花名册复印件")
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)

    def typed(text: str) -> None:
        at = QApplication.focusWidget()
        assert at is not None
        write(at, text)

    def enter() -> None:
        at = QApplication.focusWidget()
        assert at is not None
        qtbot.keyClick(at, Qt.Key.Key_Return)

    officer.will_do(fill)
    qtbot.mouseClick(check.state_facts, Qt.MouseButton.LeftButton)
    kept = check.assessment
    assert kept is not None
    assert kept.verdict.outcome is Outcome.eligible, kept.verdict.summary
    facts = parse_facts(kept.facts)
    assert facts.number("service_years") == 21
    assert (
        facts.origins["service_years"] == f"核对时补充（2026年6月10日 {office.user.name}）：工资花名册复印件"
    )
    assert check.apply.isEnabled()
    again = assessment.assess(office, teacher.id or 0, "plan-24")  # said once, it stands for the next check
    assert again.verdict.outcome is Outcome.eligible
    assert set(stated_in(parse_facts(again.facts))) == {"semesters_in_a_row", "service_years"}
    assert assessment.replay(office, kept.id or 0) == kept.verdict


def test_terms_may_be_said_instead_of_the_years_that_follow_from_them(
    office: Office, check: CheckPart, officer: Officer, qtbot: QtBot
) -> None:
    check.assess()

    def fill(dialog: StateFactsDialog) -> None:
        asked = dialog.blocks["semesters_taught"]
        assert "没有写「任教年限」时由这一项推算" in asked.about.text()
        assert dialog.seen["semesters_taught"].accessibleName() == "累计任教学期数的依据"
        for id, figure in (("semesters_in_a_row", "12"), ("semesters_taught", "41")):
            dialog.blocks[id].field.setFocus()
            at = QApplication.focusWidget()
            assert at is not None
            write(at, figure)
            write(dialog.seen[id], "核定表")
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)

    officer.will_do(fill)
    qtbot.mouseClick(check.state_facts, Qt.MouseButton.LeftButton)
    kept = check.assessment
    assert kept is not None
    assert kept.verdict.outcome is Outcome.eligible, kept.verdict.summary
    facts = parse_facts(kept.facts)
    assert set(stated_in(facts)) == {"semesters_in_a_row", "semesters_taught"}
    assert "41 学期" in kept.verdict.amount_because or "21 年" in kept.verdict.amount_because


def test_nothing_said_speaks_against_the_archive() -> None:
    known = Facts({"household_size": 3}, {"household_size": "档案"})
    said = Facts({"household_size": 9, "service_years": 21}, {"service_years": "核对时补充（…）：名册"})
    both = with_stated(known, said)
    assert (both["household_size"], both["service_years"]) == (3, 21)
    assert replace(both).origins == {"household_size": "档案", "service_years": "核对时补充（…）：名册"}
