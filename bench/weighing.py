"""Time and memory of weighing: all of a workspace weighed anew on one core, and one article more.

Run as `python -m bench.weighing WORKSPACE [REPORTS...]` on a workspace whose reports were read (the reports of 2015 for the
figures in the documents); it is copied and not changed. Each count of reports is measured in a process of its own,
without the writing; the exponent says how time grows between the first and the last: 1 is linear. Then everything is
weighed and written in the copy, and articles are taken out of it and come back one by one, as though each had just been
read. Last, one happening told in thousands of claims is grouped.
"""

from __future__ import annotations

import math
import multiprocessing
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select, update

from isnad.keep.tables import articles, claims, versions
from isnad.keep.weighed_tables import accounts as weighed_accounts
from isnad.keep.weighings import mark_unweighed
from isnad.pipeline.neighbourhood import find_all
from isnad.pipeline.regrouping import regroup
from isnad.pipeline.scales import packaged_scales
from isnad.pipeline.weighing import find_accounts
from isnad.weigh.accounts import Account
from isnad.weigh.incidents import Judgements, find_incidents, find_links
from isnad.workspace import Workspace

_COUNTS = (3_000, 10_000, 30_000, 100_000)
_BAR_S, _BAR_MB, _BAR_EXPONENT, _BAR_ONE_MS = 300.0, 2_048, 1.2, 100.0
_ONE_MORE = 100
_OF_CROWD = 500
_CROWD = 5_000


@dataclass(frozen=True, slots=True)
class Measure:
    """What it took to weigh so many reports."""

    reports: int
    claims: int
    pairs: int
    incidents: int
    largest: int
    seconds: float
    megabytes: int


def find_earliest(workspace: Workspace, count: int) -> list[str]:
    """The articles of the earliest reports."""
    query = select(articles.c.article_id).join(versions, versions.c.version_id == articles.c.current)
    with workspace.store.read() as conn:
        return list(conn.execute(query.order_by(versions.c.published, articles.c.article_id).limit(count)).scalars())


def measure(folder: Path, count: int) -> Measure:
    """Weigh the earliest reports, origins and all, without writing."""
    scales = packaged_scales()
    with Workspace.open(folder) as workspace:
        names = find_earliest(workspace, count)
        start = time.process_time()
        with workspace.store.read() as conn:
            change = find_all(find_accounts(conn, scales.ground, articles=names), scales.ground)
            rows = regroup(conn, change, Judgements(), scales).rows
        seconds = time.process_time() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    largest = max(len(row.claims) for row in rows)
    return Measure(len(names), len(change.told), len(change.compared), len(rows), largest, seconds, megabytes)


def measure_one_more(folder: Path) -> tuple[float, list[float]]:
    """Seconds to weigh and write everything, and milliseconds to weigh each of some articles that come back."""
    packaged_scales()
    with Workspace.open(folder) as workspace:
        start = time.process_time()
        workspace.weigh(anew=True)
        seconds = time.process_time() - start
        with workspace.store.read() as conn:
            names = sorted(set(conn.execute(select(weighed_accounts.c.article_id)).scalars()))
        chosen = random.Random(1).sample(names, min(_ONE_MORE, len(names)))
        return seconds, [_come_back(workspace, name) for name in chosen]


def _come_back(workspace: Workspace, article_id: str) -> float:
    with workspace.store.read() as conn:
        held = (claims.c.article_id == article_id) & (claims.c.state == "current")
        names = list(conn.execute(select(claims.c.claim_id).where(held)).scalars())
    _set_state(workspace, article_id, names, "withdrawn")
    workspace.weigh()
    _set_state(workspace, article_id, names, "current")
    start = time.perf_counter()
    workspace.weigh()
    return (time.perf_counter() - start) * 1000


def _set_state(workspace: Workspace, article_id: str, names: Sequence[str], state: str) -> None:
    with workspace.store.write() as conn:
        conn.execute(update(claims).where(claims.c.claim_id.in_(names)).values(state=state))
        mark_unweighed(conn, [article_id])


def measure_crowd(folder: Path) -> tuple[float, int, int]:
    """Seconds for one happening in thousands of claims, half of them copies, and the incidents that it falls into."""
    ground = packaged_scales().ground
    with Workspace.open(folder) as workspace, workspace.store.read() as conn:
        accounts = list(find_accounts(conn, ground, articles=find_earliest(workspace, _OF_CROWD)))
    first = next(one for one in accounts if one.spots and one.first_day and one.tolls and len(one.words) > 8)
    crowd = [_retold(first, number) for number in range(_CROWD)]
    start = time.process_time()
    links = find_links(crowd, ground)
    incidents = find_incidents([account.claim_id for account in crowd], links)
    return time.process_time() - start, len(links), len(incidents)


def _retold(account: Account, number: int) -> Account:
    """The account as another report tells it: word for word, or without one of its words."""
    words = sorted(account.words)
    left = frozenset(words) if number % 2 else frozenset(words) - {words[number // 2 % len(words)]}
    name = f"crowd-{number:05d}"
    return replace(account, claim_id=name, article_id=name, version_id=name, outlet=f"outlet {number % 40}", words=left)


def main() -> int:
    """Measure and compare with the bars."""
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        print("skipped: name a workspace whose reports were read")
        return 0
    with tempfile.TemporaryDirectory() as copy:
        shutil.copy(Path(sys.argv[1]) / "store.sqlite", Path(copy) / "store.sqlite")
        return _measure_all(Path(copy), [int(count) for count in sys.argv[2:]] or list(_COUNTS))


def _measure_all(folder: Path, counts: Sequence[int]) -> int:
    found = _measure_growth(folder, counts)
    growth = found[-1].reports / found[0].reports
    exponent = math.log(found[-1].seconds / found[0].seconds) / math.log(growth) if growth > 1 else 0.0
    print(f"time grows with n^{exponent:.2f}; at most {_BAR_EXPONENT} is wanted, {_BAR_S:.0f} s and {_BAR_MB} MB")
    seconds, times = measure_one_more(folder)
    print(f"weighed and written: {seconds:.0f} s of CPU")
    median, tenth = statistics.median(times), statistics.quantiles(times, n=10)[-1]
    within = sum(one <= _BAR_ONE_MS for one in times)
    print(f"one more article into {found[-1].claims} claims: median {median:.0f} ms, nine of ten in {tenth:.0f} ms, slowest"
          f" {max(times):.0f} ms; {within} of {len(times)} within {_BAR_ONE_MS:.0f} ms")  # fmt: skip
    spent, links, incidents = measure_crowd(folder)
    print(f"one happening in {_CROWD} claims: {links} links, {incidents} incidents, {spent:.1f} s")
    missed = exponent > _BAR_EXPONENT or seconds > _BAR_S or found[-1].megabytes > _BAR_MB or median > _BAR_ONE_MS
    return int(missed)


def _measure_growth(folder: Path, counts: Sequence[int]) -> list[Measure]:
    found: list[Measure] = []
    for count in counts:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            found.append(pool.submit(measure, folder, count).result())
        print(found[-1], flush=True)
        if found[-1].reports < count:
            break
    return found


if __name__ == "__main__":
    sys.exit(main())
