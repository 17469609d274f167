"""Receipts and captures: the store's mirror of the archive's log."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, func, select

from isnad.keep.batches import find_rows, write_rows
from isnad.keep.bodies import parse_pairs, write_pairs
from isnad.keep.columns import key_of
from isnad.keep.tables import captures, receipts
from isnad.model import Capture, Receipt

# An archive of pages says with each when it was crawled; what no clock can have shown is not believed.
_CRAWLED = '"crawled"'
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{1,20}Z")


def write_receipts(conn: Connection, batch: Sequence[Receipt]) -> None:
    """Add receipts and the captures that they name; those that are there already stay as they are."""
    known = {row.number for row in find_rows(conn, select(receipts.c.number), receipts.c.number, _numbers(batch))}
    new = {receipt.number: receipt for receipt in batch if receipt.number not in known}
    sizes = {receipt.capture.sha256: receipt.capture.size for receipt in new.values()}
    held = {row.sha256 for row in find_rows(conn, select(captures.c.sha256), captures.c.sha256, sizes)}
    write_rows(conn, captures, [{"sha256": name, "size": size} for name, size in sizes.items() if name not in held])
    write_rows(conn, receipts, [_row(receipt) for receipt in new.values()])


def last_receipt(conn: Connection) -> int:
    """The number up to which the store has every receipt, 0 when it has none: where to go on in the archive's log.

    Later ones may be there already: of two processes that gather, the second may write its receipts first.
    """
    count, last = conn.execute(select(func.count(), func.coalesce(func.max(receipts.c.number), 0))).one()
    if count == last:
        return int(last)
    following = receipts.alias("following")
    is_followed = exists().where(following.c.number == receipts.c.number + 1)
    before_gap = select(func.min(receipts.c.number)).where(~is_followed)
    first, gap = conn.execute(select(func.min(receipts.c.number), before_gap.scalar_subquery())).one()
    return int(gap) if first == 1 else 0


def load_receipts(conn: Connection, capture: str, *, as_of: str | None = None) -> tuple[Receipt, ...]:
    """All receipts of a capture; with `as_of` (UTC) those of what had been received by then.

    Order: as received. Empty: the capture is not known, or was not by then.
    """
    query = select_receipts().where(receipts.c.capture == capture)
    rows = conn.execute(query.order_by(receipts.c.number))
    return tuple(receipt_of(row) for row in rows if as_of is None or when_received(row.received, row.told) <= as_of)


def when_received(received: str, told: str) -> str:
    """When what a receipt is of was received: by whoever crawled it, where an archive of pages says so, else by us.

    `received` and `told` are as the receipt's row holds them.
    """
    crawled = dict(parse_pairs(told)).get("crawled", "") if _CRAWLED in told else ""
    return min(crawled, received) if _TIME.fullmatch(crawled) else received


def find_known(conn: Connection, hashes: Collection[str]) -> dict[str, str | None]:
    """Which of the captures were received before, each with the version that it gave; None where it gave no article."""
    query = select(captures.c.sha256, captures.c.version_id)
    return {row.sha256: row.version_id for row in find_rows(conn, query, captures.c.sha256, hashes)}


def _numbers(batch: Sequence[Receipt]) -> list[int]:
    return [receipt.number for receipt in batch]


def _row(receipt: Receipt) -> dict[str, Any]:
    return {
        "number": receipt.number,
        "capture": receipt.capture.sha256,
        "kind": receipt.kind,
        "received": receipt.received,
        "tool": receipt.tool,
        "run": receipt.run,
        "status": receipt.status if receipt.status is None or 0 <= receipt.status < 1000 else None,
        "previous": receipt.previous,
        "hash": receipt.hash,
        "found_key": key_of(receipt.where),
        "url_key": None if receipt.url is None else key_of(receipt.url),
        "found_at": receipt.where,
        "url": receipt.url,
        "final_url": receipt.final_url,
        "told": write_pairs(receipt.told),
        "headers": write_pairs(receipt.headers),
    }


def select_receipts() -> Select[Any]:
    """The question for receipts with the sizes of their captures."""
    return select(receipts, captures.c.size).join(captures)


def receipt_of(row: Row[Any]) -> Receipt:
    """The receipt of a row that `select_receipts` asks for."""
    return Receipt(
        number=row.number,
        capture=Capture(row.capture, row.size),
        where=row.found_at,
        kind=row.kind,
        received=row.received,
        tool=row.tool,
        run=row.run,
        url=row.url,
        final_url=row.final_url,
        status=row.status,
        headers=parse_pairs(row.headers),
        told=parse_pairs(row.told),
        previous=row.previous,
        hash=row.hash,
    )
