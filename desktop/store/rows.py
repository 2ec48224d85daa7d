"""The tables. Rows never leave this room: the other modules of the store turn them into values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from desktop.domain.application import State, StepKind
from desktop.domain.household import (
    Cause,
    CertificateKind,
    DebtKind,
    ExpenseKind,
    Hardship,
    Housing,
    IncomeKind,
    Period,
    PropertyKind,
)
from desktop.domain.payout import Form
from desktop.domain.person import (
    ContractTerm,
    DisabilityKind,
    Disease,
    Education,
    EmploymentForm,
    EmploymentState,
    Health,
    Hukou,
    Joining,
    Leaving,
    Marriage,
    PersonKind,
    Relation,
    Schooling,
    SchoolKind,
    Sex,
)
from desktop.domain.staff import Rank
from desktop.domain.standards import LineKind
from desktop.domain.standing import FileLevel, FileState
from desktop.domain.student import ScoreBand, StudentFlag, StudentLevel, WeakFamily
from desktop.domain.unit import UnitKind
from desktop.domain.verdict import Outcome
from desktop.domain.visit import Purpose
from desktop.store.columns import Hundredths, Json, Word, WordSet


class Row(DeclarativeBase):
    """Base of all tables. Nothing cascades: what hangs on a row is removed by name or not at all."""


def _id() -> MappedColumn[int]:
    return mapped_column(primary_key=True)


def _household(primary: bool = False) -> MappedColumn[int]:
    return mapped_column(ForeignKey("household.id"), primary_key=primary, index=not primary)


def _text() -> MappedColumn[str]:
    return mapped_column(Text, default="", server_default="")


class SettingRow(Row):
    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(Json)


class SeriesRow(Row):
    """The last number given in each series; numbers never repeat."""

    __tablename__ = "series"
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class LineRow(Row):
    __tablename__ = "line"
    id: Mapped[int] = _id()
    kind: Mapped[LineKind] = mapped_column(Word(LineKind))
    place: Mapped[str] = mapped_column(String(100))
    from_day: Mapped[date] = mapped_column(Date)
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    source: Mapped[str] = _text()
    __table_args__ = (Index("ix_line_kind_place_day", "kind", "place", "from_day", unique=True),)


class ParameterRow(Row):
    """What an office filled into a scheme's parameter, from a day on."""

    __tablename__ = "parameter"
    scheme_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = _text()
    set_on: Mapped[date] = mapped_column(Date)


class CalendarYearRow(Row):
    """A year's list of holidays as the office corrected it; other years come from the shipped files."""

    __tablename__ = "calendar_year"
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str] = _text()
    rest: Mapped[Any] = mapped_column(Json)
    work: Mapped[Any] = mapped_column(Json)


class HouseholdRow(Row):
    __tablename__ = "household"
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(200), index=True)
    id_number: Mapped[str] = mapped_column(String(20), index=True)
    phone: Mapped[str] = mapped_column(String(40), index=True)
    employer: Mapped[str] = mapped_column(String(200), index=True)
    people: Mapped[int] = mapped_column(index=True)
    hardship: Mapped[Hardship | None] = mapped_column(Word(Hardship), index=True)
    cause: Mapped[Cause | None] = mapped_column(Word(Cause), index=True)
    other_causes: Mapped[Any] = mapped_column(Json)
    address: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    hukou_place: Mapped[str] = _text()
    postcode: Mapped[str] = mapped_column(String(10))
    other_contact: Mapped[str] = _text()
    housing: Mapped[Housing | None] = mapped_column(Word(Housing))
    floor_area: Mapped[Decimal | None] = mapped_column(Hundredths)
    single_parent: Mapped[bool | None] = mapped_column(Boolean)
    self_help: Mapped[bool | None] = mapped_column(Boolean)
    zero_employment: Mapped[bool | None] = mapped_column(Boolean)
    bank: Mapped[str] = _text()
    bank_branch: Mapped[str] = _text()
    card_number: Mapped[str] = mapped_column(String(40))
    verified_none: Mapped[Any] = mapped_column(Json)
    filed_by: Mapped[str] = _text()
    reviewed_by: Mapped[str] = _text()
    entered_by: Mapped[str] = _text()
    filed_on: Mapped[date | None] = mapped_column(Date, index=True)
    remark: Mapped[str] = _text()
    income_per_head: Mapped[Decimal | None] = mapped_column(Hundredths, index=True)
    net_income_per_head: Mapped[Decimal | None] = mapped_column(Hundredths, index=True)
    changed_on: Mapped[date] = mapped_column(Date, index=True)
    version: Mapped[int]
    account_holder: Mapped[str] = _text()
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    level: Mapped[FileLevel | None] = mapped_column(Word(FileLevel), index=True)
    wants: Mapped[str] = _text()
    plan: Mapped[str] = _text()
    verified_on: Mapped[date | None] = mapped_column(Date, index=True)
    state: Mapped[FileState] = mapped_column(Word(FileState), server_default="on_file")
    state_since: Mapped[date | None] = mapped_column(Date)
    sealed_on: Mapped[date | None] = mapped_column(Date)
    """Closed and put away (撤档封存): shown nowhere but in the list of what is kept."""
    sealed_because: Mapped[str] = mapped_column(Text, server_default="")
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("household.id"))
    """The archive of the same person that this one was merged into."""
    destroyed_on: Mapped[date | None] = mapped_column(Date)
    """From then on only the number is left."""
    last_visit_on: Mapped[date | None] = mapped_column(Date, index=True)
    last_aid_on: Mapped[date | None] = mapped_column(Date, index=True)
    """These two follow the visits made and the payouts signed for: the engine keeps them (migration 0003)."""
    tag_words: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    certificate_words: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    """What the list shows and sorts by, put together when the archive is kept."""
    # Only of those put away: a whole index would be taken for "not sealed" too, and every list sorted anew.
    __table_args__ = (
        Index("ix_household_sealed_on", "sealed_on", sqlite_where=text("sealed_on IS NOT NULL")),
        Index("ix_household_state", "state", "number"),
    )


