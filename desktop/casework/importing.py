"""Taking in a roster (导入名册): look first, take in the good rows, give the bad ones back with their reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop.casework import intake, safekeeping
from desktop.casework.deeds import deed, expect_allowed, record
from desktop.casework.giving_back import marked_apart
from desktop.casework.office import Office
from desktop.casework.reading import read_apart
from desktop.casework.roster import TAKEN
from desktop.casework.roster_rows import Draft, Person, Problem, Severity
from desktop.casework.roster_sheet import (
    Cancelled,
    ImportCancelledError,
    Progress,
    RosterSheet,
    read_roster,
)
from desktop.domain.backup import Why
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.sheet_heading import LAYOUT_LABELS, RESULT, Layout
from desktop.domain.trail import Act
from desktop.store import households, imports
from desktop.store.marked_copies import CellNote, Marks, write_marked_copy

__all__ = [
    "ImportCancelledError",
    "ImportResult",
    "Layout",
    "Preview",
    "Problem",
    "RosterRow",
    "Severity",
    "give_back",
    "preview_for",
    "preview_roster",
    "suggested_copy",
    "take_in",
    "write_back",
]

Read = Callable[[Path, date, Progress | None, Cancelled | None], RosterSheet]
_STEP = 500


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row of the roster as it was understood; `number` is its row on the sheet, from 1."""

    number: int
    name: str
    household: Household | None
    problems: tuple[Problem, ...] = ()
    skipped: str = ""
    """Why the row is passed over without a fault; nothing for the others."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the row out."""
        return tuple(p for p in self.problems if p.severity is Severity.error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What goes in with the row and wants a second look."""
        return tuple(p for p in self.problems if p.severity is Severity.warning)


@dataclass(frozen=True)
class Preview:
    """A roster that was looked at and not yet taken in."""

    path: Path
    sheet: str
    layout: Layout
    layout_label: str
    mapping: tuple[tuple[str, str], ...]
    """Each heading of the sheet with what it is taken for."""
    unknown_headers: tuple[str, ...]
    rows: tuple[RosterRow, ...]
    already_imported: str
    """A sentence where the very same file was taken in before."""
    notes: tuple[str, ...]
    """What the officer should know of the whole sheet."""
    sha256: str
    header_row: int
    """The (lowest) row of the heading, from 1."""
    result_column: int | None
    """The column 导入结果 of a returned copy, from 1."""

    @property
    def good(self) -> tuple[RosterRow, ...]:
        """The rows that can be taken in."""
        return tuple(row for row in self.rows if row.household is not None and not row.skipped)

    @property
    def bad(self) -> tuple[RosterRow, ...]:
        """The rows that cannot."""
        return tuple(row for row in self.rows if row.household is None and not row.skipped)

    @property
    def warned(self) -> tuple[RosterRow, ...]:
        """The rows that can be taken in and want a second look."""
        return tuple(row for row in self.good if row.problems)

    @property
    def skipped(self) -> tuple[RosterRow, ...]:
        """The rows an earlier import took in already."""
        return tuple(row for row in self.rows if row.skipped)


@dataclass(frozen=True)
class ImportResult:
    """What became of a roster: how many rows went in, and under which archive numbers."""

    taken: int
    refused: int
    warned: int
    numbers: tuple[str, ...]
    skipped: int = 0


def preview_for(
    office: Office, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Preview:
    """What a roster would bring into this office, row by row; nothing is kept yet. Raises OfficeError."""
    return preview_roster(
        path,
        office.today(),
        lambda numbers: intake.on_file(office, numbers),
        progress,
        cancelled,
        imported_before=lambda sha256: intake.imported_before(office, sha256),
        numbers_in_use=lambda numbers: intake.numbers_in_use(office, numbers),
        read=read_apart,
    )


def preview_roster(
    path: Path,
    today: date,
    known: Callable[[Iterable[str]], Mapping[str, str]],
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    imported_before: Callable[[str], str] | None = None,
    numbers_in_use: Callable[[Iterable[str]], Collection[str]] | None = None,
    read: Read = read_roster,
) -> Preview:
    """What a roster holds, row by row, and what would be taken in.

    `known` gives the archive number of ID numbers on file, `imported_before` a sentence where the file of that
    SHA-256 was taken in before, `numbers_in_use` the archive numbers among these that are taken.
    Raises OfficeError where the file is no roster at all.
    """
    found = read(path, today, progress, cancelled)
    on_file = known([p.id_number for draft in found.drafts for p in draft.people if p.id_number])
    numbers = [d.household.number for d in found.drafts if d.household and d.household.number]
    used = numbers_in_use(numbers) if numbers_in_use and numbers else ()
    result = found.heading.result_column
    return Preview(
        path=path,
        sheet=found.sheet,
        layout=found.heading.layout,
        layout_label=LAYOUT_LABELS[found.heading.layout],
        mapping=tuple((c.heading, c.label) for c in found.heading.columns),
        unknown_headers=found.heading.unknown,
        rows=_compared(found.drafts, on_file, frozenset(used)),
        already_imported=imported_before(found.sha256) if imported_before else "",
        notes=found.notes,
        sha256=found.sha256,
        header_row=found.heading.row + 1,
        result_column=None if result is None else result + 1,
    )


def take_in(
    office: Office,
    preview: Preview,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportResult:
    """Keeps every good row in one transaction, or none; a backup is made before.

    Raises ImportCancelledError where it was stopped.
    """
    expect_allowed(office, Act.import_roster)
    safekeeping.back_up_before(office, Why.import_roster)
    good = [row.household for row in preview.good if row.household is not None]
    today = office.today()
    numbers: list[str] = []
    with deed(office, Act.import_roster) as session:
        since = households.on_file(session, [household.head.id_number for household in good])
        if since:
            raise OfficeError(
                f"预览之后，名册中有 {len(since)} 人已被登记（如档案 {next(iter(since.values()))}）。请重新选择文件预览后再导入。"
            )
        used = households.taken_numbers(session, [h.number for h in good if h.number])
        good = [renumbered(h) if h.number in used else h for h in good]
        for start in range(0, len(good), _STEP):
            if cancelled and cancelled():
                raise ImportCancelledError
            kept = households.put_many(session, good[start : start + _STEP], today)
            numbers.extend(household.number for household in kept)
            if progress:
                progress(len(numbers), len(good))
        if cancelled and cancelled():
            raise ImportCancelledError
        imports.put(session, preview.sha256, preview.path.name, today, len(numbers))
    return ImportResult(
        taken=len(numbers),
        refused=len(preview.bad),
        warned=len(preview.warned),
        numbers=tuple(numbers),
        skipped=len(preview.skipped),
    )


def write_back(preview: Preview, out: Path, make: Callable[[Path, Marks], bytes] | None = None) -> Path:
    """A copy of the workbook after the good rows went in: the reasons on the cells, and a column to filter by.

    Whoever has an office gives the copy back by `give_back`, which logs it.

    The bad rows can be mended in the copy and imported again; the rows marked as taken are then passed over.
    """
    notes = [CellNote(p.row, p.column, p.said) for row in preview.bad for p in row.errors]
    results = {row.number: TAKEN for row in (*preview.good, *preview.skipped)}
    for row in preview.bad:
        results[row.number] = "未导入：" + "；".join(p.sentence for p in row.errors)
    return write_marked_copy(
        preview.path,
        out,
        sha256=preview.sha256,
        sheet=preview.sheet,
        header_row=preview.header_row,
        result_column=preview.result_column,
        result_title=RESULT,
        notes=notes,
        results=results,
        make=make,
    )


def give_back(office: Office, preview: Preview, out: Path, cancelled: Cancelled | None = None) -> Path:
    """Writes that copy, and into the log that it was given out, with how many rows and columns of a roster."""
    about = f"退回表 {len(preview.rows)} 行，文件 {out.name}"
    columns = "、".join(heading for heading, _ in preview.mapping)
    record(office, Act.export, about, f"含列：{columns}")
    return write_back(preview, out, lambda source, marks: marked_apart(source, marks, cancelled))


def suggested_copy(path: Path) -> Path:
    """Where the returned copy of a roster may go: beside it, under a name of its own."""
    stem = path.stem.removesuffix("（导入结果）")
    return path.with_name(f"{stem}（导入结果）.xlsx")


def _compared(
    drafts: Sequence[Draft], on_file: Mapping[str, str], used: frozenset[str]
) -> tuple[RosterRow, ...]:
    """The rows held against what is on file and against each other."""
    clashes = _Clashes(drafts, on_file, used)
    rows: list[RosterRow] = []
    for draft in drafts:
        head = draft.head
        if draft.taken and head and head.id_number in on_file:
            said = f"已在档（档案编号 {on_file[head.id_number]}），跳过"
            rows.append(RosterRow(draft.number, draft.name, None, skipped=said))
            continue
        problems = (*draft.problems, *clashes.of(draft))
        failed = any(p.severity is Severity.error for p in problems)
        rows.append(
            RosterRow(draft.number, draft.name, None if failed else clashes.household_of(draft), problems)
        )
    return tuple(rows)


class _Clashes:
    """Finds people and archive numbers that stand in two places; rows are asked for in their order."""

    def __init__(self, drafts: Sequence[Draft], on_file: Mapping[str, str], used: frozenset[str]) -> None:
        self._on_file = on_file
        self._used = used
        self._heads: dict[str, Draft] = {}
        self._members: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        for draft in drafts:
            if draft.head:
                self._heads.setdefault(draft.head.id_number, draft)

    def of(self, draft: Draft) -> Iterator[Problem]:
        """What clashes on this row."""
        for person in draft.people:
            said, severity = self._person(draft, person)
            if said:
                yield Problem(person.column.label, said, severity, draft.number, person.column.index + 1)
        if self._number_clash(draft) and draft.number_column:
            column, said = draft.number_column, f"{self._number_clash(draft)}，改由程序编号，原编号记入备注。"
            yield Problem(column.label, said, Severity.warning, draft.number, column.index + 1)

    def household_of(self, draft: Draft) -> Household | None:
        """The household, without its archive number where another one bears it: that keeps nobody out."""
        if draft.household and self._number_clash(draft):
            return renumbered(draft.household)
        return draft.household

    def _person(self, draft: Draft, person: Person) -> tuple[str, Severity]:
        is_head = not person.column.slot
        if archive := self._on_file.get(person.id_number):
            who = "" if is_head else f"{person.name} 的"
            if archive.endswith(households.SEALED):
                return (f"{who}身份证号已建有档案 {archive}，不要另建一份。", Severity.error)
            return (
                f"{who}身份证号已在档（档案编号 {archive}），一个人不能有两份档案。请打开该档案修改，或核对身份证号。",
                Severity.error,
            )
        first = self._heads.get(person.id_number, draft)
        if first is not draft:
            where = f"第 {first.number} 行" + (f"（{first.name}）" if first.name else "")
            if is_head:
                said = f"身份证号与{where}相同，重复登记。请删去一行，或核对身份证号。"
                return said, Severity.error
            said = f"{person.name} 同时是{where}的本人。一户只建一份档案，请核对是否应合为一户。"
            return said, Severity.warning
        if not is_head and self._members.setdefault(person.id_number, draft.number) != draft.number:
            row = self._members[person.id_number]
            return f"{person.name} 在第 {row} 行也列为家庭成员，请核对属于哪一户。", Severity.warning
        return "", Severity.warning

    def _number_clash(self, draft: Draft) -> str:
        number = draft.household.number if draft.household else ""
        if not number:
            return ""
        if number in self._used:
            return f"编号 {number} 已被别的档案使用"
        row = self._numbers.setdefault(number, draft.number)
        return f"编号 {number} 与第 {row} 行相同" if row != draft.number else ""


def renumbered(household: Household) -> Household:
    """The household to be numbered by the program, its former number kept in the remark."""
    remark = "；".join(filter(None, (f"原编号 {household.number}", household.remark)))
    return replace(household, number="", remark=remark)
