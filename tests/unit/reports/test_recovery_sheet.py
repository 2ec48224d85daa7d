"""恢复码单: one page, the code large and whole, its QR code readable from the paper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import segno

from reports import pdf, xlsx
from reports.fonts import FontSet
from reports.forms import recovery_sheet
from reports.qr import QUIET, matrix, squares
from reports.sheet import Cell, Edge, Row, Section, Sheet, Style
from tests.unit.reports import paper_samples as samples

PAPER = samples.RECOVERY_PAPER
WIDEST = "WWWW-WWWW-WWWW-WWWW-WWWW"


def modules_on(data: bytes, count: int) -> list[list[bool]]:
    """The modules of the only QR code of a page as a camera would see them, row by row."""
    document = pypdfium2.PdfDocument(data)
    try:
        image = document[0].render(scale=6).to_pil().convert("L")
    finally:
        document.close()
    dark = image.point([255 if shade < 128 else 0 for shade in range(256)])
    left, top, right, bottom = dark.getbbox()
    module_x, module_y = (right - left) / count, (bottom - top) / count
    return [
        [
            dark.getpixel((int(left + (x + 0.5) * module_x), int(top + (y + 0.5) * module_y))) > 0
            for x in range(count)
        ]
        for y in range(count)
    ]


def alone(text: str) -> Sheet:
    """A page with a QR code and nothing else."""
    cell = Cell(qr=text, style=Style(edge=Edge.none))
    section = Section(columns=(34,), rows=(Row(cells=(cell,), height=34),))
    return Sheet(title="", title_size=0, page_numbers=False, sections=(section,))


@pytest.mark.parametrize("text", [PAPER.code, WIDEST, "0000-0000-0000-0000-0000", "帮扶台账"])
def test_the_paper_bears_every_module_of_the_qr_code(text: str, fonts: FontSet) -> None:
    meant = [[bool(m) for m in row] for row in segno.make_qr(text, error="q", boost_error=False).matrix]
    data, _ = pdf.render([alone(text)], fonts)
    assert modules_on(data, len(meant)) == meant


def test_the_qr_code_of_a_recovery_code_is_small_enough_to_print_coarsely() -> None:
    """At 34 mm a module is a millimetre, four dots of the coarsest office printer."""
    assert len(matrix(WIDEST)) + 2 * QUIET <= 34


def test_the_squares_are_the_dark_modules_and_no_others() -> None:
    size, found = squares(PAPER.code)
    dark = {(square.x + step, size - 1 - square.y) for square in found for step in range(square.width)}
    rows = matrix(PAPER.code)
    assert dark == {
        (x + QUIET, y + QUIET) for y, row in enumerate(rows) for x, module in enumerate(row) if module
    }
    assert min(x for x, _ in dark) == QUIET


@pytest.mark.parametrize(
    "name", ["清河县总工会", "示例市示例区东门街道纺织工业园区困难职工帮扶服务中心联合工会委员会"]
)
@pytest.mark.parametrize("person", ["周敏", "阿卜杜热合曼·买买提明·吐尔逊"])
def test_the_sheet_is_one_page(name: str, person: str, page_texts: Callable[[Sheet], list[str]]) -> None:
    paper = replace(PAPER, bureau=replace(PAPER.bureau, name=name), made_by=person, code=WIDEST)
    assert len(page_texts(recovery_sheet.sheet(paper))) == 1


@pytest.mark.parametrize("code", [PAPER.code, WIDEST, "MMMM-QQQQ-WMWM-NNNN-GGGG"])
def test_every_group_stands_on_one_line(code: str, page_texts: Callable[[Sheet], list[str]]) -> None:
    lines = page_texts(recovery_sheet.sheet(replace(PAPER, code=code)))[0].splitlines()
    for group in set(code.split("-")):
        assert sum(line.split().count(group) for line in lines) == code.split("-").count(group)


def test_the_sheet_tells_how_to_use_it_and_where_to_keep_it(
    page_texts: Callable[[Sheet], list[str]],
) -> None:
    read = "".join(page_texts(recovery_sheet.sheet(PAPER))[0].split())
    for said in (
        "不得拍照",
        "不得存入电脑",
        "从备份恢复",
        "忘记密码",
        "骑缝章",
        "保险柜",
        "封存人",
        "见证人",
        "周敏",
        "清河县总工会",
        "2026年3月23日",
    ):
        assert said in read


def test_a_workbook_has_the_code_as_text(tmp_path: Path) -> None:
    xlsx.write([recovery_sheet.sheet(PAPER)], tmp_path / "a.xlsx")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.xlsx").read_bytes())) as parts:
        assert any(PAPER.code.encode() in parts.read(name) for name in parts.namelist())
        assert not [name for name in parts.namelist() if "media" in name]
