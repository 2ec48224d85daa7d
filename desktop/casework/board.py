"""The board of open cases (看板), and how each user last looked at the applications on this PC."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, cast

from desktop.casework.ground import calendar_of
from desktop.casework.office import Office
from desktop.domain.case_board import Card, DueSaid, due_said
from desktop.domain.errors import OfficeError
from desktop.domain.listing import ApplicationQuery
from desktop.domain.unit import Unit
from desktop.store import case_board, cases, this_pc, units

_KEPT = "applications_look"


class Look(StrEnum):
    """How the applications are shown."""

    board = "board"
    list = "list"


@dataclass(frozen=True)
class Board:
    """All open cases as cards, the units there are, and whether anybody ever applied."""

    cards: tuple[Card, ...]
    units: tuple[Unit, ...]
    applied: int
    """How many applications there are in all, open or not."""


def board(office: Office) -> Board:
    """Every open case, its due day in words as of today."""
    today = office.today()
    with office.store.read() as session:
        calendar = calendar_of(office, session)
        found = case_board.cards(session)
        known = tuple(units.everything(session))
        applied = cases.count(session, ApplicationQuery())
    told: dict[object, DueSaid] = {}
    cards: list[Card] = []
    for card in found:
        alike = (
            card.state,
            card.due,
            card.estimated,
            card.paused_since,
            card.returned_on,
            card.hangs_until,
        )
        said = told.get(alike)
        if said is None:  # counting the working days again for every card would cost the most
            said = told.setdefault(alike, due_said(card, today, calendar))
        cards.append(replace(card, said=said))
    return Board(tuple(cards), known, applied)


def look(office: Office) -> Look:
    """How this user last looked at the applications on this PC; the board at first."""
    found: Any = this_pc.get(office.folder, _KEPT)
    kept: Any = cast("dict[str, Any]", found).get(office.user.name) if isinstance(found, dict) else None
    return Look(kept) if kept in list(Look) else Look.board


def keep_look(office: Office, chosen: Look) -> None:
    """Remembers it; a convenience only, so that a folder that cannot be written keeps nobody from working."""
    if look(office) is not chosen:
        found: Any = this_pc.get(office.folder, _KEPT)
        before = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
        with suppress(OfficeError, OSError):
            this_pc.put(office.folder, _KEPT, {**before, office.user.name: str(chosen)})
