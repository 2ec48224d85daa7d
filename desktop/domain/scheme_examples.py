"""How the worked examples (算例) of a scheme file are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from desktop.domain.errors import OfficeError
from desktop.domain.expected import read_given, read_hoped
from desktop.domain.facts import FACTS, Facts, parse_facts
from desktop.domain.policy_text import Part
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Example, Expected, read_value
from desktop.domain.standards import LineKind
from desktop.domain.verdict import Outcome


def read_example(part: Part, scheme: Scheme) -> Example:
    """One worked example of the scheme that was read before it."""
    facts, expect = part.part("facts"), part.part("expect")
    if expect is None or (facts is None and expect.has("verdict")):
        raise part.wrong("", "算例要有事实和预期结果", "请写 [examples.facts] 和 [examples.expect]。")
    on = part.day("on")
    if on is None:
        raise part.wrong("on", "没有填写", "请写核对日期，例如 on = 2026-01-15。")
    content = {key: facts.raw(key) for key in facts.names()} if facts else {}
    example = Example(
        name=part.text("name"),
        on=on,
        received=part.day("received"),
        facts=_read_facts(part, content),
        standards=_read_standards(part),
        parameters=_read_values(part, scheme),
        notice_days=part.whole("notice_days", 5),
        place=part.text("place", ""),
        expect=_read_expected(expect, scheme),
        given=read_given(part),
    )
    part.done()
    return example


def _read_facts(part: Part, content: Mapping[str, object]) -> Facts:
    try:
        return parse_facts(content)
    except OfficeError as error:
        fact = next((key for key in content if _broken(key, content[key])), None)
        inside = (fact,) if fact is not None else ()
        raise part.wrong("facts", error.said.rstrip("。"), "请改正。", inside) from error


def _broken(key: str, value: object) -> bool:
    try:
        parse_facts({key: value})
    except OfficeError:
        return True
    return False


def _read_standards(part: Part) -> dict[LineKind, Decimal]:
    table = part.part("standards")
    if table is None:
        return {}
    return {
        table.one_of(key, {k.value: k for k in LineKind}, key): table.number(key) for key in table.names()
    }


def _read_values(part: Part, scheme: Scheme) -> dict[str, Decimal]:
    table = part.part("parameters")
    if table is None:
        return {}
    known = {p.name: p for p in scheme.parameters}
    return {key: read_value(table, key, table.one_of(key, known, key).type) for key in table.names()}


def _read_expected(part: Part, scheme: Scheme) -> Expected:
    group = part.text("group", "") if part.has("group") else None
    if group:
        part.one_of("group", {g.id: g for g in scheme.groups}, group)
    missing = part.texts("missing")
    for fact in missing:
        part.one_of("missing", FACTS, fact)
    no_amount = part.raw("amount") == "none"
    expected = Expected(
        outcome=part.choice("verdict", Outcome) if part.has("verdict") else None,
        group=group,
        amount=None if no_amount else part.optional_number("amount"),
        no_amount=no_amount,
        goods=part.texts("goods"),
        reasons=part.texts("reasons"),
        missing=missing,
        groups=_read_groups_met(part, scheme),
        notes=part.texts("notes"),
        deadlines=_read_deadlines(part, scheme),
        more=read_hoped(part),
    )
    part.done()
    return expected


def _read_groups_met(part: Part, scheme: Scheme) -> tuple[str, ...] | None:
    if not part.has("groups"):
        return None
    known = {g.id: g.id for g in scheme.groups}
    return tuple(part.one_of("groups", known, id) for id in part.texts("groups"))


def _read_deadlines(part: Part, scheme: Scheme) -> dict[str, date | None]:
    table = part.part("deadlines")
    if table is None:
        return {}
    steps = {s.id: s for s in scheme.steps}
    found: dict[str, date | None] = {}
    for key in table.names():
        table.one_of(key, steps, key)
        found[key] = None if table.raw(key) == "none" else table.day(key)
    return found
