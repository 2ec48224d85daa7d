"""Long work: off the GUI thread, with progress, cancel, and errors that come back as messages."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.errors import OfficeError
from desktop.ui.fields.panels import Words
from desktop.ui.work import Cancelled, Progress, Waiting, work
from tests.gui.hands import Officer


def test_the_job_runs_in_another_thread_and_its_result_comes_back_here(qtbot: QtBot) -> None:
    parent = Words()
    qtbot.addWidget(parent)
    threads: list[int] = []
    results: list[int] = []

    def job(progress: Progress, cancelled: Cancelled) -> int:
        threads.append(threading.get_ident())
        progress(1, 2)
        return 42

    def done(result: int) -> None:
        threads.append(threading.get_ident())
        results.append(result)

    running = work(parent, "试算", job, done)
    with qtbot.waitSignal(running.ended):
        pass
    assert results == [42]
    assert threads[0] != threads[1] == threading.get_ident()


def test_a_cancelled_job_is_told_to_stop_and_nothing_is_said(qtbot: QtBot, officer: Officer) -> None:
    parent = Words()
    qtbot.addWidget(parent)
    started = threading.Event()
    stopped: list[bool] = []

    def job(progress: Progress, cancelled: Cancelled) -> None:
        started.set()
        while not cancelled():
            started.wait(0.01)
        raise OfficeError("已停止")

    running = work(parent, "导入", job, lambda _: None, stopped=lambda: stopped.append(True))
    qtbot.waitUntil(started.is_set)
    with qtbot.waitSignal(running.ended):
        running.cancel()
    assert stopped == [True]
    assert officer.heard == []


def test_what_the_officer_can_cure_is_told(qtbot: QtBot, officer: Officer) -> None:
    parent = Words()
    qtbot.addWidget(parent)

    def job(progress: Progress, cancelled: Cancelled) -> None:
        raise OfficeError("磁盘空间不足，请清理后再试。")

    with qtbot.waitSignal(work(parent, "导入", job, lambda _: None).ended):
        pass
    assert officer.heard == ["磁盘空间不足，请清理后再试。"]


def test_an_unforeseen_fault_is_told_in_a_sentence(qtbot: QtBot, officer: Officer) -> None:
    parent = Words()
    qtbot.addWidget(parent)

    def job(progress: Progress, cancelled: Cancelled) -> None:
        raise KeyError("no such thing")

    with qtbot.waitSignal(work(parent, "导入", job, lambda _: None).ended):
        pass
    assert "程序遇到了没有预料到的问题" in officer.heard[0]


def test_nothing_else_can_be_started_before_the_progress_window_shows(qtbot: QtBot) -> None:
    button = QPushButton("导入")
    qtbot.addWidget(button)
    presses: list[bool] = []
    button.clicked.connect(lambda: presses.append(True))
    button.show()
    button.setFocus()
    go = threading.Event()
    running = work(button, "导入", lambda _progress, _cancelled: go.wait(5), lambda _: None)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert presses == []
    go.set()
    with qtbot.waitSignal(running.ended):
        pass
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert presses == [True]


def test_closing_the_progress_window_cancels_and_waits_for_the_job(qtbot: QtBot) -> None:
    waiting = Waiting("导入")
    qtbot.addWidget(waiting)
    waiting.show()
    with qtbot.waitSignal(waiting.cancelled):
        waiting.close()
    assert waiting.isVisible()
    waiting.over()
    assert not waiting.isVisible()


def test_progress_shows_how_much_of_how_much(qtbot: QtBot) -> None:
    waiting = Waiting("导入")
    qtbot.addWidget(waiting)
    waiting.show_progress(3, 12)
    assert waiting.bar.value() == 3
    assert waiting.bar.text() == "3 / 12"
