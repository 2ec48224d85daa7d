"""Families in rows of their own (一户多行): member rows under one head, or one person a row.

Such rows are put side by side, so that every sheet is read as one household a row; each column remembers where it
truly stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.sheet_cells import Value
from desktop.domain.sheet_heading import Column, Heading, plain
from desktop.domain.sheet_targets import KIN_FROM, MEMBER, RELATION, label_of

MOST = 20
_HEADS = frozenset({"本人", "户主", "申请人", "学生", "职工", "自己"})
_AS_MEMBER = {"employment": "standing", "worker_kind": "standing", "explanation": "remark"}
"""What a column of the head's is called for a member."""


class Stacking(StrEnum):
    """How the people of a household are laid out."""

    one_row = "one_row"
    members_below = "members_below"
    person_a_row = "person_a_row"


STACKING_WORDS = {
    Stacking.one_row: "一户一行",
    Stacking.members_below: "户主一行，家庭成员在下面各占一行",
    Stacking.person_a_row: "一人一行，按「与户主关系」分户",
}


@dataclass(frozen=True)
class Stack:
    """Rows of one household put side by side; `number` is its first row on the sheet, from 1."""

    number: int
    cells: tuple[Value, ...]
    height: int
    left_over: int = 0
    """How many members there were no more places for."""


def stacking_of(targets: Mapping[int, tuple[int, str]], rows: Sequence[Sequence[Value]]) -> Stacking:
    """How the rows below a heading lay people out, from what the columns are and what they hold."""
    held = {target: index for index, target in targets.items()}
    if (0, RELATION) in held and (0, "name") in held:
        index = held[0, RELATION]
        words = [plain(str(row[index])) for row in rows if index < len(row) and row[index] != ""]
        if sum(w in _HEADS for w in words) and sum(w not in _HEADS for w in words):
            return Stacking.person_a_row
    slots = {slot for slot, _ in targets.values() if 0 < slot < KIN_FROM}
    if slots == {1} and (1, "name") in held and (0, "name") in held:
        member, own = (
            held[1, "name"],
            [i for (slot, key), i in held.items() if not slot and key in ("name", "id_number")],
        )
        if any(_filled(row, member) and not any(_filled(row, i) for i in own) for row in rows):
            return Stacking.members_below
    return Stacking.one_row


def stacked(heading: Heading, stacking: Stacking) -> Heading:
    """The heading of the rows put side by side."""
    if stacking is Stacking.one_row:
        return heading
    width = _width(heading)
    columns: list[Column] = []
    for down in range(MOST):
        for c in heading.columns:
            moved = _moved(c, stacking, down, width)
            if moved is not None:
                columns.append(moved)
    return replace(heading, columns=tuple(columns))


def stacks(
    heading: Heading, stacking: Stacking, rows: Sequence[Sequence[Value]], first: int
) -> Iterator[Stack]:
    """The rows from `first` on (from 0), put side by side household by household."""
    width = _width(heading)
    at = {(c.slot, c.key): c.index for c in heading.columns}
    group: list[Sequence[Value]] = []
    begun = first
    for index in range(first, len(rows)):
        row = rows[index]
        if group and not _begins(row, stacking, at):
            group.append(row)
            continue
        if group:
            yield _stack(group, begun, width)
        group, begun = ([row], index) if any(row) else ([], index)
    if group:
        yield _stack(group, begun, width)


def _stack(group: list[Sequence[Value]], begun: int, width: int) -> Stack:
    while group and not any(group[-1]):
        group.pop()
    cells: list[Value] = []
    for row in group[:MOST]:
        cells += [*row[:width], *[""] * (width - len(row))]
    cells += [""] * (width * MOST - len(cells))
    over = sum(1 for row in group[MOST:] if any(row))
    return Stack(begun + 1, tuple(cells), len(group), over)


def _begins(row: Sequence[Value], stacking: Stacking, at: Mapping[tuple[int, str], int]) -> bool:
    """Whether a household begins with that row; a blank row goes on with the one above."""
    if not any(row):
        return False
    if stacking is Stacking.person_a_row:
        return plain(str(row[at[0, RELATION]])) in _HEADS if at[0, RELATION] < len(row) else True
    own = [at[0, key] for key in ("name", "id_number", "number", "household_no") if (0, key) in at]
    filled = any(_filled(row, i) for i in own)
    return filled or not _filled(row, at.get((1, "name"), -1))


def _filled(row: Sequence[Value], index: int) -> bool:
    return 0 <= index < len(row) and row[index] != ""


def _width(heading: Heading) -> int:
    return max((c.index for c in heading.columns), default=0) + 1


def _moved(column: Column, stacking: Stacking, down: int, width: int) -> Column | None:
    """A column in the row that lies so far below the household's first."""
    if column.slot >= KIN_FROM:  # relatives by name stand on the household's own row
        return replace(column, at=column.index) if down == 0 else None
    index = down * width + column.index
    if stacking is Stacking.members_below:
        if column.slot == 0:
            return replace(column, at=column.index) if down == 0 else None
        return _as(column, column.key, column.slot + down, index, down)
    if down == 0:
        return None if column.key == RELATION else replace(column, at=column.index)
    key = _AS_MEMBER.get(column.key, column.key)
    return _as(column, key, down, index, down) if key in MEMBER else None


def _as(column: Column, key: str, slot: int, index: int, down: int) -> Column:
    return replace(
        column, index=index, key=key, slot=slot, label=label_of(slot, key), down=down, at=column.index
    )
