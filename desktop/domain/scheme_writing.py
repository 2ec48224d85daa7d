"""Values of a scheme file written and rewritten (写法): one entry at a time, what is not touched stays letter for letter."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

import tomlkit

from desktop.domain.policy_text import Path

WIDEST = 100
"""Characters of a line before a list is written over several."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def written(value: object, indent: str = "") -> str:
    """A plain value as the file writes it; long lists and texts of several lines over several lines."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return tomlkit.string(value, multiline="\n" in value).as_string()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        table = cast("Mapping[str, object]", value)
        inside = ", ".join(f"{key_written(k)} = {written(v, indent)}" for k, v in table.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return _list_written(cast("Sequence[object]", value), indent)
    raise TypeError(f"no value of a scheme file: {type(value).__name__}")


def _list_written(items: Sequence[object], indent: str) -> str:
    tables = any(isinstance(item, Mapping) for item in items)
    line = f"[{', '.join(written(item, indent) for item in items)}]"
    if (len(items) < 2 or not tables) and len(line) + len(indent) <= WIDEST and "\n" not in line:
        return line
    inner = indent + "  "
    lines = "".join(f"{inner}{written(item, inner)},\n" for item in items)
    return f"[\n{lines}{indent}]" if items else "[]"


def key_written(key: str) -> str:
    """A key, in quotes where it needs them."""
    return key if _BARE.fullmatch(key) else tomlkit.string(key).as_string()


def entry_written(keys: Iterable[str], value: object) -> str:
    """A line of its own."""
    return f"{'.'.join(key_written(k) for k in keys)} = {written(value)}\n"


def header_written(path: Path, many: bool) -> str:
    """The header of a table."""
    name = ".".join(key_written(key) for key in path if isinstance(key, str))
    return f"[[{name}]]\n" if many else f"[{name}]\n"


def plain(text: str) -> dict[str, Any]:
    """What a text states, as plain values; figures exact."""
    return tomllib.loads(text, parse_float=Decimal)


# ---- inside one entry


def put_inside(entry: str, path: Path, value: object | None) -> str:
    """The entry with a value written anew inside it, or taken out; `path` begins with the entry's own key."""
    document = tomlkit.parse(entry)
    holder: Any = document
    for n, key in enumerate(path[:-1]):
        if isinstance(key, str) and key not in holder:
            for inner in reversed(path[n + 1 :]):
                value = {inner: value}
            path = path[: n + 1]
            break
        holder = holder[key]
    last = path[-1]
    if isinstance(last, str) and len(path) > 1 and (value is None or last not in holder):
        return _table_anew(entry, document, path, value)
    if value is None:
        del holder[last]
    else:
        _replace(holder, last, value)
    return document.as_string()


def _replace(holder: Any, key: str | int, value: object) -> None:
    """A list keeps the elements that stay, with their comments; anything else is written anew in its old manner."""
    old = holder[key]
    new = cast("list[object]", value) if isinstance(value, list) else None
    if new is not None and isinstance(old, list):
        _list_replaced(old, new)
    else:
        holder[key] = _item(value, old)


def _list_replaced(old: Any, new: list[object]) -> None:
    before = [_unwrapped(item) for item in old]
    head = 0
    while head < min(len(before), len(new)) and before[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(new)) - head and before[-1 - tail] == new[-1 - tail]:
        tail += 1
    same = min(len(before), len(new)) - head - tail
    for n in range(head, head + same):
        old[n] = _item(new[n], old[n])
    for n in range(len(before) - tail - 1, head + same - 1, -1):
        del old[n]
    for n in range(head + same, len(new) - tail):
        old.insert(n, _item(new[n], None))


def _unwrapped(item: Any) -> object:
    return plain(f"x = {item.as_string()}\n")["x"]


def _item(value: Any, old: Any) -> Any:
    """The value as tomlkit keeps it, in the manner of the one it replaces: quotes and many lines stay as they were."""
    if isinstance(value, str) and isinstance(old, str):
        raw = cast("Any", old).as_string()
        manner = {
            "literal": raw.startswith("'"),
            "multiline": raw.startswith(('"""', "'''")) or "\n" in value,
        }
        try:
            return tomlkit.string(value, **manner)
        except ValueError:
            return tomlkit.string(value, multiline=manner["multiline"])
    return tomlkit.value(written(value))


def _table_anew(entry: str, document: Any, path: Path, value: object | None) -> str:
    """A key of a table in braces comes or goes: the table is written anew where it stands on one line."""
    holder: Any = document
    for key in path[:-1]:
        holder = holder[key]
    last = path[-1]
    raw = holder.as_string() if hasattr(holder, "as_string") else "\n"
    if "\n" in raw or not raw.lstrip().startswith("{"):
        if value is None:
            del holder[last]
        else:
            holder[last] = tomlkit.value(written(value))
        return document.as_string()
    table = plain(f"x = {raw.strip()}\n")["x"]
    if value is None:
        del table[last]
    else:
        table[last] = value
    outer: Any = document
    for key in path[:-2]:
        outer = outer[key]
    outer[path[-2]] = tomlkit.value(written(table))
    return document.as_string()


def insert_inside(entry: str, path: Path, at: int, value: object) -> str:
    """The entry with an element put into a list inside it."""
    document = tomlkit.parse(entry)
    holder: Any = document
    for key in path:
        holder = holder[key]
    holder.insert(at, tomlkit.value(written(value, "  ")))
    return document.as_string()


def move_inside(entry: str, path: Path, at: int, to: int) -> str:
    """The entry with an element of a list inside it at another place."""
    document = tomlkit.parse(entry)
    holder: Any = document
    for key in path:
        holder = holder[key]
    order = list(range(len(holder)))
    order.insert(to, order.pop(at))
    pieces = [holder[n].as_string() for n in range(len(holder))]
    for n, old in enumerate(order):
        if n != old:
            holder[n] = tomlkit.value(pieces[old].strip())
    return document.as_string()


def length_inside(entry: str, path: Path) -> int:
    """How many elements a list inside the entry has."""
    found: Any = plain(entry)
    for key in path:
        found = found[key]
    return len(found)
