"""What the plausibility rules last found (核查结果): kept until the next run, with where the log stood when it began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table, delete, select

from desktop.domain.plausible import Doubt, Finding
from desktop.domain.standing import CLOSED
from desktop.store import households, ignored, trail
from desktop.store.bulk import insert_rows
from desktop.store.database import Session
from desktop.store.rows.archives import DoubtRow
from desktop.store.rows.base import Row
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.office import SettingRow
from desktop.store.rows.trail import TrailRow

_SETTING = "plausible"


@dataclass(frozen=True, kw_only=True)
class Run:
    """One looking through of all open archives."""

    on: date
    by: str
    files: int
    seq: int
    """Up to where the log went when it began: what changed later was perhaps not seen."""


def keep(session: Session, run: Run, found: Sequence[Finding]) -> None:
    """Keeps what a run found, in the place of what the one before found."""
    before = last(session)
    session.execute(delete(DoubtRow))
    rows = [(f.household_id, f.doubt.rule, f.doubt.whose, f.doubt.said, f.doubt.figures) for f in found]
    insert_rows(session, _table(), ("household_id", "rule", "whose", "said", "figures"), rows)
    value = {"on": run.on.isoformat(), "by": run.by, "files": run.files, "seq": run.seq}
    session.merge(SettingRow(name=_SETTING, value=value))
    session.flush()
    about = f"合理性核查 {run.files} 户，{len(found)} 处"
    old = {"looked_on": before.on.isoformat()} if before else None
    trail.note(session, "setting", None, about, old, {"looked_on": run.on.isoformat()})


def last(session: Session) -> Run | None:
    """The last run that was kept, or None."""
    row = session.get(SettingRow, _SETTING)
    if row is None:
        return None
    told = row.value
    return Run(on=date.fromisoformat(told["on"]), by=told["by"], files=told["files"], seq=told["seq"])


def kept(session: Session) -> list[Finding]:
    """What the last run found on archives that are still open, by number, with what was let stand since."""
    rows = session.execute(
        select(*_table().c, HouseholdRow.number, HouseholdRow.name.label("head"))
        .join(HouseholdRow, HouseholdRow.id == DoubtRow.household_id)
        .where(HouseholdRow.sealed_on.is_(None), HouseholdRow.state.not_in(list(CLOSED)))
        .order_by(DoubtRow.id)
    ).all()
    stands = ignored.everything(session)
    found: list[Finding] = []
    for row in rows:
        doubt = Doubt(rule=row.rule, said=row.said, figures=row.figures, whose=row.whose)
        let = stands.get(ignored.key(row.household_id, doubt)) if stands else None
        found.append(
            Finding(household_id=row.household_id, number=row.number, name=row.head, doubt=doubt, ignored=let)
        )
    return found


def changed_since(session: Session, seq: int, limit: int) -> list[int]:
    """Archives the log speaks of since then, at most so many."""
    mine = TrailRow.seq > seq, TrailRow.subject == households.SUBJECT, TrailRow.subject_id.is_not(None)
    found = session.scalars(select(TrailRow.subject_id).where(*mine).distinct().limit(limit))
    return [i for i in found if i is not None]


def _table() -> Table:
    return Row.metadata.tables[DoubtRow.__tablename__]
