"""What a worked example came to, as its file would expect it (照算出的结果改预期): only what it asks and got otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from desktop.domain import procedure
from desktop.domain.calendar import WorkCalendar
from desktop.domain.examples import ExampleResult
from desktop.domain.money import figures
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Example
from desktop.domain.verdict import Verdict
from desktop.domain.words import word


def came_out(
    scheme: Scheme, example: Example, result: ExampleResult, calendar: WorkCalendar
) -> Mapping[str, object]:
    """The keys of `expect` that would have to read otherwise, each with what came out; words of reasons are dropped."""
    found: dict[str, object] = {}
    if result.verdict is not None:
        found |= _of_verdict(example, result.verdict)
    if example.expect.deadlines and example.received is not None:
        steps = procedure.steps(scheme, example.received, calendar, example.notice_days)
        due = {plan.id: step.due for plan, step in zip(scheme.steps, steps, strict=True)}
        now = {id: due[id] for id in example.expect.deadlines}
        if now != dict(example.expect.deadlines):
            found["deadlines"] = {id: day if day is not None else "none" for id, day in now.items()}
    return found


def _of_verdict(example: Example, verdict: Verdict) -> dict[str, object]:
    expect, found = example.expect, dict[str, object]()
    if expect.outcome is not verdict.outcome:
        found["verdict"] = str(verdict.outcome)
    if expect.group is not None and verdict.group != expect.group:
        found["group"] = verdict.group
    if expect.groups is not None and sorted(verdict.groups) != sorted(expect.groups):
        found["groups"] = list(verdict.groups)
    asked = expect.amount is not None or expect.no_amount
    if (asked and (verdict.amount is None) != expect.no_amount) or expect.amount not in (
        None,
        verdict.amount,
    ):
        found["amount"] = "none" if verdict.amount is None else _plain(verdict)
    given = [goods.name for goods in verdict.goods]
    if any(name not in given for name in expect.goods):
        found["goods"] = given or None
    missing = [m.fact for m in verdict.missing]
    if sorted(missing) != sorted(expect.missing):
        found["missing"] = missing or None
    told = "\n".join([verdict.summary, verdict.amount_because, *(f.because for f in verdict.findings)])
    reasons = [r for r in expect.reasons if r in told]
    if reasons != list(expect.reasons):
        found["reasons"] = reasons or None
    notes = [n for n in expect.notes if any(n in note for note in verdict.notes)]
    if notes != list(expect.notes):
        found["notes"] = notes or None
    return found


def _plain(verdict: Verdict) -> object:
    amount = verdict.amount
    assert amount is not None
    return int(amount) if amount == amount.to_integral_value() else amount


def outcome_words(scheme: Scheme, verdict: Verdict) -> str:
    """What came out, in one line: 符合，低保家庭，600.00 元，棉被."""
    groups = {g.id: g.label for g in scheme.groups}
    parts = [
        word(verdict.outcome),
        groups.get(verdict.group, ""),
        f"{figures(verdict.amount)} 元" if verdict.amount is not None else "",
        "、".join(g.name for g in verdict.goods),
        f"缺 {'、'.join(m.label for m in verdict.missing)}" if verdict.missing else "",
    ]
    return "，".join(p for p in parts if p)


def told_value(value: object) -> str:
    """A value of an expectation in words, for a question."""
    if value is None:
        return "不写"
    if isinstance(value, dict):
        pairs = cast("Mapping[str, object]", value).items()
        return "、".join(f"{k} {told_value(v)}" for k, v in pairs)
    if isinstance(value, list):
        return "、".join(str(v) for v in cast("list[object]", value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value) or "一类也不是"
