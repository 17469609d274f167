"""The store's door: opening, transactions, and what is said when a database cannot be used."""

from __future__ import annotations

from sqlalchemy import inspect, select

from isnad.keep.store import Store
from isnad.keep.tables import captures, metadata


def test_an_empty_database_gets_all_tables(empty_url: str) -> None:
    with Store.open(empty_url) as store, store.read() as conn:
        assert set(metadata.tables) <= set(inspect(conn).get_table_names())


def test_what_is_written_is_read(store: Store) -> None:
    with store.write() as conn:
        conn.execute(captures.insert(), {"sha256": "a" * 64, "size": 3})
    with store.read() as conn:
        assert conn.execute(select(captures.c.size)).scalars().all() == [3]
