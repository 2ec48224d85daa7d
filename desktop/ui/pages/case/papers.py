"""The papers of an open case (文书): the approval form, the letter of refusal, and whatever else its state calls for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.casework import printing
from desktop.domain.application import State
from desktop.ui.pages.case.action import CasePaper
from desktop.ui.papers import Write, print_paper, save_spreadsheet

if TYPE_CHECKING:
    from desktop.ui.pages.case.frame import CaseSheet

PAPERS: tuple[CasePaper, ...] = ()
"""Papers besides the approval form and the letter of refusal, in the order of the menu."""


def print_approval(sheet: CaseSheet) -> None:
    """Make the approval form and show it."""
    _print(sheet, printing.APPROVAL)


def print_refusal(sheet: CaseSheet) -> None:
    """Make the letter of refusal and show it."""
    _print(sheet, printing.REFUSAL)


def save_xlsx(sheet: CaseSheet) -> None:
    """Keep the paper of the case as a workbook where the officer wants it."""
    if sheet.case is not None:
        refused = sheet.case.state is State.refused
        save_spreadsheet(sheet.page, *_paper(sheet, printing.REFUSAL if refused else printing.APPROVAL))


def _print(sheet: CaseSheet, form: str) -> None:
    if sheet.case is not None:
        print_paper(sheet.page, *_paper(sheet, form))


def _paper(sheet: CaseSheet, form: str) -> tuple[str, Write]:
    case = sheet.case
    assert case is not None
    id, title = sheet.id, sheet.office.forms[form].title
    name = f"{title} {case.number} {case.applicant}"
    return name, lambda out, progress, cancelled: printing.print_case(
        sheet.office, form, id, out, progress, cancelled
    )
