"""家庭档案名单: the list as it is shown, for a spreadsheet."""

from __future__ import annotations

from desktop.domain.views import ListPaper
from reports.sheet import HEAD, Align, Cell, Row, Section, Sheet, Style

ID = "household_list"
TITLE = "家庭档案名单"
SUBJECT = ListPaper

TEXT = Style(size=10, align=Align.left)
WIDTH = 261
"""Millimetres between the margins, shared out as the columns are on the screen."""


def sheet(paper: ListPaper) -> Sheet:
    """One row a household, every cell text."""
    total = sum(paper.widths) or 1
    return Sheet(
        title=paper.title,
        left=paper.told,
        right=f"共 {len(paper.rows)} 户",
        landscape=True,
        margins=(16, 18, 16, 18),
        sections=(
            Section(
                columns=tuple(WIDTH * width / total for width in paper.widths),
                styles=(TEXT,) * len(paper.heads),
                head=(Row(cells=tuple(Cell(text=head, style=HEAD) for head in paper.heads)),),
                rows=tuple(Row(cells=tuple(row)) for row in paper.rows),
            ),
        ),
    )
