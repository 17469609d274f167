"""Speed of gather-and-read beside bare reading, with the same processes, and of a second run over the same input.

Bare reading takes parsed articles through the same pool and keeps nothing. Run as
`python -m bench.throughput [--articles N] [--processes P] [--profile]`; the articles are those of `bench.killed`.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from bench.killed import write_slice
from isnad.errors import SourceError
from isnad.gather.fetch import Source
from isnad.gather.parse import ParseOptions
from isnad.gather.parse.jsonl import parse_jsonl
from isnad.keep.versions import Version
from isnad.model import Article
from isnad.pipeline.outcomes import Map
from isnad.pipeline.stored import read_version
from isnad.show.cli.gathering import workers
from isnad.workspace import Workspace

_LEAST_SHARE = 0.6
_LEAST_TIMES = 20.0
_WARM = 64


def load_articles(path: Path) -> list[Article]:
    """The file's articles, parsed; what gives none is left out."""
    found = parse_jsonl(path.read_text("utf-8"), str(path), ParseOptions())
    return [one for one in found if not isinstance(one, SourceError)]


def read_bare(articles: list[Article], map_: Map) -> float:
    """Seconds that reading takes when the pool has started."""
    versions = [Version(a.article_id, "", 1, "", "", "", "", a, "", 0, "") for a in articles]
    list(map_(read_version, versions[:_WARM]))
    start = time.perf_counter()
    claims = sum(len(read.claims) for read in map_(read_version, versions))
    taken = time.perf_counter() - start
    print(f"bare reading          {taken:8.1f} s  {len(articles) / taken:7.1f} articles/s  {claims} claims", flush=True)
    return taken


def gather(path: Path, folder: Path, map_: Map, name: str) -> float:
    """Seconds that gathering and reading the file takes."""
    start = time.perf_counter()
    with Workspace.open(folder, make=True) as workspace:
        done = workspace.gather([Source(str(path))], map_, read=True)
    taken = time.perf_counter() - start
    print(f"{name:20s}  {taken:8.1f} s  {done.gathered / taken:7.1f} articles/s  {done.claims} claims", flush=True)
    return taken


def measure(articles: int | None, processes: int, *, profile: bool) -> tuple[float, float]:
    """Share of the bare speed that is left when all is kept, and how many times faster a second run is."""
    with tempfile.TemporaryDirectory() as name, workers(processes) as map_:
        path = write_slice(Path(name) / "articles.jsonl", articles)
        bare_s = read_bare(load_articles(path), map_)
        with _profiled() if profile else nullcontext():
            first_s = gather(path, Path(name) / "workspace", map_, "gathered and read")
        with _profiled() if profile else nullcontext():
            second_s = gather(path, Path(name) / "workspace", map_, "a second time")
    return bare_s / first_s, first_s / second_s


@contextmanager
def _profiled() -> Iterator[None]:
    """Prints where this process spent its time; that of the workers is what it waits for."""
    with cProfile.Profile() as profile:
        yield
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def main() -> int:
    """Measure and compare with the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, help="the first so many; all by default")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    share, times = measure(given.articles, given.processes, profile=given.profile)
    print(f"kept and read at {share:.2f} of the bare speed; at least {_LEAST_SHARE:.2f} is wanted")
    print(f"a second run is {times:.0f} times faster; at least {_LEAST_TIMES:.0f} is wanted")
    return int(share < _LEAST_SHARE or times < _LEAST_TIMES)


if __name__ == "__main__":
    sys.exit(main())
