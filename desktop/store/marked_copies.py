"""A workbook given back (退回的名册): a copy of the same sheets, with the reason on every cell that was refused.

The only module beside the printed side's writer that speaks to openpyxl, which is slow to import and is
asked for here alone.
"""

from __future__ import annotations

import errno
import io
import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from desktop.domain.errors import OfficeError
from desktop.domain.text_width import WIDEST, column_width, displayed_width
from desktop.store.errors import StoreError
from desktop.store.pasted_rows import Pasted
from desktop.store.spreadsheets import Book, Value, column_letters
from desktop.store.whole_file import write_whole

_SIGN = "【帮扶台账】"
"""Begins our part of a comment, so that the next copy can take it away again."""
_RED = "FFFFC7CE"
_RESULT_WIDTH = 44
_CELL_LIMIT = 32_000
_BECOMES_ELSE = re.compile(r"\s*(?:[=+\-@＝＋－＠]|\d{12,}[\dXx]*\s*$)")
"""Texts that a spreadsheet takes for a formula or a number as soon as their cell is edited."""
_ELSEWHERE = re.compile(r"[\[|]")
"""In the meaning of a name: another workbook, or another program."""
_UNFIT = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")


@dataclass(frozen=True, slots=True)
class CellNote:
    """Why one cell was refused; row and column count from 1."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What is to be marked in a workbook: which one, where, and with which words; rows and columns count from 1."""

    sha256: str
    sheet: str
    header_row: int
    result_column: int | None
    result_title: str
    notes: tuple[CellNote, ...]
    results: Mapping[int, str]


def write_marked_copy(
    source: Path | Pasted,
    out: Path,
    *,
    sha256: str,
    sheet: str,
    header_row: int,
    result_column: int | None,
    result_title: str,
    notes: Iterable[CellNote],
    results: Mapping[int, str],
    make: Callable[[Path | Pasted, Marks], bytes] | None = None,
) -> Path:
    """Writes the copy as .xlsx and gives its path: comments and red cells, and the result column with a filter.

    `make` may make its bytes elsewhere. Raises OfficeError with nothing written where it cannot be done.
    """
    out = out if out.suffix.lower() == ".xlsx" else out.with_name(f"{out.name}.xlsx")
    if not isinstance(source, Pasted) and out.resolve() == source.resolve():
        raise OfficeError("结果不能写在原名册上，以免盖掉原件。请换一个文件名。")
    marks = Marks(sha256, sheet, header_row, result_column, result_title, tuple(notes), dict(results))
    content = (make or marked_copy)(source, marks)
    try:
        write_whole(out, content)
    except StoreError as error:
        raise _cannot_write(out, error.__cause__) from error
    return out


def marked_copy(source: Path | Pasted, marks: Marks) -> bytes:
    """The copy, as the bytes of an .xlsx file.

    Other sheets, styles and merged cells stay as they are. Formulas of all sheets become the values that were
    read, and what points to other files is left out. Nothing is written, no temporary file either.
    """
    book = source if isinstance(source, Pasted) else Book(source)
    if book.sha256 != marks.sha256:
        raise OfficeError(f"「{book.path.name}」在预览之后被改过。请重新选择文件预览，再导出结果。")
    workbook = _opened(book) or _rebuilt(book)
    for page in workbook.worksheets:
        _settle(page, book)
    marked = _Marked(workbook[marks.sheet], book.rows(marks.sheet), marks.header_row)
    marked.take_away_marks()
    for note in marks.notes:
        marked.mark(note)
    marked.add_results(marks.result_column, marks.result_title, marks.results)
    return _content_of(workbook)


