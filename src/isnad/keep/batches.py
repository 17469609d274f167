"""Many rows in few round trips."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, Table, bindparam, delete, func, select, update

from isnad.keep.columns import Words

# Names in one question; both databases take more, but plan it no better.
_ASKED = 1000


def find_rows(
    conn: Connection, query: Select[Any], column: ColumnElement[Any], values: Collection[Any]
) -> list[Row[Any]]:
    """Rows of the query whose column is one of the values, asked for in portions."""
    found: list[Row[Any]] = []
    for portion in _portions(values):
        found += conn.execute(query.where(column.in_(portion))).all()
    return found


def write_rows(conn: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows; all must be new and name the same columns. Their texts from outside are changed to what is kept.

    The statement goes to the driver as it is, which is a fifth faster for many rows than to bind each by its column.
    """
    if not rows:
        return
    for name in rows[0]:
        kind = table.c[name].type
        if isinstance(kind, Words):
            _keep(rows, name, kind)
    compiled = table.insert().compile(dialect=conn.dialect, column_keys=list(rows[0]))
    if not compiled.positional:
        conn.exec_driver_sql(str(compiled), list(rows))
        return
    conn.exec_driver_sql(str(compiled), list(map(itemgetter(*(compiled.positiontup or ())), rows)))


def _keep(rows: Sequence[dict[str, Any]], name: str, kind: Words) -> None:
    for row in rows:
        if row[name] is not None:
            row[name] = kind.kept(row[name])


def change_rows(conn: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Change rows that are there, found by the table's single primary key; all must name the same columns."""
    if not rows:
        return
    (key,) = table.primary_key.columns
    changed = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in rows[0] if name != key.name}
    statement = update(table).where(key == bindparam("old_key")).values(changed)
    conn.execute(statement, [{"old_key" if n == key.name else f"new_{n}": v for n, v in row.items()} for row in rows])


def delete_rows(conn: Connection, column: Column[Any], values: Collection[Any]) -> None:
    """Delete the rows whose column is one of the values; only of tables that can be made anew."""
    for portion in _portions(values):
        conn.execute(delete(column.table).where(column.in_(portion)))


def next_number(conn: Connection, table: Table) -> int:
    """The number of the next row; only one process writes at a time."""
    return int(conn.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()) + 1


def _portions(values: Collection[Any]) -> Iterator[list[Any]]:
    left = iter(dict.fromkeys(values))
    while portion := list(islice(left, _ASKED)):
        yield portion