class SearchRow(Row):
    """What the search box looks through: one narrow row a household, so that a scan stays short."""

    __tablename__ = "household_search"
    __table_args__ = (Index("ix_household_search_old", "household_id", sqlite_where=text("edition = 0")),)
    household_id: Mapped[int] = _household(primary=True)
    text: Mapped[str] = mapped_column(Text)
    edition: Mapped[int] = mapped_column(default=0, server_default="0")
    """By which reading the text was put together; 0: by an older one, to be put together anew."""


class MemberRow(Row):
    __tablename__ = "member"
    household_id: Mapped[int] = _household(primary=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(100))
    relation: Mapped[Relation] = mapped_column(Word(Relation))
    id_number: Mapped[str] = mapped_column(String(20), index=True)
    sex: Mapped[Sex | None] = mapped_column(Word(Sex))
    born: Mapped[date | None] = mapped_column(Date)
    ethnicity: Mapped[str] = mapped_column(String(20))
    political_status: Mapped[str] = mapped_column(String(20))
    phone: Mapped[str] = mapped_column(String(40))
    health: Mapped[Health | None] = mapped_column(Word(Health))
    disability: Mapped[DisabilityKind | None] = mapped_column(Word(DisabilityKind))
    disability_grade: Mapped[int | None]
    employment: Mapped[EmploymentState | None] = mapped_column(Word(EmploymentState))
    employer: Mapped[str] = mapped_column(String(200))
    employer_kind: Mapped[str] = mapped_column(String(40))
    employer_state: Mapped[str] = mapped_column(String(40))
    industry: Mapped[str] = mapped_column(String(60))
    started_work: Mapped[date | None] = mapped_column(Date)
    schooling: Mapped[Schooling | None] = mapped_column(Word(Schooling))
    school_kind: Mapped[SchoolKind | None] = mapped_column(Word(SchoolKind))
    model_worker: Mapped[str] = mapped_column(String(40))
    marriage: Mapped[Marriage | None] = mapped_column(Word(Marriage))
    hukou: Mapped[Hukou | None] = mapped_column(Word(Hukou))
    insured: Mapped[bool | None] = mapped_column(Boolean)
    lives_here: Mapped[bool] = mapped_column(Boolean)
    remark: Mapped[str] = _text()
    kind: Mapped[PersonKind | None] = mapped_column(Word(PersonKind))
    joined_on: Mapped[date | None] = mapped_column(Date)
    joined_by: Mapped[Joining | None] = mapped_column(Word(Joining))
    left_on: Mapped[date | None] = mapped_column(Date)
    left_by: Mapped[Leaving | None] = mapped_column(Word(Leaving))
    contract_on: Mapped[date | None] = mapped_column(Date)
    contract_until: Mapped[date | None] = mapped_column(Date)
    contract_term: Mapped[ContractTerm | None] = mapped_column(Word(ContractTerm))
    employment_form: Mapped[EmploymentForm | None] = mapped_column(Word(EmploymentForm))
    union_member: Mapped[bool | None] = mapped_column(Boolean)
    education: Mapped[Education | None] = mapped_column(Word(Education))
    enrolled_year: Mapped[int | None]
    school_years: Mapped[int | None]
    major: Mapped[str] = _text()
    reading: Mapped[str] = _text()
    traits: Mapped[str] = _text()
    without_id: Mapped[str] = _text()


