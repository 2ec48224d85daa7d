"""What a table of a scheme file is called in a list of its parts: 第 2 类 困难职工, 条件 人均月收入不高于（含）…"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.policy_text import Path
from desktop.domain.scheme_shape_conditions import CONDITION_KINDS
from desktop.domain.scheme_shape_places import kind_of, place

LONGEST = 40
"""Characters of a title."""


def title_of(path: Path, content: Mapping[str, object]) -> str:
    """What the table at a path is called, told from what stands in it; one that says nothing yet has its number."""
    slot, _ = place(path)
    said = _said(path, content)
    if slot.node == "condition":
        return f"{slot.each or slot.label} {said or CONDITION_KINDS.get(kind_of(path, content), '')}".strip()
    last = path[-1] if path else ""
    head = f"第 {last + 1} {slot.each}" if isinstance(last, int) else slot.label
    return f"{head} {said}".strip()


def _said(path: Path, content: Mapping[str, object]) -> str:
    for key in ("title", "label", "name", "clause", "say", "where", "who", "to", "id"):
        value = content.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()[:LONGEST]
    return ""
