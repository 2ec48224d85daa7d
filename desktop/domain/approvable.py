"""What may be approved (批准多少、由谁批): between the least and the most the plan allows, and by which level."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.authority import DISCUSSED, who_decides
from desktop.domain.condition import Case
from desktop.domain.conditions import judge
from desktop.domain.money import figures
from desktop.domain.scheme import Scheme
from desktop.domain.verdict import Outcome, Verdict


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """Whether a sum may be approved, and who may do it."""

    refused: str = ""
    """Why it may not; empty where it may."""
    who: str = ""
    """Which level may decide it; empty where the plan names none, or the sum is open."""
    because: str = ""
    """Why that level, to be read aloud."""


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


@dataclass(frozen=True, kw_only=True)
class Approvable:
    """What a verdict leaves to whoever decides, under the scheme and the case it was reached on."""

    verdict: Verdict
    scheme: Scheme
    case: Case

    def ruling(self, amount: Decimal | None) -> Ruling:
        """Whether that sum in yuan lies within the span and the ceilings, both ends included, and who decides it.

        No sum, or none in money, is no sum too small: goods are handed out instead.
        """
        competence = who_decides(self.scheme.conduct.authority, amount or None, self.verdict.group, self.case)
        refused = outside(self.verdict, amount)
        most = self.verdict.amount_at_most
        if most is not None and (amount or 0) > most and self._discussed():
            refused += f"超过部分须「{DISCUSSED}」研究决定。"
        return Ruling(refused=refused, who=competence.who, because=competence.because)

    def _discussed(self) -> bool:
        """Whether the plan lets somebody go beyond a ceiling by a resolution of its own."""
        return any(
            c.discuss
            and c.concerns(self.verdict.groups or (self.verdict.group,))
            and (c.when is None or judge(c.when, self.case).holds)
            for c in self.scheme.ceilings
        )
