"""Pages of claims: what is asked for, fifty at a time, in an order that what comes meanwhile does not disturb.

Pages by day walk an index that has the claims in that order. Where several things are asked for at once, such a walk
may pass by many claims that have the one and not the other, so the index of words first says whether few claims have
them all; then these are ordered. Where many do, the walk meets them soon.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, text

from isnad.keep.batches import find_rows
from isnad.keep.claims import StoredClaim, select_stored, stored_claim
from isnad.keep.cursors import Page, checked_limit, page_of, parse_cursor, write_cursor
from isnad.keep.filters import ClaimFilter, Walk, find_text_walk, find_walks, values_of
from isnad.keep.indexing import CLAIMS
from isnad.keep.matching import has_all, number_of, parse_query
from isnad.keep.tables import claims

# A key of a page: day and number.
Key = tuple[str, int]
# Claims fetched to be ordered rather than walked to: at a million, five milliseconds' worth, fifty from a cold disk.
_FEW = 1000
# The index to walk: of the columns asked for, that which most likely has the fewest claims.
_BY_SELECTIVITY = ("source", "admin1", "outlet", "country", "type", "factuality")
_PARTS = {"place_id": "claim_places", "actor": "claim_actors"}


def find_claims(
    conn: Connection, asked: ClaimFilter, *, limit: int = 50, after: str | None = None
) -> Page[StoredClaim]:
    """Claims that have all that is asked for.

    Order: the last day of the happening, newest first, those that are open or of no known time at the end, and among
    one day the newest arrival first. Where words are asked for (`text`): the newest arrival first, whatever its day,
    for so the index of words has them.
    Empty: nothing is found, or no letter or digit is in the words. `after` is the cursor that a page ended with; claims
    that come meanwhile neither repeat nor hide others.
    Raises: SourceError when `after` is no cursor of such a page, or too many words are asked for.
    """
    by_words = asked.text is not None
    order = "words" if by_words else "day"
    before = parse_cursor(after, order) if after is not None else None
    most = checked_limit(limit) + 1
    keys = _keys_by_words(conn, asked, most, before) if by_words else _keys_by_day(conn, asked, most, before)
    if not keys:
        return Page((), None)
    day, number = keys[:limit][-1]
    return page_of(_load(conn, keys), limit, write_cursor(order, "" if by_words else day, number))


def _keys_by_words(conn: Connection, asked: ClaimFilter, most: int, before: Key | None) -> list[Key]:
    """Newest arrivals first."""
    tokens = parse_query(asked.text or "")
    if not tokens:
        return []
    walk = find_text_walk(asked, tokens)
    match, value = has_all(conn, CLAIMS, walk.groups)
    number = number_of(conn, CLAIMS)
    where = [match, f"claims.number = {number}", *walk.conditions]
    values: dict[str, Any] = {**values_of(asked), "match": value, "most": most}
    if before is not None:
        where.append(f"{number} < :before")
        values["before"] = before[1]
    query = f"SELECT page_day, claims.number FROM {CLAIMS} CROSS JOIN claims WHERE {_all(where)} ORDER BY {number} DESC"
    return _run(conn, query, values)


def _keys_by_day(conn: Connection, asked: ClaimFilter, most: int, before: Key | None) -> list[Key]:
    """Newest days first: the walks together, each as long as a page."""
    values: dict[str, Any] = {**values_of(asked), "most": most}
    if before is not None:
        values |= {"day": before[0], "before": before[1]}
    found = (key for walk in find_walks(asked) for key in _walk(conn, walk, values))
    return sorted(found, reverse=True)[:most]


def _walk(conn: Connection, walk: Walk, values: dict[str, Any]) -> list[Key]:
    """The first keys of a walk."""
    few = _find_few(conn, walk) if _passes_by_many(walk, values) else None
    if few is not None:
        return _order(conn, walk, few, values)
    part = None if walk.index else next((name for name in _PARTS if name in values), None)
    if part is not None:
        return _walk_parts(conn, part, walk, values)
    table = f"claims INDEXED BY {_index(walk, values)}" if conn.dialect.name == "sqlite" else "claims"
    return _run(
        conn, f"SELECT page_day, number FROM {table} {_rest(walk.conditions, 'claims.page_day', values)}", values
    )


def _passes_by_many(walk: Walk, values: dict[str, Any]) -> bool:
    """Whether no index has the claims of the walk alone: two things are asked for, or one of what lasts long or is past."""
    asked = len(values.keys() - {"first_day", "last_day", "most", "day", "before"})
    return asked + (walk.index is not None or walk.state != "current") > 1


def _find_few(conn: Connection, walk: Walk) -> list[int] | None:
    """Numbers of all claims that have the tokens, if they are few."""
    match, value = has_all(conn, CLAIMS, walk.groups)
    query = text(f"SELECT {number_of(conn, CLAIMS)} FROM {CLAIMS} WHERE {match} LIMIT :few")
    found = list(conn.execute(query, {"match": value, "few": _FEW + 1}).scalars())
    return found if len(found) <= _FEW else None


def _order(conn: Connection, walk: Walk, few: Sequence[int], values: dict[str, Any]) -> list[Key]:
    """Of few claims those that meet the conditions."""
    if not few:
        return []
    table = "claims NOT INDEXED" if conn.dialect.name == "sqlite" else "claims"
    rest = _rest((*walk.conditions, "claims.number IN :few"), "claims.page_day", values)
    return _run(conn, f"SELECT page_day, number FROM {table} {rest}", {**values, "few": few})


def _walk_parts(conn: Connection, part: str, walk: Walk, values: dict[str, Any]) -> list[Key]:
    """Along the days of a place or an actor; a claim may name it in several roles."""
    day = "p.page_day"
    rest = _rest((f"p.{part} = :{part}", "claims.number = p.claim", *walk.conditions), day, values, number="p.claim")
    return _run(conn, f"SELECT DISTINCT {day}, p.claim FROM {_PARTS[part]} p CROSS JOIN claims {rest}", values)


def _rest(conditions: Iterable[str], day: str, values: dict[str, Any], number: str = "claims.number") -> str:
    """The conditions and the order, by these columns of day and number."""
    where = [condition.replace("{day}", day) for condition in conditions]
    if "before" in values:
        where.append(f"({day}, {number}) < (:day, :before)")
    return f"WHERE {_all(where)} ORDER BY {day} DESC, {number} DESC"


def _index(walk: Walk, values: dict[str, Any]) -> str:
    if walk.state != "current":
        return "ix_claims_past"
    if walk.index:
        return f"ix_claims_{walk.index}"
    return f"ix_claims_{next((name for name in _BY_SELECTIVITY if name in values), 'page')}"


def _all(conditions: Iterable[str]) -> str:
    return " AND ".join(conditions)


def _run(conn: Connection, query: str, values: dict[str, Any]) -> list[Key]:
    statement = text(f"{query} LIMIT :most")
    if "few" in values:
        statement = statement.bindparams(bindparam("few", expanding=True))
    named = statement.compile().params
    rows = conn.execute(statement, {name: value for name, value in values.items() if name in named})
    return [(day, number) for day, number in rows]


def _load(conn: Connection, keys: Sequence[Key]) -> list[StoredClaim]:
    """The claims of the keys, in their order."""
    numbers = [number for _, number in keys]
    found = {row.number: stored_claim(row) for row in find_rows(conn, select_stored(), claims.c.number, numbers)}
    return [found[number] for number in numbers]
