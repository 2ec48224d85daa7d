"""A sheet onto pages: where every line of text and every box stands. Heads repeat, long texts go to an 附页."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from desktop.domain.money import figures
from reports.lines import Line, LineBreaker
from reports.qr import squares
from reports.sheet import (
    Align,
    Cell,
    Content,
    Edge,
    Face,
    PageSums,
    Row,
    Section,
    Sheet,
    Style,
    all_sections,
)

MM = 72 / 25.4
PAD_X = 1.3 * MM
PAD_Y = 0.9 * MM
ASCENT = 0.88
"""How far above the baseline a Chinese character reaches, in parts of its size."""

SUBTITLE = Style(size=10.5)
RUNNING = Style(size=9)
FOOTER = Style(size=9)
ANNEX_TITLE = Style(face=Face.hei, size=12, edge=Edge.none)
ANNEX_TEXT = Style(size=10.5, leading=1.7, align=Align.justify, edge=Edge.none)
SUM_CELL = Style(align=Align.right)
SUM_LABEL = Style(align=Align.centre)


class Text(NamedTuple):
    """One line of text at its baseline, in points from the lower left corner."""

    x: float
    y: float
    size: float
    face: Face
    text: str
    spacing: float = 0.0
    """Added between characters so that the line fills its width."""


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float


class Cut(NamedTuple):
    """A dashed line across the page, to cut along."""

    x: float
    y: float
    to_x: float


@dataclass(slots=True)
class Page:
    """All that is drawn on one page."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list[Text])
    boxes: list[Box] = field(default_factory=list[Box])
    frames: list[Box] = field(default_factory=list[Box])
    cuts: list[Cut] = field(default_factory=list[Cut])
    inked: list[Box] = field(default_factory=list[Box])
    """Filled with black: the modules of QR codes."""


def compose(
    sheet: Sheet, breaker: LineBreaker, page_done: Callable[[int], None] = lambda rows: None
) -> list[Page]:
    """The pages of a sheet; `page_done` hears after every page how many rows it took."""
    return _Composer(sheet, breaker, page_done).compose()


class _Cell(NamedTuple):
    """A measured cell: its place across the page, its lines, and how many rows it covers."""

    x: float
    width: float
    rows: int
    style: Style
    lines: tuple[Line, ...]
    foot: tuple[Line, ...]
    amount: Decimal | None
    column: int
    qr: str = ""


class _Row(NamedTuple):
    height: float
    grow: float
    cells: list[_Cell]


class _Strip:
    """A section with the edges of its columns in points."""

    def __init__(self, section: Section, left: float, room: float) -> None:
        scale = min(1.0, room / (section.width * MM)) if section.keys else 1.0
        if section.width * MM * scale > room + 1:
            raise ValueError(f"section is wider than the page: {section.width} mm")
        self.section = section
        self.left = left
        edge = left + (section.side_width * MM if section.side else 0)
        self.edges = [edge]
        for width in section.columns:
            edge += width * MM * scale
            self.edges.append(edge)
        self.styles = [section.style_of(column) for column in range(len(section.columns))]
        self.pages = 0


def _beside(section: Section, room: float) -> list[Section]:
    """A list that is too wide for the paper as several below each other, with its first columns again in each."""
    pages = section.beside(room)
    if len(pages) == 1:
        return [section]
    first = range(section.keys)

    def cut(row: Row, page: range) -> Row:
        return replace(row, cells=tuple(row.cells[n] for n in (*first, *page)))

    def widths(page: range) -> tuple[float, ...]:
        """Drawn out to the edge of the paper."""
        own, rest = [section.columns[n] for n in first], [section.columns[n] for n in page]
        wider = max((room - sum(own)) / sum(rest), 1.0)
        return (*own, *(width * wider for width in rest))

    return [
        replace(
            section,
            columns=widths(page),
            styles=tuple(section.style_of(n) for n in (*first, *page)),
            head=tuple(cut(row, page) for row in section.head),
            rows=tuple(cut(row, page) for row in section.rows),
            new_page=section.new_page or number > 0,
        )
        for number, page in enumerate(pages)
    ]


