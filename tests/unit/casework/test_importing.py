"""A roster from the file to the archives and back: what goes in, what is returned, and nothing lost between."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.casework import intake, safekeeping
from desktop.casework.importing import (
    ImportCancelledError,
    Layout,
    Preview,
    preview_roster,
    suggested_copy,
    take_in,
    write_back,
)
from desktop.casework.office import Office
from desktop.casework.roster_sheet import read_roster
from desktop.domain.backup import Why
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdQuery
from tests.samples import make_roster
from tests.samples.make_roster import COUNTY_XLSX, FAULTS, HEAD, MEMBER, UNION_XLS, UNION_XLSX, id_number

TODAY = date(2026, 11, 23)
COLUMNS = [*HEAD, *(f"家庭成员{n}{name}" for n in range(1, 6) for name in MEMBER)]
FIRST = id_number(date(1980, 5, 6), True, 901)
SECOND = id_number(date(1982, 7, 8), False, 902)
THIRD = id_number(date(1984, 9, 10), True, 903)


def nobody(_: Iterable[str]) -> dict[str, str]:
    """No one is on file."""
    return {}


def preview(path: Path, office: Office | None = None) -> Preview:
    """What the roster holds, held against the office's archives."""
    if office is None:
        return preview_roster(path, TODAY, nobody)
    return preview_roster(
        path,
        office.today(),
        lambda numbers: intake.on_file(office, numbers),
        imported_before=lambda sha: intake.imported_before(office, sha),
    )


@pytest.fixture
def roster(tmp_path: Path) -> Callable[..., Path]:
    """Writes a roster with these rows, each given by its cells."""

    def write(*rows: dict[str, Any], name: str = "名册.xlsx") -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(COLUMNS)
        for row in rows:
            sheet.append([row.get(column) for column in COLUMNS])
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def one(name: str, id_number: str, **cells: Any) -> dict[str, Any]:
    """One row with a name and an ID number."""
    return {"姓名": name, "身份证号": id_number, **cells}


def count(office: Office) -> int:
    """How many households are on file."""
    return intake.count_households(office, HouseholdQuery())


# --- the practice roster --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [UNION_XLSX, UNION_XLS], ids=["xlsx", "xls"])
def test_every_planted_fault_is_found_and_none_is_invented(path: Path) -> None:
    found = preview(path)
    numbers = {row: cells[0] for row, cells in enumerate(make_roster.union_rows(), found.header_row + 1)}
    seen = {
        (numbers[row.number], p.column_label, p.severity == "error"): p.said
        for row in found.rows
        for p in row.problems
    }
    assert set(seen) == {(f.number, f.column, f.is_error) for f in FAULTS}
    assert sum(len(row.problems) for row in found.rows) == len(FAULTS)
    for fault in FAULTS:
        assert fault.says in seen[fault.number, fault.column, fault.is_error]


def test_the_practice_roster_is_understood_whole() -> None:
    found = preview(UNION_XLSX)
    assert found.sheet == "困难职工名册"
    assert found.layout is Layout.union
    assert len(found.mapping) == 87
    assert found.unknown_headers == ()
    assert found.header_row == 4
    assert len(found.rows) == 60
    assert (len(found.good), len(found.bad), len(found.warned)) == (51, 9, 12)
    assert found.notes == ()


def test_unusual_shapes_in_the_practice_roster_are_read_in_silence() -> None:
    households: dict[str, Household] = {
        row.household.number: row.household for row in preview(UNION_XLSX).good if row.household
    }
    heads = {number: household.head for number, household in households.items()}
    assert heads["KN-0020"].name == "阿依达娜·叶尔肯"
    assert heads["KN-0020"].ethnicity == "哈萨克族"
    assert heads["KN-0021"].name == "古丽巴哈尔·艾山江"
    assert heads["KN-0023"].name == "李𬱖"
    assert heads["KN-0025"].name == "陈䶮"
    assert heads["KN-0026"].name == "赵明"
    assert heads["KN-0018"].id_number.endswith("X")
    assert {len(head.id_number) for head in heads.values()} == {18}
    assert {household.hardship for household in households.values() if household.hardship} >= {
        "on_dibao",
        "near_dibao",
        "accidental",
    }


