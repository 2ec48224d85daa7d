"""Sheets into a workbook: one worksheet each, text as text, amounts as numbers, nothing hidden, no formula."""

from __future__ import annotations

import io
import math
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from reports.pdf import PrintingCancelledError
from reports.saving import save
from reports.sheet import (
    Align,
    Cell,
    Content,
    Edge,
    Face,
    Row,
    Section,
    Sheet,
    Style,
    all_sections,
    clean,
    text_of,
)

MM = 72 / 25.4
FONT_NAMES = {Face.song: "宋体", Face.hei: "黑体"}
MAX_HEIGHT = 400
"""Excel shows no row taller than 409 points; what needs more goes to an 附页 below."""
ANNEX_LINES = 24
PLAIN = Style(edge=Edge.none)
RIGHT = Style(align=Align.right, edge=Edge.none)
ANNEX_TITLE = Style(face=Face.hei, size=12, edge=Edge.none)
ANNEX_TEXT = Style(top=True, edge=Edge.none, leading=1.5)
SIDE = Style(align=Align.centre)
FOOT = Style(align=Align.right)
HORIZONTAL = {Align.left: "left", Align.centre: "center", Align.right: "right", Align.justify: "left"}
SMALLEST = 0.8
"""A list is printed smaller down to this, so that it fits the paper; where that is not enough it goes on beside."""
SPARE = 0.95
"""Another program's letters may be wider than ours: so much of the paper is filled."""
BESIDE_TITLE = 14
CLOSE = 1.5
"""Edges nearer than this, in mm, are one."""
RISKY = tuple("=+-@＝＋－＠\t\r\n")
"""A text that begins so, after any spaces, is marked as text, for programs that would take it for a formula."""

_FORBIDDEN_IN_TAB = re.compile(r"[\[\]:*?/\\\n]")


