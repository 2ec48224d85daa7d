"""Reading workbooks (.xlsx, .xls) that offices send: checked before they are opened, every cell with its type kept.

The only module that speaks to python-calamine. Workbooks come from strangers: sizes, compression ratio,
document types and the reach of the cells are looked at first, because the reader itself allocates
whatever a workbook claims to need.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import zipfile
from collections.abc import Container, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from desktop.domain.errors import OfficeError
from desktop.domain.sheet_cells import HEADING_ROWS, Area, Value
from desktop.store import old_workbooks

MOST_ROWS = 30_000
_REACH = MOST_ROWS + HEADING_ROWS
_FILE_LIMIT = 100 * 1024 * 1024
_UNPACKED_LIMIT = 200 * 1024 * 1024
_RATIO_LIMIT = 100
_RATIO_FROM = 20 * 1024 * 1024
_PARTS_LIMIT = 10_000
_OLD_AREA_LIMIT = 20_000_000
"""Cells; one whole old sheet is 65,536 × 256. The reader takes 32 bytes for each."""
_CHUNK = 1 << 20
_ROW_LIMIT = 16 * _CHUNK

_ZIP = b"PK\x03\x04"
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_WORKSHEET = re.compile(rb"<(?:(\w+):)?worksheet[\s>]")
_FAR_CELL = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{3}|[A-Za-z]{1,2}\d{6})""")
_FAR_VALUE = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{3,}\d+|[A-Za-z]{1,2}\d{6,})["'][^>]*(?<!/)>\s*<(?!/)"""
)
_ROW_NUMBER = re.compile(rb"""^[^>]*?\br\s*=\s*["'](\d+)["']""")
_ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\s+r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*>(?:<(?:\w+:)?f[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?"""
    rb"""<(?:\w+:)?v>([^<]*)<"""
)
_XML_ENDINGS = (".xml", ".rels", ".vml")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class _Reach:
    """How far the cells of one worksheet go, found without opening it."""

    rows: int = 0
    last_row: int = 0
    far_cell: str = ""
    errors: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])


class Book:
    """A checked workbook: its visible sheets, read one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        content = _content(path)
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.is_xlsx = content.startswith(_ZIP)
        self._reaches: Mapping[str, _Reach] = {}
        if self.is_xlsx:
            self._reaches = _inspect_package(content, path.name)
        elif content.startswith(old_workbooks.SIGNATURE):
            _inspect_compound_file(content, path.name)
        else:
            raise _not_a_workbook(content, path.name)
        with _damage_told(path.name):
            self._workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
            found = [
                sheet
                for sheet in self._workbook.sheets_metadata
                if sheet.typ is python_calamine.SheetTypeEnum.WorkSheet
            ]
        self.all_sheets = tuple(sheet.name for sheet in found)
        """Hidden ones too, in the order of the workbook."""
        self.sheets = tuple(
            sheet.name for sheet in found if sheet.visible is python_calamine.SheetVisibleEnum.Visible
        )
        self._open: dict[str, python_calamine.CalamineSheet] = {}
        if not self.sheets:
            raise OfficeError(
                f"「{path.name}」里没有可以看到的工作表。请在 Excel 或 WPS 中打开核对后再导入。"
            )

    def too_far(self, sheet: str) -> str:
        """Why that sheet is too long or too wide to be read, as a sentence; nothing where it is fine."""
        reach = self._reaches.get(sheet)
        if reach is None and self.is_xlsx:  # the reader finds a part there that nobody has looked at
            raise _damaged(self.path.name)
        if reach is None:
            height = self._sheet(sheet).total_height
            reach = _Reach(rows=height, last_row=height)
        where = f"「{self.path.name}」的工作表「{sheet}」"
        if reach.rows > _REACH:
            return f"{where}超过 {MOST_ROWS:,} 行，一次导入不了。请按单位或年度拆成几个文件，分别导入。"
        if reach.last_row > _REACH:
            return (
                f"{where}在第 {reach.last_row:,} 行还有内容，一次最多导入 {MOST_ROWS:,} 行。"
                "如果那里是误填的，请删除后再导入；如果确有这么多户，请拆成几个文件。"
            )
        if reach.far_cell:
            return (
                f"{where}在 {reach.far_cell} 单元格还有内容，离名册太远，不能读取。请删除误填的内容后再导入。"
            )
        return ""

    def top(self, sheet: str) -> list[list[Value]]:
        """The first rows of a sheet, where its heading is to be looked for."""
        return self._rows(sheet, HEADING_ROWS + 1)

    def first(self, sheet: str, count: int) -> list[list[Value]]:
        """So many first rows of a sheet."""
        return self._rows(sheet, count)

    def rows(self, sheet: str) -> list[list[Value]]:
        """All rows of a sheet from its first cell on; error values such as #N/A come as that text."""
        return self._rows(sheet, None)

    def merged(self, sheet: str) -> list[Area]:
        """The merged areas of a sheet."""
        with _damage_told(self.path.name):
            areas = self._sheet(sheet).merged_cell_ranges or []
        return [(top, left, bottom, right) for (top, left), (bottom, right) in areas]

    def _rows(self, sheet: str, count: int | None) -> list[list[Value]]:
        if self.too_far(sheet):
            raise OfficeError(self.too_far(sheet))
        with _damage_told(self.path.name):
            rows = self._sheet(sheet).to_python(skip_empty_area=False, nrows=count)
        reach = self._reaches.get(sheet)
        for (row, column), text in (reach.errors if reach else {}).items():
            if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
                rows[row][column] = text
        return rows

    def _sheet(self, name: str) -> python_calamine.CalamineSheet:
        if name not in self._open:
            with _damage_told(self.path.name):
                self._open[name] = self._workbook.get_sheet_by_name(name)
        return self._open[name]


def column_letters(column: int) -> str:
    """A sheet column as Excel names it: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _content(path: Path) -> bytes:
    """The bytes of the file, or a sentence why they cannot be had."""
    if path.name.startswith("~$"):
        raise OfficeError(
            f"「{path.name}」是 Excel 打开文件时留下的临时文件。请选择不带「~$」的那个文件，并先在 Excel 或 WPS 中关闭它。"
        )
    try:
        if path.is_dir():
            raise OfficeError(f"「{path.name}」是文件夹。请选择名册文件（.xlsx 或 .xls）。")
        if path.stat().st_size > _FILE_LIMIT:
            raise OfficeError(
                f"「{path.name}」超过 100 MB，不能导入。请删去图片和无关的工作表，或拆成几个文件。"
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise OfficeError(f"找不到文件「{path}」，可能已被移动、改名或删除。请重新选择。") from None
    except PermissionError:
        raise OfficeError(
            f"打不开「{path.name}」：文件正被别的程序占用，或者没有读取权限。请在 Excel 或 WPS 中关闭它以后再试。"
        ) from None
    except OSError as trouble:
        raise OfficeError(
            f"读取「{path.name}」时出错（{trouble.strerror or trouble}）。请检查磁盘、U 盘或网络，把文件复制到本机后再试。"
        ) from trouble
    if not content:
        raise OfficeError(f"「{path.name}」是空文件（0 字节）。请确认文件已保存完整，再重新选择。")
    return content


@contextmanager
def _damage_told(name: str) -> Generator[None]:
    """Turns whatever the reader throws into one sentence.

    The reader's panics (`pyo3_runtime.PanicException`) are no `Exception`, hence the wide net: only what
    ends the program passes through, and want of memory, which is no damage.
    """
    try:
        yield
    except (OfficeError, MemoryError):
        raise
    except BaseException as trouble:
        if not isinstance(trouble, Exception) and type(trouble).__name__ != "PanicException":
            raise
        if "password" in str(trouble).lower():
            raise _locked(name) from trouble
        raise _damaged(name) from trouble


def _damaged(name: str) -> OfficeError:
    return OfficeError(
        f"「{name}」已损坏，读不出内容。请在 Excel 或 WPS 中打开它，能打开的话另存为新的 .xlsx 文件再导入；打不开请向对方重新要一份。"
    )


def _locked(name: str) -> OfficeError:
    return OfficeError(
        f"「{name}」设了打开密码，程序读不了。请在 Excel 或 WPS 中输入密码打开，去掉密码后另存，再导入。"
    )


def _too_big(name: str) -> OfficeError:
    return OfficeError(
        f"「{name}」解开后内容异常庞大，不像名册，为安全起见没有打开。请把名册部分复制到新建的表格里，另存为 .xlsx 再导入。"
    )


def _save_as(name: str, what: str) -> OfficeError:
    return OfficeError(
        f"「{name}」{what}，不是 Excel 表格。请用 Excel 或 WPS 打开，另存为「Excel 工作簿（.xlsx）」后再导入。"
    )


def _not_a_workbook(content: bytes, name: str) -> OfficeError:
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        return OfficeError(f"「{name}」是 PDF 文件，不是 Excel 表格。请向对方要原来的 .xlsx 或 .xls 文件。")
    if start.startswith((b"<?xml", b"<html", b"<!doctype", b"<table", b"<meta", b"mime-version")):
        return _save_as(name, "其实是网页或 XML 文件，只是用了表格的扩展名")
    if b"\0" not in content[:4096]:
        return _save_as(name, "是文本文件（如 CSV）")
    return OfficeError(f"「{name}」不是 Excel 表格，或者已损坏。请选择 .xlsx 或 .xls 格式的名册文件。")


def _inspect_compound_file(content: bytes, name: str) -> None:
    """Refuses what wears the clothes of an old .xls (encrypted packages, Word files), and what is damaged."""
    try:
        found = old_workbooks.inspect(content)
    except old_workbooks.BrokenFileError as trouble:
        raise _damaged(name) from trouble
    if "EncryptedPackage" in found.streams or found.locked:
        raise _locked(name)
    if "WordDocument" in found.streams:
        raise OfficeError(f"「{name}」是 Word 文档。请把其中的表格复制到 Excel，另存为 .xlsx 后再导入。")
    if not {"Workbook", "Book"} & found.streams:
        raise OfficeError(f"「{name}」不是 Excel 表格，或者已损坏。请选择 .xlsx 或 .xls 格式的名册文件。")
    if found.area > _OLD_AREA_LIMIT:
        raise _damaged(name)


def _inspect_package(content: bytes, name: str) -> dict[str, _Reach]:
    """How far each sheet of an .xlsx reaches; refuses bombs, document types and other formats."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            names = {part.filename.casefold(): part for part in parts}
            if len(names) < len(parts):  # programs differ in which of two parts they take
                raise _damaged(name)
            unpacked = sum(part.file_size for part in parts)
            if unpacked > _UNPACKED_LIMIT or len(parts) > _PARTS_LIMIT:
                raise OfficeError(
                    f"「{name}」内容太多（解开后 {unpacked >> 20:,} MB，最多 200 MB），一次最多导入 {MOST_ROWS:,} 行。"
                    "请删去图片和无关的工作表，或拆成几个文件，分别导入。"
                )
            for part in parts:
                if part.flag_bits & 1:
                    raise _locked(name)
                swollen = part.file_size > _RATIO_LIMIT * max(part.compress_size, 1)
                if part.file_size > _RATIO_FROM and swollen:
                    raise _too_big(name)
            if "xl/workbook.xml" not in names:
                raise _other_package(package, names, name)
            reaches = {
                part: _reach(package, names[part], name) for part in names if part.endswith(_XML_ENDINGS)
            }
            return {
                sheet: reaches.get(part) or _reach(package, names[part], name)
                for sheet, part in _sheet_parts(package, names).items()
            }
    except (OfficeError, MemoryError):
        raise
    except Exception as trouble:  # BadZipFile, zlib.error, ParseError: a broken package breaks in many ways
        raise _damaged(name) from trouble


def _other_package(package: zipfile.ZipFile, names: Container[str], name: str) -> OfficeError:
    if "xl/workbook.bin" in names:
        return _save_as(name, "是 .xlsb（二进制工作簿）")
    if "word/document.xml" in names:
        return OfficeError(f"「{name}」是 Word 文档。请把其中的表格复制到 Excel，另存为 .xlsx 后再导入。")
    if "mimetype" in names and b"opendocument" in package.read("mimetype")[:200]:
        return _save_as(name, "是 OpenDocument 文件（.ods）")
    return OfficeError(
        f"「{name}」是压缩包一类的文件，不是 Excel 表格，或者已损坏。请选择 .xlsx 或 .xls 格式的名册文件。"
    )


def _sheet_parts(package: zipfile.ZipFile, names: Container[str]) -> dict[str, str]:
    """Sheet name → the part of the package that holds it, in small letters; two sheets of one name are none."""
    links = {
        link.get("Id"): link.get("Target", "")
        for link in ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    }
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    found: dict[str, str] = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] != "sheet":
            continue
        link = sheet.get(_RELATION) or next(
            (value for key, value in sheet.items() if key.endswith("}id")), None
        )
        target = links.get(link, "").casefold()
        part = target if target.startswith("xl/") else posixpath.normpath(posixpath.join("/xl", target))[1:]
        if sheet.get("name", "") in found:
            raise ValueError("two sheets of one name")
        if part in names:
            found[sheet.get("name", "")] = part
    return found


def _reach(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> _Reach:
    """Streams one part: refuses document types, and measures it where it is a worksheet."""
    reach = _Reach()
    row_tag: bytes | None = None
    tail = b""
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            data = tail + chunk
            if any(mark in data for mark in _DOCTYPES):
                raise OfficeError(
                    f"「{name}」里夹带了可能有害的内容（XML 文档类型声明），没有打开。请把名册复制到新建的表格里，另存后再导入。"
                )
            if row_tag is None and (root := _WORKSHEET.search(data)):
                row_tag = b"<" + (root[1] + b":" if root[1] else b"") + b"row"
            if row_tag is None:
                tail = data[-64:]
                continue
            cut = data.rfind(row_tag)
            whole, tail = (data[:cut], data[cut:]) if cut > 0 else (b"", data)
            if len(tail) > _ROW_LIMIT:
                raise _too_big(name)
            _measure(whole, row_tag, reach)
            if reach.rows > _REACH:
                return reach
    if row_tag:
        _measure(tail, row_tag, reach)
    return reach


def _measure(data: bytes, row_tag: bytes, reach: _Reach) -> None:
    value_tag, text_tag = row_tag[:-3] + b"v", row_tag[:-3] + b"is"
    for row in data.split(row_tag)[1:]:
        if value_tag in row or text_tag in row:
            reach.rows += 1
            number = _ROW_NUMBER.match(row)
            reach.last_row = max(reach.last_row, int(number[1]) if number else reach.rows)
    if not reach.far_cell and _FAR_CELL.search(data) and (far := _FAR_VALUE.search(data)):
        reach.far_cell = far[1].decode("ascii")
    if b't="e"' in data and len(reach.errors) < MOST_ROWS:
        for letters, number, text in _ERROR_CELL.findall(data):
            column = 0
            for letter in letters:
                column = column * 26 + letter - 64
            reach.errors[int(number) - 1, column - 1] = text.decode("utf-8", "replace")
