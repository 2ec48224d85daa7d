"""The workbook: text stays text, amounts are numbers, nothing is hidden, the page is A4."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from desktop.domain.errors import OfficeError
from reports import xlsx
from reports.pdf import PrintingCancelledError
from reports.sheet import Cell, Row, Section, Sheet
from tests.unit.reports import paper_samples as samples
from tests.unit.reports.test_paper_forms import SUBJECTS, sheet_of


def written(sheets: list[Sheet], folder: Path) -> Workbook:
    xlsx.write(sheets, folder / "a.xlsx")
    return load_workbook(folder / "a.xlsx")


def one_row(*texts: str) -> Sheet:
    return Sheet(title="表", sections=(Section(columns=(30.0,) * len(texts), rows=(Row(cells=texts),)),))


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-5", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x", "=cmd|'/c calc'!A1"]
)
def test_a_text_that_looks_like_a_formula_stays_text(text: str, tmp_path: Path) -> None:
    book = written([one_row(text)], tmp_path)
    cell = next(c for row in book.active.iter_rows() for c in row if c.value == text)  # pyright: ignore[reportOptionalMemberAccess]
    assert cell.data_type == "s"
    assert cell.quotePrefix


@pytest.mark.parametrize("name", SUBJECTS)
def test_no_form_holds_a_formula_or_hides_anything(name: str, tmp_path: Path) -> None:
    book = written([sheet_of(*SUBJECTS[name])], tmp_path)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        for part in parts.namelist():
            content = parts.read(part)
            assert b"<f>" not in content
            assert not re.search(rb'hidden="(1|true)"|[hH]idden"', content)
            assert b"<!DOCTYPE" not in content
    page = book.active
    assert page is not None
    assert page.page_setup.paperSize == 9
    assert page.page_setup.fitToWidth == 1
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize("name", SUBJECTS)
def test_merged_cells_never_overlap(name: str, tmp_path: Path) -> None:
    book = written([sheet_of(*SUBJECTS[name])], tmp_path)
    assert book.active is not None
    seen: set[tuple[int, int]] = set()
    for merged in book.active.merged_cells.ranges:
        cells = {
            (row, column)
            for row in range(merged.min_row, merged.max_row + 1)
            for column in range(merged.min_col, merged.max_col + 1)
        }
        assert not cells & seen
        seen |= cells


def test_id_numbers_are_text_and_amounts_are_numbers_with_two_decimals(tmp_path: Path) -> None:
    book = written([sheet_of("receipt", samples.receipt_paper(lines=1))], tmp_path)
    values = {c.value: c for row in book.active.iter_rows() for c in row if c.value is not None}  # pyright: ignore[reportOptionalMemberAccess]
    assert values[samples.LINE.id_number].data_type == "s"
    book = written([sheet_of("sign_sheet", samples.batch_paper(lines=40))], tmp_path)
    page = book.active
    assert page is not None
    amounts = [c for row in page.iter_rows() for c in row if c.data_type == "n" and c.value is not None]
    assert len(amounts) == 41
    assert {c.number_format for c in amounts} == {"#,##0.00"}
    total = samples.batch(lines=40).total
    assert Decimal(str(amounts[-1].value)) == total == sum(Decimal(str(c.value)) for c in amounts[:-1])


def test_a_list_has_a_column_of_its_own_for_every_column_and_repeats_its_head(tmp_path: Path) -> None:
    book = written([sheet_of("sign_sheet", samples.batch_paper(lines=40))], tmp_path)
    page = book.active
    assert page is not None
    head = next(row for row in page.iter_rows() if row[0].value == "序号")
    assert [c.value for c in head] == [
        *("序号", "姓名", "身份证号", "单位或住址", "金额（元）", "领取人签名", "领取日期", "备注"),
    ]
    assert page.print_title_rows == f"${head[0].row}:${head[0].row}"
    assert page.freeze_panes == f"A{int(head[0].row or 0) + 1}"


def test_the_same_words_stand_in_the_workbook_as_on_paper(tmp_path: Path) -> None:
    for form, subject in SUBJECTS.values():
        sheet = sheet_of(form, subject)
        book = written([sheet], tmp_path)
        found = "\n".join(str(c.value) for row in book.active.iter_rows() for c in row if c.value)  # pyright: ignore[reportOptionalMemberAccess]
        for section in sheet.sections:
            for row in (*section.head, *section.rows):
                for content in row.cells:
                    if isinstance(content, str):
                        assert content in found
                    elif isinstance(content, Cell) and content.number is None:
                        assert content.text.split("\n")[0] in found
                        assert content.foot in found


def test_rare_characters_survive_and_illegal_ones_are_dropped(tmp_path: Path) -> None:
    book = written([one_row(f"{samples.RARE}\x00\x0b\ufffe\ud800好")], tmp_path)
    values = [c.value for row in book.active.iter_rows() for c in row]  # pyright: ignore[reportOptionalMemberAccess]
    assert f"{samples.RARE}\n好" in values


def test_a_text_too_tall_for_a_row_goes_whole_to_an_annex(tmp_path: Path) -> None:
    text = "".join(f"第{n}句很长的话。" for n in range(6000))
    section = Section(columns=(100,), rows=(Row(cells=(Cell(text=text, annex="理由"),)),))
    book = written([Sheet(title="表", sections=(section,))], tmp_path)
    page = book.active
    assert page is not None
    values = [str(c.value) for row in page.iter_rows() for c in row if c.value]
    at = values.index("附页 1　理由")
    assert "".join(values[at + 1 :]) == text
    assert all(len(value) < 32767 for value in values)
    assert "（全文见附页 1）" in values[at - 1]
    assert all((dimension.height or 0) <= 409 for dimension in page.row_dimensions.values())


def test_tabs_have_names_of_their_own_that_excel_takes(tmp_path: Path) -> None:
    sheets = [
        Sheet(title="表", sections=(), tab=tab)
        for tab in ("2026/1:[a]*?", "2026/1:[a]*?", "名" * 40, "名" * 40, "'", "", "A", "a")
    ]
    names = written(sheets, tmp_path).sheetnames
    assert len({name.casefold() for name in names}) == len(sheets)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_a_cancelled_or_failed_workbook_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    out.write_bytes(b"old")
    with pytest.raises(PrintingCancelledError):
        xlsx.write([one_row("一")], out, cancelled=lambda: True)
    assert out.read_bytes() == b"old"
    with pytest.raises(OfficeError, match="不存在"):
        xlsx.write([one_row("一")], tmp_path / "没有" / "a.xlsx")


def test_the_workbook_names_no_author(tmp_path: Path) -> None:
    xlsx.write([one_row("一")], tmp_path / "a.xlsx")
    data = io.BytesIO((tmp_path / "a.xlsx").read_bytes())
    with zipfile.ZipFile(data) as parts:
        core = parts.read("docProps/core.xml").decode()
    assert "<dc:creator />" in core
    assert "lastModifiedBy" not in core
