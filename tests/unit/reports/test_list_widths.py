"""The list in a spreadsheet: columns as wide as what stands in them, long texts wrapped in high rows."""

from __future__ import annotations

import io

import openpyxl

from desktop.domain.views import ListPaper
from reports import xlsx
from reports.forms import household_list

ADDRESS = "示例市示例区清河街道柳园社区东湖路一百二十八号阳光花园小区三期第十六幢二单元一千二百零四室"


def test_columns_are_as_wide_as_their_texts() -> None:
    paper = ListPaper(
        title="家庭档案名单",
        told="",
        heads=("编号", "姓名", "住址", "人口"),
        widths=(400, 40, 90, 40),
        rows=(("DA2026-0001", "阿卜杜拉买买提", ADDRESS, "3"), ("DA2026-0002", "王一", "短", "4")),
    )
    page = openpyxl.load_workbook(io.BytesIO(xlsx.render([household_list.sheet(paper)]))).worksheets[0]
    widths = [round(page.column_dimensions[c].width) for c in "ABCD"]
    assert widths == [13, 16, 40, 8]
    (cell,) = (c for row in page.iter_rows() for c in row if c.value == ADDRESS)
    assert cell.alignment.wrap_text
    assert page.row_dimensions[cell.row].height > 2 * 10 * 1.2  # two lines of its letters and more


def test_an_empty_list_has_columns_too() -> None:
    paper = ListPaper(title="家庭档案名单", told="", heads=("编号", "姓名"), widths=(90, 90), rows=())
    page = openpyxl.load_workbook(io.BytesIO(xlsx.render([household_list.sheet(paper)]))).worksheets[0]
    assert round(page.column_dimensions["A"].width) == 8
