"""Which workbooks were taken in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from desktop.domain.days import day_words
from desktop.store import history, trail
from desktop.store.database import Session
from desktop.store.rows.history import ImportRow


def put(session: Session, sha256: str, name: str, day: date, taken: int) -> int | None:
    """Remembers a workbook that was taken in, and gives the step by which it can be taken back."""
    history.named(session, f"{name} {taken} 户")
    step_id = history.current(session) if taken else None  # a step that touched no archive is not kept
    session.add(ImportRow(sha256=sha256, name=name, day=day, taken=taken, step_id=step_id))
    session.flush()
    trail.note(session, "roster_import", None, name, None, {"sha256": sha256, "taken": taken})
    return step_id


def before(session: Session, sha256: str) -> str:
    """A sentence about the last time the same file was taken in, or nothing."""
    row = session.scalars(
        select(ImportRow)
        .where(ImportRow.sha256 == sha256, ImportRow.taken > 0)
        .order_by(ImportRow.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return ""
    return f"这个文件在{day_words(row.day)}已经导入过一次（当时名为「{row.name}」，导入 {row.taken} 户）。"
