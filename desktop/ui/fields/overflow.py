"""A row of buttons (按钮栏) of which those that do not fit wait under 更多."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop.ui.fields.buttons import push

GAP = 8


class Overflow(QWidget):
    """The first buttons stay in sight; the rest is a menu where it is narrow, each with its key (the button's tip)."""

    def __init__(self, buttons: Sequence[QPushButton], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = tuple(buttons)
        self.more = push("更多(&M)", tip="其余的操作")
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self.menu.aboutToShow.connect(lambda: self.fill())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for button in self.buttons:
            row.addWidget(button)
        row.addWidget(self.more)
        row.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def fill(self) -> None:
        """Put what is not in sight into the menu."""
        self.menu.clear()
        for button in self.buttons:
            if button.isHidden():
                text = "\t".join(x for x in (button.text(), button.toolTip()) if x)
                self.menu.addAction(button.icon(), text, button.click).setEnabled(button.isEnabled())

    def sizeHint(self) -> QSize:
        width = sum(b.sizeHint().width() + GAP for b in self.buttons) - GAP
        return QSize(width, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.more.sizeHint().width(), self._height())

    def _height(self) -> int:
        return max((b.sizeHint().height() for b in self.buttons), default=0)

    def _fit(self) -> None:
        """Show as many as there is room for, from the first on."""
        room = self.width()
        whole = self.sizeHint().width() <= room
        left = room if whole else room - self.more.sizeHint().width()
        for button in self.buttons:
            wanted = button.sizeHint().width() + (0 if whole else GAP)
            fits = whole or wanted <= left
            left = left - wanted if fits else -1  # nothing later may stand before what did not fit
            if button.isHidden() is fits:
                button.setVisible(fits)
        if self.more.isHidden() is not whole:
            self.more.setVisible(not whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
