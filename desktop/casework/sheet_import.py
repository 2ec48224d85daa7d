"""Taking in any sheet (导入任何表格): look at it, say what its columns are, put single cells right, settle doubts.

The taking in itself, the copy given back and the taking back are those of every roster (`importing`, `history`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.casework import history, intake
from desktop.casework.clashes import OnFileAlready, Places
from desktop.casework.comparing import compared, compared_again, looked_up
from desktop.casework.deeds import deed, expect_allowed
from desktop.casework.importing import Preview, RosterRow, placing_for
from desktop.casework.office import Cancelled, Office, Progress
from desktop.casework.reading import cells_of, glance_apart, read_apart, rows_apart
from desktop.casework.roster_glance import Glance, glance_at
from desktop.casework.roster_readers import CODED, choices_of
from desktop.casework.roster_rows import Draft
from desktop.casework.roster_sheet import ImportCancelledError, drafts_of, read_roster
from desktop.casework.roster_units import UnitOrders, called
from desktop.casework.roster_words import code_key
from desktop.casework.updating import Update, updated
from desktop.domain.household import Household
from desktop.domain.sheet_cells import Value
from desktop.domain.sheet_heading import LAYOUT_LABELS, Layout
from desktop.domain.sheet_mapping import EVERYTHING, SheetPlan, remembered
from desktop.domain.sheet_memory import OwnUnit, OwnWord, RememberedSheet, SheetMemory, remember, targets_of
from desktop.domain.trail import Act
from desktop.store import households, sheet_memory
from desktop.store.database import Session
from desktop.store.pasted_rows import Pasted

__all__ = ["Glance", "Pasted", "Source", "StrangeWord", "choices_of"]

Source = Path | Pasted
_PIECE = 500


@dataclass(frozen=True)
class StrangeWord:
    """A word that is on no code list: of which column, and how often it stands there."""

    key: str
    label: str
    text: str
    count: int


@dataclass(frozen=True)
class StrangeUnit:
    """A unit's name nobody knows, or that may mean several: of which column, how often, and which it may mean."""

    text: str
    label: str
    count: int
    likely: tuple[int, ...]
    new: bool = False
    """To be taken in as new, as was said before."""
    closed: bool = False
    """A unit of that name is closed."""


def glance(source: Source, cancelled: Cancelled | None = None) -> Glance:
    """The sheets of a workbook, or of what was pasted, and their first rows. Raises OfficeError."""
    return glance_at(source) if isinstance(source, Pasted) else glance_apart(source, cancelled)


def memory(office: Office) -> SheetMemory:
    """What the office settled about sheets before."""
    with office.store.read() as session:
        return sheet_memory.get(session)


def recalled(office: Office, plan: SheetPlan) -> tuple[SheetPlan, str]:
    """The plan as it was settled the last time for these headings, with its name; and the office's own words."""
    known = memory(office)
    sheet = known.sheet_for(plan)
    if sheet is not None:
        plan = remembered(plan, targets_of(sheet, EVERYTHING))
        plan = replace(plan, stacking=sheet.stacking)
    return replace(plan, own_words=_by_key(known.words)), sheet.name if sheet else ""


def keep_sheet(office: Office, plan: SheetPlan, name: str) -> RememberedSheet:
    """Remembers what the columns of such a sheet are."""
    sheet = remember(plan, name.strip() or plan.sheet, office.today())
    with deed(office, Act.import_roster) as session:
        sheet_memory.put(session, sheet_memory.get(session).keeping(sheet), f"记住栏目对应「{sheet.name}」")
    return sheet


def forget_sheet(office: Office, name: str) -> None:
    """Forgets what the columns of a sheet were."""
    with deed(office, Act.import_roster) as session:
        sheet_memory.put(session, sheet_memory.get(session).without(name), f"删除栏目对应「{name}」")


def with_words(office: Office, plan: SheetPlan, words: Iterable[OwnWord]) -> SheetPlan:
    """The plan with these words of the office's own for code lists, which are remembered."""
    said = list(words)
    with deed(office, Act.import_roster) as session:
        kept = sheet_memory.get(session).meaning(said)
        told = "、".join(f"{w.text} → {w.means or '（不对应）'}" for w in said[:5])
        sheet_memory.put(session, kept, f"代码词对应：{told}")
    return replace(plan, own_words=_by_key(kept.words))


