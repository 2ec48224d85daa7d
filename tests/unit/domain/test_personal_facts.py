"""What the newer fields of the archive tell a scheme: each from its field, unknown where nobody filled it in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.archive_facts import facts_of
from desktop.domain.household import (
    Certificate,
    CertificateKind,
    Debt,
    DebtKind,
    Guardian,
    Household,
    Tag,
    Topic,
)
from desktop.domain.nameless import called_without_name
from desktop.domain.person import (
    ContractTerm,
    DisabilityKind,
    Education,
    EmploymentForm,
    Leaving,
    Member,
    PersonKind,
    Relation,
)
from desktop.domain.student import ScoreBand, Student, StudentFlag, StudentLevel, WeakFamily

ON = date(2026, 3, 2)
HEAD = Member(ordinal=1, name="陈练习", relation=Relation.head)
CHILD = Member(ordinal=2, name="陈小习", relation=Relation.daughter, born=date(2014, 5, 1))
HOME = Household(members=(HEAD, CHILD))
NEW = (
    "debts_total person_kind applicant_education has_guardian employment_form contract_term contract_on"
    " contract_until union_member boards student_level poor_pupil score_band weak_family identity_known"
    " deceased died_on single_parent on_poverty_register"
).split()


def test_of_what_nobody_filled_in_nothing_is_told() -> None:
    facts = facts_of(HOME, 2, ON)
    assert [id for id in NEW if facts.get(id) is not None] == []


@pytest.mark.parametrize(
    ("field", "value", "fact", "told"),
    [
        ("union_member", True, "union_member", True),
        ("union_member", False, "union_member", False),
        ("education", Education.college, "applicant_education", "college"),
        ("kind", PersonKind.staff, "person_kind", "staff"),
        ("employment_form", EmploymentForm.dispatched, "employment_form", "dispatched"),
        ("contract_term", ContractTerm.three_years, "contract_term", "three_years"),
        ("contract_on", date(2024, 1, 1), "contract_on", date(2024, 1, 1)),
        ("contract_until", date(2027, 1, 1), "contract_until", date(2027, 1, 1)),
    ],
)
def test_a_member_s_field_tells_its_fact(field: str, value: object, fact: str, told: object) -> None:
    head = replace(HEAD, **{field: value})  # pyright: ignore[reportArgumentType]
    assert facts_of(replace(HOME, members=(head, CHILD)), 1, ON).get(fact) == told


def test_the_field_is_believed_before_the_tag() -> None:
    tagged = replace(HOME, tags=(Tag(name="工会会员"),))
    assert facts_of(tagged, 1, ON).get("union_member") is True
    denied = replace(tagged, members=(replace(HEAD, union_member=False), CHILD))
    assert facts_of(denied, 1, ON).get("union_member") is False


def test_debts_add_up_once_they_were_asked_about() -> None:
    none = replace(HOME, verified_none=frozenset({Topic.debts}))
    assert facts_of(none, 1, ON).get("debts_total") == 0
    two = tuple(Debt(kind=DebtKind.illness, amount=Decimal(x)) for x in ("20000", "1500.50"))
    assert facts_of(replace(HOME, debts=two), 1, ON).get("debts_total") == Decimal("21500.50")


def test_a_guardian_on_file_is_told_and_none_on_file_says_nothing() -> None:
    guarded = replace(HOME, guardians=(Guardian(whose=2, member=1),))
    assert facts_of(guarded, 2, ON).get("has_guardian") is True
    assert facts_of(guarded, 1, ON).get("has_guardian") is None


def test_the_school_s_file_tells_of_the_pupil() -> None:
    file = Student(
        whose=2,
        level=StudentLevel.hard,
        band=ScoreBand.struggling,
        boards=True,
        weak=frozenset({WeakFamily.left_behind, WeakFamily.disabled, WeakFamily.migrant}),
        flags=frozenset({StudentFlag.single_parent}),
        flags_denied=frozenset({StudentFlag.poor_on_record}),
    )
    home = replace(HOME, students=(file,))
    facts = facts_of(home, 2, ON)
    assert facts.get("poor_pupil") is True
    assert facts.get("student_level") == "hard"
    assert facts.get("score_band") == "behind"
    assert facts.get("boards") is True
    assert facts.get("weak_family") == {"parents_away"}
    assert facts.get("single_parent") is True
    assert facts.get("on_poverty_register") is False
    assert facts_of(home, 1, ON).get("poor_pupil") is None
    limping = replace(HEAD, disability=DisabilityKind.limb)
    assert facts_of(replace(home, members=(limping, CHILD)), 2, ON).get("weak_family") == {
        "parents_away",
        "disabled_parent",
    }


def test_not_in_hardship_is_an_answer_of_its_own() -> None:
    file = Student(whose=2, level=StudentLevel.none)
    assert facts_of(replace(HOME, students=(file,)), 2, ON).get("poor_pupil") is False


def test_what_the_archive_says_of_single_parents_goes_before_the_school_s_flag() -> None:
    file = Student(whose=2, flags=frozenset({StudentFlag.single_parent}))
    home = replace(HOME, students=(file,), single_parent=False)
    assert facts_of(home, 2, ON).get("single_parent") is False


def test_flags_are_kinds_of_people_once_the_certificates_were_looked_at() -> None:
    file = Student(whose=2, flags=frozenset({StudentFlag.orphan, StudentFlag.near_dibao}))
    home = replace(HOME, students=(file,))
    assert facts_of(home, 2, ON).get("applicant_kinds") is None
    looked = replace(home, certificates=(Certificate(kind=CertificateKind.disability, whose=1),))
    assert facts_of(looked, 2, ON).get("applicant_kinds") == {"orphan", "near_dibao"}
    assert facts_of(looked, 1, ON).get("applicant_kinds") == {"disabled", "near_dibao"}
    assert facts_of(looked, 1, ON).get("household_kinds") == {"disabled", "near_dibao", "orphan"}


def test_who_died_has_died_and_lives_there_no_more() -> None:
    gone = replace(HEAD, left_on=date(2026, 2, 1), left_by=Leaving.died)
    facts = facts_of(replace(HOME, members=(gone, CHILD)), 1, ON)
    assert facts.get("deceased") is True
    assert facts.get("died_on") == date(2026, 2, 1)
    assert facts.get("household_size") == 1


def test_a_person_without_a_home_is_known_by_a_number_or_not() -> None:
    found = replace(HEAD, name="", kind=PersonKind.wanderer, traits="2026-03-02 汽车站，男，约 60 岁")
    said = replace(found, without_id="说不清自己是谁")
    assert called_without_name(found) == "无名氏(2026-03-02 汽车站,男,约 60 岁)"
    assert called_without_name(replace(found, kind=PersonKind.worker)) == ""
    for member, known in (
        (found, None),
        (said, False),
        (replace(said, id_number="11010519491231002X"), True),
    ):
        assert facts_of(Household(members=(member,)), 1, ON).get("identity_known") is known
