"""Half-typed archives (草稿): written down while they are typed, offered again after a crash, gone once they are saved."""

from __future__ import annotations

from desktop.casework.deeds import may
from desktop.casework.office import Office
from desktop.domain.half_typed import HalfTyped
from desktop.domain.trail import Act
from desktop.store import drafts


def jot_down(office: Office, half: HalfTyped) -> int | None:
    """Writes down what stands half typed; its id, or None for who may not record archives. No deed, nothing in the log."""
    if not may(office, Act.record_household):
        return None
    with office.store.jot() as session:
        return drafts.put(session, office.user.name, half, office.now())


def waiting(office: Office) -> tuple[HalfTyped, ...]:
    """All that whoever is signed in left half typed, the latest first."""
    with office.store.read() as session:
        return tuple(drafts.waiting(session, office.user.name))


def throw_away(office: Office, draft_id: int) -> None:
    """Lets a half-typed archive go."""
    if office.store.read_only:
        return
    with office.store.jot() as session:
        drafts.drop(session, draft_id)
