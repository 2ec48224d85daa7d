"""Printing papers (打印): what is on file becomes the value a form is made from; the press writes PDF or xlsx.

Every printing is written into the log first, a spreadsheet as an export. Papers that people sign or that hang on the
wall carry the code of that entry in their foot, so that the signature dates the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from desktop.casework.deeds import deed, record
from desktop.casework.dossiers import copies_of, dossier_of
from desktop.casework.notice_lines import called_on, unit_on
from desktop.casework.office import Cancelled, Office, PaperForm, Progress
from desktop.domain.application import Application, State
from desktop.domain.approval_form import ApprovalForm
from desktop.domain.assessment import Assessment
from desktop.domain.dossier import (
    BatchPaper,
    ConsentPaper,
    DestructionPaper,
    Dossier,
    NoticeEntry,
    NoticePaper,
    ReceiptPaper,
    RoundPaper,
)
from desktop.domain.errors import OfficeError
from desktop.domain.money import figures
from desktop.domain.notice_look import Shown
from desktop.domain.trail import Act, Head
from desktop.domain.trail_words import head_words
from desktop.domain.verdict import Goods
from desktop.store import (
    assessments,
    cases,
    destroying,
    households,
    notices,
    payouts,
    retention,
    settings,
    trail,
    visits,
)
from desktop.store.database import Session

CONSENT, DESTRUCTION = "consent", "destruction_list"
APPROVAL, NOTICE, VISITS, SIGN_SHEET, RECEIPT, REFUSAL = (
    "application_approval",
    "public_notice",
    "visit_register",
    "sign_sheet",
    "receipt",
    "refusal",
)
APPROVAL_LETTER = "approval_letter"
LETTERS = {REFUSAL: State.refused, APPROVAL_LETTER: State.approved}
"""Letters that tell a decision, each with the state it tells of."""


def print_case(
    office: Office,
    form_id: str,
    application_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    layout: ApprovalForm | None = None,
) -> tuple[str, ...]:
    """Writes a paper of an application; gives the characters no font could draw."""
    return print_cases(office, form_id, [application_id], out, progress, cancelled, layout)


def print_cases(
    office: Office,
    form_id: str,
    application_ids: Sequence[int],
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    layout: ApprovalForm | None = None,
) -> tuple[str, ...]:
    """Writes the same paper for many applications into one file.

    The approval form is on the given layout, else on the one the scheme names, else on that of the office's kind; as
    many copies as the scheme says, each marked.
    """
    form = form_named(office, form_id)
    with office.store.read() as session:
        dossiers = [dossier_of(office, session, i) for i in application_ids]
    if form.subject is not Dossier:
        raise OfficeError(f"「{form.title}」不是一份申请的表格，请在它自己的页面打印。")
    for d in dossiers:
        _expect_decided(form_id, d)
    if form_id == APPROVAL:
        dossiers = [copy for d in dossiers for copy in copies_of(office, d, layout)]
    of = ("application", application_ids[0]) if len(application_ids) == 1 else ("", None)
    return print_papers(office, form_id, dossiers, out, progress, cancelled, of=of)


def _expect_decided(form_id: str, dossier: Dossier) -> None:
    """Raises OfficeError for a letter of a decision that was not taken."""
    wanted = LETTERS.get(form_id)
    if wanted is not None and dossier.application.state is not wanted:
        said = "批准" if wanted is State.approved else "不予批准"
        raise OfficeError(f"申请 {dossier.application.number} 没有作出{said}的决定，不能打印告知书。")


def print_notice(
    office: Office,
    notice_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the public notice, from the few fields that may be published."""
    with office.store.read() as session:
        paper = notice_paper(office, session, notice_id)
    return print_papers(
        office, NOTICE, [paper], out, progress, cancelled, of=("notice", notice_id), rows=len(paper.entries)
    )


