"""Runs: what was begun, how far it came, and what was skipped and why."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from isnad.errors import NotFound, Reason
from isnad.keep.balance import Balance, find_balance
from isnad.keep.brought import Brought, count_brought, find_brought
from isnad.keep.findings import find_skipped, skipped_now
from isnad.keep.runs import RUNNING, Run, find_runs
from isnad.model import Finding
from isnad.pipeline.outcomes import kept_reason
from isnad.pipeline.runs import is_alive
from isnad.show.care.eyes import Eyes
from isnad.workspace import Workspace

STOPPED = "stopped"
_BROUGHT = 10


@dataclass(frozen=True, slots=True)
class RunShown:
    """A run. `state` is `running`, `done`, `failed`, or `stopped`: it did not end, and its process is gone.

    `brought` are the first articles that came with it, for eyes that see all.
    """

    run_id: str
    command: str
    state: str
    started: str
    ended: str | None
    sources: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    reason: str
    brought: tuple[Brought, ...] = ()
    brought_in_all: int = 0


@dataclass(frozen=True, slots=True)
class SkippedShown:
    """Something that could not be taken in or read, and why."""

    kind: str
    subject: str
    where: str
    reason: str
    at: str
    run: str | None


@dataclass(frozen=True, slots=True)
class RunsView:
    """Runs, the newest first, what is skipped now, and the balance of all that was ever gathered."""

    runs: tuple[RunShown, ...]
    balance: Balance
    skipped: tuple[SkippedShown, ...]
    skipped_in_all: int
    next: str | None


def find_runs_view(workspace: Workspace, eyes: Eyes, *, limit: int = 50, after: str | None = None) -> RunsView:
    """The newest runs and what is skipped; `after` is the `next` of the page before. For eyes that do not see all: no
    places, for these may be names of files and of people.
    """
    with workspace.store.read() as connection:
        runs = find_runs(connection, limit=limit)
        skipped = find_skipped(connection, limit=limit + 1, after=after) if eyes.sees_all else ()
        count = connection.execute(select(func.count()).select_from(skipped_now().subquery())).scalar_one()
        balance = find_balance(connection)
        shown = tuple(_run(connection, run, eyes) for run in runs)
    page = skipped[:limit]
    return RunsView(
        runs=shown,
        balance=balance,
        skipped=tuple(_skipped(one) for one in page),
        skipped_in_all=int(count),
        next=page[-1].subject if len(skipped) > limit else None,
    )


def load_run(workspace: Workspace, eyes: Eyes, run_id: str) -> RunShown:
    """One run as it stands now. Raises: NotFound."""
    with workspace.store.read() as connection:
        found = next((run for run in find_runs(connection) if run.run_id == run_id), None)
        if found is None:
            raise NotFound(Reason("none.run", "no run {name}", name=run_id))
        return _run(connection, found, eyes)


def _run(connection: Connection, run: Run, eyes: Eyes) -> RunShown:
    state = STOPPED if run.state == RUNNING and not is_alive(run.owner) else run.state
    sources, reason = (run.sources, run.reason) if eyes.sees_all else ((), "")
    has_new = eyes.sees_all and dict(run.counts).get("new", 0) > 0
    brought = find_brought(connection, run.run_id, limit=_BROUGHT) if has_new else ()
    in_all = count_brought(connection, run.run_id) if has_new else 0
    eyes.note("article", [one.version_id for one in brought])
    return RunShown(
        run.run_id, run.command, state, run.started, run.ended, sources, run.counts, reason, brought, in_all
    )


def _skipped(finding: Finding) -> SkippedShown:
    detail = dict(finding.detail)
    where = detail.get("where", finding.subject)
    return SkippedShown(
        finding.subject_kind, finding.subject, where, kept_reason(finding), finding.at, detail.get("run")
    )
