"""The scheme as a tree (方案的各部分): what it is made of, in the words of the office and the order it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from desktop.domain.policy_text import Path
from desktop.ui.theme import colour

PATH = int(Qt.ItemDataRole.UserRole)
REST = 120
"""Milliseconds a held arrow key must rest on a part before it is shown."""


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A line of the tree: the table or list it stands for, what it is called, and what stands below it."""

    path: Path
    title: str
    below: tuple[Branch, ...] = ()
    empty: bool = False
    """A list that has nothing yet, told so."""
    wrong: bool = field(default=False)
    """Something is wrong here or below."""


class SchemeTree(QTreeWidget):
    """Arrows go through it; Enter goes into the form, Delete asks to take the chosen part out."""

    chosen = Signal(object)
    """Path of the part that is chosen now."""
    entered = Signal()
    removing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setAccessibleName("方案的各部分")
        self.setIndentation(18)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._items: dict[Path, QTreeWidgetItem] = {}
        self._told: set[Path] = set()
        self._held = self._waiting = False
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.settle)
        self.currentItemChanged.connect(lambda: self._choose())
        self.itemActivated.connect(lambda: self._enter())

    def show_branches(self, branches: tuple[Branch, ...], chosen: Path) -> None:
        """Show these; what was open stays open, and the chosen one is in sight."""
        shut = {p for p, item in self._items.items() if item.childCount() and not item.isExpanded()}
        self._told_now()
        self.blockSignals(True)
        self.setUpdatesEnabled(False)
        self.clear()
        self._items = {}
        for branch in branches:
            self._grow(branch, None, shut)
        item = self._items.get(chosen)
        if item is not None:
            self._open_to(item)
            self.setCurrentItem(item)
            self.scrollToItem(item)
        self.setUpdatesEnabled(True)
        self.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen part stays in sight when the room grows narrow, as when problems are listed below."""
        super().resizeEvent(event)
        item = cast("QTreeWidgetItem | None", self.currentItem())
        if item is not None:
            self.scrollToItem(item)

    def path(self) -> Path:
        """The part that is chosen."""
        item = self.currentItem()
        return item.data(0, PATH) if item is not None else ()  # pyright: ignore[reportUnnecessaryComparison]  # None where the tree is empty

    def choose(self, path: Path) -> bool:
        """Choose that part; False where it is not in the tree."""
        item = self._items.get(path)
        if item is None:
            return False
        self._open_to(item)
        self.setCurrentItem(item)
        self.scrollToItem(item)
        return True

    def settle(self) -> None:
        """Where a held key has gone on, say now which part is chosen."""
        if self._waiting:
            self._told_now()
            self.chosen.emit(self.path())

    def rename(self, path: Path, title: str) -> None:
        """Say another title for a part; nothing else changes."""
        item = self._items.get(path)
        if item is not None:
            item.setText(0, title)
            item.setToolTip(0, title)

    def paths(self) -> tuple[Path, ...]:
        """All parts, in the order they stand."""
        return tuple(self._items)

    def titles(self) -> tuple[str, ...]:
        """What all parts are called."""
        return tuple(item.text(0) for item in self._items.values())

    def mark(self, wrong: Callable[[Path], bool]) -> None:
        """Put a mark before the parts in which something is wrong."""
        for path, item in self._items.items():
            said = wrong(path)
            item.setForeground(0, colour("red" if said else "faint" if item.data(0, PATH + 1) else "ink"))
            plain = item.text(0).removeprefix("✘ ")
            item.setText(0, f"✘ {plain}" if said else plain)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.removing.emit()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self._enter()
        else:
            self._held = event.isAutoRepeat()
            super().keyPressEvent(event)
            self._held = False

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat():
            self.settle()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        super().focusOutEvent(event)

    def _enter(self) -> None:
        self.settle()
        self.entered.emit()

    def _choose(self) -> None:
        item = self.currentItem()
        if item is None:  # pyright: ignore[reportUnnecessaryComparison]  # None where nothing is chosen
            return
        if self._held:
            self._waiting = True
            self._rest.start()
        else:
            self._told_now()
            self.chosen.emit(item.data(0, PATH))

    def _told_now(self) -> None:
        self._rest.stop()
        self._waiting = False

    def _open_to(self, item: QTreeWidgetItem) -> None:
        above: QTreeWidgetItem | None = item.parent()
        while above is not None:  # pyright: ignore[reportUnnecessaryComparison]  # None at the top
            above.setExpanded(True)
            above = above.parent()

    def _grow(self, branch: Branch, above: QTreeWidgetItem | None, shut: set[Path]) -> None:
        item = QTreeWidgetItem([branch.title])
        item.setData(0, PATH, branch.path)
        item.setData(0, PATH + 1, branch.empty)
        item.setToolTip(0, branch.title)
        if branch.empty:
            item.setForeground(0, colour("faint"))
        if above is None:
            self.addTopLevelItem(item)
        else:
            above.addChild(item)
        self._items[branch.path] = item
        for below in branch.below:
            self._grow(below, item, shut)
        item.setExpanded(branch.path not in shut and len(branch.path) < 2 and branch.path != ("examples",))
        if branch.path in self._told and branch.path not in shut:
            item.setExpanded(True)
