"""The store's door: opens a database by its URL, brings its tables to the newest form, gives transactions."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from isnad.errors import StoreError
from isnad.keep.failures import told_plainly
from isnad.keep.tables import REVISION

# How long a process waits for another that writes.
WAIT_S = 30
_CONNECT_S = 10
_OLDEST_POSTGRESQL = 15
# Any number that no other program is likely to lock; one writer at a time, as SQLite has it by itself.
_WRITERS_LOCK = 0x15AAD
# The log is written back every 64 MB: at SQLite's 4 MB the pages of the indices are written over and over.
# A committed transaction survives a power cut: the archive's log holds receipts, but people's findings are here alone.
_PRAGMAS = (
    f"PRAGMA busy_timeout = {WAIT_S * 1000}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA wal_autocheckpoint = 16000",
)


class Store:
    """One open database. It may be used by several threads, not by a process that was forked from this one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # A password may stand in the query too, which tells a person little else.
        shown = engine.url.set(drivername=engine.dialect.name, query={})
        self.place = shown.render_as_string(hide_password=True)
        self.url = engine.url.render_as_string(hide_password=False)  # to open it again; it may hold a password
        self.is_sqlite = engine.dialect.name == "sqlite"

    @classmethod
    def open(cls, url: str) -> Self:
        """The store at `sqlite:///PATH` or `postgresql://...`, with its tables made or brought to the newest form.

        Raises: StoreError when the database cannot be reached or used.
        """
        store = cls(_engine(_parsed(url)))
        try:
            with told_plainly(store.place):
                store._prepare()
        except BaseException:
            store.close()
            raise
        return store

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that may write, kept when the block ends well; there is one writer at a time.

        Raises: StoreError.
        """
        with told_plainly(self.place), self._engine.connect() as opened:
            conn = opened.execution_options(isnad_begin="BEGIN IMMEDIATE")
            with conn.begin():
                if not self.is_sqlite:
                    conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
                yield conn

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that sees the store as it was at its beginning; what it writes is dropped or refused.

        Raises: StoreError.
        """
        with told_plainly(self.place), self._engine.connect() as conn, conn.begin() as transaction:
            if not self.is_sqlite:
                conn.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            yield conn
            transaction.rollback()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _prepare(self) -> None:
        """Check the server and bring the tables to the newest form; a second process waits and finds it done."""
        if self.is_sqlite:
            _use_write_ahead_log(self._engine)
        with self.read() as conn:
            if not self.is_sqlite:
                _check_server(conn)
            found = _revision(conn)
        if found == REVISION:
            return
        with self.write() as conn:
            if _revision(conn) != REVISION:
                from isnad.keep.migrations import upgrade  # alembic takes a third of a second to import

                upgrade(conn)


def url_of(path: Path) -> str:
    """The URL of a store in the file, whatever signs its path holds."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def _revision(conn: Connection) -> str | None:
    """The revision of the tables, None for a new database."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    return conn.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _parsed(url: str) -> URL:
    """The URL with the driver that is used.

    Raises: StoreError when it is no URL of a database that the store can use; the URL is not repeated, it may hold
    a password.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError("the store's URL cannot be read; write sqlite:///PATH or postgresql://HOST/NAME") from None
    kind = parsed.drivername.partition("+")[0]
    if kind in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise StoreError(f"a store cannot be kept in {kind}; write sqlite:///PATH or postgresql://HOST/NAME")
    if parsed.database in (None, "", ":memory:"):
        raise StoreError("a store needs a file; write sqlite:///PATH")
    return parsed.set(drivername="sqlite+pysqlite")


def _engine(url: URL) -> Engine:
    return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)


def _sqlite(url: URL) -> Engine:
    """An engine that begins transactions itself: the driver would begin them too late to hold a lock from the start."""
    engine = create_engine(url, connect_args={"timeout": WAIT_S})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begun(conn: Connection) -> None:
        begin = conn.get_execution_options().get("isnad_begin", "BEGIN")
        if begin is not None:
            conn.exec_driver_sql(begin)

    return engine


def _postgresql(url: URL) -> Engine:
    """An engine whose connections give up on a server that has gone silent."""
    defaults = {"connect_timeout": _CONNECT_S, "keepalives_idle": WAIT_S, "tcp_user_timeout": WAIT_S * 1000}
    given = {name: value for name, value in defaults.items() if name not in url.query}
    try:
        engine = create_engine(url, connect_args=given, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError):
        raise StoreError("PostgreSQL needs one more package: pip install 'isnad[postgres]'") from None

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: object) -> None:
        connection.execute(f"SET lock_timeout = '{WAIT_S}s'")
        connection.commit()

    return engine


def _use_write_ahead_log(engine: Engine) -> None:
    """Readers do not wait for the writer from now on; tried again while another process does the same."""
    deadline = time.monotonic() + WAIT_S
    while True:
        try:
            with engine.connect() as opened:
                conn = opened.execution_options(isnad_begin=None)
                if conn.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal":
                    conn.exec_driver_sql("PRAGMA journal_mode = WAL")
            return
        except OperationalError as error:
            if "locked" not in str(error.orig) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _check_server(conn: Connection) -> None:
    version = int((conn.dialect.server_version_info or (0,))[0])
    if version < _OLDEST_POSTGRESQL:
        raise StoreError(f"the server is PostgreSQL {version}; a store needs {_OLDEST_POSTGRESQL} or newer")
    encoding = conn.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise StoreError(f"the database is encoded in {encoding}; create one with createdb --encoding=UTF8")
