"""The form for the next file is made before it is opened: nothing of the file before, of yesterday or of half a form is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import intake, units
from desktop.casework.known import known_to
from desktop.casework.office import Office
from desktop.domain.household import Household, Tag
from desktop.domain.person import PersonKind
from desktop.domain.student import Student
from desktop.domain.unit import Unit, UnitKind
from desktop.ui.news import News
from desktop.ui.pages.household.detail import Detail
from desktop.ui.pages.household.member_entry import MemberDialog
from desktop.ui.pages.households import Households
from tests.conftest import Clock
from tests.gui.hands import Officer, write
from tests.statements import statements

Build = Callable[..., Household]


@pytest.fixture
def page(qtbot: QtBot, office: Office) -> Callable[[], Households]:
    def made() -> Households:
        made = Households(office, News(), lambda _key, _item=None: None)
        qtbot.addWidget(made)
        made.resize(1120, 700)
        with qtbot.waitActive(made):
            made.show()
        made.refresh()
        return made

    return made


def ready(qtbot: QtBot, page: Households) -> None:
    qtbot.waitUntil(lambda: page.spare.ready, timeout=20_000)


def opened(page: Households, household: Household) -> Detail:
    page.open(household.id or 0)
    assert page.detail is not None
    return page.detail


def inside(widget: Any) -> list[QWidget]:
    return widget.findChildren(QWidget)


def portrait(widget: QWidget) -> list[tuple[object, ...]]:
    """What stands in every part of it, whether it is shown, what can be done with it, and how it is marked."""
    return [
        (
            type(part).__name__,
            said(part),
            part.isHidden(),
            part.isEnabled(),
            part.property("bad"),
            part.property("kind"),
            part.property("told"),
            part.toolTip(),
        )
        for part in inside(widget)
    ]


def said(part: QWidget) -> str:
    if isinstance(part, QLabel | QLineEdit):
        return part.text()
    if isinstance(part, QAbstractButton):
        return f"{part.text()} {part.isChecked()}"
    if isinstance(part, QComboBox):
        return f"{part.currentText()} of {part.count()}"
    return part.toPlainText() if isinstance(part, QPlainTextEdit) else ""


def two(office: Office, household: Build) -> tuple[Household, Household]:
    """One with something in every corner of the form, and a plain one."""
    full = household(
        "满满",
        number="A-1",
        address="示例市示例区和平路 3 号",
        bank="农村信用社",
        card_number="6222020200012345670",
        remark="前一户的备注",
        wants="前一户的需求",
        tags=(Tag(name="重点关注"),),
        students=(Student(whose=2),),
    )
    head = replace(
        full.members[0],
        id_number="11010519491231002X",
        born=date(1949, 12, 31),
        kind=PersonKind.wanderer,
        traits="左手有疤",
    )
    full = replace(full, members=(head, *full.members[1:]))
    return intake.record_household(office, full), intake.record_household(office, household("空空"))


def test_opening_makes_no_widget_and_looks_at_the_data_once(
    qtbot: QtBot, office: Office, page: Callable[[], Households], household: Build
) -> None:
    _, plain = two(office, household)
    at = page()
    ready(qtbot, at)
    before = len(inside(at))
    with statements() as asked:
        opened(at, plain)
    assert len(inside(at)) == before
    texts = [text for text, _ in asked]
    assert texts.count("BEGIN") == 1, "each look opens the data file anew"
    twice = {text for text in texts if texts.count(text) > 1}
    assert not twice


def test_nothing_of_the_file_before_stands_in_the_next_one(
    qtbot: QtBot, office: Office, page: Callable[[], Households], household: Build, officer: Officer
) -> None:
    full, plain = two(office, household)
    fresh = page()
    ready(qtbot, fresh)
    wanted = opened(fresh, plain)
    wanted.tabs.front.finish()

    at = page()
    first = opened(at, full)
    first.basics.covers["card_number"].button.click()
    write(first.basics.postcode, "655000")
    write(first.basics.phone, "1")
    first.basics.covers["id_number"].button.click()
    write(first.basics.id_number.edit, "9")
    first.same_as_last()

    def half_way(dialog: MemberDialog) -> None:
        write(dialog.name, "刚打了一半")
        first.keeper.look()
        dialog.reject()

    officer.will_do(half_way)
    first.members.section.add()
    first.tabs.setCurrentWidget(first.papers)
    first.tabs.setCurrentWidget(first.check)
    assert first.trouble.isVisible()
    assert first.draft.dirty
    ready(qtbot, at)
    officer.will_say("不保存")
    first.leave()
    assert at.detail is None
    ready(qtbot, at)

    second = opened(at, plain)
    second.tabs.front.finish()
    qtbot.wait(60)  # the layout has settled
    assert portrait(second) == portrait(wanted)
    assert second.tabs.currentWidget() is second.basics
    assert not second.draft.dirty
    assert second.draft.household == second.draft.kept == plain
    assert second.keeper.id is None
    assert all(not cover.lid.is_open for cover in second.basics.covers.values())
    assert "A-1" not in str(portrait(second))
    assert "学生" not in [second.tabs.tabText(n).split(" ")[0] for n in range(second.tabs.count())]


def test_a_form_made_ahead_is_the_same_as_one_made_at_once(
    qtbot: QtBot, office: Office, page: Callable[[], Households], household: Build
) -> None:
    full, _ = two(office, household)
    ahead, at_once = page(), page()
    ready(qtbot, ahead)
    at_once.spare.take().deleteLater()
    assert not at_once.spare.ready
    forms = [opened(ahead, full), opened(at_once, full)]
    for form in forms:
        form.tabs.front.finish()
    qtbot.wait(60)  # the layout has settled
    assert portrait(forms[0]) == portrait(forms[1])
    titles = [[f.tabs.tabText(n) for n in range(f.tabs.count())] for f in forms]
    assert titles[0] == titles[1]
    assert "学生 1" in titles[0], "what is folded away comes out where something stands in it"
    assert forms[0].basics.remark.value() == "前一户的备注"
    assert forms[0].basics.covers["card_number"].is_covered
    assert not forms[0].basics.traits.isHidden() or forms[0].basics.covers["traits"].is_covered


def test_a_form_that_is_half_made_is_finished_when_it_is_taken(
    qtbot: QtBot, office: Office, page: Callable[[], Households], household: Build
) -> None:
    full, _ = two(office, household)
    at = page()
    qtbot.waitUntil(lambda: any(isinstance(x, Detail) for x in inside(at)), timeout=20_000)
    assert not at.spare.ready
    form = opened(at, full)
    assert form.basics.name.value() == "满满"
    qtbot.waitUntil(lambda: hasattr(form.tabs.front, "remark"), timeout=5_000)
    assert form.basics.remark.value() == "前一户的备注"
    ready(qtbot, at)


def test_the_form_goes_with_the_day_and_with_what_is_offered(
    qtbot: QtBot, office: Office, page: Callable[[], Households], household: Build, clock: Clock
) -> None:
    _, plain = two(office, household)
    at = page()
    ready(qtbot, at)
    units.record_unit(office, Unit(name="后来的单位", kind=UnitKind.department))
    at.refresh()  # the page is shown again
    form = opened(at, plain)
    assert "后来的单位" in [form.basics.unit_id.itemText(n) for n in range(form.basics.unit_id.count())]
    write(form.basics.bank.lineEdit() or form, "后来的银行")
    assert form.save()
    form.leave()
    ready(qtbot, at)
    clock.day = date(2026, 3, 3)
    form = opened(at, plain)
    assert form.today == clock.day
    assert "后来的银行" in [form.basics.bank.itemText(n) for n in range(form.basics.bank.count())]


def test_a_unit_that_is_closed_stays_the_unit_of_its_file(
    qtbot: QtBot, office: Office, page: Callable[[], Households], household: Build
) -> None:
    unit = units.record_unit(office, Unit(name="撤了的单位", kind=UnitKind.department))
    kept = intake.record_household(office, household("甲", unit_id=unit.id))
    units.record_unit(office, replace(unit, closed_on=date(2026, 2, 1)))
    at = page()
    ready(qtbot, at)
    form = opened(at, kept)
    assert form.basics.unit_id.value() == unit.id
    assert form.basics.unit_id.currentText() == "撤了的单位"
    assert not form.draft.dirty


def test_a_form_is_made_in_small_pieces(office: Office, qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    form = Detail(office, News(), lambda _key, _item=None: None, known_to(office), around)
    counts = [len(inside(form)), *(len(inside(form)) for _ in form.pieces()), len(inside(form))]
    added = [after - before for before, after in pairwise(counts)]
    assert sum(added) > 300
    assert max(added) < sum(added) / 3


def test_nothing_is_made_once_the_window_is_gone(qtbot: QtBot, page: Callable[[], Households]) -> None:
    at = page()
    at.close()
    qtbot.wait(600)
    assert not [x for x in inside(at) if isinstance(x, Detail)]
    at.show()
    at.refresh()
    ready(qtbot, at)
