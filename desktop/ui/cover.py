"""The cover (遮盖): one key, F9, and every window of the program is blank, until the same key is pressed again.

The same cover serves whoever locks the program: what is put in its middle takes the keys, and only who put it there
lifts the cover.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.ui.fields.panels import Words

SAID = "画面已遮盖，按 F9 继续"
TITLE = "帮扶台账（已遮盖）"
"""What every window is called while it is covered: the title of a dialog may hold a name."""

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})
_PRESSED = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_INPUT = _KEYS | {
    QEvent.Type.Shortcut,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
    QEvent.Type.HoverMove,
    QEvent.Type.Wheel,
    QEvent.Type.ContextMenu,
    QEvent.Type.ToolTip,
    QEvent.Type.WhatsThis,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TabletPress,
    QEvent.Type.TabletRelease,
    QEvent.Type.DragEnter,
    QEvent.Type.DragMove,
    QEvent.Type.Drop,
    QEvent.Type.Gesture,
}
_PASSING = frozenset({Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen})
"""Windows that close by themselves, and are closed instead of covered."""


class Cover(QObject):
    """Over all windows of the program at once, those that open meanwhile too; F9 lays and lifts it."""

    laid = Signal()
    lifted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._panes: list[_Pane] = []
        self._content: QWidget | None = None
        self._focused: QWidget | None = None
        self._passing: list[QWidget] = []
        self._foretold = False
        self.is_laid = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._settle)
        _application().focusWindowChanged.connect(self._hear)
        self._hear(QGuiApplication.focusWindow())

    def lay(self, content: QWidget | None = None) -> None:
        """Blank all windows. With something in the middle (a password to be asked) F9 no longer lifts it."""
        if content is not None:
            self._content = content
        if not self.is_laid:
            while (popup := QApplication.activePopupWidget()) is not None and popup.close():
                pass
            self.is_laid = True
            self._focused = QApplication.focusWidget()
            for window in QApplication.topLevelWidgets():
                if window.isVisible():
                    self._spread(window)
            # Only now: it hears every event of the program, which an uncovered window need not pay for.
            _application().installEventFilter(self)
            self.laid.emit()
        self._place()

    def lift(self) -> None:
        """Show everything again, with the cursor where it was."""
        if not self.is_laid:
            return
        _application().removeEventFilter(self)
        self.is_laid = False
        if self._content is not None and isValid(self._content):
            self._content.hide()
            self._content.setParent(None)
        self._content = None
        for pane in filter(isValid, self._panes):
            pane.over()
        self._panes = []
        if self._focused is not None and isValid(self._focused) and self._focused.isVisible():
            self._focused.setFocus()
        self._focused = None
        self.lifted.emit()

    def turn(self) -> None:
        """What F9 does."""
        if not self.is_laid:
            self.lay()
        elif self._content is None:
            self.lift()

    def _hear(self, window: QWindow | None) -> None:
        # In each window, not by a shortcut: a shortcut of the main window is deaf while a dialog or a menu is open.
        if window is not None:
            window.installEventFilter(self)

    def _spread(self, window: QWidget) -> None:
        if window.windowType() in _PASSING:
            self._passing.append(window)
        elif self._pane(window) is None:
            self._panes.append(_Pane(window))

    def _pane(self, window: QWidget) -> _Pane | None:
        return next((p for p in self._panes if isValid(p) and p.window() is window), None)

    def _place(self) -> None:
        """Put the content where keys arrive: on the innermost dialog, or the window itself."""
        top = QApplication.activeModalWidget() or self._window
        pane = self._pane(top)
        if self.is_laid and pane is not None:
            pane.put(self._content)

    def _settle(self) -> None:
        """What a window that has just come or gone leaves to do."""
        for window in filter(isValid, self._passing):
            window.close()
        self._passing = []
        self._place()

    def _leave(self, window: QWidget) -> None:
        """A window with the content on it goes away: the content must not go with it."""
        content = self._content
        if content is not None and isValid(content) and window.isAncestorOf(content):
            content.setParent(None)
            self._soon.start()

    def _within(self, thing: QObject) -> bool:
        at: QObject | None = thing if self._content is not None else None
        while at is not None and at is not self._content:
            at = at.parent()
        return at is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, QWindow):
            return kind in _PRESSED and self._pressed(event)
        if not self.is_laid:
            return False
        if isinstance(watched, QWidget) and watched.isWindow() and self._windows(watched, event):
            return True
        if kind in _INPUT and not self._within(watched):
            event.accept()  # an override that is accepted keeps shortcuts from being looked for
            return True
        if kind == QEvent.Type.Show and isinstance(watched, QWidget) and not watched.isWindow():
            pane = self._pane(watched.window())
            if pane is not None and not pane.isAncestorOf(watched):
                pane.raise_()
        return False

    def _pressed(self, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)
        foretold = event.type() == QEvent.Type.ShortcutOverride
        if event.key() != Qt.Key.Key_F9:
            focused = QApplication.focusWidget()
            if self.is_laid and (focused is None or not self._within(focused)):
                self._place()  # something below took the keys meanwhile
            return False
        event.accept()
        # Each press is foretold to the window that has the keys; with a menu open the press itself goes to the menu.
        if not event.isAutoRepeat() and (foretold or not self._foretold) and self._window.isVisible():
            self.turn()
        self._foretold = foretold
        return True

    def _windows(self, window: QWidget, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show:
            self._spread(window)
            self._soon.start()
        elif (pane := self._pane(window)) is None:
            return False
        elif kind == QEvent.Type.Close and event.spontaneous():
            event.ignore()  # it would ask whether to save somebody's file, unseen
            return True
        elif kind == QEvent.Type.Hide:
            self._leave(window)
        elif kind == QEvent.Type.Resize:
            pane.setGeometry(window.rect())
        elif kind == QEvent.Type.WindowTitleChange:
            pane.retitle()
        return False


class _Pane(QWidget):
    """The cover of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(SAID)
        self.title = window.windowTitle()
        self.said = Words(SAID, "title")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.content: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.addStretch()
        self._column.addWidget(self.said)
        self._column.addStretch()
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        window.setWindowTitle(TITLE)
        _keep_from_pictures(window, True)

    def put(self, content: QWidget | None) -> None:
        """Take this into the middle instead of the words, and give it the keys."""
        if content is not None and content is not self.content:
            self.said.hide()
            self._column.insertWidget(2, content, 0, Qt.AlignmentFlag.AlignCenter)
            content.show()
        self.content = content
        window, active = self.window(), QApplication.activeWindow()
        if active is not None and active is not window:
            window.activateWindow()
        focused = QApplication.focusWidget()
        if content is None:
            self.setFocus()
        elif focused is None or not content.isAncestorOf(focused):
            self.focusNextPrevChild(True)

    def retitle(self) -> None:
        """The window was given another title below the cover: keep it for later."""
        window = self.window()
        if window.windowTitle() != TITLE:
            self.title = window.windowTitle()
            window.setWindowTitle(TITLE)

    def over(self) -> None:
        """Go away and give the window its title back."""
        window = self.window()
        window.setWindowTitle(self.title)
        _keep_from_pictures(window, False)
        self.hide()
        self.deleteLater()

    def focusNextPrevChild(self, next: bool) -> bool:
        if self.content is None:
            return True
        found: list[QWidget] = cast(Any, self.content).findChildren(
            QWidget
        )  # PySide's stubs leave its type out
        fields = [
            w for w in found if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if fields:
            focused = QApplication.focusWidget()
            at = fields.index(focused) + (1 if next else -1) if focused in fields else 0
            fields[at % len(fields)].setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _keep_from_pictures(window: QWidget, kept: bool) -> None:
    """Where Windows can: no screenshot and no thumbnail of that window while it is covered."""
    if sys.platform == "win32":
        monitor_only, everywhere = 0x01, 0x00
        with suppress(AttributeError, OSError):
            ctypes.windll.user32.SetWindowDisplayAffinity(
                int(window.winId()), monitor_only if kept else everywhere
            )


def _application() -> QGuiApplication:
    application = QCoreApplication.instance()
    assert isinstance(application, QGuiApplication)
    return application
