"""Reading workbooks: every cell with its type, and one clear sentence for every file that is none."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt

from desktop.domain.errors import OfficeError
from desktop.store.spreadsheets import Book, column_letters
from tests.samples import make_roster

Maker = Callable[..., Path]


@pytest.fixture
def made(tmp_path: Path) -> Maker:
    """Writes a workbook of one sheet with these rows."""

    def make(*rows: list[object], name: str = "名册.xlsx") -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return make


def refusal(path: Path) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(OfficeError) as refused:
        book = Book(path)
        for sheet in book.sheets:
            book.rows(sheet)
    return refused.value.said


def repacked(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The same package with its parts changed."""
    with zipfile.ZipFile(path) as package:
        parts = {part.filename: package.read(part) for part in package.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, change(name, content))
    return path


def test_every_cell_keeps_whether_it_was_text_number_date_or_truth(made: Maker) -> None:
    path = made(["a", 12.5, 330199, True, date(2026, 2, 3), datetime(2026, 2, 3, 8, 30), None, "x"])
    book = Book(path)
    assert book.rows("Sheet") == [
        ["a", 12.5, 330199.0, True, date(2026, 2, 3), datetime(2026, 2, 3, 8, 30), "", "x"]
    ]


def test_an_old_workbook_reads_like_a_new_one() -> None:
    old, new = Book(make_roster.UNION_XLS), Book(make_roster.UNION_XLSX)
    rows = old.rows("困难职工名册")[2:]
    assert rows == new.rows("困难职工名册")[4 : 4 + len(rows)]


def test_rows_count_from_the_first_row_of_the_sheet_even_when_it_is_empty(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B3"] = "x"
    book.save(tmp_path / "a.xlsx")
    assert Book(tmp_path / "a.xlsx").rows("Sheet") == [["", ""], ["", ""], ["", "x"]]


def test_error_values_are_not_taken_for_empty_cells(made: Maker) -> None:
    path = made(["姓名", "收入"], ["甲", "#N/A"], ["乙", "#REF!"])
    assert [row[1] for row in Book(path).rows("Sheet")] == ["收入", "#N/A", "#REF!"]


def test_hidden_sheets_are_not_offered() -> None:
    assert Book(make_roster.UNION_XLSX).sheets == ("困难职工名册", "填表说明")


def test_merged_areas_are_told() -> None:
    areas = Book(make_roster.UNION_XLSX).merged("困难职工名册")
    assert (0, 0, 0, 86) in areas
    assert (2, 42, 2, 50) in areas


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("名册.xlsx", b"", "空文件"),
        ("名册.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("名册.xls", "<html><table><tr><td>姓名</td></tr></table></html>".encode(), "网页"),
        ("名册.csv", "姓名,身份证号\n张三,1".encode("gbk"), "文本文件"),
        ("名册.xlsx", b"PK\x03\x04" + b"\0" * 50, "已损坏"),
        ("名册.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "已损坏"),
        ("照片.xlsx", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 50, "不是 Excel 表格"),
        ("~$名册.xlsx", b"\x05lock", "临时文件"),
    ],
)
def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refusal(path)
    assert name in refusal(path)


def test_a_file_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    assert "找不到文件" in refusal(tmp_path / "没有.xlsx")


def test_a_file_held_by_another_program_is_said_to_be_held(
    made: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(["姓名"])

    def held(_: Path) -> bytes:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "read_bytes", held)
    assert "请在 Excel 或 WPS 中关闭它" in refusal(path)


def test_a_file_on_a_failing_disk_is_said_to_be_unreadable(
    made: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(["姓名"])

    def failing(_: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", failing)
    assert "复制到本机后再试" in refusal(path)


def test_a_file_of_more_than_100_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as stream:
        stream.truncate(101 << 20)
    assert "超过 100 MB" in refusal(path)


def test_a_folder_is_no_roster(tmp_path: Path) -> None:
    assert "文件夹" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"word/document.xml": "<w/>"}, "Word"),
        ({"xl/workbook.bin": "x"}, "xlsb"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}, "ods"),
        ({"随便.txt": "x"}, "压缩包"),
    ],
)
def test_other_office_files_are_named(tmp_path: Path, parts: dict[str, str], said: str) -> None:
    path = tmp_path / "名册.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert said in refusal(path)


def test_a_cut_off_workbook_is_damaged(made: Maker) -> None:
    path = made(["姓名"], ["甲"])
    path.write_bytes(path.read_bytes()[:-200])
    assert "已损坏" in refusal(path)


def test_a_workbook_with_a_broken_sheet_is_damaged(made: Maker) -> None:
    path = repacked(
        made(["姓名"], ["甲"]), lambda name, content: content[:-30] if "sheet1" in name else content
    )
    assert "已损坏" in refusal(path)


def test_an_encrypted_new_workbook_is_said_to_have_a_password(tmp_path: Path) -> None:
    content = make_roster.UNION_XLS.read_bytes()
    plain, sealed = "Workbook\0".encode("utf-16-le"), "EncryptedPackage\0".encode("utf-16-le")
    at = content.index(plain)
    entry = sealed.ljust(64, b"\0") + (len(sealed)).to_bytes(2, "little")
    path = tmp_path / "加密.xlsx"
    path.write_bytes(content[:at] + entry + content[at + 66 :])
    assert "密码" in refusal(path)


def test_an_old_workbook_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    content = make_roster.UNION_XLS.read_bytes()
    begin = content.index(b"\x09\x08\x10\x00")
    second = begin + 20
    path = tmp_path / "加密.xls"
    path.write_bytes(content[:second] + b"\x2f\x00" + content[second + 2 :])
    assert "密码" in refusal(path)