def write(
    sheets: Sequence[Sheet],
    out: Path,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the sheets into one workbook; the old file stays until the new one is whole."""
    save(out, render(sheets, progress, cancelled))


def render(
    sheets: Sequence[Sheet],
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """The workbook as bytes; nothing of it touches the disk."""
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    book.properties.creator = ""
    book.properties.title = clean(sheets[0].title) if sheets else ""
    tabs: set[str] = set()
    for number, sheet in enumerate(sheets, 1):
        if cancelled is not None and cancelled():
            raise PrintingCancelledError
        _Writer(book.create_sheet(_tab(sheet, tabs)), sheet).write()
        if progress is not None:
            progress(number, len(sheets))
    stream = io.BytesIO()
    _InMemory(book, ZipFile(stream, "w", ZIP_DEFLATED)).save()
    return stream.getvalue()


class _InMemory(ExcelWriter):
    """WORKAROUND openpyxl writes every worksheet as plain text into the folder for temporary files first."""

    def __init__(self, book: Workbook, archive: ZipFile) -> None:
        super().__init__(book, archive)
        self._zip = archive

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        text = io.BytesIO()
        writer: Any = WorksheetWriter(ws, text)
        writer.write()
        ws._rels = writer._rels
        self._zip.writestr(ws.path[1:], text.getvalue())
        self.manifest.append(ws)


def _tab(sheet: Sheet, taken: set[str]) -> str:
    """A name Excel takes for the worksheet: short, without signs, and its own."""
    name = _FORBIDDEN_IN_TAB.sub(" ", clean(sheet.tab or sheet.title)).strip("' ")[:24] or "表"
    tab = name
    number = 2
    while tab.casefold() in taken:
        tab, number = f"{name} ({number})", number + 1
    taken.add(tab.casefold())
    return tab


class _Writer:
    """One worksheet being filled from top to bottom."""

    def __init__(self, page: Worksheet, sheet: Sheet) -> None:
        self.page = page
        self.sheet = sheet
        self.edges = _grid(sheet)
        lists = [section for section in sheet.sections if section.keys]
        self.beside = lists[0].beside(sheet.body_width / SMALLEST) if lists else ()
        self.row = 1
        self.annexes: list[tuple[str, str]] = []
        self._patterns: dict[tuple[Style, bool, str], SheetCell] = {}

    def write(self) -> None:
        self._set_up()
        if self.sheet.title_size:
            self._title()
        for section in all_sections(self.sheet):
            self._section(section)
        self._annexes()

    def _set_up(self) -> None:
        page, sheet = self.page, self.sheet
        for number in range(len(self.edges) - 1):
            width = self.edges[number + 1] - self.edges[number]
            page.column_dimensions[get_column_letter(number + 1)].width = max(width / 1.95, 0.6)
        page.page_setup.paperSize = 9
        page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
        if len(self.beside) > 1:
            self._set_beside()
        else:
            page.page_setup.fitToWidth = 1
            page.page_setup.fitToHeight = 0
            page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.print_options.horizontalCentered = True
        margins = page.page_margins
        margins.top, margins.right, margins.bottom, margins.left = (m / 25.4 for m in sheet.margins)
        margins.header = margins.footer = 8 / 25.4
        footer, header = page.oddFooter, page.oddHeader
        if footer is not None and header is not None:
            footer.left.text = _plain_footer(sheet.foot) or None
            footer.center.text = "第 &P 页　共 &N 页" if sheet.page_numbers else None
            header.right.text = _plain_footer(sheet.mark) or None
        page.sheet_view.showGridLines = False

    def _set_beside(self) -> None:
        """Pages beside each other: the columns break where they are told to, and the first ones come again."""
        page, (section,) = self.page, self.sheet.sections
        own = sum(section.columns[: section.keys])
        widest = max(own + sum(section.columns[n] for n in columns) for columns in self.beside)
        page.page_setup.scale = int(min(SPARE * self.sheet.body_width / widest, 1) * 100)
        page.page_setup.pageOrder = "overThenDown"
        page.print_title_cols = f"A:{get_column_letter(section.keys)}"
        for columns in self.beside[:-1]:
            page.col_breaks.append(Break(id=columns.stop))

    def _title(self) -> None:
        sheet = self.sheet
        style = Style(face=Face.hei, size=sheet.title_size, align=Align.centre, edge=Edge.none)
        last = len(self.edges) - 1
        if (
            len(self.beside) > 1
        ):  # over the columns that come again: a wider cell would be cut at the edge of the paper
            last = sheet.sections[0].keys
            style = replace(style, size=BESIDE_TITLE)
        self._put(self.row, 0, last, clean(sheet.title), style)
        self._height(sheet.title_size * 1.9)
        self.row += 1
        if sheet.left or sheet.right:
            middle = max(bisect_left(self.edges, self.edges[-1] * 0.6), 1)
            lines = 1
            if middle >= last:
                told = f"{clean(sheet.left)}　　{clean(sheet.right)}".strip()
                self._put(self.row, 0, last, told, PLAIN)
                lines = _lines(told, self.edges[last] * MM, PLAIN)
            else:
                self._put(self.row, 0, middle, clean(sheet.left), PLAIN)
                self._put(self.row, middle, last, clean(sheet.right), RIGHT)
            self._height(18 * lines)
            self.row += 1

    def _section(self, section: Section) -> None:
        if section.gap and self.row > 1:
            self._height(section.gap * MM)
            self.row += 1
        if section.new_page and self.row > 1:
            self.page.row_breaks.append(Break(id=self.row - 1))
        start = self.row
        edges = self._places(section)
        busy: dict[int, int] = {}
        for row in section.head:
            self._row(section, row, edges, busy)
        if section.head and not section.side and self.page.freeze_panes is None:
            self.page.print_title_rows = f"{start}:{self.row - 1}"
            self.page.freeze_panes = f"A{self.row}"
        for row in section.rows:
            self._row(section, row, edges, busy)
        if section.side and self.row > start:
            label = "\n".join(clean(section.side))
            self._put(start, 0, edges[0], label, SIDE, self.row - start)

    def _places(self, section: Section) -> list[int]:
        """The columns of the worksheet at which the section's columns begin and end."""
        edge = section.side_width if section.side else 0.0
        places = [self._nearest(edge)]
        for width in section.columns:
            edge += width
            places.append(max(self._nearest(edge), places[-1] + 1))
        last = len(self.edges) - 1
        for number in range(len(places) - 1, -1, -1):
            places[number] = min(places[number], last - (len(places) - 1 - number))
        if self.edges[last] - edge < 2 * CLOSE:
            places[-1] = last
        return places

    def _nearest(self, edge: float) -> int:
        return min(range(len(self.edges)), key=lambda number: abs(self.edges[number] - edge))

    def _row(self, section: Section, row: Row, edges: list[int], busy: dict[int, int]) -> None:
        """One row of the form; a second one below it for the feet of its cells, where there are any."""
        feet = any(isinstance(content, Cell) and content.foot for content in row.cells)
        height, foot_height = row.height * MM, 0.0
        column = 0
        for content in row.cells:
            while busy.get(column, 0) > self.row:
                column += 1
            cell = content if isinstance(content, Cell) else Cell(style=section.style_of(column))
            first, last = edges[column], edges[column + cell.span]
            rows = 2 if feet and not cell.foot else cell.rows
            busy.update(dict.fromkeys(range(column, column + cell.span), self.row + rows))
            column += cell.span
            amount = content if isinstance(content, Decimal) else cell.number
            if amount is not None:
                self._put(self.row, first, last, amount, cell.style, rows)
                continue
            text, need = self._text(content, cell, (self.edges[last] - self.edges[first]) * MM)
            if cell.rows == 1:
                height = max(height, need)
            if cell.foot:
                foot = clean(cell.foot)
                foot_height = max(foot_height, (foot.count("\n") + 1) * cell.style.size * 1.6 + 4)
                self._put(
                    self.row, first, last, text, replace(cell.style, edge=Edge.box), borders="no bottom"
                )
                self._put(
                    self.row + 1, first, last, foot, replace(FOOT, size=cell.style.size), borders="no top"
                )
            else:
                self._put(self.row, first, last, text, cell.style, rows)
        self._height(max(height - foot_height, 14) if feet else height)
        self.row += 1
        if feet:
            self._height(foot_height)
            self.row += 1

    def _text(self, content: Content, cell: Cell, width: float) -> tuple[str, float]:
        """What stands in the cell and the height it needs in points."""
        style = cell.style
        text = _indented(text_of(content), style)
        need = _lines(text, width, style) * style.size * style.leading + 4
        if need <= MAX_HEIGHT:
            return text, need
        self.annexes.append((clean(cell.annex) or "续表内容", text))
        where = f"见附页 {len(self.annexes)}"
        if cell.brief:
            text = f"{clean(cell.brief)}（{where}）"
        else:
            fits = int(width / style.size * 8)
            text = f"{text[:fits]}……（全文{where}）"
        return text, min(_lines(text, width, style) * style.size * style.leading + 4, MAX_HEIGHT)

    def _annexes(self) -> None:
        last = len(self.edges) - 1
        width = self.edges[-1] * MM
        per_line = max(int(width / ANNEX_TEXT.size) - 2, 1)
        for number, (title, text) in enumerate(self.annexes, 1):
            self.row += 1
            self._put(self.row, 0, last, f"附页 {number}　{title}", ANNEX_TITLE)
            self._height(24)
            self.row += 1
            for chunk in _chunks(text, per_line):
                self._put(self.row, 0, last, chunk, ANNEX_TEXT)
                lines = _lines(chunk, width, ANNEX_TEXT)
                self._height(min(lines * ANNEX_TEXT.size * ANNEX_TEXT.leading + 4, MAX_HEIGHT))
                self.row += 1

    # cells

    def _height(self, points: float) -> None:
        self.page.row_dimensions[self.row].height = round(min(points, MAX_HEIGHT), 1)

    def _put(
        self,
        row: int,
        first: int,
        last: int,
        value: str | Decimal,
        style: Style,
        rows: int = 1,
        borders: str = "",
    ) -> None:
        """Put a text or an amount into the cells from one edge to another."""
        cell = self.page.cell(row, first + 1)
        assert isinstance(cell, SheetCell), "cells of a form do not overlap"
        key = (style, isinstance(value, Decimal), borders)
        pattern = self._patterns.get(key)
        if pattern is None:
            _dress(cell, style, isinstance(value, Decimal), borders)
            self._patterns[key] = cell
        else:
            # one copied style instead of four assigned ones: ten times faster on long lists
            cell._style = copy(pattern._style)  # pyright: ignore[reportPrivateUsage]
        if isinstance(value, Decimal):
            cell.value = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        elif value:
            cell.value = value
            cell.data_type = "s"  # openpyxl would make a formula of "=…"
            if value.lstrip(" 　").startswith(RISKY):
                cell.quotePrefix = True
        if last - first > 1 or rows > 1:
            self._join(cell, row, row + rows - 1, first + 1, last)

    def _join(self, cell: SheetCell, top: int, bottom: int, left: int, right: int) -> None:
        """Merge cells; each wears the style of the first, so that the whole has its borders."""
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                # merge_cells would work out every border anew, ten times slower
                self.page.cell(row, column)._style = cell._style  # pyright: ignore[reportPrivateUsage]
        self.page.merged_cells.ranges.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))


