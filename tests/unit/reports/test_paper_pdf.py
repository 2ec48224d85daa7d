"""The PDF writer: text that can be copied, pages that break well, files that are whole or not there."""

from __future__ import annotations

import errno
import io
import os
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pypdf
import pypdfium2
import pytest

import reports
from desktop.domain.errors import OfficeError
from reports import pdf
from reports.fonts import MISSING_MARK, FontSet
from reports.sheet import CENTRED, Cell, PageSums, Row, Section, Sheet
from tests.unit.reports.paper_reading import texts_of

RARE = "𬱖㛃𠅤𰻞䶮龘"

MALICIOUS = (
    '<img src="/etc/hostname"/>',
    '<img src="http://127.0.0.1:9/x"/>',
    "<b>粗体</b>",
    '<a href="file:///etc/passwd">点击</a>',
    '<font color="red" size="40">大</font>',
    "<para><br/></para>",
    "张&nbsp;三&#20013;",
    "]]><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;",
    "(Tj) ET Q \\) \\( <48656c6c6f>",
    "{{7*7}} ${7*7} %s %(x)s",
    "=cmd|'/c calc'!A1",
)


def one_cell(text: str) -> Sheet:
    return Sheet(title="表", sections=(Section(columns=(150,), rows=(Row(cells=(Cell(text=text),)),)),))


def table(rows: int, **more: object) -> Sheet:
    section = Section(
        columns=(20, 80, 40),
        head=(Row(cells=("序号", "姓名", "金额")),),
        rows=tuple(Row(cells=(str(n), f"姓名{n}", Decimal(n))) for n in range(1, rows + 1)),
        **more,  # pyright: ignore[reportArgumentType] (any field of a section)
    )
    return Sheet(title="名单", sections=(section,))


def test_rare_characters_are_copied_out_as_they_went_in(fonts: FontSet) -> None:
    data, result = pdf.render([one_cell(f"姓名：{RARE}（男）")], fonts)
    assert result.missing_glyphs == ()
    assert f"姓名：{RARE}（男）" in texts_of(data)[0]
    assert f"姓名：{RARE}（男）" in pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()


