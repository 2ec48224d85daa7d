"""The procedure of a scheme (办理步骤): its steps, each with a due date and the rule that made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop.domain.application import Step
from desktop.domain.calendar import WorkCalendar
from desktop.domain.dated_parameters import NO_PARAMETERS
from desktop.domain.days import day_words
from desktop.domain.due import DUE_KINDS, RECEIPT, Due, Start, Stop
from desktop.domain.errors import OfficeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import StepPlan


@dataclass(frozen=True, kw_only=True)
class Reopened:
    """A case that went back after an objection: at which step it was raised, and when."""

    at: str
    on: date


def steps(
    scheme: Scheme,
    received: date,
    calendar: WorkCalendar,
    notice_days: int,
    done: Sequence[Step] = (),
    parameters: Mapping[str, Decimal] = NO_PARAMETERS,
    stops: Sequence[Stop] = (),
    reopened: Reopened | None = None,
    hung: Step | None = None,
) -> tuple[Step, ...]:
    """The steps of a case that came in that day. Steps already done keep what they say, and their day counts.

    `parameters` is what the office filled in; a day that is still blank leaves its step without one. `stops` are the
    spans in which the clock stood still; `reopened` makes the steps after an objection due anew; `hung` is the step of
    a notice that hangs: what follows runs from its end.
    """
    values = scheme.values(parameters)
    finished = {step.position: step for step in done if step.done_on is not None}
    starts: dict[str, Start] = {}
    made: list[Step] = []
    start = Start(day=received, words=f"收到申请（{day_words(received)}）", stops=tuple(stops))
    starts[RECEIPT] = start
    for position, plan in enumerate(scheme.steps, 1):
        step = _step(_filled(plan, scheme, values), position, starts, start, received, calendar, notice_days)
        step = _hanging(_finished(step, finished.get(position)), hung)
        start = _next_start(step, start)
        starts[plan.id] = start
        made.append(step)
    if reopened is None:
        return tuple(made)
    return after_objection(
        scheme, made, reopened.at, reopened.on, calendar, notice_days, parameters, done, stops, hung
    )


def after_objection(
    scheme: Scheme,
    made: Sequence[Step],
    at: str,
    on: date,
    calendar: WorkCalendar,
    notice_days: int,
    parameters: Mapping[str, Decimal] = NO_PARAMETERS,
    done: Sequence[Step] = (),
    stops: Sequence[Stop] = (),
    hung: Step | None = None,
) -> tuple[Step, ...]:
    """The steps once somebody objected at a step: back to the one the plan names, due anew, the notice hung again.

    `done` are steps done again since. Raises OfficeError where the plan does not say what an objection does.
    """
    plans = {plan.id: (n, plan) for n, plan in enumerate(scheme.steps)}
    here, plan = plans[at]
    rule = plan.rules.objection
    if rule is None:
        raise OfficeError(f"方案没有写明步骤「{plan.label}」有异议时怎么办。请由负责人决定。")
    values = scheme.values(parameters)
    finished = {step.position: step for step in done if step.done_on is not None}
    back, _ = plans[rule.back_to]
    start = Start(day=on, words=f"{day_words(on)}提出异议", stops=tuple(stops))
    anew = list(made)
    starts = {RECEIPT: start, **{p.id: start for p in scheme.steps}}
    for n in range(back, len(anew)):
        due = rule.due if n == back else scheme.steps[n].due
        if n == here and not rule.again:
            due = None
        again = replace(scheme.steps[n], due=due if due is None else replace(due, after=""))
        if n > here:
            again = replace(scheme.steps[n], due=scheme.steps[n].due)
        step = _step(_filled(again, scheme, values), n + 1, starts, start, on, calendar, notice_days)
        step = _hanging(_finished(step, finished.get(n + 1)), hung)
        anew[n] = step
        start = _next_start(step, start)
        starts[scheme.steps[n].id] = start
    return tuple(anew)


def _finished(step: Step, old: Step | None) -> Step:
    """The step with what it says once it is done."""
    if old is None:
        return step
    return replace(step, done_on=old.done_on, by=old.by, opinion=old.opinion)


def _hanging(step: Step, hung: Step | None) -> Step:
    """The step with the end of the notice that hangs, where it is that one."""
    if hung is None or hung.position != step.position or step.done_on is not None:
        return step
    return replace(step, due=hung.due, rule=hung.rule)


def _filled(plan: StepPlan, scheme: Scheme, values: Mapping[str, Decimal]) -> StepPlan:
    """The step with its due rule as the office filled it in, or with a rule that says what is still blank."""
    if plan.due is None or not plan.due.parameters:
        return plan
    due: Due | None = plan.due.settled(values)
    if due is not None:
        return replace(plan, due=due)
    names = "、".join(scheme.parameter(name).label for name in plan.due.parameters if name not in values)
    return replace(
        plan, due=None, rule="；".join(x for x in (f"期限待定，请先填写参数「{names}」", plan.rule) if x)
    )


def _step(
    plan: StepPlan,
    position: int,
    starts: dict[str, Start],
    before: Start,
    received: date,
    calendar: WorkCalendar,
    notice_days: int,
) -> Step:
    due: date | None = None
    asked = "；".join(x for x in (plan.rule, plan.rules.told()) if x)
    rule = asked or "原文没有写明期限"
    if plan.due is not None:
        start = starts[plan.due.after] if plan.due.after else before
        due, told = DUE_KINDS[plan.due.kind](plan.due, start, received, calendar, notice_days)
        rule = f"{told}。{asked}" if asked else told
    return Step(
        position=position, plan=plan.id, kind=plan.kind, label=plan.label, who=plan.who, due=due, rule=rule
    )


def _next_start(step: Step, before: Start) -> Start:
    """What the next time runs from: the day the step was done, else its due date, else what came before."""
    if step.done_on is not None:
        words = f"「{step.label}」完成（{day_words(step.done_on)}）"
        return replace(before, day=step.done_on, words=words)
    if step.due is not None:
        words = f"「{step.label}」到期（{day_words(step.due)}，推算）"
        return replace(before, day=step.due, words=words)
    return before
