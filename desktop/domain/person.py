"""The people of a household (家庭成员): who they are, what they do, how they fare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.days import full_years


class Sex(StrEnum):
    male = "male"
    female = "female"


class Relation(StrEnum):
    """What a member is to the head of the household (与户主关系)."""

    head = "head"
    husband = "husband"
    wife = "wife"
    spouse = "spouse"
    son = "son"
    daughter = "daughter"
    father = "father"
    mother = "mother"
    grandfather = "grandfather"
    grandmother = "grandmother"
    grandchild = "grandchild"
    sibling = "sibling"
    son_in_law = "son_in_law"
    daughter_in_law = "daughter_in_law"
    parent_in_law = "parent_in_law"
    other = "other"


class EmploymentState(StrEnum):
    at_work = "at_work"
    laid_off = "laid_off"
    unemployed = "unemployed"
    retired = "retired"
    sick_leave = "sick_leave"
    early_retired = "early_retired"
    veteran_retired = "veteran_retired"
    migrant_worker = "migrant_worker"
    unable = "unable"
    other = "other"


class Schooling(StrEnum):
    """The school stage a member attends now (在读)."""

    preschool = "preschool"
    primary = "primary"
    junior = "junior"
    senior = "senior"
    vocational = "vocational"
    university = "university"
    postgraduate = "postgraduate"


class SchoolKind(StrEnum):
    """Who runs and pays the school: some plans exclude costly private schools and study abroad."""

    public = "public"
    private = "private"
    private_costly = "private_costly"
    abroad_own_cost = "abroad_own_cost"


class Health(StrEnum):
    """Health as the archive form lists it (健康状况)."""

    good = "good"
    cancer = "cancer"
    cardiovascular = "cardiovascular"
    cerebrovascular = "cerebrovascular"
    end_stage_kidney = "end_stage_kidney"
    mental = "mental"
    liver = "liver"
    blood = "blood"
    diabetes = "diabetes"
    tumour = "tumour"
    spine = "spine"
    hypertension = "hypertension"
    lung = "lung"
    minor = "minor"
    coma = "coma"
    paralysis = "paralysis"
    alzheimer = "alzheimer"
    parkinson = "parkinson"
    motor_neuron = "motor_neuron"
    disabled = "disabled"


class Disease(StrEnum):
    """A diagnosed disease as relief plans name them (救助病种)."""

    cancer = "cancer"
    aplastic_anaemia = "aplastic_anaemia"
    stroke = "stroke"
    kidney_failure = "kidney_failure"
    severe_heart_disease = "severe_heart_disease"
    severe_hepatitis = "severe_hepatitis"
    aids = "aids"
    severe_psychosis = "severe_psychosis"
    other_serious = "other_serious"
    ordinary = "ordinary"


class DisabilityKind(StrEnum):
    sight = "sight"
    hearing = "hearing"
    speech = "speech"
    intellect = "intellect"
    limb = "limb"
    mental = "mental"
    multiple = "multiple"


class Hukou(StrEnum):
    urban = "urban"
    rural = "rural"
    converted = "converted"


class Marriage(StrEnum):
    married = "married"
    unmarried = "unmarried"
    divorced = "divorced"
    widowed = "widowed"


@dataclass(frozen=True, kw_only=True)
class Illness:
    """One diagnosed illness of a member."""

    disease: Disease
    name: str = ""
    diagnosed_on: date | None = None
    hospital: str = ""


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person of the household. An empty field is unknown, never 否 and never 0."""

    ordinal: int
    """Number within the household, kept for life: money and certificates refer to it. The head is 1."""
    name: str
    relation: Relation = Relation.head
    id_number: str = ""
    sex: Sex | None = None
    born: date | None = None
    ethnicity: str = ""
    political_status: str = ""
    phone: str = ""
    health: Health | None = None
    illnesses: tuple[Illness, ...] = ()
    disability: DisabilityKind | None = None
    disability_grade: int | None = None
    employment: EmploymentState | None = None
    employer: str = ""
    """Employer or school (单位或学校)."""
    employer_kind: str = ""
    employer_state: str = ""
    industry: str = ""
    started_work: date | None = None
    schooling: Schooling | None = None
    school_kind: SchoolKind | None = None
    model_worker: str = ""
    marriage: Marriage | None = None
    hukou: Hukou | None = None
    insured: bool | None = None
    lives_here: bool = True
    """Counts among the people who live together (共同生活); others are listed but not counted."""
    remark: str = ""

    def age_on(self, day: date) -> int | None:
        """Full years (周岁) on that day; the birthday itself counts. None where the birth date is unknown."""
        if self.born is None:
            return None
        return full_years(self.born, day)
