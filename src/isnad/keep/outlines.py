"""Outlines in the store: what an incident is mapped, listed and filtered by, as rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from isnad.keep.batches import delete_rows, write_rows
from isnad.keep.cells import find_cell
from isnad.keep.columns import LABEL_LENGTH, kept
from isnad.keep.weighed_tables import TOLLS, incident_actors

_MOST_DEAD = 99_999


@dataclass(frozen=True, slots=True)
class TollRow:
    """Bounds of a count (None: open, or only in words) and the words of one who gives it."""

    low: int | None
    high: int | None
    words: str


@dataclass(frozen=True, slots=True)
class TellingRow:
    """One claim of an incident: its origin, and the article and moment that it was received in (UTC)."""

    claim_id: str
    origin: str
    received: str
    article_id: str
    outlet: str | None


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """What is written of an incident beside its row. `actors` are names by role, those of most claims first."""

    family: str | None
    precision: str | None
    place: str | None
    place_id: str | None
    lat: float | None
    lon: float | None
    tolls: Mapping[str, TollRow]
    actors: Mapping[str, tuple[str, ...]]
    factuality: str
    is_contested: bool
    lead: str
    first_known: str
    tellings: tuple[TellingRow, ...]


def values_of(row: OutlineRow, kind: str) -> dict[str, Any]:
    """The columns of `incidents` that the outline fills, of an incident of this type."""
    dead = row.tolls.get("fatalities")
    is_point = row.precision == "point" and row.lat is not None and row.lon is not None
    ends = {f"{toll}_{end}": None for toll in TOLLS for end in ("low", "high")}
    ends |= {f"{toll}_{end}": getattr(count, end) for toll, count in row.tolls.items() for end in ("low", "high")}
    return {
        "first_known": row.first_known,
        "is_contested": row.is_contested,
        "factuality": row.factuality,
        "family": row.family,
        "precision": row.precision,
        "place_id": row.place_id,
        "lat": row.lat,
        "lon": row.lon,
        "cell": find_cell(row.lat, row.lon) if is_point and row.lat is not None and row.lon is not None else None,
        "gravity": write_gravity(dead.low if dead else None, kind),
        **ends,
        "lead": row.lead,
        "place": row.place,
        "toll_words": json.dumps({name: kept(count.words) for name, count in row.tolls.items()}, ensure_ascii=False),
    }


def write_gravity(dead: int | None, kind: str) -> str:
    """What orders incidents by how many died, so that the greatest of many tells the worst type among them.

    >>> max(write_gravity(12, "air_strike"), write_gravity(None, "protest"))
    '00012 air_strike'
    """
    return f"{min(dead or 0, _MOST_DEAD):05d} {kind}"


def write_actors(conn: Connection, outlines: Sequence[tuple[int, str, OutlineRow]], gone: Collection[int]) -> None:
    """Write the actors of these incidents, by number and day of page; those of `gone` are no more."""
    delete_rows(conn, incident_actors.c.incident, [*(number for number, _, _ in outlines), *gone])
    write_rows(conn, incident_actors, list(_actor_rows(outlines)))


def _actor_rows(outlines: Sequence[tuple[int, str, OutlineRow]]) -> Iterator[dict[str, Any]]:
    for number, day, outline in outlines:
        for role, names in outline.actors.items():
            for position, name in enumerate(dict.fromkeys(kept(name[:LABEL_LENGTH]) for name in names)):
                yield {"incident": number, "role": role, "position": position, "page_day": day, "actor": name}
