"""Who belongs to a household, and what is known of each."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

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
from desktop.domain.student import ScoreBand, StudentFlag, StudentLevel, WeakFamily
from desktop.store.columns import Word, WordSet
from desktop.store.rows.base import Row, free_text, household_key


class MemberRow(Row):
    __tablename__ = "member"
    household_id: Mapped[int] = household_key(primary=True)
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
    remark: Mapped[str] = free_text()
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
    major: Mapped[str] = free_text()
    reading: Mapped[str] = free_text()
    traits: Mapped[str] = free_text()
    without_id: Mapped[str] = free_text()


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


class GuardianRow(Row):
    __tablename__ = "guardian"
    household_id: Mapped[int] = household_key(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    whose: Mapped[int]
    member: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    relation: Mapped[str] = mapped_column(String(40))
    phone: Mapped[str] = mapped_column(String(40))
    id_number: Mapped[str] = mapped_column(String(20))
    employer: Mapped[str] = free_text()


class StudentRow(Row):
    """What a school's file adds to a member."""

    __tablename__ = "student"
    household_id: Mapped[int] = household_key(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    whose: Mapped[int]
    class_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    school: Mapped[str] = free_text()
    department: Mapped[str] = free_text()
    grade: Mapped[str] = free_text()
    class_name: Mapped[str] = free_text()
    student_number: Mapped[str] = mapped_column(String(60))
    native_place: Mapped[str] = free_text()
    boards: Mapped[bool | None] = mapped_column(Boolean)
    flags: Mapped[frozenset[StudentFlag]] = mapped_column(WordSet(StudentFlag))
    flags_denied: Mapped[frozenset[StudentFlag]] = mapped_column(WordSet(StudentFlag))
    weak: Mapped[frozenset[WeakFamily]] = mapped_column(WordSet(WeakFamily))
    band: Mapped[ScoreBand | None] = mapped_column(Word(ScoreBand))
    level: Mapped[StudentLevel | None] = mapped_column(Word(StudentLevel), index=True)
    level_on: Mapped[date | None] = mapped_column(Date)
    disaster: Mapped[str] = free_text()
    accident: Mapped[str] = free_text()
    weak_labour: Mapped[str] = free_text()
    unemployment: Mapped[str] = free_text()
    debts: Mapped[str] = free_text()
    other_facts: Mapped[str] = free_text()
    aided: Mapped[str] = free_text()
    statement: Mapped[str] = free_text()