class _Entry(NamedTuple):
    """What takes height on a page: rows that stay together, or a gap."""

    strip: _Strip
    rows: list[_Row]
    height: float
    gap: bool = False
    body: bool = False
    """Rows of the section itself, not its head or its page sums."""


class _Composer:
    def __init__(self, sheet: Sheet, breaker: LineBreaker, page_done: Callable[[int], None]) -> None:
        self.sheet = sheet
        self.breaker = breaker
        self.page_done = page_done
        width, height = sheet.paper
        top, _, bottom, left = sheet.margins
        self.width, self.height = width * MM, height * MM
        self.left, self.top, self.bottom = left * MM, self.height - top * MM, bottom * MM
        self.room_across = sheet.body_width * MM
        self.pages: list[Page] = []
        self.annexes: list[tuple[str, str, float]] = []
        self.entries: list[_Entry] = []
        self.used = 0.0
        self.room = 0.0
        self.start = self.top
        self.running_height = RUNNING.size * 1.35 + 1.5 * MM

    def compose(self) -> list[Page]:
        self._open_page()
        sections = [part for s in all_sections(self.sheet) for part in _beside(s, self.sheet.body_width)]
        tails = [0.0]
        for section in reversed(sections[1:]):
            tails.append(tails[-1] + self._height_of(section) if section.follow else 0.0)
        for section, tail in zip(sections, reversed(tails), strict=False):
            self._place(section, tail)
        self._close_page()
        if self.annexes:
            self._open_page()
            self._place_annexes()
            self._close_page()
        self._number_pages()
        return self.pages

    # pages

    def _open_page(self) -> None:
        page = Page(self.width, self.height)
        self.pages.append(page)
        self.entries = []
        self.used = 0.0
        below = self._draw_title(page) if len(self.pages) == 1 else self._draw_running(page)
        if self.sheet.mark:
            self._draw_mark(page)
        self.start = below
        self.room = below - self.bottom

    def _close_page(self) -> None:
        while self.entries and self.entries[-1].gap:
            self.used -= self.entries.pop().height
        page = self.pages[-1]
        spare = max(self.room - self.used, 0)
        shares = sum(row.grow for entry in self.entries for row in entry.rows)
        y = self.start
        runs: list[tuple[_Strip, float, float]] = []
        for entry in self.entries:
            if entry.gap:
                if entry.strip.section.cut:
                    middle = y - entry.height / 2
                    page.cuts.append(Cut(self.left, middle, self.left + self.room_across))
                y -= entry.height
                continue
            heights = [
                row.height + (min(spare * row.grow / shares, row.height) if row.grow else 0)
                for row in entry.rows
            ]
            bottom = y - sum(heights)
            _draw_rows(page, entry.rows, heights, y)
            if runs and runs[-1][0] is entry.strip and abs(runs[-1][2] - y) < 0.01:
                runs[-1] = (entry.strip, runs[-1][1], bottom)
            else:
                runs.append((entry.strip, y, bottom))
            y = bottom
        self._draw_sides(page, runs)
        self._draw_frames(page, runs)
        self.page_done(sum(len(entry.rows) for entry in self.entries if entry.body))
        self.entries = []

    def _turn_page(self) -> None:
        self._close_page()
        self._open_page()

    # sections

    def _height_of(self, section: Section) -> float:
        """The height of a section that may not be parted from the row before it."""
        annexed = len(self.annexes)
        strip = _Strip(section, self.left, self.room_across)
        measured = self._bands((*section.head, *section.rows), strip, self.top - self.bottom)
        height = section.gap * MM + sum(map(_height, measured))
        del self.annexes[annexed:]
        return height

    def _place(self, section: Section, tail: float) -> None:
        strip = _Strip(section, self.left, self.room_across)
        if section.new_page and self.entries:
            self._turn_page()
        fresh = self.top - self.running_height - self.bottom
        head = self._measure(section.head, strip, fresh / 2) if section.head else []
        head_height = _height(head)
        foot_height = 8 * MM if section.sums else 0
        limit = fresh - head_height - foot_height
        annexed = len(self.annexes)
        bands = [(rows, _height(rows)) for rows in self._bands(section.rows, strip, limit)]
        if section.fit and self.entries:
            left = self.room - self.used - head_height - tail
            bands = self._fitted(bands, strip, left, limit, annexed)
        first = bands[0][1] if bands else 0
        whole = sum(height for _, height in bands)
        if len(bands) == 1 or ((section.together or section.fit) and whole + tail <= limit):
            first = whole + tail
        need = head_height + foot_height + first
        gap = section.gap * MM if self.entries else 0
        if self.entries and self.used + gap + need > self.room:
            self._turn_page()
            gap = 0
        if gap:
            self._add(_Entry(strip, [], gap, gap=True))
        self._add_head(strip, head, head_height)
        for number, (rows, height) in enumerate(bands, 1):
            below = foot_height + (tail if number == len(bands) and height + tail <= limit else 0)
            if self.used + height + below > self.room + 0.01 and self._has_body():
                self._add_sums(strip, foot_height)
                self._turn_page()
                self._add_head(strip, head, head_height)
            self._add(_Entry(strip, rows, height, body=True))
        if strip.pages > 1:
            self._add_sums(strip, foot_height)

    def _fitted(
        self,
        bands: list[tuple[list[_Row], float]],
        strip: _Strip,
        room: float,
        limit: float,
        annexed: int,
    ) -> list[tuple[list[_Row], float]]:
        """The rows with the tallest text cut to what the page has left, if that is enough for its least height."""
        rows = strip.section.rows
        over = sum(height for _, height in bands) - room
        if over <= 0 or len(bands) != len(rows):
            return bands
        tallest = max(range(len(rows)), key=lambda number: bands[number][1] - rows[number].height * MM)
        left = bands[tallest][1] - over
        if left < rows[tallest].height * MM:
            return bands
        del self.annexes[annexed:]
        again = [self._measure((row,), strip, left if n == tallest else limit) for n, row in enumerate(rows)]
        return [(row, _height(row)) for row in again]

    def _has_body(self) -> bool:
        return any(entry.body for entry in self.entries)

    def _add(self, entry: _Entry) -> None:
        self.entries.append(entry)
        self.used += entry.height

    def _add_head(self, strip: _Strip, head: list[_Row], height: float) -> None:
        strip.pages += 1
        if head:
            self._add(_Entry(strip, head, height))

    def _add_sums(self, strip: _Strip, height: float) -> None:
        sums = strip.section.sums
        if sums is None:
            return
        rows = [row for entry in self.entries if entry.strip is strip and entry.body for row in entry.rows]
        row = _sum_row(sums, rows, len(strip.section.columns), height / MM)
        self._add(_Entry(strip, self._measure((row,), strip, height), height))

    # rows

    def _bands(self, rows: Iterable[Row], strip: _Strip, limit: float) -> Iterable[list[_Row]]:
        """Rows in groups that a cell over several rows ties together."""
        band: list[Row] = []
        left = 0
        for row in rows:
            band.append(row)
            tall = max((c.rows for c in row.cells if isinstance(c, Cell)), default=1)
            left = max(left, tall) - 1
            if left == 0:
                yield self._measure(band, strip, limit)
                band = []
        if band:
            yield self._measure(band, strip, limit)

    def _measure(self, rows: Iterable[Row], strip: _Strip, limit: float) -> list[_Row]:
        measured: list[_Row] = []
        busy: dict[int, int] = {}
        spans: list[tuple[int, int, float]] = []
        for number, row in enumerate(rows):
            height = row.height * MM
            cells: list[_Cell] = []
            column = 0
            for content in row.cells:
                while busy.get(column, 0) > number:
                    column += 1
                cell, need, span = self._cell(content, strip, column, limit)
                cells.append(cell)
                if cell.rows > 1:
                    busy.update(dict.fromkeys(range(column, column + span), number + cell.rows))
                    spans.append((number, cell.rows, need))
                elif need > height:
                    height = need
                column += span
            measured.append(_Row(height, row.grow, cells))
        for first, count, need in spans:
            over = need - sum(row.height for row in measured[first : first + count])
            if over > 0:
                last = measured[first + count - 1]
                measured[first + count - 1] = last._replace(height=last.height + over)
        return measured

    def _cell(self, content: Content, strip: _Strip, column: int, limit: float) -> tuple[_Cell, float, int]:
        """The measured cell, the height it needs, and its columns."""
        edges = strip.edges
        x = edges[column]
        if isinstance(content, Cell):
            return self._full_cell(content, strip, column, limit)
        style = strip.styles[column]
        amount = None
        if isinstance(content, Decimal):
            amount, content = content, figures(content)
        width = edges[column + 1] - x
        lines = self.breaker.lines(content, style.face, style.size, width - 2 * PAD_X, style.indent)
        need = len(lines) * style.size * style.leading + 2 * PAD_Y
        if need > limit:
            return self._full_cell(Cell(text=content, style=style), strip, column, limit)
        return _Cell(x, width, 1, style, lines, (), amount, column), need, 1

    def _full_cell(self, cell: Cell, strip: _Strip, column: int, limit: float) -> tuple[_Cell, float, int]:
        x = strip.edges[column]
        width = strip.edges[column + cell.span] - x
        style = cell.style
        room = width - 2 * PAD_X
        leading = style.size * style.leading
        text = cell.text if cell.number is None else figures(cell.number)
        lines = self.breaker.lines(text, style.face, style.size, room, style.indent)
        foot = self.breaker.lines(cell.foot, style.face, style.size, room) if cell.foot else ()
        around = len(foot) * style.size * 1.6 + (1.5 * MM if foot else 0) + 2 * PAD_Y
        allowed = min(limit, cell.limit * MM) if cell.limit else limit
        if len(lines) * leading + around > allowed:
            lines = self._sent_to_annex(cell, lines, room, int((allowed - around) / leading))
        measured = _Cell(x, width, cell.rows, style, lines, foot, cell.number, column, cell.qr)
        return measured, len(lines) * leading + around, cell.span

    def _sent_to_annex(
        self, cell: Cell, lines: tuple[Line, ...], room: float, allowed: int
    ) -> tuple[Line, ...]:
        """What stays in the cell: its brief, or the beginning of the text, and where the whole is."""
        style = cell.style
        self.annexes.append((cell.annex or "续表内容", cell.text, style.indent))
        where = f"见附页 {len(self.annexes)}"
        if cell.brief:
            text = f"{cell.brief}（{where}）"
            return self.breaker.lines(text, style.face, style.size, room, style.indent)[: max(allowed, 1)]
        mention = self.breaker.lines(f"……（全文{where}）", style.face, style.size, room)
        kept = allowed - len(mention)
        if kept < 1:
            return self.breaker.lines(where, style.face, style.size, room)
        return lines[:kept] + mention

    # 附页

    def _place_annexes(self) -> None:
        section = Section(columns=(self.sheet.body_width,), rows=(), styles=(ANNEX_TEXT,))
        strip = _Strip(section, self.left, self.room_across)
        for number, (title, text, indent) in enumerate(self.annexes, 1):
            heading = self._measure((_line_row(f"附页 {number}　{title}", ANNEX_TITLE, 9),), strip, self.room)
            leading = ANNEX_TEXT.size * ANNEX_TEXT.leading
            if self.entries:
                self._add(_Entry(strip, [], 5 * MM, gap=True))
            if self.used + heading[0].height + 2 * leading > self.room:
                self._turn_page()
            self._add(_Entry(strip, heading, heading[0].height))
            width = self.room_across
            for line in self.breaker.lines(text, ANNEX_TEXT.face, ANNEX_TEXT.size, width - 2 * PAD_X, indent):
                if self.used + leading > self.room + 0.01:
                    self._turn_page()
                cell = _Cell(self.left, width, 1, ANNEX_TEXT, (line,), (), None, 0)
                self._add(_Entry(strip, [_Row(leading, 0, [cell])], leading))

    # what stands outside the sections

    def _draw_title(self, page: Page) -> float:
        y = self.top
        size = self.sheet.title_size
        if not size:
            return y
        for line in self.breaker.lines(self.sheet.title, Face.hei, size, self.room_across):
            x = self.left + (self.room_across - line.width) / 2
            page.texts.append(Text(x, y - ASCENT * size, size, Face.hei, line.text))
            y -= size * 1.4
        y -= 2.5 * MM
        if not (self.sheet.left or self.sheet.right):
            return y - 1 * MM
        left = self._subtitle(self.sheet.left, self.room_across)
        right = self._subtitle(self.sheet.right, self.room_across)
        leading = SUBTITLE.size * 1.35
        side_by_side = left and right and left[0].width + right[0].width + 5 * MM > self.room_across
        for line in left:
            page.texts.append(
                Text(self.left + PAD_X, y - ASCENT * SUBTITLE.size, SUBTITLE.size, Face.song, line.text)
            )
            y -= leading
        if left and right and not side_by_side:
            y += leading
        for line in right:
            x = self.left + self.room_across - PAD_X - line.width
            page.texts.append(Text(x, y - ASCENT * SUBTITLE.size, SUBTITLE.size, Face.song, line.text))
            y -= leading
        return y - 0.8 * MM

    def _subtitle(self, text: str, room: float) -> tuple[Line, ...]:
        return self.breaker.lines(text, Face.song, SUBTITLE.size, room - 2 * PAD_X)

    def _draw_running(self, page: Page) -> float:
        size = RUNNING.size
        if not self.sheet.title_size:
            return self.top
        text = self.sheet.running or f"{self.sheet.title}（续）"
        lines = self.breaker.lines(text, Face.song, size, self.room_across - 2 * PAD_X)
        page.texts.append(Text(self.left + PAD_X, self.top - ASCENT * size, size, Face.song, lines[0].text))
        return self.top - self.running_height

    def _draw_mark(self, page: Page) -> None:
        size = 10.5
        line = self.breaker.lines(self.sheet.mark, Face.hei, size, self.room_across)[0]
        width, height = line.width + 4 * MM, size * 1.7
        x = self.width - self.sheet.margins[1] * MM - width
        y = self.height - 6 * MM - height
        page.boxes.append(Box(x, y, width, height))
        page.texts.append(Text(x + 2 * MM, y + height - size * (0.35 + ASCENT), size, Face.hei, line.text))

    def _number_pages(self) -> None:
        size = FOOTER.size
        y = max(self.bottom - 8 * MM, 6 * MM)
        count = len(self.pages)
        right = self.left + self.room_across
        for number, page in enumerate(self.pages, 1):
            if self.sheet.foot:
                line = self.breaker.lines(self.sheet.foot, Face.song, size, self.room_across - 35 * MM)[0]
                page.texts.append(Text(self.left + PAD_X, y, size, Face.song, line.text))
            if self.sheet.page_numbers:
                text = f"第 {number} 页　共 {count} 页"
                width = self.breaker.width(text, Face.song, size)
                x = right - PAD_X - width if self.sheet.foot else (self.left + right - width) / 2
                page.texts.append(Text(x, y, size, Face.song, text))

    def _draw_sides(self, page: Page, runs: list[tuple[_Strip, float, float]]) -> None:
        for strip, top, bottom in runs:
            if strip.section.side:
                width = strip.section.side_width * MM
                page.boxes.append(Box(strip.left, bottom, width, top - bottom))
                _draw_downwards(page, strip.section.side, strip.left, width, top, bottom, self.breaker)

    def _draw_frames(self, page: Page, runs: list[tuple[_Strip, float, float]]) -> None:
        """A heavier line around what hangs together."""
        frame: Box | None = None
        for strip, top, bottom in runs:
            if not _boxed(strip.section):
                frame = None
                continue
            width = strip.edges[-1] - strip.left
            if frame and abs(frame.y - top) < 0.01 and abs(frame.width - width) < 0.5:
                frame = Box(frame.x, bottom, frame.width, frame.height + top - bottom)
                page.frames[-1] = frame
            else:
                frame = Box(strip.left, bottom, width, top - bottom)
                page.frames.append(frame)


