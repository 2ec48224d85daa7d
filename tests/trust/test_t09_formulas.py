"""T9: what strangers write never becomes a formula in a workbook of ours, nor do long numbers become numbers."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula

from desktop.store.marked_copies import CellNote, write_marked_copy
from reports import xlsx
from reports.catalogue import forms
from reports.sheet import clean
from tests.samples.make_roster import UNION_XLS, UNION_XLSX
from tests.trust.conftest import Figures
from tests.trust.poison import FORMULAS, STARTS, in_every_text
from tests.unit.reports.test_paper_forms import SUBJECTS, sheet_of

SPACES = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
ID, CARD = "440301199001011234", "6222021234567890123"
OUR_OWN_FORMULAS: frozenset[str] = frozenset()
"""Cells in which we write a formula ourselves. There are none: totals are written as numbers."""
SPARED = frozenset({"code"})
"""Not a text: the recovery code is drawn as a QR code and must stay one."""

BLANK = frozenset({"appraisal_record_blank"})
"""To be written on by hand: what stands on it stands behind words of ours, never at the beginning of a cell."""


def parts_of(path: Path) -> dict[str, str]:
    """Every part of the workbook, as text."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def cells_of(path: Path) -> Iterator[tuple[str, Any, str]]:
    """Every cell that says something: its place, its element, and its text."""
    for name, part in parts_of(path).items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        for cell in ElementTree.fromstring(part).iterfind(".//x:c", SPACES):
            text = "".join(t.text or "" for t in cell.iterfind(".//x:t", SPACES))
            value = cell.find("x:v", SPACES)
            if text or value is not None:
                yield f"{name}!{cell.get('r')}", cell, text or str(value.text if value is not None else "")


def styles_of(path: Path) -> list[dict[str, str]]:
    """The cell formats of the workbook, as cells refer to them."""
    styles = ElementTree.fromstring(parts_of(path)["xl/styles.xml"])
    return [dict(xf.attrib) for xf in styles.iterfind("x:cellXfs/x:xf", SPACES)]


def assert_nothing_is_calculated(path: Path) -> None:
    """No part holds a formula but our own, and nothing reaches outside the file."""
    parts = parts_of(path)
    for name, part in parts.items():
        assert not re.search(r"<(\w+:)?f[\s>/]", part), name
        assert "ddeLink" not in part
        assert 'TargetMode="External"' not in part or "hyperlink" in part, name
    assert not [name for name in parts if "externalLink" in name or "vba" in name.lower()]
    assert not OUR_OWN_FORMULAS


