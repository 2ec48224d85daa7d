"""What the office wants of its backups, and when it last rehearsed a restore; kept in the data file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.backup import BackupPlan
from desktop.store import snapshots, trail
from desktop.store.database import Session
from desktop.store.rows.office import SettingRow

_PLAN, _DRILL = "backup_plan", "last_drill"


def get(session: Session) -> BackupPlan:
    """The plan; an empty one where none was made."""
    row = session.get(SettingRow, _PLAN)
    return BackupPlan() if row is None else snapshots.made(BackupPlan, row.value)


def put(session: Session, plan: BackupPlan) -> None:
    """Keeps the plan. The log is told that there is a password, never which."""
    before = get(session)
    changed = plan.copy_password != before.copy_password
    new = "已更换" if before.copy_password else "已设置"
    told = replace(plan, copy_password="" if not plan.copy_password else new if changed else "已设置")
    was = replace(before, copy_password="已设置" if before.copy_password else "")
    trail.note(session, "setting", None, "备份计划", was, told)
    session.merge(SettingRow(name=_PLAN, value=snapshots.plain(plan, BackupPlan)))


def last_drill(session: Session) -> date | None:
    """The day of the last rehearsal; None where there was none."""
    row = session.get(SettingRow, _DRILL)
    return None if row is None else date.fromisoformat(row.value)


def put_drill(session: Session, day: date, about: str) -> None:
    """Keeps the day of a rehearsal and notes what came of it."""
    trail.note(session, "backup", None, about)
    session.merge(SettingRow(name=_DRILL, value=day.isoformat()))
