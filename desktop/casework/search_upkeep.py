"""What archives are found by, made anew in the background after an upgrade (更新查找文字)."""

from __future__ import annotations

from collections.abc import Callable

from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.trail import Act
from desktop.store import search_upkeep

CHUNK = 500
"""Households in one transaction: whoever saves something meanwhile waits for no more."""


def renew_search(office: Office, going: Callable[[], bool] = lambda: True) -> int:
    """Makes old search texts anew until none is left or it is told to stop: how many. Cut off, it goes on next time.

    Until then such an archive is found by what it was found by before.
    """
    made = 0
    while going() and not office.store.read_only:
        with office.store.read() as session:
            texts = search_upkeep.old_ones(session, CHUNK)
        if not texts:
            break
        with deed(office, Act.upgrade) as session:
            search_upkeep.put(session, texts)
        made += len(texts)
    return made
