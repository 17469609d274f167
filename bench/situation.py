"""The situation at a thousand to a million incidents: what the map, the list, the time line and the counts take.

Run as `python -m bench.situation [--sizes 1000,10000,100000] [--database URL] [--rounds N]`. Rows are made in the
database itself, of places of the gazetteer, types of the catalogue and actors of the register, so that they are many and
alike; care is applied as for a person who may see all. Each view is asked with every filter of a list, several times;
the figure is the 95th percentile of all those questions. The bar is 200 ms at a hundred thousand.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from isnad.gather.archive.archive import Archive
from isnad.keep.cells import find_cell
from isnad.keep.store import Store
from isnad.pipeline.scales import packaged_scales
from isnad.show.care.eyes import Eyes, Role
from isnad.show.views.filters import SituationFilter
from isnad.show.views.map import Frame, Scope, find_map
from isnad.show.views.situation import find_situation
from isnad.show.views.tallies import find_facets, find_timeline
from isnad.workspace import Workspace

BAR_MS, BAR_SIZE = 200.0, 100_000
_SIZES = "1000,10000,100000"
_DAYS, _FIRST_DAY = 3650, date(2012, 1, 1)
_WORDS = ("قصف", "مقتل", "نزوح", "اشتباكات", "انسحاب", "مدنيين", "مرفا", "سنبلة", "زورق", "خيال")
_EYES = Eyes("bench", Role.ANALYST, "2024-12-07T00:00:00.000000Z")
# A number that looks drawn, from the row's own and a salt, below the last.
_DRAWN = "(((i * 48271 + {salt} * 7919) % 2147483647) % {below})"
# Few are drawn often: the product of two is small more often than large.
_SKEWED = "(" + _DRAWN.replace("{salt}", "{salt}1") + " * " + _DRAWN.replace("{salt}", "{salt}2") + " / {below})"
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT CAST(:first AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < :last) "


def prepare(conn: Connection) -> dict[str, int]:
    """Lists to draw from, and the one article that all claims stand in; how long each list is."""
    knowledge = packaged_scales().knowledge
    areas = packaged_scales().ground.areas
    places = [
        (row.place_id, row.country, row.admin1, row.lat, row.lon, "area" if row.place_id in areas else "point",
         None if row.place_id in areas else find_cell(row.lat, row.lon))
        for row in knowledge.places if row.lat is not None and row.lon is not None and row.country
    ]  # fmt: skip
    lists: dict[str, tuple[str, Sequence[Sequence[Any]]]] = {
        "b_places": (
            "place_id TEXT, country TEXT, admin1 TEXT, lat FLOAT, lon FLOAT, precision TEXT, cell INTEGER",
            places,
        ),
        "b_types": ("type TEXT, family TEXT", [(one.name, one.family) for one in knowledge.event_types]),
        "b_days": ("day TEXT", [((_FIRST_DAY + timedelta(days=at)).isoformat(),) for at in range(_DAYS)]),
        "b_actors": ("actor TEXT", [(one.actor_id,) for one in knowledge.actors]),
        "b_words": ("word TEXT", [(word,) for word in _WORDS]),
    }
    for name, (columns, rows) in lists.items():
        conn.execute(text(f"CREATE TABLE {name} (at BIGINT PRIMARY KEY, {columns})"))
        marks = ", ".join(f":v{at}" for at in range(len(rows[0])))
        values = [{"at": at} | {f"v{n}": value for n, value in enumerate(row)} for at, row in enumerate(rows)]
        conn.execute(text(f"INSERT INTO {name} VALUES (:at, {marks})"), values)
    _write_article(conn)
    return {name: len(rows) for name, (_, rows) in lists.items()}


def _write_article(conn: Connection) -> None:
    for statement in (
        "INSERT INTO captures (sha256, size) VALUES ('c', 1)",
        "INSERT INTO receipts (number, capture, kind, received, tool, run, previous, hash, found_key, found_at, told, "
        "headers) VALUES (1, 'c', 'text', '2012', '', '', '', '', '', '', '[]', '[]')",
        "INSERT INTO articles (article_id, versions, key) VALUES ('a', 1, 'id:a')",
        "INSERT INTO versions (version_id, article_id, number, capture, receipt, received, parser, content, unreadable, "
        "name, found_at, notes, sections, text) VALUES "
        "('v', 'a', 1, 'c', 1, '2012', 'p', 'x', false, 'a', '', '[]', '[]', '')",
    ):
        conn.execute(text(statement))


def grow(store: Store, counts: dict[str, int], there: int, size: int) -> float:
    """Make incidents until there are so many; seconds."""
    start = time.perf_counter()
    with store.write() as conn:
        made = _drop_indices(conn) if store.is_sqlite else []
        for statement in (*_statements(store, counts), *made):
            conn.execute(text(statement), {"first": there + 1, "last": size} if ":first" in statement else {})
    if not store.is_sqlite:
        with store.write() as conn:
            conn.execute(text("ANALYZE"))
    return time.perf_counter() - start


def _drop_indices(conn: Connection) -> list[str]:
    """What makes the indices again that are dropped here: to sort a million rows is faster than to insert them one by one."""
    named = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN "
    tables = "('incidents', 'incident_claims', 'incident_actors', 'claims')"
    found = conn.execute(text(named + tables)).all()
    for row in found:
        conn.execute(text(f"DROP INDEX {row.name}"))
    return [row.sql for row in found]


def _statements(store: Store, counts: dict[str, int]) -> Iterator[str]:
    """What makes the rows: incidents, their claims (one to three), actors, and the index of words."""

    def drawn(salt: int, table: str) -> str:
        return _SKEWED.format(salt=salt, below=counts[table])

    day = f"JOIN b_days d ON d.at = {_DRAWN.format(salt=7, below=_DAYS)}"
    name = "('i' || substr('00000000' || i, -8))" if store.is_sqlite else "('i' || lpad(i::text, 8, '0'))"
    origins = f"(1 + {_DRAWN.format(salt=3, below=20)} / 17)"
    dead = f"({_DRAWN.format(salt=5, below=40)} * {_DRAWN.format(salt=6, below=40)} / 100)"
    gravity = f"substr('00000' || {dead}, -5) || ' ' || t.type" if store.is_sqlite else (
        f"lpad(({dead})::text, 5, '0') || ' ' || t.type")  # fmt: skip
    yield (
        _inserted("incidents (number, incident_id, type, family, page_day, first_day, last_day, country, admin1, claims, "
        "articles, outlets, origins, digest, first_known, is_contested, factuality, precision, place_id, lat, lon, cell, "
        "gravity, fatalities_low, fatalities_high, lead, place, toll_words)")
        + f"SELECT i, {name}, t.type, t.family, d.day, d.day, d.day, p.country, p.admin1, 1 + i % 3, 1 + i % 3, 1 + i % 3, "
        f"{origins}, 'x', d.day || 'T12:00:00.000000Z', {origins} > 1 AND i % 7 = 0, 'asserted', p.precision, p.place_id, "
        f"p.lat, p.lon, p.cell, {gravity}, {dead}, {dead}, {name} || '0', 'x', '{{}}' FROM n "
        f"JOIN b_types t ON t.at = {drawn(1, 'b_types')} JOIN b_places p ON p.at = {drawn(2, 'b_places')} {day}"
    )  # fmt: skip
    for at in range(3):
        of = f"FROM n {day} WHERE i % 3 >= {at}"
        number = f"(i * 3 + {at})"
        yield (
            _inserted("claims (number, claim_id, version_id, article_id, state, type, factuality, page_day, digest, "
            "knowledge, words, body)")
            + f"SELECT {number}, {name} || '{at}', 'v', 'a', 'current', 'shelling', 'asserted', d.day, 'x', 'k', 'x', '{{}}' {of}"
        )  # fmt: skip
        yield (
            _inserted("incident_claims (claim_id, incident_id, origin, incident, claim, received, article_id, outlet)")
            + f"SELECT {name} || '{at}', {name}, 'origin ' || (i + {at}) % 50, i, {number}, "
            f"d.day || 'T1{at}:00:00.000000Z', 'a', 'outlet ' || (i + {at}) % 30 {of}"
        )
        words = f"w.word || ' ' || v.word FROM n JOIN b_words w ON w.at = (i + {at}) % 10 JOIN b_words v ON v.at = i / 7 % 10"
        if store.is_sqlite:
            yield _inserted("claim_index (rowid, tokens)") + f"SELECT {number}, {words} WHERE i % 3 >= {at}"
        else:
            shadow = words.replace("FROM", ", ' ')) FROM", 1)
            index = "SELECT {}, array_to_tsvector(string_to_array({} WHERE i % 3 >= {}"
            yield _inserted("claim_index (number, tokens)") + index.format(number, shadow, at)
    for role, salt in (("initiator", 8), ("target", 9), ("source", 10)):
        yield (
            _inserted("incident_actors (incident, role, position, page_day, actor)")
            + f"SELECT i, '{role}', 0, d.day, a.actor FROM n {day} JOIN b_actors a ON a.at = {drawn(salt, 'b_actors')}"
        )


def _inserted(into: str) -> str:
    return f"INSERT INTO {into} {_NUMBERS}"


def filters(conn: Connection) -> dict[str, SituationFilter]:
    """What is asked for: of each kind what most incidents have and what few have, alone and together."""
    often, seldom = (_values(conn, most=most) for most in (True, False))
    month = {"first_day": "2015-03-01", "last_day": "2015-03-31"}
    asked: dict[str, dict[str, Any]] = {
        "all": {}, "a month": month, "a year": {"first_day": "2014-01-01", "last_day": "2014-12-31"},
        "until 2012-06": {"last_day": "2012-06-30"}, "two origins": {"least_origins": 2},
        "contested": {"is_contested": True}, "not contested": {"is_contested": False},
        "as of 2013": {"as_of": "2013-06-01T00:00:00.000000Z"}, "as of 2020": {"as_of": "2020-06-01T00:00:00.000000Z"},
        "as of 2020, two origins": {"as_of": "2020-06-01T00:00:00.000000Z", "least_origins": 2},
        "a word": {"text": _WORDS[0]}, "two words": {"text": f"{_WORDS[1]} {_WORDS[2]}"},
    }  # fmt: skip
    for kind, values in (("often", often), ("seldom", seldom)):
        asked |= {f"{name}, {kind}": {name: value} for name, value in values.items()}
        asked |= {f"{name} + a month, {kind}": {name: value, **month} for name, value in values.items()}
        asked |= {
            f"type + {name}, {kind}": {"type": often["type"], name: values[name]} for name in ("country", "actor")
        }
    return {name: SituationFilter(**fields) for name, fields in asked.items()}


def _values(conn: Connection, *, most: bool) -> dict[str, str]:
    order = "DESC" if most else "ASC"
    found = {
        name: str(conn.execute(text(f"SELECT {name} FROM incidents WHERE {name} <> '' GROUP BY 1 ORDER BY count(*) {order}, 1"))
                  .scalars().first())
        for name in ("type", "family", "country", "admin1", "place_id")
    }  # fmt: skip
    for name, role in (("actor", "initiator"), ("source", "source")):
        counted = f"SELECT actor FROM incident_actors WHERE role = '{role}' GROUP BY 1 ORDER BY count(*) {order}, 1"
        found[name] = str(conn.execute(text(counted)).scalars().first())
    return found


View = Callable[[Workspace, SituationFilter], object]
_NEAR = Scope(Frame(35.0, 32.0, 42.5, 37.5), 7)
VIEWS: dict[str, View] = {
    "list": lambda workspace, asked: find_situation(workspace, _EYES, asked, limit=50),
    "map, world": lambda workspace, asked: find_map(workspace, _EYES, asked, Scope(Frame(), 2)),
    "map, country": lambda workspace, asked: find_map(workspace, _EYES, asked, _NEAR),
    "time line": lambda workspace, asked: find_timeline(workspace, _EYES, asked),
    "counts": lambda workspace, asked: find_facets(workspace, _EYES, asked),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds by the clock, and of this process on a processor: on a busy machine the second says what was done."""

    clock: float
    work: float


