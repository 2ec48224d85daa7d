"""Any sheet taken in: students with their guardians, families in rows of their own, pasted lines, and what an update changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from desktop.casework import importing, intake, sheet_import
from desktop.casework.history import WorkedOnError
from desktop.casework.importing import Preview, RosterRow
from desktop.casework.office import Office
from desktop.casework.sheet_import import Pasted, Source
from desktop.domain.errors import OfficeError
from desktop.domain.household import Guardian, Hardship, Household, Income, IncomeKind, Period
from desktop.domain.person import Member, Relation, Schooling
from desktop.domain.sheet_memory import OwnWord
from desktop.domain.sheet_stacking import Stacking
from desktop.domain.student import StudentFlag, StudentLevel
from tests.samples.make_roster import id_number

BORN = date(1980, 5, 6)
HEAD_ID = id_number(BORN, True, 901)
OTHER_ID = id_number(date(1982, 7, 8), False, 902)
CHILD_ID = id_number(date(2012, 3, 4), True, 903)


def written(path: Path, rows: list[list[Any]], merged: tuple[str, ...] = ()) -> Path:
    """A workbook with one sheet of these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def look(office: Office, source: Source) -> Preview:
    """The preview with the columns as they are guessed."""
    seen = sheet_import.glance(source)
    plan, _ = sheet_import.recalled(office, seen.sheets[seen.best()].plan())
    return sheet_import.look(office, source, plan)


def only(preview: Preview) -> RosterRow:
    """The only row."""
    (row,) = preview.rows
    return row


def test_a_student_sheet_brings_flags_level_and_guardian(office: Office, tmp_path: Path) -> None:
    heads = "序号 学校 年级 班级 学生姓名 性别 身份证件号 学籍号 籍贯 是否低保 是否孤儿 是否建档困难职工家庭 家庭人均年收入（万元） 家庭人口 困难级别 认定时间 认定原因".split()
    row = [
        1,
        "示例中学",
        "初二",
        "3 班",
        "王小明",
        "男",
        CHILD_ID,
        "G33019920120304",
        "示例省示例市",
        "是",
        None,
        "否",
        0.6,
        3,
        "特别困难",
        "20201014",
        "父亲患病",
    ]
    path = written(
        tmp_path / "学生.xlsx",
        [["示例中学家庭经济困难学生汇总表"], [*heads, "监护人", None, None], [*[None] * len(heads), "姓名", "关系", "电话"], [*row, "王大明", "父亲", "19900000001"]],
        ("A1:T1", *(f"{get_column_letter(n + 1)}2:{get_column_letter(n + 1)}3" for n in range(len(heads))), "R2:T2"),
    )  # fmt: skip
    preview = look(office, path)
    assert preview.layout == "students"
    found = only(preview)
    assert found.problems == ()
    household = found.household
    assert household is not None
    (student,) = household.students
    assert (student.school, student.grade, student.class_name) == ("示例中学", "初二", "3 班")
    assert (student.level, student.level_on) == (StudentLevel.severe, date(2020, 10, 14))
    assert student.flag(StudentFlag.dibao) is True
    assert student.flag(StudentFlag.orphan) is None  # empty stays unknown, never 否
    assert student.flag(StudentFlag.hardship_worker_child) is False
    assert household.guardians == (Guardian(whose=1, name="王大明", relation="父亲", phone="19900000001"),)
    (income,) = (
        household.incomes
    )  # of the one who is listed, so that the income per head stays what the sheet says
    assert (income.kind, income.amount, income.period) == (IncomeKind.undivided, 6000, Period.year)


def test_a_level_of_no_hardship_is_a_value(office: Office) -> None:
    row = only(look(office, Pasted(f"学生姓名\t身份证号\t班级\t困难级别\n王小明\t{CHILD_ID}\t一班\t不困难")))
    assert row.household is not None
    assert row.household.students[0].level is StudentLevel.none


def test_member_rows_under_one_head_are_one_household(office: Office, tmp_path: Path) -> None:
    path = written(
        tmp_path / "户.xlsx",
        [
            ["姓名", "身份证号", "家庭住址", "家庭成员情况", None, None, None],
            [None, None, None, "姓名", "关系", "身份证号", "月收入"],
            ["甲练习", HEAD_ID, "示例路 1 号", "乙练习", "妻子", OTHER_ID, 2000],
            [None, None, None, "丙练习", "儿子", CHILD_ID[:17] + ("0" if CHILD_ID[17] != "0" else "1"), 0],
            ["丁练习", id_number(BORN, True, 951), "示例路 2 号", None, None, None, None],
        ],
        ("A1:A2", "B1:B2", "C1:C2", "D1:G1", "A3:A4", "B3:B4", "C3:C4"),
    )
    preview = look(office, path)
    assert preview.plan is not None
    assert preview.plan.stacking is Stacking.members_below
    first, second = preview.rows
    (problem,) = first.problems
    assert (problem.row, problem.column) == (4, 6)  # the cell on the member's own row
    assert second.household is not None
    put_right = sheet_import.correct(office, preview, 4, 6, CHILD_ID).rows[0]
    assert put_right.household is not None
    members = put_right.household.members
    assert [(m.name, m.relation) for m in members] == [
        ("甲练习", Relation.head),
        ("乙练习", Relation.wife),
        ("丙练习", Relation.son),
    ]


