"""The store's contract: two that write the same things at once leave what one would have left, on both databases."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from random import Random
from signal import SIGKILL
from typing import Any

import pytest
from sqlalchemy import select

from isnad.keep.articles import Parsed, find_unread, load_versions, write_articles
from isnad.keep.balance import find_balance
from isnad.keep.claims import write_readings
from isnad.keep.findings import write_findings
from isnad.keep.receipts import write_receipts
from isnad.keep.runs import find_runs, start_run
from isnad.keep.store import Store
from isnad.keep.tables import metadata
from isnad.model import Finding
from tests.keep.records import PARSER, TEXT, make_article, make_claim, make_receipt

_ITEMS, _BATCH = 60, 7
# Numbers count arrivals, which two at once may mix.
_ARRIVAL = {
    "claims": "number",
    "claim_places": "claim",
    "claim_actors": "claim",
    "findings": "number",
    "article_rows": "number",
}


def gather_and_read(store: Store) -> None:
    """A run over made-up items: some the same again, some edited, some broken."""
    receipts = [make_receipt(number, b"%d" % (number % 50)) for number in range(1, _ITEMS + 1)]
    for start in range(0, _ITEMS, _BATCH):
        batch = receipts[start : start + _BATCH]
        with store.write() as conn:
            write_receipts(conn, batch)
            write_articles(conn, [_parsed(receipt.number) for receipt in batch if receipt.number % 10])
            broken = [(receipt.where, receipt.received) for receipt in batch if not receipt.number % 10]
            write_findings(conn, [Finding("item", where, "skipped", "isnad", at, "bad") for where, at in broken])
    while True:
        with store.read() as conn:
            versions = load_versions(conn, find_unread(conn, _BATCH))
        if not versions:
            return
        with store.write() as conn:
            read = [(v, [make_claim(v, f"{v.version_id}-{n}", kind=f"type{n}") for n in range(3)]) for v in versions]
            write_readings(conn, read, "k1")


def _parsed(number: int) -> Parsed:
    capture = make_receipt(number, b"%d" % (number % 50)).capture.sha256
    article = make_article(f"{TEXT} {number % 50}")
    return Parsed(f"id:khayal/{number % 20}", article, capture, PARSER, f"khayal/{number}.html", number)


def _everything(store: Store) -> dict[str, list[Any]]:
    """All rows but for what depends on who came first."""
    found = {}
    with store.read() as conn:
        for table in metadata.sorted_tables:
            columns = [column for column in table.columns if column.name != _ARRIVAL.get(table.name)]
            found[table.name] = sorted(map(repr, conn.execute(select(*columns))))
    return found


@pytest.fixture
def undisturbed(store: Store) -> dict[str, list[Any]]:
    """What one run leaves; the store is emptied again."""
    gather_and_read(store)
    left = _everything(store)
    with store.write() as conn:
        for table in reversed(metadata.sorted_tables):
            conn.execute(table.update().values(current=None) if table.name == "articles" else table.delete())
        conn.execute(metadata.tables["articles"].delete())
    return left


def test_a_second_run_changes_nothing(store: Store) -> None:
    gather_and_read(store)
    before = _everything(store)
    gather_and_read(store)
    assert _everything(store) == before
    with store.read() as conn:
        balance = find_balance(conn)
    assert balance.holds
    assert (balance.gathered, balance.skipped, balance.waiting) == (_ITEMS, 6, 0)


def test_two_threads_at_once_leave_what_one_leaves(
    store: Store, store_url: str, undisturbed: dict[str, list[Any]]
) -> None:
    with Store.open(store_url) as other, ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(gather_and_read, each) for each in (store, other)]:
            done.result(timeout=60)
    assert _everything(store) == undisturbed


@pytest.mark.slow
def test_two_processes_at_once_leave_what_one_leaves(
    store: Store, store_url: str, undisturbed: dict[str, list[Any]]
) -> None:
    running = [_running(store_url, subprocess.DEVNULL) for _ in range(2)]
    said = [process.communicate(timeout=60)[1] for process in running]
    assert said == ["", ""]
    assert _everything(store) == undisturbed


@pytest.mark.slow
def test_a_killed_run_that_is_begun_again_leaves_what_one_leaves(
    store: Store, store_url: str, undisturbed: dict[str, list[Any]]
) -> None:
    chance, ends = Random(3), set()
    for _ in range(6):
        with _running(store_url, subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.25))
            process.kill()
        ends.add(process.returncode)
    assert -SIGKILL in ends
    gather_and_read(store)
    assert _everything(store) == undisturbed


def _running(url: str, said: int | None = None) -> subprocess.Popen[str]:
    """A process that gathers and reads into the store; it says so when it begins."""
    imports = "from isnad.keep.store import Store; from tests.contracts.test_store import gather_and_read"
    code = f"{imports}; store = Store.open({url!r}); print('begun', flush=True); gather_and_read(store)"
    return subprocess.Popen([sys.executable, "-c", code], stdout=said, stderr=subprocess.PIPE, text=True)


def test_runs_of_one_name_are_one(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda owner: _start(store, owner), range(4)))
    with store.read() as conn:
        assert len(find_runs(conn)) == 1


def _start(store: Store, owner: int) -> None:
    with store.write() as conn:
        start_run(conn, "run-1", "gather", [], "2024-12-05T10:00:00Z", f"host:{owner}")
