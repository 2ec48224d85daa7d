"""Named ways of looking at the list (名单视图), the office's own; and where each user's columns stand on this PC."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.trail import Act
from desktop.domain.views import Arrangement, ListView
from desktop.store import list_views, this_pc

_LAYOUT = "household_columns"
LONGEST = 20


def views(office: Office) -> tuple[ListView, ...]:
    """All named views, by name."""
    with office.store.read() as session:
        return list_views.everything(session)


def keep_view(office: Office, view: ListView) -> None:
    """Keeps a view, in the place of one of the same name; one default at most. Raises OfficeError without a name."""
    name = " ".join(view.name.split())
    if not name:
        raise OfficeError("请给视图起个名字，例如「渐退户」「本月未走访」。")
    if len(name) > LONGEST:
        raise OfficeError(f"视图的名字最多 {LONGEST} 个字。")
    kept = replace(view, name=name)
    with deed(office, Act.record_view) as session:
        others = [v for v in list_views.everything(session) if v.name != name]
        if kept.default:
            others = [replace(v, default=False) for v in others]
        list_views.put(session, [*others, kept], f"保存名单视图「{name}」")


def remove_view(office: Office, name: str) -> None:
    """Takes a view off the list."""
    with deed(office, Act.record_view) as session:
        others = [v for v in list_views.everything(session) if v.name != name]
        list_views.put(session, others, f"删除名单视图「{name}」")


def arrangement(office: Office) -> Arrangement | None:
    """How this user left the columns on this PC, where that is known and sound."""
    found: Any = this_pc.get(office.folder, _LAYOUT)
    try:
        columns = tuple((str(key), int(width)) for key, width in found[office.user.name])
    except (TypeError, KeyError, ValueError):
        return None
    return Arrangement(columns=columns) if columns else None


def keep_arrangement(office: Office, kept: Arrangement) -> None:
    """Remembers it; a convenience only, so that a folder that cannot be written keeps nobody from working."""
    found: Any = this_pc.get(office.folder, _LAYOUT)
    before: dict[str, Any] = dict(found) if isinstance(found, dict) else {}  # pyright: ignore[reportUnknownArgumentType]
    columns = [list(column) for column in kept.columns]
    if before.get(office.user.name) != columns:
        with suppress(OfficeError, OSError):
            this_pc.put(office.folder, _LAYOUT, {**before, office.user.name: columns})
