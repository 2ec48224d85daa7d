"""A relief scheme (帮扶方案): what one policy file says, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from desktop.domain.again import AgainRule
from desktop.domain.amounts import Award, Ceiling
from desktop.domain.approval_form import ApprovalForm
from desktop.domain.bring import BringRule
from desktop.domain.bureau import OfficeKind
from desktop.domain.condition import Condition
from desktop.domain.conduct import Conduct
from desktop.domain.errors import OfficeError
from desktop.domain.facts import FACTS
from desktop.domain.income import IncomeRule
from desktop.domain.leaning import lines_in
from desktop.domain.payment import Pay
from desktop.domain.scheme_header import Combine, Fading, Review, SchemeKind, Telling, Trigger
from desktop.domain.scheme_parts import Example, Group, Paper, Parameter, Passage, StepPlan, Warned
from desktop.domain.standards import LineKind


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """One edition of a policy, as its file states it."""

    id: str
    title: str
    issuer: str
    reference: str
    plans: tuple[int, ...]
    from_day: date | None
    until: date | None
    offices: tuple[OfficeKind, ...]
    audience: str
    notes: tuple[str, ...]
    passages: tuple[Passage, ...]
    parameters: tuple[Parameter, ...]
    groups: tuple[Group, ...]
    """In the order they are tried: by priority, then as written."""
    exclusions: tuple[Condition, ...]
    awards: tuple[Award, ...]
    ceilings: tuple[Ceiling, ...]
    """In the order they are kept."""
    payments: tuple[Pay, ...]
    """Ways of handing over; the first that fits a case counts."""
    steps: tuple[StepPlan, ...]
    papers: tuple[Paper, ...]
    examples: tuple[Example, ...]
    edition: str
    """Hash of the text."""
    text: str
    file: str
    kind: SchemeKind = SchemeKind.relief
    combine: Combine = Combine.first
    income: IncomeRule | None = None
    """How it counts income, where it says so itself."""
    alone: tuple[Condition, ...] = ()
    """Who may apply alone, without the household (单独提出申请)."""
    warnings: tuple[Warned, ...] = ()
    refer: str = ""
    """Where those who do not qualify are referred."""
    triggers: tuple[Trigger, ...] = ()
    reviews: tuple[Review, ...] = ()
    fading: Fading | None = None
    conduct: Conduct = field(default_factory=Conduct)
    told: tuple[Telling, ...] = ()
    ends: str = ""
    """The number of the scheme whose help it brings to an end; nothing is granted then, and the decision is to stop."""
    replaces: str = ""
    """The number of the older edition it is a revision of; what was granted under that one counts here too."""
    form: ApprovalForm | None = None
    """The form its applications are written on; None: that of the office's kind."""
    again: tuple[AgainRule, ...] = ()
    """What counts as applying for the same thing again."""
    bring: BringRule = field(default_factory=BringRule)
    """By when papers told of as missing must be brought, and what happens where they are not."""
    form_kept_by: tuple[str, ...] = ()
    """Who keeps each of its copies; none named: the copies are not told apart."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition that decides or warns, in the order they are asked."""
        required = (c for g in self.groups for c in g.require)
        return (*self.exclusions, *required, *(w.condition for w in self.warnings))

    def values(self, parameters: Mapping[str, Decimal]) -> dict[str, Decimal]:
        """The parameters to run with: what the office set, else what the plan says."""
        said = {p.name: p.value for p in self.parameters if p.value is not None}
        return said | {p.name: parameters[p.name] for p in self.parameters if p.name in parameters}

    def unset(self, parameters: Mapping[str, Decimal]) -> tuple[Parameter, ...]:
        """The blanks that stop the scheme from running."""
        values = self.values(parameters)
        return tuple(p for p in self.parameters if not p.optional and p.name not in values)

    @property
    def grants(self) -> bool:
        """Whether its decision gives somebody something: an end gives nothing, nor does taking somebody on."""
        return not self.ends and self.kind is not SchemeKind.selection

    @cached_property
    def lines(self) -> tuple[LineKind, ...]:
        """The published lines without which it cannot be checked."""
        return lines_in(self.groups, self.exclusions, self.awards, self.ceilings, self.payments, self.conduct)

    @cached_property
    def lines_besides(self) -> tuple[LineKind, ...]:
        """The published lines that only warnings and terms look at; without them a warning says so."""
        told = lines_in(self.alone, self.warnings, self.reviews, self.fading, self.told, self.triggers)
        return tuple(kind for kind in told if kind not in self.lines)

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name; raises OfficeError where there is none."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise OfficeError(f"方案「{self.title}」没有参数「{name}」。请从「方案」页选择参数。")

    def facts_asked(self) -> tuple[str, ...]:
        """The facts the scheme asks about, in the order it asks them."""
        asked = [
            fact for c in (*self.exclusions, *(c for g in self.groups for c in g.require)) for fact in c.asks
        ]
        asked += [fact for a in self.awards for fact in a.facts]
        asked += [fact for c in self.ceilings for fact in c.facts]
        asked += [fact for w in self.warnings for fact in w.condition.asks]
        asked += [fact for p in self.payments if p.when for fact in p.when.asks]
        asked += self.conduct.facts
        return tuple(dict.fromkeys(asked))

    def facts_asked_of_members(self) -> frozenset[str]:
        """The facts it asks about single members of the household."""
        whens = (c for a in self.awards for c in (a.when, a.full) if c is not None)
        limits = (c.when for c in self.ceilings if c.when is not None)
        every = (c for top in (*self.conditions, *whens, *limits) for c in top.walk())
        return frozenset(f for c in every if c.kind == "member" for part in c.parts for f in part.asks)

    def papers_for(self, fact: str, group: str = "") -> tuple[str, ...]:
        """The papers that prove a fact: the scheme's own, else the usual ones."""
        own = [
            p.name
            for p in self.papers
            if fact in p.proves and (not group or not p.groups or group in p.groups)
        ]
        return tuple(own) or FACTS[fact].proofs
