"""Taking in a roster (导入名册): look first, take in the good rows, give the bad ones back with their reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.casework import intake, safekeeping
from desktop.casework.clashes import renumbered
from desktop.casework.comparing import OnFileAlready, compared
from desktop.casework.deeds import deed, expect_allowed, record
from desktop.casework.giving_back import marked_apart
from desktop.casework.office import Office
from desktop.casework.previewed import ImportResult, Outcome, Preview, RosterRow, Settled, Verdict
from desktop.casework.reading import read_apart
from desktop.casework.roster import TAKEN
from desktop.casework.roster_rows import Problem, Severity
from desktop.casework.roster_sheet import (
    Cancelled,
    ImportCancelledError,
    Progress,
    RosterSheet,
    read_roster,
)
from desktop.casework.roster_units import UNIT_KEYS, NewUnit, Placing, UnitOrders, moved
from desktop.casework.updating import Update
from desktop.domain.backup import Why
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.sheet_heading import LAYOUT_LABELS, RESULT, Layout
from desktop.domain.trail import Act
from desktop.domain.unit import Unit, full_name
from desktop.store import households, imports, retention, sheet_memory, units
from desktop.store.database import Session
from desktop.store.marked_copies import CellNote, Marks, marked_copy, write_marked_copy
from desktop.store.pasted_rows import Pasted

__all__ = [
    "ImportCancelledError",
    "ImportResult",
    "Layout",
    "Outcome",
    "Preview",
    "Problem",
    "RosterRow",
    "Settled",
    "Severity",
    "Verdict",
    "give_back",
    "preview_for",
    "preview_roster",
    "suggested_copy",
    "take_in",
    "write_back",
]

Read = Callable[[Path, date, Progress | None, Cancelled | None], RosterSheet]
_STEP = 500


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
        place=lambda: placing_for(office),
    )


def placing_for(office: Office, orders: UnitOrders | None = None) -> Placing:
    """The office's units, ready to be found by what a roster calls them."""
    with office.store.read() as session:
        own = {u.text: u.unit_id for u in sheet_memory.get(session).units}
        return Placing(units.everything(session), own, orders)


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
    place: Callable[[], Placing] | None = None,
) -> Preview:
    """What a roster holds, row by row, and what would be taken in.

    `known` gives the archive number of ID numbers on file, `imported_before` a sentence where the file of that
    SHA-256 was taken in before, `numbers_in_use` the archive numbers among these that are taken, `place` the units.
    Raises OfficeError where the file is no roster at all.
    """
    found = read(path, today, progress, cancelled)
    on_file = known([p.id_number for draft in found.drafts for p in draft.people if p.id_number])
    numbers = [d.household.number for d in found.drafts if d.household and d.household.number]
    used = numbers_in_use(numbers) if numbers_in_use and numbers else ()
    result = found.heading.result_column
    placing = place() if place and any(d.unit or d.schooling for d in found.drafts) else None
    return Preview(
        path=path,
        sheet=found.sheet,
        layout=found.heading.layout,
        layout_label=LAYOUT_LABELS[found.heading.layout],
        mapping=tuple((c.heading, c.label) for c in found.heading.columns),
        unknown_headers=found.heading.unknown,
        rows=compared(found.drafts, OnFileAlready(on_file, frozenset(used)), {}, placing or Placing()),
        placing=placing or Placing(),
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
    settled: Mapping[int, Settled] | None = None,
) -> ImportResult:
    """Keeps every good row in one transaction, or none; a backup is made before.

    `settled` says of rows in doubt, by their number, what they are; those nobody settled stay out.
    Raises ImportCancelledError where it was stopped.
    """
    expect_allowed(office, Act.import_roster)
    if preview.placing.new:
        expect_allowed(office, Act.record_unit)
    safekeeping.back_up_before(office, Why.import_roster)
    said = settled or {}
    judged = {n: s.verdict for n, s in said.items()}
    doubts = {row.number: judged.get(row.number) for row in preview.doubts}
    fresh = [
        r for r in (*preview.fresh, *preview.doubts) if doubts.get(r.number, Verdict.other) is Verdict.other
    ]
    changed = [(r, r.update) for r in preview.updates if r.update]
    changed += [
        (r, u) for r in preview.doubts if doubts[r.number] is Verdict.same and (u := said[r.number].update)
    ]
    today = office.today()
    outcomes: dict[int, Outcome] = {}
    numbers: list[str] = []
    with deed(office, Act.import_roster) as session:
        made, ids = _units_for(
            session,
            tuple(preview.placing.new.values()),
            [r.household for r in fresh],
            [u for _, u in changed],
        )
        good = [moved(row.household, ids) for row in fresh if row.household is not None]
        changed = [(r, replace(u, household=moved(u.household, ids))) for r, u in changed]
        _expect_units(session, (*good, *(u.household for _, u in changed)))
        since = households.on_file(session, [household.head.id_number for household in good])
        if since:
            raise OfficeError(
                f"预览之后，名册中有 {len(since)} 人已被登记（如档案 {next(iter(since.values()))}）。请重新选择文件预览后再导入。"
            )
        used = households.taken_numbers(session, [h.number for h in good if h.number])
        good = [renumbered(h) if h.number in used else h for h in good]
        of = len(good) + len(changed)
        for start in range(0, len(good), _STEP):
            if cancelled and cancelled():
                raise ImportCancelledError
            kept = households.put_many(session, good[start : start + _STEP], today)
            for row, household in zip(fresh[start:], kept, strict=False):
                outcomes[row.number] = Outcome(row.number, row.name, "新建", household.number, _unplaced(row))
            numbers.extend(household.number for household in kept)
            if progress:
                progress(len(numbers), of)
        retention.expect_active(session, [u.household.id for _, u in changed if u.household.id is not None])
        for done, (row, update) in enumerate(changed, len(numbers) + 1):
            if cancelled and cancelled():
                raise ImportCancelledError
            households.put(session, update.household, today)
            said_of = "；".join(f"{c.label}：{c.old or '（空）'} → {c.new}" for c in update.changes)
            outcomes[row.number] = Outcome(row.number, row.name, "更新", update.archive, said_of)
            if progress and (done % 20 == 0 or done == of):
                progress(done, of)
        if cancelled and cancelled():
            raise ImportCancelledError
        step_id = imports.put(session, preview.sha256, preview.path.name, today, len(numbers) + len(changed))
    undecided = [n for n, verdict in doubts.items() if verdict is None]
    return ImportResult(
        taken=len(numbers),
        refused=len(preview.bad),
        warned=len(preview.warned),
        numbers=tuple(numbers),
        skipped=len(preview.skipped) + sum(v is Verdict.skip for v in doubts.values()),
        updated=len(changed),
        undecided=len(undecided),
        outcomes=tuple(outcomes.get(row.number) or _left_out(row, doubts) for row in preview.rows),
        step_id=step_id,
        units=made,
    )


