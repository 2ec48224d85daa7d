"""The window: side bar, keys, leaving a page, the practice band."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework.office import Office
from desktop.casework.settings import bureau, record_bureau
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs.message import Message, ask_to_keep, confirm, fault_hook, telling
from desktop.ui.news import News
from desktop.ui.pages import PAGES, PageEntry
from desktop.ui.pages.page import Go, Page
from desktop.ui.window import PRACTICE, Window
from tests.gui.hands import Officer


class Notebook(Page):
    """A page that remembers what the window asked of it."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.calls: list[str] = []
        self.items: list[object] = []
        self.stays = False
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)

    def refresh(self) -> None:
        self.calls.append("refresh")

    def show_item(self, item: object) -> None:
        self.items.append(item)

    def may_leave(self) -> bool:
        return not self.stays

    def search(self) -> None:
        self.calls.append("search")

    def new(self) -> None:
        self.calls.append("new")

    def edit(self) -> None:
        self.calls.append("edit")

    def print(self) -> None:
        self.calls.append("print")

    def save(self) -> None:
        self.calls.append("save")


TWO = (
    PageEntry("first", "第一页", "desk", "tests.gui.test_window", "Notebook", "Ctrl+1"),
    PageEntry("second", "第二页", "households", "tests.gui.test_window", "Notebook", "Ctrl+2"),
)


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> Window:
    made = Window(office, TWO)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def notebook(window: Window, key: str) -> Notebook:
    page = window.pages[key]
    assert type(page).__name__ == "Notebook"
    return page  # type: ignore[return-value]  # the page's module is imported a second time by its registry name


def test_a_page_is_made_when_it_is_first_shown(window: Window) -> None:
    assert list(window.pages) == ["first"]
    window.side.buttons["second"].click()
    assert list(window.pages) == ["first", "second"]
    assert window.title.text() == "第二页"


def test_a_page_is_made_once_and_asked_anew_each_time(window: Window) -> None:
    first = notebook(window, "first")
    window.go("second")
    window.go("first")
    assert notebook(window, "first") is first
    assert first.calls == ["refresh", "refresh"]


def test_digits_go_to_pages_and_keys_reach_the_page_that_is_shown(qtbot: QtBot, window: Window) -> None:
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_2, control)
    assert window.current == "second"
    qtbot.keyClick(window, Qt.Key.Key_1, alt)
    assert window.current == "first"
    page = notebook(window, "first")
    page.calls.clear()
    for key, modifier in (
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F, control),
        (Qt.Key.Key_N, control),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_P, control),
        (Qt.Key.Key_Return, control),
        (Qt.Key.Key_S, control),
    ):
        qtbot.keyClick(window, key, modifier)
    assert page.calls == ["refresh", "search", "new", "edit", "print", "save", "save"]


def test_an_opened_page_has_the_keyboard(window: Window) -> None:
    window.go("second")
    assert QApplication.focusWidget() is notebook(window, "second").line


def test_a_page_that_may_not_be_left_stays_with_its_mark(window: Window) -> None:
    notebook(window, "first").stays = True
    window.side.buttons["second"].click()
    assert window.current == "first"
    assert window.side.buttons["first"].isChecked()
    window.close()
    assert window.isVisible()
    notebook(window, "first").stays = False
    window.close()
    assert not window.isVisible()


def test_going_hands_over_what_is_to_be_shown(window: Window) -> None:
    window.go("second", 17)
    assert notebook(window, "second").items == [17]


def test_what_was_just_done_stands_at_the_bottom(window: Window) -> None:
    window.news.said.emit("已保存：<b>陈练习</b>")
    assert window.status.whole() == "已保存：<b>陈练习</b>"
    assert window.status.textFormat() == Qt.TextFormat.PlainText


def test_the_head_names_the_office_the_officer_and_the_day(window: Window, office: Office) -> None:
    assert window.bureau_name.whole() == "2026年3月2日 星期一　示例市总工会　经办人 林晓舟"
    record_bureau(office, replace(bureau(office), officer="何练习"))
    window.news.settings_changed.emit()
    assert "何练习" in window.bureau_name.whole()


def test_the_practice_office_has_its_band_on_every_page_and_a_real_one_has_none(
    qtbot: QtBot, office: Office
) -> None:
    real = Window(office, TWO)
    qtbot.addWidget(real)
    real.show()
    assert not real.practice.isVisible()
    record_bureau(office, replace(bureau(office), practice=True))
    window = Window(office, TWO)
    qtbot.addWidget(window)
    window.show()
    for key in window.entries:
        window.go(key)
        assert window.practice.isVisible()
        assert window.practice.text() == PRACTICE


