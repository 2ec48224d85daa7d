"""Trying a scheme out (试算): what it asks, in its own order and grouped; what was filled in; what the check says of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, cast

from desktop.domain import means
from desktop.domain.announced import with_announced
from desktop.domain.condition import Condition
from desktop.domain.derived_facts import SOURCES
from desktop.domain.examples import PLACE
from desktop.domain.fact import Fact, FactType
from desktop.domain.facts import FACTS, Facts, FactValue
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Example
from desktop.domain.standards import Line, LineKind, Standards
from desktop.domain.verdict import Verdict

TRIED = "试填的数"
"""Stands for the source of a published line that is only assumed."""


class Chapter(StrEnum):
    """Under which heading a fact is asked."""

    money = "money"
    numbers = "numbers"
    people = "people"
    kinds = "kinds"
    answers = "answers"
    days = "days"
    words = "words"


CHAPTER_WORDS = {
    Chapter.money: "钱：收入、支出和票据",
    Chapter.numbers: "数目",
    Chapter.people: "家庭成员",
    Chapter.kinds: "证件、身份和类别",
    Chapter.answers: "是或不是",
    Chapter.days: "日期",
    Chapter.words: "地方和名称",
}

_CHAPTERS = {
    FactType.money: Chapter.money,
    FactType.quotient: Chapter.money,
    FactType.receipts: Chapter.money,
    FactType.number: Chapter.numbers,
    FactType.whole: Chapter.numbers,
    FactType.people: Chapter.people,
    FactType.choice: Chapter.kinds,
    FactType.choices: Chapter.kinds,
    FactType.texts: Chapter.kinds,
    FactType.yes_no: Chapter.answers,
    FactType.day: Chapter.days,
    FactType.text: Chapter.words,
}


@dataclass(frozen=True, kw_only=True)
class Question:
    """A fact as a scheme asks it: the papers that prove it, and which of its values the scheme speaks of."""

    fact: Fact
    papers: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    of_each: tuple[Question, ...] = ()
    """For members: what is asked of each of them."""
    derives: str = ""
    """The label of the fact that follows from this one where it is not given itself."""
    asked: bool = True
    """False for what the scheme never looks at and an example gives nevertheless."""

    @property
    def chapter(self) -> Chapter:
        """Under which heading it is asked."""
        return _CHAPTERS[self.fact.type]


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What is filled in: the case, and the figures assumed for it."""

    on: date
    received: date | None = None
    place: str = ""
    facts: Facts = field(default_factory=Facts)
    parameters: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    """Assumed for this trial, instead of what the office or the plan has."""
    lines: Mapping[LineKind, Decimal] = field(default_factory=dict[LineKind, Decimal])
    """Published lines assumed for this trial."""


def questions(scheme: Scheme) -> tuple[Question, ...]:
    """Every fact the scheme asks for, in the order it asks, with those that others follow from behind them."""
    asked: list[Question] = []
    known = set(scheme.facts_asked())
    for id in scheme.facts_asked():
        asked.append(question(scheme, id))
        for source in SOURCES.get(id, ()):
            if source not in known:
                known.add(source)
                asked.append(question(scheme, source, derives=FACTS[id].label))
    return tuple(asked)


def question(scheme: Scheme, id: str, *, asked: bool = True, derives: str = "") -> Question:
    """One fact as this scheme asks it."""
    fact = FACTS[id]
    return Question(
        fact=fact,
        papers=scheme.papers_for(id),
        named=_named(scheme, fact),
        of_each=tuple(question(scheme, one) for one in _of_members(scheme))
        if fact.type is FactType.people
        else (),
        derives=derives,
        asked=asked,
    )


def by_chapter(asked: Iterable[Question]) -> list[tuple[Chapter, list[Question]]]:
    """The questions under their headings; headings come in the order in which they are first needed."""
    found: dict[Chapter, list[Question]] = {}
    for one in asked:
        found.setdefault(one.chapter, []).append(one)
    return list(found.items())


def of_example(scheme: Scheme, example: Example) -> Attempt:
    """What a worked example fills in; its figures stand instead of the office's."""
    return Attempt(
        on=example.on,
        received=example.received,
        place=example.place or PLACE,
        facts=example.facts,
        parameters=scheme.values(example.parameters),
        lines=example.standards,
    )


def of_archive(facts: Facts, asked: Collection[str]) -> Facts:
    """Of what an archive tells, what is asked."""
    return Facts(
        {id: value for id, value in facts.items() if id in asked},
        {id: origin for id, origin in facts.origins.items() if id in asked},
    )


def verdict_of(
    scheme: Scheme, attempt: Attempt, filled: Mapping[str, Decimal], standards: Standards
) -> Verdict:
    """What the check says of it, with the office's figures wherever none is assumed."""
    parameters = {**filled, **attempt.parameters}
    facts = with_announced(attempt.facts, scheme, scheme.values(parameters), attempt.on)
    return means.check(facts, scheme, assumed(standards, attempt), attempt.place, attempt.on, parameters)


def assumed(standards: Standards, attempt: Attempt) -> Standards:
    """The office's published lines, with those assumed for the trial in their stead."""
    kept = [x for x in standards.lines if x.place != attempt.place or x.kind not in attempt.lines]
    tried = [
        Line(kind=kind, place=attempt.place, from_day=date.min, amount=amount, source=TRIED)
        for kind, amount in attempt.lines.items()
    ]
    return Standards.of([*kept, *tried])


def _named(scheme: Scheme, fact: Fact) -> tuple[str, ...]:
    """The values of a fact that the scheme's conditions or examples speak of, in the order of the forms."""
    wanted: dict[str, None] = {}
    for condition in _conditions(scheme):
        if condition.fact == fact.id:
            wanted.update(dict.fromkeys(sorted(condition.choices)))
    if fact.type is FactType.texts:
        for example in scheme.examples:
            wanted.update(dict.fromkeys(sorted(example.facts.chosen(fact.id) or ())))
    return tuple(c for c in fact.choices if c in wanted) if fact.choices else tuple(wanted)


def _of_members(scheme: Scheme) -> tuple[str, ...]:
    members = [part for c in _conditions(scheme) if c.kind == "member" for part in c.parts]
    return tuple(dict.fromkeys(id for part in members for id in part.asks))


def _conditions(scheme: Scheme) -> Iterator[Condition]:
    """Every condition of the scheme with all inside it, wherever it stands."""
    for found in _inside((scheme.groups, scheme.exclusions, scheme.warnings, scheme.awards, scheme.payments)):
        if isinstance(found, Condition):
            yield found


def _inside(thing: object) -> Iterator[object]:
    """The values of the vocabulary inside a part of a scheme, itself first."""
    if isinstance(thing, tuple | list | frozenset):
        for one in cast("Iterable[object]", thing):
            yield from _inside(one)
    elif is_dataclass(thing) and not isinstance(thing, type):
        yield thing
        for one in fields(cast("Any", thing)):
            yield from _inside(getattr(thing, one.name))


def facts_from(values: Mapping[str, FactValue | None], origins: Mapping[str, str]) -> Facts:
    """Facts from what stands in the fields; what is unknown is left out."""
    known = {id: value for id, value in values.items() if value is not None}
    return Facts(known, {id: origins[id] for id in known if origins.get(id)})


def value_of(fact: Fact, entered: object) -> FactValue | None:
    """What a field tells, as this fact has it: a count is a whole number, an empty text is unknown."""
    if fact.type is FactType.whole and isinstance(entered, Decimal):
        return int(entered)
    return None if entered is None or entered == "" else cast("FactValue", entered)
