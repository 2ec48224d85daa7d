"""Relatives whom headings name: 父亲, 母亲, 配偶, 子女 become members with what they are to the head."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.casework.office import Office
from desktop.casework.sheet_import import Pasted
from desktop.domain.person import Relation
from desktop.domain.sheet_heading import find_heading
from desktop.domain.sheet_mapping import EVERYTHING, Target, targets
from desktop.domain.sheet_targets import KIN
from tests.samples.make_roster import id_number
from tests.unit.casework.test_sheet_import import HEAD_ID, look, only, written

FATHER = id_number(date(1975, 3, 4), True, 905)
MOTHER = id_number(date(1977, 3, 4), False, 906)
SON = id_number(date(2010, 3, 4), True, 907)
DAUGHTER = id_number(date(2010, 3, 4), False, 908)


def columns(*headings: str) -> list[tuple[str, str]]:
    """What these headings are taken for."""
    found = find_heading([list(headings)], [])
    assert found is not None
    assert found.unknown == ()
    return [(c.label, c.key) for c in found.columns]


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("父亲姓名", "父亲姓名"),
        ("父亲", "父亲姓名"),
        ("学生母亲身份证号码", "母亲身份证号"),
        ("母亲（监护人）联系电话", "母亲联系电话"),
        ("配偶工作单位", "配偶单位或学校"),
        ("爱人姓名", "配偶姓名"),
        ("妻子身份证", "妻子身份证号"),
        ("爷爷健康状况", "祖父健康状况"),
        ("子女姓名", "子女1姓名"),
        ("子女2身份证号", "子女2身份证号"),
        ("第二个子女姓名", "子女2姓名"),
        ("儿子就读学校", "儿子1单位或学校"),
        ("长女姓名", "长女姓名"),
    ],
)
def test_a_flat_heading_names_a_relative(heading: str, label: str) -> None:
    assert columns("姓名", "身份证号", heading)[2][0] == label


def test_columns_behind_a_relative_are_theirs_and_a_second_name_is_nobody_elses() -> None:
    found = columns(
        "姓名", "身份证号", "联系电话", "父亲姓名", "身份证号", "联系电话", "母亲姓名", "联系电话"
    )
    assert [label for label, _ in found[3:]] == [
        "父亲姓名",
        "父亲身份证号",
        "父亲联系电话",
        "母亲姓名",
        "母亲联系电话",
    ]
    twice = find_heading([["姓名", "身份证号", "父亲姓名", "姓名"]], [])
    assert twice is not None
    assert [c.label for c in twice.columns] == ["姓名", "身份证号", "父亲姓名"]


@pytest.mark.parametrize(
    "heading", ["父母姓名", "子女人数", "子女教育支出", "配偶情况说明", "祖籍", "紧急联系人姓名"]
)
def test_what_only_begins_so_names_nobody(heading: str) -> None:
    found = find_heading([["姓名", "身份证号", heading]], [])
    assert found is not None
    assert all(c.slot == 0 for c in found.columns)


def test_relatives_under_merged_headings_become_members(office: Office, tmp_path: Path) -> None:
    top: list[Any] = [
        "学生姓名",
        "身份证号",
        "班级",
        "父亲",
        None,
        None,
        "母亲情况",
        None,
        None,
        "子女",
        None,
    ]
    below: list[Any] = [
        None,
        None,
        None,
        "姓名",
        "身份证号",
        "工作单位",
        "姓名",
        "电话",
        "健康状况",
        "姓名",
        "性别",
    ]
    path = written(
        tmp_path / "亲属.xlsx",
        [
            top,
            below,
            [
                "王小明",
                HEAD_ID,
                "3 班",
                "王大明",
                FATHER,
                "示例厂",
                "李秀兰",
                "19900000002",
                "良好",
                None,
                None,
            ],
            ["王小红", SON, "3 班", "无", "/", None, "李秀云", None, None, "王一", "女"],
        ],
        ("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:I1", "J1:K1"),
    )
    first, second = look(office, path).rows
    assert first.household is not None
    assert [(m.name, m.relation, m.id_number, m.employer, m.phone) for m in first.household.members[1:]] == [
        ("王大明", Relation.father, FATHER, "示例厂", ""),
        ("李秀兰", Relation.mother, "", "", "19900000002"),
    ]
    assert [p.sentence for p in first.problems] == [
        "母亲姓名：母亲 李秀兰 没有身份证号，核对家庭经济状况时要用，请补登。"
    ]
    assert second.household is not None
    assert [(m.name, m.relation) for m in second.household.members[1:]] == [
        ("李秀云", Relation.mother),
        ("王一", Relation.daughter),
    ]


def test_children_are_sons_or_daughters_as_the_row_tells(office: Office) -> None:
    text = "\n".join(
        (
            "姓名\t身份证号\t配偶姓名\t配偶身份证号\t子女1姓名\t子女1身份证号\t子女2姓名\t子女2身份证号",
            f"甲练习\t{FATHER}\t乙练习\t{MOTHER}\t丙练习\t{SON}\t丁练习\t{DAUGHTER}",
            f"戊练习\t{HEAD_ID}\t\t\t己练习\t\t\t",
        )
    )
    first, second = look(office, Pasted(text)).rows
    assert first.problems == ()
    assert first.household is not None
    assert [m.relation for m in first.household.members] == [
        Relation.head,
        Relation.spouse,
        Relation.son,
        Relation.daughter,
    ]
    assert second.household is not None
    assert second.household.members[1].relation is Relation.other
    assert "儿子还是女儿" in second.problems[0].said


def test_a_relative_is_chosen_by_hand_and_remembered() -> None:
    father = next(t for t in targets() if t.label == "父亲 · 姓名")
    assert len(set(targets(20, KIN))) == len(targets(20, KIN))
    assert father in EVERYTHING
    assert "fq" in father.sought.split()
    assert Target(father.slot, "id_number").label == "父亲 · 身份证号"


def test_the_guardian_who_is_the_father_is_told_as_a_member(office: Office) -> None:
    text = f"学生姓名\t身份证号\t班级\t父亲姓名\t监护人姓名\n王小明\t{HEAD_ID}\t3 班\t王大明\t王大明"
    household = only(look(office, Pasted(text))).household
    assert household is not None
    assert household.guardians[0].member == household.members[1].ordinal
