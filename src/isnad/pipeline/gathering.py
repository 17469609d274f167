"""What the ways in find becomes archived captures, receipts, and articles in the store.

The order of writing makes a stop at any moment harmless: bytes first, then their receipts in the log, then the mirror
of the log in the store, then articles. What has a receipt and no article yet is found again by the next run, and
parsed from the archived bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from isnad.errors import SourceError
from isnad.gather.archive.archive import Archive
from isnad.gather.items import Found, Item, ItemKind, Unchanged
from isnad.gather.keys import find_article_key
from isnad.gather.parse.items import parse_item
from isnad.gather.parse.options import ParseOptions
from isnad.keep import articles, findings, receipts
from isnad.keep.store import Store
from isnad.model import Article, Receipt

Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its id, the tool that makes it, and the clock that it goes by."""

    run_id: str
    tool: str
    now: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Arrived:
    """An archived item; `data` are its bytes where an article is to be made of them, else None."""

    receipt: Receipt
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """The article of an archived item, and the key that says which article of its outlet it is."""

    receipt: Receipt
    key: str
    article: Article


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An item whose bytes were received before, or a listing: nothing is made of it."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Failed:
    """An item that gives no article, why, and its receipt where there were bytes."""

    where: str
    reason: str
    receipt: Receipt | None = None


Outcome = Parsed | Duplicate | Failed


def gather(found: Iterable[Found], archive: Archive, store: Store, run: Run, map_: Map = map) -> Iterator[Outcome]:
    """What became of each item, after it is kept. Items that this run received before it was interrupted are passed over.

    Order: as found, but for what fails before there are bytes, which comes as soon as it is known.
    """
    with store.read() as connection:
        done = receipts.find_places(connection, run.run_id)
    fresh = (item for item in found if isinstance(item, SourceError) or item.where not in done)
    arrived = (one for batch in _batches(fresh) for one in _arrive(batch, archive, store, run))
    yield from _keep(map_(parse_arrived, arrived), store, run)


def gather_waiting(
    archive: Archive, store: Store, run: Run, map_: Map = map, *, failed: bool = False
) -> Iterator[Outcome]:
    """Outcomes of captures that have a receipt but no article: those of runs that were stopped, else the failed ones."""
    with store.write() as connection:
        receipts.mirror(connection, archive.receipts)
        waiting = receipts.find_failed(connection) if failed else receipts.find_waiting(connection)
    arrived = (Arrived(receipt, archive.read(receipt.capture.sha256)) for receipt in waiting)
    yield from _keep(map_(parse_arrived, arrived), store, run)


def parse_arrived(arrived: Arrived | Failed) -> Outcome:
    """The article of an archived item, or why there is none. Pure, so that any process may do it."""
    if isinstance(arrived, Failed):
        return arrived
    receipt, data = arrived.receipt, arrived.data
    if data is None:
        return Duplicate(receipt)
    item = _item(receipt, data)
    try:
        article = parse_item(item, ParseOptions(today=_day(receipt)))
    except (SourceError, RecursionError, MemoryError) as error:
        reason = error.reason if isinstance(error, SourceError) else f"cannot be parsed ({type(error).__name__})"
        return Failed(receipt.where, reason, receipt)
    return Parsed(receipt, find_article_key(item, article), article)


def _arrive(batch: Sequence[Found], archive: Archive, store: Store, run: Run) -> Iterator[Arrived | Failed]:
    """Archive the batch; items whose bytes are new go on to be parsed."""
    yield from (Failed(one.where, one.reason) for one in batch if isinstance(one, SourceError))
    items = [one for one in batch if isinstance(one, Item)]
    captures = archive.put([item.data for item in items])
    arrivals = [_arrival(item, capture, run) for item, capture in zip(items, captures, strict=True)]
    unchanged = [one for one in batch if isinstance(one, Unchanged)]
    with store.read() as connection:
        arrivals += [_unchanged_arrival(one, receipts.find_capture(connection, one.url), run) for one in unchanged]
    written = archive.append(arrivals)
    with store.write() as connection:
        seen = receipts.find_known(connection, {capture.sha256 for capture in captures})
        receipts.mirror(connection, archive.receipts)
    for receipt, item in zip(written, items, strict=False):
        new = receipt.capture.sha256 not in seen and item.kind is not ItemKind.LISTING
        seen.add(receipt.capture.sha256)
        yield Arrived(receipt, item.data if new else None)
    yield from (Arrived(receipt) for receipt in written[len(items) :])


def _keep(outcomes: Iterable[Outcome], store: Store, run: Run) -> Iterator[Outcome]:
    """Write the outcomes to the store, a batch in one transaction, and pass them on."""
    for batch in _batches(outcomes):
        with store.write() as connection:
            articles.write_articles(connection, [_draft(one) for one in batch if isinstance(one, Parsed)])
            findings.write_findings(connection, [_skip(one, run) for one in batch if isinstance(one, Failed)])
            findings.recover(connection, {_place(one): run for one in batch if not isinstance(one, Failed)})
        yield from batch
