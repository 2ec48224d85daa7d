"""Sensitive fields (敏感字段): covered until someone asks to see them, which is logged, and covered again by themselves.

A covered field holds its value outside every widget; what the screen shows is a text of its own that nobody reads back.
So a covering can never be taken for the value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.domain.masking import Sensitive

SHOWN_FOR = 120_000
"""Milliseconds something stays shown after it was opened, or after the last key typed into it."""
SHOW, HIDE = "显示", "遮住"


class Curtain(QObject):
    """Before all sensitive fields of one file: knows what is on file, asks leave to show it, and can be drawn."""

    drawn = Signal()
    """Everything is to be covered again."""

    def __init__(
        self,
        reveal: Callable[[Sensitive, int], bool],
        on_file: Callable[[int], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reveal, self._on_file = reveal, on_file

    def covers(self, whose: int) -> bool:
        """Whether that person's, or the household's, facts are on file; what is only being typed is not covered."""
        return self._on_file(whose)

    def reveal(self, what: Sensitive, whose: int) -> bool:
        """Whether it may be shown; then that is in the log."""
        return self._reveal(what, whose)

    def draw(self) -> None:
        """Cover everything again."""
        self.drawn.emit()


class Lid(QObject):
    """Over one sensitive thing or a list of them: shut, until it is opened and that was logged."""

    turned = Signal()

    def __init__(
        self, curtain: Curtain, what: Sensitive, whose: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._curtain, self._what, self._whose = curtain, what, whose
        self.is_open = False
        self._rest = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._rest.timeout.connect(self.close)
        curtain.drawn.connect(self.close)

    @property
    def what(self) -> Sensitive:
        """Which kind of fact lies below."""
        return self._what

    @property
    def shut(self) -> bool:
        """Whether what lies below is to be covered."""
        return not self.is_open and self._curtain.covers(self._whose())

    def turn(self) -> None:
        """Open what is shut, after it was logged; shut what is open."""
        if self.is_open:
            self.close()
        elif self._curtain.reveal(self._what, self._whose()):
            self.is_open = True
            self._rest.start()
            self.turned.emit()

    def close(self) -> None:
        """Cover it again; what lies below looks anew in any case."""
        self.is_open = False
        self._rest.stop()
        self.turned.emit()

    def stay(self) -> None:
        """Somebody is typing: the time begins again."""
        if self.is_open:
            self._rest.start()


class ShowButton(QPushButton):
    """「显示」 beside what is covered. Space or a click shows it; Enter goes on, as it does in every field."""

    def __init__(self, lid: Lid, letter: str = "", parent: QWidget | None = None) -> None:
        super().__init__(f"{SHOW}{letter}", parent)
        self._lid, self._letter = lid, letter
        self.setProperty("kind", "small")
        self.setAutoDefault(False)
        self.setToolTip("显示完整内容，会记入操作记录；两分钟后自动遮住")
        self.clicked.connect(lid.turn)
        lid.turned.connect(self._show)

    def _show(self) -> None:
        self.setText(f"{HIDE if self._lid.is_open else SHOW}{self._letter}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class Covered(QWidget):
    """A field below a lid. `value()` is always the whole value, covered or not; the covering itself is only painted words."""

    changed = Signal()

    def __init__(
        self,
        field: Any,
        mask: Callable[[Any], str],
        lid: Lid,
        curtain: Curtain,
        empty: Any = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field, self.lid = field, lid
        lid.setParent(self)
        self._mask, self._empty = mask, empty
        self._value: Any = empty
        self._problem = ""
        self._typing = False
        self.is_covered = False
        self.shade = QLineEdit()
        self.shade.setReadOnly(True)
        self.shade.setProperty("kind", "shade")
        self.shade.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.button = ShowButton(lid)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.shade, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.shade.hide()
        self.button.hide()
        self.setFocusProxy(field)
        field.changed.connect(self._typed)
        lid.turned.connect(self._look)
        curtain.drawn.connect(self._rest)
        self._look()

    def value(self) -> Any:
        """The whole value."""
        return self._value if self.is_covered else self.field.value()

    def set_value(self, value: Any) -> None:
        """Hold this value, and show it or its covering."""
        if not self.is_covered or value != self._value:
            self._problem = ""
            self._settle(value)

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        if self.is_covered:
            return self._problem
        value = self.field.value()
        if isinstance(value, str) and "*" in value:
            return "里面有遮住的 * 号，不能这样保存。请填写完整的。"
        return self.field.problem()

    def _typed(self) -> None:
        # Into what was empty; what was shown on demand is covered when its time is over, typed into or not.
        self._typing = self._typing or not self.lid.is_open
        self.lid.stay()
        self.changed.emit()

    def _look(self) -> None:
        if not self.is_covered:
            self._problem = self.problem()
        self._settle(self.value())

    def _rest(self) -> None:
        self._typing = False
        self._look()

    def _settle(self, value: Any) -> None:
        covering = self._mask(value)
        hides = self.lid.shut and not self._typing and bool(covering) and covering != value
        focused = QApplication.focusWidget()
        had_keys = focused is not None and self.isAncestorOf(focused)
        # Signals held back: emptying a choice is no entry of the officer.
        self.field.blockSignals(True)
        self.field.set_value(self._empty if hides else value)
        self.field.blockSignals(False)
        self._value = value if hides else self._empty
        self.shade.setText(covering if hides else "")
        self.shade.setCursorPosition(0)
        turned, self.is_covered = hides != self.is_covered, hides
        self.button.setVisible(hides or self.lid.is_open)
        if turned:
            self.shade.setVisible(hides)
            self.field.setVisible(not hides)
            self.setFocusProxy(self.button if hides else self.field)
            if had_keys:
                self.setFocus()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)
        self.shade.setAccessibleName(f"{name}（已遮住）")
        self.button.setAccessibleName(f"{SHOW}{name}")
