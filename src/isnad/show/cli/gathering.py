"""`isnad gather`, `isnad read` into a workspace, `isnad skipped`, `isnad runs`: what was done, and the balance."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from isnad.errors import SourceError
from isnad.gather.fetch.sources import Source, load_sources, parse_day
from isnad.gather.parse.rows import FIELDS
from isnad.keep.balance import Balance
from isnad.keep.findings import find_skipped
from isnad.keep.runs import find_runs
from isnad.pipeline.outcomes import Map
from isnad.pipeline.runs import Tally
from isnad.pipeline.stored import lose
from isnad.run.local import Pool, PoolOptions
from isnad.show.cli.options import Place
from isnad.show.cli.statuses import Status
from isnad.workspace import Workspace

_MOST_SHOWN = 20


def find_sources(
    named: Sequence[str], *, outlet: str | None, published: str | None, columns: Sequence[str]
) -> list[Source]:
    """The sources named on the command line: each a path or a URL, or a list of them.

    Raises: SourceError for a wrong list, day or column.
    """
    if published:
        parse_day(published, "--published")
    mapped = dict(_column(text) for text in columns)
    found: list[Source] = []
    for name in named:
        if not name:
            raise SourceError("source", "is empty; name a file, a folder or a URL")
        source = Source(name, outlet=outlet, published=published, columns=mapped)
        found += load_sources(Path(name)) if name.endswith(".toml") and not source.is_web else [source]
    return found


def _column(text: str) -> tuple[str, str]:
    field, mark, column = text.partition("=")
    if not mark or field not in FIELDS or not column:
        raise SourceError("--column", f"{text!r} names no column; write {FIELDS[0]}=NAME ({', '.join(FIELDS)})")
    return field, column


def gather_and_report(place: Place, sources: Sequence[Source], processes: int, *, read: bool) -> int:
    """Exit status after gathering, and reading what was gathered: 0, or 2 where anything was skipped."""
    with place.open(make=True) as workspace, workers(processes) as map_:
        with _bar("Gathering", None) as show:
            done = workspace.gather(sources, map_, show, read=read)
        print_problems(done)
        print_tally(done, done if read else None)
        print_balance(workspace.balance())
    return Status.BAD_INPUT if done.problems else 0


def read_and_report(place: Place, processes: int, *, again: bool) -> int:
    """Exit status after reading what the workspace holds unread."""
    with place.open() as workspace, workers(processes) as map_:
        done = _read(workspace, map_, again=again)
        print_tally(None, done)
        print_balance(workspace.balance())
    return Status.BAD_INPUT if done.problems else 0


def _read(workspace: Workspace, map_: Map, *, again: bool) -> Tally:
    balance = workspace.balance()
    with _bar("Reading", balance.read + balance.waiting if again else balance.waiting) as show:
        done = workspace.read(map_, show, again=again)
    print_problems(done)
    return done


def skipped_and_print(place: Place, processes: int, *, retry: bool, as_json: bool) -> int:
    """Exit status after listing what is skipped now: 0."""
    with place.open() as workspace:
        if retry:
            with workers(processes) as map_:  # what ended a worker before may do so again
                print_tally(workspace.retry(map_), None)
        with workspace.store.read() as connection:
            findings = find_skipped(connection)
    for finding in findings:
        where = dict(finding.detail).get("where", finding.subject)
        row = {"where": where, "reason": finding.reason, "at": finding.at, "kind": finding.subject_kind}
        print(json.dumps(row, ensure_ascii=False) if as_json else f"{where}: {finding.reason}")
    if not as_json:
        print(f"{len(findings)} skipped", file=sys.stderr)
    return 0


def runs_and_print(place: Place, limit: int, *, as_json: bool) -> int:
    """Exit status after listing runs and the balance: 0."""
    with place.open() as workspace:
        with workspace.store.read() as connection:
            runs = find_runs(connection, limit=limit)
        for run in runs:
            counts = {name: count for name, count in run.counts if count}
            row = {"run": run.run_id, "command": run.command, "state": run.state, "started": run.started,
                   "ended": run.ended, "sources": list(run.sources), **counts}  # fmt: skip
            said = ", ".join(f"{count:,} {name}" for name, count in counts.items()) or "nothing new"
            print(
                json.dumps(row, ensure_ascii=False) if as_json else f"{run.run_id}  {run.command}  {run.state}  {said}"
            )
        print_balance(workspace.balance())
    return 0


def print_tally(gathered: Tally | None, done: Tally | None) -> None:
    """One line on what the run did."""
    if gathered is not None:
        print(f"{gathered.gathered:,} gathered = {gathered.new:,} new + {gathered.duplicate:,} duplicate"
              f" + {gathered.skipped:,} skipped", file=sys.stderr)  # fmt: skip
    if done is not None:
        print(f"{done.read:,} articles read, {done.claims:,} claims", file=sys.stderr)


def print_balance(balance: Balance) -> None:
    """One line on everything that was ever gathered here."""
    waiting = f" + {balance.waiting:,} waiting to be read" if balance.waiting else ""
    print(f"workspace: {balance.gathered:,} gathered = {balance.read:,} read + {balance.duplicate:,} duplicate"
          f" + {balance.skipped:,} skipped{waiting}", file=sys.stderr)  # fmt: skip


def print_problems(tally: Tally) -> None:
    """A line for each item that was skipped, up to a screenful."""
    for where, reason in tally.problems[:_MOST_SHOWN]:
        print(f"isnad: {where}: {reason}", file=sys.stderr)
    if len(tally.problems) > _MOST_SHOWN:
        print(f"isnad: and {len(tally.problems) - _MOST_SHOWN:,} more; `isnad skipped` lists all", file=sys.stderr)


@contextmanager
def workers(processes: int) -> Iterator[Map]:
    """A map over worker processes; with 1 it is the plain one."""
    if processes == 1:
        yield map
        return
    with Pool(PoolOptions(processes=processes), lose) as pool:
        yield pool.map


@contextmanager
def _bar(label: str, total: int | None) -> Iterator[Callable[[Tally], None]]:
    """A function that shows how far a run is, on standard error where that is a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        tasks = {label: progress.add_task(label, total=total)}

        def show(tally: Tally) -> None:
            """What is gathered has its own bar, and what is read after it another."""
            if tally.gathered and not tally.read:
                progress.update(tasks[label], completed=tally.gathered)
                return
            if "Reading" not in tasks:
                tasks["Reading"] = progress.add_task("Reading", total=tally.new or None)
            progress.update(tasks["Reading"], completed=tally.read)

        yield show
