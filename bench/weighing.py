"""Time and memory of weighing: the claims of a workspace loaded, linked and grouped on one core.

Run as `python -m bench.weighing WORKSPACE [REPORTS...]` on a workspace whose reports were read (the reports of 2015 for the
figures in the documents). Each count of reports is measured in a process of its own; the exponent says how time grows
between the first and the last: 1 is linear. Last, one happening told in thousands of claims is grouped.
"""

from __future__ import annotations

import math
import multiprocessing
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from isnad.keep.articles import load_versions
from isnad.keep.claims import load_claims
from isnad.keep.tables import versions
from isnad.knowledge import load_knowledge
from isnad.weigh.accounts import Account, find_account
from isnad.weigh.ground import Ground, find_ground
from isnad.weigh.headlines import find_headline
from isnad.weigh.incidents import find_incidents, find_links
from isnad.workspace import Workspace

_COUNTS = (3_000, 10_000, 30_000, 100_000)
_BATCH = 500
_BAR_S, _BAR_MB, _BAR_EXPONENT = 300.0, 2_048, 1.2
_CROWD = 5_000


@dataclass(frozen=True, slots=True)
class Measure:
    """What it took to weigh so many reports."""

    reports: int
    accounts: int
    links: int
    incidents: int
    largest: int
    seconds: float
    megabytes: int


def load_accounts(workspace: Path, count: int, ground: Ground) -> tuple[int, list[Account]]:
    """How many reports there are, and the accounts of the earliest of them."""
    found: list[Account] = []
    with Workspace.open(workspace).store.read() as conn:
        ids = list(conn.execute(select(versions.c.version_id).order_by(versions.c.published).limit(count)).scalars())
        for start in range(0, len(ids), _BATCH):
            for version in load_versions(conn, ids[start : start + _BATCH]):
                given = {"article_id": version.article_id, "received": version.received, "common": ground.common}
                claims = [held.claim for held in load_claims(conn, version.version_id) if held.state == "current"]
                told = [find_account(claim, version.article, **given) for claim in claims]
                found += told or [find_headline(version.article, ground.place_names, **given)]
    return len(ids), found


def measure(workspace: Path, count: int) -> Measure:
    """Weigh the earliest reports."""
    ground = find_ground(load_knowledge())
    start = time.process_time()
    reports, accounts = load_accounts(workspace, count, ground)
    links = find_links(accounts, ground)
    incidents = find_incidents([account.claim_id for account in accounts], links)
    seconds = time.process_time() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Measure(reports, len(accounts), len(links), len(incidents), max(map(len, incidents)), seconds, megabytes)


def measure_crowd(workspace: Path) -> tuple[float, int, int]:
    """Seconds for one happening in thousands of claims, half of them copies, and the incidents that it falls into."""
    ground = find_ground(load_knowledge())
    _, accounts = load_accounts(workspace, _BATCH, ground)
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
    workspace, counts = Path(sys.argv[1]), [int(count) for count in sys.argv[2:]] or list(_COUNTS)
    found: list[Measure] = []
    context = multiprocessing.get_context("spawn")
    for count in counts:
        with ProcessPoolExecutor(1, context) as pool:
            found.append(pool.submit(measure, workspace, count).result())
        print(found[-1], flush=True)
        if found[-1].reports < count:
            break
    growth = found[-1].reports / found[0].reports
    exponent = math.log(found[-1].seconds / found[0].seconds) / math.log(growth) if growth > 1 else 0.0
    seconds, links, incidents = measure_crowd(workspace)
    print(f"time grows with n^{exponent:.2f}; at most {_BAR_EXPONENT} is wanted, {_BAR_S:.0f} s and {_BAR_MB} MB")
    print(f"one happening in {_CROWD} claims: {links} links, {incidents} incidents, {seconds:.1f} s")
    worst = found[-1]
    return int(exponent > _BAR_EXPONENT or worst.seconds > _BAR_S or worst.megabytes > _BAR_MB)


if __name__ == "__main__":
    sys.exit(main())
