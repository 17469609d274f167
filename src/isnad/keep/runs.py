"""Runs: what was begun, how far it came, and whether it ended."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select, update

from isnad.errors import NotFound, Reason
from isnad.keep.balance import Balance, find_balance
from isnad.keep.bodies import write_json
from isnad.keep.tables import runs

__all__ = ["Balance", "Run", "end_run", "find_balance", "find_interrupted", "find_runs", "note_run", "start_run"]

RUNNING, DONE, FAILED = "running", "done", "failed"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command. `state` is `running`, `done` or `failed`; `owner` names the process that runs it.

    `counts` is what it last noted of its progress; `reason` says why it failed.
    """

    run_id: str
    command: str
    sources: tuple[str, ...]
    started: str
    owner: str
    state: str = RUNNING
    ended: str | None = None
    counts: tuple[tuple[str, int], ...] = ()
    reason: str = ""


def start_run(conn: Connection, run_id: str, command: str, sources: Sequence[str], at: str, owner: str) -> None:
    """Note that a run begins; one that is there already is running again, under this owner."""
    again = update(runs).where(runs.c.run_id == run_id).values(state=RUNNING, ended=None, owner=owner, reason="")
    if conn.execute(again).rowcount:
        return
    row = {"run_id": run_id, "command": command, "state": RUNNING, "started": at, "owner": owner}
    conn.execute(runs.insert(), {**row, "sources": write_json(list(sources)), "counts": "{}", "reason": ""})


def note_run(conn: Connection, run_id: str, counts: Mapping[str, int]) -> None:
    """Note how far the run has come.

    Raises: NotFound.
    """
    _change(conn, run_id, counts=write_json(dict(counts)))


def end_run(
    conn: Connection, run_id: str, at: str, counts: Mapping[str, int] | None = None, *, reason: str = ""
) -> None:
    """Note that the run ended: well, or for the reason given.

    Raises: NotFound.
    """
    noted = {} if counts is None else {"counts": write_json(dict(counts))}
    _change(conn, run_id, state=FAILED if reason else DONE, ended=at, reason=reason, **noted)


def find_interrupted(
    conn: Connection, is_alive: Callable[[str], bool] = lambda owner: False, *, command: str | None = None
) -> tuple[Run, ...]:
    """Runs that neither ended nor have a living owner: they were killed and can be taken up again.

    Order: of beginning.
    """
    query = _query().where(runs.c.state == RUNNING)
    if command is not None:
        query = query.where(runs.c.command == command)
    return tuple(run for run in map(_run, conn.execute(query)) if not is_alive(run.owner))


def find_runs(conn: Connection, *, limit: int | None = None) -> tuple[Run, ...]:
    """Runs, the newest `limit` or all.

    Order: the newest first.
    """
    newest = select(runs).order_by(runs.c.started.desc(), runs.c.run_id.desc()).limit(limit)
    return tuple(_run(row) for row in conn.execute(newest))


def _query() -> Select[Any]:
    return select(runs).order_by(runs.c.started, runs.c.run_id)


def _change(conn: Connection, run_id: str, **values: Any) -> None:
    if not conn.execute(update(runs).where(runs.c.run_id == run_id).values(**values)).rowcount:
        raise NotFound(Reason("none.run", "no run {name}", name=run_id))


def _run(row: Row[Any]) -> Run:
    return Run(
        run_id=row.run_id,
        command=row.command,
        sources=tuple(json.loads(row.sources)),
        started=row.started,
        owner=row.owner,
        state=row.state,
        ended=row.ended,
        counts=tuple(json.loads(row.counts).items()),
        reason=row.reason,
    )
