"""A form before any ink: sections of rows of cells, the same for paper and for spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop.domain.money import figures


class Face(StrEnum):
    """Song (宋体) for text, Hei (黑体) for headings."""

    song = "song"
    hei = "hei"


class Align(StrEnum):
    left = "left"
    centre = "centre"
    right = "right"
    justify = "justify"


class Edge(StrEnum):
    """What is drawn around a cell: a box, or nothing."""

    box = "box"
    none = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the text of a cell looks. Sizes in points, the indent of a paragraph's first line in characters."""

    face: Face = Face.song
    size: float = 10.5
    align: Align = Align.left
    top: bool = False
    """Text starts at the top of the cell instead of standing in its middle."""
    leading: float = 1.35
    indent: float = 0
    edge: Edge = Edge.box


VALUE = Style()
CENTRED = Style(align=Align.centre)
AMOUNT = Style(align=Align.right)
LABEL = Style(align=Align.centre)
HEAD = Style(face=Face.hei, align=Align.centre)
TEXT = Style(align=Align.justify, top=True, leading=1.5, indent=2)
SMALL = Style(size=9, align=Align.justify, leading=1.4)
PROSE = Style(size=14, align=Align.justify, leading=1.75, indent=2, edge=Edge.none)
NOTE = Style(size=9, align=Align.justify, leading=1.5, edge=Edge.none)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. A text that is too tall for its place goes whole to an 附页, and the cell says so."""

    text: str = ""
    style: Style = VALUE
    span: int = 1
    rows: int = 1
    number: Decimal | None = None
    """An amount: printed with two decimals, a number in the spreadsheet. Takes the place of the text."""
    foot: str = ""
    """Lines at the bottom right: who signs, where the seal goes, the date."""
    limit: float | None = None
    """The tallest the cell may become, in mm, before its text goes to an 附页."""
    annex: str = ""
    """What the 附页 is called."""
    brief: str = ""
    """What the cell says when its text has gone to an 附页; without it, the beginning of the text."""
    qr: str = ""
    """Drawn as a QR code as large as the cell allows; a spreadsheet shows it as text."""


Content = Cell | str | Decimal
"""A cell, or just its text or amount, which then takes the style of its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells from left to right; the height in mm is the least it takes."""

    cells: tuple[Content, ...]
    height: float = 7.5
    grow: float = 0
    """Its share of the room left over on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSums:
    """A line at the foot of every page with the sums of that page (本页小计)."""

    label: str
    span: int
    """How many columns the label takes."""
    columns: tuple[int, ...]
    count: str = ""
    """The unit in which the page's rows are counted (人, 户); empty where they are not."""


