"""Words and panels: plain text that can be copied, headings, cards, scrolled columns, and what an empty list says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.fields.buttons import push


class Words(QLabel):
    """Text as it is, never markup: wraps, and can be selected and copied."""

    def __init__(
        self, text: str = "", kind: str = "", parent: QWidget | None = None, wrap: bool = True
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)
        if kind:
            self.setProperty("kind", kind)

    def become(self, kind: str, text: str) -> None:
        """Show other words in another kind (fine, warned, bad, faint …)."""
        self.setText(text)
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)


class OneLine(QLabel):
    """One line of text as it is; what does not fit ends in … and stands whole in the tip."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""
        if kind:
            self.setProperty("kind", kind)
        self.say(text)

    def say(self, text: str) -> None:
        """Show this text."""
        self._whole = text
        self._fit()

    def whole(self) -> str:
        """The text uncut."""
        return self._whole

    def _fit(self) -> None:
        cut = QFontMetrics(self.font()).elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width() - 2, 40)
        )
        self.setText(cut)
        self.setToolTip(plain_tip(self._whole) if cut != self._whole else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()


def plain_tip(text: str) -> str:
    """Text for a tool tip, made safe: Qt takes what looks like markup for markup there."""
    return text.replace("&", "&amp;").replace("<", "&lt;").join(("<qt>", "</qt>")) if "<" in text else text


def rule() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setProperty("kind", "rule")
    return line


class Card(QFrame):
    """A white panel with an optional heading; put things in by `add`."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 14)
        self.column.setSpacing(8)
        if heading:
            self.column.addWidget(Words(heading, "heading"))

    def add(self, thing: QWidget | QLayout) -> None:
        """Put a widget or a layout below the others."""
        if isinstance(thing, QLayout):
            self.column.addLayout(thing)
        else:
            self.column.addWidget(thing)


class Scrolled(QScrollArea):
    """A column that scrolls when the window is low, so that nothing is ever cut off."""

    def __init__(self, parent: QWidget | None = None, margin: int = 16) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.inside.setProperty("kind", "scrolled")
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(12)
        self.setWidget(self.inside)

    def add(self, thing: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout below the others."""
        if isinstance(thing, QLayout):
            self.column.addLayout(thing, stretch)
        else:
            self.column.addWidget(thing, stretch)

    def focusNextPrevChild(self, next: bool) -> bool:
        moved = super().focusNextPrevChild(next)
        focused = QApplication.focusWidget()
        if focused is not None and self.inside.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 20, 40)
        return moved


class Empty(QWidget):
    """What an empty list says: what is missing, and what to do next."""

    def __init__(
        self,
        said: str,
        hint: str = "",
        actions: tuple[tuple[str, Callable[[], object]], ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.said = Words(said, "heading")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint = Words(hint, "faint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for text, pressed in actions:
            buttons.addWidget(push(text, pressed, kind="primary" if text == actions[0][0] else ""))
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self.said)
        layout.addWidget(self.hint)
        layout.addLayout(buttons)
        layout.addStretch(3)


class Fold(QWidget):
    """A part that can be folded away under its own word."""

    def __init__(
        self, heading: str, inside: QWidget, opened: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._heading = heading
        self.inside = inside
        self.button = push("", self.turn, kind="link")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(inside)
        self.open(opened)

    def turn(self) -> None:
        """Open what is closed, close what is open."""
        self.open(self.inside.isHidden())

    def open(self, opened: bool) -> None:
        """Show or hide the part."""
        self.inside.setVisible(opened)
        self.button.setText(("收起" if opened else "展开") + self._heading)
