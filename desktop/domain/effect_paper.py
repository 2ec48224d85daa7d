"""What a changed figure does to a roster, for paper (改数影响对照表): totals before and after, and every household concerned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.bureau import Bureau


@dataclass(frozen=True, kw_only=True)
class EffectSide:
    """What one household gets under one set of figures."""

    outcome: str
    said: str
    """Sum and goods in words."""
    yuan: Decimal | None
    """What it gets in money; None where a person decides it."""
    monthly: bool = False


@dataclass(frozen=True, kw_only=True)
class EffectLine:
    """One household concerned, its name covered."""

    number: str
    name: str
    before: EffectSide
    after: EffectSide

    @property
    def difference(self) -> Decimal | None:
        """After less before; None where one of them is left to a person, or one is by the month and the other is not."""
        was, now = self.before, self.after
        mixed = was.yuan and now.yuan and was.monthly != now.monthly
        return None if was.yuan is None or now.yuan is None or mixed else now.yuan - was.yuan

    @property
    def monthly(self) -> bool:
        """Whether the difference is one of every month."""
        return self.before.monthly or self.after.monthly


@dataclass(frozen=True, kw_only=True)
class EffectTotal:
    """One figure of the whole roster, in words."""

    title: str
    before: str
    after: str
    difference: str


@dataclass(frozen=True, kw_only=True)
class EffectPaper:
    """The comparison as it was looked at; nothing of it has been decided."""

    bureau: Bureau
    title: str
    edition: str
    figure: str
    before: str
    after: str
    on: date
    tried: int
    """So many households were tried."""
    said: str
    totals: tuple[EffectTotal, ...]
    entering: tuple[EffectLine, ...]
    leaving: tuple[EffectLine, ...]
    changed: tuple[EffectLine, ...]
    left_out: int = 0
    """So many more are concerned and stand in the spreadsheet only."""
    printed_on: date

    @property
    def lines(self) -> tuple[EffectLine, ...]:
        """Every household that is listed."""
        return (*self.entering, *self.leaving, *self.changed)
