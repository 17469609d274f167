"""The store's door: opening, transactions, and what is said when a database cannot be used."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text

from isnad.errors import StoreError
from isnad.keep import store as store_module
from isnad.keep.indexing import ARTICLES, CLAIMS
from isnad.keep.migrations import load_script
from isnad.keep.store import Store, url_of
from isnad.keep.tables import REVISION, captures, metadata
from tests.keep.databases import Server
from tests.keep.records import write_version

_SECRET = "kalimat-sirr"


def _names(store: Store) -> list[str]:
    with store.read() as conn:
        return list(conn.execute(select(captures.c.sha256).order_by(captures.c.sha256)).scalars())


def _add(store: Store, name: str) -> None:
    with store.write() as conn:
        conn.execute(captures.insert(), {"sha256": name, "size": 3})


def test_an_empty_database_gets_the_tables_that_the_code_knows(empty_url: str) -> None:
    with Store.open(empty_url) as store, store.read() as conn:
        assert set(metadata.tables) <= set(inspect(conn).get_table_names())
        context = MigrationContext.configure(conn, opts={"include_name": _is_of_records})
        assert compare_metadata(context, metadata) == []


def _is_of_records(name: str | None, kind: str, _: object) -> bool:
    """The indices of words differ by database and are made by `indexing`."""
    return kind != "table" or not str(name).startswith((ARTICLES, CLAIMS))


def test_the_newest_revision_is_the_one_the_store_asks_for() -> None:
    assert load_script().get_current_head() == REVISION


def test_opening_again_finds_everything(store_url: str) -> None:
    with Store.open(store_url) as store:
        _add(store, "a")
    with Store.open(store_url) as store:
        assert _names(store) == ["a"]


def test_a_store_at_its_newest_form_opens_without_alembic(store_url: str) -> None:
    code = f"import sys; from isnad.keep.store import Store; Store.open({store_url!r}); print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.slow
def test_processes_that_open_a_new_database_at_once_all_get_it(empty_url: str) -> None:
    code = f"from isnad.keep.store import Store; Store.open({empty_url!r}).close()"
    running = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [process.communicate(timeout=60)[1] for process in running]
    assert (said, [process.returncode for process in running]) == ([""] * 3, [0] * 3)
    with Store.open(empty_url) as store:
        assert _names(store) == []


def test_what_fails_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.write() as conn:
            conn.execute(captures.insert(), {"sha256": "a", "size": 3})
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert _names(store) == []


def test_reading_keeps_nothing_and_sees_one_moment(store: Store) -> None:
    _add(store, "a")
    with store.read() as conn:
        query = select(captures.c.sha256)
        assert conn.execute(query).scalars().all() == ["a"]
        _add(store, "b")
        assert conn.execute(query).scalars().all() == ["a"]
    assert _names(store) == ["a", "b"]


def test_a_writer_waits_for_the_other(store_url: str, monkeypatch: pytest.MonkeyPatch, database: str) -> None:
    monkeypatch.setattr(store_module, "WAIT_S", 1)
    if database == "sqlite":
        monkeypatch.setattr(store_module, "_PRAGMAS", ("PRAGMA busy_timeout = 300", "PRAGMA foreign_keys = ON"))
    with Store.open(store_url) as one, Store.open(store_url) as other, one.write():
        with pytest.raises(StoreError, match="another process has been writing for too long"), other.write():
            pass
        assert _names(other) == []
    with Store.open(store_url) as other:
        _add(other, "a")


def test_a_record_without_what_it_stands_on_is_refused(store: Store) -> None:
    with store.write() as conn:
        version = write_version(conn)
    with pytest.raises(StoreError, match="a record was refused that lacks what it stands on"), store.write() as conn:
        conn.execute(captures.delete().where(captures.c.sha256 == version.capture))
    assert _names(store) == [version.capture]


def test_a_store_of_a_newer_isnad_is_left_alone(empty_url: str) -> None:
    with Store.open(empty_url) as store, store.write() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for _ in range(2):
        with pytest.raises(StoreError, match="made by a newer version of Isnad; update Isnad"):
            Store.open(empty_url)


def test_a_full_disk_is_told_and_nothing_half_written(tmp_path: Path) -> None:
    def fill() -> None:
        with store.write() as conn:
            pages = conn.exec_driver_sql("PRAGMA page_count").scalar()
            conn.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            conn.execute(captures.insert(), [{"sha256": f"{n:064}", "size": n} for n in range(5000)])

    with Store.open(f"sqlite:///{tmp_path / 's.sqlite'}") as store:
        _add(store, "a")
        with pytest.raises(StoreError, match="the disk is full; free some space and run again"):
            fill()
        assert _names(store) == ["a"]


def test_a_server_that_ends_the_connection_is_told_and_found_again(postgresql_server: Server) -> None:
    def lose() -> None:
        with store.write() as conn:
            conn.execute(captures.insert(), {"sha256": "a", "size": 3})
            pid = conn.execute(text("SELECT pg_backend_pid()")).scalar()
            with store.read() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
            conn.execute(captures.insert(), {"sha256": "b", "size": 3})

    with Store.open(postgresql_server.create()) as store:
        with pytest.raises(StoreError, match="run again, nothing is lost"):
            lose()
        assert _names(store) == []
        _add(store, "c")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "the store's URL cannot be read"),
        (f"postgresql://user:{_SECRET}@host:port/name", "the store's URL cannot be read"),
        (f"mysql://user:{_SECRET}@host/name", "a store cannot be kept in mysql"),
        ("sqlite://", "a store needs a file"),
        (f"postgresql://user:{_SECRET}@127.0.0.1:1/name?connect_timeout=2", "the server cannot be reached"),
        (f"postgresql://user:{_SECRET}@/name?host=/nowhere", "the server cannot be reached"),
        (f"postgresql:///name?host=/nowhere&password={_SECRET}", "the server cannot be reached"),
        ("sqlite:////nowhere/store.sqlite", "the file cannot be opened; the folder must exist"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_one_line_without_its_password(url: str, said: str) -> None:
    if url.startswith("postgresql"):
        pytest.importorskip("psycopg", reason="psycopg is part of the extra `postgres`")
    with pytest.raises(StoreError, match=said) as caught:
        Store.open(url)
    assert _SECRET not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_database_or_a_user_that_is_not_there(postgresql_server: Server) -> None:
    with pytest.raises(StoreError, match="there is no database of this name"):
        Store.open(postgresql_server.url("nowhere"))
    with pytest.raises(StoreError, match="does not know the user"):
        Store.open(postgresql_server.url("nowhere").replace("//postgres@", f"//nobody:{_SECRET}@"))


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"no database " * 1000)
    with pytest.raises(StoreError, match="the file is no SQLite database"):
        Store.open(f"sqlite:///{path}")


def test_readers_do_not_wait_for_the_writer(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with Store.open(f"sqlite:///{path}") as store:
        with store.write() as conn:
            conn.execute(captures.insert(), {"sha256": "a", "size": 3})
            assert _names(store) == []
        assert sqlite3.connect(path).execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_path_may_hold_any_sign(tmp_path: Path) -> None:
    path = tmp_path / "حمص %20 ?x=#1"
    with Store.open(url_of(path)) as store:
        _add(store, "a")
    assert path.exists()
