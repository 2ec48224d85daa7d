"""Many rows into one table at once, at the driver's own speed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert

from desktop.store.database import Session


def insert_rows(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that all name the same columns; values pass through the columns' types as always.

    SQLAlchemy's own way checks every row's parameters in Python, which costs as much again as the insert.
    """
    if not rows:
        return
    connection = session.connection()
    dialect = connection.dialect
    if dialect.paramstyle != "qmark":
        session.execute(insert(table), list(rows))
        return
    names = list(rows[0])
    statement = str(insert(table).compile(dialect=dialect, column_keys=names))
    columns = [table.c[name] for name in names]
    order = sorted(range(len(names)), key=lambda n: list(table.c).index(columns[n]))
    inward = [(names[n], columns[n].type.dialect_impl(dialect).bind_processor(dialect)) for n in order]
    connection.exec_driver_sql(
        statement, [tuple(p(row[n]) if p else row[n] for n, p in inward) for row in rows]
    )
