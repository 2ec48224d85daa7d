"""The letters of help that goes on (告知书): that it goes on otherwise, and that it ends."""

from __future__ import annotations

from desktop.casework import letters
from desktop.domain.adjustment import ADJUSTED
from desktop.domain.benefit import Benefit
from desktop.ui.pages.page import Page
from desktop.ui.papers import print_paper


def print_ending(page: Page, benefit: Benefit) -> None:
    """Make the letter that a benefit ends, and show it."""
    print_paper(
        page,
        f"终止告知书 {benefit.receiver}",
        lambda out, progress, cancelled: letters.print_ending(
            page.office, benefit.id or 0, out, progress, cancelled
        ),
    )


def print_adjustment(page: Page, benefit: Benefit, position: int) -> None:
    """Make the letter of one change of a benefit, and show it."""
    how = ADJUSTED[benefit.changes[position].change]
    print_paper(
        page,
        f"救助金调整告知书（{how}）{benefit.receiver}",
        lambda out, progress, cancelled: letters.print_adjustment(
            page.office, benefit.id or 0, position, out, progress, cancelled
        ),
    )
