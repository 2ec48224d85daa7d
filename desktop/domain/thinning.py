"""Which backups stay (备份淘汰): so many days, weeks and months, newest first by counter.

Order is by counter, never by clock: a PC whose clock jumped ten years must not make the good backups look old.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date

from desktop.domain.backup import Backup, Why

DAILY, WEEKLY, MONTHLY = 12, 10, 9
"""How many days, weeks before those and months before those keep one backup each."""
RECENT_DAYS, RECENT_MOST = 2, 20
"""All backups of the two latest days stay, up to twenty."""
GUARDED = 30
"""A backup made before a restore or an upgrade stays until so many later ones exist."""
AT_ONCE = 5
"""One run deletes no more than this, whatever the clock says."""


def kept(backups: Iterable[Backup]) -> frozenset[int]:
    """The counters of the backups that stay: days, weeks and months as they occur among them, newest first.

    A day counts because a backup was made on it, however far it lies from any other: no clock is asked.
    """
    newest_first = sorted(backups, key=lambda b: b.counter, reverse=True)
    good = [b for b in newest_first if b.good]
    if not good:
        return frozenset(b.counter for b in newest_first)
    staying = {good[0].counter} | _recent(newest_first, good) | _bucketed(good)
    for later, backup in enumerate(newest_first):
        if backup.why in (Why.restore, Why.upgrade) and later < GUARDED:
            staying.add(backup.counter)
    return frozenset(staying)


def obsolete(backups: Sequence[Backup]) -> tuple[Backup, ...]:
    """What one run of thinning deletes: the oldest that need not stay, and never many."""
    staying = kept(backups)
    going = sorted((b for b in backups if b.counter not in staying), key=lambda b: b.counter)
    return tuple(going[:AT_ONCE])


def _recent(newest_first: Sequence[Backup], good: Sequence[Backup]) -> set[int]:
    days = set(list(dict.fromkeys(b.day for b in good))[:RECENT_DAYS])
    newer = [b for b in newest_first if b.day in days or b.counter > good[0].counter]
    newer.sort(key=lambda b: (not b.good, -b.counter))
    return {b.counter for b in newer[:RECENT_MOST]}


def _bucketed(good: Sequence[Backup]) -> set[int]:
    """One for each of so many days, then one for each of so many weeks before those, then months."""
    rules: tuple[tuple[int, Callable[[date], Hashable]], ...] = (
        (DAILY, lambda day: day),
        (WEEKLY, lambda day: day.isocalendar()[:2]),
        (MONTHLY, lambda day: (day.year, day.month)),
    )
    staying: set[int] = set()
    days: list[date] = []
    left = iter(good)
    for most, bucket in rules:
        taken = {bucket(day) for day in days}
        room = most
        while room:
            backup = next(left, None)
            if backup is None:
                return staying
            if bucket(backup.day) not in taken:
                taken.add(bucket(backup.day))
                days.append(backup.day)
                staying.add(backup.counter)
                room -= 1
    return staying
