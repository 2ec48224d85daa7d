"""The tabs of an open case, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from desktop.ui.pages.case.asked_part import AskedPart
from desktop.ui.pages.case.papers_part import PapersPart
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet
from desktop.ui.pages.case.steps_part import StepsPart
from desktop.ui.pages.case.telling_part import TellingPart
from desktop.ui.pages.case.verdict_part import VerdictPart

if TYPE_CHECKING:
    from desktop.ui.pages.page import Page


class CasePart(Protocol):
    """What every part is: a widget that shows a case."""

    TITLE: ClassVar[str]

    def __init__(self, page: Page, sheet: CaseSheet) -> None: ...

    def show_case(self, seen: Seen) -> None:
        """Show this case as it is now."""
        ...


PARTS: tuple[type[CasePart], ...] = (StepsPart, PapersPart, AskedPart, VerdictPart, TellingPart)
