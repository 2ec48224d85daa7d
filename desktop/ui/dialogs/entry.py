"""A small dialog of fields (填写对话框): Enter goes on, Ctrl+Enter takes it, what is wrong is said below.

One that adds to a list may be taken and begun anew at once (Ctrl+N), and takes over fields of the entry before (Ctrl+D).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.domain.masking import Sensitive
from desktop.ui.fields.buttons import push
from desktop.ui.fields.covered import Covered
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.moving import enter_moves_on, go_on
from desktop.ui.fields.panels import Scrolled, Words

ONES_OWN = frozenset(
    {
        Sensitive.id_number,
        Sensitive.born,
        Sensitive.phone,
        Sensitive.card_number,
        Sensitive.certificate,
        Sensitive.traits,
    }
)
"""What is one person's alone."""
ROUND_THE_FIELDS = 96
"""Pixels of a dialog above and below its fields."""


class EntryDialog(QDialog):
    """Put fields on `self.grid`, then call `ready()`; `wrong()` may add what only the whole entry can tell."""

    def __init__(
        self,
        title: str,
        parent: QWidget | None = None,
        *,
        take: str = "确定",
        columns: int = 1,
        width: int = 520,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(min(width, 460))
        self._width = width
        self.body = Scrolled(margin=20)
        self.grid = FieldGrid(columns)
        self.body.add(self.grid)
        self.trouble = Words(kind="band-bad")
        self.trouble.hide()
        self.take = push(f"{take}(&O)", self.accept, kind="primary", key="Ctrl+Return")
        self.leave = push("取消(&C)", self.reject, key="Esc")
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 20, 14)
        row.setSpacing(8)
        row.addStretch()
        self._row = row
        row.addWidget(self.take)
        row.addWidget(self.leave)
        below = QHBoxLayout()
        below.setContentsMargins(20, 0, 20, 0)
        below.addWidget(self.trouble)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.body, 1)
        layout.addLayout(below)
        layout.addLayout(row)
        for sequence in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self.accept)

    def ready(self, first: QWidget | None = None) -> None:
        """All fields are there: bind Enter, find a size that fits the screen, begin in the first field."""
        self.body.column.addStretch(1)
        enter_moves_on(self.body.inside)
        self._settle()
        wish = self.body.inside.sizeHint().height() + 76
        room = self.screen().availableGeometry()
        self.resize(min(self._width, room.width() - 40), min(max(wish, 180), room.height() - 60))
        if first is not None:
            first.setFocus()

    def _settle(self) -> None:
        """Let every part know how high it is now, the innermost first: fields may have been hidden since it was asked last."""
        inside = cast(Any, self.body.inside)
        parts = cast("list[QWidget]", inside.findChildren(QWidget))
        layouts = cast("list[QLayout]", inside.findChildren(QLayout))
        for part in parts:
            part.ensurePolished()
        for layout in reversed(layouts):
            layout.activate()

    def grow(self) -> None:
        """Make room for fields that came to be shown, as far as the screen has any."""
        room = self.screen().availableGeometry().height() - 60
        wish = self.body.inside.sizeHint().height() + ROUND_THE_FIELDS
        if self.isVisible() and wish > self.height():
            self.resize(self.width(), min(wish, room))

    def wrong(self) -> str:
        """What keeps the entry as a whole from being taken; overridden where there is such a thing."""
        return ""

    def problems(self) -> list[tuple[str, QWidget]]:
        """What keeps single fields from being taken."""
        return self.grid.problems()

    def accept(self) -> None:
        problems = self.problems()
        said = "\n".join(said for said, _ in problems) or self.wrong()
        self.trouble.become("band-bad", said)
        if said and self.trouble.isHidden():
            more = self.trouble.heightForWidth(self.width() - 40) + 34
            self.resize(
                self.width(), min(self.height() + more, self.screen().availableGeometry().height() - 60)
            )
        self.trouble.setVisible(bool(said))
        if problems:
            problems[0][1].setFocus()
        here = QApplication.focusWidget()
        if said and here is not None and self.body.inside.isAncestorOf(here):
            self.body.ensureWidgetVisible(here, 20, 40)
        if not said:
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # Enter goes on to the next field and never takes the entry by accident
        super().keyPressEvent(event)


L = TypeVar("L")


class ListEntry(EntryDialog, Generic[L]):
    """A dialog for one entry of a list; `entry()` gives it as it stands on the screen."""

    again = False
    """It was taken, and another one is to be entered."""
    _before: Callable[[], ListEntry[L] | None] | None = None

    def entry(self) -> L:
        """The entry as it stands now."""
        raise NotImplementedError

    def offer_next(self, before: Callable[[], ListEntry[L] | None]) -> None:
        """It is a new one: another may follow, and the one before can be made to be copied from."""
        self._before = before
        self.more = push("确定并再添一条(&N)", self.take_and_next, key="Ctrl+N")
        self._row.insertWidget(self._row.indexOf(self.leave), self.more)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.take_and_next)
        same = QShortcut(QKeySequence("Ctrl+D"), self)
        same.activated.connect(self.same_as_before)

    def take_and_next(self) -> None:
        """Take this one, and begin the next."""
        self.again = True
        self.accept()
        if self.result() != QDialog.DialogCode.Accepted:
            self.again = False

    def same_as_before(self) -> None:
        """Fill the field with the cursor as it was in the entry before.

        Numbers of people are not copied, nor what is covered in the entry before: copied, it could be read. That is said.
        """
        here = QApplication.focusWidget()
        before: Any = self._before() if self._before is not None else None
        if here is None:
            return
        if before is None:
            self._tell("还没有上一条可以照抄。")
            return
        for grid, other in zip(_grids(self), _grids(before), strict=False):
            held = grid.holding(here)
            theirs: Any = other.called(held[0]) if held is not None else None
            if held is not None and theirs is not None and hasattr(held[1], "set_value"):
                self._copy(held[0], held[1], theirs, here)
        before.deleteLater()

    def _copy(self, label: str, field: Any, theirs: Any, here: QWidget) -> None:
        if isinstance(field, Covered) and field.lid.what in ONES_OWN:
            self._tell(f"「{label}」各人不同，不照抄，请填写。")
        elif isinstance(theirs, Covered) and theirs.is_covered:
            self._tell(f"上一条的「{label}」是遮住的，不能照抄，请填写。")
        else:
            field.set_value(theirs.value())
            if hasattr(field, "changed"):
                field.changed.emit()
            go_on(here)
            self._tell("")

    def _tell(self, said: str) -> None:
        self.trouble.become("band-told", said)
        self.trouble.setVisible(bool(said))


def _grids(dialog: Any) -> list[FieldGrid]:
    return dialog.findChildren(FieldGrid)
