"""Which reader reads which column of a roster, and which words its code list knows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop.casework.roster_more_words import (
    FLAG_READERS,
    in_unit,
    own,
    read_band,
    read_contract_term,
    read_education,
    read_employment_form,
    read_file_level,
    read_illness,
    read_joining,
    read_kind,
    read_leaving,
    read_length,
    read_school_kind,
    read_schooling,
    read_student_level,
    read_tags,
    read_vehicle,
    read_weak_families,
    read_year,
)
from desktop.casework.roster_values import (
    Reader,
    read_amount,
    read_area,
    read_card,
    read_certificate,
    read_count,
    read_day,
    read_id,
    read_name,
    read_phone,
    read_postcode,
    read_remark,
    read_rough_amount,
    read_text,
)
from desktop.casework.roster_words import (
    read_cause,
    read_causes,
    read_disability,
    read_employer_kind,
    read_employer_state,
    read_employment,
    read_ethnicity,
    read_hardship,
    read_health,
    read_housing,
    read_hukou,
    read_industry,
    read_insured,
    read_marriage,
    read_model_worker,
    read_political,
    read_relation,
    read_sex,
    read_standard_met,
    read_standing,
    read_worker_kind,
    read_yes_no,
)
from desktop.domain import words
from desktop.domain.household import Cause, Hardship, Housing
from desktop.domain.person import (
    ContractTerm,
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
from desktop.domain.sheet_heading import Column
from desktop.domain.standing import FileLevel
from desktop.domain.student import ScoreBand, StudentLevel

_LISTS: Mapping[str, tuple[type[StrEnum], ...]] = {
    "hardship": (Hardship,),
    "sex": (Sex,),
    "health": (Health,),
    "employment": (EmploymentState,),
    "worker_kind": (EmploymentState,),
    "housing": (Housing,),
    "marriage": (Marriage,),
    "hukou": (Hukou,),
    "cause": (Cause,),
    "relation": (Relation,),
    "standing": (EmploymentState, Schooling),
    "kind": (PersonKind,),
    "employment_form": (EmploymentForm,),
    "contract_term": (ContractTerm,),
    "education": (Education,),
    "schooling": (Schooling,),
    "school_kind": (SchoolKind,),
    "joined_by": (Joining,),
    "left_by": (Leaving,),
    "level": (FileLevel,),
    "student_level": (StudentLevel,),
    "band": (ScoreBand,),
}
_PLAIN: Mapping[str, tuple[str, ...]] = {
    "ethnicity": words.ETHNICITIES,
    "political_status": words.POLITICAL,
    "model_worker": words.MODEL_WORKER,
    "employer_kind": words.EMPLOYER_KINDS,
    "employer_state": words.EMPLOYER_STATES,
    "industry": tuple(words.INDUSTRIES),
}
_YES_NO = (
    frozenset("single_parent insured self_help zero_employment union_member lives_here boards".split())
    | FLAG_READERS.keys()
)
_READERS: dict[str, Reader] = {
    **FLAG_READERS,
    "number": read_text,
    "hardship": read_hardship,
    "name": read_name,
    "ethnicity": read_ethnicity,
    "sex": read_sex,
    "political_status": read_political,
    "id_number": read_id,
    "born": read_day,
    "age": read_count,
    "health": read_health,
    "disability": read_disability,
    "employment": read_employment,
    "worker_kind": read_worker_kind,
    "model_worker": read_model_worker,
    "housing": read_housing,
    "floor_area": read_area,
    "phone": read_phone,
    "postcode": read_postcode,
    "started_work": read_day,
    "industry": read_industry,
    "marriage": read_marriage,
    "hukou": read_hukou,
    "employer_kind": read_employer_kind,
    "employer_state": read_employer_state,
    "single_parent": read_yes_no,
    "monthly_income": read_amount,
    "other_income": read_amount,
    "yearly_income": read_amount,
    "family_income": read_amount,
    "people": read_count,
    "per_head": read_rough_amount,
    "insured": read_insured,
    "self_help": read_yes_no,
    "zero_employment": read_yes_no,
    "cause": read_cause,
    "other_causes": read_causes,
    "standard_met": read_standard_met,
    "explanation": read_remark,
    "card_number": read_card,
    "filed_on": read_day,
    "remark": read_remark,
    "relation": read_relation,
    "standing": read_standing,
    "kind": read_kind,
    "employment_form": read_employment_form,
    "contract_on": read_day,
    "contract_until": read_day,
    "contract_term": read_contract_term,
    "union_member": read_yes_no,
    "education": read_education,
    "schooling": read_schooling,
    "school_kind": read_school_kind,
    "enrolled_year": read_year,
    "school_years": read_length,
    "illnesses": read_illness,
    "disability_number": read_certificate,
    "lives_here": read_yes_no,
    "joined_on": read_day,
    "joined_by": read_joining,
    "left_on": read_day,
    "left_by": read_leaving,
    "level": read_file_level,
    "verified_on": read_day,
    "dibao_number": read_certificate,
    "near_dibao_number": read_certificate,
    "destitute_number": read_certificate,
    "worker_card_number": read_certificate,
    "medical_cost": read_amount,
    "schooling_cost": read_amount,
    "rigid_cost": read_amount,
    "debt": read_amount,
    "vehicle": read_vehicle,
    "tags": read_tags,
    "per_head_year": read_amount,
    "student_number": read_certificate,
    "boards": read_yes_no,
    "student_level": read_student_level,
    "level_on": read_day,
    "band": read_band,
    "weak": read_weak_families,
    "guardian_name": read_name,
    "guardian_relation": read_text,
    "guardian_phone": read_phone,
    "guardian_id": read_certificate,
}
CODED = (
    frozenset(
        "hardship sex ethnicity political_status health employment worker_kind model_worker housing industry marriage "
        "hukou employer_kind employer_state single_parent insured self_help zero_employment cause relation standing kind "
        "employment_form contract_term union_member education schooling school_kind lives_here joined_by left_by level "
        "boards student_level band".split()
    )
    | FLAG_READERS.keys()
)
"""Columns whose words stand on a list; an office may have its own for them."""


def reader_of(column: Column, own_words: Mapping[str, Mapping[str, str]]) -> Reader:
    """What reads the cells of that column, in its unit and with the office's own words."""
    reader = _READERS.get(column.key, read_text)
    if column.factor != 1:
        reader = in_unit(reader, column.factor)
    return own(reader, own_words[column.key]) if own_words.get(column.key) else reader


def choices_of(key: str) -> tuple[str, ...]:
    """The words an office's own word may stand for in that column."""
    if key in _YES_NO:
        return ("是", "否")
    if key in _PLAIN:
        return tuple(_PLAIN[key])
    return tuple(label for kind in _LISTS.get(key, ()) for _, label in words.choices(kind))
