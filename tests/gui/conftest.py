"""What the tests of the window may ask for: a dressed application, and someone who answers its messages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import dress
from tests.gui.hands import Officer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns of what it cannot do; that is no fault of ours."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(r"^This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication, resources: Path) -> QApplication:
    """The application with our style, fonts and icons."""
    dress(qapp, resources)
    return qapp


@pytest.fixture(autouse=True)
def _always_dressed(dressed: QApplication) -> None:  # pyright: ignore[reportUnusedFunction]  # pytest calls it
    """Every test of the window sees it as the officer does."""


@pytest.fixture
def officer(dressed: QApplication) -> Iterator[Officer]:
    """Someone who looks at the screen all the time and answers the messages."""
    someone = Officer()
    timer = QTimer(interval=5)
    timer.timeout.connect(someone.look)
    timer.start()
    yield someone
    timer.stop()
