"""A workspace with a situation, and eyes to look at it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from isnad.keep.tables import versions
from isnad.show.care.eyes import Eyes, Role
from isnad.workspace import Workspace
from tests.told import write_reports
from tests.workspaces import take_in

NOW = "2024-12-08T00:00:00.000000Z"
ANALYST = Eyes("م.", Role.ANALYST, NOW)
PUBLIC = Eyes(None, Role.PUBLIC, NOW)
_LATER = 2


def fill(workspace: Workspace, folder: Path) -> str:
    """Gather, read and weigh the reports, the last of them later; the moment between."""
    path = write_reports(folder / "told.jsonl")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    early, late = folder / "early.jsonl", folder / "late.jsonl"
    early.write_text("".join(lines[:_LATER]), "utf-8")
    late.write_text("".join(lines[_LATER:]), "utf-8")
    take_in(workspace, early)
    with workspace.store.read() as conn:
        moment = str(conn.execute(select(func.max(versions.c.received))).scalar_one())
    take_in(workspace, late)
    workspace.weigh()
    return moment
