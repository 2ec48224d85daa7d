"""Keys, the wheel and the input method, as the events a program gets from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NOTCH = QPoint(0, -120)
"""What one click of the wheel towards oneself is."""


def stroke_of(key: str) -> Any:
    """The stroke of a key as it is written: "Ctrl+2", "Alt+O", "Return" …"""
    return _untyped(QKeySequence(key, QKeySequence.SequenceFormat.PortableText))[0]


def type_key(character: str) -> None:
    """Strike the key of one character."""
    _untyped(QTest).keyClick(hearing_window(), character)


def hearing_window() -> QWindow:
    """The window that hears the keys."""
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window hears keys"
    return window


def release(stroke: Any) -> None:
    """Let go of a key, in whichever window is in front by now."""
    QTest.keyRelease(hearing_window(), stroke.key(), stroke.keyboardModifiers())


def turn_wheel(over: QWidget) -> None:
    """One notch towards the officer, with the pointer over that."""
    here, none = QPointF(over.rect().center()), QPoint()
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(over.mapToGlobal(over.rect().center()))
    phase = Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(over, QWheelEvent(here, at, none, NOTCH, buttons, keys, phase, False))


def commit(text: str) -> None:
    """What an input method hands over."""
    target = QApplication.focusWidget()
    assert target is not None
    assert target.inputMethodQuery(Qt.InputMethodQuery.ImEnabled), f"nothing can be written at {target}"
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(target, event)


def pieces(text: str) -> Iterator[str]:
    """Single keys, and runs of what no key has."""
    run = ""
    for character in text:
        if character.isascii():
            if run:
                yield run
                run = ""
            yield character
        else:
            run += character
    if run:
        yield run


def _untyped(thing: Any) -> Any:
    """PySide's stubs leave some of its calls out."""
    return thing
