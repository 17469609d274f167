"""`isnad read` and `isnad demo`: readings printed as tables or as JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from isnad.gather.parse import ParseOptions
from isnad.pipeline.reader import packaged_reader
from isnad.pipeline.reading import Reading, Skipped, read_parsed, read_paths, read_stream
from isnad.read.reader import Reader
from isnad.show.cli.statuses import Status
from isnad.show.cli.tables import print_reading
from isnad.show.rows import article_row

_STDIN = Path("-")
_BAR_FROM_FILES = 5


def read_and_print(paths: list[Path], *, as_json: bool, published: date | None, explain: bool) -> int:
    """Exit status after reading all paths: 0, or 2 where any item was skipped. Balance: found = read + skipped."""
    options = ParseOptions(published=published, today=date.today())
    reader = packaged_reader()
    return _print_all(_read(paths, options, reader), as_json=as_json, explain=explain)


def demo_and_print(*, as_json: bool, explain: bool) -> int:
    """Exit status after reading the packaged samples."""
    from isnad.show.samples import sample_articles

    return _print_all(read_parsed(sample_articles(), packaged_reader()), as_json=as_json, explain=explain)


def _read(paths: list[Path], options: ParseOptions, reader: Reader) -> Iterator[Reading | Skipped]:
    files = [path for path in paths if path != _STDIN]
    if _STDIN in paths:
        yield from read_stream(sys.stdin.buffer.read(), "-", options, reader)
    yield from _with_bar(read_paths(files, options, reader), sum(_count(path) for path in files))


def _count(path: Path) -> int:
    return sum(1 for p in path.rglob("*") if p.is_file()) if path.is_dir() else 1


def _with_bar(readings: Iterable[Reading | Skipped], total: int) -> Iterator[Reading | Skipped]:
    """The readings, with a progress bar on standard error where it is a terminal and there are many."""
    console = Console(stderr=True)
    if total < _BAR_FROM_FILES or not console.is_terminal:
        yield from readings
        return
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Reading", total=total)
        for reading in readings:
            progress.advance(task)
            yield reading


def _print_all(readings: Iterable[Reading | Skipped], *, as_json: bool, explain: bool) -> int:
    read = skipped = claims = 0
    console = Console()
    for reading in readings:
        if isinstance(reading, Skipped):
            skipped += 1
            print(f"isnad: {reading.where}: {reading.reason}", file=sys.stderr)
            continue
        read += 1
        claims += len(reading.claims)
        if as_json:
            print(json.dumps(article_row(reading.article, reading.claims, explain=explain), ensure_ascii=False))
        else:
            print_reading(console, reading, explain=explain)
    if not as_json or skipped:
        print(f"{read + skipped} found = {read} read + {skipped} skipped; {claims} claims", file=sys.stderr)
    return Status.BAD_INPUT if skipped else 0
