"""What letters to an applicant are printed from (告知书): plain values that hold everything the paper shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.benefit import Benefit, BenefitChange
from desktop.domain.bureau import Bureau
from desktop.domain.lacking import CasePaper, LackingLetter
from desktop.domain.telling import Told


@dataclass(frozen=True, kw_only=True)
class CaseHead:
    """Which case a letter is about, and whom it is for."""

    number: str
    applicant: str
    scheme_title: str
    applied_on: date
    agent: str = ""
    """Who applied for them, with the relation."""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class AcceptancePaper:
    """Whether an application was taken (受理、不予受理通知书), and why not."""

    bureau: Bureau
    case: CaseHead
    accepted: bool
    day: date | None = None
    """The day it was taken or turned away; None leaves room to write one."""
    received: tuple[CasePaper, ...] = ()
    """The papers that came with it."""
    decide_by: date | None = None
    decide_rule: str = ""
    """How that day came about."""
    reasons: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    """The passages of the plan it was turned away by."""
    elsewhere: str = ""
    """Where they may apply instead."""
    told: Told | None = None
    printed_on: date
    trail: str = ""


@dataclass(frozen=True, kw_only=True)
class LackingPaper:
    """All that is missing, told once and completely (一次性告知书)."""

    bureau: Bureau
    case: CaseHead
    letter: LackingLetter
    papers: tuple[CasePaper, ...]
    """What is missing, each with its copies, its groups and what is wrong with the one that came."""
    printed_on: date
    trail: str = ""


@dataclass(frozen=True, kw_only=True)
class EndingPaper:
    """Help that ends (终止告知书): from when, why, by which clause."""

    bureau: Bureau
    case: CaseHead
    benefit: Benefit
    decided_on: date | None = None
    reasons: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    """All who must be told besides the receiver."""
    elsewhere: str = ""
    """What other help they are referred to."""
    printed_on: date
    trail: str = ""


@dataclass(frozen=True, kw_only=True)
class AdjustmentPaper:
    """Help that goes on otherwise than before (救助金调整告知书): raised, lowered, fading out, restored."""

    bureau: Bureau
    case: CaseHead
    benefit: Benefit
    position: int
    """Which of its changes this tells of."""
    reasons: tuple[str, ...]
    """Why, with the figures."""
    bases: tuple[str, ...] = ()
    """The clauses it rests on."""
    told: tuple[Told, ...] = ()
    """All who must be told of it."""
    printed_on: date
    trail: str = ""

    @property
    def change(self) -> BenefitChange:
        """What became of it."""
        return self.benefit.changes[self.position]
