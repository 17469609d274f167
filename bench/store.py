"""The store at ten thousand, a hundred thousand and a million claims: size, and the time that pages take.

Run as `python -m bench.store [--sizes 10000,100000] [--database URL]`. Claims are copies of those read in
the pool beside the project, else in the samples, written as a workspace writes them. A page is asked for first of a
store that was just opened (cold: on SQLite its file is not in the system's memory either), then again and again (warm:
the median). Bars: 50 ms for a filtered page of 50, 100 ms for a page by words.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.engine import make_url

from bench.copies import Copy, Read, copies
from bench.speed import POOL, load_articles
from isnad.keep.articles import write_articles
from isnad.keep.claims import write_readings
from isnad.keep.filters import ClaimFilter
from isnad.keep.pages import find_claims
from isnad.keep.receipts import write_receipts
from isnad.keep.search import find_articles
from isnad.keep.store import Store
from isnad.keep.tables import claim_actors, claim_places, claims, readings, receipts
from isnad.pipeline.reader import packaged_reader

PAGE_MS, WORDS_MS = 50.0, 100.0
_SIZES = "10000,100000,1000000"
_REPORTS = 300
_BATCH = 500
_ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Question:
    """A page that is asked for, and the time that it may take."""

    name: str
    ask: Callable[[Connection], object]
    bar_ms: float


def read_reports() -> list[Read]:
    """Reports with claims, read once."""
    reader = packaged_reader()
    read = (Read(article, reader.read(article)) for article in load_articles(POOL))
    return list(islice((report for report in read if report.claims), _REPORTS))


def grow(store: Store, made: Iterator[Copy], size: int, there: int) -> float:
    """Write copies until the store has that many claims; seconds of writing alone."""
    spent = 0.0
    while there < size:
        batch = list(islice(made, _BATCH))
        start = time.perf_counter()
        with store.write() as conn:
            write_receipts(conn, [copy.receipt for copy in batch])
            versions = write_articles(conn, [copy.parsed for copy in batch])
            write_readings(conn, [(v, copy.claims_of(v)) for v, copy in zip(versions, batch, strict=True)], "bench")
        spent += time.perf_counter() - start
        there += sum(len(copy.claims) for copy in batch)
    if not store.is_sqlite:
        with store.write() as conn:
            conn.execute(text("ANALYZE"))  # as the server does by itself after a while
    return spent


def questions(store: Store) -> list[Question]:
    """Pages by the values that most and that fewest claims have, alone and in pairs, and by words."""
    with store.read() as conn:
        often, seldom = _values(conn, most=True), _values(conn, most=False)
        word = str(conn.execute(select(claims.c.words).order_by(claims.c.number.desc())).scalars().first())
    year = {"first_day": "2012-03-01", "last_day": "2012-03-31"}
    asked: dict[str, dict[str, Any]] = {"all": {}, "a month": year, "since 2014": {"first_day": "2014-01-01"}}
    asked |= {
        "until 2006": {"last_day": "2006-12-31"},
        "one day": {"first_day": "2013-05-05", "last_day": "2013-05-05"},
    }
    for kind, values in (("often", often), ("seldom", seldom)):
        asked |= {f"{name}, {kind}": {name: value} for name, value in values.items()}
        asked |= {f"type + a month, {kind}": {"type": values["type"], **year}}
        asked |= {f"type + {name}, {kind}": {"type": often["type"], name: values[name]} for name in _PAIRED}
        asked |= {f"type + {name}, rare type, {kind}": {"type": seldom["type"], name: values[name]} for name in _PAIRED}
        asked |= {f"place + a month, {kind}": {"place_id": values["place_id"], **year}}
        asked |= {f"outlet + a month, {kind}": {"outlet": values["outlet"], **year}}
    asked |= {"withdrawn": {"state": "withdrawn"}, "type, of any state": {"type": often["type"], "state": None}}
    found = [Question(name, _page(ClaimFilter(**fields)), PAGE_MS) for name, fields in asked.items()]
    rare = max(word.split(), key=lambda w: (len(w), w))
    for name, words in (
        ("often", "في"),
        ("frequent", "مقتل"),
        ("two words", "مقتل في"),
        ("rare", rare),
        ("none", "ظظظغ"),
    ):
        narrowed = {"": {}, " + type": {"type": seldom["type"]}, " + outlet": {"outlet": seldom["outlet"]}}
        narrowed |= {
            " + place": {"place_id": often["place_id"]},
            " + a month": year,
            " + until 2006": asked["until 2006"],
        }
        for more, fields in narrowed.items():
            found.append(Question(f"words, {name}{more}", _page(ClaimFilter(text=words, **fields)), WORDS_MS))
        found.append(Question(f"articles, {name}", _articles(words), WORDS_MS))
    return found


_PAIRED = ("admin1", "country", "outlet", "place_id", "actor", "source", "factuality")


def _values(conn: Connection, *, most: bool) -> dict[str, str]:
    """Of each field the value that most claims have, or fewest."""
    fields = {name: claims.c[name] for name in ("type", "admin1", "country", "outlet", "source", "factuality")}
    fields |= {"place_id": claim_places.c.place_id, "actor": claim_actors.c.actor}
    found = {}
    for name, column in fields.items():
        count = func.count()
        query = select(column).where(column.is_not(None)).group_by(column)
        found[name] = str(conn.execute(query.order_by(count.desc() if most else count, column)).scalars().first())
    return found


def _page(asked: ClaimFilter) -> Callable[[Connection], object]:
    return lambda conn: find_claims(conn, asked)


def _articles(words: str) -> Callable[[Connection], object]:
    return lambda conn: find_articles(conn, words)


def measure(url: str, question: Question) -> tuple[float, float]:
    """Milliseconds cold and warm."""
    _forget(url)
    with Store.open(url) as store, store.read() as conn:
        conn.execute(text("SELECT 1"))
        times = []
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            question.ask(conn)
            times.append((time.perf_counter() - start) * 1000)
    return times[0], statistics.median(times[1:])


def _forget(url: str) -> None:
    """Ask the system to hold nothing of SQLite's file in memory, so that the next to read it reads the disk."""
    path = make_url(url).database
    if not url.startswith("sqlite") or path is None or not hasattr(os, "posix_fadvise"):
        return
    with Path(path).open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def table(figures: dict[int, dict[str, tuple[float, float]]], bars: dict[str, float]) -> Iterator[str]:
    """Lines of the growth: cold and warm milliseconds at each size, marked where warm is over the bar."""
    yield f"{'milliseconds, cold / warm':44s}" + "".join(f"{size:>18,}" for size in figures) + "   bar"
    for name, bar in bars.items():
        cells = [figures[size].get(name, (0.0, 0.0)) for size in figures]
        over = " over" if cells[-1][1] > bar else ""
        yield f"{name:44s}" + "".join(f"{cold:9.1f} /{warm:7.1f}" for cold, warm in cells) + f"  {bar:4.0f}{over}"