def notice_paper(
    office: Office, session: Session, notice_id: int, household_id: int | None = None
) -> NoticePaper:
    """A notice as it hangs on the wall; for one household's file only with its own lines.

    It says what it said when it was hung, whatever was found since; names are covered as they were beside all the others.
    """
    notice = cases.get_notice(session, notice_id)
    found = [cases.get(session, line.id) for line in notices.on_notice(session, notice_id)]
    entries: list[NoticeEntry] = []
    reference = ""
    said, shown = notices.said_of(session, notice_id), notice.look.columns
    judged = [assessments.get(session, said[case.id or 0].assessment_id) for case in found]
    names = called_on(notice, found, judged, said)
    for case, kept, name in zip(found, judged, names, strict=True):
        reference = office.library.scheme(case.scheme_id).reference
        if household_id not in (None, case.household_id):
            continue
        entries.append(
            NoticeEntry(
                name=name,
                employer=unit_on(session, kept) if Shown.unit in shown else "",
                category=published(office, case.scheme_id, kept.verdict.group)
                if Shown.category in shown
                else "",
                award=_award(case, kept, said[case.id or 0]) if Shown.award in shown else "",
            )
        )
    return NoticePaper(
        bureau=settings.bureau(session),
        scheme_title=found[0].scheme_title if found else "",
        reference=reference,
        notice=notice,
        entries=tuple(entries),
        printed_on=office.today(),
        extract=household_id is not None,
    )


def _award(case: Application, kept: Assessment, said: notices.Hung) -> str:
    """What the notice says is to be given; of one hung before that was kept, as it stands now."""
    monthly = kept.verdict.monthly is not None
    return award_words(case.proposed, case.goods, monthly) if said.award is None else said.award


