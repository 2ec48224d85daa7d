"""What papers of meetings and random checks are printed from (汇总表、评议记录、会议纪要、抽查记录、名额评定记录)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.application import Override
from desktop.domain.bureau import Bureau
from desktop.domain.drawn import DrawHeld
from desktop.domain.meeting import Meeting
from desktop.domain.places_round import PlacesRound
from desktop.domain.ranking import RankingRule, places_of
from desktop.domain.verdict import Goods


@dataclass(frozen=True, kw_only=True)
class SummaryLine:
    """One case of a batch: what was proposed and what came of it."""

    number: str
    name: str
    unit: str = ""
    """Employer, school or community."""
    scheme_title: str = ""
    category: str = ""
    """What a notice calls the group; never an illness."""
    proposed: Decimal | None = None
    amount: Decimal | None = None
    goods: tuple[Goods, ...] = ()
    result: str = ""


@dataclass(frozen=True, kw_only=True)
class SummaryPaper:
    """All cases of a meeting or a batch on one list (审批汇总表)."""

    bureau: Bureau
    title: str
    """Which meeting or batch."""
    day: date | None = None
    number: str = ""
    lines: tuple[SummaryLine, ...] = ()
    printed_on: date
    trail: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseByCase:
    """A decision beyond a limit of the plan (一事一议), in the minutes."""

    number: str
    applicant: str
    override: Override


@dataclass(frozen=True, kw_only=True)
class MeetingPaper:
    """One meeting for its record (评议记录) or its minutes (会议纪要)."""

    bureau: Bureau
    meeting: Meeting
    scheme_title: str = ""
    quorum: int = 0
    """How many had to be there; 0: the plan names no share."""
    rule: str = ""
    """When a vote passes, in words."""
    case_by_case: tuple[CaseByCase, ...] = ()
    places: tuple[PlacesRound, ...] = ()
    draws: tuple[DrawHeld, ...] = ()
    printed_on: date
    trail: str = ""


@dataclass(frozen=True, kw_only=True)
class DrawPaper:
    """One random check (抽查记录)."""

    bureau: Bureau
    draw: DrawHeld
    printed_on: date
    trail: str = ""


@dataclass(frozen=True, kw_only=True)
class PlacesPaper:
    """One round of places (名额评定记录)."""

    bureau: Bureau
    round: PlacesRound
    rule: RankingRule
    meeting: Meeting | None = None
    """The meeting that decided its ties, or in whose minutes it stands."""
    printed_on: date
    trail: str = ""

    @property
    def private(self) -> bool:
        """Whether ranks are kept to the office."""
        return self.rule.private

    @property
    def places(self) -> int | None:
        """How many places there were; None where nobody has said yet."""
        if self.round.places is None and self.round.posts is None:
            return None
        return places_of(self.rule, self.round.places, self.round.posts)