def test_starting_imports_no_page_but_those_shown() -> None:
    script = (
        "import sys; import desktop.ui.window; "
        "print([m for m in sys.modules if m.startswith('desktop.ui.pages.') and m != 'desktop.ui.pages.page'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"


def test_every_page_has_its_own_key_and_its_picture(resources: Path) -> None:
    assert len({entry.key for entry in PAGES}) == len(PAGES)
    keys = [key for entry in PAGES for key in entry.keys]
    assert len(keys) == len(set(keys))
    assert all(entry.keys for entry in PAGES)
    assert not {"F1", "F2", "F3", "F4", "F5", "F9", "F10"} & set(keys), "they do something else everywhere"
    for entry in PAGES:
        assert (resources / "icons" / f"{entry.icon}.svg").is_file()


def test_an_office_error_in_a_block_is_told_and_the_page_lives_on(qtbot: QtBot, officer: Officer) -> None:
    parent = QLabel()
    qtbot.addWidget(parent)
    with telling(parent):
        raise OfficeError("没有填写姓名，请补上。")
    assert officer.heard == ["没有填写姓名，请补上。"]


def test_only_the_first_button_is_a_yes(qtbot: QtBot, officer: Officer) -> None:
    parent = QLabel()
    qtbot.addWidget(parent)
    officer.will_say("删除", "取消")
    assert confirm(parent, "删除吗？", yes="删除(&D)", danger=True)
    assert not confirm(parent, "删除吗？", yes="删除(&D)", danger=True)


def test_a_dangerous_question_has_the_harmless_button_in_front(qtbot: QtBot) -> None:
    message = Message(
        None, "删除吗？", heading="请确认", picture="question", buttons=("删除", "取消"), danger="删除"
    )
    qtbot.addWidget(message)
    assert message.buttons["取消"].isDefault()
    message.reject()
    assert message.chosen == "取消"


def test_unsaved_changes_have_three_ways_and_escape_stays(qtbot: QtBot, officer: Officer) -> None:
    parent = QLabel()
    qtbot.addWidget(parent)
    officer.will_say("保存", "不保存", "继续编辑")
    assert [ask_to_keep(parent, "档案").value for _ in range(3)] == ["save", "discard", "stay"]


def test_a_message_can_be_copied_with_its_details(qtbot: QtBot) -> None:
    message = Message(None, "打不开。", heading="出错", picture="error", details="Traceback")
    qtbot.addWidget(message)
    message.copy.click()
    assert QApplication.clipboard().text() == "打不开。\n\nTraceback"


def test_an_unforeseen_fault_is_told_with_details(qtbot: QtBot, officer: Officer) -> None:
    hook = fault_hook(lambda: None)
    error = ValueError("inner")
    hook(ValueError, error, None)
    assert "没有预料到的问题" in officer.heard[0]


def test_no_two_buttons_in_sight_share_a_mnemonic(qtbot: QtBot, office: Office) -> None:
    window = Window(office, [entry for entry in PAGES if entry.key == "households"])
    qtbot.addWidget(window)
    window.show()
    page = window.page()
    page.new()
    for _ in range(8):
        seen: dict[str, str] = {}
        for button in window.findChildren(QAbstractButton):
            if button.isVisible() and "(&" in button.text():
                letter = button.text().split("(&")[1][0]
                assert letter not in seen, f"{letter}: {button.text()} and {seen.get(letter)}"
                seen[letter] = button.text()
        tabs = page.detail.tabs  # type: ignore[attr-defined]  # only the page of households is in this window
        tabs.setCurrentIndex(tabs.currentIndex() + 1)


def test_the_keys_of_pages_that_hands_know_stay_though_the_order_follows_the_work() -> None:
    digits = {e.key: e.shortcut for e in PAGES if e.shortcut.startswith("Ctrl+")}
    names = "desk households schemes applications notices visits funds payouts settings safety".split()
    assert digits == {key: f"Ctrl+{n % 10}" for n, key in enumerate(names, 1)}
    order = [e.key for e in PAGES]
    assert order.index("meetings") == order.index("notices") + 1
    assert order.index("benefits") == order.index("payouts") + 1
    assert order[-2:] == ["settings", "safety"]
