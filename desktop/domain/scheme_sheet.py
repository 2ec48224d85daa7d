"""A scheme file being edited (方案编辑): path by path; every other line, comment and order stays as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from desktop.domain import scheme_layout_edits as edits
from desktop.domain.calendar import WorkCalendar
from desktop.domain.errors import OfficeError
from desktop.domain.examples import run_examples
from desktop.domain.policy_text import Path, SchemeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_draft import TO_FILL
from desktop.domain.scheme_layout import Layout, layout
from desktop.domain.scheme_reading import parse_scheme, toml_of
from desktop.domain.scheme_shape_parts import Slot
from desktop.domain.scheme_shape_places import has_table, kind_of, place, shape_at, slots_of
from desktop.domain.scheme_shape_titles import title_of


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something that keeps the scheme from standing: where, and a sentence that says what and how to cure it."""

    path: Path
    said: str


class SchemeSheet:
    """A scheme file being edited; `text` is the file as it stands now, in full after every change."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._take(text, toml_of(text, file))
        self._last: tuple[Path, str, str] | None = None

    @classmethod
    def of(cls, text: str, file: str) -> SchemeSheet:
        """The sheet of a text; raises SchemeError where it is no TOML at all."""
        return cls(text, file)

    @property
    def text(self) -> str:
        """The file as it stands now."""
        return self._text

    # ---- what stands there

    def value(self, path: Path) -> object | None:
        """What stands there as a plain value; None where nothing does."""
        found: Any = self._content
        for key in path:
            found = _inside(found, key)
            if found is None:
                return None
        return deepcopy(found)

    def content(self, path: Path) -> Mapping[str, object]:
        """The table that stands there; empty where none does."""
        found = self.value(path)
        return cast("Mapping[str, object]", found) if isinstance(found, dict) else {}

    def children(self, path: Path) -> tuple[Path, ...]:
        """The tables that stand inside, in the order they are read in."""
        content = self.content(path)
        found: list[Path] = []
        for slot in slots_of(path):
            value = content.get(slot.key)
            if isinstance(value, dict) and not slot.many:
                found.append((*path, slot.key))
            elif isinstance(value, list) and slot.many:
                items = cast("list[object]", value)
                found += [(*path, slot.key, n) for n, item in enumerate(items) if isinstance(item, dict)]
        return tuple(found)

    def unknown(self, path: Path) -> Mapping[str, object]:
        """The keys the vocabulary does not have for this table; they are kept as they are until taken out."""
        content = self.content(path)
        shape = shape_at(path, kind_of(path, content))
        if shape.names is not None:
            return {}
        known = {f.key for f in shape.fields} | set(shape.tables)
        return {key: value for key, value in content.items() if key not in known}

    def problems(self, calendar: WorkCalendar | None = None) -> tuple[Problem, ...]:
        """Why it cannot be read, and what still says 【待填】; else, with a calendar, the examples that come out otherwise."""
        unfilled = tuple(
            Problem(path=path, said=f"{place_words(self, path)}还没有写（{TO_FILL}）。请填写，或者删去。")
            for path in _unfilled(self._content)
        )
        try:
            scheme = self.scheme()
        except SchemeError as error:
            return (Problem(path=error.path, said=error.said), *(p for p in unfilled if p.path != error.path))
        if calendar is None or unfilled:
            return unfilled
        results = run_examples(scheme, calendar)
        return tuple(
            Problem(path=("examples", n), said=f"算例「{r.name}」没有通过：{'；'.join(r.problems)}")
            for n, r in enumerate(results)
            if not r.passed
        )

    def scheme(self) -> Scheme:
        """The scheme the text states; raises SchemeError whose path leads to what is wrong."""
        try:
            return parse_scheme(self._text, self.file)
        except RecursionError as error:
            raise SchemeError(self.file, "", "层次太深，读不下去", "请对照样板检查。") from error

    # ---- changing it

    def put(self, path: Path, value: object | None) -> None:
        """Writes a value there; None takes the key out. Putting back at once what stood there gives the same text."""
        if self.value(path) == value and type(self.value(path)) is type(value):
            return
        undone = self._undone(path, value)
        before = self._text
        if undone is not None:
            self._take(undone, toml_of(undone, self.file))
        elif value is None:
            self._change(lambda content: _taken_out(content, path), lambda lay: edits.take_out(lay, path))
        else:
            plain = edits.plain_value(value)
            self._change(
                lambda content: _put_in(content, path, plain), lambda lay: edits.put(lay, path, plain)
            )
        self._last = (path, before, self._text)

    def add(self, path: Path, table: Mapping[str, object], at: int | None = None) -> Path:
        """A fresh table into a list, or the one table of that key; where it stands now.

        A name in it that another table of the list has already gets a number behind it.
        """
        slot, _ = place(path)
        if not slot.many:
            fresh = edits.plain_value(table)
            self._change(
                lambda content: _put_in(content, path, fresh), lambda lay: edits.add_one(lay, path, fresh)
            )
            return path
        here = self._list(path)
        position = len(here) if at is None else max(0, min(at, len(here)))
        fresh = edits.plain_value(_renamed(slot, dict(table), here))
        self._change(
            lambda content: _insert(content, path, position, fresh),
            lambda lay: edits.add(lay, path, position, len(here), fresh),
        )
        return (*path, position)

    def copy(self, path: Path) -> Path:
        """The table once more, behind itself; where the copy stands."""
        *above, at = path
        if not isinstance(at, int):
            raise LookupError(f"{path!r} is no table of a list")
        outer: Path = tuple(above)
        slot, _ = place(outer)
        here = self._list(outer)
        old = cast("dict[str, object]", here[at])
        fresh = _renamed(slot, deepcopy(old), here)
        renamed = {key: value for key, value in fresh.items() if old.get(key) != value}
        self._change(
            lambda content: _insert(content, outer, at + 1, fresh),
            lambda lay: edits.copy(lay, outer, at, fresh, renamed),
        )
        return (*outer, at + 1)

    def remove(self, path: Path) -> None:
        """Takes a table out with all that stands inside it; the last one of a list takes its list along."""
        if self.value(path) is None:
            return
        self._change(lambda content: _taken_out(content, path), lambda lay: edits.take_out(lay, path))

    def move(self, path: Path, by: int) -> Path:
        """Moves a table within its list, as far as there is room; where it stands now."""
        *above, at = path
        if not isinstance(at, int):
            raise LookupError(f"{path!r} is no table of a list")
        outer: Path = tuple(above)
        to = max(0, min(at + by, len(self._list(outer)) - 1))
        if to != at:
            self._change(
                lambda content: _moved(content, outer, at, to), lambda lay: edits.move(lay, outer, at, to)
            )
        return (*outer, to)

    def turn(self, path: Path, kind: str) -> None:
        """Makes a table one of another kind: what the new kind knows too stays, the rest goes."""
        content = self.content(path)
        new = shape_at(path, kind)
        keep = {f.key for f in new.fields} | set(new.tables)
        fresh = {key: value for key, value in content.items() if key in keep}
        if new.kind_key:
            fresh[new.kind_key] = kind
        for key in content:
            if key not in fresh:
                self.put((*path, key), None)
        if new.kind_key:
            self.put((*path, new.kind_key), kind)

    # ---- inside

    def _take(self, text: str, content: dict[str, Any]) -> None:
        self._text, self._content = text, content

    def _list(self, path: Path) -> Sequence[object]:
        found = self.value(path)
        return cast("list[object]", found) if isinstance(found, list) else ()

    def _undone(self, path: Path, value: object | None) -> str | None:
        """The text before the last change, where that change was made here and is taken back now."""
        if self._last is None or self._last[0] != path or self._last[2] != self._text:
            return None
        before: Any = toml_of(self._last[1], self.file)
        for key in path:
            before = None if before is None else _inside(before, key)
        return self._last[1] if before == value and type(before) is type(value) else None

    def _change(self, meant: Callable[[Any], None], written: Callable[[Layout], Layout]) -> None:
        """Changes the text; it is kept only where it then states what was meant and nothing else."""
        wanted = deepcopy(self._content)
        meant(wanted)
        text = self._text if self._text.endswith("\n") else f"{self._text}\n"
        changed = written(layout(text)).text
        content = toml_of(changed, self.file)
        if content != wanted:
            raise OfficeError(
                "这一处的写法特殊，程序改不了，文件没有改动。请在「原文」里直接改这几行，再试。"
            )
        self._take(changed, content)


def place_words(sheet: SchemeSheet, path: Path) -> str:
    """Where something stands, in the words of the form: 「第 2 类 困难职工」的「名称」."""
    table, rest = path, path[:0]
    while table and not has_table(table):
        table, rest = table[:-1], (table[-1], *rest)
    if table and not isinstance(table[-1], int) and shape_at(table).many:
        table, rest = table[:-1], (table[-1], *rest)
    content = sheet.content(table)
    shape = shape_at(table, kind_of(table, content))
    field = shape.field(rest[0]) if rest and isinstance(rest[0], str) else None
    head = f"「{title_of(table, content)}」" if table else ""
    tail = f"「{field.label if field else rest[0]}」" if rest else ""
    return f"{head}{'的' if head and tail else ''}{tail}"


def _unfilled(value: Any, path: Path = ()) -> Iterator[Path]:
    """Where a text still says that it is to be filled in."""
    if isinstance(value, str) and TO_FILL in value:
        yield path
    elif isinstance(value, dict):
        for key, inner in cast("dict[str, Any]", value).items():
            yield from _unfilled(inner, (*path, key))
    elif isinstance(value, list):
        for n, inner in enumerate(cast("list[Any]", value)):
            yield from _unfilled(inner, (*path, n))


def _inside(table: Any, key: str | int) -> Any:
    if isinstance(key, int):
        items = cast("list[Any]", table) if isinstance(table, list) else []
        return items[key] if 0 <= key < len(items) else None
    return cast("dict[str, Any]", table).get(key) if isinstance(table, dict) else None


def _holder(content: Any, path: Path) -> Any:
    """The table or list in which the last key of a path stands; tables that are missing are made.

    Raises OfficeError where one of a list is missing: it was taken out, and nothing can stand inside it any more.
    """
    for key, inner in pairwise(path):
        if _inside(content, key) is None:
            if isinstance(key, int) or isinstance(inner, int):
                raise OfficeError("要改的这一处已经删去了，没有改动。请先撤销删除，或在别处添加。")
            content[key] = dict[str, Any]()
        content = content[key]
    return content


def _put_in(content: Any, path: Path, value: object) -> None:
    _holder(content, path)[path[-1]] = deepcopy(value)


def _taken_out(content: Any, path: Path) -> None:
    holder = _holder(content, path)
    del holder[path[-1]]
    if isinstance(path[-1], int) and not holder:
        _taken_out(content, path[:-1])


def _insert(content: Any, path: Path, at: int, table: object) -> None:
    holder = _holder(content, path)
    holder.setdefault(path[-1], []).insert(at, deepcopy(table))


def _moved(content: Any, path: Path, at: int, to: int) -> None:
    listed = _holder(content, path)[path[-1]]
    listed.insert(to, listed.pop(at))


def _renamed(slot: Slot, table: dict[str, object], others: Sequence[object]) -> dict[str, object]:
    """The table with a name none of the others has."""
    tables = [cast("dict[str, object]", o) for o in others if isinstance(o, dict)]
    for key in ("id", "name"):
        mine = table.get(key)
        taken = {_name(slot, o, key) for o in tables}
        if key == "name" and slot.key not in ("parameters", "examples"):
            continue
        if isinstance(mine, str) and mine in taken:
            table[key] = _numbered(mine, taken, "-" if mine.isascii() else " ")
    if slot.key == "steps" and "id" not in table and isinstance(kind := table.get("kind"), str):
        taken = {_name(slot, o, "id") for o in tables}
        if kind in taken:
            return {"kind": kind, "id": _numbered(kind, taken, "-"), **table}
    return table


def _name(slot: Slot, table: Mapping[str, object], key: str) -> str:
    found = table.get(key, table.get("kind") if slot.key == "steps" and key == "id" else None)
    return found if isinstance(found, str) else ""


def _numbered(name: str, taken: set[str], gap: str) -> str:
    stem, _, number = name.rpartition(gap)
    if not (stem and number.isdigit()):
        stem = name
    n = 2
    while f"{stem}{gap}{n}" in taken:
        n += 1
    return f"{stem}{gap}{n}"
