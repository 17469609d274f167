"""Indices of words: written in the transaction that writes the records, so that what is kept is found.

`claim_index` and `article_index` hold shadows by number. On SQLite they are FTS5 tables without a copy of the shadow:
to take a row out one must say what stands in it, so it is worked out from the rows as they are before the change.
On PostgreSQL they are tables of tsvectors. Neither cuts or folds words itself. Whoever changes what a shadow holds
adds a revision that calls `rebuild`, or the old tokens stay behind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select, text

from isnad.keep.batches import find_rows, next_number, write_rows
from isnad.keep.facets import COLUMNS, claim_shadow
from isnad.keep.shadow import shadow_of
from isnad.keep.tables import article_rows, claim_actors, claim_places, claims, versions

CLAIMS, ARTICLES = "claim_index", "article_index"
_PORTION = 500
# `ascii` cuts at signs of ASCII alone and knows no letters beyond, so that tokens stay as they are.
_FTS = "CREATE VIRTUAL TABLE {} USING fts5(tokens, content='', detail=none, columnsize=0, tokenize='ascii')"
_TSVECTORS = (
    "CREATE TABLE {0} (number integer PRIMARY KEY, tokens tsvector NOT NULL)",
    "CREATE INDEX ix_{0}_tokens ON {0} USING gin (tokens)",
    # Enough words counted that the server tells rare ones from frequent ones and takes the shorter way to either.
    "ALTER TABLE {0} ALTER COLUMN tokens SET STATISTICS 1000",
)
_TSVECTOR = "array_to_tsvector(string_to_array(%(tokens)s, ' '))"


def index_versions(conn: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make new rows of `versions` searchable by title and text."""
    first = next_number(conn, article_rows) if rows else 0
    numbers = {row["version_id"]: first + at for at, row in enumerate(rows)}
    write_rows(conn, article_rows, [{"number": n, "version_id": name} for name, n in numbers.items()])
    _put(conn, ARTICLES, {numbers[row["version_id"]]: shadow_of((row["title"], row["text"])) for row in rows})


def index_claims(
    conn: Connection,
    rows: Iterable[Mapping[str, Any]],
    places: Iterable[Mapping[str, Any]],
    actors: Iterable[Mapping[str, Any]],
) -> None:
    """Make new claims searchable, given as rows of their tables."""
    _put(conn, CLAIMS, _shadows(rows, places, actors))


def load_shadows(conn: Connection, numbers: Collection[int]) -> dict[int, str]:
    """What stands in the index of claims for these numbers, as the rows are now."""
    columns = ("number", "words", "first_day", "last_day", *COLUMNS)
    rows = find_rows(conn, select(*(claims.c[name] for name in columns)), claims.c.number, numbers)
    parts = [_parts(conn, table, numbers) for table in (claim_places, claim_actors)]
    return _shadows((dict(row._mapping) for row in rows), *parts)


def move_shadows(conn: Connection, before: Mapping[int, str]) -> None:
    """Bring the index of claims up to date, given what stood in it before their rows changed."""
    after = load_shadows(conn, before)
    moved = {number: shadow for number, shadow in after.items() if shadow != before[number]}
    _take(conn, CLAIMS, {number: before[number] for number in moved})
    _put(conn, CLAIMS, moved)


def make_indices(conn: Connection) -> None:
    """Make both indices, empty."""
    for name in (CLAIMS, ARTICLES):
        for statement in (_FTS,) if _is_sqlite(conn) else _TSVECTORS:
            conn.execute(text(statement.format(name)))


def rebuild(conn: Connection) -> None:
    """Make both indices anew from the records."""
    for name in (CLAIMS, ARTICLES):
        conn.execute(text(f"DROP TABLE IF EXISTS {name}"))
    conn.execute(article_rows.delete())
    make_indices(conn)
    columns = (versions.c.receipt, versions.c.version_id)
    names = [row.version_id for row in conn.execute(select(*columns).order_by(*columns))]
    for start in range(0, len(names), _PORTION):
        _rebuild_versions(conn, names[start : start + _PORTION])
    for first in range(0, next_number(conn, claims), _PORTION):
        _put(conn, CLAIMS, load_shadows(conn, range(first, first + _PORTION)))


def _rebuild_versions(conn: Connection, names: Sequence[str]) -> None:
    query = select(versions.c.version_id, versions.c.title, versions.c.text)
    found = {row.version_id: dict(row._mapping) for row in find_rows(conn, query, versions.c.version_id, names)}
    index_versions(conn, [found[name] for name in names])


def _shadows(
    rows: Iterable[Mapping[str, Any]], places: Iterable[Mapping[str, Any]], actors: Iterable[Mapping[str, Any]]
) -> dict[int, str]:
    parts = [_by_claim(places), _by_claim(actors)]
    return {row["number"]: claim_shadow(row, *(part.get(row["number"], []) for part in parts)) for row in rows}


def _by_claim(parts: Iterable[Mapping[str, Any]]) -> dict[int, list[Mapping[str, Any]]]:
    found: dict[int, list[Mapping[str, Any]]] = {}
    for part in parts:
        found.setdefault(part["claim"], []).append(part)
    return found


def _parts(conn: Connection, table: Table, numbers: Collection[int]) -> list[Mapping[str, Any]]:
    """Rows of places or actors, in one order, for shadows must come out as they went in."""
    query = select(table).order_by(*table.primary_key.columns)
    return [dict(row._mapping) for row in find_rows(conn, query, table.c.claim, numbers)]


def _put(conn: Connection, index: str, shadows: Mapping[int, str]) -> None:
    if not shadows:
        return
    if _is_sqlite(conn):
        conn.exec_driver_sql(f"INSERT INTO {index} (rowid, tokens) VALUES (?, ?)", list(shadows.items()))
        return
    instead = "ON CONFLICT (number) DO UPDATE SET tokens = excluded.tokens"
    rows = [{"number": number, "tokens": shadow} for number, shadow in shadows.items()]
    conn.exec_driver_sql(f"INSERT INTO {index} VALUES (%(number)s, {_TSVECTOR}) {instead}", rows)


def _take(conn: Connection, index: str, shadows: Mapping[int, str]) -> None:
    """Take rows out of an index; on PostgreSQL the next that is put in takes its place."""
    if shadows and _is_sqlite(conn):
        statement = f"INSERT INTO {index} ({index}, rowid, tokens) VALUES ('delete', ?, ?)"
        conn.exec_driver_sql(statement, list(shadows.items()))


def _is_sqlite(conn: Connection) -> bool:
    return conn.dialect.name == "sqlite"
