"""The lists people ask for: 一年未改、未帮扶过、证件将到期 … each with the reason beside every file."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.casework.office import Office
from desktop.domain.watchlist import Watched, WatchList
from desktop.store import watchlists

MONTHS: Mapping[WatchList, int] = {
    WatchList.unchanged: 12,
    WatchList.not_visited: 12,
    WatchList.certificates_end: 3,
    WatchList.graduating: 0,
    WatchList.turning_sixty: 6,
    WatchList.fading_ends: 1,
}
"""How many months a list looks back or ahead, where nobody says otherwise."""


def watch_list(office: Office, which: WatchList, months: int | None = None) -> tuple[Watched, ...]:
    """The files on a list, by number, with why each stands there; `months` back or ahead, else the usual."""
    reach = MONTHS.get(which, 0) if months is None else months
    with office.store.read() as session:
        return tuple(watchlists.watched(session, which, office.today(), reach))
