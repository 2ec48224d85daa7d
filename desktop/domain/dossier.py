"""What a paper is printed from: plain values that hold everything the form shows, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.application import Application, Notice, Step
from desktop.domain.bureau import Bureau
from desktop.domain.household import Household
from desktop.domain.income import IncomeSheet
from desktop.domain.payout import Batch, PayoutLine
from desktop.domain.retention import Destruction
from desktop.domain.verdict import Verdict
from desktop.domain.visit import Round, Visit


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """One application with its household and verdict as they were, for 审批表 and 告知书."""

    bureau: Bureau
    household: Household
    income: IncomeSheet
    verdict: Verdict
    application: Application
    visits: tuple[Visit, ...] = ()
    printed_on: date


@dataclass(frozen=True, kw_only=True)
class NoticeEntry:
    """One line of a public notice: only what may be published ever gets here."""

    name: str
    employer: str
    category: str
    """What kind of help, or which group; never an illness."""
    award: str
    """Amount or goods as the scheme asks."""


@dataclass(frozen=True, kw_only=True)
class NoticePaper:
    """A notice as it hangs on the wall (公示)."""

    bureau: Bureau
    scheme_title: str
    reference: str
    notice: Notice
    entries: tuple[NoticeEntry, ...]
    printed_on: date
    trail: str = ""
    """Where the log stood when it was printed: its last number and code, for the foot."""


@dataclass(frozen=True, kw_only=True)
class RoundPaper:
    """A plan of visits on paper, with room to write (走访登记表)."""

    bureau: Bureau
    round: Round
    printed_on: date
    trail: str = ""


@dataclass(frozen=True, kw_only=True)
class BatchPaper:
    """A handing out on paper (签收表)."""

    bureau: Bureau
    batch: Batch
    printed_on: date
    trail: str = ""


@dataclass(frozen=True, kw_only=True)
class ReceiptPaper:
    """Receipts (收据), one for each line given."""

    bureau: Bureau
    batch: Batch
    lines: tuple[PayoutLine, ...]
    printed_on: date


@dataclass(frozen=True, kw_only=True)
class ConsentPaper:
    """What a household is told and signs (告知同意书)."""

    bureau: Bureau
    household: Household | None
    """None for a blank one."""
    years: int
    """How long archives are kept after closing."""
    printed_on: date


@dataclass(frozen=True, kw_only=True)
class DestructionPaper:
    """Archives destroyed together, to be signed by both (销毁清册)."""

    bureau: Bureau
    destruction: Destruction
    printed_on: date
    trail: str = ""


@dataclass(frozen=True, kw_only=True)
class TrialFact:
    """A fact as it was filled in for a trial; no value: nobody knows it."""

    label: str
    value: str
    papers: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, kw_only=True)
class TrialPaper:
    """One trial of a scheme on paper (试算单): what was filled in, and what the check said of it."""

    bureau: Bureau
    title: str
    reference: str
    """Issuer and number of the plan."""
    edition: str
    on: date
    received: date | None
    place: str
    filled_from: str
    """What the facts were taken from: an archive's number, a worked example; empty where they were typed."""
    facts: tuple[TrialFact, ...]
    assumed: tuple[str, ...]
    """Figures put in for the trial only, each with its name."""
    verdict: Verdict
    groups: Mapping[str, str]
    """The scheme's groups in words."""
    steps: tuple[Step, ...]
    printed_on: date