def sizes_of(store: Store) -> str:
    """Where the bytes are, in one line for each of the largest tables and indices."""
    with store.read() as conn:
        kept = conn.execute(select(func.sum(func.length(claims.c.body)), func.count())).one()
        again = conn.execute(select(func.sum(func.length(readings.c.body)))).scalar_one()
        if not store.is_sqlite:
            total = int(conn.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
            parts = []
        else:
            pages = conn.execute(text("SELECT name, sum(pgsize) FROM dbstat GROUP BY 1 ORDER BY 2 DESC")).all()
            total, parts = (
                sum(size for _, size in pages),
                [f"{n} {s / kept[1]:.0f}" for n, s in pages if s > total_of(pages)],
            )
    return (
        f"{total / 1e6:,.0f} MB, {total / kept[1]:,.0f} bytes a claim; claims.body {kept[0] / kept[1]:,.0f}, "
        f"readings.body {again / kept[1]:,.0f}\n  bytes a claim: {', '.join(parts)}"
    )


def total_of(pages: object, share: float = 0.01) -> float:
    """The least that is worth naming."""
    return share * sum(size for _, size in pages)  # type: ignore[attr-defined]


def run(url: str, sizes: list[int]) -> int:
    """Grow the store and print what its pages take at each size; 1 when a page is over its bar at the largest."""
    reports = read_reports()
    made, there = copies(reports), 0
    figures: dict[int, dict[str, tuple[float, float]]] = {}
    bars: dict[str, float] = {}
    print(f"{len(reports)} reports with {sum(len(read.claims) for read in reports)} claims, copied", flush=True)
    for size in sizes:
        with Store.open(url) as store:
            spent = grow(store, made, size, there)
            with store.read() as conn:
                held, there = conn.execute(select(func.count(receipts.c.number))).scalar_one(), _count(conn)
            print(f"{there:,} claims of {held:,} reports; {spent:.0f} s of writing; {sizes_of(store)}", flush=True)
            asked = questions(store)
        figures[size] = {question.name: measure(url, question) for question in asked}
        bars = {question.name: question.bar_ms for question in asked}
    lines = list(table(figures, bars))
    print("\n".join(lines))
    return int(any(line.endswith("over") for line in lines))


def _count(conn: Connection) -> int:
    return int(conn.execute(select(func.count()).select_from(claims)).scalar_one())


def main() -> int:
    """Measure a fresh store in a folder that is removed afterwards, or the empty database that is named."""
    parser = argparse.ArgumentParser(prog="python -m bench.store")
    parser.add_argument("--sizes", default=_SIZES, help=f"numbers of claims, rising; {_SIZES}")
    parser.add_argument("--database", help="URL of an empty database; a file of SQLite's in a temporary folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="isnad-bench-") as folder:
        url = asked.database or f"sqlite:///{Path(folder) / 'store.sqlite'}"
        return run(url, [int(size) for size in asked.sizes.split(",")])


if __name__ == "__main__":
    sys.exit(main())
