"""Looking at what is kept and at what is printed, for the stories through the window."""

from __future__ import annotations

from pathlib import Path

import pypdf

from desktop.casework import approval, intake
from desktop.domain.application import Application
from desktop.domain.household import Household
from desktop.domain.listing import ApplicationQuery, HouseholdQuery
from tests.end2end.person import Person, Story


def text_of(path: Path) -> str:
    """All words of a PDF, without gaps and line breaks."""
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def household(person: Person, name: str) -> Household:
    """That household as it is kept."""
    lines = intake.find_households(person.office, HouseholdQuery(search=name)).lines
    return intake.household(person.office, lines[0].id)


def application(person: Person, name: str) -> Application:
    """The one application of that person as it is kept."""
    (found,) = approval.browse_applications(person.office, ApplicationQuery(search=name))
    return approval.application(person.office, found.id)


def save_copy(person: Person, to: Path) -> Story:
    """In the preview: keep a copy there, and close the preview."""
    yield person.wait(lambda: person.title().startswith("预览"), "preview")
    yield person.press("Ctrl+S")
    yield person.write(str(to))
    yield person.press("Return")
    yield person.wait(to.exists, "saved")
    yield person.press("Esc")
    assert not person.title().startswith("预览")
