"""What may be approved (批准多少、由谁批): between the least and the most the plan allows, and by which level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.domain import means
from desktop.domain.application import Override
from desktop.domain.authority import ANY_SUM, DISCUSSED, who_decides
from desktop.domain.condition import Case
from desktop.domain.conditions import judge
from desktop.domain.money import figures
from desktop.domain.scheme import Scheme
from desktop.domain.verdict import Goods, Outcome, Verdict


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """Whether a sum may be approved, and who may do it."""

    refused: str = ""
    """Why it may not; empty where it may."""
    who: str = ""
    """Which level may decide it; empty where the plan names none, or the sum is open."""
    because: str = ""
    """Why that level, to be read aloud."""
    discuss: str = ""
    """Why it takes a resolution case by case (一事一议); empty where it takes none, or none would help."""

    def barred(self, override: Override | None) -> str:
        """Why the sum may not be approved as it is, with that resolution or without; nothing where it may."""
        if self.discuss:
            return "" if override is not None else self.discuss
        return self.refused


def outside(verdict: Verdict, amount: Decimal | None) -> str:
    """Why a sum in yuan lies outside what the verdict allows, both ends allowed; nothing where it does not."""
    if verdict.outcome is not Outcome.eligible:
        return "核对结论不是「符合」，不能批准。"
    least, most = verdict.amount_at_least, verdict.amount_at_most
    if amount and most is not None and amount > most:
        return f"最多可以批准 {figures(most)} 元，填写的 {figures(amount)} 元超过了它。"
    if amount and least is not None and amount < least:
        return f"最少应当批准 {figures(least)} 元，填写的 {figures(amount)} 元低于它。"
    return ""


def _worth(amount: Decimal | None, goods: Sequence[Goods]) -> Decimal | None:
    """What is given in all; None where nothing is, or nobody said what the goods are worth."""
    values = [g.value for g in goods]
    if None in values:
        return None
    return (amount or Decimal(0)) + sum((v for v in values if v is not None), Decimal(0)) or None


@dataclass(frozen=True, kw_only=True)
class Approvable:
    """What a verdict leaves to whoever decides, under the scheme and the case it was reached on."""

    verdict: Verdict
    scheme: Scheme
    case: Case

    def ruling(self, amount: Decimal | None, goods: Sequence[Goods] = ()) -> Ruling:
        """Whether that sum in yuan lies within the span and the ceilings, both ends included, and who decides it.

        No sum, or none in money, is no sum too small: goods are handed out instead. For the level their worth counts.
        """
        worth = _worth(amount, goods)
        competence = who_decides(self.scheme.conduct.authority, worth, self.verdict.group, self.case)
        refused, discuss = outside(self.verdict, amount), ""
        if refused and self._discussed(amount):
            if self.verdict.outcome is Outcome.eligible:
                refused += f"超过部分须「{DISCUSSED}」研究决定。"
            else:
                refused = self.verdict.summary  # it says which ceiling is full, and that it may be discussed
            discuss = refused
        elif not refused and competence.who == DISCUSSED:
            discuss = f"{competence.because}。"
        because = competence.because if self.scheme.grants else competence.because.removeprefix(ANY_SUM)
        return Ruling(refused=refused, who=competence.who, because=because, discuss=discuss)

    @property
    def by_resolution(self) -> bool:
        """Whether nothing may be approved but by a resolution case by case: only a ceiling that it may pass is full."""
        return self.verdict.outcome is Outcome.ineligible and self._discussed(None)

    def _discussed(self, amount: Decimal | None) -> bool:
        """Whether only ceilings stand in the way that the plan lets somebody pass by a resolution of its own."""
        strict = tuple(c for c in self.scheme.ceilings if not c.discuss)
        beyond = [
            c for c in self.scheme.ceilings if c.discuss and (not c.when or judge(c.when, self.case).holds)
        ]
        if not beyond:
            return False
        lenient = means.check(
            self.case.facts,
            replace(self.scheme, ceilings=strict),
            self.case.standards,
            self.case.place,
            self.case.on,
            self.case.parameters,
        )
        return not outside(lenient, amount)