class _Marked:
    """The roster's sheet in the copy."""

    def __init__(self, sheet: Any, rows: list[list[Value]], header_row: int) -> None:
        self.sheet = sheet
        self.rows = rows
        self.header_row = header_row

    def take_away_marks(self) -> None:
        """Takes away what an earlier copy marked."""
        from openpyxl.comments import Comment
        from openpyxl.styles import PatternFill

        for cell in _cells(self.sheet):
            if cell.comment and _SIGN in cell.comment.text:
                own = cell.comment.text.partition(_SIGN)[0].rstrip()
                cell.comment = Comment(own, cell.comment.author) if own else None
                if cell.fill.start_color.rgb == _RED:
                    cell.fill = PatternFill()

    def mark(self, note: CellNote) -> None:
        """Colours one cell and says why."""
        from openpyxl.comments import Comment
        from openpyxl.styles import PatternFill

        cell = self.sheet.cell(note.row, note.column)
        if type(cell).__name__ == "MergedCell":  # part of a merged area: its first cell bears the note
            area = next(a for a in self.sheet.merged_cells.ranges if cell.coordinate in a)
            cell = self.sheet.cell(area.min_row, area.min_col)
        before = cell.comment.text if cell.comment else ""
        text = f"{before}\n{note.text}" if _SIGN in before else f"{before}\n{_SIGN}\n{note.text}".lstrip()
        cell.comment = Comment(
            text, "帮扶台账", height=40 + 18 * (text.count("\n") + len(text) // 18), width=260
        )
        cell.fill = PatternFill("solid", start_color=_RED, end_color=_RED)
        if isinstance(cell.value, float | int) and abs(cell.value) >= 1e14:
            cell.number_format = "@"  # else the number typed in its place loses its digits again

    def add_results(self, column: int | None, title: str, results: Mapping[int, str]) -> None:
        """Fills the last column with what became of each row, and lets the officer filter by it."""
        from openpyxl.styles import Alignment

        sheet = self.sheet
        last_row = max((*results, self.header_row))
        if column is None:
            column = max((len(row) for row in self.rows), default=0) + 1
        if self.header_row:
            self._head(column, title)
        told = (text for text in (title, *results.values()) if text)
        sheet.column_dimensions[column_letters(column)].width = column_width(told, _RESULT_WIDTH)
        for row in range(self.header_row + 1, max(len(self.rows), last_row) + 1):
            cell = sheet.cell(row, column)
            _put(cell, results.get(row, "")[:_CELL_LIMIT] or None)
            if row in results:
                cell.alignment = Alignment(vertical="center", wrap_text=True)
            if sheet.row_dimensions[row].hidden:  # hidden by the filter that was on before
                sheet.row_dimensions[row].hidden = False
        for table in list(sheet.tables):  # a table has a filter of its own, and Excel bears only one
            del sheet.tables[table]
        sheet.auto_filter.filterColumn = []
        if self.header_row:
            sheet.auto_filter.ref = f"A{self.header_row}:{column_letters(column)}{last_row}"

    def _head(self, column: int, title: str) -> None:
        """The heading of the result column, dressed like its neighbour."""
        head = self.sheet.cell(self.header_row, column)
        like = self.sheet.cell(self.header_row, max(column - 1, 1))
        if like.has_style and not head.has_style:
            head.font, head.fill, head.border = copy(like.font), copy(like.fill), copy(like.border)
            head.alignment = copy(like.alignment)
        _put(head, title)


def _cells(sheet: Any) -> list[Any]:
    """The cells there are; asking for them the usual way would make every empty one."""
    return list(sheet._cells.values())


def _rows_of(book: Book | Pasted, sheet: str) -> list[list[Value]]:
    """The values of a sheet, as far as they can be read."""
    try:
        return [] if sheet not in book.all_sheets or book.too_far(sheet) else book.rows(sheet)
    except OfficeError:
        return []


def _settle(sheet: Any, book: Book | Pasted) -> None:
    """Puts the values that were read in place of formulas, and keeps texts from becoming formulas or numbers.

    A copy written by openpyxl has no memory of what its formulas came to, and theirs are strangers' formulas.
    """
    formulas = [cell for cell in _cells(sheet) if cell.data_type == "f"]
    rows = _rows_of(book, sheet.title) if formulas else []
    for cell in formulas:
        row: int = cell.row - 1
        column: int = cell.column - 1
        _put(cell, rows[row][column] if row < len(rows) and column < len(rows[row]) else "")
    for cell in _cells(sheet):
        if cell.data_type == "s" and _BECOMES_ELSE.match(str(cell.value)):
            cell.quotePrefix = True


def _put(cell: Any, value: Value | None) -> None:
    """Sets a value; text stays text, even where it begins like a formula, and without what XML cannot hold."""
    if isinstance(value, str):
        value = _UNFIT.sub("", value)
    cell.value = None if value == "" else value
    if isinstance(value, str) and value:
        cell.data_type = "s"
        cell.quotePrefix = bool(_BECOMES_ELSE.match(value))


def _opened(book: Book | Pasted) -> Any | None:
    """The workbook itself, or None where openpyxl cannot open what the reader could."""
    if not book.is_xlsx:
        return None
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():  # parts it drops (validation extensions …) are told that way
            warnings.simplefilter("ignore")
            workbook: Any = load_workbook(book.path, keep_links=False)
    except (OSError, MemoryError):
        raise
    except Exception:
        return None
    for names in (workbook.defined_names, *(page.defined_names for page in workbook.worksheets)):
        for name in [name for name, meaning in names.items() if _ELSEWHERE.search(meaning.value or "")]:
            del names[name]
    return workbook


def _rebuilt(book: Book | Pasted) -> Any:
    """A plain workbook with the same content, for .xls and for files openpyxl cannot open."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    workbook: Any = Workbook()
    workbook.remove(workbook.active)
    for name in book.all_sheets:
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = "visible" if name in book.sheets else "hidden"
        if book.too_far(name):
            continue
        texts: dict[int, list[str]] = {}
        for r, row in enumerate(book.rows(name), 1):
            for c, value in enumerate(row, 1):
                if value == "":
                    continue
                cell = sheet.cell(r, c)
                _put(cell, value)
                cell.number_format = _format(value)
                if displayed_width(str(value)) > WIDEST - 2 and not _is_title(row):
                    cell.alignment = Alignment(vertical="center", wrap_text=True)
                if not _is_title(row):
                    texts.setdefault(c, []).append(str(value))
        for column, held in texts.items():
            sheet.column_dimensions[column_letters(column)].width = column_width(held)
        for top, left, bottom, right in book.merged(name):
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
    return workbook


def _is_title(row: Sequence[Value]) -> bool:
    """Whether nothing but one text stands in a row: it runs on over the columns beside it."""
    return sum(value != "" for value in row) < 2


def _format(value: Value) -> str:
    if isinstance(value, str):
        return "@"
    if isinstance(value, datetime):
        return "yyyy-mm-dd hh:mm"
    if isinstance(value, date):
        return "yyyy-mm-dd"
    return "hh:mm" if isinstance(value, time | timedelta) else "General"


def _content_of(workbook: Any) -> bytes:
    """The workbook as a file, made in memory."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class InMemory(ExcelWriter):
        """WORKAROUND openpyxl writes every worksheet as plain text into the folder for temporary files first."""

        def write_worksheet(self, ws: Any) -> None:
            ws._drawing = SpreadsheetDrawing()
            ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
            text = io.BytesIO()
            writer: Any = WorksheetWriter(ws, text)
            writer.write()
            ws._rels = writer._rels
            package.writestr(ws.path[1:], text.getvalue())
            manifest: Any = self.manifest
            manifest.append(ws)

    stream = io.BytesIO()
    package = ZipFile(stream, "w", ZIP_DEFLATED)
    InMemory(workbook, package).save()
    return stream.getvalue()


def _cannot_write(out: Path, trouble: BaseException | None) -> OfficeError:
    """What is said of a workbook the officer may have open elsewhere; `trouble` is what the disk answered."""
    if isinstance(trouble, OSError) and trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return OfficeError(
            f"磁盘空间不足，没有写成「{out.name}」，原来的文件没有变。请清理磁盘，或换一个位置再导出。"
        )
    if isinstance(trouble, FileNotFoundError):
        return OfficeError(f"文件夹「{out.parent}」不存在，没有写成「{out.name}」。请重新选择位置。")
    if isinstance(trouble, PermissionError):
        return OfficeError(
            f"「{out.name}」正被 Excel 或 WPS 打开，或这个文件夹不许写入，没有写成。请关闭它，或换一个位置再导出。"
        )
    return OfficeError(
        f"写「{out.name}」时出错（{getattr(trouble, 'strerror', None) or trouble}），没有写成。请换一个位置再导出。"
    )
