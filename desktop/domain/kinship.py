"""Who a member is to another member (与学生关系), as far as it follows from what both are to the head."""

from __future__ import annotations

from desktop.domain.person import Member, Relation, Sex

_CHILDREN = frozenset({Relation.son, Relation.daughter})
_SPOUSES = frozenset({Relation.husband, Relation.wife, Relation.spouse})
_PARENTS = frozenset({Relation.father, Relation.mother})


def to_student(head: Member, student: Member, member: Member) -> str:
    """What a member is to a student of the same household; nothing where the file does not tell."""
    if member is student or member.ordinal == student.ordinal:
        return "本人"
    if student.relation in _CHILDREN:
        return _to_child(head, member)
    if student.relation is Relation.grandchild and member.relation is Relation.head:
        return _by_sex(member, "祖父", "祖母", "祖父母")
    if student.relation is Relation.head:
        return {Relation.sibling: _by_sex(member, "兄弟", "姐妹", "兄弟姐妹")}.get(
            member.relation, _WORDS.get(member.relation, "")
        )
    return ""


def _to_child(head: Member, member: Member) -> str:
    if member.relation is Relation.head:
        return _by_sex(member, "父亲", "母亲", "父（母）")
    if member.relation in _SPOUSES:
        return _by_sex(member, "父亲", "母亲", "母（父）")
    if member.relation in _CHILDREN:
        return _by_sex(member, "兄弟", "姐妹", "兄弟姐妹")
    if member.relation in _PARENTS or member.relation in (Relation.grandfather, Relation.grandmother):
        great = "曾" if member.relation not in _PARENTS else ""
        outer = "外" if head.sex is Sex.female else ""
        male = member.relation in (Relation.father, Relation.grandfather)
        return f"{outer}{great}祖{'父' if male else '母'}"
    return ""


def _by_sex(member: Member, male: str, female: str, unknown: str) -> str:
    sex = member.sex or {Relation.husband: Sex.male, Relation.wife: Sex.female}.get(member.relation)
    sex = sex or {Relation.son: Sex.male, Relation.daughter: Sex.female}.get(member.relation)
    return unknown if sex is None else male if sex is Sex.male else female


_WORDS = {
    Relation.father: "父亲",
    Relation.mother: "母亲",
    Relation.grandfather: "祖父",
    Relation.grandmother: "祖母",
    Relation.husband: "丈夫",
    Relation.wife: "妻子",
    Relation.spouse: "配偶",
    Relation.son: "儿子",
    Relation.daughter: "女儿",
}
