"""The list in a spreadsheet: columns as wide as what stands in them, long texts wrapped in high rows."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise

import openpyxl
from openpyxl.utils import get_column_letter

from desktop.domain.views import ListPaper
from reports import xlsx
from reports.forms import household_list
from reports.sheet import Sheet

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


HEADS = ("编号", "户主", *(f"第{n}列" for n in range(3, 22)))
WIDE = ListPaper(
    title="家庭档案名单",
    told="号码和地址已遮盖",
    heads=HEADS,
    widths=(126, 150, *(120,) * 19),
    rows=tuple(
        (f"DA2026-{n:04d}", "阿卜杜拉买买提", *(f"第{n}行{c}列" for c in range(3, 22))) for n in range(1, 61)
    ),
)


def test_what_is_too_wide_for_one_page_goes_on_beside_it_in_a_spreadsheet() -> None:
    page = openpyxl.load_workbook(io.BytesIO(xlsx.render([household_list.sheet(WIDE)]))).worksheets[0]
    assert not page.sheet_properties.pageSetUpPr or not page.sheet_properties.pageSetUpPr.fitToPage
    scale = page.page_setup.scale or 0
    assert scale >= 75
    assert page.print_title_cols == "$A:$B"
    assert page.print_title_rows == "$3:$3"
    breaks = [0, *(b.id for b in page.col_breaks.brk), len(HEADS)]
    widths = [page.column_dimensions[get_column_letter(n + 1)].width for n in range(len(HEADS))]
    for number, (start, stop) in enumerate(pairwise(breaks)):
        own = sum(widths[:2]) if number else 0
        wide = (own + sum(widths[start:stop])) * 1.95 * scale / 100
        assert wide <= 261
    assert len(breaks) == 3  # two pages beside each other
    assert "A1:B1" in {str(r) for r in page.merged_cells.ranges}


def test_what_is_too_wide_for_one_page_goes_on_after_it_on_paper(
    page_texts: Callable[[Sheet], list[str]],
) -> None:
    texts = page_texts(household_list.sheet(WIDE))
    for n in range(1, 61):
        for c in range(3, 22):
            assert sum(f"第{n}行{c}列" in text for text in texts) == 1
        assert sum(f"DA2026-{n:04d}" in text for text in texts) == 3
    assert all("编号" in text and "户主" in text for text in texts)


def test_a_list_that_fits_stays_on_one_page() -> None:
    paper = ListPaper(
        title="家庭档案名单",
        told="",
        heads=HEADS[:6],
        widths=(120,) * 6,
        rows=tuple(r[:6] for r in WIDE.rows),
    )
    page = openpyxl.load_workbook(io.BytesIO(xlsx.render([household_list.sheet(paper)]))).worksheets[0]
    assert page.page_setup.fitToWidth == 1
    assert not page.col_breaks.brk
