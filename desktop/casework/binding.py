"""一户一档: everything on file of a household bound into one PDF; for many households one file each. Logged as an export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from desktop.casework import household_papers, printing
from desktop.casework.deeds import expect_allowed, record
from desktop.casework.dossiers import dossier_of
from desktop.casework.office import Cancelled, Office, Progress
from desktop.domain.application import Application
from desktop.domain.assessment import Assessment
from desktop.domain.attachment import Attachment, PaperKind, file_name
from desktop.domain.binder import Binder, Bound, BoundPaper, BoundScan
from desktop.domain.bureau import OfficeKind
from desktop.domain.dossier import ReceiptPaper, VerdictPaper, VisitsPaper
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.household_papers import ARCHIVE, STUDENT
from desktop.domain.listing import ApplicationQuery
from desktop.domain.trail import Act
from desktop.store import assessments, attachments, cases, households, payouts, settings, visits
from desktop.store import attachment_files as files
from desktop.store.database import Session
from desktop.store.errors import ForgottenError

VERDICT, VISITS = "verdict_record", "visit_record"
NAME = "一户一档"


@dataclass(frozen=True, kw_only=True)
class BoundFile:
    """What became of one household among many: its file, or why there is none."""

    household: str
    """Number and name."""
    out: Path
    bound: Bound | None = None
    trouble: str = ""


def bind(
    office: Office,
    household_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Bound:
    """Writes the whole file of a household as one PDF; gives what was bound and what could not be.

    Raises OfficeError where the archive was destroyed, or the file cannot be written.
    """
    expect_allowed(office, Act.export)
    binder = gathered(office, household_id)
    about = f"{NAME} 1 份，附件 {len(binder.scans)} 个，文件 {out.name}"
    record(office, Act.export, about, subject=households.SUBJECT, subject_id=household_id)
    return office.press.bind(binder, out, progress, cancelled)


def bind_many(
    office: Office,
    household_ids: Sequence[int],
    folder: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[BoundFile]:
    """Writes one file for each household into the folder, until cancelled; one that fails is told and stops nothing."""
    expect_allowed(office, Act.export)
    made: list[BoundFile] = []
    for number, household_id in enumerate(household_ids):
        if cancelled is not None and cancelled():
            break
        if progress is not None:
            progress(number, len(household_ids))
        called, out = f"第 {number + 1} 户", folder
        try:
            called, out = _place(office, household_id, folder)
            made.append(
                BoundFile(household=called, out=out, bound=bind(office, household_id, out, None, cancelled))
            )
        except OfficeError as error:
            if cancelled is not None and cancelled():
                break
            made.append(BoundFile(household=called, out=out, trouble=error.said))
    return made


def suggested_name(office: Office, household_id: int) -> str:
    """What the bound file of a household may be called on any system."""
    with office.store.read() as session:
        home = household_papers.existing(session, household_id, office.today())
    return file_name(f"{NAME} {home.number} {home.head.name}.pdf")


def gathered(office: Office, household_id: int) -> Binder:
    """Everything of the household in the order in which it is bound; scans are read one by one, while binding."""
    with office.store.read() as session:
        home = household_papers.existing(session, household_id, office.today())
        file = household_papers.file_paper(office, session, home, ())
        papers = [*_archive(office, session, home), *_verdicts(office, session, home)]
        for line in cases.browse(session, ApplicationQuery(household_id=household_id), 0, _ALL)[::-1]:
            papers += _case(office, session, cases.get(session, line.id))
        seen = visits.of_household(session, household_id)
        if seen:
            paper = VisitsPaper(
                bureau=file.bureau, household=home, visits=tuple(seen), printed_on=office.today()
            )
            papers.append(_paper(office, VISITS, paper, whose=home.head.name))
        scans = tuple(
            BoundScan(
                title=household_papers.scan_title(x),
                whose=household_papers.whose_name(home, x.whose),
                dated=x.dated,
                load=partial(files.read, office.folder, office.key, x.stored, x.sha256, x.shown_name),
            )
            for x in sorted(attachments.of_household(session, household_id), key=_rank)
        )
    return Binder(file=file, papers=tuple(papers), scans=scans)


_ALL = 1000
_KINDS = tuple(PaperKind)


def _rank(held: Attachment) -> tuple[int, int]:
    """Scans lie by kind, in the order in which kinds are named; of a kind as they came."""
    return _KINDS.index(held.kind), held.id or 0


def _archive(office: Office, session: Session, home: Household) -> list[BoundPaper]:
    """The archive sheet as it is today; a school's own form of each student before it."""
    found: list[BoundPaper] = []
    school = settings.bureau(session).kind is OfficeKind.school
    for form_id in (STUDENT, ARCHIVE) if school else (ARCHIVE,):
        for subject in household_papers.subjects(office, session, office.forms[form_id], home):
            student = home.member(subject.student.whose) if form_id == STUDENT else None
            whose = student.name if student else home.head.name
            found.append(_paper(office, form_id, subject, dated=office.today(), whose=whose))
    return found


