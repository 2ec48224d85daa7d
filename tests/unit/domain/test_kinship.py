"""Who is what to a student, as far as it follows from what both are to the head."""

from __future__ import annotations

import pytest

from desktop.domain.kinship import to_student
from desktop.domain.person import Member, Relation, Sex

FATHER = Member(ordinal=1, name="父", sex=Sex.male)
MOTHER = Member(ordinal=1, name="母", sex=Sex.female)
CHILD = Member(ordinal=3, name="子", relation=Relation.son)


@pytest.mark.parametrize(
    ("head", "student", "relation", "sex", "said"),
    [
        (FATHER, CHILD, Relation.wife, None, "母亲"),
        (MOTHER, CHILD, Relation.husband, None, "父亲"),
        (MOTHER, CHILD, Relation.spouse, None, "母（父）"),
        (FATHER, CHILD, Relation.daughter, None, "姐妹"),
        (FATHER, CHILD, Relation.mother, Sex.female, "祖母"),
        (MOTHER, CHILD, Relation.father, Sex.male, "外祖父"),
        (FATHER, CHILD, Relation.grandmother, None, "曾祖母"),
        (FATHER, CHILD, Relation.sibling, Sex.male, ""),
        (FATHER, FATHER, Relation.mother, None, "母亲"),
        (FATHER, FATHER, Relation.sibling, Sex.female, "姐妹"),
    ],
)
def test_a_relation_follows_or_stays_empty(
    head: Member, student: Member, relation: Relation, sex: Sex | None, said: str
) -> None:
    member = Member(ordinal=5, name="某", relation=relation, sex=sex)
    assert to_student(head, student, member) == said


def test_the_head_and_the_student_themselves() -> None:
    assert to_student(FATHER, CHILD, FATHER) == "父亲"
    assert to_student(MOTHER, CHILD, MOTHER) == "母亲"
    assert to_student(FATHER, CHILD, CHILD) == "本人"
    grandchild = Member(ordinal=4, name="孙", relation=Relation.grandchild)
    assert to_student(FATHER, grandchild, FATHER) == "祖父"
    assert to_student(FATHER, grandchild, CHILD) == ""
