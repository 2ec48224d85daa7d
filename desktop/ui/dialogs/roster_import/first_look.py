"""The first look at what is brought in: its sheets, and the rows at once where every column is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.casework import sheet_import
from desktop.casework.importing import Preview
from desktop.casework.roster_glance import Glance
from desktop.casework.sheet_import import Source
from desktop.domain.sheet_mapping import SheetPlan
from desktop.ui.work import Cancelled, Progress

if TYPE_CHECKING:
    from desktop.casework.office import Office


@dataclass(frozen=True)
class Found:
    """What a first look brought, and the rows themselves where nothing had to be asked."""

    source: Source
    glance: Glance
    best: int
    plan: SheetPlan | None = None
    name: str = ""
    preview: Preview | None = None


def first_look(office: Office, source: Source, progress: Progress, cancelled: Cancelled) -> Found:
    """Looks at the sheets, and at the rows of the likeliest where its headings are known. Raises OfficeError."""
    glance = sheet_import.glance(source, cancelled)
    best = glance.best()
    sheet = glance.sheets[best]
    if sheet.too_far or sheet.empty:
        return Found(source, glance, best)
    plan, name = sheet_import.recalled(office, sheet.plan())
    if not plan.certain or len(plan.readings) < 2:
        return Found(source, glance, best, plan, name)
    preview = sheet_import.look(office, source, plan, progress, cancelled)
    return Found(source, glance, best, plan, name, preview)
