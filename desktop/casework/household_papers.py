"""The papers of a household (户的表格): filled in from its file, for one or many households, or blank to hand out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.casework import printing
from desktop.casework.office import Cancelled, Office, PaperForm, Progress
from desktop.domain.attachment import Attachment
from desktop.domain.dossier import ConsentPaper, ContentsLine, FilePaper, HouseholdPaper, StudentPaper
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.household_papers import BLANK, OFFERED
from desktop.domain.retention import Kept
from desktop.domain.student import Student
from desktop.domain.trail import Act
from desktop.domain.trail_words import TrailQuery
from desktop.domain.unit import full_name
from desktop.domain.words import word
from desktop.store import attachment_files as files
from desktop.store import attachments, household_names, households, logbook, retention, settings, units
from desktop.store.database import Session

_UNLISTED = ("档案封面", "卷内目录", "一户一档")
"""What the contents do not list: themselves and the whole."""


def offered(office: Office) -> list[PaperForm]:
    """The forms a household's page offers, what this kind of office uses first coming first."""
    with office.store.read() as session:
        kind = settings.bureau(session).kind
    return [office.forms[form_id] for form_id in OFFERED[kind]]


def print_households(
    office: Office,
    form_id: str,
    household_ids: Sequence[int],
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the same paper of each household into one file; gives the characters no font could draw.

    Raises OfficeError where none of them has such a paper, or an archive was destroyed.
    """
    form = printing.form_named(office, form_id)
    made: list[Any] = []
    each: list[int] = []
    with office.store.read() as session:
        for household_id in household_ids:
            papers = subjects(office, session, form, existing(session, household_id, office.today()))
            made += papers
            each += [household_id] if papers else []
    if not made:
        raise OfficeError(
            "档案里没有学生，认定申请表印不出来。请先在家庭成员里登记在读的学生，或者打印空白表。"
        )
    return printing.print_papers(office, form_id, made, out, progress, cancelled, each=each)


def print_blank(
    office: Office,
    form_id: str,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the form with nothing filled in, to hand out. Raises OfficeError for one that makes no sense so."""
    form = printing.form_named(office, form_id)
    if form_id not in BLANK:
        raise OfficeError(f"「{form.title}」没有空白表，请在具体的档案里打印。")
    with office.store.read() as session:
        made = subjects(office, session, form, None)
    return printing.print_papers(office, form_id, made, out, progress, cancelled)


def ids_of(office: Office, numbers: Sequence[str]) -> list[int]:
    """The households with these archive numbers. Raises OfficeError naming one that is not on file."""
    with office.store.read() as session:
        known = household_names.ids_numbered(session, numbers)
    missing = [number for number in numbers if number not in known]
    if missing:
        raise OfficeError(f"没有编号为「{missing[0]}」的档案。请在档案名单里查对编号。")
    return [known[number] for number in numbers]


def existing(session: Session, household_id: int, today: date) -> Household:
    """The household, put away or not. Raises OfficeError where its archive was destroyed."""
    line = retention.line(session, household_id, today)
    if line is not None and line.state is Kept.destroyed:
        raise OfficeError(f"档案 {line.number} 已经销毁，没有可以打印的内容。")
    return households.get(session, household_id)


def subjects(office: Office, session: Session, form: PaperForm, home: Household | None) -> list[Any]:
    """What the form is made from: one value, or one for each student. Raises OfficeError for papers of other things."""
    bureau, today = settings.bureau(session), office.today()
    if form.subject is HouseholdPaper:
        held = attachments.of_household(session, home.id or 0) if home else []
        unit = unit_name(session, home) if home else ""
        return [
            HouseholdPaper(bureau=bureau, household=home, unit=unit, papers=counted(held), printed_on=today)
        ]
    if form.subject is StudentPaper:
        if home is None:
            return [StudentPaper(bureau=bureau, household=None, printed_on=today)]
        return [
            StudentPaper(bureau=bureau, household=home, student=student, printed_on=today)
            for student in students(home, today)
        ]
    if form.subject is ConsentPaper:
        years = retention.years(session)
        return [ConsentPaper(bureau=bureau, household=home, years=years, printed_on=today)]
    if form.subject is FilePaper and home is not None:
        return [file_paper(office, session, home, _in_the_file(office, session, home))]
    raise OfficeError(f"「{form.title}」不是一户的表格，请在它自己的页面打印。")


def file_paper(
    office: Office, session: Session, home: Household, lines: tuple[ContentsLine, ...]
) -> FilePaper:
    """What cover and contents of a file are printed from."""
    return FilePaper(
        bureau=settings.bureau(session),
        household=home,
        unit=unit_name(session, home),
        years=retention.years(session),
        lines=lines,
        printed_on=office.today(),
    )


def unit_name(session: Session, home: Household) -> str:
    """The unit that keeps the file, with those above it; nothing where none is named."""
    if home.unit_id is None:
        return ""
    known = {unit.id: unit for unit in units.everything(session) if unit.id is not None}
    return full_name(known[home.unit_id], known) if home.unit_id in known else ""


def students(home: Household, today: date) -> list[Student]:
    """The students of a household: those with a school file, and members who attend a school."""
    told = {s.whose: s for s in home.students}
    for member in home.members:
        if member.schooling is not None and member.ordinal not in told:
            told[member.ordinal] = Student(whose=member.ordinal)
    here = {m.ordinal for m in home.members if m.belongs_on(today)}
    return [told[whose] for whose in sorted(told) if whose in here]


def counted(held: Sequence[Attachment]) -> tuple[str, ...]:
    """The attachments by kind: 身份证、诊断证明 2 份."""
    kinds = [word(a.kind) for a in held]
    return tuple(
        kind if kinds.count(kind) == 1 else f"{kind} {kinds.count(kind)} 份" for kind in dict.fromkeys(kinds)
    )


def scan_title(attachment: Attachment) -> str:
    """How the contents name an attachment."""
    return f"{word(attachment.kind)}　{attachment.shown_name}"


def whose_name(home: Household, whose: int) -> str:
    """Whom an attachment is about; nothing for the whole household."""
    member = home.member(whose) if whose else None
    return member.name if member else ""


def _in_the_file(office: Office, session: Session, home: Household) -> tuple[ContentsLine, ...]:
    """The papers printed for the household, each once with its last day, then its attachments with their pages."""
    query = TrailQuery(acts=(Act.print_paper, Act.export), household_id=home.id)
    entries, _ = logbook.find(session, query, 0, None)
    titles = {form.title for form in office.forms.values()} - set(_UNLISTED)
    printed: dict[str, date] = {}
    for entry in reversed(entries):
        title = entry.about.split(" ", 1)[0]
        if title in titles:
            printed[title] = datetime.fromisoformat(entry.at).astimezone().date()
    lines = [ContentsLine(title=title, dated=day) for title, day in printed.items()]
    for held in attachments.of_household(session, home.id or 0):
        lines.append(
            ContentsLine(
                title=scan_title(held),
                whose=whose_name(home, held.whose),
                dated=held.dated,
                pages=office.press.pages_of(_bytes(office, held)),
            )
        )
    return tuple(lines)


def _bytes(office: Office, held: Attachment) -> bytes:
    """The attachment in memory; empty where it is lost or damaged."""
    try:
        return files.read(office.folder, office.key, held.stored, held.sha256, held.shown_name)
    except OfficeError:
        return b""
