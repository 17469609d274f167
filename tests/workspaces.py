"""Fixtures of workspaces: one of SQLite, quick to make; one on each database; settings that let the tests' server be asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from isnad.gather.archive.archive import Archive
from isnad.gather.fetch.sources import Source
from isnad.keep.articles import find_versions
from isnad.keep.claims import StoredClaim, load_claims
from isnad.keep.findings import find_skipped
from isnad.keep.store import Store
from isnad.keep.tables import articles, versions
from isnad.keep.versions import Version
from isnad.pipeline.runs import Tally
from isnad.workspace import Workspace


@pytest.fixture
def folder(tmp_path: Path, _sqlite_template: Path) -> Path:
    """The folder of a workspace without records."""
    folder = tmp_path / "workspace"
    folder.mkdir(mode=0o700)
    shutil.copy(_sqlite_template, folder / "store.sqlite")
    return folder


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    """A workspace of SQLite without records."""
    with Workspace.open(folder) as opened:
        yield opened


@pytest.fixture
def either(store: Store, tmp_path: Path) -> Workspace:
    """A workspace without records on each database in turn."""
    return Workspace(tmp_path, Archive(tmp_path / "archive"), store)


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings under which a server on this machine may be asked, without pauses."""
    for name, value in (("ALLOW_PRIVATE", "127.0.0.1/32"), ("WEB_PAUSE_S", "0"), ("OBEY_ROBOTS", "off")):
        monkeypatch.setenv(f"ISNAD_{name}", value)


def take_in(workspace: Workspace, *sources: object, read: bool = True) -> Tally:
    """What gathering these paths or addresses did, all of it read as well; the balance holds afterwards."""
    named = [one if isinstance(one, Source) else Source(str(one)) for one in sources]
    tally = workspace.gather(named)
    if read:
        workspace.read()
    assert workspace.balance().holds
    assert tally.gathered == tally.new + tally.duplicate + tally.skipped
    return tally


def counts_of(tally: Tally) -> tuple[int, int, int]:
    """How many were new, duplicate and skipped."""
    return tally.new, tally.duplicate, tally.skipped


def articles_of(workspace: Workspace) -> list[tuple[Version, ...]]:
    """The versions of each article.

    Order: of the articles' keys.
    """
    with workspace.store.read() as connection:
        names = connection.execute(articles.select().order_by(articles.c.key)).all()
        return [find_versions(connection, row.article_id) for row in names]


def claims_of(workspace: Workspace) -> list[StoredClaim]:
    """All claims of all versions.

    Order: of the versions' names.
    """
    with workspace.store.read() as connection:
        names = sorted(connection.execute(versions.select()).scalars())
        return [claim for name in names for claim in load_claims(connection, name)]


def skipped_of(workspace: Workspace) -> dict[str, str]:
    """Reason by place, or by version, of all that is skipped now."""
    with workspace.store.read() as connection:
        return {finding.subject: finding.reason for finding in find_skipped(connection)}
