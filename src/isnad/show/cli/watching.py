"""`isnad watch`: sources followed until stopped."""

from __future__ import annotations

import sys
from pathlib import Path

from isnad.gather.fetch.sources import Source, load_sources
from isnad.pipeline.outcomes import Map
from isnad.pipeline.watching import find_due
from isnad.show.cli.gathering import print_balance, print_problems, workers
from isnad.show.cli.options import Place
from isnad.workspace import Workspace


def watch_and_report(place: Place, path: Path, processes: int, *, once: bool) -> int:
    """Exit status after looking at each source once, or after being stopped: 0."""
    sources = load_sources(path)
    with place.open(make=True) as workspace, workers(processes) as map_:
        try:
            for source in sources if once else find_due(sources):
                _look(workspace, source, map_)
        except KeyboardInterrupt:
            print("stopped", file=sys.stderr)
        print_balance(workspace.balance())
    return 0


def _look(workspace: Workspace, source: Source, map_: Map) -> None:
    """Gather and read what the source has now; one line on it."""
    done = workspace.gather([source], map_, read=True)
    print_problems(done)
    print(f"{source.name or source.at}: {done.new} new, {done.duplicate} known, {done.skipped} skipped,"
          f" {done.claims} claims", flush=True)  # fmt: skip
