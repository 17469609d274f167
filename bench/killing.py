"""Runs that are killed at random moments and begun again, and what a workspace holds but for times and chance."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, Table, select

from isnad.keep.runs import find_runs
from isnad.keep.store import Store, url_of
from isnad.keep.tables import metadata
from isnad.workspace import Workspace

# What differs between two runs of the same: times, names of runs, the chain, and numbers that count arrivals.
_CHANCE = {
    "unweighed": {"number"},
    "receipts": {"received", "run", "previous", "hash"},
    "versions": {"received"},
    "findings": {"number", "finding_id", "at", "detail"},
    "claims": {"number"},
    "claim_places": {"claim"},
    "claim_actors": {"claim"},
    "article_rows": {"number"},
}
START_S = 1.5
_CLAIM_PARTS = ("claim_places", "claim_actors")


@dataclass(frozen=True, slots=True)
class Command:
    """`isnad gather` of some sources into a workspace."""

    sources: tuple[Path, ...]
    workspace: Path
    database: str | None = None
    processes: int = 2

    @property
    def url(self) -> str:
        """The URL of its store."""
        return self.database or url_of(self.workspace.absolute() / "store.sqlite")

    def start(self) -> subprocess.Popen[str]:
        """The command in a process group of its own."""
        words = [sys.executable, "-m", "isnad", "gather", *map(str, self.sources), "-w", str(self.workspace)]
        words += ["-p", str(self.processes), *(["--database", self.database] if self.database else [])]
        return subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
        )

    def run(self, timeout_s: float = 3600) -> tuple[int, str]:
        """Exit status and what was said, when it has ended."""
        process = self.start()
        try:
            said = process.communicate(timeout=timeout_s)[1]
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        return process.returncode, said


@dataclass(frozen=True, slots=True)
class Killed:
    """A run that was killed `kills` times and begun again until it ended; `status` and `said` are of its end."""

    kills: int
    status: int
    said: str


def run_killed(command: Command, kills: int, run_s: float, chance: Random) -> Killed:
    """What came of the command, killed at random moments spread over the work that takes `run_s` seconds undisturbed.

    Each start is given the time that a start takes before it works. Four kills in five are of all its processes, the
    others of the one that leads them alone.
    """
    step = max(run_s - START_S, 0.1) / (kills + 1)
    for done in range(kills):
        process = command.start()
        try:
            said = process.communicate(timeout=START_S + chance.uniform(0, 2 * step))[1]
            return Killed(done, process.returncode, said)
        except subprocess.TimeoutExpired:
            _kill(process, group=chance.random() < 0.8)
        if has_ended(command):
            return Killed(done + 1, 0, "")
    return Killed(kills, *command.run())


def has_ended(command: Command) -> bool:
    """Whether its run was noted as done: killed after that, it has no more to do."""
    if not (command.database or (command.workspace / "store.sqlite").exists()):
        return False
    with Store.open(command.url) as store, store.read() as conn:
        found = find_runs(conn, limit=1)
    return bool(found) and found[0].state == "done"


def _kill(process: subprocess.Popen[str], *, group: bool) -> None:
    if group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate(timeout=60)  # ends when the workers have


def wait_for_end(pids: Sequence[int], timeout_s: float) -> bool:
    """Whether all these processes have ended in time."""
    deadline = time.monotonic() + timeout_s
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def find_group(pid: int) -> list[int]:
    """Processes of the group that the process leads."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def find_records(store: Store, *, without: dict[str, set[str]] | None = None) -> dict[str, list[str]]:
    """All rows of each table but for what differs between two runs of the same, and for the columns of `without`."""
    with store.read() as conn:
        claim_ids = {row.number: row.claim_id for row in conn.execute(select(metadata.tables["claims"]))}
        tables = [table for table in metadata.sorted_tables if table.name != "runs"]
        return {table.name: _rows(conn, table, claim_ids, (without or {}).get(table.name, set())) for table in tables}


def _rows(conn: Connection, table: Table, claim_ids: dict[int, str], without: set[str]) -> list[str]:
    left_out = _CHANCE.get(table.name, set()) | without
    found = []
    for row in conn.execute(select(table)).mappings():
        values: dict[str, Any] = {name: value for name, value in row.items() if name not in left_out}
        if table.name in _CLAIM_PARTS:
            values["of"] = claim_ids[row["claim"]]
        if table.name == "findings":
            values["detail"] = [pair for pair in json.loads(row["detail"]) if pair[0] != "run"]
        found.append(repr(sorted(values.items())))
    return sorted(found)


def find_faults(folder: Path, database: str | None, wanted: dict[str, list[str]]) -> list[str]:
    """What is wrong with a workspace that ought to hold these records.

    Empty: nothing is.
    """
    with Workspace.open(folder, database) as workspace:
        verification, balance = workspace.verify(), workspace.balance()
        held = find_records(workspace.store)
    faults = [f"{name}: {len(set(rows) ^ set(held[name]))} rows differ, {len(rows)} wanted, {len(held[name])} held"
              for name, rows in wanted.items() if rows != held[name]]  # fmt: skip
    if verification.broken or verification.torn:
        faults.append(f"the archive does not verify: {verification.broken or 'its log is torn'}")
    if not balance.holds or balance.waiting:
        faults.append(f"the balance does not hold: {balance}")
    return faults
