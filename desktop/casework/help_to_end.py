"""Whether somebody gets the help that a procedure of ending is about (正在享受的待遇): told by the help on file."""

from __future__ import annotations

from desktop.casework.office import Office
from desktop.domain.editions import kin
from desktop.domain.facts import Facts
from desktop.domain.scheme import Scheme
from desktop.store import benefits
from desktop.store.database import Session

Receivers = frozenset[tuple[int, int]]
"""Household and member."""


def receiving(office: Office, session: Session, scheme: Scheme, household_id: int | None = None) -> Receivers:
    """Who gets the help the scheme ends, of one household or of all; nobody where it ends none."""
    if not scheme.ends:
        return frozenset()
    return benefits.receivers(session, kin(scheme.ends, office.library.replaced), household_id)


def with_help(facts: Facts, scheme: Scheme, helped: Receivers, household_id: int | None, who: int) -> Facts:
    """The facts, and under a scheme that ends help whether this person gets it."""
    return facts.having(help_to_end=(household_id, who) in helped) if scheme.ends else facts
