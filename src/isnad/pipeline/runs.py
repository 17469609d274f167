"""Runs: which process makes one, whether it still lives, and what it has done so far."""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from isnad.keep.runs import end_run, find_interrupted, note_run, start_run
from isnad.keep.store import Store
from isnad.keep.waiting import Done
from isnad.pipeline.outcomes import Duplicate, Failed, Outcome, Run
from isnad.pipeline.stored import VersionRead
from isnad.settings import VERSION

_TOOL = f"isnad {VERSION}"
_PROC = Path("/proc")
# So often a run notes how far it is: who watches it needs no more, and the store is written to little.
_NOTED_EVERY_S = 1.0


@dataclass(slots=True)
class Tally:
    """What a run did so far: items `gathered` = `new` + `duplicate` + `skipped`; versions `read`, `claims` in them.

    `problems` are place and reason of each item that was skipped.
    """

    gathered: int = 0
    new: int = 0
    duplicate: int = 0
    skipped: int = 0
    read: int = 0
    claims: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)

    def add(self, outcome: Outcome | VersionRead) -> None:
        """Count one outcome."""
        if isinstance(outcome, VersionRead):
            self._add_read(outcome)
        elif isinstance(outcome, Failed):
            self.gathered, self.skipped = self.gathered + 1, self.skipped + 1
            self.problems.append((outcome.where, outcome.reason))
        elif isinstance(outcome, Duplicate):
            self.gathered, self.duplicate = self.gathered + 1, self.duplicate + 1
        else:
            self.gathered, self.new = self.gathered + 1, self.new + 1

    def take_up(self, done: Done) -> None:
        """Count what the run did before it was interrupted."""
        skipped = len(done.problems)
        self.gathered += done.new + done.duplicate + skipped
        self.new, self.duplicate, self.skipped = (
            self.new + done.new,
            self.duplicate + done.duplicate,
            self.skipped + skipped,
        )
        self.problems += done.problems

    def _add_read(self, outcome: VersionRead) -> None:
        if outcome.reason:
            self.problems.append((outcome.version.where, outcome.reason))
        else:
            self.read, self.claims = self.read + 1, self.claims + len(outcome.claims)

    def counts(self) -> dict[str, int]:
        """The counts by name."""
        return {name: getattr(self, name) for name in ("gathered", "new", "duplicate", "skipped", "read", "claims")}


@contextmanager
def running(store: Store, command: str, sources: Sequence[str]) -> Iterator[tuple[Run, Tally]]:
    """A run of the command, noted in the store; one over the same sources that was killed is taken up again.

    A run that ends by an error stays open, so that the next one goes on where it stopped.
    """
    now = moment()
    with store.write() as connection:
        stopped = find_interrupted(connection, is_alive, command=command)
        again = next((run.run_id for run in stopped if run.sources == tuple(sources)), None)
        run_id = again or f"{now[:19].replace('-', '').replace(':', '')}-{secrets.token_hex(3)}"
        start_run(connection, run_id, command, sources, now, this_process())
    tally = Tally()
    yield Run(run_id, _TOOL, moment), tally
    with store.write() as connection:
        end_run(connection, run_id, moment(), tally.counts())


class Noting:
    """Notes in the store how far a run is, at most once a second."""

    def __init__(self, store: Store, run: Run) -> None:
        self._store = store
        self._run_id = run.run_id
        self._last = time.monotonic()

    def note(self, tally: Tally) -> None:
        """Note it, if it was not noted just now."""
        now = time.monotonic()
        if now - self._last >= _NOTED_EVERY_S:
            self._last = now
            with self._store.write() as connection:
                note_run(connection, self._run_id, tally.counts())


def moment() -> str:
    """The time now, UTC, with microseconds and `Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def this_process() -> str:
    """A name of this process that no later one has: machine, process id, and when it began."""
    return f"{socket.gethostname()}:{os.getpid()}:{_began(os.getpid())}"


def is_alive(owner: str) -> bool:
    """Whether the process of that name still runs; one of another machine is taken to."""
    host, pid, began = owner.rsplit(":", 2)
    return host != socket.gethostname() or (_exists(int(pid)) and _began(int(pid)) == began)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _began(pid: int) -> str:
    """When the process began, in ticks of its machine; "0" where the system does not tell."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return "0"
