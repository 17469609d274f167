"""What incidents are asked for, as conditions on rows of `incidents`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, text

from isnad.keep.indexing import CLAIMS
from isnad.keep.matching import has_all, number_of, parse_query
from isnad.keep.weighed_tables import HELD

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SituationFilter:
    """What incidents are asked for; None asks nothing.

    `actor` is a register id or folded words, of who did it or to whom; `source` an independent origin likewise. `text`
    are words that stand in a claim of the incident. Days (ISO 8601) are of a range that the incident's last day lies in.
    `as_of` is a moment of knowledge (UTC, as `received`): what was first known later is left out, and origins are
    counted among the claims that had been received by then. Type, place and actors are as weighed now.
    """

    type: str | None = None
    family: str | None = None
    actor: str | None = None
    place_id: str | None = None
    country: str | None = None
    admin1: str | None = None
    source: str | None = None
    least_origins: int = 1
    is_contested: bool | None = None
    text: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is left out whatever is asked: incidents of these families and types, those that tell of these tolls, and those
    first known after a moment (UTC, as `received`) or of which the last day was not over by then.
    """

    families: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    tolls: frozenset[str] = frozenset()
    known_after: str | None = None


NOTHING_HIDDEN = Hidden()


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the map. Units: degrees, WGS 84. West of east, or else it crosses the 180th meridian."""

    west: float = -180.0
    south: float = -90.0
    east: float = 180.0
    north: float = 90.0


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions in the language of the database, and the values that they name. `is_empty`: nothing can have them."""

    terms: tuple[str, ...]
    values: Values
    is_empty: bool = False

    @property
    def where(self) -> str:
        """All of them together."""
        return " AND ".join(self.terms)


_EQUAL = ("type", "family", "place_id", "country", "admin1")
_BROAD = ("type", "family", "country")
# Of a hundred thousand incidents, about what is looked up in the time of a walk by all.
_WIDE = 5_000
_OF_INCIDENT = "SELECT incident FROM incident_actors WHERE actor ="


def find_conditions(
    conn: Connection, asked: SituationFilter, hidden: Hidden = NOTHING_HIDDEN, *, counts: bool = False
) -> Conditions:
    """The conditions of what is asked, without what is hidden; `counts` where all that have it are read."""
    values = {one.name: value for one in fields(asked) if (value := getattr(asked, one.name)) is not None}
    terms = [HELD, *(f"{name} = :{name}" for name in _EQUAL if name in values), *_simple(asked)]
    if counts and conn.dialect.name == "sqlite":
        terms = [f"+{term}" if _is_wide(conn, term, values) else term for term in terms]
    for term, more in _hide(hidden):
        terms.append(term)
        values |= more
    tokens = parse_query(asked.text) if asked.text is not None else ()
    if tokens:
        term, values["match"] = _text(conn, tokens, asked)
        terms.append(term)
    return Conditions(tuple(terms), values, is_empty=asked.text is not None and not tokens)


def _is_wide(conn: Connection, term: str, values: Values) -> bool:
    """Whether so many have the one thing that it is faster to walk an index of all that holds what is read.

    SQLite would look up each of them; a sign before the column keeps it from that.
    """
    name = term.partition(" ")[0]
    if name not in _BROAD or name not in values:
        return False
    query = f"SELECT count(*) FROM (SELECT 1 FROM incidents WHERE {HELD} AND {term} LIMIT {_WIDE})"
    return bool(conn.execute(text(query), {name: values[name]}).scalar_one() == _WIDE)


def _simple(asked: SituationFilter) -> Iterator[str]:
    if asked.first_day is not None:
        yield "page_day >= :first_day"
    if asked.last_day is not None:
        yield "page_day <= :last_day AND page_day <> ''"
    if asked.is_contested is not None:
        yield "is_contested" if asked.is_contested else "NOT is_contested"
    if asked.least_origins > 1:
        yield "origins >= :least_origins"
    if asked.actor is not None:
        yield f"number IN ({_OF_INCIDENT} :actor AND role IN ('initiator', 'target'))"
    if asked.source is not None:
        yield f"number IN ({_OF_INCIDENT} :source AND role = 'source')"
    if asked.as_of is not None:
        yield "first_known <= :as_of"
        yield from _as_of(asked)


def _hide(hidden: Hidden) -> Iterator[tuple[str, Values]]:
    for column, left_out in (("family", hidden.families), ("type", hidden.types)):
        if left_out:
            named: Values = {f"hidden_{column}{at}": one for at, one in enumerate(sorted(left_out))}
            yield f"coalesce({column}, '') NOT IN ({', '.join(f':{name}' for name in named)})", named
    for at, toll in enumerate(sorted(hidden.tolls)):
        yield f"toll_words NOT LIKE :hidden_toll{at}", {f"hidden_toll{at}": f'%"{toll}":%'}
    if hidden.known_after is not None:
        released: Values = {"released": hidden.known_after, "released_day": hidden.known_after[:10]}
        yield "first_known <= :released AND page_day < :released_day", released


def _as_of(asked: SituationFilter) -> Iterator[str]:
    """What was known by then of its origins. There are no more of them than now, so that the columns are asked first."""
    known = "FROM incident_claims WHERE incident = incidents.number AND received <= :as_of"
    if asked.least_origins > 1:
        yield f"(SELECT count(DISTINCT origin) {known}) >= :least_origins"
    if asked.source is not None:
        yield f"EXISTS (SELECT 1 {known} AND origin = :source)"


def _text(conn: Connection, tokens: tuple[str, ...], asked: SituationFilter) -> tuple[str, str]:
    match, value = has_all(conn, CLAIMS, [(token,) for token in tokens])
    known = " AND received <= :as_of" if asked.as_of is not None else ""
    found = (
        f"SELECT incident FROM {CLAIMS} CROSS JOIN incident_claims WHERE {match} AND claim = {number_of(conn, CLAIMS)}"
    )
    return f"number IN ({found}{known})", value


def frame_conditions(frame: Frame) -> Conditions:
    """That the incident's place lies in the frame."""
    terms = ["lat BETWEEN :south AND :north"]
    if frame.west <= frame.east:
        terms.append("lon BETWEEN :west AND :east")
    else:
        terms.append("(lon >= :west OR lon <= :east)")
    return Conditions(tuple(terms), {name: getattr(frame, name) for name in ("west", "south", "east", "north")})