def test_the_practice_files_are_what_the_generator_writes(tmp_path: Path) -> None:
    for write, path in (
        (make_roster.write_union_xlsx, UNION_XLSX),
        (make_roster.write_county_xlsx, COUNTY_XLSX),
        (make_roster.write_union_xls, UNION_XLS),
    ):
        write(tmp_path / path.name)
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_county_sheet_is_taken_with_its_notes() -> None:
    found = preview(COUNTY_XLSX)
    assert found.layout is Layout.county
    assert len(found.mapping) == 13
    assert (len(found.good), len(found.bad)) == (10, 2)
    assert "按全年总收入" in found.notes[0]
    assert {p.column_label for row in found.bad for p in row.errors} == {"身份证号", "家庭收入"}


# --- what is no roster ----------------------------------------------------------------------------------------


def sheets(path: Path, **contents: list[list[Any]]) -> Path:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for name, rows in contents.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "空表"),
        ([["产品", "数量"], ["甲", 1]], "没有找到名册的表头"),
        ([["姓名", "性别", "民族", "星座"], ["甲", "男", "汉族", "双鱼"]], "缺少「身份证号」"),
        ([["性别", "身份证号", "民族"]], "缺少「姓名」"),
        ([["姓名", "身份证号", "性别"]], "下面没有数据"),
        ([*([[None]] * 25), ["姓名", "身份证号"], ["甲", FIRST]], "表头"),
    ],
)
def test_a_sheet_that_is_no_roster_is_refused_with_a_cure(
    tmp_path: Path, rows: list[list[Any]], said: str
) -> None:
    with pytest.raises(OfficeError) as refused:
        preview(sheets(tmp_path / "表.xlsx", 一=rows))
    assert said in refused.value.said
    assert "「表.xlsx」" in refused.value.said


def test_missing_columns_are_told_with_the_headings_found(tmp_path: Path) -> None:
    path = sheets(tmp_path / "表.xlsx", 一=[["姓名", "性别", "民族", "星座"], ["甲", "男", "汉族", "双鱼"]])
    with pytest.raises(OfficeError, match="姓名、性别、民族、星座"):
        preview(path)


def test_unknown_headings_are_listed_and_do_no_harm(tmp_path: Path) -> None:
    path = sheets(tmp_path / "表.xlsx", 一=[["姓名", "身份证号", "星座"], ["甲", FIRST, "双鱼"]])
    found = preview(path)
    assert found.unknown_headers == ("星座",)
    assert len(found.good) == 1


def test_the_roster_is_found_behind_other_sheets_and_a_second_one_is_mentioned(tmp_path: Path) -> None:
    path = sheets(
        tmp_path / "表.xlsx",
        说明=[["填表说明"], ["姓名请填全称"]],
        一车间=[["姓名", "身份证号", "性别"], ["甲", FIRST, "男"]],
        二车间=[["姓名", "身份证号", "性别"], ["乙", SECOND, "女"]],
    )
    found = preview(path)
    assert found.sheet == "一车间"
    assert "「二车间」也像名册" in found.notes[0]


# --- rows held against each other and against the archives ----------------------------------------------------


def test_a_number_twice_in_the_file_is_an_error_on_the_later_row(roster: Callable[..., Path]) -> None:
    found = preview(roster(one("甲", FIRST), one("乙", SECOND), one("丙", FIRST)))
    assert [row.number for row in found.bad] == [4]
    assert "与第 2 行（甲）相同" in found.bad[0].errors[0].said


def test_the_old_and_the_new_form_of_a_number_are_the_same_person(roster: Callable[..., Path]) -> None:
    found = preview(roster(one("甲", FIRST), one("甲", FIRST[:6] + FIRST[8:17])))
    assert [row.number for row in found.bad] == [3]


def test_someone_on_file_is_refused_with_the_archive_number(
    roster: Callable[..., Path], office: Office
) -> None:
    take_in(office, preview(roster(one("甲", FIRST, 编号="KN-9")), office))
    found = preview(roster(one("甲", FIRST), one("乙", SECOND), name="又一份.xlsx"), office)
    assert [row.name for row in found.good] == ["乙"]
    assert "已在档（档案编号 KN-9）" in found.bad[0].errors[0].said


def test_a_member_on_file_elsewhere_is_refused_too(roster: Callable[..., Path], office: Office) -> None:
    take_in(office, preview(roster(one("甲", FIRST)), office))
    found = preview(
        roster(
            one("乙", SECOND, 家庭成员1姓名="甲", 家庭成员1关系="丈夫", 家庭成员1身份证号=FIRST),
            name="b.xlsx",
        ),
        office,
    )
    (error,) = found.bad[0].errors
    assert error.column_label == "家庭成员1身份证号"
    assert "甲 的身份证号已在档" in error.said


