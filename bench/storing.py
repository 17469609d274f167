"""Speed of the store: articles and their claims written in batches, as a run writes them.

The packaged samples are read once and stored under as many names as asked for, so that only the store is measured.
Run as `python -m bench.storing [ARTICLES] [URL]`; without a URL the store is a SQLite file in a temporary folder.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path

from isnad.keep.articles import Parsed, version_id_of, write_articles
from isnad.keep.balance import find_balance
from isnad.keep.claims import write_readings
from isnad.keep.columns import key_of
from isnad.keep.receipts import write_receipts
from isnad.keep.store import Store, url_of
from isnad.model import Capture, Claim, Receipt
from isnad.show.library import packaged_reader
from isnad.show.samples import sample_articles

_BATCH = 500
_PARSER = "bench"
_BAR = 1500.0  # articles a second


@dataclass(frozen=True, slots=True)
class Made:
    """One article with its receipt and claims."""

    receipt: Receipt
    parsed: Parsed
    claims: tuple[Claim, ...]


def make(count: int) -> Iterator[Made]:
    """As many articles as asked for, of the samples' texts, each with names of its own."""
    reader = packaged_reader()
    read = [(article, reader.read(article)) for article in sample_articles()]
    for number in range(1, count + 1):
        article, claims = read[number % len(read)]
        data = f"{number} {article.text}".encode()
        capture = Capture(sha256(data).hexdigest(), len(data))
        named = replace(article, text=f"{article.text}\n{number}")
        parsed = Parsed(f"id:bench/{number}", named, capture.sha256, _PARSER, f"bench:{number}", number)
        version_id = version_id_of(capture.sha256, _PARSER)
        own = (replace(c, claim_id=key_of(f"{version_id} {c.claim_id}"), article_id=version_id) for c in claims)
        yield Made(_receipt(number, capture), parsed, tuple(own))


def store_batch(store: Store, batch: Sequence[Made]) -> float:
    """Seconds that it takes to write the batch."""
    start = time.perf_counter()
    with store.write() as conn:
        write_receipts(conn, [made.receipt for made in batch])
        versions = write_articles(conn, [made.parsed for made in batch])
        write_readings(conn, list(zip(versions, (made.claims for made in batch), strict=True)), "bench")
    return time.perf_counter() - start


def measure(url: str, count: int) -> float:
    """Articles a second; prints how it goes on as the store grows."""
    made, taken, claims, done = make(count), 0.0, 0, 0
    with Store.open(url) as store:
        while batch := list(islice(made, _BATCH)):
            taken += store_batch(store, batch)
            claims += sum(len(one.claims) for one in batch)
            done += len(batch)
            if done % (10 * _BATCH) == 0 or done == count:
                print(f"{done} articles, {claims} claims: {done / taken:.0f} articles/s, {claims / taken:.0f} claims/s")
        with store.read() as conn:
            balance = find_balance(conn)
    assert balance.holds
    assert balance.read == count
    return count / taken


def _receipt(number: int, capture: Capture) -> Receipt:
    where, at = f"bench:{number}", "2024-12-05T10:00:00.000000Z"
    before, after = f"{number - 1:064x}", f"{number:064x}"
    return Receipt(number, capture, where, "record", at, "bench", "bench", None, None, None, (), (), before, after)


def main() -> int:
    """Measure and compare with the bar."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        rate = measure(sys.argv[2] if len(sys.argv) > 2 else url_of(Path(folder) / "store.sqlite"), count)
    print(f"{rate:.0f} articles/s; at least {_BAR:.0f} are wanted")
    return int(rate < _BAR)


if __name__ == "__main__":
    sys.exit(main())
