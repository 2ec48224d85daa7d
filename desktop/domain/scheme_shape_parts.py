"""The building bricks of the vocabulary as data: a field, a table, what may stand inside, and short ways to write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.domain.condition_words import SIDES
from desktop.domain.fact import FactType
from desktop.domain.lunar import FESTIVAL_WORDS


class FieldType(StrEnum):
    """What a field of a scheme file may hold."""

    text = "text"
    long_text = "long_text"
    texts = "texts"
    number = "number"
    whole = "whole"
    wholes = "wholes"
    day = "day"
    flag = "flag"
    choice = "choice"
    choices = "choices"
    """Several of `choices`; where there are none, of those the fact beside it (or of the table around it) may have."""
    fact = "fact"
    facts = "facts"
    parameter = "parameter"
    passage = "passage"
    group = "group"
    groups = "groups"
    defined = "defined"
    figure = "figure"
    """A number, or a table: parameter, standard, line, highest, lowest, and a fact where `facts` names types."""
    raw = "raw"
    month_day = "month_day"
    """A day of every year: "01-30"."""
    month = "month"
    """A month: "2026-01"."""
    named_day = "named_day"
    """A date, "12-31", the English name of a festival, { parameter = "…" } or { year = "…", month_day = "12-31" }."""
    step = "step"
    """The id of a step, an earlier one; `choices` holds what may be written besides."""
    award = "award"
    """The id of an award that stands before."""


@dataclass(frozen=True, kw_only=True)
class FieldShape:
    """One key of a table: what it is called in an office and what it may hold."""

    key: str
    label: str
    type: FieldType
    help: str = ""
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    """What may be written → its words."""
    unit: str = ""
    facts: frozenset[FactType] = frozenset()
    """For a fact, and for a figure that may be another fact: of which types."""
    only: tuple[str, tuple[str, ...]] = ("", ())
    """Asked for only where that other field holds one of these; ("", ()) where it always is."""
    blank: bool = False
    """Whether the plan may leave it to a parameter of the right type: { parameter = "…" }."""


@dataclass(frozen=True, kw_only=True)
class TableShape:
    """One table of a scheme file: its fields in their order, and the tables that may stand inside it."""

    key: str
    label: str
    many: bool
    """Whether it is a list of such tables."""
    fields: tuple[FieldShape, ...]
    tables: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict[str, str])
    """Kind → words, where the fields hang on a kind."""
    kind_key: str = "kind"
    """Where the kind is written; "" where the kind is the name of the key that is written: { workdays = 5 }."""
    names: FieldType | None = None
    """Where the officer names the keys: of what kind those names are (facts, parameters, steps, or free text)."""
    entry: FieldShape | None = None
    """What stands behind such a key."""
    inline: bool = False
    """Written within one line, in braces, where there is a choice."""
    required: bool = False
    """Whether the table around it cannot do without."""
    each: str = ""
    """What one of many is called behind a number: 第 2 类."""

    def field(self, key: str) -> FieldShape | None:
        """The field of that key."""
        return next((f for f in self.fields if f.key == key), None)


@dataclass(frozen=True)
class Slot:
    """A place for tables inside a table: its key, what it is called, and which node describes what stands there."""

    key: str
    label: str
    node: str
    many: bool = True
    required: bool = False
    inline: bool = False
    extra: tuple[FieldShape, ...] = ()
    """Fields besides those of the node, before them."""
    clause: bool = False
    """For conditions: whether the words of the plan must stand there."""
    each: str = ""


@dataclass(frozen=True)
class Content:
    """What stands in a table of one kind."""

    fields: tuple[FieldShape, ...] = ()
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class Node:
    """A table whatever its key: the same fields for every kind, and those of each kind."""

    contents: Mapping[str, Content]
    """Kind → content; "" where there are no kinds."""
    kinds: Mapping[str, str] = field(default_factory=dict[str, str])
    kind_key: str = "kind"
    names: FieldType | None = None
    entry: FieldShape | None = None


def plain(*fields: FieldShape, slots: tuple[Slot, ...] = ()) -> Node:
    """A table without kinds."""
    return Node({"": Content(fields, slots)})


def named(names: FieldType, entry: FieldShape, slots: tuple[Slot, ...] = ()) -> Node:
    """A table whose keys the officer names."""
    return Node({"": Content((), slots)}, names=names, entry=entry)


def needed(one: FieldShape) -> FieldShape:
    """The same field, which must be written."""
    return replace(one, required=True)


def or_blank(one: FieldShape) -> FieldShape:
    """The same field, which may also be { parameter = "…" }."""
    return replace(one, blank=True)


def a(type: FieldType, key: str, label: str, help: str = "", *, unit: str = "") -> FieldShape:
    """A field that may be left out."""
    return FieldShape(key=key, label=label, type=type, help=help, unit=unit)


def text(key: str, label: str, help: str = "") -> FieldShape:
    """A line of text."""
    return a(FieldType.text, key, label, help)


def long_text(key: str, label: str, help: str = "") -> FieldShape:
    """A paragraph."""
    return a(FieldType.long_text, key, label, help)


def texts(key: str, label: str, help: str = "") -> FieldShape:
    """A list of texts."""
    return a(FieldType.texts, key, label, help)


def whole(key: str, label: str, help: str = "", unit: str = "") -> FieldShape:
    """A whole number."""
    return a(FieldType.whole, key, label, help, unit=unit)


def number(key: str, label: str, help: str = "", unit: str = "") -> FieldShape:
    """A number."""
    return a(FieldType.number, key, label, help, unit=unit)


def figure(key: str, label: str, help: str = "", unit: str = "元") -> FieldShape:
    """A figure of the plan."""
    return a(FieldType.figure, key, label, help, unit=unit)


def flag(key: str, label: str, help: str = "") -> FieldShape:
    """Yes or no."""
    return a(FieldType.flag, key, label, help)


def choice(key: str, label: str, choices: Mapping[str, str], help: str = "") -> FieldShape:
    """One of a code list."""
    return FieldShape(key=key, label=label, type=FieldType.choice, help=help, choices=choices)


def several(key: str, label: str, choices: Mapping[str, str], help: str = "") -> FieldShape:
    """Some of a code list."""
    return FieldShape(key=key, label=label, type=FieldType.choices, help=help, choices=choices)


def fact(
    types: frozenset[FactType], key: str = "fact", label: str = "看什么事实", help: str = ""
) -> FieldShape:
    """A fact of one of these types."""
    return FieldShape(key=key, label=label, type=FieldType.fact, help=help, facts=types)


def of_fact(key: str = "of", label: str = "哪几项", help: str = "") -> FieldShape:
    """Choices of the fact beside it, or of the table around it."""
    return FieldShape(key=key, label=label, type=FieldType.choices, help=help, required=True)


def only(one: FieldShape, key: str, *values: str) -> FieldShape:
    """The field, asked for where another holds one of the values."""
    return replace(one, only=(key, values))


PASSAGE = a(FieldType.passage, "passage", "依据的原文")
GROUPS = a(FieldType.groups, "groups", "只管哪几类", "不选就是各类都管。")
FESTIVALS: Mapping[str, str] = {str(f): words for f, words in FESTIVAL_WORDS.items()}
SIDE_LABELS: Mapping[str, str] = {str(side): words.replace(" {}", "") for side, words in SIDES.items()}
"""The five bounds in office words."""
