"""What the ways in find becomes archived captures, receipts, and articles in the store.

The order of writing makes a stop at any moment harmless: bytes first, then their receipts in the log, then the mirror
of the log in the store, then articles. What has a receipt and no article yet is found again by the next run, and
parsed from the archived bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import zip_longest

from isnad.errors import Reason, SourceError
from isnad.gather.archive.archive import Archive
from isnad.gather.archive.receipts import Arrival
from isnad.gather.items import WITHOUT_ARTICLE, Found, Item, ItemKind, Unchanged, find_holders
from isnad.gather.keys import find_article_key
from isnad.gather.parse.items import PARSER, parse_item
from isnad.gather.parse.options import ParseOptions
from isnad.keep.articles import write_articles
from isnad.keep.findings import write_findings
from isnad.keep.receipts import find_known
from isnad.keep.store import Store
from isnad.keep.versions import Parsed
from isnad.keep.waiting import find_last_fetch, find_places, find_waiting, mirror_receipts
from isnad.model import Capture, Receipt
from isnad.pipeline.outcomes import (
    Arrived,
    Duplicate,
    Failed,
    Map,
    Outcome,
    Run,
    batches,
    find_new_skips,
    find_recovered,
    recover,
)

_BATCH = 200


def gather(found: Iterable[Found], archive: Archive, store: Store, run: Run, map_: Map = map) -> Iterator[Outcome]:
    """What became of each item, once that is kept. Items that the run received before it was interrupted are passed over.

    Order: as found, but for what fails before there are bytes, which comes as soon as it is known.
    """
    with store.read() as connection:
        done = find_places(connection, run.run_id)
    holders: set[str] = set()
    broken: set[str] = set()
    fresh = _pass_over(_noted(found, holders, broken), done)
    seen: set[str] = set()
    arrived = (one for batch in batches(fresh, _BATCH) for one in _arrive(batch, seen, archive, store, run))
    yield from _keep(map_(parse_arrived, arrived), store, run)
    with store.read() as connection:
        whole = recover(connection, holders - broken, run)
    if whole:
        with store.write() as connection:
            write_findings(connection, whole)


def _noted(found: Iterable[Found], holders: set[str], broken: set[str]) -> Iterator[Found]:
    """What is found; which files held it, and which broke off, is noted: a file that is whole now is skipped no more."""
    for one in found:
        if isinstance(one, SourceError):
            broken.add(one.where)
        elif isinstance(one, Item):
            holders.update(find_holders(one))
        yield one


def gather_waiting(
    archive: Archive, store: Store, run: Run, map_: Map = map, *, skipped: bool = False
) -> Iterator[Outcome]:
    """Outcomes of captures that have given no article: of runs that were stopped, or with `skipped` those that failed."""
    with store.write() as connection:
        mirror_receipts(connection, archive.receipts)
        waiting = find_waiting(connection, skipped=skipped)
    arrived = (Arrived(receipt, archive.read(receipt.capture.sha256)) for receipt in waiting)
    yield from _keep(map_(parse_arrived, arrived), store, run)


def parse_arrived(arrived: Arrived | Failed) -> Outcome:
    """The article of an archived item, or why there is none. Pure, so that any process may do it."""
    if isinstance(arrived, Failed):
        return arrived
    receipt, data = arrived.receipt, arrived.data
    if data is None:
        return Duplicate(receipt, arrived.has_article)
    item = _item(receipt, data)
    try:
        article = parse_item(item, ParseOptions(today=date.fromisoformat(receipt.received[:10])))
    except SourceError as error:
        return Failed(receipt.where, error.reason, receipt)
    except (RecursionError, MemoryError) as error:
        return Failed(
            receipt.where,
            Reason("report.too_much", "is more than can be parsed ({error})", error=type(error).__name__),
            receipt,
        )
    if arrived.is_repeat:
        return Duplicate(receipt, has_article=True)
    key = find_article_key(item, article)
    return Parsed(key, article, receipt.capture.sha256, PARSER, receipt.where, receipt.number)


def _pass_over(found: Iterable[Found], done: Counter[tuple[str, str]]) -> Iterator[Found]:
    """Items that were not received yet, as often as they come: a place that holds other bytes now is another item."""
    places = {place for place, _ in done}
    for one in found:
        if isinstance(one, Item) and one.where in places:
            name = (one.where, sha256(one.data).hexdigest())
            if done[name] > 0:
                done[name] -= 1
                continue
        elif isinstance(one, Unchanged) and one.where in places:
            continue
        yield one


def _arrive(
    batch: Sequence[Found], seen: set[str], archive: Archive, store: Store, run: Run
) -> Iterator[Arrived | Failed]:
    """Archive the batch; items whose bytes have given no article yet go on to be parsed. `seen` are the run's captures."""
    yield from (Failed(one.where, one.reason) for one in batch if isinstance(one, SourceError))
    items = [one for one in batch if isinstance(one, Item)]
    captures = archive.put([item.data for item in items])
    arrivals = [_arrival(item, capture, run) for item, capture in zip(items, captures, strict=True)]
    arrivals += _unchanged(batch, store, run)
    receipts = archive.append(arrivals)
    with store.write() as connection:
        known = find_known(connection, {receipt.capture.sha256 for receipt in receipts})
        mirror_receipts(connection, archive.receipts)
    for receipt, item in zip_longest(receipts, items):
        name = receipt.capture.sha256
        has_article = known.get(name) is not None
        data = None if item is None or has_article or item.kind in WITHOUT_ARTICLE else item.data
        yield Arrived(receipt, data, has_article, is_repeat=name in seen)
        seen.add(name)


def _keep(outcomes: Iterable[Outcome], store: Store, run: Run) -> Iterator[Outcome]:
    """Write the outcomes to the store, a batch in one transaction, and pass them on."""
    for batch in batches(outcomes, _BATCH):
        failed = [one for one in batch if isinstance(one, Failed)]
        with store.write() as connection:
            skips = find_new_skips(connection, failed, run)
            write_articles(connection, [one for one in batch if isinstance(one, Parsed)])
            write_findings(connection, [*skips, *find_recovered(connection, batch, run)])
        yield from batch


def _arrival(item: Item, capture: Capture, run: Run) -> Arrival:
    return Arrival(
        capture=capture,
        where=item.where,
        kind=item.kind,
        received=item.received or run.now(),
        tool=run.tool,
        run=run.run_id,
        url=item.url,
        final_url=item.final_url,
        status=item.status,
        headers=item.headers,
        told=item.told,
    )


def _unchanged(batch: Sequence[Found], store: Store, run: Run) -> list[Arrival]:
    """Arrivals of pages that have not changed: of the capture that their address gave last."""
    pages = [one for one in batch if isinstance(one, Unchanged)]
    if not pages:
        return []
    with store.read() as connection:
        last = [find_last_fetch(connection, page.url) for page in pages]
    return [
        Arrival(known.capture, page.where, ItemKind.PAGE, run.now(), run.tool, run.run_id, url=page.url,
                final_url=page.url, status=304, headers=page.headers)
        for page, known in zip(pages, last, strict=True) if known
    ]  # fmt: skip


def _item(receipt: Receipt, data: bytes) -> Item:
    """The item as it was received."""
    return Item(
        data=data,
        where=receipt.where,
        kind=ItemKind(receipt.kind),
        url=receipt.url,
        final_url=receipt.final_url,
        status=receipt.status,
        headers=receipt.headers,
        told=receipt.told,
        received=receipt.received,
    )