def test_one_person_a_row_is_gathered_by_relation(office: Office) -> None:
    text = "\n".join(
        (
            "姓名\t与户主关系\t身份证号\t工作状态",
            f"甲练习\t户主\t{HEAD_ID}\t在岗",
            f"丙练习\t儿子\t{CHILD_ID}\t初中",
            f"丁练习\t户主\t{OTHER_ID}\t退休",
        )
    )
    preview = look(office, Pasted(text))
    assert preview.plan is not None
    assert preview.plan.stacking is Stacking.person_a_row
    first, second = preview.rows
    assert first.household is not None
    assert [(m.name, m.schooling) for m in first.household.members] == [
        ("甲练习", None),
        ("丙练习", Schooling.junior),
    ]
    assert (second.number, second.name) == (4, "丁练习")


@pytest.mark.parametrize("mark", ["\t", ",", "，", "、", "；", "   "])
def test_pasted_lines_are_cut_whatever_stands_between(office: Office, mark: str) -> None:
    lines = [
        ["姓名", "身份证号", "手机"],
        ["甲练习", HEAD_ID, "19900000001"],
        ["乙练习", OTHER_ID, "19900000002"],
    ]
    preview = look(office, Pasted("\r\n".join(mark.join(line) for line in lines)))
    assert [(r.name, r.household is not None) for r in preview.rows] == [("甲练习", True), ("乙练习", True)]


def test_pasted_lines_without_a_heading_are_told_by_their_looks(office: Office) -> None:
    text = f"张志明、{HEAD_ID}、19900000001\n李秀兰、{OTHER_ID}、19900000002"
    preview = look(office, Pasted(text))
    assert [r.name for r in preview.rows] == ["张志明", "李秀兰"]
    assert preview.rows[0].household is not None
    assert preview.rows[0].household.head.id_number == HEAD_ID


def test_nothing_pasted_is_told() -> None:
    with pytest.raises(OfficeError, match="没有文字"):
        Pasted("  \n ")


def test_days_come_in_every_shape(office: Office, tmp_path: Path) -> None:
    path = written(
        tmp_path / "日.xlsx",
        [["姓名", "身份证号", "建档日期", "合同到期日"], ["甲练习", HEAD_ID, 20201014, 44118]],
    )
    household = only(look(office, path)).household
    assert household is not None
    assert household.filed_on == date(2020, 10, 14)
    assert household.head.contract_until == date(2020, 10, 14)


@pytest.fixture
def on_file(office: Office) -> Household:
    """A household with more on file than any sheet tells."""
    return intake.record_household(
        office,
        Household(
            members=(
                Member(ordinal=1, name="甲练习", id_number=HEAD_ID, phone="19900000001", remark="原来的备注"),
                Member(ordinal=2, name="丙练习", relation=Relation.son, id_number=CHILD_ID),
            ),
            hardship=Hardship.relative,
            address="示例路 1 号",
            incomes=(
                Income(kind=IncomeKind.wage, amount=Decimal(2000), whose=1),
                Income(kind=IncomeKind.rent, amount=Decimal(300)),
            ),
        ),
    )


def test_an_update_changes_what_is_mapped_and_filled_and_nothing_else(
    office: Office, on_file: Household
) -> None:
    text = "\n".join(
        (
            "姓名\t身份证号\t手机\t困难类别\t家庭住址\t本人月平均收入\t家庭成员1姓名\t家庭成员1身份证号\t家庭成员1健康状况",
            f"甲练习\t{HEAD_ID}\t19900000009\t\t\t2500\t丙练习\t{CHILD_ID}\t良好",
        )
    )
    preview = look(office, Pasted(text))
    row = only(preview)
    assert row.update is not None
    assert [(c.label, c.old, c.new) for c in row.update.changes] == [
        ("手机号码", "199****0001", "199****0009"),
        ("本人月平均收入", "2,000.00", "2,500.00"),
        ("丙练习 · 健康状况", "", "良好"),
    ]
    assert on_file.id is not None
    before = intake.household(office, on_file.id)
    result = importing.take_in(office, preview)
    assert (result.taken, result.updated) == (0, 1)
    now = intake.household(office, on_file.id)
    son = replace(before.members[1], health=now.members[1].health)
    head = replace(before.head, phone="19900000009")
    wage = replace(before.incomes[0], amount=Decimal(2500))
    assert now == replace(before, members=(head, son), incomes=(wage, before.incomes[1]), version=now.version)
    assert only(look(office, Pasted(text))).skipped.endswith("不用改")