def test_a_panic_of_the_reader_is_one_sentence(tmp_path: Path) -> None:
    """Some damage makes the reader panic, which is no ordinary exception."""
    content = bytearray(make_roster.UNION_XLS.read_bytes())
    told: set[str] = set()
    dice = random.Random(7)
    path = tmp_path / "坏.xls"
    for _ in range(60):
        damaged = bytearray(content)
        for _ in range(dice.randint(1, 20)):
            damaged[dice.randrange(512, 4096)] = dice.randrange(256)
        path.write_bytes(damaged)
        try:
            book = Book(path)
            for sheet in book.sheets:
                book.rows(sheet)
        except OfficeError as refused:
            told.add(type(refused.__cause__).__name__)
    assert "PanicException" in told


def test_one_damaged_byte_in_an_old_workbook_cannot_claim_all_memory(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("a").write(3, 2, 12.5)
    path = tmp_path / "坏.xls"
    book.save(str(path))
    content = path.read_bytes()
    cell = re.search(rb"(?:\x03\x02\x0e|\x7e\x02\x0a)\x00\x03\x00\x02\x00", content)
    assert cell
    path.write_bytes(content[: cell.end() - 4] + b"\xff\xff\xff\xff" + content[cell.end() :])
    assert "已损坏" in refusal(path)


def test_a_document_type_is_refused(made: Maker) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    path = repacked(
        made(["姓名"], ["甲"]),
        lambda name, content: (
            re.sub(rb"(<worksheet)", bomb + rb"\1", content, count=1) if "sheet1" in name else content
        ),
    )
    assert "可能有害" in refusal(path)


def test_a_document_type_in_another_encoding_is_refused(made: Maker) -> None:
    path = repacked(
        made(["姓名"], ["甲"]),
        lambda name, content: (
            b"\xff\xfe" + "<?xml version='1.0'?><!DOCTYPE x><x/>".encode("utf-16-le")
            if "styles" in name
            else content
        ),
    )
    assert "可能有害" in refusal(path)


@contextmanager
def unpacked(monkeypatch: pytest.MonkeyPatch) -> Generator[list[int]]:
    """How many bytes are unpacked meanwhile, piece by piece."""
    pieces: list[int] = []
    read = zipfile.ZipExtFile.read

    def counted(part: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        piece = read(part, n)
        pieces.append(len(piece))
        return piece

    with monkeypatch.context() as patched:
        patched.setattr(zipfile.ZipExtFile, "read", counted)
        yield pieces


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "炸弹.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * (30 << 20))
    with unpacked(monkeypatch) as pieces:
        assert "异常庞大" in refusal(path)
    assert sum(pieces) < 1 << 20


def test_many_parts_that_together_are_too_large_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        for n in range(11):
            package.writestr(f"xl/media/{n}.bin", bytes(19 << 20))
    assert "最多 200 MB" in refusal(path)


def long_sheet(path: Path, rows: int, columns: int = 4) -> Path:
    """A workbook with so many rows, written straight as XML."""
    xml = io.BytesIO()
    xml.write(
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    for row in range(1, rows + 1):
        cells = "".join(f'<c r="{column_letters(c)}{row}"><v>{row}</v></c>' for c in range(1, columns + 1))
        xml.write(f'<row r="{row}">{cells}</row>'.encode())
    xml.write(b"</sheetData></worksheet>")
    openpyxl.Workbook().save(path)
    return repacked(path, lambda name, content: xml.getvalue() if "sheet1" in name else content)


def test_200_000_rows_are_refused_before_they_are_all_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = long_sheet(tmp_path / "长.xlsx", 200_000)
    with zipfile.ZipFile(path) as package:
        whole = package.getinfo("xl/worksheets/sheet1.xml").file_size
    with unpacked(monkeypatch) as pieces:
        assert "超过 30,000 行" in refusal(path)
    assert 0 < sum(pieces) < whole / 2


def test_30_000_rows_are_read(tmp_path: Path) -> None:
    book = Book(long_sheet(tmp_path / "长.xlsx", 30_000))
    assert len(book.rows("Sheet")) == 30_000


def test_an_old_workbook_with_too_many_rows_is_refused(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row in range(35_000):
        sheet.write(row, 0, 1)
    book.save(str(tmp_path / "长.xls"))
    assert "30,000 行" in refusal(tmp_path / "长.xls")


def test_a_stray_cell_in_the_last_row_is_told_and_not_opened(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "姓名"
    sheet["XFD1048576"] = "误填"
    book.save(tmp_path / "远.xlsx")
    assert "第 1,048,576 行" in refusal(tmp_path / "远.xlsx")


def test_a_stray_cell_in_a_far_column_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "姓名"
    sheet["XFD2"] = "误填"
    book.save(tmp_path / "远.xlsx")
    assert "XFD2" in refusal(tmp_path / "远.xlsx")


def test_formatted_empty_rows_are_no_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "姓名"
    for row in range(2, 35_000):
        sheet.cell(row, 3).number_format = "@"
    book.save(tmp_path / "空行.xlsx")
    assert Book(tmp_path / "空行.xlsx").rows("Sheet")[0][0] == "姓名"


def test_a_long_sheet_beside_the_roster_does_not_spoil_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "身份证号"])
    codes = book.create_sheet("区划代码")
    for row in range(1, 30_030):
        codes.cell(row, 1, row)
    book.save(tmp_path / "两张.xlsx")
    read = Book(tmp_path / "两张.xlsx")
    assert read.rows("Sheet") == [["姓名", "身份证号"]]
    assert "区划代码" in read.too_far("区划代码")


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_are_named_as_excel_names_them(column: int, letters: str) -> None:
    assert column_letters(column) == letters
