"""What a paper is printed from: plain values that hold everything the form shows, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop.domain.application import Application, Notice, Step
from desktop.domain.approval_form import ApprovalForm, Copy
from desktop.domain.assessment import Assessment
from desktop.domain.bureau import Bureau
from desktop.domain.facts import Facts
from desktop.domain.household import Household
from desktop.domain.income import IncomeSheet
from desktop.domain.payout import Batch, PayoutLine
from desktop.domain.person import Member
from desktop.domain.retention import Destruction
from desktop.domain.student import Student
from desktop.domain.telling import Told
from desktop.domain.verdict import Goods, Verdict
from desktop.domain.visit import Round, Visit


@dataclass(frozen=True, kw_only=True)
class EarlierAid:
    """What the household was granted before: the day, under which scheme, how much."""

    on: date
    title: str
    amount: Decimal | None = None
    goods: tuple[Goods, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """One application with its household and verdict as they were, for 审批表 and 告知书."""

    bureau: Bureau
    household: Household
    income: IncomeSheet
    verdict: Verdict
    application: Application
    visits: tuple[Visit, ...] = ()
    facts: Facts = field(default_factory=Facts)
    """The facts of the check."""
    earlier: tuple[EarlierAid, ...] = ()
    """What was granted before this application, the latest first."""
    form: ApprovalForm | None = None
    """On which form the application is written; None: that of the office's kind."""
    copy: Copy | None = None
    """Which of several copies it is; None where they are not told apart."""
    told: tuple[Told, ...] = ()
    """Who must be told what in this case, and how it was."""
    printed_on: date
    trail: str = ""
    """Where the log stood when it was printed: its last number and code, for the foot."""


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
    extract: bool = False
    """Only the lines of one household are given, for its file (归档摘录)."""
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


@dataclass(frozen=True, kw_only=True)
class HouseholdPaper:
    """A household as its own papers show it (档案表、入户调查表、授权书、承诺书); no household: a blank one to hand out."""

    bureau: Bureau
    household: Household | None
    unit: str = ""
    """The unit that keeps the file, with those above it."""
    papers: tuple[str, ...] = ()
    """What is attached, in words (附件)."""
    printed_on: date
    trail: str = ""

    @property
    def home(self) -> Household:
        """The household, or one of whom nothing is known."""
        return self.household or Household(members=(Member(ordinal=1, name=""),))


@dataclass(frozen=True, kw_only=True)
class StudentPaper:
    """One student with the family, for the school's recognition (认定申请表); no household: a blank one."""

    bureau: Bureau
    household: Household | None
    student: Student | None = None
    printed_on: date
    trail: str = ""


@dataclass(frozen=True, kw_only=True)
class ContentsLine:
    """One paper of a file (卷内文件): what it is, whose, its date, and where it stands. Page 0: not known."""

    title: str
    whose: str = ""
    dated: date | None = None
    first: int = 0
    pages: int = 0
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class FilePaper:
    """What a file as a whole is (档案封面) and what lies in it (卷内目录)."""

    bureau: Bureau
    household: Household
    unit: str = ""
    years: int
    """How long archives are kept after closing."""
    lines: tuple[ContentsLine, ...] = ()
    printed_on: date

    @property
    def pages(self) -> int:
        """How many pages the listed papers have together, as far as that is known."""
        return sum(line.pages for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class VerdictPaper:
    """One kept check of a household, clause by clause (核对结论单)."""

    bureau: Bureau
    assessment: Assessment
    groups: Mapping[str, str]
    """The scheme's groups in words."""
    printed_on: date


@dataclass(frozen=True, kw_only=True)
class VisitsPaper:
    """All visits to one household (走访记录)."""

    bureau: Bureau
    household: Household
    visits: tuple[Visit, ...]
    printed_on: date
