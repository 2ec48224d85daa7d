"""The scheme being written (正在写的方案): every change goes through here, so that each can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import OfficeError
from desktop.domain.policy_text import Path, SchemeError
from desktop.domain.scheme_shape import sample, shape_at
from desktop.domain.scheme_sheet import SchemeSheet

MOST = 400
"""Changes that can be taken back."""


@dataclass(frozen=True)
class Moment:
    """The text as it stood, and where the officer was."""

    text: str
    path: Path


class Editing(QObject):
    """Holds the sheet; what is typed into one field without a pause elsewhere is one change."""

    field_changed = Signal(object)
    """Path of the table: a value in it is another now."""
    tables_changed = Signal(object)
    """Path of the table to go to: tables came, went or moved, or the whole text is another."""
    broken = Signal(str)
    """Why what is written by hand cannot be read; empty: it can again."""

    def __init__(self, text: str, file: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = file
        self.sheet = SchemeSheet.of(text, file)
        self.path: Path = ()
        """The table the officer is in."""
        self.unreadable = ""
        """A text written by hand that cannot be read yet; the sheet is still the last that could."""
        self._saved = text
        self._undo: list[Moment] = []
        self._redo: list[Moment] = []
        self._run: Path | None = None
        self._turned: Path = ()
        self._dropped: dict[str, object] = {}
        """What other kinds of the table that was turned last could hold."""

    @property
    def text(self) -> str:
        """The text as it stands, readable or not."""
        return self.unreadable or self.sheet.text

    @property
    def dirty(self) -> bool:
        """Whether anything is not saved yet."""
        return self.text != self._saved

    def saved(self) -> None:
        """What stands is saved now."""
        self._saved = self.text

    def put(self, path: Path, value: object | None) -> None:
        """Write one value, or take it out."""
        if self.sheet.value(path) == value and type(self.sheet.value(path)) is type(value):
            return
        before = Moment(self.sheet.text, self.path)
        self.sheet.put(path, value)
        self._remember(before, path)
        self.field_changed.emit(path[:-1])

    def put_several(self, path: Path, values: Mapping[str, object | None]) -> None:
        """Write several values of one table as one change."""

        def deed() -> Path:
            for key, value in values.items():
                self.sheet.put((*path, key), value)
            return path

        self._whole(deed)

    def turn(self, path: Path, kind: str) -> None:
        """Make a table one of another kind: what the new one knows too stays, what it must have comes."""

        if self._turned != path:
            self._turned, self._dropped = path, {}
        self._dropped |= self.sheet.content(path)

        def deed() -> Path:
            self.sheet.turn(path, kind)
            content = self.sheet.content(path)
            shape = shape_at(path, kind)
            known = {f.key for f in shape.fields} | set(shape.tables)
            # whoever goes through the kinds with the arrows and comes back finds again what was written
            again = {k: v for k, v in self._dropped.items() if k in known and k != shape.kind_key}
            for key, value in (sample(path, kind) | again).items():
                if key not in content:
                    self.sheet.put((*path, key), value)
            return path

        self._whole(deed)

    def add(self, path: Path, table: Mapping[str, object], at: int | None = None) -> None:
        """Put a table in: at the end of that list or at that place in it, or the only one of its kind."""
        self._whole(lambda: self.sheet.add(path, table, at))

    def copy(self, path: Path) -> None:
        """Put a copy of a table behind it."""
        self._whole(lambda: self.sheet.copy(path))

    def remove(self, path: Path) -> None:
        """Take a table out."""

        def deed() -> Path:
            self.sheet.remove(path)
            return self._near(path)

        self._whole(deed)

    def move(self, path: Path, by: int) -> None:
        """Move a table among its like."""
        self._whole(lambda: self.sheet.move(path, by))

    def write(self, text: str) -> None:
        """Take the whole text as it was written by hand, where it can be read."""
        if text == self.text:
            return
        try:
            sheet = SchemeSheet.of(text, self.file)
        except SchemeError as error:
            self.unreadable = text
            self.broken.emit(error.said)
            return
        self._remember(Moment(self.sheet.text, self.path), ("",))
        self.sheet, self.unreadable = sheet, ""
        self.broken.emit("")
        self.tables_changed.emit(self._standing(self.path))

    def pause(self) -> None:
        """What is typed next is a change of its own."""
        self._run = None

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._undo) or bool(self.unreadable)

    @property
    def can_redo(self) -> bool:
        """Whether anything was taken back."""
        return bool(self._redo)

    def undo(self) -> None:
        """Take the last change back."""
        if self.unreadable:
            self.unreadable = ""
            self.broken.emit("")
            self.tables_changed.emit(self.path)
        elif self._undo:
            self._turn(self._undo, self._redo)

    def redo(self) -> None:
        """Make it again."""
        if self._redo:
            self._turn(self._redo, self._undo)

    def _turn(self, here: list[Moment], there: list[Moment]) -> None:
        moment = here.pop()
        there.append(Moment(self.sheet.text, moment.path))
        self.sheet = SchemeSheet.of(moment.text, self.file)
        self._run = None
        self.tables_changed.emit(self._standing(moment.path))

    def _whole(self, deed: Callable[[], Path]) -> None:
        """Do something to the tables: kept whole, told, or, where it fails, not done at all."""
        before = Moment(self.sheet.text, self.path)
        try:
            made = deed()
        except OfficeError:
            self.sheet = SchemeSheet.of(before.text, self.file)
            raise
        if self.sheet.text != before.text:
            self._remember(before, None)
            self.tables_changed.emit(made)

    def _remember(self, before: Moment, run: Path | None) -> None:
        """Keep what stood before; what belongs to one run of typing is taken back as one."""
        if run is None or run != self._run:
            self._undo.append(before)
            del self._undo[:-MOST]
        self._redo.clear()
        self._run = run

    def _near(self, path: Path) -> Path:
        """What stands where something was taken out: the next of the list, the one before, else what held it."""
        if path and isinstance(path[-1], int):
            for number in (path[-1], path[-1] - 1):
                if number >= 0 and self.sheet.value((*path[:-1], number)) is not None:
                    return (*path[:-1], number)
            return path[:-2] if len(path) > 2 else path[:-1]
        return path[:-1]

    def _standing(self, path: Path) -> Path:
        """The path, or the nearest above it that still stands."""
        while path and self.sheet.value(path) is None:
            path = path[:-1]
        return path
