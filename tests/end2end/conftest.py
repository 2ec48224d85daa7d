"""What the stories through the window may ask for: a program that nobody has started yet, and a person before it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.app import Places, places
from tests.conftest import Clock
from tests.end2end.person import Person


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A story may last, on a busy machine; the offscreen platform warns of what it cannot do, which is no fault of ours."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.timeout(900))
        item.add_marker(pytest.mark.qt_log_ignore(r"^This plugin does not support", extend=True))


@pytest.fixture
def home(tmp_path: Path) -> Places:
    """A computer on which the program was never started."""
    return places(tmp_path / "home")


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Person:
    """Someone before the screen; the program's own way of telling faults is taken off again afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return Person(qapp, tmp_path, clock)