def _left_out(row: RosterRow, doubts: Mapping[int, Verdict | None]) -> Outcome:
    """What is said of a row that did not go in."""
    if row.skipped or doubts.get(row.number) is Verdict.skip:
        return Outcome(row.number, row.name, "跳过", said=row.skipped or "核对后决定跳过")
    if row.doubt is not None and row.household is not None:
        archive = row.doubt.on_file.number
        return Outcome(row.number, row.name, "没有导入", said=f"疑似与档案 {archive} 重复，还没有核定")
    return Outcome(row.number, row.name, "没有导入", said="；".join(p.sentence for p in row.errors))


def _unplaced(row: RosterRow) -> str:
    """Which words of a row led to no unit."""
    return "；".join(p.sentence for p in row.problems if p.key in UNIT_KEYS and p.strange)


def _units_for(
    session: Session, planned: Sequence[NewUnit], fresh: Iterable[Household | None], changed: Iterable[Update]
) -> tuple[tuple[str, ...], Mapping[int, int]]:
    """Takes in those of the new units that rows which go in belong to; their names, and their ids by the planned ones."""
    going_in = (*(h for h in fresh if h), *(u.household for u in changed))
    wanted = {i for h in going_in for i in h.unit_ids}
    by_id = {u.id: u for u in planned}
    needed: set[int] = set()
    for unit_id in wanted & by_id.keys():
        here: int | None = unit_id
        while here is not None and here in by_id:
            needed.add(here)
            here = by_id[here].parent_id
    ids: dict[int, int] = {}
    for new in (u for u in planned if u.id in needed):
        above = ids.get(new.parent_id, new.parent_id) if new.parent_id is not None else None
        kept = units.add_along(session, Unit(name=new.name, kind=new.kind, parent_id=above))
        ids[new.id] = kept.id or 0
    known = {u.id: u for u in units.everything(session)} if ids else {}
    return tuple(full_name(known[i], {k: u for k, u in known.items() if k}) for i in ids.values()), ids


def _expect_units(session: Session, going_in: Iterable[Household]) -> None:
    named = {i for h in going_in for i in h.unit_ids}
    if named and (gone := named - {u.id for u in units.everything(session)}):
        raise OfficeError(
            f"预览之后，名册用到的 {len(gone)} 个单位已被删去或并入别的单位。请回上一步重新查看后再导入。"
        )


def write_back(
    preview: Preview,
    out: Path,
    make: Callable[[Path | Pasted, Marks], bytes] | None = None,
    outcomes: Sequence[Outcome] = (),
) -> Path:
    """A copy of the workbook after the good rows went in: the reasons on the cells, and a column to filter by.

    Whoever has an office gives the copy back by `give_back`, which logs it.

    The bad rows can be mended in the copy and imported again; the rows marked as taken are then passed over.
    """
    notes = [CellNote(p.row, p.column, p.said) for row in preview.bad for p in row.errors]
    results = {row.number: TAKEN for row in (*preview.good, *preview.skipped)}
    for row in preview.doubts:
        results[row.number] = f"未导入：疑似与档案 {row.doubt.on_file.number} 重复" if row.doubt else ""
    for outcome in outcomes:
        if outcome.archive:
            results[outcome.row] = f"{TAKEN}：{outcome.what} {outcome.archive}"
    for row in preview.bad:
        results[row.number] = "未导入：" + "；".join(p.sentence for p in row.errors)
    return write_marked_copy(
        preview.pasted or preview.path,
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


def give_back(
    office: Office,
    preview: Preview,
    out: Path,
    cancelled: Cancelled | None = None,
    outcomes: Sequence[Outcome] = (),
) -> Path:
    """Writes that copy, and into the log that it was given out, with how many rows and columns of a roster."""
    about = f"退回表 {len(preview.rows)} 行，文件 {out.name}"
    columns = "、".join(heading for heading, _ in preview.mapping)
    record(office, Act.export, about, f"含列：{columns}")

    def make(source: Path | Pasted, marks: Marks) -> bytes:
        if isinstance(source, Pasted):  # what was typed here is nobody's workbook
            return marked_copy(source, marks)
        return marked_apart(source, marks, cancelled)

    return write_back(preview, out, make, outcomes)


def suggested_copy(path: Path) -> Path:
    """Where the returned copy of a roster may go: beside it, under a name of its own."""
    stem = path.stem.removesuffix("（导入结果）")
    return path.with_name(f"{stem}（导入结果）.xlsx")
