"""The copy that goes back to the officer: everything as it was, and the reasons where they belong."""

from __future__ import annotations

import errno
import hashlib
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table

from desktop.domain.errors import OfficeError
from desktop.store.marked_copies import CellNote, write_marked_copy
from desktop.store.spreadsheets import Book
from tests.samples.make_roster import UNION_XLS, UNION_XLSX


def written(
    source: Path,
    out: Path,
    *notes: CellNote,
    sheet: str = "名册",
    header_row: int = 1,
    results: dict[int, str] | None = None,
) -> Any:
    """The roster's sheet of a copy with these notes."""
    path = write_marked_copy(
        source,
        out,
        sha256=hashlib.sha256(source.read_bytes()).hexdigest(),
        sheet=sheet,
        header_row=header_row,
        result_column=None,
        result_title="导入结果",
        notes=notes,
        results=results or {},
    )
    return openpyxl.load_workbook(path)[sheet]


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small roster, changed by hand before it is saved."""

    def make(change: Callable[[Any, Any], None] = lambda _book, _sheet: None) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "名册"
        sheet.append(["姓名", "身份证号"])
        sheet.append(["甲", 330199198005069012])
        sheet.append(["乙", "x"])
        change(book, sheet)
        book.save(tmp_path / "名册.xlsx")
        return tmp_path / "名册.xlsx"

    return make


def test_the_reason_stands_on_the_cell_in_red(source: Callable[..., Path], tmp_path: Path) -> None:
    sheet = written(source(), tmp_path / "b.xlsx", CellNote(3, 2, "不对"), CellNote(3, 2, "也不全"))
    assert sheet["B3"].comment.text == "【帮扶台账】\n不对\n也不全"
    assert sheet["B3"].fill.start_color.rgb == "FFFFC7CE"
    assert sheet["A3"].comment is None


def test_a_cell_that_lost_digits_becomes_text_so_that_it_loses_no_more(
    source: Callable[..., Path], tmp_path: Path
) -> None:
    sheet = written(source(), tmp_path / "b.xlsx", CellNote(2, 2, "后三位可能已丢失"))
    assert sheet["B2"].number_format == "@"


def test_the_results_stand_in_a_last_column_with_a_filter(
    source: Callable[..., Path], tmp_path: Path
) -> None:
    sheet = written(source(), tmp_path / "b.xlsx", results={2: "已导入", 3: "未导入：姓名"})
    assert [sheet.cell(row, 3).value for row in (1, 2, 3)] == ["导入结果", "已导入", "未导入：姓名"]
    assert sheet.auto_filter.ref == "A1:C3"


def test_styles_merged_cells_formats_and_other_sheets_stay(tmp_path: Path) -> None:
    before = openpyxl.load_workbook(UNION_XLSX)
    sheet = written(
        UNION_XLSX, tmp_path / "b.xlsx", CellNote(5, 7, "不对"), sheet="困难职工名册", header_row=4
    )
    after = sheet.parent
    own = before["困难职工名册"]
    assert after.sheetnames == before.sheetnames
    assert after["代码"].sheet_state == "hidden"
    assert after["填表说明"]["A2"].value == before["填表说明"]["A2"].value
    assert {str(a) for a in sheet.merged_cells.ranges} == {str(a) for a in own.merged_cells.ranges}
    assert sheet.freeze_panes == own.freeze_panes
    assert sheet.column_dimensions["V"].width == own.column_dimensions["V"].width
    for cell in ("A1", "C3", "AQ4", "G6", "H14"):
        assert looks(sheet[cell]) == looks(own[cell])
    assert sheet["G3"].comment.text == own["G3"].comment.text


def looks(cell: Any) -> tuple[object, ...]:
    """What a cell looks like."""
    return (
        repr(cell.font),
        repr(cell.fill),
        repr(cell.border),
        repr(cell.alignment),
        cell.number_format,
    )


def test_a_note_of_the_office_on_the_same_cell_stays(source: Callable[..., Path], tmp_path: Path) -> None:
    def annotate(_: Any, sheet: Any) -> None:
        sheet["B3"].comment = Comment("已电话核实", "周敏")

    sheet = written(source(annotate), tmp_path / "b.xlsx", CellNote(3, 2, "不对"))
    assert sheet["B3"].comment.text == "已电话核实\n【帮扶台账】\n不对"
    again = written_again(tmp_path / "b.xlsx", tmp_path / "c.xlsx")
    assert again["B3"].comment.text == "已电话核实"
    assert again["B3"].fill.fill_type is None


def written_again(source: Path, out: Path) -> Any:
    """A copy of a copy, with nothing wrong any more."""
    return written(source, out)


def test_text_that_looks_like_a_formula_stays_text(source: Callable[..., Path], tmp_path: Path) -> None:
    def tempt(_: Any, sheet: Any) -> None:
        sheet["A3"].value = "=1+1"
        sheet["A3"].data_type = "s"

    path = source(tempt)
    sheet = written(path, tmp_path / "b.xlsx", results={3: "=SUM(A1)"})
    assert (sheet["A3"].data_type, sheet["A3"].value) == ("s", "=1+1")
    assert (sheet["C3"].data_type, sheet["C3"].value) == ("s", "=SUM(A1)")


def test_formulas_of_the_roster_become_what_they_came_to(tmp_path: Path) -> None:
    """Else the copy, which no spreadsheet program has reckoned yet, would read as empty."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "名册"
    sheet.append(["姓名", "收入"])
    sheet.append(["甲", "=1+1"])
    book.save(tmp_path / "a.xlsx")
    copy = written(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert copy["B2"].data_type != "f"


def test_old_filters_and_tables_make_room_for_ours(source: Callable[..., Path], tmp_path: Path) -> None:
    def filtered(_: Any, sheet: Any) -> None:
        sheet.add_table(Table(displayName="roster", ref="A1:B3"))
        sheet.row_dimensions[3].hidden = True

    sheet = written(source(filtered), tmp_path / "b.xlsx", results={2: "已导入", 3: "未导入"})
    assert not sheet.tables
    assert sheet.row_dimensions[3].hidden is False
    assert sheet.auto_filter.ref == "A1:C3"


def test_a_note_on_a_merged_cell_goes_to_its_corner(source: Callable[..., Path], tmp_path: Path) -> None:
    def merge(_: Any, sheet: Any) -> None:
        sheet.merge_cells("A3:B3")

    sheet = written(source(merge), tmp_path / "b.xlsx", CellNote(3, 2, "不对"))
    assert "不对" in sheet["A3"].comment.text


def test_a_workbook_that_openpyxl_cannot_open_is_given_back_plain(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "名册"
    sheet.append(["姓名", date(2026, 1, 2)])
    sheet["A1"].fill = PatternFill("solid", start_color="FF00FF00")
    sheet["A1"].font = Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'patternType="solid"', b'patternType="odd"')
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    with pytest.raises(ValueError, match="could not read stylesheet"):
        openpyxl.load_workbook(tmp_path / "a.xlsx")
    copy = written(tmp_path / "a.xlsx", tmp_path / "b.xlsx", CellNote(1, 1, "不对"))
    assert copy["A1"].value == "姓名"
    assert Book(tmp_path / "b.xlsx").rows("名册")[0][:2] == ["姓名", date(2026, 1, 2)]


def test_hidden_sheets_of_an_old_workbook_stay_hidden(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("名册").write(0, 0, "姓名")
    codes = book.add_sheet("代码")
    codes.write(0, 0, "深度困难")
    codes.visibility = 1
    book.save(str(tmp_path / "a.xls"))
    copy = written(tmp_path / "a.xls", tmp_path / "b.xlsx").parent
    assert copy["代码"].sheet_state == "hidden"
    assert copy["代码"]["A1"].value == "深度困难"


def test_characters_that_xml_cannot_hold_are_left_out_of_the_copy(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("名册").write(0, 0, "姓\x0b名")
    book.save(str(tmp_path / "a.xls"))
    assert written(tmp_path / "a.xls", tmp_path / "b.xlsx")["A1"].value == "姓名"


def test_an_old_workbook_keeps_text_as_text(tmp_path: Path) -> None:
    sheet = written(UNION_XLS, tmp_path / "b.xlsx", sheet="困难职工名册", header_row=2)
    assert sheet["G3"].number_format == "@"
    assert isinstance(sheet["G3"].value, str)
    assert (
        Book(tmp_path / "b.xlsx").rows("困难职工名册")[2][:60] == Book(UNION_XLS).rows("困难职工名册")[2][:60]
    )


def test_the_copy_never_takes_the_place_of_the_roster(source: Callable[..., Path]) -> None:
    path = source()
    before = path.read_bytes()
    with pytest.raises(OfficeError, match="不能写在原名册上"):
        written(path, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘空间不足"),
        (PermissionError(errno.EACCES, "denied"), "正被 Excel 或 WPS 打开"),
        (OSError(errno.EIO, "Input/output error"), "换一个位置"),
    ],
)
def test_what_cannot_be_written_leaves_the_earlier_copy_and_no_scraps(
    source: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    trouble: OSError,
    said: str,
) -> None:
    path = source()
    out = tmp_path / "out" / "退回.xlsx"
    out.parent.mkdir()
    out.write_bytes(b"earlier")

    def failing(_: int) -> None:
        raise trouble

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OfficeError) as refused:
        written(path, out)
    assert said in refused.value.said
    assert "退回.xlsx" in refused.value.said
    assert [p.name for p in out.parent.iterdir()] == ["退回.xlsx"]
    assert out.read_bytes() == b"earlier"


def test_a_folder_that_is_gone_is_said_to_be_gone(source: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="不存在"):
        written(source(), tmp_path / "没有" / "b.xlsx")