def _verdicts(office: Office, session: Session, home: Household) -> list[BoundPaper]:
    """Every check that was kept, the earliest first."""
    bureau = settings.bureau(session)
    return [
        _paper(
            office,
            VERDICT,
            VerdictPaper(bureau=bureau, assessment=x, groups=_groups(office, x), printed_on=office.today()),
            called=f"核对结论单　{x.verdict.scheme_title}",
            dated=x.on,
            whose=home.owner_name(x.applicant),
        )
        for x in reversed(assessments.of_household(session, home.id or 0))
    ]


def _groups(office: Office, kept: Assessment) -> dict[str, str]:
    try:
        return {g.id: g.label for g in office.library.scheme(kept.scheme_id).groups}
    except OfficeError:  # the scheme is no longer in the library: the verdict names its own group
        return {kept.verdict.group: kept.verdict.group_label}


def _case(office: Office, session: Session, case: Application) -> list[BoundPaper]:
    """One application with its papers: the form, the letter of the decision, the own line of its notice, its receipts."""
    found: list[BoundPaper] = []
    named = {"whose": case.applicant}
    try:
        dossier = dossier_of(office, session, case.id or 0)
    except ForgottenError:
        return found
    called = f"申请 {case.number}　{case.scheme_title}"
    found.append(_paper(office, printing.APPROVAL, dossier, called=called, dated=case.applied_on, **named))
    if case.notice is not None and case.notice.id is not None:
        own = _quietly(partial(printing.notice_paper, office, session, case.notice.id, case.household_id))
        if own is not None:
            day = case.notice.posted_on
            found.append(_paper(office, printing.NOTICE, own, called="公示（本户）", dated=day, **named))
    for form_id, state in printing.LETTERS.items():
        if case.state is state:
            found.append(_paper(office, form_id, dossier, dated=case.decided_on, **named))
    batch_id = payouts.batch_of_case(session, case.id or 0)
    if batch_id is not None:
        batch = payouts.get_batch(session, batch_id)
        lines = tuple(x for x in batch.lines if x.application_id == case.id)
        receipt = ReceiptPaper(bureau=dossier.bureau, batch=batch, lines=lines, printed_on=office.today())
        called = f"收据　{batch.title}"
        found.append(_paper(office, printing.RECEIPT, receipt, called=called, dated=batch.day, **named))
    return found


def _quietly(made: Callable[[], Any]) -> Any:
    """The paper, or None where what it rests on was destroyed: another household's verdict on the same notice."""
    try:
        return made()
    except ForgottenError:
        return None


def _paper(office: Office, form_id: str, subject: Any, called: str = "", **told: Any) -> BoundPaper:
    form = office.forms[form_id]
    return BoundPaper(title=called or form.title, sheets=(form.sheet(subject),), **told)


def _place(office: Office, household_id: int, folder: Path) -> tuple[str, Path]:
    """How a household is told, and its file in the folder."""
    name = suggested_name(office, household_id)
    return name.removeprefix(f"{NAME} ").removesuffix(".pdf"), folder / name
