"""The person before the screen: a story that goes wrong ends there, and leaves the next one a program to start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.app import Places
from desktop.ui.window import Window
from tests.conftest import Clock
from tests.end2end.person import Person, Story

NOWHERE = "没有这几个字"


def test_a_story_after_one_that_went_wrong_is_told_to_its_end(
    qapp: QApplication, home: Places, tmp_path: Path, clock: Clock
) -> None:
    for wrong in (in_the_window, in_a_dialog):
        me = Person(qapp, tmp_path, clock)
        with pytest.raises(AssertionError, match=NOWHERE):
            me.use(home, wrong(me), practice=True)
        assert windows_left() == []
        after = Person(qapp, tmp_path, clock)
        after.use(home, goes_well(after), practice=True)
        assert after.done.count("Ctrl+4") == 3


def windows_left() -> list[QDialog | Window]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Window | QDialog) and w.isVisible()]


def in_the_window(me: Person) -> Story:
    yield me.press("Ctrl+2")
    me.sees(NOWHERE)


def in_a_dialog(me: Person) -> Story:
    yield me.press("Ctrl+2")
    yield me.click("查重合并")
    me.the(QDialog)
    me.sees(NOWHERE)


def goes_well(me: Person) -> Story:
    for _ in range(3):
        yield me.press("Ctrl+2")
        me.sees("查重合并")
        yield me.press("Ctrl+4")
        me.sees("新的申请")
