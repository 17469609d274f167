"""What is underway: how far the store follows the archive's log, and which captures still wait to become articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, and_, case, func, or_, select

from isnad.keep.balance import WITHOUT_ARTICLE, is_skip_noted
from isnad.keep.batches import find_rows
from isnad.keep.bodies import parse_pairs
from isnad.keep.columns import key_of
from isnad.keep.findings import SKIPPED, finding_of, skipped_now
from isnad.keep.receipts import last_receipt, receipt_of, select_receipts, write_receipts
from isnad.keep.tables import captures, findings, receipts, versions
from isnad.model import Capture, Finding, Receipt

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class LastFetch:
    """The newest receipt of an address: when, and what the server called that state."""

    capture: Capture
    received: str
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did before it was interrupted: items by what became of them, and places and reasons of the skipped."""

    new: int
    duplicate: int
    problems: tuple[tuple[str, str], ...]


def mirror_receipts(conn: Connection, follow: Callable[[int], Iterable[Receipt]]) -> None:
    """Bring the mirror of the log up to its end: `follow` gives the receipts after a number.

    The transaction writes alone, so that the mirror is always a beginning of the log, without gaps.
    """
    new = iter(follow(last_receipt(conn)))
    while batch := list(islice(new, _BATCH)):
        write_receipts(conn, batch)


def find_head(conn: Connection) -> tuple[int, str] | None:
    """Number and hash of the newest receipt that the store has seen, None before the first."""
    row = conn.execute(select(receipts.c.number, receipts.c.hash).order_by(receipts.c.number.desc()).limit(1)).first()
    return None if row is None else (row.number, row.hash)


def find_places(conn: Connection, run_id: str) -> Counter[tuple[str, str]]:
    """Where the items came from that the run has received, each with its capture, and how often."""
    query = select(receipts.c.found_at, receipts.c.capture).where(receipts.c.run == run_id)
    return Counter((row.found_at, row.capture) for row in conn.execute(query))


def find_done(conn: Connection, run_id: str) -> Done:
    """What became of the items that the run has received, but for those that wait."""
    is_own = receipts.c.run == run_id
    fate = case((versions.c.receipt == receipts.c.number, "new"), else_="duplicate").label("fate")
    joined = receipts.join(captures).outerjoin(versions, versions.c.version_id == captures.c.version_id)
    kept = or_(captures.c.version_id.is_not(None), receipts.c.kind.in_(WITHOUT_ARTICLE))
    counts = select(fate, func.count()).select_from(joined).where(is_own, kept).group_by(fate)
    found = {name: int(count) for name, count in conn.execute(counts)}
    noted = and_(findings.c.subject_key == receipts.c.found_key, findings.c.at == receipts.c.received)
    skips = select(receipts.c.found_at, findings.c.reason).select_from(joined.join(findings, noted))
    chosen = skips.where(is_own, captures.c.version_id.is_(None), findings.c.verdict == SKIPPED)
    problems = tuple((row.found_at, row.reason) for row in conn.execute(chosen.order_by(receipts.c.number)))
    return Done(found.get("new", 0), found.get("duplicate", 0), problems)


def find_waiting(conn: Connection, *, skipped: bool = False) -> tuple[Receipt, ...]:
    """Receipts of captures that have given no article: not yet, or with `skipped`, for a reason that was found.

    Each receipt of a capture waits for itself: one that gives no article is skipped at every place that it came from.
    Order: of arrival.
    """
    skips = skipped_now().where(findings.c.subject_kind == "item").with_only_columns(findings.c.subject_key)
    is_chosen = receipts.c.found_key.in_(skips) if skipped else ~is_skip_noted()
    query = select(receipts.c.number).join(captures)
    chosen = query.where(captures.c.version_id.is_(None), receipts.c.kind.not_in(WITHOUT_ARTICLE), is_chosen)
    numbers = sorted(conn.execute(chosen).scalars())
    return tuple(
        sorted((receipt_of(row) for row in find_rows(conn, select_receipts(), receipts.c.number, numbers)), key=_number)
    )


def find_skipped_among(conn: Connection, places: Collection[str]) -> list[str]:
    """Which of the items at these places are skipped now.

    Order: by place.
    """
    names = {key_of(place): place for place in places}
    query = skipped_now().with_only_columns(findings.c.subject_key).where(findings.c.subject_kind == "item")
    return sorted(names[row.subject_key] for row in find_rows(conn, query, findings.c.subject_key, names))


def find_skips(conn: Connection, places: Collection[str]) -> tuple[Finding, ...]:
    """The newest findings on the items at these places that are skipped now."""
    keys = [key_of(place) for place in places]
    query = skipped_now().where(findings.c.subject_kind == "item")
    return tuple(finding_of(row) for row in find_rows(conn, query, findings.c.subject_key, keys))


def find_last_fetch(conn: Connection, url: str) -> LastFetch | None:
    """The newest receipt of an address, None when it was never received."""
    query = select(receipts.c.headers, receipts.c.capture, captures.c.size, receipts.c.received).join(captures)
    asked = query.where(receipts.c.url_key == key_of(url), receipts.c.url == url)
    row = conn.execute(asked.order_by(receipts.c.number.desc()).limit(1)).first()
    if row is None:
        return None
    headers = {name.lower(): value for name, value in parse_pairs(row.headers)}
    return LastFetch(Capture(row.capture, row.size), row.received, headers.get("etag"), headers.get("last-modified"))


def _number(receipt: Receipt) -> int:
    return receipt.number