def test_every_font_is_embedded_and_tells_its_characters(fonts: FontSet) -> None:
    data, _ = pdf.render([one_cell(RARE)], fonts)
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    found = page["/Resources"]["/Font"]  # pyright: ignore[reportIndexIssue] (pypdf's objects are untyped)
    assert len(found) == 3
    for font in found.values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in inner["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font.get_object()


def test_the_copying_table_writes_characters_beyond_the_basic_plane_as_pairs() -> None:
    table = pdf.to_unicode("张𬱖")
    assert "<0001> <5F20>" in table
    assert "<0002> <D873DC56>" in table


def test_the_copying_table_stays_within_a_hundred_entries_a_block() -> None:
    table = pdf.to_unicode("".join(chr(0x4E00 + n) for n in range(250)))
    assert re.findall(r"(\d+) beginbfchar", table) == ["100", "100", "50"]


def test_a_character_in_no_font_is_reported_and_marked(fonts: FontSet) -> None:
    data, result = pdf.render([one_cell("王\ue123明，李\U0002ff00")], fonts)
    assert result.missing_glyphs == ("\ue123", "\U0002ff00")
    assert "U+E123" in result.said
    assert "缺字" in result.said
    assert f"王{MISSING_MARK}明，李{MISSING_MARK}" in texts_of(data)[0]


def test_nothing_is_said_where_every_character_was_printed(fonts: FontSet) -> None:
    assert pdf.render([one_cell("张三")], fonts)[1].said == ""


@pytest.mark.parametrize("text", MALICIOUS)
def test_markup_in_a_name_is_printed_as_it_stands(fonts: FontSet, text: str) -> None:
    data, _ = pdf.render([one_cell(text)], fonts)
    read = texts_of(data)[0].replace("\r", "").replace("\n", "")
    assert text.replace(" ", "") in read.replace(" ", "")
    assert b"/Annot" not in data
    assert b"/XObject" not in data
    assert b"/URI" not in data


def test_no_string_can_reach_the_paragraph_markup_of_reportlab() -> None:
    for file in Path(reports.__file__).parent.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        assert "platypus" not in source
        assert "Paragraph" not in source


def test_bidi_marks_controls_and_lone_surrogates_do_not_reach_the_paper(fonts: FontSet) -> None:
    data, result = pdf.render([one_cell("张\u202e三\u2066\x00\x07\u200b李\ud800四\ufeff")], fonts)
    assert "张三李四" in texts_of(data)[0]
    assert result.missing_glyphs == ()


def test_equal_sheets_give_equal_files(fonts: FontSet) -> None:
    assert pdf.render([table(50)], fonts) == pdf.render([table(50)], fonts)


def test_the_file_names_its_title_and_nobody(fonts: FontSet) -> None:
    data, _ = pdf.render([table(1)], fonts)
    assert pypdf.PdfReader(io.BytesIO(data)).metadata == {"/Title": "名单"}


def test_heads_are_repeated_and_pages_numbered(fonts: FontSet) -> None:
    data, result = pdf.render([table(100)], fonts)
    pages = texts_of(data)
    assert len(pages) == result.pages >= 3
    for number, page in enumerate(pages, 1):
        assert "序号" in page
        assert f"第 {number} 页　共 {len(pages)} 页" in page
    assert all("名单（续）" in page for page in pages[1:])


def test_every_row_of_a_long_table_is_there_once(fonts: FontSet) -> None:
    data, _ = pdf.render([table(500)], fonts)
    whole = " ".join(texts_of(data)).split()
    names = [word for word in whole if word.startswith("姓名") and word != "姓名"]
    assert names == [f"姓名{n}" for n in range(1, 501)]


def test_page_sums_add_up_what_the_page_shows(fonts: FontSet) -> None:
    data, _ = pdf.render(
        [table(100, sums=PageSums(label="本页小计", span=2, columns=(2,), count="人"))], fonts
    )
    sums = [re.search(r"本页小计（(\d+) 人）\s+([\d,.]+)", page) for page in texts_of(data)]
    assert sum(int(found[1]) for found in sums if found) == 100
    assert sum(Decimal(found[2].replace(",", "")) for found in sums if found) == 5050


def test_a_cell_over_two_rows_keeps_them_on_one_page(fonts: FontSet) -> None:
    tied = (
        Row(cells=(Cell(text="跨两行", rows=2, style=CENTRED), "上")),
        Row(cells=("下",)),
    )
    for before in range(20, 40):
        filler = tuple(Row(cells=("", str(n))) for n in range(before))
        sheet = Sheet(title="表", sections=(Section(columns=(40, 40), rows=(*filler, *tied)),))
        pages = texts_of(pdf.render([sheet], fonts)[0])
        assert any("跨两行" in page and "上" in page and "下" in page for page in pages)


def test_a_text_taller_than_its_place_goes_whole_to_an_annex(fonts: FontSet) -> None:
    text = "".join(f"第{n}句。" for n in range(600))
    cell = Cell(text=text, limit=30, annex="情况说明")
    sheet = Sheet(title="表", sections=(Section(columns=(100,), rows=(Row(cells=(cell,)),)),))
    pages = texts_of(pdf.render([sheet], fonts)[0])
    assert "（全文见附页 1）" in pages[0]
    assert "附页 1　情况说明" in pages[1]
    lines = [
        line for page in pages[1:] for line in page.splitlines() if "（续）" not in line and "共" not in line
    ]
    assert text in "".join(lines)


def test_a_text_taller_than_a_whole_page_needs_no_limit_to_be_kept(fonts: FontSet) -> None:
    text = "很长的理由。" * 2000
    pages = texts_of(pdf.render([one_cell(text)], fonts)[0])
    lines = [line for page in pages for line in page.splitlines()]
    assert "".join(lines).count("很长的理由") >= 2000
    assert any("见附页 1" in line for line in lines)


def test_several_annexes_are_numbered_in_order(fonts: FontSet) -> None:
    rows = tuple(Row(cells=(Cell(text="长" * 500, limit=12, annex=f"第{n}项"),)) for n in "一二三")
    sheet = Sheet(title="表", sections=(Section(columns=(100,), rows=rows),))
    whole = "".join(texts_of(pdf.render([sheet], fonts)[0]))
    for number, name in enumerate("一二三", 1):
        assert f"附页 {number}　第{name}项" in whole


def test_forms_for_both_sides_begin_on_a_new_leaf(fonts: FontSet) -> None:
    single = Sheet(title="单页", sections=table(3).sections, both_sides=True)
    data, result = pdf.render([single, single], fonts)
    pages = texts_of(data)
    assert [bool(page.strip()) for page in pages] == [True, False, True]
    assert result.pages == 3


def test_the_page_is_a4_in_the_direction_asked_for(fonts: FontSet) -> None:
    for landscape in (False, True):
        sheet = Sheet(title="表", sections=(), landscape=landscape)
        document = pypdfium2.PdfDocument(pdf.render([sheet], fonts)[0])
        width, height = document[0].get_size()
        document.close()
        assert sorted((round(width), round(height))) == [595, 842]
        assert (width > height) == landscape


def test_a_section_wider_than_the_page_is_a_mistake_told_at_once(fonts: FontSet) -> None:
    with pytest.raises(ValueError, match="wider than the page"):
        pdf.render([Sheet(title="表", sections=(Section(columns=(300,), rows=()),))], fonts)


def test_progress_is_told_and_reaches_its_end(fonts: FontSet) -> None:
    heard: list[tuple[int, int]] = []
    pdf.render([table(200)], fonts, progress=lambda done, total: heard.append((done, total)))
    assert heard[-1] == (200, 200)
    assert len(heard) > 3


def test_a_cancelled_print_leaves_the_old_file(fonts: FontSet, tmp_path: Path) -> None:
    out = tmp_path / "名单.pdf"
    out.write_bytes(b"old")
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(pdf.PrintingCancelledError):
        pdf.write([table(500)], out, fonts, cancelled=cancelled)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_file_that_cannot_be_written_leaves_the_old_one_and_says_why(
    fonts: FontSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    out = tmp_path / "名单.pdf"
    out.write_bytes(b"old")

    def fail(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OfficeError) as caught:
        pdf.write([table(3)], out, fonts)
    assert "名单.pdf" in caught.value.said
    assert "原有文件没有改动" in caught.value.said
    assert ("磁盘空间不足" in caught.value.said) == (number == errno.ENOSPC)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_missing_folder_and_a_folder_in_the_place_are_told_apart(fonts: FontSet, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="不存在"):
        pdf.write([table(1)], tmp_path / "没有" / "a.pdf", fonts)
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(OfficeError, match="是一个文件夹"):
        pdf.write([table(1)], tmp_path / "b.pdf", fonts)


def test_fonts_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="NotoSerifSC-Regular"):
        FontSet.load(tmp_path)


def test_a_damaged_font_is_named(fonts: FontSet, tmp_path: Path, resources: Path) -> None:
    for file in (resources / "fonts").glob("*.ttf"):
        (tmp_path / file.name).write_bytes(b"not a font at all")
    with pytest.raises(OfficeError, match="重新安装"):
        pdf.render([table(1)], FontSet.load(tmp_path))


def test_a_pile_of_forms_is_one_file(fonts: FontSet, page_texts: Callable[[Sheet], list[str]]) -> None:
    _, result = pdf.render([table(3)] * 20, fonts)
    assert result.pages == 20 * len(page_texts(table(3)))
