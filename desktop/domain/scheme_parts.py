"""What a scheme is made of: passages, parameters, groups, steps, papers, worked examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop.domain.application import StepKind
from desktop.domain.condition import Condition
from desktop.domain.dated_parameters import ParameterType, checked, encoded, told
from desktop.domain.due import Due
from desktop.domain.errors import OfficeError
from desktop.domain.expected import Given, Hoped
from desktop.domain.facts import Facts
from desktop.domain.money import figures
from desktop.domain.payout import Form
from desktop.domain.policy_text import Part
from desktop.domain.standards import LineKind
from desktop.domain.step_rules import StepRules
from desktop.domain.verdict import Outcome


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A passage of the plan, word for word, with where it stands."""

    id: str
    where: str
    text: str

    @property
    def quoted(self) -> str:
        """Where it stands and what it says."""
        return f"{self.where}：{self.text}"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """What an office sets for itself; without a value the scheme cannot be run, unless it is optional.

    A day or a month is kept as a figure, see `dated_parameters`.
    """

    name: str
    label: str
    type: ParameterType = ParameterType.number
    unit: str = ""
    meaning: str = ""
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    optional: bool = False
    passage: str = ""
    """Id of the passage it belongs to."""

    def fitting(self, value: Decimal) -> Decimal:
        """The value, if it lies within the bounds and is of the right kind; raises OfficeError otherwise."""
        try:
            checked(self.type, value)
        except OfficeError as error:
            raise OfficeError(f"参数「{self.label}」填了 {value:f}，{error.said}。请改正。") from error
        low, high = self.minimum, self.maximum
        if not value.is_finite() or (low is not None and value < low) or (high is not None and value > high):
            span = f"{f'不小于 {low}' if low is not None else ''}{f'、不大于 {high}' if high is not None else ''}"
            raise OfficeError(
                f"参数「{self.label}」填了 {value}，应{span.lstrip('、') or '是普通数字'}。请改正。"
            )
        return value

    def read(self, text: str) -> Decimal:
        """What an officer typed, as the figure that is kept; raises OfficeError with what was meant."""
        try:
            return self.fitting(encoded(self.type, text))
        except OfficeError as error:
            raise OfficeError(f"「{text[:40]}」{error.said.rstrip('。')}。") from error

    def told(self, value: Decimal) -> str:
        """A value with its unit, to be read aloud."""
        if self.type is not ParameterType.number:
            return told(self.type, value)
        shown = figures(value) if self.unit.startswith("元") else f"{value.normalize():f}"
        return f"{shown} {self.unit}".strip()


def read_value(part: Part, key: str, kind: ParameterType) -> Decimal:
    """A parameter's value as it is written: 100, 2026-12-30, "12-30" or "2026-01"."""
    if kind is ParameterType.number:
        return part.number(key)
    return part.attempt(key, lambda: encoded(kind, part.raw(key)))


@dataclass(frozen=True, kw_only=True)
class Group:
    """A kind of people the scheme is for (对象类别): all its conditions must hold."""

    id: str
    label: str
    priority: int
    require: tuple[Condition, ...]
    source: str = ""
    note: str = ""
    published: str = ""
    """What a public notice calls this kind of people; never an illness."""
    refer: str = ""
    """Where those of this group are referred besides (转介)."""


@dataclass(frozen=True, kw_only=True)
class Warned:
    """Something the officer must be told where it holds; it decides nothing."""

    condition: Condition
    say: str


@dataclass(frozen=True, kw_only=True)
class StepPlan:
    """A step of the procedure as the scheme file states it."""

    id: str
    kind: StepKind
    label: str
    who: str = ""
    due: Due | None = None
    rule: str = ""
    source: str = ""
    rules: StepRules = field(default_factory=StepRules)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper to hand in (材料): what it proves, for which groups, in how many copies."""

    name: str
    proves: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    copies: int = 1
    at: str = ""
    """Id of the step at which it is asked for; empty: it comes with the application."""
    forms: tuple[Form, ...] = ()
    """Asked for only where it is handed out in one of these forms; in any where empty."""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What a worked example must come to; None: not asked."""

    outcome: Outcome | None
    group: str | None = None
    amount: Decimal | None = None
    no_amount: bool = False
    goods: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    groups: tuple[str, ...] | None = None
    """All groups met, where a scheme counts each of them."""
    notes: tuple[str, ...] = ()
    """Words that must stand among the notes: warnings, referrals."""
    deadlines: Mapping[str, date | None] = field(default_factory=dict[str, "date | None"])
    more: Hoped = field(default_factory=Hoped)


@dataclass(frozen=True, kw_only=True)
class Example:
    """A worked example (算例): facts, the lines and parameters to judge by, and what must come out."""

    name: str
    on: date
    received: date | None
    facts: Facts
    standards: Mapping[LineKind, Decimal]
    parameters: Mapping[str, Decimal]
    notice_days: int
    expect: Expected
    place: str = ""
    """Where it plays; empty: nowhere in particular."""
    given: Given = field(default_factory=Given)
