"""A person before the screen: tells keys and clicks one after the other, whatever dialogs they open, and reads what is shown.

A story is a generator: it yields what is done next (`press`, `write`, another story …), and between two deeds looks at
the screen and at what is kept. Each deed is done from the event loop that is running then, so a dialog that waits for an
answer never stops the story.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QMenu,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from desktop.app import Places, run_window
from desktop.ui.dialogs.message import Message
from desktop.ui.window import Window
from desktop.ui.work import Waiting
from tests.conftest import Clock
from tests.end2end import events
from tests.end2end.eyes import FIELDS, Eyes, cells, in_front, open_windows

PATIENCE = 100.0
"""Seconds a person waits without having been able to do a thing before they say the program hangs."""
ARROW = 14
"""Pixels from the right end of a choice to the middle of its arrow."""
MOST_TURNS = 60
MOST_TABS = 45
"""Fields one goes through at most to come to another."""

Deed = Callable[[], Any]
Story = Generator["Deed | Story", None, None]


@dataclass
class Person(Eyes):
    """Does what a story says, and knows what the screen shows."""

    app: QApplication
    notes: Path
    clock: Clock
    done: list[str] = field(default_factory=list[str])
    clashes: set[str] = field(default_factory=set[str])
    _stories: list[Story] = field(default_factory=list["Story"])
    _busy: list[QWidget | None] = field(default_factory=list["QWidget | None"])
    _failed: BaseException | None = None
    _until: float = 0.0
    _gone: bool = True

    # ---- the program as a whole

    def use(self, home: Places, story: Story, practice: bool = False) -> None:
        """Start the program, act the story out, and close the window at its end."""
        self._stories = [story]
        self._until = time.monotonic() + PATIENCE
        self._gone = False
        QTimer.singleShot(0, self._step)
        try:
            code = run_window(home, practice, self.clock)
        finally:
            self._leave()
        if self._failed is not None:
            raise self._failed
        assert not self._stories, "the program ended before the story"
        assert code == 0

    # ---- deeds

    def press(self, *keys: str) -> Story:
        """Press these keys one after the other: "Ctrl+2", "Alt+O", "Return", "Down" …"""
        for key in keys:
            stroke = events.stroke_of(key)
            self.done.append(key)
            window = events.hearing_window()
            yield partial(QTest.keyPress, window, stroke.key(), stroke.keyboardModifiers())
            yield partial(events.release, stroke)
            self.clashes |= self.clashes_shown()

    def write(self, text: str) -> Story:
        """Type this; what no key has comes from the input method."""
        self.done.append(f"「{text}」")
        for piece in events.pieces(text):
            if piece.isascii():
                yield partial(events.type_key, piece)
            else:
                yield partial(events.commit, piece)

    def tab_to(self, label: str, back: bool = False) -> Story:
        """Tab until the cursor stands in that field or on that button."""
        passed: list[str] = []
        while label not in self.where():
            passed.append(self.where()[0])
            assert len(passed) < MOST_TABS, f"Tab never comes to {label}: {passed[:20]}"
            yield self.press("Shift+Tab" if back else "Tab")

    def fill(self, label: str, text: str) -> Story:
        """Go to a field by Tab and write into it, instead of what stood there."""
        yield self.tab_to(label)
        yield self.press("Ctrl+A")
        yield self.write(text)

    def pick(self, label: str, text: str) -> Story:
        """Go to a choice by Tab and take an entry with the arrow keys."""
        yield self.tab_to(label)
        yield self.press("Home")
        box = QApplication.focusWidget()
        assert isinstance(box, QComboBox), f"{label} is no choice but {box}"
        for _ in range(box.count()):
            if box.currentText().startswith(text):
                return
            yield self.press("Down")
        raise AssertionError(f"{label} offers no {text}: {[box.itemText(n) for n in range(box.count())]}")

    def seek(self, label: str, text: str) -> Story:
        """Go to a choice by Tab and take an entry by typing a part of it."""
        yield self.fill(label, text)
        yield self.press("Return")
        box = self.find(label, (QComboBox,))
        assert isinstance(box, QComboBox)
        assert text in box.currentText(), f"{label} took {box.currentText()}"

    def wait(self, what: Callable[[], object], said: str = "") -> Story:
        """Do nothing until it is so."""
        until = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < until, f"the person waits in vain: {said}"
            yield lambda: None
        self.done.append(said or "…")

    def click(self, what: str | QWidget, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> Story:
        """Click with the mouse on a button, field or tab that shows this."""
        widget = self.find(what) if isinstance(what, str) else what
        self.done.append(f"click {what}")
        yield from self._click_at(widget, widget.rect().center(), modifiers)

    def click_tab(self, text: str) -> Story:
        """Click on a tab."""
        bar, number = next(
            (bar, n) for bar in self.shown(QTabBar) for n in range(bar.count()) if text in bar.tabText(n)
        )
        self.done.append(f"click tab {text}")
        yield from self._click_at(bar, bar.tabRect(number).center())

    def click_row(self, table: str, text: str, double: bool = False, tick: bool = False) -> Story:
        """Click on the line of that table that shows the text; `tick` on its box."""
        view = next(v for v in self.shown(QAbstractItemView) if table in v.accessibleName())
        index = next((i for i in cells(view) if text in str(i.data())), None)
        assert index is not None, f"{table} does not show {text}"
        index = index.siblingAtColumn(0) if tick else index
        view.scrollTo(index)
        place = view.visualRect(index)
        point = QPoint(place.left() + 16, place.center().y()) if tick else place.center()
        self.done.append(f"click row {text}")
        yield from self._click_at(view.viewport(), point)
        if double:
            handle = view.window().windowHandle()
            inside = view.viewport().mapTo(view.window(), point)
            left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            yield partial(QTest.mouseDClick, handle, left, none, inside)

    def click_choice(self, label: str, text: str) -> Story:
        """Open a choice with the mouse and click on an entry."""
        box = self.find(label, (QComboBox,))
        assert isinstance(box, QComboBox)
        self.done.append(f"click the arrow of {label}")
        yield from self._click_at(box, QPoint(box.width() - ARROW, box.height() // 2))
        yield self.wait(lambda: QApplication.activePopupWidget() is not None, "list")
        view = box.view()
        index = next(i for i in cells(view) if str(i.data()).startswith(text))
        view.scrollTo(index)
        self.done.append(f"choose {text}")
        yield from self._click_at(view.viewport(), view.visualRect(index).center())
        yield self.wait(lambda: QApplication.activePopupWidget() is None, "chosen")

    def click_entry(self, text: str) -> Story:
        """Click on an entry of the menu that is open."""
        yield self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "menu")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        entry = next((a for a in menu.actions() if a.text().split("(&")[0].rstrip("…") == text), None)
        assert entry is not None, f"the menu has no {text}: {[a.text() for a in menu.actions()]}"
        assert entry.isEnabled(), f"{text} cannot be chosen"
        self.done.append(f"choose {text}")
        yield from self._click_at(menu, menu.actionGeometry(entry).center())

    def click_into(self, label: str, text: str) -> Story:
        """Click into a field and write, instead of what stood there."""
        yield self.click(self.find(label, FIELDS))
        yield self.press("Ctrl+A")
        yield self.write(text)

    def wheel_to(self, what: str) -> Story:
        """Turn the wheel of the mouse until a button or field is in sight."""
        widget = self.find(what)
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        assert area is not None, f"{what} stands in nothing that scrolls"
        self.done.append(f"wheel to {what}")
        for _ in range(MOST_TURNS):
            if widget.visibleRegion().contains(widget.rect().center()):
                return
            yield partial(events.turn_wheel, area.viewport())
        raise AssertionError(f"the wheel never comes to {what}")

    # ---- how it is done

    def _step(self) -> None:
        if self._gone:
            return
        if self._failed is not None:
            self._give_up()
            return
        if not self._stories:
            if any(open_windows(Window)):
                self.window().close()
            return
        front = in_front()
        # a deed that is still being done goes on only in the dialog or menu it opened
        ready = (not self._busy or self._busy[-1] is not front) and self._settled()
        # asked for before the deed: it may open a dialog, whose own loop goes on from here
        QTimer.singleShot(0 if ready else 3, self._step)
        try:
            assert time.monotonic() < self._until, "the program hangs"
            if ready:
                self._until = time.monotonic() + PATIENCE
                deed = self._next()
                if deed is not None:
                    self._busy.append(front)
                    try:
                        deed()
                    finally:
                        self._busy.pop()
        except BaseException as error:
            self._fail(error)

    def _next(self) -> Deed | None:
        while self._stories:
            try:
                found = next(self._stories[-1])
            except StopIteration:
                self._stories.pop()
                continue
            if isinstance(found, Generator):
                self._stories.append(found)
                continue
            return found
        return None

    def _settled(self) -> bool:
        """Whether the program waits for the person: no job runs, and the window in front hears keys."""
        tops = [w for w in QApplication.topLevelWidgets() if w.isVisible() or isinstance(w, Waiting)]
        if any(isinstance(w, Waiting) and not w._finished for w in tops):
            return False
        if QApplication.activePopupWidget() is not None:
            return True
        if not any(isinstance(w, Window | QDialog) and w.isVisible() for w in tops):
            return False
        top = self.top()
        if QApplication.activeWindow() is not top:
            top.activateWindow()  # what every window manager does
            return False
        # a button pressed by its Alt key stays down for a moment before it acts
        return not any(b.isDown() for b in top.findChildren(QPushButton) if b.isVisible())

    def _fail(self, error: BaseException) -> None:
        if self._failed is None:
            self._failed = error
            shot = self.notes / "failed.png"
            try:
                self.top().grab().save(str(shot))
                front = self.top()
                fault = front.details if isinstance(front, Message) else ""
                seen = f"{self.title()} at {self.where()}\n{self.screen()}\n{fault}"
            except Exception as trouble:
                seen = f"({trouble})"
            error.add_note(f"done: {' '.join(self.done[-30:])}\npicture: {shot}\non the screen: {seen}")

    def _give_up(self) -> None:
        """Close whatever is open, the innermost first."""
        if self._gone:
            return
        QTimer.singleShot(5, self._give_up)
        popup = QApplication.activePopupWidget()
        front = QApplication.activeModalWidget() or next(open_windows(QDialog), None)
        if popup is not None:
            popup.close()
        elif isinstance(front, QDialog):
            QDialog.done(front, 0)
        else:
            self.app.exit(1)

    def _leave(self) -> None:
        """The program has ended: what is asked of the clock by now is for nobody, and a window left open is taken away.

        Else the next story in this process would be ended by the one before it, or told in its window.
        """
        self._gone = True
        for left in (*open_windows(QDialog), *open_windows(Window)):
            left.hide()
            left.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _click_at(
        self, widget: QWidget, point: QPoint, modifiers: Any = Qt.KeyboardModifier.NoModifier
    ) -> Story:
        window = widget.window()
        assert widget.visibleRegion().contains(point), f"{widget} cannot be seen where it is clicked"
        handle, place = window.windowHandle(), widget.mapTo(window, point)
        yield partial(QTest.mouseClick, handle, Qt.MouseButton.LeftButton, modifiers, place)
