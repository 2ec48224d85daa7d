"""The list of archives is made ready while the officer still reads the first page."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

from pytestqt.qtbot import QtBot

from desktop.casework.office import Office
from desktop.ui.ahead import MODULES
from desktop.ui.pages.household.spare import MODULES as OPENED
from desktop.ui.window import Window

SEEN = """
import sys
from desktop.ui.window import Window
import desktop.ui.pages.desk
before = set(sys.modules)
import desktop.ui.pages.households
print(*(m for m in set(sys.modules) - before if m.startswith(("desktop", "pypdfium2", "pypdf"))))
"""


def test_the_page_stands_before_it_is_asked_for(qtbot: QtBot, office: Office) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    assert list(window.pages) == ["desk"]
    window.show()
    ahead = window.ahead
    assert ahead is not None
    qtbot.waitUntil(lambda: not ahead.left, timeout=20_000)
    assert list(window.pages) == ["desk", "households"]
    assert window.current == "desk"
    made = window.pages["households"]
    window.go("households")
    assert window.page() is made
    assert made.isVisible()


def test_a_window_that_is_closed_makes_nothing_more(qtbot: QtBot, office: Office) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    window.show()
    window.close()
    qtbot.wait(600)
    assert list(window.pages) == ["desk"]


def test_what_is_named_is_there() -> None:
    for name in (*MODULES, *OPENED):
        import_module(name)


def test_the_list_needs_neither_the_opened_file_nor_the_reader_of_pdf() -> None:
    done = subprocess.run([sys.executable, "-c", SEEN], check=True, capture_output=True, text=True)
    loaded = done.stdout.split()
    assert "desktop.ui.pages.household.listing" in loaded
    heavy = ("desktop.ui.pages.household.detail", "desktop.ui.dialogs.preview", "pypdfium2")
    assert not [m for m in loaded if m.startswith(heavy)]