def test_a_head_who_is_a_member_elsewhere_is_a_warning(roster: Callable[..., Path]) -> None:
    found = preview(
        roster(
            one("甲", FIRST),
            one("乙", SECOND, 家庭成员1姓名="甲", 家庭成员1关系="丈夫", 家庭成员1身份证号=FIRST),
        )
    )
    assert len(found.good) == 2
    assert "甲 同时是第 2 行（甲）的本人" in found.warned[0].warnings[0].said


def test_an_archive_number_used_twice_keeps_nobody_out(roster: Callable[..., Path], office: Office) -> None:
    found = preview(roster(one("甲", FIRST, 编号="1"), one("乙", SECOND, 编号="1")), office)
    assert "改由程序编号" in found.warned[0].warnings[0].said
    result = take_in(office, found)
    assert result.numbers[0] == "1"
    assert result.numbers[1] not in ("", "1")
    later = preview(roster(one("丙", THIRD, 编号="1"), name="b.xlsx"), office)
    (number,) = take_in(office, later).numbers
    (line,) = intake.find_households(office, HouseholdQuery(search="丙")).lines
    assert line.number == number != "1"
    assert "原编号 1" in intake.household(office, line.id).remark


def test_numbers_in_use_are_told_before_anything_is_taken(roster: Callable[..., Path]) -> None:
    path = roster(one("甲", FIRST, 编号="1"))
    found = preview_roster(path, TODAY, nobody, numbers_in_use=lambda numbers: set(numbers))
    assert "已被别的档案使用" in found.warned[0].warnings[0].said
    assert found.good[0].household is not None
    assert found.good[0].household.number == ""


# --- taking in ------------------------------------------------------------------------------------------------


def test_the_good_rows_go_in_whole_and_the_bad_ones_stay_out(office: Office) -> None:
    result = take_in(office, preview(UNION_XLSX, office))
    assert (result.taken, result.refused, result.warned, result.skipped) == (51, 9, 12, 0)
    assert count(office) == 51
    (line,) = intake.find_households(office, HouseholdQuery(search="李𬱖")).lines
    household = intake.household(office, line.id)
    assert household.number == "KN-0023"
    assert household.members[0].name == "李𬱖"
    assert household.incomes


def test_the_same_file_again_says_so_and_takes_nobody_twice(office: Office) -> None:
    first = preview(UNION_XLSX, office)
    assert first.already_imported == ""
    take_in(office, first)
    again = preview(UNION_XLSX, office)
    assert "已经导入过一次" in again.already_imported
    assert again.good == ()
    assert count(office) == 51


def test_taking_in_the_same_preview_twice_is_refused(office: Office) -> None:
    found = preview(UNION_XLSX, office)
    take_in(office, found)
    with pytest.raises(OfficeError, match="请重新选择文件预览"):
        take_in(office, found)
    assert count(office) == 51


def test_a_cancel_while_taking_in_leaves_nothing(office: Office) -> None:
    found = preview(UNION_XLSX, office)
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 1

    with pytest.raises(ImportCancelledError):
        take_in(office, found, cancelled=cancelled)
    assert count(office) == 0
    assert preview(UNION_XLSX, office).already_imported == ""


def test_a_cancel_while_reading_stops_it() -> None:
    with pytest.raises(ImportCancelledError):
        preview_roster(UNION_XLSX, TODAY, nobody, cancelled=lambda: True)


def test_progress_is_told_to_the_end(office: Office) -> None:
    read: list[tuple[int, int]] = []
    taken: list[tuple[int, int]] = []
    found = preview_roster(UNION_XLSX, TODAY, nobody, lambda done, of: read.append((done, of)))
    take_in(office, found, lambda done, of: taken.append((done, of)))
    assert read[0] == (0, 0)
    assert read[-1][0] == read[-1][1] > 0
    assert taken[-1] == (51, 51)


def test_a_roster_can_be_read_in_another_process() -> None:
    sheet = read_roster(UNION_XLSX, TODAY)
    assert pickle.loads(pickle.dumps(sheet)).drafts == sheet.drafts  # noqa: S301  # our own bytes
    found = preview(UNION_XLSX)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  # our own bytes


# --- giving back ----------------------------------------------------------------------------------------------


def mended(path: Path, cures: dict[tuple[str, str], Any]) -> Path:
    """The returned copy after the officer mended these cells, each named by 编号 and column."""
    book = openpyxl.load_workbook(path)
    sheet = book["困难职工名册"]
    rows = {sheet.cell(row, 1).value: row for row in range(5, sheet.max_row + 1)}
    for (number, column), value in cures.items():
        sheet.cell(rows[number], COLUMNS.index(column) + 1).value = value
    book.save(path)
    return path


