"""The rows of a roster held against what is on file and against each other (逐行核对): what would become of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.casework.clashes import Clashes, Matches, OnFileAlready, Places
from desktop.casework.previewed import RosterRow
from desktop.casework.roster_rows import Draft, Severity
from desktop.casework.roster_units import Placing
from desktop.casework.updating import Update
from desktop.store import households, sheet_matches
from desktop.store.database import Session
from desktop.store.sheet_matches import OnFile


def looked_up(session: Session, drafts: Sequence[Draft]) -> OnFileAlready:
    """What is on file about these rows."""
    numbers = [p.id_number for d in drafts for p in d.people if p.id_number]
    heads = sheet_matches.heads(session, numbers)
    archives = {n: household_id for n, (household_id, _, sealed) in heads.items() if not sealed}
    on_file = {
        n: number + households.SEALED if sealed else number for n, (_, number, sealed) in heads.items()
    }
    own: list[str] = []
    names: set[str] = set()
    for draft in drafts:
        head = draft.head
        if head and head.id_number in heads:
            continue
        if head and head.id_number:
            own.append(head.id_number)
        if draft.household:
            names.add(draft.name)
    namesakes: dict[str, list[OnFile]] = {}
    for one in sheet_matches.namesakes(session, names):
        namesakes.setdefault(one.name, []).append(one)
    used = households.taken_numbers(
        session, [d.household.number for d in drafts if d.household and d.household.number]
    )
    matches = Matches(archives, sheet_matches.members(session, own), namesakes)
    return OnFileAlready(on_file, frozenset(used), matches)


def compared(
    drafts: Sequence[Draft], known: OnFileAlready, updates: Mapping[int, Update], placing: Placing
) -> tuple[RosterRow, ...]:
    """The rows held against what is on file and against each other; `updates` are by the number of the row."""
    clashes = Clashes(drafts, known)
    return tuple(_row(draft, clashes, known, updates, placing) for draft in drafts)


def compared_again(
    gone: Sequence[Draft],
    come: Sequence[Draft],
    drafts: Sequence[Draft],
    places: Places,
    known: OnFileAlready,
    updates: Mapping[int, Update],
    placing: Placing,
) -> tuple[RosterRow, ...]:
    """The rows that may stand otherwise since some were read anew: they name the same person, or bear the same number."""
    by_number = {d.number: d for d in drafts}
    touched = places.beside((*gone, *come)) & by_number.keys()
    people = {p.id_number for d in (*gone, *come) for p in d.people if p.id_number}
    named = known.matches.namesakes if known.matches else dict[str, Sequence[OnFile]]()
    if names := {name for name, ones in named.items() if any(one.id_number in people for one in ones)}:
        touched |= {d.number for d in drafts if d.name in names}
    around = places.beside(by_number[n] for n in touched) & by_number.keys()
    if named:  # a namesake on file who stands in a row of their own is no doubt
        known_heads = {one.id_number for n in touched for one in named.get(by_number[n].name, ())}
        around |= places.bearing(known_heads) & by_number.keys()
    clashes = Clashes([by_number[n] for n in sorted(around)], known)
    return tuple(_row(by_number[n], clashes, known, updates, placing) for n in sorted(touched))


def _row(
    draft: Draft, clashes: Clashes, known: OnFileAlready, updates: Mapping[int, Update], placing: Placing
) -> RosterRow:
    head = draft.head
    if draft.taken and head and head.id_number in known.heads:
        said = f"已在档（档案编号 {known.heads[head.id_number]}），跳过"
        return RosterRow(draft.number, draft.name, None, skipped=said, height=draft.height)
    problems = (*draft.problems, *clashes.of(draft), *placing.problems(draft))
    failed = any(p.severity is Severity.error for p in problems)
    update = None if failed else updates.get(draft.number)
    household = None if failed else clashes.household_of(draft)
    if draft.unit or draft.schooling:
        update = update and placing.update(draft, update)
        household = household and placing.household(draft, household)
    same = f"与档案 {update.archive} 相同，不用改" if update and not update.changes else ""
    return RosterRow(
        draft.number,
        draft.name,
        household,
        problems,
        skipped=same,
        update=update,
        doubt=None if failed else clashes.doubt_of(draft),
        height=draft.height,
    )
