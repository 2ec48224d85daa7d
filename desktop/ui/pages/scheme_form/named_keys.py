"""A table whose keys the officer names (事实、参数、期限……): what is likely asked for stands there, the rest is sought."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.facts import FACTS
from desktop.domain.scheme_shape import FieldShape, FieldType, TableShape, entry_field
from desktop.ui.fields.buttons import push
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.panels import Words
from desktop.ui.fields.seek import SeekBox
from desktop.ui.fields.text import TextLine
from desktop.ui.fields.ticks import Ticks
from desktop.ui.pages.scheme_form.entries import entry
from desktop.ui.pages.scheme_form.entry import Around, Entry, Slot
from desktop.ui.pages.scheme_form.own import Offer, fact_offers

_TOLD = {
    FieldType.fact: "空着的就是不知道，不当成「否」，也不当成 0。",
    FieldType.parameter: "只在这个算例里试算，不会带进办公室。",
    FieldType.step: "空着的不核对。",
}
_SOUGHT = {
    FieldType.fact: "另加一个事实",
    FieldType.parameter: "另加一个参数",
    FieldType.step: "另加一个步骤",
}


class NamedKeys(QWidget):
    """A row for each key that is written or likely to be; others are added below."""

    put = Signal(str, object)
    """Key and value; None: it is to go."""

    def __init__(self, shape: TableShape, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert shape.names is not None
        assert shape.entry is not None
        self._names, self._entry, self._around = shape.names, shape.entry, around
        self.slots: dict[str, Slot] = {}
        self._labels: dict[str, str] = {}
        tables = set(shape.tables)
        self._offers = [o for o in self._offered() if o[0] not in tables]
        self._grid = FieldGrid(1)
        self.seek: SeekBox[str] = SeekBox(
            _SOUGHT.get(self._names, "另加一项"), "输入名称的一部分或拼音首字母"
        )
        self.typed = TextLine("", "另加一项：先写名称", 60)
        self.more = push("加上", self.take)
        self.more.setAccessibleName(f"加上一项{shape.label}")
        row = QHBoxLayout()
        row.addWidget(self.seek, 1)
        row.addWidget(self.typed, 1)
        row.addWidget(self.more)
        free = self._names is FieldType.text
        (self.seek if free else self.typed).hide()
        adder = self.typed if free else self.seek
        adder.setAccessibleName(_SOUGHT.get(self._names, "另加一项"))
        told = _TOLD.get(self._names, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        if told:
            column.addWidget(Words(told, "faint"))
        column.addWidget(self._grid)
        column.addLayout(row)
        likely = [k for k in around.likely(self._names) if k not in tables]
        written = [k for k in around.table if k not in tables]
        for key in dict.fromkeys((*likely, *written)):
            self._show(key)
        self._offer()
        self.seek.entered.connect(self.take)
        self.typed.returnPressed.connect(self.take)

    def take(self) -> None:
        """Make a row for what is chosen below, and go there."""
        key = self.typed.value() if self._names is FieldType.text else self.seek.value()
        self.typed.set_value("")
        self.seek.set_value(None)
        if key:
            if key not in self.slots:
                self._show(key)
                self._offer()
            self.slots[key].setFocus()

    def field(self, key: str) -> QWidget:
        """The row of that key, else the first there is."""
        return self.slots.get(key) or next(iter(self.slots.values()), None) or self.seek

    def label(self, key: str) -> str:
        """What the row of that key is called."""
        return self._labels[key]

    def mark(self, key: str, said: str) -> bool:
        """Say what is wrong with that row; False where there is none."""
        if key in self.slots:
            self.slots[key].mark(said)
        return key in self.slots

    def unmark(self) -> None:
        """Nothing is wrong any more, as far as is known."""
        for slot in self.slots.values():
            slot.mark("")

    def problems(self) -> list[tuple[str, str]]:
        """Rows that could not be taken into the file."""
        said = [(key, slot.problem()) for key, slot in self.slots.items()]
        return [(f"「{self._labels[key]}」：{text}", key) for key, text in said if text]

    def _show(self, key: str) -> None:
        label = next((shown for known, shown, _ in self._offers if known == key), key)
        shape = replace(entry_field(self._entry, self._names, key), label=label)
        value = self._around.table.get(key)
        made = entry(shape, value, self._around)
        if (
            self._names is FieldType.fact
            and shape.type is FieldType.choices
            and isinstance(made.widget, Ticks)
        ):
            made = _or_none(shape, value)
        slot = Slot(made, _help(shape))
        self.slots[key], self._labels[key] = slot, label
        self._grid.add(label, slot)
        slot.made.widget.changed.connect(lambda: self._changed(key))

    def _changed(self, key: str) -> None:
        slot = self.slots[key]
        if not slot.problem():
            slot.mark("")
            self.put.emit(key, slot.made.read())

    def _offered(self) -> list[Offer]:
        own = self._around.own
        match self._names:
            case FieldType.fact:
                return fact_offers(FACTS)
            case FieldType.parameter:
                return list(own.parameters)
            case FieldType.step:
                return list(own.steps)
            case _:
                return []

    def _offer(self) -> None:
        self.seek.offer([o for o in self._offers if o[0] not in self.slots])


def _help(shape: FieldShape) -> str:
    return shape.help if shape.type is not FieldType.raw else ""


def _or_none(shape: FieldShape, value: object) -> Entry:
    """Choices of a fact, with a line for what is known to be none of them: nothing ticked is unknown."""
    chosen = [str(v) for v in cast("list[object]", value)] if isinstance(value, list) else []
    ticks = Ticks([("", "都没有"), *shape.choices.items()], [""] if value == [] else chosen)

    def read() -> object | None:
        found = list(ticks.value())
        return [v for v in found if v] if found else None

    return Entry(ticks, read)