def _dress(cell: SheetCell, style: Style, amount: bool, borders: str) -> None:
    line = Side(style="thin")
    if style.edge is Edge.box:
        cell.border = Border(
            left=line,
            right=line,
            top=None if borders == "no top" else line,
            bottom=None if borders == "no bottom" else line,
        )
    cell.font = Font(name=FONT_NAMES[style.face], size=style.size)
    cell.alignment = Alignment(
        horizontal=HORIZONTAL[style.align], vertical="top" if style.top else "center", wrap_text=True
    )
    cell.number_format = "#,##0.00" if amount else "@"


def _grid(sheet: Sheet) -> list[float]:
    """The edges of the worksheet's columns in mm: those of the boxed sections; others fall in with them."""
    sections = list(all_sections(sheet))
    boxed = [section for section in sections if _boxed(section)]
    edges = [0.0]
    for section in [*boxed, *([] if boxed else sections)]:
        edge = section.side_width if section.side else 0.0
        found = [edge] if edge else []
        for width in section.columns:
            edge += width
            found.append(edge)
        edges += [e for e in found if all(abs(e - known) >= CLOSE for known in edges)]
    if len(edges) == 1:
        edges.append(sheet.body_width)
    most = max((len(section.columns) + bool(section.side) for section in sections), default=1)
    edges.sort()
    while len(edges) <= most:
        widest = max(range(len(edges) - 1), key=lambda number: edges[number + 1] - edges[number])
        edges.insert(widest + 1, (edges[widest] + edges[widest + 1]) / 2)
    return edges


