"""A roster by itself (名册), read from its workbook and held against nothing.

It needs nothing of the office and speaks to no data file, so that it can be read in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.casework.roster import RosterReader
from desktop.casework.roster_rows import Draft
from desktop.domain.errors import OfficeError
from desktop.domain.sheet_heading import Heading, Layout, find_heading
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
    path: Path,
    today: date,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    hand_over: HandOver | None = None,
) -> RosterSheet:
    """The roster by itself, needing nothing of the office but the day.

    With `hand_over` the drafts go there by and by, and the sheet itself comes back without them.
    """
    if progress:
        progress(0, 0)
    book = Book(path)
    sheet, heading, notes = _roster_sheet(book)
    rows = book.rows(sheet)
    reader = RosterReader(heading, today)
    first = heading.row + 1
    drafts: list[Draft] = []
    count = 0
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
            drafts.append(draft)
            count += 1
        rows[index] = _READ  # a roster of 20,000 rows is large: what was read is let go
    if not count:
        raise NoRosterError(
            f"「{path.name}」的工作表「{sheet}」只有表头（第 {heading.row + 1} 行），下面没有数据。请填写后再导入。"
        )
    if count > MOST_ROWS:
        raise NoRosterError(
            f"「{path.name}」有 {count:,} 户，一次最多导入 {MOST_ROWS:,} 户。请拆成几个文件，分别导入。"
        )
    if hand_over:
        hand_over(drafts)
        drafts = []
    if progress:
        progress(len(rows) - first, len(rows) - first)
    return RosterSheet(path, book.sha256, sheet, heading, drafts, notes)


def _roster_sheet(book: Book) -> tuple[str, Heading, tuple[str, ...]]:
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
