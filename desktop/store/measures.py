"""The figures an office set for the plausibility rules and the yearly review; those it left alone are not here."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from desktop.domain.measures import MEASURES
from desktop.store import trail
from desktop.store.database import Session
from desktop.store.rows.office import SettingRow

_SETTING = "measures"


def own(session: Session) -> dict[str, Decimal]:
    """What the office set itself, by name."""
    row = session.get(SettingRow, _SETTING)
    return {} if row is None else {k: Decimal(v) for k, v in row.value.items() if k in MEASURES}


def put(session: Session, values: Mapping[str, Decimal]) -> None:
    """Keeps these and no others; every one that changes is told in the log by its words."""
    before = own(session)
    if before == values:
        return
    for name, measure in MEASURES.items():
        old, new = before.get(name, measure.usual), values.get(name, measure.usual)
        if old != new:
            told = ({"limit": f"{x.normalize():f} {measure.unit}"} for x in (old, new))
            trail.note(session, "setting", None, f"核查限额：{measure.label}", *told)
    session.merge(SettingRow(name=_SETTING, value={k: str(v) for k, v in values.items()}))
