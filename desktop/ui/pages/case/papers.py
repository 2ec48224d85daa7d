"""The papers of an open case (文书): the approval form, the letter of refusal, and whatever else its state calls for."""

from __future__ import annotations

from functools import partial

from desktop.casework import lacking, letters, printing
from desktop.domain.application import Application, State
from desktop.domain.approval_form import APPROVAL_FORM_WORDS, ApprovalForm
from desktop.domain.case_event import Happened
from desktop.domain.lacking import LackingLetter
from desktop.ui.pages.case.action import CasePaper
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet
from desktop.ui.papers import Write, print_paper, save_spreadsheet


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


def _paper(sheet: CaseSheet, form: str, layout: ApprovalForm | None = None) -> tuple[str, Write]:
    case = sheet.case
    assert case is not None
    id, title = sheet.id, APPROVAL_FORM_WORDS[layout] if layout else sheet.office.forms[form].title
    return _called(title, case), lambda out, progress, cancelled: printing.print_case(
        sheet.office, form, id, out, progress, cancelled, layout
    )


def _called(title: str, case: Application) -> str:
    return f"{title} {case.number} {case.applicant}"


def print_acceptance(sheet: CaseSheet) -> None:
    """Make the letter that it was taken, or that it was not."""
    case, id = sheet.case, sheet.id
    if case is not None:
        title = "不予受理通知书" if case.turned_away else "受理通知书"
        print_paper(
            sheet.page,
            _called(title, case),
            lambda out, progress, cancelled: letters.print_acceptance(
                sheet.office, id, out, progress, cancelled
            ),
        )


def print_lacking(sheet: CaseSheet, letter: LackingLetter | None = None) -> None:
    """Make a letter that named all that was missing, the latest unless it is said which."""
    case, told = sheet.case, lacking.letters_of(sheet.office, sheet.id)
    if case is not None and told:
        last = letter or told[-1]
        print_paper(
            sheet.page,
            _called(f"一次性告知书 {last.number}", case),
            lambda out, progress, cancelled: letters.print_lacking(
                sheet.office, last.id or 0, out, progress, cancelled
            ),
        )


def print_approval_letter(sheet: CaseSheet) -> None:
    """Make the letter that it was approved."""
    _print(sheet, printing.APPROVAL_LETTER)


def print_ending(sheet: CaseSheet) -> None:
    """Make the letter that help ends, which this case brought to an end."""
    case = sheet.case
    if case is not None and case.ends_benefit is not None:
        benefit_id = case.ends_benefit
        print_paper(
            sheet.page,
            _called("终止告知书", case),
            lambda out, progress, cancelled: letters.print_ending(
                sheet.office, benefit_id, out, progress, cancelled
            ),
        )


def print_on(layout: ApprovalForm, sheet: CaseSheet) -> None:
    """Make the approval form on another layout than the office's or the scheme's own."""
    if sheet.case is not None:
        print_paper(sheet.page, *_paper(sheet, printing.APPROVAL, layout))


def _told_lacking(seen: Seen) -> bool:
    return any(e.kind is Happened.lacking_told for e in seen.case.events)


def _ends(seen: Seen) -> bool:
    return seen.case.ends_benefit is not None and seen.case.state is State.approved


def turned_away(seen: Seen) -> bool:
    """Whether it was refused before anybody had taken it."""
    return seen.case.turned_away


PAPERS: tuple[CasePaper, ...] = (
    CasePaper("受理通知书", print_acceptance, lambda seen: seen.case.taken),
    CasePaper("不予受理通知书", print_acceptance, turned_away),
    CasePaper("一次性告知书", print_lacking, _told_lacking),
    CasePaper("批准告知书", print_approval_letter, lambda seen: seen.case.state is State.approved),
    CasePaper("终止告知书", print_ending, _ends),
    *(
        CasePaper(f"审批表改用：{said}", partial(print_on, form))
        for form, said in APPROVAL_FORM_WORDS.items()
    ),
)
"""Papers besides the approval form and the letter of refusal, in the order of the menu."""