STEP = 2.0
"""Millimetres by which the pages beside each other are made even."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows over one set of columns. Its head is repeated wherever it goes on to another page."""

    columns: tuple[float, ...]
    """Widths in mm, without the side label."""
    rows: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    styles: tuple[Style, ...] = ()
    """The style of each column for contents that bring none."""
    side: str = ""
    """A label written downwards along the left edge."""
    side_width: float = 9
    together: bool = False
    """All on one page where that is possible."""
    fit: bool = False
    """Its tallest text rather goes to an 附页 than the section to the next page."""
    follow: bool = False
    """On the page of the last row before it: no sum or signature stands alone on a page."""
    new_page: bool = False
    gap: float = 0
    """Space above, in mm."""
    cut: bool = False
    """A dashed line to cut along, in the middle of the gap."""
    keys: int = 0
    """A list: where its columns are too wide for the paper, the rest of them goes on other pages, each with these first
    columns again."""
    sums: PageSums | None = None

    @property
    def width(self) -> float:
        """The whole width in mm, side label included."""
        return sum(self.columns) + (self.side_width if self.side else 0)

    def beside(self, room: float) -> tuple[range, ...]:
        """The columns of each of the pages beside each other, the repeated ones left out; one range where all fit."""
        free = range(self.keys, len(self.columns))
        if not self.keys or self.width <= room:
            return (range(len(self.columns)),)
        most = room - sum(self.columns[: self.keys])
        count = len(self._filled(free, most))
        even = sum(self.columns[n] for n in free) / count
        while even < most and len(self._filled(free, even)) > count:
            even += STEP
        return self._filled(free, min(even, most))

    def _filled(self, columns: range, most: float) -> tuple[range, ...]:
        """These columns on as few pages as it takes, none wider than that unless one column is."""
        pages: list[range] = []
        start, width = columns.start, 0.0
        for n in columns:
            if n > start and width + self.columns[n] > most:
                pages.append(range(start, n))
                start, width = n, 0.0
            width += self.columns[n]
        return (*pages, range(start, columns.stop))

    def style_of(self, column: int) -> Style:
        """The style of a column for contents that bring none."""
        return self.styles[column] if column < len(self.styles) else VALUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One printed form. Margins in mm: top, right, bottom, left."""

    title: str
    sections: tuple[Section, ...]
    left: str = ""
    """Left end of the line under the title."""
    right: str = ""
    running: str = ""
    """Head line from page 2 on; the title where empty."""
    notes: tuple[str, ...] = ()
    copies: str = ""
    """How many copies are made and for whom; stands at the foot of every page."""
    trail: str = ""
    """Where the log of what was done stood; at the foot of every page, so that a signed paper dates it."""
    mark: str = ""
    """A stamp on every page, such as 练习."""
    landscape: bool = False
    title_size: float = 20
    """0 where the sections bring their own title."""
    margins: tuple[float, float, float, float] = (20, 20, 18, 20)
    page_numbers: bool = True
    both_sides: bool = False
    """Printed on both sides: in a pile of forms the next one starts on a new leaf."""
    tab: str = ""
    """Name of its worksheet; the title where empty."""

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the A4 page in mm."""
        return (297, 210) if self.landscape else (210, 297)

    @property
    def foot(self) -> str:
        """What stands at the left of every page's foot, on one line."""
        return "　　".join(self.feet)

    @property
    def feet(self) -> tuple[str, ...]:
        """The same line by line, for where one line has no room: for whom the copies are, then the log's code."""
        return tuple(x for x in (self.copies, self.trail) if x)

    @property
    def body_width(self) -> float:
        """Width between the margins in mm."""
        return self.paper[0] - self.margins[1] - self.margins[3]


def all_sections(sheet: Sheet) -> Iterator[Section]:
    """The sections of a sheet with its notes as the last one."""
    yield from sheet.sections
    if sheet.notes:
        rows = tuple(Row(cells=(Cell(text=note, style=NOTE),), height=0) for note in sheet.notes)
        yield Section(columns=(sheet.body_width,), rows=rows, gap=1.5, together=True, follow=True)


# Controls, bidi marks and overrides, zero-width characters, tags, lone surrogates, non-characters:
# none can be printed, and some make a text read other than it is stored.
_STRAY = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_BREAKS = {"\r": "\n", "\t": " ", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}


def clean(text: str) -> str:
    """The text without control and bidi characters; line ends of all kinds become one. Every writer asks here."""
    if _STRAY.search(text) is None:
        return text
    return _STRAY.sub(lambda found: _BREAKS.get(found.group(), ""), text.replace("\r\n", "\n"))


def text_of(content: Content) -> str:
    """What stands in a cell, as text, its foot left out."""
    if isinstance(content, str):
        return clean(content)
    if isinstance(content, Decimal):
        return figures(content)
    return clean(content.text or content.qr) if content.number is None else figures(content.number)


def as_text(sheet: Sheet) -> str:
    """The whole sheet as plain text, one line a row, for golden files."""
    lines = [f"# {clean(sheet.title)}"]
    if sheet.left or sheet.right:
        lines.append(f"{clean(sheet.left)} >> {clean(sheet.right)}".strip())
    for section in all_sections(sheet):
        lines.append("")
        if section.new_page:
            lines.append("==== 另页 ====")
        if section.cut:
            lines.append("- - - - - - - -")
        if section.side:
            lines.append(f"[{clean(section.side)}]")
        lines += [f"* {_row_text(row)}" for row in section.head]
        lines += [_row_text(row) for row in section.rows]
        if section.sums:
            lines.append(f"~ {section.sums.label} {section.sums.columns}")
    lines.append("")
    if sheet.running:
        lines.append(f"续页：{clean(sheet.running)}")
    lines += [clean(line) for line in (sheet.copies, sheet.trail, sheet.mark) if line]
    return "\n".join(lines).rstrip() + "\n"


def _row_text(row: Row) -> str:
    return "| " + " | ".join(_cell_text(content) for content in row.cells) + " |"


def _cell_text(content: Content) -> str:
    text = text_of(content).replace("\n", " / ")
    if isinstance(content, Cell) and content.foot:
        text += " ⟨" + clean(content.foot).replace("\n", " / ") + "⟩"
    return text
