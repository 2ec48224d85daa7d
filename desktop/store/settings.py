"""The office's own particulars, its published lines, its scheme parameters and its calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import delete, select

from desktop.domain.bureau import Bureau
from desktop.domain.calendar import YearList
from desktop.domain.recovery import Sealed
from desktop.domain.standards import Line, LineKind, ParameterEntry, Standards, line_name
from desktop.store import snapshots, trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.office import CalendarYearRow, LineRow, ParameterRow, SettingRow

_BUREAU = "bureau"
_SEALED = "recovery_sealed"
_OWN_LEVELS = "own_levels"
_FIRST_AID_DAYS = "first_aid_days"
_USUAL_DAYS = 10


def bureau(session: Session) -> Bureau:
    """The office's own particulars. Raises MissingError in a file that was never founded."""
    row = session.get(SettingRow, _BUREAU)
    if row is None:
        raise MissingError("办公室信息")
    return snapshots.made(Bureau, row.value)


def put_bureau(session: Session, value: Bureau) -> None:
    """Keeps the office's particulars."""
    before = session.get(SettingRow, _BUREAU)
    told = None if before is None else snapshots.made(Bureau, before.value)
    trail.note(session, "setting", None, "单位信息", told, value)
    session.merge(SettingRow(name=_BUREAU, value=snapshots.plain(value, Bureau)))


def sealed(session: Session) -> Sealed | None:
    """When the recovery sheet in force was sealed; None where it has not been."""
    row = session.get(SettingRow, _SEALED)
    return None if row is None else snapshots.made(Sealed, row.value)


def put_sealed(session: Session, value: Sealed) -> None:
    """Keeps that the recovery sheet in force was sealed."""
    trail.note(session, "setting", None, "恢复码单")
    session.merge(SettingRow(name=_SEALED, value=snapshots.plain(value, Sealed)))


def unseal(session: Session) -> None:
    """No recovery sheet in force lies sealed any more: it was used, or a new code made it worthless."""
    session.execute(delete(SettingRow).where(SettingRow.name == _SEALED))


def own_levels(session: Session, scheme_id: str) -> tuple[str, ...] | None:
    """Which levels of that scheme this office is; None where nobody has said yet, nothing where it is none of them."""
    row = session.get(SettingRow, _OWN_LEVELS)
    said = None if row is None else row.value.get(scheme_id)
    return None if said is None else tuple(said)


def put_own_levels(session: Session, scheme_id: str, levels: Sequence[str]) -> None:
    """Keeps which levels of that scheme this office is."""
    row = session.get(SettingRow, _OWN_LEVELS)
    kept = {} if row is None else dict(row.value)
    before = kept.get(scheme_id)
    trail.note(
        session,
        "setting",
        None,
        f"{scheme_id} 本单位的审批级别",
        None if before is None else {"own_levels": before},
        {"own_levels": list(levels)},
    )
    session.merge(SettingRow(name=_OWN_LEVELS, value={**kept, scheme_id: list(levels)}))


def first_aid_days(session: Session) -> int:
    """Within how many working days the papers of first aid are made up for."""
    row = session.get(SettingRow, _FIRST_AID_DAYS)
    return _USUAL_DAYS if row is None else int(row.value)


def put_first_aid_days(session: Session, days: int) -> None:
    """Keeps within how many working days the papers of first aid are made up for."""
    before = first_aid_days(session)
    told = {"first_aid_days": before}, {"first_aid_days": days}
    trail.note(session, "setting", None, "先行救助补办期限", *told)
    session.merge(SettingRow(name=_FIRST_AID_DAYS, value=days))


def standards(session: Session) -> Standards:
    """All published lines on file."""
    return Standards.of(_line_of(r) for r in session.scalars(select(LineRow)))


def _line_of(r: LineRow) -> Line:
    return Line(kind=r.kind, place=r.place, from_day=r.from_day, amount=r.amount, source=r.source, id=r.id)


def put_line(session: Session, line: Line) -> None:
    """Keeps a published line; one for the same place and day is replaced. Its number stays, so the log tells its past."""
    same_day = (
        (LineRow.kind == line.kind) & (LineRow.place == line.place) & (LineRow.from_day == line.from_day)
    )
    row = None if line.id is None else session.get(LineRow, line.id)
    row = row or session.scalar(select(LineRow).where(same_day))
    before = _line_of(row) if row is not None else None
    if row is None:
        row = LineRow()
        session.add(row)
    else:
        session.execute(delete(LineRow).where(same_day & (LineRow.id != row.id)))
    row.kind, row.place, row.from_day = line.kind, line.place, line.from_day
    row.amount, row.source = line.amount, line.source
    session.flush()
    trail.note(session, "line", row.id, _called(line.kind, line.place), before, _line_of(row))


def _called(kind: LineKind, place: str) -> str:
    """How the log names a line: 低保标准 示例市."""
    return f"{line_name(kind)} {place}"


def delete_line(session: Session, line_id: int) -> None:
    """Takes a published line off the list."""
    before = session.get(LineRow, line_id)
    if before is None:
        return
    trail.note(session, "line", line_id, _called(before.kind, before.place), _line_of(before), None)
    session.execute(delete(LineRow).where(LineRow.id == line_id))


def parameters(session: Session) -> dict[str, dict[str, ParameterEntry]]:
    """What the office filled into its schemes: by scheme, then by parameter."""
    found: dict[str, dict[str, ParameterEntry]] = {}
    for r in session.scalars(select(ParameterRow)):
        entry = ParameterEntry(name=r.name, value=Decimal(r.value), source=r.source, set_on=r.set_on)
        found.setdefault(r.scheme_id, {})[r.name] = entry
    return found


def put_parameter(
    session: Session, scheme_id: str, name: str, value: Decimal | None, source: str, today: date
) -> None:
    """Keeps a parameter's value, or empties it."""
    before = session.get(ParameterRow, (scheme_id, name))
    trail.note(
        session,
        "parameter",
        None,
        f"{scheme_id} {name}",
        before and {"value": before.value, "source": before.source},
        None if value is None else {"value": str(value), "source": source},
    )
    if value is None:
        session.execute(
            delete(ParameterRow).where(ParameterRow.scheme_id == scheme_id, ParameterRow.name == name)
        )
        return
    session.merge(ParameterRow(scheme_id=scheme_id, name=name, value=str(value), source=source, set_on=today))


def year_lists(session: Session) -> dict[int, YearList]:
    """Holiday lists the office corrected or added."""
    return {
        r.year: YearList(
            year=r.year,
            rest={date.fromisoformat(d): name for d, name in r.rest.items()},
            work={date.fromisoformat(d): name for d, name in r.work.items()},
            source=r.source,
        )
        for r in session.scalars(select(CalendarYearRow))
    }


def put_year_list(session: Session, value: YearList) -> None:
    """Keeps a year's holiday list."""
    before = year_lists(session).get(value.year)
    trail.note(session, "year", value.year, f"{value.year} 年放假安排", before, value)
    session.merge(
        CalendarYearRow(
            year=value.year,
            source=value.source,
            rest={d.isoformat(): name for d, name in sorted(value.rest.items())},
            work={d.isoformat(): name for d, name in sorted(value.work.items())},
        )
    )
