"""One table of the scheme as a form (填写一项): a field for each key, what may stand inside, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from desktop.domain.policy_text import Path
from desktop.domain.scheme_shape import FieldShape, FieldType, TableShape
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.moving import enter_moves_on
from desktop.ui.fields.panels import Card, Scrolled, Words
from desktop.ui.pages.scheme_form.entries import entry
from desktop.ui.pages.scheme_form.entry import Around, Entry, Slot
from desktop.ui.pages.scheme_form.named_keys import NamedKeys
from desktop.ui.pages.scheme_form.written import RawEdit

KIND = ""
"""The key of the field that tells the kind where the file has no key for it."""


class TableForm(Scrolled):
    """Shows one table; what is typed is told by `put`, nothing is kept here."""

    put = Signal(object, object)
    """Path of the key, and its value; None: it is to go."""
    kind_turned = Signal(object, str)
    """Path of the table, and the kind it is to be of."""
    adding = Signal(object, str)
    """Path of the table, and the key of what is to be added inside."""
    left = Signal()
    """Another field has the cursor now."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=16)
        self._today = today
        self.path: Path = ()
        self.slots: dict[str, Slot] = {}
        self._shapes: dict[str, FieldShape] = {}
        self._around: Callable[[], Around] | None = None
        self._held = QWidget()
        self._column = QVBoxLayout(self._held)
        self._grid = FieldGrid(1)
        self.named: NamedKeys | None = None
        self.troubles = Words(kind="band-bad")

    def show_table(
        self,
        path: Path,
        shape: TableShape,
        kind: str,
        title: str,
        around: Callable[[], Around],
        unknown: Mapping[str, object],
        inside: Mapping[str, str],
    ) -> None:
        """Show this table; `inside` names what may be put into it."""
        self._clear()
        self.path, self._around = path, around
        now = around()
        card = self._card(title)
        self._grid = FieldGrid(1)
        card.add(self._grid)
        if shape.kinds and not shape.kind_key:
            self._add_kind(shape, kind)
        helped = ""
        for field in shape.fields:
            # what helps with several fields below each other is said once
            told = replace(field, help="") if field.help == helped else field
            helped = field.help
            self._add(told, now.table.get(field.key), now)
        for key, value in unknown.items():
            raw = RawEdit(value)
            self._put_in(
                FieldShape(key=key, label=f"{key}（表格里没有这一项）", type=FieldType.raw),
                Entry(raw, raw.value),
            )
        if shape.names is not None and shape.entry is not None:
            self.named = NamedKeys(shape, now)
            self.named.put.connect(self._put_named)
            card.add(self.named)
        if inside:
            self._column.addWidget(self._inside(inside))
        self._column.addStretch(1)
        enter_moves_on(self._held)
        self._look()
        self._held.show()  # now, and not with the next event: the cursor is to go there at once
        self.verticalScrollBar().setValue(0)

    @property
    def kind_key(self) -> str:
        """The key of the field that tells the kind."""
        return KIND if KIND in self.slots else "kind"

    def show_list(self, path: Path, title: str, told: str, inside: Mapping[str, str]) -> None:
        """Show what a list is for, and the way to add to it."""
        self._clear()
        self.path, self._around = path, None
        card = self._card(title)
        card.add(Words(told))
        card.add(self._inside(inside))
        self._column.addStretch(1)
        self._held.show()

    def begin(self, key: str = "") -> None:
        """Put the cursor into that field, or the first."""
        slot = self.slots.get(key) or next(iter(self.slots.values()), None)
        target: QWidget | None = slot
        if slot is None or (key and key not in self.slots and self.named is not None):
            target = self.named.field(key) if self.named is not None else None
        if target is None:
            buttons = cast("list[QPushButton]", cast(Any, self._held).findChildren(QPushButton))
            target = buttons[0] if buttons else None
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(target, 20, 60)

    def mark(self, rest: Path, said: str) -> None:
        """Say what is wrong with the field those keys lead to, or with the table as a whole."""
        key = str(rest[0]) if rest else ""
        if key in self.slots:
            self.slots[key].mark(_short(said))
        elif self.named is None or not self.named.mark(key, _short(said)):
            self.troubles.setText(said)
            self.troubles.setVisible(bool(said))

    def unmark(self) -> None:
        """Nothing is wrong any more, as far as is known."""
        for slot in self.slots.values():
            slot.mark("")
        if self.named is not None:
            self.named.unmark()
        self.troubles.hide()

    def problems(self) -> list[tuple[str, str]]:
        """Entries that could not be taken into the file: the label with what is wrong, and the key."""
        found: list[tuple[str, str]] = []
        for key, slot in self.slots.items():
            said = slot.problem() if not slot.isHidden() else ""
            if said:
                found.append((f"「{self._shapes[key].label}」：{said}", key))
        return found + (self.named.problems() if self.named is not None else [])

    def focused(self) -> str:
        """The key of the field that has the cursor."""
        widget = QApplication.focusWidget()
        return next((k for k, s in self.slots.items() if widget is not None and s.isAncestorOf(widget)), "")

    def _add_kind(self, shape: TableShape, kind: str) -> None:
        box: PickBox[str] = PickBox(shape.kinds.items(), kind or None, unset="请选择")
        field = FieldShape(key=KIND, label=f"{shape.label}的种类", type=FieldType.choice, required=True)
        slot = self._put_in(field, Entry(box, box.value), told=False)
        box.changed.connect(lambda: self.kind_turned.emit(self.path, box.value() or ""))
        assert slot is not None

    def _add(self, field: FieldShape, value: object, now: Around) -> None:
        made = entry(field, value, now)
        self._put_in(field, made)

    def _put_in(self, field: FieldShape, made: Entry, told: bool = True) -> Slot:
        slot = Slot(made, field.help)
        self._grid.add(f"{field.label}{' *' if field.required else ''}", slot)
        self.slots[field.key] = slot
        self._shapes[field.key] = field
        if told:
            made.widget.changed.connect(lambda: self._changed(field.key))
        return slot

    def _put_named(self, key: str, value: object) -> None:
        self.put.emit((*self.path, key), value)

    def _changed(self, key: str) -> None:
        slot = self.slots[key]
        if slot.problem():
            return
        slot.mark("")
        value = slot.made.read()
        if key == "kind" and self._shapes[key].required:
            self.kind_turned.emit(self.path, str(value or ""))
            return
        self.put.emit((*self.path, key), value)
        self._look()

    def _look(self) -> None:
        """Show what hangs on other fields as those now stand."""
        if self._around is None:
            return
        now = self._around()
        for key, slot in self.slots.items():
            if slot.made.again is not None:
                before = slot.made.read()
                slot.made.again(now)
                if slot.made.read() != before:
                    self.put.emit((*self.path, key), slot.made.read())
            asked, wanted = self._shapes[key].only
            if asked:
                written = now.table.get(asked)
                shown = (
                    written in wanted or (written is None and "" in wanted) or now.table.get(key) is not None
                )
                self._grid.show_field(slot, shown)

    def _inside(self, inside: Mapping[str, str]) -> QWidget:
        buttons = [
            push(f"添加{label}…", lambda key=key: self.adding.emit(self.path, key), picture="add")
            for key, label in inside.items()
        ]
        return Rows(buttons)

    def _card(self, title: str) -> Card:
        """The panel the fields stand in."""
        card = Card(title)
        self.troubles = Words(kind="band-bad")
        self.troubles.hide()
        card.add(self.troubles)
        self._column.addWidget(card)
        return card

    def _clear(self) -> None:
        """Let go of what was shown; a field that is just being typed in goes a moment later."""
        self.slots, self._shapes, self.named = {}, {}, None
        self.column.removeWidget(self._held)
        self._held.hide()
        self._held.deleteLater()
        self._held = QWidget()
        self._column = QVBoxLayout(self._held)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.add(self._held)


def _short(said: str) -> str:
    """What is said of a place, at that place: without saying where it is."""
    if "还没有写（" in said:
        return "还没有写。请填写，或者删去。"
    _, told, what = said.partition("」：")
    return what if told else said


class Rows(QWidget):
    """Buttons below each other, two in a row where there is room."""

    def __init__(self, buttons: Sequence[QWidget]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for first in range(0, len(buttons), 2):
            column.addWidget(Bar(buttons[first : first + 1], buttons[first + 1 : first + 2]))
