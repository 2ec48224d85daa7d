"""Many rows into one table at once, at the driver's own speed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session


def insert_rows(session: Session, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Inserts rows that give the named columns in that order; values pass through the columns' types as always.

    SQLAlchemy's own way checks every row's parameters in Python, which costs as much again as the insert.
    """
    if not rows:
        return
    connection = session.connection()
    dialect = connection.dialect
    if dialect.paramstyle != "qmark":
        session.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    # The statement names its columns in the table's order, whatever order they are handed in.
    given = dict(zip(names, zip(*rows, strict=True), strict=True))
    ordered = [column for column in table.c if column.name in given]
    statement = str(insert(table).compile(dialect=dialect, column_keys=[c.name for c in ordered]))
    inward: list[Sequence[Any]] = []
    for column in ordered:
        process = column.type.dialect_impl(dialect).bind_processor(dialect)
        values = given[column.name]
        inward.append([process(value) for value in values] if process else values)
    connection.exec_driver_sql(statement, list(zip(*inward, strict=True)))