def look(
    office: Office,
    source: Source,
    plan: SheetPlan,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Preview:
    """What the sheet would bring, row by row: new, changed, doubtful or wrong. Nothing is kept. Raises OfficeError."""
    today = office.today()
    if isinstance(source, Pasted):
        found = read_roster(source, today, progress, cancelled, plan=plan)
    else:
        found = read_apart(source, today, progress, cancelled, plan=plan)
    heading = found.heading
    preview = Preview(
        path=found.path,
        sheet=found.sheet,
        layout=heading.layout,
        layout_label=LAYOUT_LABELS[heading.layout if plan.certain else Layout.other],
        mapping=tuple((c.heading, c.label) for c in heading.columns),
        unknown_headers=heading.unknown,
        rows=(),
        already_imported=intake.imported_before(office, found.sha256),
        notes=found.notes,
        sha256=found.sha256,
        header_row=heading.row + 1,
        result_column=None if heading.result_column is None else heading.result_column + 1,
        pasted=source if isinstance(source, Pasted) else None,
        plan=plan,
        drafts=tuple(found.drafts),
        placing=placing_for(office),
    )
    return _held_against(office, preview, None, cancelled)


def correct(office: Office, preview: Preview, row: int, column: int, text: str) -> Preview:
    """The preview with one cell put right; row and column count from 1. The workbook itself stays as it is.

    Only the rows that this may touch are judged again.
    """
    assert preview.plan is not None
    at = next((d for d in preview.drafts if d.number <= row < d.number + d.height), None)
    first, height = (at.number, at.height) if at else (row, 1)
    if at:
        cells = cells_of(at, preview.path)
    else:  # where no household was read: a note, a sum, an empty row
        cells = _rows(preview, first - 1, height)
        for (r, c), said in preview.corrections.items():
            if r == row:
                _set_cell(cells, 0, c - 1, said)
    corrections = {**preview.corrections, (row, column): text}
    _set_cell(cells, row - first, column - 1, text)
    fresh = drafts_of(preview.plan, cells, first - 1, office.today())
    drafts = tuple(d for d in preview.drafts if d is not at)
    place = next((n for n, d in enumerate(drafts) if d.number > first), len(drafts))
    drafts = (*drafts[:place], *fresh, *drafts[place:])
    with office.store.read() as session:
        found = looked_up(session, fresh)
        told = {n: u for n, u in preview.told.items() if n != first} | _updates(session, fresh, found, None)
    known = preview.known.and_also(found)
    gone = [at] if at else []
    places = preview.places.changed(gone, fresh)
    rows = {r.number: r for r in preview.rows}
    again = compared_again(gone, fresh, drafts, places, known, told, preview.placing)
    rows |= {r.number: r for r in again}
    return replace(
        preview,
        drafts=drafts,
        corrections=corrections,
        rows=tuple(rows[d.number] for d in drafts),
        told=told,
        known=known,
        places=places,
    )


def strange_words(preview: Preview) -> tuple[StrangeWord, ...]:
    """The words of the sheet that are on no code list, the commonest first."""
    counted: Counter[tuple[str, str]] = Counter()
    labels: dict[str, str] = {}
    for draft in preview.drafts:
        for p in draft.problems:
            if p.strange and p.key in CODED:
                counted[p.key, p.strange] += 1
                labels.setdefault(p.key, p.column_label)
    return tuple(StrangeWord(key, labels[key], text, n) for (key, text), n in counted.most_common())


def strange_units(preview: Preview) -> tuple[StrangeUnit, ...]:
    """The words of the sheet for units nobody knows, or that may mean several, or that are to be new ones."""
    counted: Counter[str] = Counter()
    labels: dict[str, str] = {}
    placing = preview.placing
    for draft in preview.drafts:
        for words in (draft.unit, draft.schooling):
            if words is not None and (
                placing.place(words).said or called(words.words) in placing.orders.fresh
            ):
                counted[called(words.words)] += 1
                labels.setdefault(called(words.words), words.column.label)
    return tuple(
        StrangeUnit(
            text, labels[text], n, placing.likely(text), text in placing.orders.fresh, placing.is_closed(text)
        )
        for text, n in counted.most_common()
    )


def with_units(
    office: Office, preview: Preview, chosen: Mapping[str, int | None], parent: int | None = None
) -> Preview:
    """The preview with these words for units: for one on file, which is remembered, or for a new one (None).

    New units go below `parent`, or where the words themselves say.
    """
    before = preview.placing.orders
    known = {text: i for text, i in chosen.items() if i is not None}
    fresh = frozenset(text for text, i in chosen.items() if i is None)
    if fresh:
        expect_allowed(office, Act.record_unit)
    if known:
        with deed(office, Act.import_roster) as session:
            kept = sheet_memory.get(session).calling(OwnUnit(text=t, unit_id=i) for t, i in known.items())
            told = "、".join(f"{t} → {preview.placing.full(i)}" for t, i in list(known.items())[:5])
            sheet_memory.put(session, kept, f"单位叫法：{told}")
    orders = UnitOrders({**before.chosen, **known}, fresh, parent)
    return _held_against(office, replace(preview, placing=placing_for(office, orders)), preview.told)


def as_same(office: Office, preview: Preview, row: RosterRow) -> Update:
    """What a row in doubt would change, were it the person on file. Raises MissingError."""
    assert row.doubt is not None
    draft = next(d for d in preview.drafts if d.number == row.number)
    assert draft.household is not None
    with office.store.read() as session:
        kept = households.get(session, row.doubt.on_file.household_id)
    return preview.placing.update(draft, updated(kept, draft.household, draft.filled))


def take_back(office: Office, step_id: int, *, rest: bool = False) -> history.Taken:
    """Takes a whole import back; with `rest` all but the archives somebody worked on since."""
    return history.take_back(office, step_id, rest=rest)


def _held_against(
    office: Office, preview: Preview, told: Mapping[int, Update] | None, cancelled: Cancelled | None = None
) -> Preview:
    """The preview with every row held against the archives and the other rows; updates that are `told` stay."""
    with office.store.read() as session:
        known = looked_up(session, preview.drafts) if told is None else preview.known
        updates = _updates(session, preview.drafts, known, cancelled) if told is None else told
    rows = compared(preview.drafts, known, updates, preview.placing)
    places = Places(preview.drafts) if told is None else preview.places
    return replace(preview, rows=rows, told=updates, known=known, places=places)


def _updates(
    session: Session, drafts: Iterable[Draft], known: OnFileAlready, cancelled: Cancelled | None
) -> dict[int, Update]:
    """What the rows whose head is on file change there, by the number of the row."""
    archives = known.matches.archives if known.matches else dict[str, int]()
    wanted: list[tuple[Draft, Household, int]] = []
    for draft in drafts:
        head = draft.head
        if draft.household and head and head.id_number in archives:
            wanted.append((draft, draft.household, archives[head.id_number]))
    updates: dict[int, Update] = {}
    for start in range(0, len(wanted), _PIECE):
        if cancelled and cancelled():
            raise ImportCancelledError
        some = wanted[start : start + _PIECE]
        ids = list(dict.fromkeys(i for _, _, i in some))
        kept = dict(zip(ids, households.get_many(session, ids), strict=True))
        for draft, household, household_id in some:
            updates[draft.number] = updated(kept[household_id], household, draft.filled)
    return updates


def _set_cell(cells: list[list[Value]], row: int, column: int, text: str) -> None:
    cells[row] += [""] * (column + 1 - len(cells[row]))
    cells[row][column] = text


def _rows(preview: Preview, first: int, count: int) -> list[list[Value]]:
    if preview.pasted is not None:
        return preview.pasted.rows(preview.sheet)[first : first + count]
    return rows_apart(preview.path, preview.sheet, first, count)


def _by_key(words: Iterable[OwnWord]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for word in words:
        found.setdefault(word.key, {})[code_key(word.text)] = word.means
    return found