def _height(rows: list[_Row]) -> float:
    return sum(row.height for row in rows)


def _boxed(section: Section) -> bool:
    content = section.rows[0].cells[0] if section.rows else ""
    style = content.style if isinstance(content, Cell) else section.style_of(0)
    return style.edge is Edge.box


def _line_row(text: str, style: Style, height: float) -> Row:
    return Row(cells=(Cell(text=text, style=style),), height=height)


def _sum_row(sums: PageSums, rows: list[_Row], columns: int, height: float) -> Row:
    totals = dict.fromkeys(sums.columns, Decimal(0))
    for row in rows:
        for cell in row.cells:
            if cell.amount is not None and cell.column in totals:
                totals[cell.column] += cell.amount
    label = f"{sums.label}（{len(rows)} {sums.count}）" if sums.count else sums.label
    cells: list[Content] = [Cell(text=label, style=SUM_LABEL, span=sums.span)]
    for column in range(sums.span, columns):
        cells.append(Cell(number=totals.get(column), style=SUM_CELL))
    return Row(cells=tuple(cells), height=height)


def _draw_rows(page: Page, rows: list[_Row], heights: list[float], top: float) -> None:
    y = top
    for number, row in enumerate(rows):
        height = heights[number]
        for cell in row.cells:
            tall = height if cell.rows == 1 else sum(heights[number : number + cell.rows])
            bottom = y - tall
            if cell.style.edge is Edge.box:
                page.boxes.append(Box(cell.x, bottom, cell.width, tall))
            if cell.lines or cell.foot:
                _draw_text(page, cell, y, bottom)
            if cell.qr:
                _draw_qr(page, cell, y, bottom)
        y -= height


