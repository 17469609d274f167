"""Pictures of the archive by what they look like: one row for each captured medium that was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, ForeignKey, Integer, Table, select

from isnad.keep.batches import find_rows, write_rows
from isnad.keep.columns import KEY
from isnad.keep.receipts import receipt_of, select_receipts, when_received
from isnad.keep.tables import captures, metadata, receipts
from isnad.model import Receipt

MEDIUM = "medium"

pictures = Table(
    "pictures",
    metadata,
    Column("capture", KEY, ForeignKey("captures.sha256"), primary_key=True),
    Column("print", KEY),  # PDQ, 64 hexadecimal digits; null: no picture that can be decoded
    Column("quality", Integer),  # 0 to 100
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A captured medium, its perceptual hash (None: it has none) and how much that can be relied on."""

    capture: str
    print: str | None
    quality: int | None


@dataclass(frozen=True, slots=True)
class First:
    """When and where a capture was received first (UTC): by whoever crawled it, where that is known."""

    capture: str
    received: str
    where: str


def write_pictures(conn: Connection, batch: Sequence[Picture]) -> None:
    """Add pictures; those that are there already stay."""
    known = {row.capture for row in find_rows(conn, select(pictures.c.capture), pictures.c.capture, _names(batch))}
    rows = [{"capture": one.capture, "print": one.print, "quality": one.quality} for one in batch]
    write_rows(conn, pictures, [row for row in rows if row["capture"] not in known])


def find_unprinted(conn: Connection) -> tuple[tuple[str, int], ...]:
    """Captured media that were not looked at yet, and their sizes in bytes. Order: by hash."""
    query = select(captures.c.sha256, captures.c.size).join(receipts, receipts.c.capture == captures.c.sha256)
    without = query.outerjoin(pictures, pictures.c.capture == captures.c.sha256).where(pictures.c.capture.is_(None))
    rows = conn.execute(without.where(receipts.c.kind == MEDIUM).distinct().order_by(captures.c.sha256))
    return tuple((row.sha256, int(row.size)) for row in rows)


def find_prints(conn: Connection, least_quality: int) -> tuple[tuple[str, str], ...]:
    """Capture and perceptual hash of all pictures whose hash can be relied on so far. Order: by capture."""
    query = select(pictures.c.capture, pictures.c.print).where(pictures.c.quality >= least_quality)
    return tuple((row.capture, row.print) for row in conn.execute(query.order_by(pictures.c.capture)))


def find_firsts(conn: Connection, names: Sequence[str]) -> tuple[First, ...]:
    """When and where each capture was received first. Order: the earliest first. Empty: none of them was."""
    firsts: dict[str, First] = {}
    for row in find_rows(conn, select_receipts(), receipts.c.capture, names):
        one = First(row.capture, when_received(row.received, row.told), _where(receipt_of(row)))
        held = firsts.get(one.capture)
        if held is None or (one.received, one.where) < (held.received, held.where):
            firsts[one.capture] = one
    return tuple(sorted(firsts.values(), key=lambda one: (one.received, one.capture)))


def _where(receipt: Receipt) -> str:
    return receipt.final_url or receipt.url or receipt.where


def _names(batch: Sequence[Picture]) -> list[str]:
    return [one.capture for one in batch]
