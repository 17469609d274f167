"""Neighbours: accounts as they were weighed, the blocks that they are found under, and the links between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select

from isnad.keep.batches import delete_rows, find_rows, write_rows
from isnad.keep.weighed_tables import accounts, blocks, links

Pair = tuple[str, str]
_ENDS = (links.c.one, links.c.other)


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair of claims that is compared: how often, and the log odds that they tell of one happening."""

    times: int
    score: float


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as it is kept: its claim and article, its text, and the numbers of the blocks that it is found under."""

    claim_id: str
    article_id: str
    body: str
    blocks: frozenset[int]


def load_bodies(conn: Connection, claim_ids: Collection[str]) -> dict[str, str]:
    """The texts of the accounts of these claims; those that were not weighed are left out."""
    return _bodies(find_rows(conn, select(accounts), accounts.c.claim_id, claim_ids))


def load_bodies_of(conn: Connection, article_ids: Collection[str]) -> dict[str, str]:
    """The texts of all accounts of these articles, by claim."""
    return _bodies(find_rows(conn, select(accounts), accounts.c.article_id, article_ids))


def load_all_bodies(conn: Connection) -> Iterator[tuple[str, str]]:
    """Article and text of every account. Order: by claim."""
    rows = conn.execute(select(accounts).order_by(accounts.c.claim_id).execution_options(yield_per=1000))
    return ((row.article_id, row.body) for row in rows)


def find_members(conn: Connection, numbers: Collection[int]) -> dict[int, set[str]]:
    """The claims in each of these blocks; an empty block is left out."""
    found: dict[int, set[str]] = {}
    for row in find_rows(conn, select(blocks), blocks.c.block, numbers):
        found.setdefault(row.block, set()).add(row.claim_id)
    return found


def find_compared(conn: Connection, claim_ids: Collection[str]) -> dict[Pair, Compared]:
    """All pairs of which one of these claims is a part."""
    rows = _find_at_ends(conn, select(links), claim_ids)
    return {(row.one, row.other): Compared(row.times, row.score) for row in rows}


def find_near(conn: Connection, claim_ids: Collection[str]) -> set[Pair]:
    """The pairs of which one of these claims is a part and that speak for one happening."""
    query = select(links.c.one, links.c.other).where(links.c.score > 0)
    return {(row.one, row.other) for row in _find_at_ends(conn, query, claim_ids)}


def _find_at_ends(conn: Connection, query: Select[Any], claim_ids: Collection[str]) -> Iterator[Row[Any]]:
    """Links of which one of these claims is a part; one between two of them comes twice."""
    for end in _ENDS:
        yield from find_rows(conn, query, end, claim_ids)


def find_inner(conn: Connection, claim_ids: Set[str]) -> Iterator[tuple[Pair, float]]:
    """All pairs of two of these claims, with their log odds."""
    query = select(links.c.one, links.c.other, links.c.score)
    for row in find_rows(conn, query, links.c.one, claim_ids):
        if row.other in claim_ids:
            yield (row.one, row.other), row.score


def write_neighbours(
    conn: Connection,
    come: Collection[AccountRow],
    gone: Collection[AccountRow],
    changed: Mapping[Pair, Compared | None],
) -> None:
    """Take out the accounts that are gone with all their links, and put in those that came and the pairs that changed.

    None stands for a pair that is compared no more.
    """
    names = [row.claim_id for row in gone]
    delete_rows(conn, accounts.c.claim_id, names)
    for end in _ENDS:
        delete_rows(conn, end, names)
    for row in gone:
        conn.execute(delete(blocks).where(blocks.c.block.in_(row.blocks), blocks.c.claim_id == row.claim_id))
    came = {row.claim_id for row in come}
    for one, other in changed:
        if one not in came and other not in came:
            conn.execute(delete(links).where(links.c.one == one, links.c.other == other))
    _write(conn, come, changed)


def write_all_neighbours(
    conn: Connection, come: Collection[AccountRow], changed: Mapping[Pair, Compared | None]
) -> None:
    """Make the store hold these accounts and pairs and no others."""
    for table in (accounts, blocks, links):
        conn.execute(delete(table))
    _write(conn, come, changed)


def _write(conn: Connection, come: Collection[AccountRow], changed: Mapping[Pair, Compared | None]) -> None:
    """Insert in the order of the tables' keys, which a tree takes best."""
    ordered = sorted(come, key=lambda row: row.claim_id)
    write_rows(conn, accounts, [{"claim_id": r.claim_id, "article_id": r.article_id, "body": r.body} for r in ordered])
    keys = sorted((number, row.claim_id) for row in come for number in row.blocks)
    write_rows(conn, blocks, [{"block": number, "claim_id": claim} for number, claim in keys])
    write_rows(conn, links, list(_link_rows(changed)))


def _link_rows(changed: Mapping[Pair, Compared | None]) -> Iterator[dict[str, Any]]:
    for (one, other), compared in sorted(changed.items(), key=lambda item: item[0]):
        if compared is not None:
            yield {"one": one, "other": other, "times": compared.times, "score": compared.score}


def _bodies(rows: Iterable[Row[Any]]) -> dict[str, str]:
    return {row.claim_id: row.body for row in rows}
