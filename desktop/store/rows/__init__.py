"""The tables, a file a subject. Rows never leave the store: its other modules turn them into values.

All are imported here, so that the metadata is whole whichever of them is asked for.
"""

from desktop.store.rows import (
    archives,
    benefits,
    cases,
    history,
    households,
    means,
    meetings,
    notices,
    office,
    payouts,
    people,
    trail,
    units,
    visits,
)

__all__ = [
    "archives",
    "benefits",
    "cases",
    "history",
    "households",
    "means",
    "meetings",
    "notices",
    "office",
    "payouts",
    "people",
    "trail",
    "units",
    "visits",
]
