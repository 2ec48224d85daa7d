"""Changes to the text of a scheme file (文件的改动): one table or value comes, goes or moves, the rest stays as written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from desktop.domain.policy_text import Path
from desktop.domain.scheme_layout import Block, Entry, Layout, layout
from desktop.domain.scheme_shape_places import order_of, slots_of
from desktop.domain.scheme_writing import (
    entry_written,
    header_written,
    insert_inside,
    length_inside,
    move_inside,
    put_inside,
)

BREAK = "\n"
"""A blank line above a table."""


def plain_value(value: object) -> object:
    """The value as a file would state it: lists for tuples, and nothing for what is left out."""
    if isinstance(value, Mapping):
        table = cast("Mapping[str, object]", value)
        return {key: plain_value(inner) for key, inner in table.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [plain_value(item) for item in cast("Sequence[object]", value)]
    return value


# ---- values


def put(lay: Layout, path: Path, value: object) -> Layout:
    """A value written there, in its old manner where one stood there."""
    if any(_within(b, path) for b in lay.blocks[1:]):
        at = path[-1]
        if isinstance(at, int):
            count = len(_runs(lay, path[:-1]))
            fresh = layout(add(lay, path[:-1], at, count, value).text)
            return take_out(fresh, (*path[:-1], at + 1))
        gone = take_out(lay, path)
        return put(layout(gone.text), path, value)
    at, rest = _located(lay, path)
    block = lay.blocks[at]
    entry = _entry_at(block, rest)
    if entry is not None:
        return _with_entry(lay, at, entry, put_inside(block.entries[entry].text, rest, value))
    below = [e for e in block.entries if e.keys and e.keys[: len(rest)] == rest]
    if below:
        kept = block.holding(e for e in block.entries if e not in below)
        return put(_with_block(lay, at, kept), path, value)
    dotted = any(len(e.keys) > 1 and e.keys[: len(rest) - 1] == rest[:-1] for e in block.entries)
    if len(rest) > 1 and not dotted:
        return put(lay, (*block.path, rest[0]), _nested(rest[1:], value))
    if len(rest) == 1:
        if _stands_alone(path, value):
            return _with_blocks(lay, path, [cast("Mapping[str, object]", value)], many=False)
        if (tables := _stand_alone(path, value)) is not None:
            return _with_blocks(lay, path, tables, many=True)
    return _with_new_entry(lay, at, cast("tuple[str, ...]", rest), value)


def add_one(lay: Layout, path: Path, table: object) -> Layout:
    """The one table of a key."""
    return put(lay, path, table)


def add(lay: Layout, path: Path, at: int, count: int, table: object) -> Layout:
    """A table into a list, before the one at that place, or behind the last."""
    runs = _runs(lay, path)
    if runs:
        fresh = _rendered((*path, at), cast("Mapping[str, object]", table), many=True)
        if at < count:
            first = runs[at][0]
            old = lay.blocks[first]
            fresh[0] = replace(fresh[0], loose=old.loose)
            blocks = [*lay.blocks[:first], *fresh, replace(old, loose=BREAK), *lay.blocks[first + 1 :]]
        else:
            last = max(runs[-1]) + 1
            blocks = [*lay.blocks[:last], *fresh, *lay.blocks[last:]]
        return replace(lay, blocks=tuple(blocks))
    here, rest = _located(lay, path)
    block = lay.blocks[here]
    entry = _entry_at(block, rest)
    if entry is not None and (not rest[len(block.entries[entry].keys) :] or count):
        return _with_entry(lay, here, entry, insert_inside(block.entries[entry].text, rest, at, table))
    return put(lay, path, [table])


def copy(lay: Layout, path: Path, at: int, table: object, renamed: Mapping[str, object]) -> Layout:
    """A table of a list once more behind itself, under other names."""
    runs = _runs(lay, path)
    if not runs:
        return add(lay, path, at + 1, at + 2, table)
    again = [lay.blocks[n] for n in runs[at]]
    again = [replace(b, loose=BREAK if "#" in b.loose or n == 0 else b.loose) for n, b in enumerate(again)]
    again[0] = replace(again[0], attached="")
    last = max(runs[at]) + 1
    made = layout(Layout((*lay.blocks[:last], *again, *lay.blocks[last:]), lay.tail).text)
    for key, value in renamed.items():
        made = layout(put(made, (*path, at + 1, key), value).text)
    return made


def take_out(lay: Layout, path: Path) -> Layout:
    """A value or a table gone, with all inside it; the comments above it that are about the file stay."""
    gone = [n for n, b in enumerate(lay.blocks) if n and _within(b, path)]
    if gone:
        return _without(lay, gone)
    at, rest = _located(lay, path)
    block = lay.blocks[at]
    entry = _entry_at(block, rest)
    if entry is None:
        return _with_block(
            lay, at, block.holding(e for e in block.entries if not e.keys or e.keys[: len(rest)] != rest)
        )
    if block.entries[entry].keys == rest:
        return _with_block(lay, at, block.holding(e for n, e in enumerate(block.entries) if n != entry))
    text = block.entries[entry].text
    if isinstance(rest[-1], int) and length_inside(text, rest[:-1]) == 1:
        return take_out(lay, path[:-1])
    return _with_entry(lay, at, entry, put_inside(text, rest, None))


def move(lay: Layout, path: Path, at: int, to: int) -> Layout:
    """A table of a list at another place of it; what stands above as a heading stays where it is."""
    runs = _runs(lay, path)
    if not runs:
        here, rest = _located(lay, path)
        block = lay.blocks[here]
        entry = _entry_at(block, rest)
        assert entry is not None
        return _with_entry(lay, here, entry, move_inside(block.entries[entry].text, rest, at, to))
    order = list(range(len(runs)))
    order.insert(to, order.pop(at))
    begins = {run[0]: place for place, run in enumerate(runs)}
    ours = {n for run in runs for n in run}
    blocks: list[Block] = []
    for n, block in enumerate(lay.blocks):
        if n in begins:
            first, *inner = (lay.blocks[m] for m in runs[order[begins[n]]])
            blocks += [replace(first, loose=block.loose), *inner]
        elif n not in ours:
            blocks.append(block)
    return replace(lay, blocks=tuple(blocks))


# ---- where things stand


def _within(block: Block, path: Path) -> bool:
    return block.path[: len(path)] == path


def _runs(lay: Layout, path: Path) -> list[list[int]]:
    """The blocks of each table of a list, where it is written as tables of its own."""
    found: dict[int, list[int]] = {}
    for n, block in enumerate(lay.blocks):
        if n and len(block.path) > len(path) and _within(block, path):
            found.setdefault(cast("int", block.path[len(path)]), []).append(n)
    return [found[place] for place in sorted(found)]


def _located(lay: Layout, path: Path) -> tuple[int, Path]:
    """The block that holds a path, and the way on from there."""
    holding = [
        n for n, b in enumerate(lay.blocks) if path[: len(b.path)] == b.path and len(b.path) < len(path)
    ]
    at = max(holding, key=lambda n: len(lay.blocks[n].path))
    return at, path[len(lay.blocks[at].path) :]


def _entry_at(block: Block, rest: Path) -> int | None:
    """The entry in which a path lies, that stands in a table."""
    return next((n for n, e in enumerate(block.entries) if e.keys and rest[: len(e.keys)] == e.keys), None)


def _with_block(lay: Layout, at: int, block: Block) -> Layout:
    return replace(lay, blocks=(*lay.blocks[:at], block, *lay.blocks[at + 1 :]))


def _with_entry(lay: Layout, at: int, entry: int, text: str) -> Layout:
    block = lay.blocks[at]
    changed = Entry(text, block.entries[entry].keys)
    return _with_block(lay, at, block.holding((*block.entries[:entry], changed, *block.entries[entry + 1 :])))


def _with_new_entry(lay: Layout, at: int, keys: tuple[str, ...], value: object) -> Layout:
    block = lay.blocks[at]
    order = order_of(block.path)
    rank = order.index(keys[0]) if keys[0] in order else len(order)
    before = [
        n
        for n, e in enumerate(block.entries)
        if e.keys and (e.keys[0] not in order or order.index(e.keys[0]) <= rank)
    ]
    keyed = [n for n, e in enumerate(block.entries) if e.keys]
    if rank == len(order):
        before = keyed
    place = before[-1] + 1 if before else keyed[0] if keyed else 0
    fresh = Entry(entry_written(keys, value), keys)
    return _with_block(lay, at, block.holding((*block.entries[:place], fresh, *block.entries[place:])))


def _nested(keys: Path, value: object) -> object:
    for key in reversed(keys):
        value = {cast("str", key): value}
    return value


def _without(lay: Layout, gone: Sequence[int]) -> Layout:
    """The layout without some blocks; a heading above them stays for what comes after."""
    blocks: list[Block] = []
    heading = ""
    for n, block in enumerate(lay.blocks):
        if n in gone:
            if n - 1 not in gone and "#" in block.loose:
                heading += block.loose
            continue
        if heading:
            loose = block.loose if block.loose.strip() else ""
            block, heading = replace(block, loose=heading + loose), ""
        blocks.append(block)
    return Layout(tuple(blocks), heading + lay.tail)


# ---- fresh tables


def _stands_alone(path: Path, value: object) -> bool:
    """Whether a table is written under a header of its own."""
    slot = next((s for s in slots_of(path[:-1]) if s.key == path[-1]), None)
    return isinstance(value, Mapping) and slot is not None and not slot.inline and not slot.many


def _stand_alone(path: Path, value: object) -> Sequence[Mapping[str, object]] | None:
    """The tables of a list that are written under headers of their own; None where they are not."""
    slot = next((s for s in slots_of(path[:-1]) if s.key == path[-1]), None)
    if slot is None or slot.inline or not slot.many or not isinstance(value, list) or not value:
        return None
    items = cast("list[object]", value)
    tables = [cast("Mapping[str, object]", item) for item in items if isinstance(item, Mapping)]
    return tables if len(tables) == len(items) else None


def _with_blocks(lay: Layout, path: Path, tables: Sequence[Mapping[str, object]], *, many: bool) -> Layout:
    """Tables under headers of their own, put where the vocabulary has them."""
    parent = path[:-1]
    order = [s.key for s in slots_of(parent)]
    rank = order.index(cast("str", path[-1]))
    before = [
        n
        for n, b in enumerate(lay.blocks)
        if _within(b, parent) and (len(b.path) == len(parent) or _rank(order, b.path[len(parent)]) <= rank)
    ]
    at = before[-1] + 1
    fresh = [
        block
        for n, table in enumerate(tables)
        for block in _rendered((*path, n) if many else path, table, many=many)
    ]
    return replace(lay, blocks=(*lay.blocks[:at], *fresh, *lay.blocks[at:]))


def _rank(order: Sequence[str], key: str | int) -> int:
    return order.index(key) if isinstance(key, str) and key in order else len(order)


def _rendered(path: Path, table: Mapping[str, object], *, many: bool) -> list[Block]:
    """A table under a header of its own, with the tables inside it."""
    order = order_of(path)
    keys = sorted(table, key=lambda key: order.index(key) if key in order else len(order))
    entries: list[Entry] = []
    inner: list[Block] = []
    for key in keys:
        value, here = table[key], (*path, key)
        if _stands_alone(here, value):
            inner += _rendered(here, cast("Mapping[str, object]", value), many=False)
        elif (listed := _stand_alone(here, value)) is not None:
            inner += [b for n, one in enumerate(listed) for b in _rendered((*here, n), one, many=True)]
        else:
            entries.append(Entry(entry_written((key,), value), (key,)))
    return [Block(path, BREAK, "", header_written(path, many), tuple(entries)), *inner]