class IllnessRow(Row):
    __tablename__ = "illness"
    household_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    disease: Mapped[Disease] = mapped_column(Word(Disease))
    name: Mapped[str] = mapped_column(String(100))
    diagnosed_on: Mapped[date | None] = mapped_column(Date)
    hospital: Mapped[str] = mapped_column(String(100))
    __table_args__ = (
        ForeignKeyConstraint(["household_id", "ordinal"], ["member.household_id", "member.ordinal"]),
    )


class IncomeRow(Row):
    __tablename__ = "income"
    household_id: Mapped[int] = _household(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[IncomeKind] = mapped_column(Word(IncomeKind))
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    whose: Mapped[int]
    period: Mapped[Period] = mapped_column(Word(Period))
    received_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = _text()


class ExpenseRow(Row):
    __tablename__ = "expense"
    household_id: Mapped[int] = _household(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[ExpenseKind] = mapped_column(Word(ExpenseKind))
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    reimbursed: Mapped[Decimal] = mapped_column(Hundredths)
    whose: Mapped[int]
    period: Mapped[Period] = mapped_column(Word(Period))
    paid_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = _text()


class PropertyRow(Row):
    __tablename__ = "property"
    household_id: Mapped[int] = _household(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[PropertyKind] = mapped_column(Word(PropertyKind))
    description: Mapped[str] = _text()
    area: Mapped[Decimal | None] = mapped_column(Hundredths)
    value: Mapped[Decimal | None] = mapped_column(Hundredths)
    exempt: Mapped[bool] = mapped_column(Boolean)


class CertificateRow(Row):
    __tablename__ = "certificate"
    household_id: Mapped[int] = _household(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    __table_args__ = (Index("ix_certificate_kind", "kind", "household_id"),)
    kind: Mapped[CertificateKind] = mapped_column(Word(CertificateKind))
    whose: Mapped[int]
    number: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[date | None] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date)


class DebtRow(Row):
    __tablename__ = "debt"
    household_id: Mapped[int] = _household(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[DebtKind] = mapped_column(Word(DebtKind))
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    whose: Mapped[int]
    creditor: Mapped[str] = _text()
    since: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = _text()


class GuardianRow(Row):
    __tablename__ = "guardian"
    household_id: Mapped[int] = _household(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    whose: Mapped[int]
    member: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    relation: Mapped[str] = mapped_column(String(40))
    phone: Mapped[str] = mapped_column(String(40))
    id_number: Mapped[str] = mapped_column(String(20))
    employer: Mapped[str] = _text()


class StudentRow(Row):
    """What a school's file adds to a member."""

    __tablename__ = "student"
    household_id: Mapped[int] = _household(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    whose: Mapped[int]
    class_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    school: Mapped[str] = _text()
    department: Mapped[str] = _text()
    grade: Mapped[str] = _text()
    class_name: Mapped[str] = _text()
    student_number: Mapped[str] = mapped_column(String(60))
    native_place: Mapped[str] = _text()
    boards: Mapped[bool | None] = mapped_column(Boolean)
    flags: Mapped[frozenset[StudentFlag]] = mapped_column(WordSet(StudentFlag))
    flags_denied: Mapped[frozenset[StudentFlag]] = mapped_column(WordSet(StudentFlag))
    weak: Mapped[frozenset[WeakFamily]] = mapped_column(WordSet(WeakFamily))
    band: Mapped[ScoreBand | None] = mapped_column(Word(ScoreBand))
    level: Mapped[StudentLevel | None] = mapped_column(Word(StudentLevel), index=True)
    level_on: Mapped[date | None] = mapped_column(Date)
    disaster: Mapped[str] = _text()
    accident: Mapped[str] = _text()
    weak_labour: Mapped[str] = _text()
    unemployment: Mapped[str] = _text()
    debts: Mapped[str] = _text()
    other_facts: Mapped[str] = _text()
    aided: Mapped[str] = _text()
    statement: Mapped[str] = _text()


class TagRow(Row):
    __tablename__ = "tag"
    household_id: Mapped[int] = _household(primary=True)
    __table_args__ = (Index("ix_tag_name", "name", "household_id"),)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(60))
    since: Mapped[date | None] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)


class ImportRow(Row):
    """Which workbooks were taken in, so that the same file is not taken twice unseen."""

    __tablename__ = "roster_import"
    id: Mapped[int] = _id()
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(255))
    day: Mapped[date] = mapped_column(Date)
    taken: Mapped[int]
    step_id: Mapped[int | None] = mapped_column(ForeignKey("history_step.id"))
    """By which it can be taken back."""


class EditionRow(Row):
    """The text of every scheme file a verdict was ever decided by."""

    __tablename__ = "edition"
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    scheme_id: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)


class AssessmentRow(Row):
    """A verdict as it was decided, with all it was decided from."""

    __tablename__ = "assessment"
    id: Mapped[int] = _id()
    household_id: Mapped[int] = _household()
    scheme_id: Mapped[str] = mapped_column(String(60), index=True)
    edition: Mapped[str] = mapped_column(ForeignKey("edition.hash"))
    on: Mapped[date] = mapped_column("judged_on", Date)
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome))
    snapshot: Mapped[str] = mapped_column(Text)


