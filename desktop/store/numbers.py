"""Running numbers (编号): given once, in order, and never again, even when what bore them is gone."""

from __future__ import annotations

from sqlalchemy import select

from desktop.store.database import Session
from desktop.store.rows.office import SeriesRow

ARCHIVE, APPLICATION, NOTICE, BATCH, RECEIPT, DESTRUCTION = "DA", "SQ", "GS", "FF", "SJ", "XH"
FILING, LACKING, OBJECTION, MEETING, DRAW, PLACES = "SJD", "BZ", "YY", "HY", "CC", "MC"


def next_numbers(session: Session, series: str, year: int, count: int = 1) -> list[str]:
    """The next `count` numbers of the series, such as SQ2026-0001."""
    row = session.scalars(
        select(SeriesRow).where(SeriesRow.name == series, SeriesRow.year == year).with_for_update()
    ).one_or_none()
    if row is None:
        row = SeriesRow(name=series, year=year, last=0)
        session.add(row)
    first = row.last + 1
    row.last += count
    session.flush()
    return [f"{series}{year}-{n:04d}" for n in range(first, first + count)]
