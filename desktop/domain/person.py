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


class PersonKind(StrEnum):
    """What kind of person an office keeps on file (人员身份)."""

    worker = "worker"
    migrant_worker = "migrant_worker"
    """农民工."""
    staff = "staff"
    """教职工."""
    student = "student"
    """高校学生."""
    pupil = "pupil"
    """中小学生、幼儿."""
    resident = "resident"
    """居民、村民."""
    wanderer = "wanderer"
    """流浪乞讨人员: may have neither name nor number."""
    other = "other"


class Joining(StrEnum):
    """How a member came into the household."""

    born = "born"
    adopted = "adopted"
    married_in = "married_in"
    moved_in = "moved_in"
    came_back = "came_back"
    other = "other"


class Leaving(StrEnum):
    """How a member left the household."""

    died = "died"
    married_out = "married_out"
    divorced = "divorced"
    moved_out = "moved_out"
    enlisted = "enlisted"
    imprisoned = "imprisoned"
    missing = "missing"
    other = "other"


class ContractTerm(StrEnum):
    """劳动合同期限, in the bands of the union registers (months, ends included)."""

    half_year = "half_year"
    """Up to 6."""
    one_year = "one_year"
    """7 to 18."""
    two_years = "two_years"
    """19 to 30."""
    three_years = "three_years"
    """31 to 42."""
    four_years = "four_years"
    """43 to 54."""
    five_years = "five_years"
    """55 to 120."""
    open_ended = "open_ended"


class EmploymentForm(StrEnum):
    """用工形式."""

    regular = "regular"
    dispatched = "dispatched"
    seasonal = "seasonal"
    self_employed = "self_employed"
    other = "other"


class Education(StrEnum):
    """The highest schooling finished (学历)."""

    none = "none"
    primary = "primary"
    junior = "junior"
    senior = "senior"
    vocational = "vocational"
    college = "college"
    bachelor = "bachelor"
    postgraduate = "postgraduate"


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
    kind: PersonKind | None = None
    joined_on: date | None = None
    """From when they belong to the household; empty: as long as it is on file."""
    joined_by: Joining | None = None
    left_on: date | None = None
    """From this day on they no longer belong to it."""
    left_by: Leaving | None = None
    contract_on: date | None = None
    """When the labour contract was signed."""
    contract_until: date | None = None
    contract_term: ContractTerm | None = None
    employment_form: EmploymentForm | None = None
    union_member: bool | None = None
    education: Education | None = None
    enrolled_year: int | None = None
    """Year they entered the school they attend (入学年份)."""
    school_years: int | None = None
    """How many years that school takes (学制)."""
    major: str = ""
    reading: str = ""
    """How the name is read, where the dictionary is wrong: pinyin with blanks, zeng xiao ming."""
    traits: str = ""
    """What a person without name or number is told by: looks, age, where and when found."""
    without_id: str = ""
    """Why there is no ID number."""

    def age_on(self, day: date) -> int | None:
        """Full years (周岁) on that day; the birthday itself counts. None where the birth date is unknown."""
        if self.born is None:
            return None
        return full_years(self.born, day)

    def belongs_on(self, day: date) -> bool:
        """Whether they are of the household on that day: joined by then and not left yet."""
        return (self.joined_on is None or self.joined_on <= day) and (
            self.left_on is None or day < self.left_on
        )