class NoticeRow(Row):
    __tablename__ = "notice"
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    posted_on: Mapped[date] = mapped_column(Date)
    until: Mapped[date] = mapped_column("until_day", Date, index=True)
    until_posting_day_counted: Mapped[date] = mapped_column(Date)
    until_posting_day_excluded: Mapped[date] = mapped_column(Date)
    days: Mapped[int]
    place: Mapped[str] = _text()
    objections: Mapped[str] = _text()
    closed_on: Mapped[date | None] = mapped_column(Date)
    postings: Mapped[Any] = mapped_column(Json, default=list, server_default="[]")
    """The places it hangs at, each with the photograph of it hanging there."""
    taken_down_on: Mapped[date | None] = mapped_column(Date)
    taken_down_by: Mapped[str] = _text()
    more: Mapped[Any] = mapped_column(Json, default=dict, server_default="{}")
    """How it was drawn up: which columns it shows, and how names are masked."""


class NoticeCaseRow(Row):
    """A case a notice names; it stays when an objection takes the case off the notice."""

    __tablename__ = "notice_case"
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    whole: Mapped[bool] = mapped_column(Boolean)
    """Whether the name may stand there whole, were it not a minor's."""


class NoticePhotoRow(Row):
    """A photograph of a notice hanging at one of its places: its bytes lie beside those of the attachments."""

    __tablename__ = "notice_photo"
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Which of the notice's places, counted from 0."""
    shown_name: Mapped[str] = _text()
    stored: Mapped[str] = mapped_column(String(64), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    added_on: Mapped[date] = mapped_column(Date)
    added_by: Mapped[str] = mapped_column(String(100))


class ApplicationRow(Row):
    __tablename__ = "application"
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    household_id: Mapped[int] = _household()
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    scheme_id: Mapped[str] = mapped_column(String(60), index=True)
    scheme_title: Mapped[str] = mapped_column(String(200))
    applicant: Mapped[str] = mapped_column(String(100))
    applied_on: Mapped[date] = mapped_column(Date, index=True)
    reason: Mapped[str] = _text()
    proposed: Mapped[Decimal | None] = mapped_column(Hundredths)
    goods: Mapped[Any] = mapped_column(Json)
    state: Mapped[State] = mapped_column(Word(State), index=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    approved_amount: Mapped[Decimal | None] = mapped_column(Hundredths)
    approved_goods: Mapped[Any] = mapped_column(Json)
    decision_reason: Mapped[str] = _text()
    decided_on: Mapped[date | None] = mapped_column(Date)
    decided_by: Mapped[str] = _text()
    alone_because: Mapped[str] = _text()
    """Why one person handled and decided it; printed on the paper."""
    search: Mapped[str] = _text()
    current_kind: Mapped[StepKind | None] = mapped_column(Word(StepKind), index=True)
    current_label: Mapped[str] = _text()
    current_due: Mapped[date | None] = mapped_column(Date, index=True)
    """None while the clock stands still."""
    paused_since: Mapped[date | None] = mapped_column(Date)
    origin: Mapped[str] = mapped_column(String(20), default="applicant", server_default="applicant")
    filing: Mapped[str] = mapped_column(String(40), default="", server_default="", index=True)
    cause: Mapped[str] = _text()
    aided_on: Mapped[date | None] = mapped_column(Date)
    """When help was given before the papers, where it was."""
    ends_benefit: Mapped[int | None]
    """The benefit it is to end; no foreign key, for benefits belong to applications in turn."""
    more: Mapped[Any] = mapped_column(Json, default=dict, server_default="{}")
    """What is only read with the whole case: agent, pauses, first aid, override and the like."""


class StepRow(Row):
    __tablename__ = "step"
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[StepKind] = mapped_column(Word(StepKind))
    label: Mapped[str] = mapped_column(String(100))
    who: Mapped[str] = mapped_column(String(100))
    due: Mapped[date | None] = mapped_column(Date)
    rule: Mapped[str] = _text()
    done_on: Mapped[date | None] = mapped_column(Date)
    by: Mapped[str] = mapped_column("done_by", String(100))
    opinion: Mapped[str] = _text()
    recorded_by: Mapped[str] = mapped_column(String(100), default="", server_default="")
    """Who was signed in when it was ticked off; `by` is who stands on the paper."""
    plan: Mapped[str] = mapped_column(String(60), default="", server_default="")
    times: Mapped[int] = mapped_column(default=1, server_default="1")
    record: Mapped[Any] = mapped_column(Json, default=dict, server_default="{}")


class CaseEventRow(Row):
    """What happened to a case; only ever added to."""

    __tablename__ = "case_event"
    id: Mapped[int] = _id()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    on: Mapped[date] = mapped_column("happened_on", Date)
    step: Mapped[str] = _text()
    words: Mapped[str] = _text()
    by: Mapped[str] = mapped_column("done_by", Text, default="", server_default="")
    recorded_by: Mapped[str] = _text()


class CasePaperRow(Row):
    """A paper asked for in a case."""

    __tablename__ = "case_paper"
    id: Mapped[int] = _id()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = _text()
    copies: Mapped[int] = mapped_column(default=1)
    groups: Mapped[Any] = mapped_column(Json)
    source: Mapped[str] = _text()
    required: Mapped[bool] = mapped_column(Boolean)
    received_on: Mapped[date | None] = mapped_column(Date)
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    remark: Mapped[str] = _text()
    waived: Mapped[bool] = mapped_column(Boolean)


class LackingRow(Row):
    """A letter that names all that is missing (一次性告知书)."""

    __tablename__ = "lacking_letter"
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    told_on: Mapped[date] = mapped_column(Date)
    papers: Mapped[Any] = mapped_column(Json)
    bring_by: Mapped[date | None] = mapped_column(Date, index=True)
    told_by: Mapped[str] = _text()
    how: Mapped[str] = _text()
    received_by: Mapped[str] = _text()
    supplied_on: Mapped[date | None] = mapped_column(Date)


class ObjectionRow(Row):
    """An objection to a notice."""

    __tablename__ = "objection"
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    day: Mapped[date] = mapped_column("raised_on", Date)
    words: Mapped[str] = _text()
    raised_by: Mapped[str] = _text()
    contact: Mapped[str] = _text()
    received_by: Mapped[str] = _text()
    finding: Mapped[str | None] = mapped_column(String(20))
    because: Mapped[str] = _text()
    settled_on: Mapped[date | None] = mapped_column(Date)
    settled_by: Mapped[str] = _text()
    answered_on: Mapped[date | None] = mapped_column(Date)


class MeetingRow(Row):
    """A meeting with its minutes."""

    __tablename__ = "meeting"
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column("held_on", Date, index=True)
    title: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = _text()
    host: Mapped[str] = _text()
    recorder: Mapped[str] = _text()
    due: Mapped[int] = mapped_column("members_due", default=0)
    present: Mapped[Any] = mapped_column(Json)
    absent: Mapped[Any] = mapped_column(Json)
    avoided: Mapped[Any] = mapped_column(Json)
    minutes: Mapped[str] = _text()


class MeetingItemRow(Row):
    """One case on a meeting's agenda."""

    __tablename__ = "meeting_item"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    yes: Mapped[int | None]
    no: Mapped[int | None]
    abstain: Mapped[int | None]
    result: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = _text()
    proposed: Mapped[Decimal | None] = mapped_column(Hundredths)
    amount: Mapped[Decimal | None] = mapped_column(Hundredths)
    goods: Mapped[Any] = mapped_column(Json)
    discussed: Mapped[bool] = mapped_column(Boolean)


class DrawRow(Row):
    """A random check as it was drawn."""

    __tablename__ = "draw"
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    scheme_id: Mapped[str] = mapped_column(String(60), index=True)
    scheme_title: Mapped[str] = mapped_column(String(200))
    check_id: Mapped[str] = mapped_column(String(60))
    day: Mapped[date] = mapped_column("drawn_on", Date)
    percent: Mapped[str] = mapped_column(String(20))
    at_least: Mapped[int]
    seed: Mapped[str] = _text()
    because: Mapped[str] = _text()
    drawn_by: Mapped[str] = _text()
    witness: Mapped[str] = _text()


class DrawnRow(Row):
    """One case of the list a draw was held over."""

    __tablename__ = "drawn"
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    chosen: Mapped[bool] = mapped_column(Boolean)
    checked_on: Mapped[date | None] = mapped_column(Date)
    checked_by: Mapped[str] = _text()
    sound: Mapped[bool | None] = mapped_column(Boolean)
    found: Mapped[str] = _text()


class PlacesRow(Row):
    """A round of places."""

    __tablename__ = "places_round"
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    scheme_id: Mapped[str] = mapped_column(String(60), index=True)
    scheme_title: Mapped[str] = mapped_column(String(200))
    rule_id: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(200))
    day: Mapped[date] = mapped_column("held_on", Date)
    places: Mapped[int | None]
    posts: Mapped[int | None]
    seed: Mapped[str] = _text()
    words: Mapped[Any] = mapped_column(Json)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    because: Mapped[str] = _text()
    settled_on: Mapped[date | None] = mapped_column(Date)
    settled_by: Mapped[str] = _text()


class PlaceRowRow(Row):
    """One who stood for a place in a round."""

    __tablename__ = "places_row"
    round_id: Mapped[int] = mapped_column(ForeignKey("places_round.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    post: Mapped[str] = _text()
    values: Mapped[Any] = mapped_column("figures", Json)
    exempt: Mapped[bool] = mapped_column(Boolean)
    withdrawn: Mapped[bool] = mapped_column(Boolean)
    rank: Mapped[int | None] = mapped_column("place_rank")
    standing: Mapped[str] = mapped_column(String(20))
    because: Mapped[str] = _text()
    decided: Mapped[str | None] = mapped_column(String(20))


class TellingRow(Row):
    """Something somebody must be told in a case."""

    __tablename__ = "telling"
    id: Mapped[int] = _id()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    who: Mapped[str] = _text()
    what: Mapped[str] = _text()
    written: Mapped[bool] = mapped_column(Boolean)
    due: Mapped[date | None] = mapped_column(Date, index=True)
    rule: Mapped[str] = _text()
    told_on: Mapped[date | None] = mapped_column(Date)
    told_by: Mapped[str] = _text()
    how: Mapped[str] = _text()
    received_by: Mapped[str] = _text()
    received_on: Mapped[date | None] = mapped_column(Date)
    refused_to_sign: Mapped[str] = _text()


class BenefitRow(Row):
    """Help that goes on under a decision."""

    __tablename__ = "benefit"
    id: Mapped[int] = _id()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    household_id: Mapped[int] = _household()
    scheme_id: Mapped[str] = mapped_column(String(60), index=True)
    scheme_title: Mapped[str] = mapped_column(String(200))
    receiver: Mapped[str] = mapped_column(String(100))
    starts_on: Mapped[date] = mapped_column(Date)
    starts_because: Mapped[str] = _text()
    amount: Mapped[Decimal | None] = mapped_column(Hundredths)
    per: Mapped[str] = mapped_column(String(20))
    group: Mapped[str] = mapped_column("group_id", String(60))
    group_label: Mapped[str] = _text()
    review_every: Mapped[str | None] = mapped_column(String(20))
    review_label: Mapped[str] = _text()
    next_review: Mapped[date | None] = mapped_column(Date, index=True)
    fading_until: Mapped[date | None] = mapped_column(Date, index=True)
    ends_on: Mapped[date | None] = mapped_column(Date, index=True)
    ended_because: Mapped[str] = _text()
    state: Mapped[str] = mapped_column(String(20), index=True)


class BenefitChangeRow(Row):
    """One change of a benefit."""

    __tablename__ = "benefit_change"
    benefit_id: Mapped[int] = mapped_column(ForeignKey("benefit.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    change: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column("in_force_on", Date)
    decided_on: Mapped[date] = mapped_column(Date)
    because: Mapped[str] = _text()
    before: Mapped[Decimal | None] = mapped_column("amount_before", Hundredths)
    after: Mapped[Decimal | None] = mapped_column("amount_after", Hundredths)
    by: Mapped[str] = mapped_column("decided_by", Text, default="", server_default="")
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"))


class RoundRow(Row):
    __tablename__ = "visit_round"
    id: Mapped[int] = _id()
    title: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[Purpose] = mapped_column(Word(Purpose))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)


class VisitRow(Row):
    __tablename__ = "visit"
    id: Mapped[int] = _id()
    round_id: Mapped[int | None] = mapped_column(ForeignKey("visit_round.id"), index=True)
    household_id: Mapped[int] = _household()
    day: Mapped[date] = mapped_column("planned_on", Date, index=True)
    visitors: Mapped[Any] = mapped_column(Json)
    purpose: Mapped[Purpose] = mapped_column(Word(Purpose))
    made_on: Mapped[date | None] = mapped_column(Date)
    found: Mapped[str] = _text()
    wishes: Mapped[str] = _text()
    safety: Mapped[str] = _text()


class FundRow(Row):
    __tablename__ = "fund"
    id: Mapped[int] = _id()
    name: Mapped[str] = mapped_column(String(200), unique=True)
    source: Mapped[str] = mapped_column(String(100))
    opened_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = _text()


class BatchRow(Row):
    __tablename__ = "batch"
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"), index=True)
    form: Mapped[Form] = mapped_column(Word(Form))
    day: Mapped[date] = mapped_column("handed_on", Date)
    place: Mapped[str] = _text()
    closed_on: Mapped[date | None] = mapped_column(Date)
    cancelled_on: Mapped[date | None] = mapped_column(Date)
    cancel_reason: Mapped[str] = _text()


class FundEntryRow(Row):
    """One movement of a fund. Money out is negative; a mistake gets a second entry, never an eraser."""

    __tablename__ = "fund_entry"
    id: Mapped[int] = _id()
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"), index=True)
    day: Mapped[date] = mapped_column("moved_on", Date)
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    reason: Mapped[str] = _text()
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"), index=True)


class PayoutLineRow(Row):
    __tablename__ = "payout_line"
    id: Mapped[int] = _id()
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    household_id: Mapped[int] = _household()
    receiver: Mapped[str] = mapped_column(String(100))
    id_number: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = _text()
    phone: Mapped[str] = mapped_column(String(40))
    bank: Mapped[str] = _text()
    card_number: Mapped[str] = mapped_column(String(40))
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    goods: Mapped[Any] = mapped_column(Json)
    receipt_number: Mapped[str] = mapped_column(String(40), unique=True)
    signed_on: Mapped[date | None] = mapped_column(Date)
    proxy_name: Mapped[str] = _text()
    proxy_relation: Mapped[str] = _text()
    proxy_reason: Mapped[str] = _text()


class AccountRow(Row):
    """Somebody who may sign in. Never deleted: the log speaks of them."""

    __tablename__ = "account"
    id: Mapped[int] = _id()
    name: Mapped[str] = mapped_column(String(100), unique=True)
    roles: Mapped[Any] = mapped_column(Json)
    active: Mapped[bool] = mapped_column(Boolean)
    created_on: Mapped[date] = mapped_column(Date)


class TrailRow(Row):
    """The log of what was done; triggers forbid changing and deleting."""

    __tablename__ = "trail"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(40))
    user_name: Mapped[str] = mapped_column(String(100))
    act: Mapped[str] = mapped_column(String(40), index=True)
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    about: Mapped[str] = _text()
    changes: Mapped[str] = _text()
    reason: Mapped[str] = _text()
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    __table_args__ = (Index("ix_trail_subject", "subject", "subject_id"),)


class TrailStateRow(Row):
    """Where the log ends: its one row is changed with every entry."""

    __tablename__ = "trail_state"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class AttachmentRow(Row):
    """A scan or photograph: its bytes lie under a random name, what it is called is only text."""

    __tablename__ = "attachment"
    id: Mapped[int] = _id()
    household_id: Mapped[int] = _household()
    kind: Mapped[str] = mapped_column(String(40))
    shown_name: Mapped[str] = _text()
    stored: Mapped[str] = mapped_column(String(64), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    added_on: Mapped[date] = mapped_column(Date)
    added_by: Mapped[str] = mapped_column(String(100))
    removed_on: Mapped[date | None] = mapped_column(Date)
    dated: Mapped[date | None] = mapped_column(Date)
    """The paper's own date."""
    whose: Mapped[int] = mapped_column(default=0, server_default="0")
    """The member it is about; 0: the household."""


class ConsentRow(Row):
    """That a household was told what is kept of it and agreed (告知同意)."""

    __tablename__ = "consent"
    id: Mapped[int] = _id()
    household_id: Mapped[int] = _household()
    given_on: Mapped[date] = mapped_column(Date)
    given_by: Mapped[str] = mapped_column(String(100))
    relation: Mapped[str] = _text()
    publication: Mapped[bool] = mapped_column(Boolean)
    """Whether name and award may be published (公示)."""
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    withdrawn_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = _text()


class DestructionRow(Row):
    """A list of archives that were destroyed by two persons (销毁清册)."""

    __tablename__ = "destruction"
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    day: Mapped[date] = mapped_column("destroyed_on", Date)
    first: Mapped[str] = mapped_column("first_person", String(100))
    second: Mapped[str] = mapped_column("second_person", String(100))
    witness: Mapped[bool] = mapped_column(Boolean)
    """The second one has no account here, and signs the list on paper."""
    years: Mapped[int]
    """How long archives were kept then."""
    reason: Mapped[str] = _text()
    lines: Mapped[Any] = mapped_column(Json)


class UnitRow(Row):
    """Units of all kinds, as one tree."""

    __tablename__ = "unit"
    id: Mapped[int] = _id()
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[UnitKind] = mapped_column(Word(UnitKind))
    name: Mapped[str] = mapped_column(String(200))
    code: Mapped[str] = mapped_column(String(60))
    head_id: Mapped[int | None]
    """Among the staff; no foreign key, for staff belong to units in turn."""
    phone: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = _text()
    closed_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = _text()
    short_name: Mapped[str] = _text()


class StaffRow(Row):
    """Who works for the office or helps it."""

    __tablename__ = "staff"
    id: Mapped[int] = _id()
    name: Mapped[str] = mapped_column(String(100), index=True)
    id_number: Mapped[str] = mapped_column(String(20), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    post: Mapped[str] = mapped_column(String(100))
    rank: Mapped[Rank | None] = mapped_column(Word(Rank))
    phone: Mapped[str] = mapped_column(String(40))
    helps: Mapped[bool] = mapped_column(Boolean)
    works: Mapped[bool] = mapped_column(Boolean)
    left_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = _text()


class RelativeRow(Row):
    """A near relative a member of staff declared."""

    __tablename__ = "relative"
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(100), index=True)
    relation: Mapped[str] = mapped_column(String(40))
    id_number: Mapped[str] = mapped_column(String(20), index=True)
    remark: Mapped[str] = _text()


class StandingRow(Row):
    """Every change of a file's state."""

    __tablename__ = "standing"
    id: Mapped[int] = _id()
    household_id: Mapped[int] = _household()
    state: Mapped[FileState] = mapped_column(Word(FileState))
    since: Mapped[date] = mapped_column(Date)
    because: Mapped[str] = _text()
    other_unit: Mapped[str] = _text()
    fade_until: Mapped[date | None] = mapped_column(Date)
    by: Mapped[str] = mapped_column("noted_by", String(100))


class ReviewRow(Row):
    """A yearly review of a file (年度复审): what had changed and what was decided."""

    __tablename__ = "review"
    id: Mapped[int] = _id()
    household_id: Mapped[int] = _household()
    year: Mapped[int] = mapped_column(index=True)
    day: Mapped[date] = mapped_column("reviewed_on", Date)
    suggestion: Mapped[str] = mapped_column(String(20))
    decision: Mapped[str] = mapped_column(String(20))
    because: Mapped[str] = _text()
    differences: Mapped[Any] = mapped_column(Json)
    by: Mapped[str] = mapped_column("reviewed_by", String(100))


class IgnoredRow(Row):
    """A finding of the plausibility rules that somebody looked at and let stand (已核，忽略)."""

    __tablename__ = "ignored"
    id: Mapped[int] = _id()
    household_id: Mapped[int] = _household()
    rule: Mapped[str] = mapped_column(String(60))
    figures: Mapped[str] = _text()
    """What it was found on: with other figures it is found anew."""
    because: Mapped[str] = _text()
    by: Mapped[str] = mapped_column("ignored_by", String(100))
    day: Mapped[date] = mapped_column("ignored_on", Date)


class NotSameRow(Row):
    """Two files that look like one person's and are not."""

    __tablename__ = "not_same"
    one_id: Mapped[int] = mapped_column(ForeignKey("household.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("household.id"), primary_key=True, index=True)
    because: Mapped[str] = _text()
    by: Mapped[str] = mapped_column("settled_by", String(100))
    day: Mapped[date] = mapped_column("settled_on", Date)
    figures: Mapped[str] = mapped_column(String(64), default="", server_default="")
    """A fingerprint of what they were compared by: with other figures they are doubted anew."""


class HistoryStepRow(Row):
    """Something done to archives that can be taken back: a change, an import, a merge."""

    __tablename__ = "history_step"
    id: Mapped[int] = _id()
    at: Mapped[str] = mapped_column(String(40))
    user: Mapped[str] = mapped_column("user_name", String(100))
    act: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = _text()
    undone_at: Mapped[str] = _text()
    undone_by: Mapped[str] = _text()
    undoes: Mapped[int | None]
    """The step that this one takes back; no foreign key, for old steps are thinned."""
    first_entry: Mapped[int] = mapped_column(default=0, server_default="0")
    last_entry: Mapped[int] = mapped_column(default=0, server_default="0")
    """Its entries in the log."""
    companions: Mapped[str] = _text()
    """Rows of other tables that were moved, added or taken away with it."""


class HistoryPartRow(Row):
    """One archive as it stood before such a step; nothing where the step opened it."""

    __tablename__ = "history_part"
    step_id: Mapped[int] = mapped_column(ForeignKey("history_step.id"), primary_key=True)
    household_id: Mapped[int] = mapped_column(primary_key=True, index=True)
    """No foreign key: of an archive whose opening was taken back no row is left."""
    version: Mapped[int]
    """The version the step left it at; 0 where the step took it away."""
    before: Mapped[bytes | None] = mapped_column(LargeBinary)
    undone: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    """Taken back; an import can be taken back in part."""


class DraftRow(Row):
    """What stands half-typed in a form, kept until it is saved or thrown away."""

    __tablename__ = "draft"
    id: Mapped[int] = _id()
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    user: Mapped[str] = mapped_column("user_name", String(100))
    at: Mapped[str] = mapped_column(String(40))
    content: Mapped[str] = mapped_column(Text)
    __table_args__ = (Index("ix_draft_kind_subject", "kind", "subject_id"),)