@pytest.mark.parametrize("name", SUBJECTS)
def test_no_text_in_any_form_becomes_a_formula(name: str, tmp_path: Path, figure: Figures) -> None:
    form, subject = SUBJECTS[name]
    out = tmp_path / "a.xlsx"
    seen = 0
    for start in STARTS:
        poisoned = in_every_text(subject, lambda text, start=start: f"{start}{text}" if text else "", SPARED)
        xlsx.write([sheet_of(form, poisoned)], out)
        assert_nothing_is_calculated(out)
        styles = styles_of(out)
        for place, cell, text in cells_of(out):
            if cell.get("t", "n") == "n":
                float(text)
                continue
            assert cell.get("t") in ("inlineStr", "s"), place
            style = styles[int(cell.get("s", 0))]
            assert style["numFmtId"] == "49", place  # @: edited, it still is text
            if text.lstrip(" 　\n\t").startswith(tuple("=+-@＝＋－＠")):
                seen += 1
                assert style.get("quotePrefix") == "1", (place, text)
    assert bool(seen) != (name in BLANK)
    figure(f"texts like formulas on {name}", seen, "all of them text")


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_for_a_name_stays_a_name(formula: str, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    xlsx.write(
        [sheet_of("sign_sheet", in_every_text(SUBJECTS["sign_sheet_cash"][1], lambda _: formula))], out
    )
    assert_nothing_is_calculated(out)
    assert clean(formula) in {text for _, _, text in cells_of(out)}


def test_every_form_was_looked_at() -> None:
    assert {form for form, _ in SUBJECTS.values()} == set(forms())


@pytest.mark.parametrize("name", SUBJECTS)
def test_long_numbers_are_text_in_every_form(name: str, tmp_path: Path) -> None:
    form, subject = SUBJECTS[name]
    out = tmp_path / "a.xlsx"
    for number in (ID, CARD, "0123456789"):
        xlsx.write(
            [sheet_of(form, in_every_text(subject, lambda text, n=number: n if text else "", SPARED))], out
        )
        for place, cell, text in cells_of(out):
            if text == number:
                assert cell.get("t") in ("inlineStr", "s"), place
            elif cell.get("t", "n") == "n":
                assert float(text) < 1e14, place


# --- the copy that is given back ----------------------------------------------------------------------------------


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A stranger's workbook: formulas in the roster, beside it and behind it, and texts that look like some."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "名册"
    sheet.append(["姓名", "身份证号", "备注"])
    for text in (*FORMULAS, *(f"{start}甲" for start in STARTS)):
        sheet.append([text, ID, "=1+1"])
        for cell, kind in zip(sheet[sheet.max_row], ("s", "s", "f"), strict=True):
            cell.data_type = kind
    sheet["E2"] = ArrayFormula("E2:E3", "=A1:A2")
    other = book.create_sheet("别的表")
    other["A1"] = "=cmd|'/c calc'!A1"
    other["A2"] = "=[1]外面!A1"
    hidden = book.create_sheet("藏起来的")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = '=HYPERLINK("http://127.0.0.1:9/")'
    book.defined_names["外面"] = DefinedName("外面", attr_text="[1]外面!$A$1")
    book.defined_names["计算器"] = DefinedName("计算器", attr_text="cmd|'/c calc'!A1")
    book.defined_names["名单"] = DefinedName("名单", attr_text="名册!$A$1:$A$9")
    path = tmp_path / "名册.xlsx"
    book.save(path)
    return _with_an_outside_link(path)


def _with_an_outside_link(path: Path) -> Path:
    """The same workbook pointing at another one, and at another program."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["xl/externalLinks/externalLink1.xml"] = (
        b"<externalLink " + main + b' xmlns:r="' + relations + b'"><externalBook r:id="rId1"><sheetNames>'
        b'<sheetName val="x"/></sheetNames></externalBook></externalLink>'
    )
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="'
        + relations
        + b'/externalLinkPath" Target="file:///c:/x.xlsx" TargetMode="External"/></Relationships>'
    )
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId77" Type="' + relations + b'/externalLink" '
        b'Target="externalLinks/externalLink1.xml"/></Relationships>',
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<definedNames>",
        b'<externalReferences><externalReference xmlns:r="'
        + relations
        + b'" r:id="rId77"/></externalReferences>'
        b"<definedNames>",
    )
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="' + kind + b'"/></Types>',
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def given_back(path: Path, out: Path, sheet: str, said: str) -> Path:
    """The marked copy, with one reason on a cell and in the result column."""
    return write_marked_copy(
        path,
        out,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        sheet=sheet,
        header_row=1,
        result_column=None,
        result_title="导入结果",
        notes=[CellNote(2, 2, said)],
        results={2: said},
    )


def test_the_stranger_s_workbook_does_hold_what_must_not_come_back(roster: Path) -> None:
    with pytest.raises(AssertionError):
        assert_nothing_is_calculated(roster)
    assert "xl/externalLinks/externalLink1.xml" in parts_of(roster)


def test_the_copy_given_back_calculates_nothing_on_any_sheet(roster: Path, tmp_path: Path) -> None:
    out = given_back(roster, tmp_path / "b.xlsx", "名册", "=1+1 不是姓名")
    assert_nothing_is_calculated(out)
    book = openpyxl.load_workbook(out)
    assert list(book.defined_names) == ["名单"]
    sheet = book["名册"]
    texts = [str(sheet.cell(row, 1).value) for row in range(2, sheet.max_row + 1)]
    assert texts[: len(FORMULAS)] == list(FORMULAS)
    for row in range(2, 2 + len(FORMULAS) + len(STARTS)):
        name, number = sheet.cell(row, 1), sheet.cell(row, 2)
        assert (name.data_type, number.data_type) == ("s", "s")
        assert name.quotePrefix or not str(name.value).lstrip().startswith(tuple("=+-@＝＋－＠"))
        assert (number.value, number.quotePrefix) == (ID, True)
    result = next(cell for cell in sheet[1] if cell.value == "导入结果").column
    assert sheet.cell(2, result).value == "=1+1 不是姓名"
    assert sheet.cell(2, result).data_type == "s"
    assert sheet.cell(2, result).quotePrefix


def test_formulas_become_the_values_they_had(tmp_path: Path) -> None:
    """A value that a spreadsheet had worked out stays when its formula goes."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "名册"
    sheet.append(["姓名", "身份证号", "收入"])
    sheet.append(["甲", ID, "=600*2"])
    beside = book.create_sheet("汇总")
    beside["B2"] = "=SUM(名册!C2:C9)"
    path = tmp_path / "名册.xlsx"
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        parts[name] = re.sub(rb"</f><v\s*/?>(</v>)?", b"</f><v>1200</v>", parts[name])
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    copy = openpyxl.load_workbook(given_back(path, tmp_path / "b.xlsx", "名册", "原因"))
    assert copy["名册"]["C2"].value == 1200
    assert copy["汇总"]["B2"].value == 1200


@pytest.mark.parametrize("source", [UNION_XLSX, UNION_XLS], ids=["xlsx", "xls"])
def test_the_copy_of_our_samples_keeps_long_numbers_as_text(source: Path, tmp_path: Path) -> None:
    out = given_back(source, tmp_path / "b.xlsx", "困难职工名册", "原因")
    assert_nothing_is_calculated(out)
    long = [(cell, text) for _, cell, text in cells_of(out) if re.fullmatch(r"\d{15,}X?", text)]
    assert len(long) > 100
    styles = styles_of(out)
    for cell, text in long:
        if cell.get("t", "n") == "n":  # the planted ones, which lost their digits before they came to us
            assert text.endswith("000"), text
            continue
        assert cell.get("t") in ("inlineStr", "s")
        assert styles[int(cell.get("s", 0))].get("quotePrefix") == "1"