def print_round(
    office: Office,
    round_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the visit register of a plan."""
    with office.store.read() as session:
        paper = RoundPaper(
            bureau=settings.bureau(session),
            round=visits.get_round(session, round_id),
            printed_on=office.today(),
        )
    rows = len(paper.round.visits)
    return print_papers(
        office, VISITS, [paper], out, progress, cancelled, of=("visit_round", round_id), rows=rows
    )


def print_batch(
    office: Office,
    batch_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the sign sheet of a batch."""
    with office.store.read() as session:
        paper = BatchPaper(
            bureau=settings.bureau(session),
            batch=payouts.get_batch(session, batch_id),
            printed_on=office.today(),
        )
    rows = len(paper.batch.lines)
    return print_papers(
        office, SIGN_SHEET, [paper], out, progress, cancelled, of=("batch", batch_id), rows=rows
    )


def print_receipts(
    office: Office,
    batch_id: int,
    out: Path,
    line_ids: Sequence[int] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the receipts of a batch, all or those of the given lines."""
    with office.store.read() as session:
        batch = payouts.get_batch(session, batch_id)
        lines = tuple(x for x in batch.lines if line_ids is None or x.id in line_ids)
        paper = ReceiptPaper(
            bureau=settings.bureau(session), batch=batch, lines=lines, printed_on=office.today()
        )
    return print_papers(
        office, RECEIPT, [paper], out, progress, cancelled, of=("batch", batch_id), rows=len(lines)
    )


def print_consent(
    office: Office,
    household_id: int | None,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the consent sheet of a household, or a blank one to take along."""
    with office.store.read() as session:
        paper = ConsentPaper(
            bureau=settings.bureau(session),
            household=None if household_id is None else households.get(session, household_id),
            years=retention.years(session),
            printed_on=office.today(),
        )
    of = (households.SUBJECT, household_id)
    return print_papers(office, CONSENT, [paper], out, progress, cancelled, of=of)


def print_destruction(
    office: Office,
    destruction_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the list of a destruction for both persons to sign."""
    with office.store.read() as session:
        paper = DestructionPaper(
            bureau=settings.bureau(session),
            destruction=destroying.destruction(session, destruction_id),
            printed_on=office.today(),
        )
    of, rows = (destroying.SUBJECT, destruction_id), len(paper.destruction.lines)
    return print_papers(office, DESTRUCTION, [paper], out, progress, cancelled, of=of, rows=rows)


def print_paper(
    office: Office,
    form_id: str,
    paper: Any,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes a paper that is about nothing on file."""
    return print_papers(office, form_id, [paper], out, progress, cancelled)


def print_for_case(
    office: Office, form_id: str, case_number: str, out: Path, layout: ApprovalForm | None = None
) -> tuple[str, ...]:
    """Writes any paper that belongs to the application of that number: its notice, batch, receipts or visits too."""
    form = form_named(office, form_id)
    with office.store.read() as session:
        case = cases.get(session, cases.id_of(session, case_number))
        batch_id = payouts.batch_of_case(session, case.id or 0)
        line_ids = payouts.lines_of_case(session, case.id or 0)
        seen = [v for v in visits.of_household(session, case.household_id) if v.round_id is not None]
    if form.id == NOTICE:
        if case.notice is None or case.notice.id is None:
            raise OfficeError(f"申请 {case.number} 还没有公示。")
        return print_notice(office, case.notice.id, out)
    if form.id in (SIGN_SHEET, RECEIPT):
        if batch_id is None:
            raise OfficeError(f"申请 {case.number} 还没有发放。")
        if form.id == RECEIPT:
            return print_receipts(office, batch_id, out, line_ids)
        return print_batch(office, batch_id, out)
    if form.id == CONSENT:
        return print_consent(office, case.household_id, out)
    if form.id == VISITS:
        if not seen or seen[0].round_id is None:
            raise OfficeError(f"{case.applicant} 家还没有走访计划。")
        return print_round(office, seen[0].round_id, out)
    return print_case(office, form_id, case.id or 0, out, layout=layout)


def dossier(office: Office, application_id: int) -> Dossier:
    """Everything about one application as its papers show it: the household and verdict as they were decided."""
    with office.store.read() as session:
        return dossier_of(office, session, application_id)


def form_named(office: Office, form_id: str) -> PaperForm:
    """The form of that id. Raises OfficeError that lists the forms there are."""
    found = office.forms.get(form_id)
    if found is None:
        known = "、".join(f"{f.id}（{f.title}）" for f in office.forms.values())
        raise OfficeError(f"没有名为「{form_id}」的表格。可以打印的有：{known}。")
    return found


def award_words(amount: Any, goods: Sequence[Goods], monthly: bool = False) -> str:
    """What is given, in the words of a notice: 1,500.00 元；大米 1 袋, or 每月 800.00 元."""
    parts = [f"{'每月 ' if monthly else ''}{figures(amount)} 元"] if amount else []
    parts += [f"{g.name} {g.count.normalize():f} {g.unit}" for g in goods]
    return "；".join(parts) or "由评定小组确定"


def published(office: Office, scheme_id: str, group_id: str) -> str:
    """What a paper others see calls a group; the scheme's plain word, never the clause that may name an illness."""
    groups = office.library.scheme(scheme_id).groups
    return next((g.published for g in groups if g.id == group_id), "") or "困难帮扶"


def print_papers(
    office: Office,
    form_id: str,
    subjects: Sequence[Any],
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    of: tuple[str, int | None] = ("", None),
    rows: int = 0,
    each: Sequence[int] = (),
) -> tuple[str, ...]:
    """Writes the papers after noting that they are written; `of` is the one thing they are about, `rows` its lines.

    Where they are about many households, `each` of these gets its own entry.
    """
    form = form_named(office, form_id)
    if each:
        _note_each(office, form, out, each)
    else:
        _note(office, form, len(subjects), rows, out, of)
    foot = head_words(_head(office))
    dated = [replace(s, trail=foot) if any(f.name == "trail" for f in fields(s)) else s for s in subjects]
    return office.press([form.sheet(s) for s in dated], out, progress, cancelled)


def _note(
    office: Office, form: PaperForm, papers: int, rows: int, out: Path, of: tuple[str, int | None]
) -> None:
    listed = f"，{rows} 行" if rows else ""
    about = f"{form.title} {papers} 份{listed}，文件 {out.name}"
    act, reason = _written_as(out)
    subject, subject_id = of
    record(office, act, about, reason, subject=subject, subject_id=subject_id)


def _note_each(office: Office, form: PaperForm, out: Path, household_ids: Sequence[int]) -> None:
    act, reason = _written_as(out)
    with deed(office, act, reason) as session:
        for household_id in household_ids:
            trail.note(session, households.SUBJECT, household_id, f"{form.title} 1 份，文件 {out.name}")


def _written_as(out: Path) -> tuple[Act, str]:
    """What the log calls it: a spreadsheet is an export."""
    return (Act.export, "存为电子表格") if out.suffix.lower() == ".xlsx" else (Act.print_paper, "")


def _head(office: Office) -> Head:
    with office.store.read() as session:
        return trail.head(session)
