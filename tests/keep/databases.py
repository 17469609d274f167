"""Fixtures of databases: a fresh store in SQLite and in PostgreSQL for every test that asks for `store`.

The PostgreSQL server is a real one, started once by each process of tests that needs it, in a folder of its own, on a
unix socket alone, and stopped at the end. Where the programs are not installed the tests on it are skipped.
"""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

_USER = "postgres"
_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "40",
}


@dataclass
class Server:
    """A PostgreSQL server that the tests started."""

    programs: Path
    folder: Path
    names: Iterator[int] = field(default_factory=count)

    def url(self, name: str) -> str:
        """The URL of the database of this name."""
        return f"postgresql://{_USER}@/{name}?host={self.folder}"

    def run(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL as the user that may."""
        words = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            words = ["su", _USER, "-s", "/bin/sh", "-c", shlex.join(words)]
        done = subprocess.run(words, cwd="/", capture_output=True, text=True, timeout=60)
        if done.returncode:
            pytest.fail(f"{program}: {done.stderr or done.stdout}")

    def start(self) -> None:
        """Make the data folder and start; what the server says stands in `log`."""
        data = self.folder / "data"
        self.run("initdb", "-D", str(data), "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.restart()

    def restart(self) -> None:
        """Start with the data that are there."""
        options = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in _OPTIONS.items())
        options += f" -c unix_socket_directories={shlex.quote(str(self.folder))}"
        self.run(
            "pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", str(self.folder / "log"), "-o", options, "start"
        )

    def stop(self) -> None:
        """Stop at once."""
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")

    def create(self) -> str:
        """The URL of a new database without any table."""
        import psycopg

        name = f"t{next(self.names)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as conn:
            conn.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        return self.url(name)

    def empty(self, url: str) -> str:
        """The URL, all rows of its database gone; faster than a new database. Connections that a test left are cut."""
        import psycopg

        with psycopg.connect(url, autocommit=True) as conn:
            conn.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid != pg_backend_pid()"
            )
            named = "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = 'public' AND "
            tables = conn.execute(named + "tablename != 'alembic_version'").fetchone()
            conn.execute(f"TRUNCATE {tables[0]} RESTART IDENTITY")
        return url


def find_programs() -> Path | None:
    """The folder of PostgreSQL's server programs: the newest of Debian's, that of pg_config, or of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[-3].zfill(3))
    if found:
        return found[-1].parent
    if shutil.which("pg_config"):
        said = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, timeout=10).stdout.strip()
        if (Path(said) / "initdb").exists():
            return Path(said)
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A running PostgreSQL of the tests' own."""
    pytest.importorskip("psycopg", reason="psycopg is part of the extra `postgres`")
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server program (initdb) is installed")
    folder = Path(tempfile.mkdtemp(prefix="isnad-pg-"))
    if os.geteuid() == 0:
        if _USER not in {user.pw_name for user in pwd.getpwall()}:
            pytest.skip(f"PostgreSQL does not run as root, and there is no user {_USER}")
        shutil.chown(folder, _USER)
    server = Server(programs, folder)
    try:
        server.start()
        yield server
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def _postgresql_tables(postgresql_server: Server) -> str:
    """The URL of a database with the tables of the store, to be emptied for each test."""
    from isnad.keep.store import Store

    url = postgresql_server.create()
    Store.open(url).close()
    return url


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables of the store, to be copied."""
    from isnad.keep.store import Store

    path = tmp_path_factory.mktemp("template") / "store.sqlite"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database of the test; each test that asks for it, or for what stands on it, runs once on each."""
    return str(request.param)


@pytest.fixture
def empty_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without any table."""
    if database == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite'}"
    return str(request.getfixturevalue("postgresql_server").create())


@pytest.fixture
def store_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with the tables of a store, all empty. A test that changes its tables takes `empty_url`."""
    if database == "sqlite":
        path = shutil.copy(request.getfixturevalue("_sqlite_template"), tmp_path / "store.sqlite")
        return f"sqlite:///{path}"
    url = request.getfixturevalue("_postgresql_tables")
    return str(request.getfixturevalue("postgresql_server").empty(url))


@pytest.fixture
def store(store_url: str) -> Iterator[object]:
    """An open store without records, on both databases in turn."""
    from isnad.keep.store import Store

    with Store.open(store_url) as opened:
        yield opened
