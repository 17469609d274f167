"""Workspaces and eyes for tests of what the desk shows."""

from __future__ import annotations

import json
from pathlib import Path

from isnad.keep.tables import articles
from isnad.show.care.eyes import Eyes, Role
from isnad.workspace import Workspace
from tests.told import write_reports
from tests.workspaces import take_in

NOW = "2030-01-01T00:00:00.000000Z"
PUBLIC = Eyes(None, Role.PUBLIC, NOW)
ANALYST = Eyes("salma", Role.ANALYST, NOW)
EDITOR = Eyes("nadir", Role.EDITOR, NOW)


def fill(workspace: Workspace, folder: Path) -> Workspace:
    """The workspace with the told reports, read and weighed."""
    take_in(workspace, write_reports(folder / "reports.jsonl"))
    workspace.weigh()
    return workspace


def take_record(workspace: Workspace, path: Path, **record: str) -> None:
    """One more report as a JSON line, read and weighed."""
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
    take_in(workspace, path)
    workspace.weigh()


def shelling_of(workspace: Workspace) -> str:
    """The incident that three outlets tell of."""
    with workspace.store.read() as connection:
        from isnad.keep.incidents import IncidentFilter, find_incidents

        page = find_incidents(connection, IncidentFilter(least_outlets=3))
    return page.items[0].incident_id


def articles_by_name(workspace: Workspace) -> dict[str, str]:
    """The id of each article by its key."""
    with workspace.store.read() as connection:
        return {row.key: row.article_id for row in connection.execute(articles.select())}
