"""The vocabulary of the scheme file as data (方案的词汇): what may stand where, what it is called, and fresh pieces of it."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.policy_text import Path
from desktop.domain.scheme_draft import TO_FILL
from desktop.domain.scheme_shape_examples import entry_field, fact_field
from desktop.domain.scheme_shape_parts import FieldShape, FieldType, Slot, TableShape
from desktop.domain.scheme_shape_places import content_of, has_table, kind_of, place, shape_at, shape_of
from desktop.domain.scheme_shape_titles import title_of

__all__ = [
    "FieldShape",
    "FieldType",
    "Path",
    "TableShape",
    "entry_field",
    "fact_field",
    "has_table",
    "kind_of",
    "sample",
    "shape_at",
    "shape_of",
    "title_of",
]


def sample(path: Path, kind: str = "") -> dict[str, object]:
    """A fresh table for a place: what must be written as 【待填】, the tables it cannot do without, never a figure.

    Without a kind it is of the first one. The fields left out are those only the officer can fill in; where the kind is
    the name of a key, that key says 【待填】 whatever belongs there.
    """
    slot, node = place(path)
    kind = kind or next(iter(node.kinds), "")
    shape = shape_at(path, kind)
    made: dict[str, object] = {}
    for f in shape.fields:
        if f.key == node.kind_key and node.kinds:
            made[f.key] = kind
        elif f.key == kind and not node.kind_key:
            made[f.key] = f.type is FieldType.flag or TO_FILL
        elif f.required and not f.only[0]:
            filled = _filled(slot, f)
            if filled is not None:
                made[f.key] = filled
    for inner in content_of(node, kind).slots:
        if inner.required:
            fresh = sample((*path, inner.key))
            made[inner.key] = [fresh] if inner.many else fresh
    return made


def _filled(slot: Slot, field: FieldShape) -> object:
    if field.type is FieldType.text and field.key in ("id", "name") and field.help.startswith("只用英文"):
        return _STEMS.get(slot.key, slot.key)
    if field.type in (FieldType.text, FieldType.long_text) and field.key not in (
        "fund",
        "line",
        "duty",
        "id",
    ):
        return TO_FILL
    return None


_STEMS: Mapping[str, str] = {
    "passages": "passage",
    "parameters": "parameter",
    "lines": "line",
    "define": "condition",
    "groups": "group",
    "checks": "check",
    "rankings": "ranking",
    "visits": "visit",
    "rosters": "roster",
    "stock": "stock",
    "": "scheme",
}
"""What a fresh table is called in the file until it gets a name of its own."""
