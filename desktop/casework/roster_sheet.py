"""A roster by itself (名册), read from its workbook and held against nothing.

It needs nothing of the office and speaks to no data file, so that it can be read in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.casework.roster import RosterReader
from desktop.casework.roster_rows import Draft, Problem, Severity, packed
from desktop.domain.errors import OfficeError
from desktop.domain.sheet_heading import Heading, Layout, find_heading
from desktop.domain.sheet_mapping import SheetPlan
from desktop.domain.sheet_stacking import MOST, Stacking, stacked, stacks
from desktop.store.pasted_rows import Pasted
from desktop.store.spreadsheets import MOST_ROWS, Book, Value

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
HandOver = Callable[[list[Draft]], None]
_STEP = 500
_NAMES_SHOWN = 30
_READ: list[Value] = []


class ImportCancelledError(OfficeError):
    """The officer stopped it; nothing was taken in."""

    def __init__(self) -> None:
        super().__init__("已停止导入，没有写入任何内容。")


class NoRosterError(OfficeError):
    """The workbook holds no roster that can be read."""


@dataclass(frozen=True)
class RosterSheet:
    """A roster as its sheet tells it, before it is held against what is on file."""

    path: Path
    sha256: str
    sheet: str
    heading: Heading
    drafts: list[Draft]
    notes: tuple[str, ...]


def read_roster(
    path: Path | Pasted,
    today: date,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    hand_over: HandOver | None = None,
    plan: SheetPlan | None = None,
) -> RosterSheet:
    """The roster by itself, needing nothing of the office but the day.

    Without a `plan` the sheet must be one whose headings are known. With `hand_over` the drafts go there by and by,
    and the sheet itself comes back without them.
    """
    if progress:
        progress(0, 0)
    book = path if isinstance(path, Pasted) else Book(path)
    sheet, heading, notes = _planned(book, plan) if plan else _roster_sheet(book)
    rows = book.rows(sheet)
    reader = reader_for(heading, today, plan)
    first = heading.row + 1
    drafts: list[Draft] = []
    count = 0
    if plan and plan.stacking is not Stacking.one_row:
        return _read_stacked(book, reader, heading, plan, rows, notes, progress, cancelled, hand_over)
    for index in range(first, len(rows)):
        if (index - first) % _STEP == 0:
            if cancelled and cancelled():
                raise ImportCancelledError
            if progress:
                progress(index - first, len(rows) - first)
            if hand_over and drafts:
                hand_over(drafts)
                drafts = []
        if draft := reader.read(rows[index], index + 1):
            if plan:
                draft.cells = packed(rows[index : index + 1])
            drafts.append(draft)
            count += 1
        rows[index] = _READ  # a roster of 20,000 rows is large: what was read is let go
    _expect_some(book, sheet, heading, count)
    if hand_over:
        hand_over(drafts)
        drafts = []
    if progress:
        progress(len(rows) - first, len(rows) - first)
    return RosterSheet(book.path, book.sha256, sheet, heading, drafts, notes)


def reader_for(heading: Heading, today: date, plan: SheetPlan | None) -> RosterReader:
    """What reads the rows below that heading, as the plan lays them out."""
    if plan is None:
        return RosterReader(heading, today)
    return RosterReader(stacked(heading, plan.stacking), today, plan.own_words)


def drafts_of(plan: SheetPlan, rows: Sequence[Sequence[Value]], first: int, today: date) -> list[Draft]:
    """The drafts of some rows of a sheet, of which the first has this number, from 0."""
    heading = plan.heading()
    reader = reader_for(heading, today, plan)
    if plan.stacking is Stacking.one_row:
        one_row: list[Draft] = []
        for n, row in enumerate(rows):
            if draft := reader.read(_wide(row, heading), first + n + 1):
                draft.cells = packed([row])
                one_row.append(draft)
        return one_row
    blank: list[list[Value]] = [[] for _ in range(first)]
    return [draft for draft, _ in _stacked_drafts(reader, heading, plan, [*blank, *rows], first)]


def _wide(row: Sequence[Value], heading: Heading) -> Sequence[Value]:
    lacking = max((c.index for c in heading.columns), default=0) + 1 - len(row)
    return [*row, *[""] * lacking] if lacking > 0 else row


def _stacked_drafts(
    reader: RosterReader,
    heading: Heading,
    plan: SheetPlan,
    rows: Sequence[Sequence[Value]],
    first: int,
) -> Iterator[tuple[Draft, int]]:
    for stack in stacks(heading, plan.stacking, rows, first):
        draft = reader.read(stack.cells, stack.number)
        if draft is None:
            continue
        draft.height = stack.height
        draft.cells = packed(rows[stack.number - 1 : stack.number - 1 + stack.height])
        if stack.left_over:
            said = (
                f"一户最多 {MOST} 名家庭成员，这一户还多出 {stack.left_over} 名。请核对是不是几户连在了一起。"
            )
            at = next(c for c in heading.columns if c.key == "name")
            draft.problems.append(Problem(at.label, said, Severity.error, stack.number, at.index + 1, at.key))
            draft.household = None
        yield draft, stack.number + stack.height


def _read_stacked(
    book: Book | Pasted,
    reader: RosterReader,
    heading: Heading,
    plan: SheetPlan,
    rows: list[list[Value]],
    notes: tuple[str, ...],
    progress: Progress | None,
    cancelled: Cancelled | None,
    hand_over: HandOver | None,
) -> RosterSheet:
    """The same for a sheet on which a household takes several rows."""
    drafts: list[Draft] = []
    count = 0
    for draft, below in _stacked_drafts(reader, heading, plan, rows, heading.row + 1):
        drafts.append(draft)
        count += 1
        if count % _STEP == 0:
            if cancelled and cancelled():
                raise ImportCancelledError
            if progress:
                progress(below, len(rows))
            if hand_over:
                hand_over(drafts)
                drafts = []
    _expect_some(book, plan.sheet, heading, count)
    if hand_over:
        hand_over(drafts)
        drafts = []
    if progress:
        progress(len(rows), len(rows))
    return RosterSheet(book.path, book.sha256, plan.sheet, heading, drafts, notes)


def _expect_some(book: Book | Pasted, sheet: str, heading: Heading, count: int) -> None:
    name = book.path.name
    if not count:
        raise NoRosterError(
            f"「{name}」的工作表「{sheet}」只有表头（第 {heading.row + 1} 行），下面没有数据。请填写后再导入。"
        )
    if count > MOST_ROWS:
        raise NoRosterError(
            f"「{name}」有 {count:,} 户，一次最多导入 {MOST_ROWS:,} 户。请拆成几个文件，分别导入。"
        )


def _planned(book: Book | Pasted, plan: SheetPlan) -> tuple[str, Heading, tuple[str, ...]]:
    """The sheet as the officer laid it out."""
    if plan.sheet not in book.sheets:
        raise NoRosterError(
            f"「{book.path.name}」里没有工作表「{plan.sheet}」，文件可能被改过。请重新选择文件。"
        )
    if said := book.too_far(plan.sheet):
        raise NoRosterError(said)
    heading = plan.heading()
    if plan.missing:
        raise NoRosterError(f"还没有指定哪一列是「{plan.missing[0]}」。请在「栏目对应」里指定。")
    return plan.sheet, heading, _notes(heading, plan.sheet, (), ())


def _roster_sheet(book: Book | Pasted) -> tuple[str, Heading, tuple[str, ...]]:
    """The sheet that holds the roster: the one whose heading names the most columns."""
    best: tuple[str, Heading] | None = None
    also: list[str] = []
    too_far: list[str] = []
    nothing = True
    for sheet in book.sheets:
        if said := book.too_far(sheet):
            too_far.append(said)
            if best is None or best[1].missing:
                raise NoRosterError(said)
            continue
        top = book.top(sheet)
        nothing = nothing and not any(map(any, top)) and not any(map(any, book.rows(sheet)))
        heading = find_heading(top, book.merged(sheet))
        if heading is None:
            continue
        if best is None or _rank(heading) > _rank(best[1]):
            if best and not best[1].missing:
                also.append(best[0])
            best = sheet, heading
        elif not heading.missing:
            also.append(sheet)
    name = book.path.name
    if best is None and nothing:
        raise NoRosterError(f"「{name}」是空表，没有任何内容。请确认选对了文件，并且已经保存。")
    if best is None or len(best[1].columns) < 2:
        raise NoRosterError(
            f"在「{name}」的前 20 行里没有找到名册的表头。表头至少要有「姓名」和「身份证号」两列。"
            "请对照示例名册核对，或把表头移到前 20 行以内。"
        )
    sheet, heading = best
    if heading.missing:
        texts = [*heading.texts[:_NAMES_SHOWN], *(["……"] if len(heading.texts) > _NAMES_SHOWN else [])]
        lacking = "」「".join(heading.missing)
        raise NoRosterError(
            f"「{name}」的工作表「{sheet}」第 {heading.row + 1} 行像表头，但缺少「{lacking}」这一列。"
            f"找到的表头有：{'、'.join(texts)}。请补上缺少的列，或把列名改成「{lacking}」。"
        )
    return sheet, heading, _notes(heading, sheet, also, too_far)


def _rank(heading: Heading) -> tuple[bool, int]:
    return not heading.missing, len(heading.columns)


def _notes(heading: Heading, sheet: str, also: Sequence[str], too_far: Sequence[str]) -> tuple[str, ...]:
    notes: list[str] = []
    if also:
        notes.append(
            f"工作表「{'」「'.join(also)}」也像名册，这次只读「{sheet}」。其余的请分别另存为文件再导入。"
        )
    notes.extend(f"没有读取：{said}" for said in too_far)
    keys = {c.key for c in heading.columns if not c.slot}
    if "family_income" in keys and "yearly_income" not in keys:
        notes.append(
            "「家庭收入」按全年总收入（元）登记为「未分项收入」。如果表中填的是月收入，请先乘以 12 再导入。"
        )
    if heading.layout is Layout.county:
        notes.append("这种表只有本人一行，家庭成员要在档案里补登。")
    return tuple(notes)
