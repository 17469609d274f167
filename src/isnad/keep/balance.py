"""The balance of a store: everything that was gathered was read, is a duplicate, was skipped, or still waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, or_, select

from isnad.keep.findings import SKIPPED, skipped_now
from isnad.keep.tables import captures, findings, receipts, versions

# Kinds of receipts that give no article by their nature.
WITHOUT_ARTICLE = ("listing", "medium")


@dataclass(frozen=True, slots=True)
class Balance:
    """Counts of items: `gathered` = `read` + `duplicate` + `skipped` + `waiting`.

    An item is a receipt (of what may give an article), or a skipped item that never came to have one. It is a duplicate
    when the version that its capture gives came with an earlier receipt.
    """

    gathered: int
    read: int
    duplicate: int
    skipped: int
    waiting: int

    @property
    def holds(self) -> bool:
        """Whether nothing is lost."""
        return self.gathered == self.read + self.duplicate + self.skipped + self.waiting


def find_balance(conn: Connection, *, passed: Iterable[str] = WITHOUT_ARTICLE) -> Balance:
    """The balance over everything in the store."""
    counted = receipts.c.kind.not_in(tuple(passed))
    fate = case(
        (versions.c.receipt != receipts.c.number, "duplicate"),
        (versions.c.unreadable, "skipped"),
        (versions.c.read_with.is_not(None), "read"),
        (and_(versions.c.version_id.is_(None), is_skip_noted()), "skipped"),
        else_="waiting",
    ).label("fate")
    joined = receipts.join(captures).outerjoin(versions, versions.c.version_id == captures.c.version_id)
    fates = conn.execute(select(fate, func.count()).select_from(joined).where(counted).group_by(fate)).all()
    counts = {name: int(count) for name, count in fates}
    unreceived = _count_unreceived(conn, tuple(passed))
    received = conn.execute(select(func.count()).select_from(receipts).where(counted)).scalar_one()
    return Balance(
        gathered=received + unreceived,
        read=counts.get("read", 0),
        duplicate=counts.get("duplicate", 0),
        skipped=counts.get("skipped", 0) + unreceived,
        waiting=counts.get("waiting", 0),
    )


def is_skip_noted() -> ColumnElement[bool]:
    """The question whether a receipt's own item was skipped: its place may be skipped for what came another time.

    The finding has the time of the receipt.
    """
    noted = exists().where(
        findings.c.subject_key == receipts.c.found_key,
        findings.c.subject_kind == "item",
        findings.c.verdict == SKIPPED,
        findings.c.at == receipts.c.received,
    )
    return noted.correlate(receipts)


def _count_unreceived(conn: Connection, passed: tuple[str, ...]) -> int:
    """How many skipped items no receipt stands for: they failed before their bytes came."""
    skipped = skipped_now().where(findings.c.subject_kind == "item").subquery()
    unread = or_(versions.c.version_id.is_(None), versions.c.unreadable, versions.c.read_with.is_(None))
    joined = receipts.join(captures).outerjoin(versions, versions.c.version_id == captures.c.version_id)
    received = select(receipts.c.number).select_from(joined)
    stands = received.where(receipts.c.found_key == skipped.c.subject_key, receipts.c.kind.not_in(passed), unread)
    query = select(func.count()).select_from(skipped).where(~exists(stands))
    return int(conn.execute(query).scalar_one())
