"""What a worked example tries besides a verdict, read aloud (算例检验什么): each thing it expects in a line."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.days import day_words
from desktop.domain.ranking import STANDING_WORDS
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Example


def tried_lines(scheme: Scheme, example: Example) -> tuple[str, ...]:
    """What the example expects of places, visits, pairs, counts, stock and due days."""
    return tuple(_lines(scheme, example))


def _lines(scheme: Scheme, example: Example) -> Iterator[str]:
    hoped, conduct = example.expect.more, scheme.conduct
    rankings = {rule.id: rule.label for rule in conduct.rankings}
    duties = {duty.id: duty.label for duty in conduct.visits}
    stocks = {stock.id: stock for stock in conduct.stock}
    for ranking in hoped.rankings:
        came = "；".join(
            f"{STANDING_WORDS[standing]}：{'、'.join(names) or '无'}"
            for standing, names in ranking.standings.items()
        )
        yield f"评定「{rankings.get(ranking.id, ranking.id)}」，参评 {len(example.given.candidates)} 人，应{_being(came)}"
    for duty in hoped.visits:
        label = duties.get(duty.id, duty.id)
        if duty.due is not None:
            yield f"「{label}」的期限应{_being('、'.join(day_words(day) for day in duty.due))}"
        if duty.lacking is not None:
            yield f"「{label}」各期还差的次数应{_being('、'.join(str(n) for n in duty.lacking))}"
    if hoped.pairs:
        yield f"结对核对：帮扶人 {len(example.given.helpers)} 名，帮扶户 {len(example.given.homes)} 户"
    for id, left in hoped.stock.items():
        unit, name = (stocks[id].unit, stocks[id].label) if id in stocks else ("", id)
        yield f"「{name}」分完应余 {left.normalize():,f} {unit}"
    steps = {step.id: step.label for step in scheme.steps}
    for id, day in example.expect.deadlines.items():
        yield f"步骤「{steps.get(id, id)}」的期限应{_being(day_words(day) if day is not None else '')}"


def _being(value: str) -> str:
    """为 and what it is: figures stand apart from Chinese, Chinese does not."""
    return f"为 {value}" if value[:1].isdecimal() else f"为{value or '无'}"
