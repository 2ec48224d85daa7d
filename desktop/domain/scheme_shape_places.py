"""What may stand where in a scheme file: the table at a path, of the kind its content says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.policy_text import Path
from desktop.domain.scheme_shape_figures import node_of
from desktop.domain.scheme_shape_file import FILE, NODES
from desktop.domain.scheme_shape_parts import Content, Node, Slot, TableShape

_ROOT = Slot("", "方案", "", many=False)


def shape_at(path: Path, kind: str = "") -> TableShape:
    """The table that stands at a path, () being the file itself; raises LookupError where none may stand.

    A path may end in a place in a list or in the list's key: both give the shape of one table of it.
    """
    slot, node = place(path)
    content = content_of(node, kind)
    own = {f.key for f in content.fields}
    fields = (*(f for f in slot.extra if f.key not in own), *content.fields)
    if node is NODES["condition"]:
        must = slot.clause and kind != "see"
        fields = tuple(replace(f, required=must) if f.key == "clause" else f for f in fields)
        # The kind comes first, wherever the condition stands.
        fields = (*(f for f in fields if f.key == "kind"), *(f for f in fields if f.key != "kind"))
    return TableShape(
        key=slot.key,
        label=slot.label,
        many=slot.many,
        fields=fields,
        tables=tuple(s.key for s in content.slots),
        kinds=node.kinds,
        kind_key=node.kind_key,
        names=node.names,
        entry=node.entry,
        inline=slot.inline,
        required=slot.required,
        each=slot.each,
    )


def shape_of(path: Path, content: Mapping[str, object]) -> TableShape:
    """The table at a path, of the kind its content says."""
    return shape_at(path, kind_of(path, content))


def kind_of(path: Path, content: Mapping[str, object]) -> str:
    """Of which kind a table is: what stands under its kind key, or which of the keys that name a kind is written."""
    _, node = place(path)
    if not node.kinds:
        return ""
    if node.kind_key:
        kind = content.get(node.kind_key)
        return kind if isinstance(kind, str) and kind in node.kinds else ""
    return next((kind for kind in node.kinds if kind in content), "")


def has_table(path: Path) -> bool:
    """Whether tables may stand at a path as parts of the scheme: not so for figures and days, which are values."""
    slot, node = _ROOT, FILE
    for key in path:
        if isinstance(key, str):
            found = _slot(node, key)
            if found is None:
                return False
            slot, node = found, NODES[found.node]
        elif not slot.many:
            return False
    return True


def content_of(node: Node, kind: str) -> Content:
    """What stands in a table of that kind, or what stands in one of any kind."""
    return node.contents.get(kind) or node.contents[""]


def place(path: Path) -> tuple[Slot, Node]:
    """The place a path leads to, and what describes the tables there; raises LookupError where none may stand."""
    slot, node = _ROOT, FILE
    for key in path:
        if isinstance(key, int):
            continue
        found = _slot(node, key) or _figure_slot(node, key)
        if found is None:
            raise LookupError(f"no table may stand at {path!r}")
        slot, node = found, NODES[found.node]
    return slot, node


def _slot(node: Node, key: str) -> Slot | None:
    for content in node.contents.values():
        for slot in content.slots:
            if slot.key == key:
                return slot
    return None


def _figure_slot(node: Node, key: str) -> Slot | None:
    """Where a figure or a day is written as a table: that table."""
    for content in node.contents.values():
        for f in content.fields:
            if f.key == key and (found := node_of(f)):
                return Slot(key, f.label, found, many=False, inline=True)
    return None


def slots_of(path: Path) -> tuple[Slot, ...]:
    """Every place for tables inside a table, whatever its kind, in the order of the vocabulary."""
    _, node = place(path)
    found: dict[str, Slot] = {}
    for content in node.contents.values():
        for slot in content.slots:
            found.setdefault(slot.key, slot)
    return tuple(found.values())


def order_of(path: Path) -> tuple[str, ...]:
    """Every key a table may have, whatever its kind, in the order they are best written in."""
    slot, node = place(path)
    contents = node.contents.values()
    keys = [*(f.key for f in slot.extra), *(f.key for c in contents for f in c.fields)]
    return tuple(dict.fromkeys([*keys, *(s.key for s in slots_of(path))]))
