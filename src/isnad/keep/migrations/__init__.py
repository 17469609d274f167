"""Revisions of the store's tables, one file each in `versions/`, the newest named in `tables.REVISION`."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from isnad.errors import StoreError
from isnad.keep import desk_tables, handing_tables, pictures, weighed_tables
from isnad.keep.tables import metadata

# All name their tables in `metadata`, which knows those alone that were imported.
_NAMED = (desk_tables, handing_tables, pictures, weighed_tables)
# Alembic keeps the database that it works on in globals.
_ONE_AT_A_TIME = Lock()


def upgrade(conn: Connection) -> None:
    """Bring the tables to the newest revision, inside the transaction of `conn`.

    Raises: StoreError when they were made by a newer version of Isnad.
    """
    script = load_script()

    def steps(revision: Any, _: Any) -> Any:
        return script._upgrade_revs("head", revision)

    with _ONE_AT_A_TIME, EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=conn, target_metadata=metadata)
        try:
            environment.run_migrations()
        except CommandError:
            raise StoreError("the store was made by a newer version of Isnad; update Isnad") from None


def load_script() -> ScriptDirectory:
    """The packaged revisions."""
    return ScriptDirectory(str(Path(__file__).parent))
