"""办理过程: what is to be done now, and the case from its beginning to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from desktop.casework.case_story import story_of
from desktop.ui.fields.panels import Card, Scrolled
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet
from desktop.ui.pages.case.timeline import Timeline

if TYPE_CHECKING:
    from desktop.ui.pages.page import Page


class StepsPart(Scrolled):
    """The first tab."""

    TITLE: ClassVar[str] = "办理过程"

    def __init__(self, page: Page, sheet: CaseSheet) -> None:
        super().__init__(margin=18)
        self._office = sheet.office
        self.timeline = Timeline()
        steps = Card("办理过程")
        steps.add(self.timeline)
        self.add(sheet.now)
        self.add(steps)
        self.column.addStretch()

    def show_case(self, seen: Seen) -> None:
        """Show what happened and what is to come."""
        self.timeline.show_story(seen.case, story_of(self._office, seen.case), seen.today)
