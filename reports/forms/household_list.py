"""家庭档案名单: the list as it is shown, for a spreadsheet."""

from __future__ import annotations

from desktop.domain.text_width import WIDEST, column_width
from desktop.domain.views import ListPaper
from reports.sheet import HEAD, Align, Cell, Row, Section, Sheet, Style

ID = "household_list"
TITLE = "家庭档案名单"
SUBJECT = ListPaper

TEXT = Style(size=10, align=Align.left)
PLACE = 1.95
"""Millimetres one letter takes in a spreadsheet's column."""
KEYS = 2
"""The first columns, as the list stands number and name, come again on every page beside the first."""
PIXELS = 8
"""What it takes on the screen: a column that was drawn wider there may be wider here."""


def sheet(paper: ListPaper) -> Sheet:
    """One row a household, every cell text; columns as wide as what stands in them, long texts wrapped.

    Where there are too many columns for one page they go on beside it.
    """
    columns = zip(paper.heads, *paper.rows, strict=True) if paper.rows else ((head,) for head in paper.heads)
    places = (
        column_width(texts, max(WIDEST, on_screen // PIXELS))
        for texts, on_screen in zip(columns, paper.widths, strict=True)
    )
    return Sheet(
        title=paper.title,
        left=paper.told,
        right=f"共 {len(paper.rows)} 户",
        landscape=True,
        margins=(16, 18, 16, 18),
        sections=(
            Section(
                columns=tuple(PLACE * width for width in places),
                styles=(TEXT,) * len(paper.heads),
                keys=min(KEYS, len(paper.heads) - 1),
                head=(Row(cells=tuple(Cell(text=head, style=HEAD) for head in paper.heads)),),
                rows=tuple(Row(cells=tuple(row)) for row in paper.rows),
            ),
        ),
    )