def _boxed(section: Section) -> bool:
    content = section.rows[0].cells[0] if section.rows else ""
    style = content.style if isinstance(content, Cell) else section.style_of(0)
    return style.edge is Edge.box


def _indented(text: str, style: Style) -> str:
    if not style.indent or not text:
        return text
    return "\n".join("　" * int(style.indent) + line for line in text.split("\n"))


def _ems(text: str) -> float:
    """The width of a text in characters, without a typeface at hand."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in text)


def _lines(text: str, width: float, style: Style) -> int:
    room = max(width - 4, style.size) / style.size
    return sum(max(math.ceil(_ems(line) / room - 0.001), 1) for line in text.split("\n"))


def _chunks(text: str, per_line: int) -> Iterator[str]:
    """A long text in pieces that each fit one row."""
    size = per_line * ANNEX_LINES
    chunk: list[str] = []
    lines = 0
    for paragraph in text.split("\n"):
        for start in range(0, max(len(paragraph), 1), size):
            part = paragraph[start : start + size]
            needs = max(math.ceil(len(part) / per_line), 1)
            if chunk and lines + needs > ANNEX_LINES:
                yield "\n".join(chunk)
                chunk, lines = [], 0
            chunk.append(part)
            lines += needs
    if chunk:
        yield "\n".join(chunk)


def _plain_footer(text: str) -> str:
    """Text for a header or footer, where & begins a code."""
    return clean(text).replace("&", "&&")