def measure(workspace: Workspace, rounds: int) -> tuple[dict[str, Taken], list[tuple[float, str]]]:
    """The 95th percentile of each view over all filters, and the slowest questions by their work."""
    with workspace.store.read() as conn:
        asked = filters(conn)
    find_situation(
        workspace, _EYES, SituationFilter(), limit=1
    )  # loads all knowledge, which a server does at its start
    found, slowest = {}, []
    for name, view in VIEWS.items():
        times: list[Taken] = []
        for told, one in asked.items():
            taken = [_timed(view, workspace, one) for _ in range(rounds)]
            times += taken
            slowest.append((statistics.median(one.work for one in taken), f"{name}: {told}"))
        found[name] = Taken(*(_find_95th([getattr(one, kind) for one in times]) for kind in ("clock", "work")))
    return found, sorted(slowest, reverse=True)[:8]


def _find_95th(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _timed(view: View, workspace: Workspace, asked: SituationFilter) -> Taken:
    start, work = time.perf_counter(), time.process_time()
    view(workspace, asked)
    return Taken((time.perf_counter() - start) * 1000, (time.process_time() - work) * 1000)


def run(folder: Path, url: str, sizes: list[int], rounds: int) -> int:
    """Grow the store and print what its views take at each size; 1 when one is over the bar at its size."""
    over = False
    with Store.open(url) as store:
        workspace = Workspace(folder, Archive(folder / "archive"), store)
        with store.write() as conn:
            counts = prepare(conn)
        there = 0
        for size in sizes:
            spent = grow(store, counts, there, size)
            there = size
            found, slowest = measure(workspace, rounds)
            told = ", ".join(f"{name} {taken.clock:.0f} ({taken.work:.0f})" for name, taken in found.items())
            print(f"{size:,} incidents (made in {spent:.0f} s), 95th percentile in ms (of work): {told}", flush=True)
            print("  slowest: " + "; ".join(f"{name} {taken:.0f}" for taken, name in slowest), flush=True)
            over |= size <= BAR_SIZE and max(taken.clock for taken in found.values()) > BAR_MS
    return int(over)


def main() -> int:
    """Measure a fresh store in a folder that is removed afterwards, or the empty database that is named."""
    parser = argparse.ArgumentParser(prog="python -m bench.situation")
    parser.add_argument("--sizes", default=_SIZES, help=f"numbers of incidents, rising; {_SIZES}")
    parser.add_argument("--rounds", type=int, default=3, help="how often each question is asked; 3")
    parser.add_argument("--database", help="URL of an empty database; a file of SQLite's in a temporary folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="isnad-bench-") as name:
        folder = Path(name)
        url = asked.database or f"sqlite:///{folder / 'store.sqlite'}"
        return run(folder, url, [int(size) for size in asked.sizes.split(",")], asked.rounds)


if __name__ == "__main__":
    sys.exit(main())
