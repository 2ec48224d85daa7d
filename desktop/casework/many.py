"""The same done to many archives (批量办理): unit and tags, each archive kept and logged as if it were done alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from desktop.casework.deeds import deed
from desktop.casework.office import Cancelled, Office, Progress
from desktop.casework.standing import Unmoved
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household, Tag
from desktop.domain.trail import Act
from desktop.store import households, retention, units

Done = tuple[int, tuple[Unmoved, ...]]
"""How many archives changed, and which could not be changed and why."""


class StoppedError(OfficeError):
    """The officer stopped it: nothing was changed."""


def set_unit(
    office: Office,
    household_ids: Iterable[int],
    unit_id: int | None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Done:
    """Puts all these archives under one unit, or under none."""
    if unit_id is not None:
        with office.store.read() as session:
            units.get(session, unit_id)
    return _change(office, household_ids, lambda h: replace(h, unit_id=unit_id), progress, cancelled)


def add_tag(
    office: Office,
    household_ids: Iterable[int],
    name: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Done:
    """Gives all these archives a tag; those that carry it stay as they are. Raises OfficeError without a name."""
    name = " ".join(name.split())
    if not name:
        raise OfficeError("请填写标签，例如「重点关注」。")
    since = office.today()

    def tagged(h: Household) -> Household:
        if any(t.name == name for t in h.tags):
            return h
        return replace(h, tags=(*h.tags, Tag(name=name, since=since)))

    return _change(office, household_ids, tagged, progress, cancelled)


def remove_tag(
    office: Office,
    household_ids: Iterable[int],
    name: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Done:
    """Takes a tag off all these archives."""

    def untagged(h: Household) -> Household:
        return replace(h, tags=tuple(t for t in h.tags if t.name != name))

    return _change(office, household_ids, untagged, progress, cancelled)


def _change(
    office: Office,
    household_ids: Iterable[int],
    change: Callable[[Household], Household],
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Done:
    """Changes them in one transaction; those that would stay the same are not touched and not counted."""
    ids = list(dict.fromkeys(household_ids))
    changed, left = 0, list[Unmoved]()
    with deed(office, Act.record_household) as session:
        for number, household_id in enumerate(ids):
            if cancelled is not None and cancelled():
                raise StoppedError("已停下，一户也没有改。")
            if progress is not None:
                progress(number, len(ids))
            try:
                retention.expect_active(session, [household_id])
                before = households.get(session, household_id)
                after = change(before)
                if after != before:
                    households.put(session, after, office.today())
                    changed += 1
            except OfficeError as error:
                left.append(Unmoved(household_id=household_id, said=error.said))
    return changed, tuple(left)
