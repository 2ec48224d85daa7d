"""Facts from the newer fields of the archive: work and union, education, debts, guardians, the school's file, leaving."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from desktop.domain.facts import FactValue
from desktop.domain.household import Household, Topic
from desktop.domain.person import Leaving, Member, PersonKind
from desktop.domain.student import ScoreBand, Student, StudentFlag, StudentLevel, WeakFamily
from desktop.domain.words import word

Told = dict[str, tuple[FactValue, str]]
"""Fact → its value and where it comes from; what is unknown is not in it."""

GROWN_UP = 18


def of_person(household: Household, member: Member, on: date) -> Told:
    """What the archive knows of one member beyond what the older forms asked."""
    told: Told = {}
    if member.union_member is not None:
        told["union_member"] = (member.union_member, "档案「工会会员」")
    if member.education is not None:
        told["applicant_education"] = (str(member.education), word(member.education))
    if member.kind is not None:
        told["person_kind"] = (str(member.kind), word(member.kind))
    if member.employment_form is not None:
        told["employment_form"] = (str(member.employment_form), word(member.employment_form))
    if member.contract_term is not None:
        told["contract_term"] = (str(member.contract_term), word(member.contract_term))
    if member.contract_on is not None:
        told["contract_on"] = (member.contract_on, "")
    if member.contract_until is not None:
        told["contract_until"] = (member.contract_until, "")
    if member.kind is PersonKind.wanderer:
        told |= _identity(member)
    if member.left_by is Leaving.died:
        told["deceased"] = (True, "档案「离开原因：死亡」")
        if member.left_on is not None:
            told["died_on"] = (member.left_on, "")
    told |= _guarded(household, member, on)
    student = next((s for s in household.students if s.whose == member.ordinal), None)
    return told | (_of_student(household, student) if student is not None else {})


def of_household(household: Household) -> Told:
    """What the archive knows of the household as a whole beyond what the older forms asked."""
    told: Told = {}
    if household.known(Topic.debts):
        owed = sum((d.amount for d in household.debts), Decimal(0))
        what = "、".join(f"{word(d.kind)} {d.amount} 元" for d in household.debts)
        told["debts_total"] = (owed, what or "核实过，没有欠债")
    if household.single_parent is None:
        flagged = [s for s in household.students if s.flag(StudentFlag.single_parent) is not None]
        said = {s.flag(StudentFlag.single_parent) for s in flagged}
        if len(said) == 1:
            told["single_parent"] = (True in said, _by_school(household, flagged[0]))
    registered = {x for s in household.students if (x := s.flag(StudentFlag.poor_on_record)) is not None}
    if len(registered) == 1:
        told["on_poverty_register"] = (True in registered, "学生信息「脱贫（建档立卡）家庭」")
    return told


def flagged_kinds(household: Household, member: Member) -> tuple[frozenset[str], frozenset[str]]:
    """The kinds of people a school's file knows: of the household, and of this member."""
    family = {_FAMILY_KIND[f] for s in household.students for f in s.flags if f in _FAMILY_KIND}
    own = {
        _OWN_KIND[f]
        for s in household.students
        if s.whose == member.ordinal
        for f in s.flags
        if f in _OWN_KIND
    }
    everybody = {_OWN_KIND[f] for s in household.students for f in s.flags if f in _OWN_KIND}
    return frozenset(family | everybody), frozenset(family | own)


def _identity(member: Member) -> Told:
    """Of a person found without a home: whether it is known who they are."""
    if member.id_number:
        return {"identity_known": (True, "已登记证件号码")}
    if member.without_id:
        return {"identity_known": (False, f"没有证件号码：{member.without_id}")}
    return {}


def _guarded(household: Household, member: Member, on: date) -> Told:
    """Whether somebody is on file who answers for them; of nobody on file nothing follows."""
    mine = [g for g in household.guardians if g.whose == member.ordinal]
    age = member.age_on(on)
    if not mine:
        return {}
    names = "、".join(household.owner_name(g.member) if g.member else g.name for g in mine)
    return {"has_guardian": (True, names + ("" if age is None or age < GROWN_UP else "（成年人的监护人）"))}


def _of_student(household: Household, student: Student) -> Told:
    told: Told = {}
    origin = _by_school(household, student)
    if student.level is not None:
        told["poor_pupil"] = (student.level is not StudentLevel.none, f"{origin}：{word(student.level)}")
        told["student_level"] = (str(student.level), origin)
    if student.band is not None:
        told["score_band"] = (_BAND[student.band], origin)
    if student.boards is not None:
        told["boards"] = (student.boards, origin)
    weak = {_WEAK[w] for w in student.weak if w in _WEAK}
    if WeakFamily.disabled in student.weak and any(
        m.disability is not None for m in household.members if m.ordinal != student.whose
    ):
        weak.add("disabled_parent")
    if weak:
        told["weak_family"] = (frozenset(weak), origin)
    return told


def _by_school(household: Household, student: Student) -> str:
    return f"{household.owner_name(student.whose)} 的学生信息"


_BAND: Mapping[ScoreBand, str] = {
    ScoreBand.excellent: "excellent",
    ScoreBand.good: "good",
    ScoreBand.fair: "pass",
    ScoreBand.pass_: "pass",
    ScoreBand.struggling: "behind",
}
"""The plans know four bands; 中等 has passed and is neither 优 nor 良."""

_WEAK: Mapping[WeakFamily, str] = {
    WeakFamily.left_behind: "parents_away",
    WeakFamily.single_parent: "single_parent",
    WeakFamily.poor: "poor",
}
"""随迁 has no word in the plans; 残疾或重病 is 家长残疾 only where somebody's disability is on file."""

_FAMILY_KIND: Mapping[StudentFlag, str] = {
    StudentFlag.dibao: "dibao",
    StudentFlag.near_dibao: "near_dibao",
    StudentFlag.hardship_worker_child: "hardship_worker",
}
_OWN_KIND: Mapping[StudentFlag, str] = {
    StudentFlag.destitute: "destitute",
    StudentFlag.orphan: "orphan",
    StudentFlag.disabled: "disabled",
}