CURES: dict[tuple[str, str], Any] = {
    ("KN-0004", "身份证号"): id_number(date(1985, 1, 2), True, 971),
    ("KN-0009", "身份证号"): id_number(date(1985, 1, 3), True, 973),
    ("KN-0013", "姓名"): "何补全",
    ("KN-0017", "本人月平均收入"): 1950.0,
    ("KN-0022", "建档日期"): "2026-02-28",
    ("KN-0027", "银行卡号"): make_roster.card_number(27),
    ("KN-0033", "家庭成员2身份证号"): id_number(date(2010, 1, 4), True, 975),
    ("KN-0038", "家庭年度总收入"): None,
}


def test_the_copy_carries_the_reasons_and_is_imported_again_after_mending(
    office: Office, tmp_path: Path
) -> None:
    found = preview(UNION_XLSX, office)
    take_in(office, found)
    copy = write_back(found, tmp_path / "退回.xlsx")
    again = preview(copy, office)
    assert again.unknown_headers == ()
    assert (len(again.skipped), len(again.bad), len(again.good)) == (51, 9, 0)
    assert "已在档（档案编号 KN-0001），跳过" in again.skipped[0].skipped
    last = preview(mended(copy, CURES), office)
    assert (len(last.skipped), len(last.bad), len(last.good)) == (51, 1, 8)
    result = take_in(office, last)
    assert (result.taken, result.refused, result.skipped) == (8, 1, 51)
    assert count(office) == 59


def test_a_second_copy_shows_only_what_is_still_wrong(office: Office, tmp_path: Path) -> None:
    found = preview(UNION_XLSX, office)
    take_in(office, found)
    copy = mended(write_back(found, tmp_path / "退回.xlsx"), CURES)
    last = preview(copy, office)
    take_in(office, last)
    sheet = openpyxl.load_workbook(write_back(last, tmp_path / "再退回.xlsx"))["困难职工名册"]
    noted = [
        cell.coordinate
        for row in sheet.iter_rows(min_row=5)
        for cell in row
        if cell.comment and "【帮扶台账】" in cell.comment.text
    ]
    red = [
        cell.coordinate
        for row in sheet.iter_rows(min_row=5)
        for cell in row
        if cell.fill.start_color.rgb == "FFFFC7CE"
    ]
    assert noted == red == ["G56"]
    assert sheet.cell(4, 88).value == "导入结果"
    assert sheet.cell(4, 89).value is None
    results = [str(sheet.cell(row, 88).value) for row in range(5, 65)]
    assert results.count("已导入") == 59
    assert results[51].startswith("未导入：身份证号：")


def test_a_marked_row_whose_archive_is_gone_is_read_as_any_other(
    roster: Callable[..., Path], tmp_path: Path
) -> None:
    found = preview(roster(one("甲", FIRST)))
    copy = write_back(found, tmp_path / "退回.xlsx")
    assert [row.name for row in preview(copy).good] == ["甲"]


def test_the_copy_of_an_old_workbook_is_a_new_one_that_imports_again(office: Office, tmp_path: Path) -> None:
    found = preview(UNION_XLS, office)
    take_in(office, found)
    copy = write_back(found, tmp_path / "退回.xls")
    assert copy.name == "退回.xls.xlsx"
    again = preview(copy, office)
    assert (len(again.skipped), len(again.bad)) == (51, 9)
    book = openpyxl.load_workbook(copy)
    assert book.sheetnames == ["困难职工名册", "填表说明"]
    assert "A1:CI1" in {str(area) for area in book["困难职工名册"].merged_cells.ranges}


def test_a_roster_changed_after_the_preview_is_not_given_back(tmp_path: Path) -> None:
    path = Path(shutil.copy(UNION_XLSX, tmp_path / "名册.xlsx"))
    found = preview(path)
    shutil.copy(COUNTY_XLSX, path)
    with pytest.raises(OfficeError, match="在预览之后被改过"):
        write_back(found, tmp_path / "退回.xlsx")


def test_the_copy_is_suggested_beside_the_roster_under_its_own_name() -> None:
    assert suggested_copy(Path("a/名册.xls")) == Path("a/名册（导入结果）.xlsx")
    assert suggested_copy(Path("a/名册（导入结果）.xlsx")) == Path("a/名册（导入结果）.xlsx")


@pytest.mark.on_file
def test_before_a_roster_goes_in_a_backup_is_made(office: Office) -> None:
    found = preview(UNION_XLS, office)
    take_in(office, found)
    made = safekeeping.backups_of(office)
    assert [(b.why, b.good, b.households) for b in made] == [(Why.import_roster, True, 0)]
