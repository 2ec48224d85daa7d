"""A household on file (职工家庭): its people, money, property and certificates, as values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from desktop.domain.person import Member, Relation
from desktop.domain.standing import FileLevel, FileState
from desktop.domain.student import Student

MOST_OTHER_CAUSES = 3
"""次要致困原因 beside the one main cause: three at most, as the union's form says."""
WHOLE_HOUSEHOLD = 0
"""`whose` of an income, expense or certificate that belongs to the household, not to one member."""


class Hardship(StrEnum):
    """困难类别: the current words and, for old paper files, the earlier ones."""

    deep = "deep"
    relative = "relative"
    accidental = "accidental"
    on_dibao = "on_dibao"
    near_dibao = "near_dibao"
    above_dibao = "above_dibao"


class Cause(StrEnum):
    """致困原因."""

    own_illness = "own_illness"
    family_illness = "family_illness"
    disability = "disability"
    disaster = "disaster"
    accident = "accident"
    schooling = "schooling"
    job_loss = "job_loss"
    low_income = "low_income"
    no_insurance = "no_insurance"
    unable_to_work = "unable_to_work"
    single_parent = "single_parent"
    other = "other"


class Housing(StrEnum):
    """住房类型."""

    self_built = "self_built"
    commercial = "commercial"
    affordable = "affordable"
    price_limited = "price_limited"
    employer_rented = "employer_rented"
    public_rented = "public_rented"
    rented = "rented"
    none = "none"
    other = "other"


class Period(StrEnum):
    """How often an amount comes: each month, once a year, or once."""

    month = "month"
    year = "year"
    once = "once"


class IncomeKind(StrEnum):
    wage = "wage"
    business = "business"
    pension = "pension"
    basic_pension = "basic_pension"
    support = "support"
    rent = "rent"
    transfer = "transfer"
    unemployment = "unemployment"
    relief = "relief"
    honour = "honour"
    undivided = "undivided"
    none = "none"
    """Checked and nothing earned: an entry of 0 yuan that makes the income known."""
    other = "other"


class ExpenseKind(StrEnum):
    """刚性支出."""

    illness = "illness"
    disability = "disability"
    schooling = "schooling"
    housing = "housing"
    care = "care"
    work_cost = "work_cost"
    disaster = "disaster"
    accident = "accident"
    other = "other"


class PropertyKind(StrEnum):
    home = "home"
    other_building = "other_building"
    """A shop or other building that is not lived in (非居住用房)."""
    vehicle = "vehicle"
    savings = "savings"
    business = "business"


class CertificateKind(StrEnum):
    dibao = "dibao"
    near_dibao = "near_dibao"
    destitute = "destitute"
    """特困 / 五保供养证."""
    hardship_worker = "hardship_worker"
    """特困职工救助证."""
    veteran_allowance = "veteran_allowance"
    """定期定量抚恤补助证（重点优抚）."""
    social_relief = "social_relief"
    """社会定期救济证."""
    disability = "disability"
    other = "other"


class Topic(StrEnum):
    """A part of the archive that may be empty because nobody asked, or because it was checked and there is nothing."""

    expenses = "expenses"
    homes = "homes"
    vehicles = "vehicles"
    savings = "savings"
    business = "business"
    certificates = "certificates"
    illnesses = "illnesses"
    debts = "debts"


@dataclass(frozen=True, kw_only=True)
class Income:
    """One kind of income of one member, or of the household (whose = 0); amount in yuan per period."""

    kind: IncomeKind
    amount: Decimal
    whose: int = WHOLE_HOUSEHOLD
    period: Period = Period.month
    received_on: date | None = None
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Expense:
    """One rigid expense in yuan: what was charged, what was reimbursed, what the household paid itself."""

    kind: ExpenseKind
    amount: Decimal
    reimbursed: Decimal = Decimal(0)
    whose: int = WHOLE_HOUSEHOLD
    period: Period = Period.once
    paid_on: date | None = None
    remark: str = ""

    @property
    def self_paid(self) -> Decimal:
        """What the household bore itself (自付), in yuan per period."""
        return self.amount - self.reimbursed


@dataclass(frozen=True, kw_only=True)
class Property:
    """A home, vehicle, savings or business of the household; area in square metres, value in yuan."""

    kind: PropertyKind
    description: str = ""
    area: Decimal | None = None
    value: Decimal | None = None
    exempt: bool = False
    """Does not count against the household (残疾代步车, 电动两轮 …); the reason stands in the description."""


