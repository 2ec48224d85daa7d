"""A sheet onto pages: where every line of text and every box stands. Heads repeat, long texts go to an 附页."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from reports.drawing import draw_frames, draw_rows, draw_sides
from reports.furniture import RUNNING_HEIGHT, draw_mark, draw_running, draw_title, number_pages
from reports.lines import LineBreaker
from reports.measuring import Measure, MeasuredCell, MeasuredRow, Strip, height_of
from reports.page import MM, PAD_X, Area, Cut, Page
from reports.sheet import Align, Cell, Content, Edge, Face, PageSums, Row, Section, Sheet, Style, all_sections

ANNEX_TITLE = Style(face=Face.hei, size=12, edge=Edge.none)
ANNEX_TEXT = Style(size=10.5, leading=1.7, align=Align.justify, edge=Edge.none)
SUM_CELL = Style(align=Align.right)
SUM_LABEL = Style(align=Align.centre)


def compose(
    sheet: Sheet, breaker: LineBreaker, page_done: Callable[[int], None] = lambda rows: None
) -> list[Page]:
    """The pages of a sheet; `page_done` hears after every page how many rows it took."""
    return _Composer(sheet, breaker, page_done).compose()


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

    strip: Strip
    rows: list[MeasuredRow]
    height: float
    gap: bool = False
    body: bool = False
    """Rows of the section itself, not its head or its page sums."""


class _Composer:
    def __init__(self, sheet: Sheet, breaker: LineBreaker, page_done: Callable[[int], None]) -> None:
        self.sheet = sheet
        self.breaker = breaker
        self.page_done = page_done
        self.area = Area.of(sheet)
        self.measure = Measure(breaker)
        self.pages: list[Page] = []
        self.entries: list[_Entry] = []
        self.used = 0.0
        self.room = 0.0
        self.start = self.area.top

    def compose(self) -> list[Page]:
        self._open_page()
        sections = [part for s in all_sections(self.sheet) for part in _beside(s, self.sheet.body_width)]
        tails = [0.0]
        for section in reversed(sections[1:]):
            tails.append(tails[-1] + self._height_of(section) if section.follow else 0.0)
        for section, tail in zip(sections, reversed(tails), strict=False):
            self._place(section, tail)
        self._close_page()
        if self.measure.annexes:
            self._open_page()
            self._place_annexes()
            self._close_page()
        number_pages(self.pages, self.sheet, self.area, self.breaker)
        return self.pages

    # pages

    def _open_page(self) -> None:
        page = Page(self.area.width, self.area.height)
        self.pages.append(page)
        self.entries = []
        self.used = 0.0
        below = (
            draw_title(page, self.sheet, self.area, self.breaker)
            if len(self.pages) == 1
            else draw_running(page, self.sheet, self.area, self.breaker)
        )
        if self.sheet.mark:
            draw_mark(page, self.sheet, self.area, self.breaker)
        self.start = below
        self.room = below - self.area.bottom

    def _close_page(self) -> None:
        while self.entries and self.entries[-1].gap:
            self.used -= self.entries.pop().height
        page = self.pages[-1]
        spare = max(self.room - self.used, 0)
        shares = sum(row.grow for entry in self.entries for row in entry.rows)
        y = self.start
        runs: list[tuple[Strip, float, float]] = []
        for entry in self.entries:
            if entry.gap:
                if entry.strip.section.cut:
                    middle = y - entry.height / 2
                    page.cuts.append(Cut(self.area.left, middle, self.area.right))
                y -= entry.height
                continue
            heights = [
                row.height + (min(spare * row.grow / shares, row.height) if row.grow else 0)
                for row in entry.rows
            ]
            bottom = y - sum(heights)
            draw_rows(page, entry.rows, heights, y)
            if runs and runs[-1][0] is entry.strip and abs(runs[-1][2] - y) < 0.01:
                runs[-1] = (entry.strip, runs[-1][1], bottom)
            else:
                runs.append((entry.strip, y, bottom))
            y = bottom
        draw_sides(page, runs, self.breaker)
        draw_frames(page, runs)
        self.page_done(sum(len(entry.rows) for entry in self.entries if entry.body))
        self.entries = []

    def _turn_page(self) -> None:
        self._close_page()
        self._open_page()

    # sections

    def _height_of(self, section: Section) -> float:
        """The height of a section that may not be parted from the row before it."""
        annexed = len(self.measure.annexes)
        strip = Strip(section, self.area.left, self.area.across)
        measured = self.measure.bands((*section.head, *section.rows), strip, self.area.top - self.area.bottom)
        height = section.gap * MM + sum(map(height_of, measured))
        del self.measure.annexes[annexed:]
        return height

    def _place(self, section: Section, tail: float) -> None:
        strip = Strip(section, self.area.left, self.area.across)
        if section.new_page and self.entries:
            self._turn_page()
        fresh = self.area.top - RUNNING_HEIGHT - self.area.bottom
        head = self.measure.measure(section.head, strip, fresh / 2) if section.head else []
        head_height = height_of(head)
        foot_height = 8 * MM if section.sums else 0
        limit = fresh - head_height - foot_height
        annexed = len(self.measure.annexes)
        bands = [(rows, height_of(rows)) for rows in self.measure.bands(section.rows, strip, limit)]
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
        bands: list[tuple[list[MeasuredRow], float]],
        strip: Strip,
        room: float,
        limit: float,
        annexed: int,
    ) -> list[tuple[list[MeasuredRow], float]]:
        """The rows with the tallest text cut to what the page has left, if that is enough for its least height."""
        rows = strip.section.rows
        over = sum(height for _, height in bands) - room
        if over <= 0 or len(bands) != len(rows):
            return bands
        tallest = max(range(len(rows)), key=lambda number: bands[number][1] - rows[number].height * MM)
        left = bands[tallest][1] - over
        if left < rows[tallest].height * MM:
            return bands
        del self.measure.annexes[annexed:]
        again = [
            self.measure.measure((row,), strip, left if n == tallest else limit) for n, row in enumerate(rows)
        ]
        return [(row, height_of(row)) for row in again]

    def _has_body(self) -> bool:
        return any(entry.body for entry in self.entries)

    def _add(self, entry: _Entry) -> None:
        self.entries.append(entry)
        self.used += entry.height

    def _add_head(self, strip: Strip, head: list[MeasuredRow], height: float) -> None:
        strip.pages += 1
        if head:
            self._add(_Entry(strip, head, height))

    def _add_sums(self, strip: Strip, height: float) -> None:
        sums = strip.section.sums
        if sums is None:
            return
        rows = [row for entry in self.entries if entry.strip is strip and entry.body for row in entry.rows]
        row = _sum_row(sums, rows, len(strip.section.columns), height / MM)
        self._add(_Entry(strip, self.measure.measure((row,), strip, height), height))

    # 附页

    def _place_annexes(self) -> None:
        section = Section(columns=(self.sheet.body_width,), rows=(), styles=(ANNEX_TEXT,))
        strip = Strip(section, self.area.left, self.area.across)
        for number, (title, text, indent) in enumerate(self.measure.annexes, 1):
            heading = self.measure.measure(
                (_line_row(f"附页 {number}　{title}", ANNEX_TITLE, 9),), strip, self.room
            )
            leading = ANNEX_TEXT.size * ANNEX_TEXT.leading
            if self.entries:
                self._add(_Entry(strip, [], 5 * MM, gap=True))
            if self.used + heading[0].height + 2 * leading > self.room:
                self._turn_page()
            self._add(_Entry(strip, heading, heading[0].height))
            width = self.area.across
            for line in self.breaker.lines(text, ANNEX_TEXT.face, ANNEX_TEXT.size, width - 2 * PAD_X, indent):
                if self.used + leading > self.room + 0.01:
                    self._turn_page()
                cell = MeasuredCell(self.area.left, width, 1, ANNEX_TEXT, (line,), (), None, 0)
                self._add(_Entry(strip, [MeasuredRow(leading, 0, [cell])], leading))


def _line_row(text: str, style: Style, height: float) -> Row:
    return Row(cells=(Cell(text=text, style=style),), height=height)


def _sum_row(sums: PageSums, rows: list[MeasuredRow], columns: int, height: float) -> Row:
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
