"""What a means check found (核对结论): the verdict and its reasons, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.months import Entitlement


class Outcome(StrEnum):
    eligible = "eligible"
    ineligible = "ineligible"
    incomplete = "incomplete"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One clause tried on the facts: does it hold, why, and what would change it."""

    clause: str
    """What the clause asks, in office words."""
    holds: bool | None
    """None where a fact is unknown (缺材料)."""
    because: str
    """The reason with its figures, to be read aloud."""
    source: str = ""
    """The passage of the plan it comes from."""
    fact: str = ""
    line: str = ""
    margin: str = ""
    change: str = ""
    """What would change the result; empty where nothing could."""
    group: str = ""
    """The group of the scheme it was tried for; empty for exclusions and what concerns all."""
    excludes: bool = False
    """True for an exclusion that was tried: `holds` then says the household is NOT excluded."""


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A fact nobody knows yet, and the papers that would prove it (一次性告知)."""

    fact: str
    label: str
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Goods:
    """Goods promised or handed out: name, count, unit and worth in yuan (whole line)."""

    name: str
    count: Decimal = Decimal(1)
    unit: str = "份"
    value: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one source bears of an amount, in yuan."""

    source: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a household qualifies under one edition of a scheme on a day, and why."""

    outcome: Outcome
    scheme_id: str
    scheme_title: str
    edition: str
    """Hash of the scheme file's text it was judged by."""
    on: date
    group: str = ""
    group_label: str = ""
    groups: tuple[str, ...] = ()
    """All groups that count, where one person may be in several."""
    amount: Decimal | None = None
    """Yuan; for one month where `monthly` is given. None where the plan leaves it open or pays in goods only."""
    amount_at_most: Decimal | None = None
    """The most that may be approved: what was reckoned, or the ceiling's room where a person decides; None: no limit."""
    amount_at_least: Decimal | None = None
    """The least that may be approved, where the plan names a span for a person to decide in."""
    amount_because: str = ""
    monthly: Entitlement | None = None
    """From which month to which, where help is given by the month."""
    tiers: tuple[str, ...] = ()
    """The tiers (分档) the amount fell in."""
    shares: tuple[Share, ...] = ()
    """Who bears how much of the amount."""
    decided_by: str = ""
    """Which level may decide the amount; empty where the plan names none or the amount is open."""
    form: str = ""
    """In what form it is handed over."""
    goods: tuple[Goods, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()
    """Gaps and contradictions of the plan's text that the user must see."""
    summary: str = ""
    """One sentence that gives the outcome and the deciding reason."""

    @property
    def possible_groups(self) -> frozenset[str]:
        """The groups that count; where none does yet, those no clause speaks against."""
        if self.groups or self.group:
            return frozenset(self.groups or (self.group,))
        asked = [f for f in self.findings if f.group]
        return frozenset(f.group for f in asked) - {f.group for f in asked if f.holds is False}
