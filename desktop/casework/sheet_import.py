"""Taking in any sheet (导入任何表格): look at it, say what its columns are, put single cells right, settle doubts.

The taking in itself, the copy given back and the taking back are those of every roster (`importing`, `history`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.casework import history, intake
from desktop.casework.clashes import Matches
from desktop.casework.deeds import deed, expect_allowed
from desktop.casework.importing import Preview, RosterRow, compared, placing_for
from desktop.casework.office import Cancelled, Office, Progress
from desktop.casework.reading import glance_apart, read_apart, rows_apart
from desktop.casework.roster_glance import Glance, glance_at
from desktop.casework.roster_readers import CODED, choices_of
from desktop.casework.roster_sheet import ImportCancelledError, drafts_of, read_roster
from desktop.casework.roster_units import UnitOrders, called
from desktop.casework.roster_words import code_key
from desktop.casework.updating import Update, updated
from desktop.domain.sheet_cells import Value
from desktop.domain.sheet_heading import LAYOUT_LABELS, Layout
from desktop.domain.sheet_mapping import EVERYTHING, SheetPlan, remembered
from desktop.domain.sheet_memory import OwnUnit, OwnWord, RememberedSheet, SheetMemory, remember, targets_of
from desktop.domain.trail import Act
from desktop.store import households, sheet_matches, sheet_memory
from desktop.store.pasted_rows import Pasted
from desktop.store.sheet_matches import OnFile

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
    return _held_against(office, preview, {}, cancelled)


def correct(office: Office, preview: Preview, row: int, column: int, text: str) -> Preview:
    """The preview with one cell put right; row and column count from 1. The workbook itself stays as it is."""
    assert preview.plan is not None
    at = next((d for d in preview.drafts if d.number <= row < d.number + d.height), None)
    first, height = (at.number, at.height) if at else (row, 1)
    corrections = {**preview.corrections, (row, column): text}
    cells = _rows(preview, first - 1, height)
    for (r, c), said in corrections.items():
        if first <= r < first + height:
            cells[r - first] += [""] * (c - len(cells[r - first]))
            cells[r - first][c - 1] = said
    fresh = drafts_of(preview.plan, cells, first - 1, office.today())
    others = [d for d in preview.drafts if d.number != first]
    drafts = tuple(sorted((*others, *fresh), key=lambda d: d.number))
    known = {number: update for number, update in preview.told.items() if number != first}
    return _held_against(office, replace(preview, drafts=drafts, corrections=corrections), known)


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
        StrangeUnit(text, labels[text], n, placing.likely(text), text in placing.orders.fresh)
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
    office: Office, preview: Preview, known: Mapping[int, Update], cancelled: Cancelled | None = None
) -> Preview:
    """The preview with every row held against the archives and the other rows; `known` updates stay as they are."""
    drafts = preview.drafts
    numbers = [p.id_number for d in drafts for p in d.people if p.id_number]
    with office.store.read() as session:
        heads = sheet_matches.heads(session, numbers)
        archives = {n: household_id for n, (household_id, _, sealed) in heads.items() if not sealed}
        on_file = {
            n: number + households.SEALED if sealed else number for n, (_, number, sealed) in heads.items()
        }
        own = [d.head.id_number for d in drafts if d.head and d.head.id_number not in heads]
        names = {d.name for d in drafts if d.household and not (d.head and d.head.id_number in heads)}
        namesakes: dict[str, list[OnFile]] = {}
        for one in sheet_matches.namesakes(session, names):
            namesakes.setdefault(one.name, []).append(one)
        matches = Matches(archives, sheet_matches.members(session, own), namesakes)
        used = households.taken_numbers(
            session, [d.household.number for d in drafts if d.household and d.household.number]
        )
        wanted = [
            (d, archives[d.head.id_number])
            for d in drafts
            if d.household and d.head and d.head.id_number in archives and d.number not in known
        ]
        updates = dict(known)
        for start in range(0, len(wanted), _PIECE):
            if cancelled and cancelled():
                raise ImportCancelledError
            some = wanted[start : start + _PIECE]
            ids = list(dict.fromkeys(i for _, i in some))
            kept = dict(zip(ids, households.get_many(session, ids), strict=True))
            for draft, household_id in some:
                assert draft.household is not None
                updates[draft.number] = updated(kept[household_id], draft.household, draft.filled)
    rows = compared(drafts, on_file, frozenset(used), matches, updates, preview.placing)
    return replace(preview, rows=rows, told=updates)


def _rows(preview: Preview, first: int, count: int) -> list[list[Value]]:
    if preview.pasted is not None:
        return preview.pasted.rows(preview.sheet)[first : first + count]
    return rows_apart(preview.path, preview.sheet, first, count)


def _by_key(words: Iterable[OwnWord]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for word in words:
        found.setdefault(word.key, {})[code_key(word.text)] = word.means
    return found
