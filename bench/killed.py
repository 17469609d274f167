"""Killed, not lost, at full size: gather-and-read killed at random moments, and what it leaves at the end.

Run as `python -m bench.killed [--kills 50] [--database URL] [--articles N]`; the database must be empty. The articles are
the reports of `../shared/data/articles/saudinewsnet_2015.jsonl.gz`, or generated from the samples where it is not there.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from random import Random

from bench.killing import Command, find_faults, find_records, run_killed
from isnad.workspace import Workspace

ARTICLES = Path("../shared/data/articles/saudinewsnet_2015.jsonl.gz")


def write_slice(path: Path, count: int | None) -> Path:
    """A JSON Lines file of the first `count` reports, or of all."""
    if not ARTICLES.exists():
        from tests.whole.reports import write_reports

        return write_reports(path, count or 30_000)
    with gzip.open(ARTICLES, "rb") as reports, path.open("wb") as file:
        file.writelines(islice(reports, count))
    return path


def measure(kills: int, articles: int | None, database: str | None, processes: int) -> list[str]:
    """Faults of the workspace of a run that was killed so often, beside one that was not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write_slice(folder / "articles.jsonl", articles)
        whole = Command((path,), folder / "undisturbed", processes=processes)
        start = time.perf_counter()
        status, said = whole.run()
        run_s = time.perf_counter() - start
        with Workspace.open(whole.workspace) as workspace:
            wanted = find_records(workspace.store)
        counts = ", ".join(f"{len(rows)} {table}" for table, rows in wanted.items() if rows)
        print(f"undisturbed: {run_s:.0f} s, status {status}: {counts}\n{said}", flush=True)
        command = Command((path,), folder / "killed", database, processes)
        start = time.perf_counter()
        killed = run_killed(command, kills, run_s, Random(2015))
        taken_s = time.perf_counter() - start
        print(f"killed {killed.kills} times: {taken_s:.0f} s, status {killed.status}\n{killed.said}", flush=True)
        return find_faults(command.workspace, database, wanted)


def main() -> int:
    """Measure, print, and say whether both workspaces hold the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, help="the first so many; all by default")
    parser.add_argument("--database", help="postgresql://... of an empty database; SQLite by default")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    faults = measure(given.kills, given.articles, given.database, given.processes)
    print("\n".join(faults) or "the same records; the archive verifies; the balance holds")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
