"""核对结论: the check the application rests on, as it was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from desktop.domain.assessment import Assessment
from desktop.domain.discretion import discreet
from desktop.ui.fields.panels import Scrolled
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet
from desktop.ui.verdict_sheet import VerdictSheet

if TYPE_CHECKING:
    from desktop.ui.pages.page import Page


class VerdictPart(Scrolled):
    """The verdict, clause by clause."""

    TITLE: ClassVar[str] = "核对结论"

    def __init__(self, page: Page, sheet: CaseSheet) -> None:
        super().__init__(margin=18)
        self._office = sheet.office
        self._shown: Assessment | None = None
        self.verdict = VerdictSheet()
        self.add(self.verdict)
        self.column.addStretch()

    def show_case(self, seen: Seen) -> None:
        """Show the check of this case; the same one is not laid out twice."""
        if self._shown is seen.kept:
            return
        self._shown = seen.kept
        found = self._office.library.find(seen.case.scheme_id)
        groups = {group.id: group.label for group in found.groups} if found is not None else {}
        self.verdict.show_verdict(discreet(seen.kept.verdict, seen.kept.household), groups)
