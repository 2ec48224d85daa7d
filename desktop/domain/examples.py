"""The worked examples of a scheme (算例), run: each is judged afresh and compared with what the file expects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop.domain import means, procedure
from desktop.domain.announced import with_announced
from desktop.domain.calendar import WorkCalendar
from desktop.domain.condition import Case
from desktop.domain.errors import OfficeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Example
from desktop.domain.standards import Line, Standards
from desktop.domain.trials import trial_problems
from desktop.domain.verdict import Verdict
from desktop.domain.words import word

PLACE = "算例"


@dataclass(frozen=True, kw_only=True)
class ExampleResult:
    """How one example came out; no problems: it passed."""

    scheme_id: str
    name: str
    problems: tuple[str, ...]
    verdict: Verdict | None = None

    @property
    def passed(self) -> bool:
        """Whether all came out as expected."""
        return not self.problems


def run_examples(scheme: Scheme, calendar: WorkCalendar) -> tuple[ExampleResult, ...]:
    """Every example of the scheme, judged by its own lines and parameters.

    In an edition that replaces another the days of the examples may lie before its own first day: they came with the
    text and try its rules, not its term.
    """
    if scheme.replaces:
        scheme = replace(scheme, from_day=None)
    return tuple(_run(scheme, example, calendar) for example in scheme.examples)


def _run(scheme: Scheme, example: Example, calendar: WorkCalendar) -> ExampleResult:
    place = example.place or PLACE
    lines = [
        Line(kind=kind, place=place, from_day=date(2000, 1, 1), amount=amount)
        for kind, amount in example.standards.items()
    ]
    standards = Standards.of(lines)
    values = scheme.values(example.parameters)
    facts = with_announced(example.facts, scheme, values, example.on)
    case = Case(facts, standards, place, example.on, values)
    try:
        verdict = (
            means.check(facts, scheme, standards, place, example.on, example.parameters)
            if example.expect.outcome is not None
            else None
        )
        problems = (
            *(_verdict_problems(example, verdict) if verdict else ()),
            *_deadline_problems(scheme, example, calendar),
            *trial_problems(scheme, example, verdict, case, calendar),
        )
    except OfficeError as error:
        return ExampleResult(scheme_id=scheme.id, name=example.name, problems=(error.said,))
    return ExampleResult(scheme_id=scheme.id, name=example.name, problems=problems, verdict=verdict)


def _verdict_problems(example: Example, verdict: Verdict) -> Iterator[str]:
    expect = example.expect
    if expect.outcome is not None and verdict.outcome is not expect.outcome:
        yield f"结论应为「{word(expect.outcome)}」，算出「{word(verdict.outcome)}」：{verdict.summary}"
    if expect.group is not None and verdict.group != expect.group:
        yield f"对象类别应为「{expect.group or '无'}」，算出「{verdict.group or '无'}」"
    if expect.groups is not None and sorted(verdict.groups) != sorted(expect.groups):
        yield f"符合的类别应为 {'、'.join(expect.groups) or '无'}，算出 {'、'.join(verdict.groups) or '无'}"
    for words in expect.notes:
        if not any(words in note for note in verdict.notes):
            yield f"提示里应有「{words}」，实际为：{'；'.join(verdict.notes) or '无'}"
    if expect.amount is not None and verdict.amount != expect.amount:
        yield f"金额应为 {expect.amount}，算出 {_yuan(verdict.amount)}：{verdict.amount_because}"
    if expect.no_amount and verdict.amount is not None:
        yield f"金额应由人确定，算出 {_yuan(verdict.amount)}"
    given = [goods.name for goods in verdict.goods]
    for name in expect.goods:
        if name not in given:
            yield f"物品应有「{name}」，算出 {'、'.join(given) or '没有'}"
    missing = tuple(m.fact for m in verdict.missing)
    if sorted(expect.missing) != sorted(missing):
        yield f"缺的材料应为 {'、'.join(expect.missing) or '无'}，算出 {'、'.join(missing) or '无'}"
    told = "\n".join([verdict.summary, verdict.amount_because, *(f.because for f in verdict.findings)])
    for reason in expect.reasons:
        if reason not in told:
            yield f"理由里应有「{reason}」，实际为：{told}"


def _deadline_problems(scheme: Scheme, example: Example, calendar: WorkCalendar) -> Iterator[str]:
    if not example.expect.deadlines:
        return
    if example.received is None:
        yield "要核对期限，就要写收到日期 received"
        return
    steps = procedure.steps(
        scheme, example.received, calendar, example.notice_days, parameters=example.parameters
    )
    due = {plan.id: step.due for plan, step in zip(scheme.steps, steps, strict=True)}
    for id, expected in example.expect.deadlines.items():
        if due[id] != expected:
            yield f"步骤「{id}」期限应为 {expected or '无'}，算出 {due[id] or '无'}"


def _yuan(amount: Decimal | None) -> str:
    return "无" if amount is None else f"{amount}"
