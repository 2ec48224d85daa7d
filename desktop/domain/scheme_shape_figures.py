"""Figures as data, for a form: where a figure of the plan comes from, and what is done to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.condition import ROUNDINGS
from desktop.domain.condition_reading import NUMBERS
from desktop.domain.scheme_shape_parts import (
    Content,
    FieldShape,
    FieldType,
    Node,
    Slot,
    a,
    choice,
    fact,
    needed,
    text,
)
from desktop.domain.standards import LINE_WORDS

FIGURE_KINDS: Mapping[str, str] = {
    "parameter": "参数",
    "line": "标准线的几倍",
    "standard": "公布的标准的几倍",
    "highest": "几个里取高",
    "lowest": "几个里取低",
}
FACT_KINDS: Mapping[str, str] = {**FIGURE_KINDS, "fact": "另一个事实的几倍"}

_MULTIPLE = (
    a(FieldType.raw, "multiple", "几倍", '写倍数，或者写参数的英文名："times"；不写是 1 倍。', unit="倍"),
    choice(
        "round",
        "取整",
        {key: said.removesuffix("取") or "不取整" for key, (_, _, said) in ROUNDINGS.items()},
        "不写就不取整。",
    ),
)
_STANDARDS: Mapping[str, str] = {str(kind): words for kind, words in LINE_WORDS.items()}


def _contents(kinds: Mapping[str, str], node: str) -> dict[str, Content]:
    among = Slot("highest", "几个数", node, required=True, inline=True, each="个数")
    own: dict[str, Content] = {
        "": Content(),
        "parameter": Content((needed(a(FieldType.parameter, "parameter", "哪个参数")),)),
        "line": Content((needed(text("line", "哪条标准线", "写标准线的英文编号。")), *_MULTIPLE)),
        "standard": Content(
            (
                needed(choice("standard", "哪个标准", _STANDARDS)),
                choice("per", "按年公布的", {"month": "先除以 12"}),
                *_MULTIPLE,
            )
        ),
        "highest": Content(_MULTIPLE, (among,)),
        "lowest": Content(_MULTIPLE, (replace(among, key="lowest"),)),
        "fact": Content((needed(fact(NUMBERS)), *_MULTIPLE)),
    }
    return {kind: content for kind, content in own.items() if not kind or kind in kinds}


NODES: Mapping[str, Node] = {
    "figure": Node(_contents(FIGURE_KINDS, "figure"), FIGURE_KINDS, kind_key=""),
    "figure_fact": Node(_contents(FACT_KINDS, "figure_fact"), FACT_KINDS, kind_key=""),
}


def node_of(field: FieldShape) -> str:
    """Which node describes the table that may stand behind the field; none where it holds no table."""
    match field.type:
        case FieldType.figure:
            return "figure_fact" if field.facts else "figure"
        case FieldType.named_day:
            return "year_day"
        case _:
            return "blank" if field.blank else ""
