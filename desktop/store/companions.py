"""Rows that go along with a step of the history: moved, added or taken away, kept so that it can be turned back.

A companion is what stood in some columns of one row before, and what stands there now; nothing on one side means that
the row was added, or taken away. Turned round it is the same again, so taking back a taking back needs nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Date, Table, delete, insert, select, update
from sqlalchemy.orm import Session

from desktop.store.columns import Hundredths, Word
from desktop.store.rows.base import Row

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Companion:
    """One row: which, and its columns before and after; None where there was no row."""

    table: str
    key: Values
    old: Values | None
    new: Values | None

    def turned(self) -> Companion:
        """The same thing taken back."""
        return Companion(self.table, self.key, self.new, self.old)


def changed(session: Session, kind: type[Row], key: Values, **new: Any) -> Companion:
    """Changes some columns of a row now, and tells what that was."""
    table = _table(kind.__tablename__)
    old = session.execute(select(*(table.c[n] for n in new)).where(*_is(table, key))).mappings().one()
    companion = Companion(table.name, dict(key), dict(old), new)
    apply(session, companion)
    return companion


def removed(session: Session, kind: type[Row], where: Any) -> list[Companion]:
    """Takes away the rows now, and tells what they were."""
    table = _table(kind.__tablename__)
    keys = [c.name for c in table.primary_key]
    found = [dict(row) for row in session.execute(select(table).where(where)).mappings()]
    gone = [Companion(table.name, {k: row[k] for k in keys}, row, None) for row in found]
    for companion in gone:
        apply(session, companion)
    return gone


def added(row: Row) -> Companion:
    """Tells of a row that this transaction added."""
    table = _table(row.__tablename__)
    values = {c.name: getattr(row, _attribute(type(row), c.name)) for c in table.c}
    return Companion(table.name, {c.name: values[c.name] for c in table.primary_key}, None, values)


def apply(session: Session, companion: Companion) -> None:
    """Makes it so."""
    table = _table(companion.table)
    if companion.new is None:
        session.execute(delete(table).where(*_is(table, companion.key)))
    elif companion.old is None:
        session.execute(insert(table).values(**companion.new))
    else:
        session.execute(update(table).where(*_is(table, companion.key)).values(**companion.new))


def stands(session: Session, companion: Companion) -> bool:
    """Whether the row is still as the step left it."""
    table = _table(companion.table)
    columns = [table.c[n] for n in companion.new or companion.key]
    found = session.execute(select(*columns).where(*_is(table, companion.key))).mappings().one_or_none()
    if companion.new is None:
        return found is None
    return found is not None and dict(found) == dict(companion.new)


def written(companions: Iterable[Companion]) -> str:
    """As text for the step's row; nothing for none."""
    rows = [[c.table, _plain(c.key), _plain(c.old), _plain(c.new)] for c in companions]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def read(text: str) -> Sequence[Companion]:
    """From that text."""
    return [
        Companion(table, _typed(table, key) or {}, _typed(table, old), _typed(table, new))
        for table, key, old, new in (json.loads(text) if text else ())
    ]


def _plain(values: Values | None) -> dict[str, Any] | None:
    return None if values is None else {name: _as_text(value) for name, value in values.items()}


def _as_text(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _typed(table: str, values: Values | None) -> dict[str, Any] | None:
    if values is None:
        return None
    columns = _table(table).c
    return {name: _of_type(columns[name], value) for name, value in values.items()}


def _of_type(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    kind = column.type
    if isinstance(kind, Word):
        return kind.kind(value)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(kind, Hundredths) else value


def _attribute(kind: type[Row], column: str) -> str:
    return next(p.key for p in kind.__mapper__.column_attrs if p.columns[0].name == column)


def _is(table: Table, key: Values) -> list[Any]:
    return [table.c[name] == value for name, value in key.items()]


def _table(name: str) -> Table:
    return Row.metadata.tables[name]