@dataclass(frozen=True, kw_only=True)
class Certificate:
    kind: CertificateKind
    whose: int = WHOLE_HOUSEHOLD
    number: str = ""
    issued_on: date | None = None
    expires_on: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether it is in force on that day; an open end never lapses."""
        begun = self.issued_on is None or self.issued_on <= day
        return begun and (self.expires_on is None or day <= self.expires_on)


class DebtKind(StrEnum):
    """What a household owes for (欠债原因)."""

    illness = "illness"
    schooling = "schooling"
    housing = "housing"
    disaster = "disaster"
    accident = "accident"
    business = "business"
    other = "other"


@dataclass(frozen=True, kw_only=True)
class Debt:
    """What the household owes, in yuan still open."""

    kind: DebtKind
    amount: Decimal
    whose: int = WHOLE_HOUSEHOLD
    creditor: str = ""
    since: date | None = None
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Guardian:
    """Who answers for a minor or for somebody who cannot (监护人): a member by number, or a person from outside."""

    whose: int
    """The member who is looked after."""
    member: int = 0
    """The member who looks after them; 0: somebody from outside."""
    name: str = ""
    relation: str = ""
    phone: str = ""
    id_number: str = ""
    employer: str = ""


@dataclass(frozen=True, kw_only=True)
class Tag:
    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Household:
    """People who live together, and all that is on file of them. An empty field is unknown."""

    members: tuple[Member, ...]
    number: str = ""
    """Archive number (档案编号); given by the program where empty."""
    hardship: Hardship | None = None
    cause: Cause | None = None
    other_causes: tuple[Cause, ...] = ()
    address: str = ""
    hukou_place: str = ""
    postcode: str = ""
    other_contact: str = ""
    housing: Housing | None = None
    floor_area: Decimal | None = None
    single_parent: bool | None = None
    self_help: bool | None = None
    zero_employment: bool | None = None
    bank: str = ""
    bank_branch: str = ""
    card_number: str = ""
    incomes: tuple[Income, ...] = ()
    expenses: tuple[Expense, ...] = ()
    properties: tuple[Property, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    debts: tuple[Debt, ...] = ()
    guardians: tuple[Guardian, ...] = ()
    students: tuple[Student, ...] = ()
    tags: tuple[Tag, ...] = ()
    verified_none: frozenset[Topic] = frozenset()
    """Topics that were checked and are empty (已核实，没有)."""
    filed_by: str = ""
    reviewed_by: str = ""
    entered_by: str = ""
    filed_on: date | None = None
    remark: str = ""
    account_holder: str = ""
    """Whose bank account it is, where it is not the head's."""
    unit_id: int | None = None
    """The unit that keeps the file (建档单位); its place in the tree of units."""
    level: FileLevel | None = None
    """Whose standard the file meets (建档标准)."""
    wants: str = ""
    """What help the household asks for (帮扶需求)."""
    plan: str = ""
    """What help is planned (帮扶计划)."""
    verified_on: date | None = None
    """When somebody last checked the whole file against papers or at home."""
    state: FileState = FileState.on_file
    """Where the file stands; changed by its own verbs, never by typing."""
    state_since: date | None = None
    id: int | None = None
    version: int = 0
    """Counts the times it was saved, so that two people never overwrite each other unseen."""

    @property
    def head(self) -> Member:
        """The person the file is about (户主 / 本人)."""
        return next((m for m in self.members if m.relation is Relation.head), self.members[0])

    @cached_property
    def counted(self) -> tuple[Member, ...]:
        """The members who live together and count per head (共同生活)."""
        return tuple(m for m in self.members if m.lives_here)

    def on(self, day: date) -> Household:
        """The household as it was on that day: who had not come or was gone does not count as living together."""
        if all(m.joined_on is None and m.left_on is None for m in self.members):
            return self
        return replace(
            self,
            members=tuple(m if m.belongs_on(day) else replace(m, lives_here=False) for m in self.members),
        )

    def member(self, ordinal: int) -> Member | None:
        """The member with that number, or None for the whole household."""
        return next((m for m in self.members if m.ordinal == ordinal), None)

    def owner_name(self, whose: int) -> str:
        """Whose it is, for screen and paper."""
        found = self.member(whose)
        return found.name if found else "全家"

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """The units it and its students belong to."""
        own = () if self.unit_id is None else (self.unit_id,)
        return (*own, *(s.class_id for s in self.students if s.class_id is not None))

    def known(self, topic: Topic) -> bool:
        """Whether that part of the archive was asked about at all."""
        return topic in self.verified_none or bool(self._entries(topic))

    def _entries(self, topic: Topic) -> tuple[object, ...]:
        kinds = _TOPIC_PROPERTIES.get(topic)
        if kinds is not None:
            return tuple(p for p in self.properties if p.kind in kinds)
        if topic is Topic.expenses:
            return self.expenses
        if topic is Topic.certificates:
            return self.certificates
        if topic is Topic.debts:
            return self.debts
        return tuple(illness for m in self.members for illness in m.illnesses)


_TOPIC_PROPERTIES = {
    Topic.homes: {PropertyKind.home},
    Topic.vehicles: {PropertyKind.vehicle},
    Topic.savings: {PropertyKind.savings},
    Topic.business: {PropertyKind.business, PropertyKind.other_building},
}
