"""Searching everywhere: the box opens by Ctrl+K, shows what is found while it is typed, and Enter opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.casework import intake
from desktop.casework.office import Office
from desktop.domain.household import Household
from desktop.domain.person import Member, Relation
from desktop.ui.commands import commands
from desktop.ui.finder import Finder
from desktop.ui.pages import PAGES
from desktop.ui.window import Window
from tests.gui.hands import Officer, write
from tests.gui.keys import come_back

Build = Callable[..., Household]


@pytest.fixture
def kept(office: Office, household: Build) -> dict[str, int]:
    made: dict[str, int] = {}
    for name in ("曾小明", "張曉峯", "阿依古丽·买买提"):
        made[name] = intake.record_household(office, household(name)).id or 0
    return made


@pytest.fixture
def finder(qtbot: QtBot, office: Office, kept: dict[str, int]) -> Finder:
    made = Finder(office, commands(PAGES), [])
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def listened(finder: Finder) -> list[tuple[str, object]]:
    """What the box asks the window to open, from now on."""
    opened: list[tuple[str, object]] = []

    def hear(page: str, item: object) -> None:
        opened.append((page, item))

    finder.chosen.connect(hear)
    return opened


def test_what_is_typed_is_found_and_the_first_is_chosen(qtbot: QtBot, finder: Finder) -> None:
    write(finder.box, "zxm")
    qtbot.waitUntil(lambda: [h.title for h in finder.hits()][:1] == ["曾小明"])
    hit = finder.hit()
    assert hit is not None
    assert hit.title_marks == ((0, 3),)


def test_up_and_down_go_through_the_groups_and_enter_opens(qtbot: QtBot, finder: Finder) -> None:
    opened = listened(finder)
    write(finder.box, "安全")
    qtbot.waitUntil(lambda: bool(finder.hits()) and finder.hits()[0].title == "安全")
    titles = [h.title for h in finder.hits()]
    assert "备份与恢复" in titles
    qtbot.keyClick(finder.box, Qt.Key.Key_Down)
    qtbot.keyClick(finder.box, Qt.Key.Key_Up)
    qtbot.keyClick(finder.box, Qt.Key.Key_Return)
    assert opened == [("safety", None)]
    assert finder.recent == ["安全"]


def test_enter_before_the_answer_waits_for_it(qtbot: QtBot, finder: Finder, kept: dict[str, int]) -> None:
    opened = listened(finder)
    write(finder.box, "张晓峰")
    qtbot.keyClick(finder.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened == [("households", kept["張曉峯"])])


def test_no_match_says_what_else_to_try(qtbot: QtBot, finder: Finder) -> None:
    write(finder.box, "没有这个人")
    qtbot.waitUntil(lambda: "没有找到" in finder.said.text())
    assert finder.hits() == []
    qtbot.keyClick(finder.box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(finder.hits()))


def test_ctrl_k_opens_the_household_in_its_page_and_remembers_for_the_session(
    qtbot: QtBot, office: Office, kept: dict[str, int], officer: Officer
) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()

    def look(finder: Finder) -> None:
        write(finder.box, "买买提")
        qtbot.keyClick(finder.box, Qt.Key.Key_Return)

    officer.will_do(look)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.current == "households")
    page = window.page()
    qtbot.waitUntil(lambda: getattr(page, "detail", None) is not None)
    assert window.page().detail.draft.household.head.name == "阿依古丽·买买提"  # pyright: ignore

    seen: list[list[str]] = []

    def recent(finder: Finder) -> None:
        seen.append([h.title for h in finder.hits()])
        finder.reject()

    officer.will_do(recent)
    # The cursor stands in a field, which would take the key to delete with.
    come_back(qtbot)
    field = QLineEdit("一二三", page)
    field.show()
    field.setFocus()
    assert QApplication.focusWidget() is field
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: seen == [["买买提"]])
    assert QApplication.activeModalWidget() is None
    assert field.text() == "一二三"
    assert all("买买提" not in f.read_text("utf-8", "ignore") for f in office.folder.glob("*.json"))


def test_a_member_is_opened_in_the_list_of_members_and_chosen(
    qtbot: QtBot, office: Office, household: Build, officer: Officer
) -> None:
    one = household("曾小明")
    daughters = tuple(
        Member(ordinal=n, name=name, relation=Relation.daughter) for n, name in ((7, "仇单"), (8, "仇双"))
    )
    intake.record_household(office, replace(one, members=(one.members[0], *daughters)))
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()

    def look(finder: Finder) -> None:
        write(finder.box, "仇双")
        qtbot.keyClick(finder.box, Qt.Key.Key_Return)

    officer.will_do(look)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.current == "households")
    page: Any = window.page()
    qtbot.waitUntil(lambda: page.detail is not None)
    assert page.detail.tabs.currentWidget() is page.detail.members
    table = page.detail.members.section.table
    assert table.line().name == "仇双"
    come_back(qtbot)
    assert table.hasFocus()


def test_ten_pages_have_their_number_and_names_are_not_markup(
    qtbot: QtBot, office: Office, household: Build
) -> None:
    one = household("<b>示范</b>")
    intake.record_household(office, replace(one, address="<i>"))
    made = Finder(office, commands(PAGES), [])
    qtbot.addWidget(made)
    made.show()
    write(made.box, "<b>")
    qtbot.waitUntil(lambda: [h.title for h in made.hits()] == ["<b>示范</b>"])
    assert not made.grab().isNull()