def _draw_text(page: Page, cell: _Cell, top: float, bottom: float) -> None:
    style = cell.style
    size, face = style.size, style.face
    leading = size * style.leading
    foot_height = len(cell.foot) * size * 1.6 + (1.5 * MM if cell.foot else 0)
    if style.top:
        y = top - PAD_Y
    else:
        y = top - (top - bottom - foot_height - len(cell.lines) * leading) / 2
    y -= (leading - size) / 2 + ASCENT * size
    x, room = cell.x + PAD_X, cell.width - 2 * PAD_X
    align = style.align
    for line in cell.lines:
        spacing = 0.0
        at = x
        if align is Align.centre:
            at += (room - line.width) / 2
        elif align is Align.right:
            at += room - line.width
        elif align is Align.justify and not line.last and len(line.text) > 1:
            spacing = (room - line.width) / (len(line.text) - 1)
            if spacing > size / 4:
                spacing = 0.0
        if line.text:
            page.texts.append(Text(at, y, size, face, line.text, spacing))
        y -= leading
    y = bottom + PAD_Y + 1 * MM + (len(cell.foot) - 1) * size * 1.6 + (1 - ASCENT) * size
    for line in cell.foot:
        page.texts.append(Text(x + room - line.width, y, size, face, line.text))
        y -= size * 1.6


