"""The school side of a member (困难学生): what a school recognises them by, and how they fare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StudentFlag(StrEnum):
    """特殊群体类型 of the recognition form, with those of the newer university sheets."""

    poor_on_record = "poor_on_record"
    """建档立卡 / 脱贫家庭."""
    unstable_out_of_poverty = "unstable_out_of_poverty"
    """脱贫不稳定."""
    near_poverty = "near_poverty"
    """边缘易致贫."""
    sudden_hardship = "sudden_hardship"
    """突发严重困难."""
    dibao = "dibao"
    near_dibao = "near_dibao"
    destitute = "destitute"
    """特困供养."""
    orphan = "orphan"
    """孤儿、事实无人抚养."""
    martyr_child = "martyr_child"
    disabled = "disabled"
    """残疾学生."""
    disabled_parents = "disabled_parents"
    """残疾人子女."""
    hardship_worker_child = "hardship_worker_child"
    """建档困难职工家庭学生."""
    single_parent = "single_parent"
    emergency = "emergency"
    """突发事件致贫."""


class WeakFamily(StrEnum):
    """五类家庭: whose children a school keeps an eye on, so that none drops out."""

    left_behind = "left_behind"
    """留守."""
    single_parent = "single_parent"
    poor = "poor"
    disabled = "disabled"
    """残疾或重病."""
    migrant = "migrant"
    """进城务工随迁."""


class ScoreBand(StrEnum):
    """How a pupil stands in class, coarse on purpose: a relief file is no school report."""

    excellent = "excellent"
    good = "good"
    fair = "fair"
    pass_ = "pass_"
    struggling = "struggling"


class StudentLevel(StrEnum):
    """困难等级 a school recognises."""

    severe = "severe"
    """特别困难."""
    hard = "hard"
    """困难."""
    ordinary = "ordinary"
    """一般困难."""
    none = "none"
    """不困难: a value of its own, not a blank."""


@dataclass(frozen=True, kw_only=True)
class Student:
    """What a school's file adds to a member. A flag in neither set is unknown."""

    whose: int
    """The member it is about."""
    class_id: int | None = None
    """The class among the units."""
    school: str = ""
    department: str = ""
    grade: str = ""
    class_name: str = ""
    student_number: str = ""
    native_place: str = ""
    boards: bool | None = None
    """住校."""
    flags: frozenset[StudentFlag] = frozenset()
    flags_denied: frozenset[StudentFlag] = frozenset()
    weak: frozenset[WeakFamily] = frozenset()
    band: ScoreBand | None = None
    level: StudentLevel | None = None
    level_on: date | None = None
    disaster: str = ""
    accident: str = ""
    weak_labour: str = ""
    """成员因残疾、年迈而劳动能力弱."""
    unemployment: str = ""
    debts: str = ""
    other_facts: str = ""
    aided: str = ""
    """本学年已获资助."""
    statement: str = ""
    """申请认定理由 as the student wrote it."""

    def flag(self, flag: StudentFlag) -> bool | None:
        """是, 否, or None where nobody asked."""
        return True if flag in self.flags else False if flag in self.flags_denied else None


def student_words(student: Student) -> tuple[str, ...]:
    """All that was written about the family's circumstances, in the order of the form."""
    return tuple(getattr(student, name) for name in WRITTEN if getattr(student, name))


WRITTEN = (
    "disaster",
    "accident",
    "weak_labour",
    "unemployment",
    "debts",
    "other_facts",
    "aided",
    "statement",
)
"""The fields of free words: they stay covered until somebody asks."""
