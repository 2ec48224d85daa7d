"""What a fact is (事实): its label, type, unit and choices, what usually proves it, which tags tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.domain.words import choices


class FactType(StrEnum):
    money = "money"
    quotient = "quotient"
    """Yuan per head: a quotient, so it may have more than two decimals."""
    number = "number"
    whole = "whole"
    yes_no = "yes_no"
    choice = "choice"
    choices = "choices"
    text = "text"
    texts = "texts"
    day = "day"
    receipts = "receipts"
    """Dated bills, so that a scheme can count those of its own window."""
    people = "people"
    """The members one by one, each with facts of their own."""


TYPE_WORDS = {
    FactType.money: "金额",
    FactType.quotient: "金额（可有多位小数）",
    FactType.number: "数字",
    FactType.whole: "整数",
    FactType.yes_no: "是或否",
    FactType.choice: "选一项",
    FactType.choices: "选多项",
    FactType.text: "文字",
    FactType.texts: "文字列表",
    FactType.day: "日期",
    FactType.receipts: "票据列表",
    FactType.people: "成员列表",
}

NUMERIC = frozenset({FactType.money, FactType.quotient, FactType.number, FactType.whole})
SETS = frozenset({FactType.choice, FactType.choices, FactType.texts})


NONE = ""
"""What a tag says that tells there is none of a fact's choices."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing a scheme may ask: what it is called, what it may be, and what usually proves it."""

    id: str
    label: str
    type: FactType
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    """For choices: the English word in the file → 中文."""
    proofs: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the archive has no field for: the tag (标签) → what it says; "yes" and "no" for 是 and 否."""
    hint: str = ""
    """What counts and what does not, where the label does not say it."""

    @property
    def measure(self) -> str:
        """The unit a figure of this fact is read with."""
        return "元" if self.type in (FactType.money, FactType.quotient) else self.unit


def code_fact(
    id: str, label: str, type: FactType, unit: str = "", kind: type[StrEnum] | None = None, proofs: str = ""
) -> Fact:
    """A fact whose choices, if any, are those of a code list; proofs parted by spaces."""
    listed = {str(value): words for value, words in choices(kind)} if kind else {}
    return Fact(id=id, label=label, type=type, unit=unit, choices=listed, proofs=tuple(proofs.split()))


def yes_fact(id: str, label: str, proofs: str = "", yes: str = "", no: str = "", hint: str = "") -> Fact:
    """A yes-or-no fact; `yes` and `no` are the tags that say so."""
    tags = {tag: said for said, words in (("yes", yes), ("no", no)) for tag in words.split()}
    return Fact(id=id, label=label, type=FactType.yes_no, proofs=tuple(proofs.split()), tags=tags, hint=hint)


def listed_fact(
    id: str, label: str, listed: str, proofs: str = "", *, one: bool = False, none: str = "", hint: str = ""
) -> Fact:
    """A fact with choices of its own, written "word=中文 word=中文"; each 中文 is also its tag.

    `none` is the tag that says somebody looked and none of them is so (核实过，没有).
    """
    pairs = dict(pair.split("=", 1) for pair in listed.split())
    return Fact(
        id=id,
        label=label,
        type=FactType.choice if one else FactType.choices,
        choices=pairs,
        proofs=tuple(proofs.split()),
        tags={words: value for value, words in pairs.items()} | ({none: NONE} if none else {}),
        hint=hint,
    )


def plain_fact(id: str, label: str, type: FactType, unit: str = "", proofs: str = "", hint: str = "") -> Fact:
    """A fact that is a figure, a text or a day."""
    return Fact(id=id, label=label, type=type, unit=unit, proofs=tuple(proofs.split()), hint=hint)