def test_an_import_somebody_worked_on_says_which_and_the_rest_goes_back(
    office: Office, on_file: Household
) -> None:
    text = f"姓名\t身份证号\t手机\n甲练习\t{HEAD_ID}\t19900000009\n乙练习\t{OTHER_ID}\t19900000002"
    result = importing.take_in(office, look(office, Pasted(text)))
    assert (result.taken, result.updated) == (1, 1)
    assert on_file.id is not None
    assert result.step_id is not None
    now = intake.household(office, on_file.id)
    intake.record_household(office, replace(now, address="示例路 9 号"))
    with pytest.raises(WorkedOnError, match="甲练习"):
        sheet_import.take_back(office, result.step_id)
    taken = sheet_import.take_back(office, result.step_id, rest=True)
    assert taken.count == 1
    assert intake.on_file(office, [HEAD_ID, OTHER_ID]).keys() == {HEAD_ID}


def test_own_words_mean_what_was_said_once_and_unknown_ones_stay_unknown(office: Office) -> None:
    text = f"姓名\t身份证号\t困难类别\n甲练习\t{HEAD_ID}\t一般户\n乙练习\t{OTHER_ID}\t三类户"
    preview = look(office, Pasted(text))
    assert {(w.key, w.text) for w in sheet_import.strange_words(preview)} == {
        ("hardship", "一般户"),
        ("hardship", "三类户"),
    }
    assert preview.plan is not None
    sheet_import.with_words(office, preview.plan, [OwnWord(key="hardship", text="一般户", means="相对困难")])
    first, second = look(office, Pasted(text)).rows
    assert first.household is not None
    assert second.household is not None
    assert (first.household.hardship, second.household.hardship) == (Hardship.relative, None)


def test_a_pasted_roster_is_given_back_as_a_workbook(office: Office, tmp_path: Path) -> None:
    preview = look(office, Pasted(f"姓名\t身份证号\n甲练习\t{HEAD_ID}\n乙练习\t123"))
    result = importing.take_in(office, preview)
    out = importing.give_back(office, preview, tmp_path / "退回.xlsx", outcomes=result.outcomes)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert sheet["C1"].value == "导入结果"
    assert str(sheet["C2"].value).startswith("已导入：新建")
    assert sheet["B3"].comment is not None
    assert "3 位" in sheet["B3"].comment.text


def test_the_copy_given_back_has_columns_as_wide_as_their_texts(office: Office, tmp_path: Path) -> None:
    long = "示例市示例区清河街道柳园社区东湖路一百二十八号阳光花园小区三期第十六幢"
    text = f"姓名\t身份证号\t家庭住址\n甲练习\t123\t{long}\n阿卜杜拉买买提\t{HEAD_ID}\t短"
    preview = look(office, Pasted(text))
    out = importing.give_back(office, preview, tmp_path / "退回.xlsx")
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert [sheet.column_dimensions[c].width for c in "ABC"] == [16, 20, 40]
    assert sheet["C2"].alignment.wrap_text
    assert not sheet["C3"].alignment.wrap_text
    assert sheet.column_dimensions["D"].width == 44
    assert sheet["D2"].alignment.wrap_text


def test_a_cell_put_right_judges_again_whom_it_touches_and_nobody_else(
    office: Office, on_file: Household
) -> None:
    text = "\n".join(
        (
            "编号\t姓名\t身份证号\t家庭成员1姓名\t家庭成员1关系\t家庭成员1身份证号",
            f"A1\t甲\t{OTHER_ID}\t\t\t",
            f"A1\t乙\t{OTHER_ID}\t丙\t女儿\t{id_number(BORN, True, 951)}",
            f"A2\t丁\t{id_number(BORN, True, 953)}\t丙\t女儿\t{id_number(BORN, True, 951)}",
            f"A3\t戊\t{id_number(BORN, True, 955)}\t\t\t",
            f"A4\t甲练习\t{id_number(BORN, True, 957)}\t\t\t",
        )
    )
    preview = look(office, Pasted(text))
    assert [len(r.errors) for r in preview.rows] == [0, 1, 0, 0, 0]
    assert preview.rows[4].doubt is not None
    for row, column, value in (
        (3, 3, id_number(BORN, True, 961)),
        (2, 1, "A9"),
        (4, 6, ""),
        (5, 3, id_number(BORN, True, 961)),
        (6, 3, HEAD_ID),
        (6, 2, ""),
    ):
        untouched = preview.rows[0]
        preview = sheet_import.correct(office, preview, row, column, value)
        lines = [line.split("\t") for line in text.split("\n")]
        for (r, c), said in preview.corrections.items():
            lines[r - 1][c - 1] = said
        anew = look(office, Pasted("\n".join("\t".join(line) for line in lines)))
        assert preview.rows == anew.rows
        assert row == 2 or preview.rows[0] is untouched or row == 3


def test_a_row_is_held_against_archives_as_archives_are_against_each_other(
    office: Office, on_file: Household
) -> None:
    row = only(
        look(office, Pasted("姓名\t家庭住址\n甲练习\t示例路　1 号。"))
    )  # the address is written otherwise and is the same
    assert row.doubt is not None
    assert row.doubt.because == "姓名相同、住址相同"