def _draw_qr(page: Page, cell: _Cell, top: float, bottom: float) -> None:
    """The code in the middle of its cell."""
    size, found = squares(cell.qr)
    module = (min(cell.width, top - bottom) - PAD_Y) / size
    left = cell.x + (cell.width - module * size) / 2
    low = bottom + (top - bottom - module * size) / 2
    page.inked += [Box(left + x * module, low + y * module, width * module, module) for x, y, width in found]


def _draw_downwards(
    page: Page, text: str, left: float, width: float, top: float, bottom: float, breaker: LineBreaker
) -> None:
    """Characters one under the other, in as many columns as the height asks for."""
    room = top - bottom - 1 * MM
    face = Face.song
    size, columns = 10.5, 1
    while size > 5 and len(text) * size * 1.2 > room * columns:
        columns = 2
        size -= 0.5
    step = size * 1.2
    each = math.ceil(len(text) / columns)
    for number in range(columns):
        part = text[number * each : (number + 1) * each]
        y = (top + bottom) / 2 + len(part) * step / 2 - (step - size) / 2 - ASCENT * size
        middle = left + width * (number + 0.5) / columns
        for character in part:
            x = middle - breaker.width(character, face, size) / 2
            page.texts.append(Text(x, y, size, face, character))
            y -= step
