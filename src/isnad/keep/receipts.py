"""Receipts and captures: the store's mirror of the archive's log."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from isnad.keep.batches import find_rows, write_rows
from isnad.keep.bodies import parse_pairs, write_pairs
from isnad.keep.columns import key_of
from isnad.keep.tables import captures, receipts
from isnad.model import Capture, Receipt


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a page when it was last received, to be asked whether it has changed."""

    etag: str | None
    modified: str | None
    capture: str
    received: str


def write_receipts(conn: Connection, batch: Sequence[Receipt]) -> None:
    """Add receipts and the captures that they name; those that are there already stay as they are."""
    known = {row.number for row in find_rows(conn, select(receipts.c.number), receipts.c.number, _numbers(batch))}
    new = {receipt.number: receipt for receipt in batch if receipt.number not in known}
    sizes = {receipt.capture.sha256: receipt.capture.size for receipt in new.values()}
    held = {row.sha256 for row in find_rows(conn, select(captures.c.sha256), captures.c.sha256, sizes)}
    write_rows(conn, captures, [{"sha256": name, "size": size} for name, size in sizes.items() if name not in held])
    write_rows(conn, receipts, [_row(receipt) for receipt in new.values()])


def last_receipt(conn: Connection) -> int:
    """The number of the newest receipt, 0 when there is none: where to go on in the archive's log."""
    return int(conn.execute(select(func.coalesce(func.max(receipts.c.number), 0))).scalar_one())


def load_receipts(conn: Connection, capture: str) -> tuple[Receipt, ...]:
    """All receipts of a capture.

    Order: as received. Empty: the capture is not known.
    """
    query = select(receipts, captures.c.size).join(captures).where(receipts.c.capture == capture)
    return tuple(_receipt(row) for row in conn.execute(query.order_by(receipts.c.number)))


def find_known(conn: Connection, hashes: Collection[str]) -> dict[str, str | None]:
    """Which of the captures were received before, each with the version that it gave; None where it gave no article."""
    query = select(captures.c.sha256, captures.c.version_id)
    return {row.sha256: row.version_id for row in find_rows(conn, query, captures.c.sha256, hashes)}


def find_validators(conn: Connection, url: str) -> Validators | None:
    """What the server said with the newest receipt of the URL; None when it was never received or nothing was said."""
    query = select(receipts.c.headers, receipts.c.capture, receipts.c.received)
    asked = query.where(receipts.c.url_key == key_of(url), receipts.c.url == url)
    row = conn.execute(asked.order_by(receipts.c.number.desc()).limit(1)).first()
    if row is None:
        return None
    headers = {name.lower(): value for name, value in parse_pairs(row.headers)}
    etag, modified = headers.get("etag"), headers.get("last-modified")
    return Validators(etag, modified, row.capture, row.received) if etag or modified else None


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
        "status": receipt.status,
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


def _receipt(row: Row[Any]) -> Receipt:
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
