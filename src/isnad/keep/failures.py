"""What drivers of databases complain of, said in one line that tells what to do. No password is ever shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from isnad.errors import StoreError

# By the beginning of the name that SQLite gives the error.
_SQLITE = (
    ("SQLITE_BUSY", "another process has been writing for too long; wait for it to end and run again"),
    ("SQLITE_LOCKED", "another process has been writing for too long; wait for it to end and run again"),
    ("SQLITE_FULL", "the disk is full; free some space and run again, nothing is lost"),
    ("SQLITE_CANTOPEN", "the file cannot be opened; the folder must exist and be yours to write in"),
    ("SQLITE_READONLY", "the file or its folder may not be written; change its owner or its rights"),
    ("SQLITE_PERM", "the file or its folder may not be written; change its owner or its rights"),
    ("SQLITE_NOTADB", "the file is no SQLite database; name another, or move it away"),
    ("SQLITE_CORRUPT", "the file is damaged; move it away and build the store anew from the archive"),
    ("SQLITE_IOERR", "the disk failed to read or write; check it, free some space and run again"),
    ("SQLITE_CONSTRAINT", "a record was refused that lacks what it stands on"),
)
# By the beginning of the SQLSTATE.
_POSTGRESQL = (
    ("28", "the server refuses the user or the password; check the URL of the store"),
    ("3D", "there is no database of this name on the server; create it with createdb"),
    ("42501", "the user has no right to do this; grant it the database or its schema"),
    ("53100", "the server's disk is full; free some space and run again, nothing is lost"),
    ("53", "the server has no room for more connections or memory; run again later"),
    ("55P03", "another process has been writing for too long; wait for it to end and run again"),
    ("57", "the server was shut down meanwhile; start it and run again, nothing is lost"),
    ("08", "the connection was lost; run again, nothing is lost"),
    ("25006", "the database may only be read; use the primary server"),
    ("23", "a record was refused that lacks what it stands on"),
)
# By words of the server, which a connection that is refused comes with instead of an SQLSTATE.
_REFUSALS = (
    ("password", "the server refuses the user or the password; check the URL of the store"),
    ("authentication", "the server refuses the user or the password; check the URL of the store"),
    ("role ", "the server does not know the user; check the URL of the store"),
    ("does not exist", "there is no database of this name on the server; create it with createdb"),
)
_UNREACHED = "the server cannot be reached or went away; check that it runs and run again, nothing is lost"


@contextmanager
def told_plainly(place: str) -> Iterator[None]:
    """Whatever a driver raises inside becomes a StoreError of one line that begins with `place`.

    Raises: StoreError.
    """
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError(f"{place}: {explain(error)}") from error


def explain(error: SQLAlchemyError) -> str:
    """What is wrong and what to do, in one line."""
    if not isinstance(error, DBAPIError) or error.orig is None:
        return _first_line(error)
    state, name = getattr(error.orig, "sqlstate", None), getattr(error.orig, "sqlite_errorname", None)
    code, table = (name, _SQLITE) if name else (state, _POSTGRESQL)
    said = _first_line(error.orig)
    advice = next((advice for start, advice in table if code and code.startswith(start)), None)
    if advice is None and not name and (state is None or error.connection_invalidated):
        advice = next((advice for words, advice in _REFUSALS if words in said.rpartition("FATAL:")[2]), _UNREACHED)
    return f"{advice} ({said})" if advice else said


def _first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
