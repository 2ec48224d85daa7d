"""Who must be told what of a decision (告知、送达), by when, and the receiver's signature on the stub."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.application import Application, Step, StepKind
from desktop.domain.course import Ground
from desktop.domain.days import day_words
from desktop.domain.due import DUE_KINDS, Due, Start
from desktop.domain.upon import Upon


@dataclass(frozen=True, kw_only=True)
class Told:
    """One thing somebody must be told in a case, and that it was."""

    application_id: int
    who: str
    what: str
    upon: Upon | None = None
    """What it follows from: an approval, a refusal, a change, an end."""
    change: int | None = None
    """Which change of the help the case began, counted from 0, where it follows from one."""
    written: bool = False
    due: date | None = None
    rule: str = ""
    """How the due day came about."""
    told_on: date | None = None
    told_by: str = ""
    how: str = ""
    """Handed over, posted, left at the home …"""
    received_by: str = ""
    """Who signed the stub."""
    received_on: date | None = None
    refused_to_sign: str = ""
    """Who witnessed it where nobody would sign."""
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ToldLine:
    """One line of the list of what is still to be told."""

    told: Told
    number: str
    applicant: str
    scheme_title: str


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """How somebody was told: by whom, in what way, and who signed the stub, or who saw that they would not."""

    on: date
    by: str
    how: str
    received_by: str = ""
    received_on: date | None = None
    refused_to_sign: str = ""


UNWRITTEN = "原文没有写由谁告知、几天内告知"


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A change of the help a case began: which of its changes, and in one line what it is."""

    change: int
    words: str


def duties(
    case: Application, ground: Ground, upon: Upon, on: date, turn: Turn | None = None
) -> tuple[Told, ...]:
    """Who must be told what once that has happened in the case: as the plan says, else whoever applied.

    A refusal is always told in writing with its reasons (行政复核、异议要用), and so is any change of help that goes on;
    an approval where the plan has a step for it.
    """
    change = None if turn is None else turn.change
    return tuple(replace(told, upon=upon, change=change) for told in _duties(case, ground, upon, on, turn))


def of_letter(tellings: Iterable[Told], upon: Upon, change: int | None = None) -> tuple[Told, ...]:
    """Those of a case's tellings that one letter is about."""
    return tuple(t for t in tellings if t.upon is upon and (change is None or t.change == change))


def _duties(case: Application, ground: Ground, upon: Upon, on: date, turn: Turn | None) -> tuple[Told, ...]:
    said = tuple(_said(case, ground, upon, on))
    step = case.step(StepKind.tell)
    if said or case.id is None:
        return said
    if turn is not None:
        return (_usual(case, ground, on, step, turn.words, written=True),)
    if upon is Upon.refused:
        what = "不予受理的决定和理由" if case.turned_away else "不予批准的决定和理由"
        return (_usual(case, ground, on, step, what, written=True),)
    if upon is Upon.approved and step is not None:
        return (_usual(case, ground, on, step, "批准的决定和数额", written=False),)
    return ()


def _said(case: Application, ground: Ground, upon: Upon, on: date) -> Iterator[Told]:
    values = ground.scheme.values(ground.parameters)
    for telling in ground.scheme.told:
        if telling.upon is not upon:
            continue
        within = telling.within.settled(values) if telling.within is not None else None
        due, rule = _due(case, ground, within, on)
        yield Told(
            application_id=case.id or 0,
            who=telling.who,
            what=telling.what,
            written=telling.written,
            due=due,
            rule="；".join(x for x in (rule, telling.source) if x) or UNWRITTEN,
        )


def _usual(case: Application, ground: Ground, on: date, step: Step | None, what: str, written: bool) -> Told:
    plan = ground.plan_of(step) if step is not None else None
    within = plan.due if plan is not None else None
    due, rule = _due(case, ground, within, on)
    who = case.agent.name if case.agent is not None else case.applicant
    told = "；".join(x for x in (rule, plan.source if plan is not None else "") if x)
    return Told(
        application_id=case.id or 0, who=who, what=what, written=written, due=due, rule=told or UNWRITTEN
    )


def _due(case: Application, ground: Ground, within: Due | None, on: date) -> tuple[date | None, str]:
    """By when, reckoned from the day of the decision."""
    if within is None or within.parameters:
        return None, ""
    start = Start(day=on, words=f"作出决定（{day_words(on)}）")
    return DUE_KINDS[within.kind](within, start, case.applied_on, ground.calendar, ground.notice_days)
