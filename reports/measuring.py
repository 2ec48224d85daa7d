"""How much room the rows of a section need: every cell with its lines, and what goes to an 附页."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from desktop.domain.money import figures
from reports.lines import Line, LineBreaker
from reports.page import MM, PAD_X, PAD_Y
from reports.sheet import Cell, Content, Row, Section, Style


class MeasuredCell(NamedTuple):
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


class MeasuredRow(NamedTuple):
    height: float
    grow: float
    cells: list[MeasuredCell]


class Strip:
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


def height_of(rows: list[MeasuredRow]) -> float:
    return sum(row.height for row in rows)


class Measure:
    """Measures rows with the widths of a font, and gathers what did not fit."""

    def __init__(self, breaker: LineBreaker) -> None:
        self._breaker = breaker
        self.annexes: list[tuple[str, str, float]] = []
        """Title, text and indent of each 附页."""

    def bands(self, rows: Iterable[Row], strip: Strip, limit: float) -> Iterable[list[MeasuredRow]]:
        """Rows in groups that a cell over several rows ties together."""
        band: list[Row] = []
        left = 0
        for row in rows:
            band.append(row)
            tall = max((c.rows for c in row.cells if isinstance(c, Cell)), default=1)
            left = max(left, tall) - 1
            if left == 0:
                yield self.measure(band, strip, limit)
                band = []
        if band:
            yield self.measure(band, strip, limit)

    def measure(self, rows: Iterable[Row], strip: Strip, limit: float) -> list[MeasuredRow]:
        """Each row with its cells; what does not fit into `limit` goes to an annex."""
        measured: list[MeasuredRow] = []
        busy: dict[int, int] = {}
        spans: list[tuple[int, int, float]] = []
        for number, row in enumerate(rows):
            height = row.height * MM
            cells: list[MeasuredCell] = []
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
            measured.append(MeasuredRow(height, row.grow, cells))
        for first, count, need in spans:
            over = need - sum(row.height for row in measured[first : first + count])
            if over > 0:
                last = measured[first + count - 1]
                measured[first + count - 1] = last._replace(height=last.height + over)
        return measured

    def _cell(
        self, content: Content, strip: Strip, column: int, limit: float
    ) -> tuple[MeasuredCell, float, int]:
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
        lines = self._breaker.lines(content, style.face, style.size, width - 2 * PAD_X, style.indent)
        need = len(lines) * style.size * style.leading + 2 * PAD_Y
        if need > limit:
            return self._full_cell(Cell(text=content, style=style), strip, column, limit)
        return MeasuredCell(x, width, 1, style, lines, (), amount, column), need, 1

    def _full_cell(
        self, cell: Cell, strip: Strip, column: int, limit: float
    ) -> tuple[MeasuredCell, float, int]:
        x = strip.edges[column]
        width = strip.edges[column + cell.span] - x
        style = cell.style
        room = width - 2 * PAD_X
        leading = style.size * style.leading
        text = cell.text if cell.number is None else figures(cell.number)
        lines = self._breaker.lines(text, style.face, style.size, room, style.indent)
        foot = self._breaker.lines(cell.foot, style.face, style.size, room) if cell.foot else ()
        around = len(foot) * style.size * 1.6 + (1.5 * MM if foot else 0) + 2 * PAD_Y
        allowed = min(limit, cell.limit * MM) if cell.limit else limit
        if len(lines) * leading + around > allowed:
            lines = self._sent_to_annex(cell, lines, room, int((allowed - around) / leading))
        measured = MeasuredCell(x, width, cell.rows, style, lines, foot, cell.number, column, cell.qr)
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
            return self._breaker.lines(text, style.face, style.size, room, style.indent)[: max(allowed, 1)]
        mention = self._breaker.lines(f"……（全文{where}）", style.face, style.size, room)
        kept = allowed - len(mention)
        if kept < 1:
            return self._breaker.lines(where, style.face, style.size, room)
        return lines[:kept] + mention
