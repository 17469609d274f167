"""Incidents as they are shown: rows by number with all that stands beside them, a portion at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from isnad.arabic.fold import folded
from isnad.keep.batches import find_rows
from isnad.keep.tables import claim_actors, claim_places, claims
from isnad.keep.weighed_tables import incident_actors, incident_claims, incidents


@dataclass(frozen=True, slots=True)
class ToldIncident:
    """A row of `incidents` with its claims (rows of `incident_claims`, by id), the names of its actors by role, and the
    words of the claim that leads and of all claims. `told` gives folded names as they were written.
    """

    row: Row[Any]
    tellings: tuple[Row[Any], ...]
    actors: Mapping[str, tuple[str, ...]]
    words: str | None
    evidence: tuple[str, ...]
    told: Mapping[str, str]


def load_told_incidents(
    conn: Connection, numbers: Collection[int], as_of: str | None = None
) -> tuple[ToldIncident, ...]:
    """These incidents; with `as_of` only the claims that had been received by then. Order: as given."""
    rows = {row.number: row for row in find_rows(conn, select(incidents), incidents.c.number, numbers)}
    tellings = _find_tellings(conn, numbers, as_of)
    actors = _find_actors(conn, numbers)
    words = _find_words(conn, [one.claim_id for found in tellings.values() for one in found])
    told = _find_told(conn, tellings)
    return tuple(
        _tell(rows[number], tuple(tellings.get(number, ())), actors.get(number, {}), words, told.get(number, {}))
        for number in numbers
        if number in rows
    )


def _tell(
    row: Row[Any],
    tellings: tuple[Row[Any], ...],
    actors: Mapping[str, tuple[str, ...]],
    words: Mapping[str, str],
    told: Mapping[str, str],
) -> ToldIncident:
    lead = _find_lead(row, tellings)
    evidence = tuple(dict.fromkeys(words[one.claim_id] for one in tellings))
    return ToldIncident(row, tellings, actors, words[lead] if lead else None, evidence, told)


def _find_lead(row: Row[Any], tellings: Sequence[Row[Any]]) -> str | None:
    """The claim that leads; where it was not known yet, the first that was."""
    if any(one.claim_id == row.lead for one in tellings):
        return str(row.lead)
    return min(((one.received, one.claim_id) for one in tellings), default=(None, None))[1]


def _find_tellings(conn: Connection, numbers: Collection[int], as_of: str | None) -> dict[int, list[Row[Any]]]:
    query = select(incident_claims)
    if as_of is not None:
        query = query.where(incident_claims.c.received <= as_of)
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    rows = find_rows(conn, query, incident_claims.c.incident, numbers)
    for row in sorted(rows, key=lambda row: str(row.claim_id)):
        found[row.incident].append(row)
    return found


def _find_actors(conn: Connection, numbers: Collection[int]) -> dict[int, dict[str, tuple[str, ...]]]:
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    rows = find_rows(conn, select(incident_actors), incident_actors.c.incident, numbers)
    for row in sorted(rows, key=lambda row: (row.incident, row.role, row.position)):
        roles = found[row.incident]
        roles[row.role] = (*roles.get(row.role, ()), row.actor)
    return found


def _find_words(conn: Connection, claim_ids: Collection[str]) -> dict[str, str]:
    query = select(claims.c.claim_id, claims.c.words)
    return {row.claim_id: row.words for row in find_rows(conn, query, claims.c.claim_id, claim_ids)}


def find_told_names(conn: Connection, numbers: Collection[int]) -> dict[str, str]:
    """Folded names of actors, places and outlets as the claims of these incidents write them."""
    told = _find_told(conn, _find_tellings(conn, numbers, None))
    return {name: words for number in sorted(told) for name, words in told[number].items()}


def _find_told(conn: Connection, tellings: Mapping[int, Sequence[Row[Any]]]) -> dict[int, dict[str, str]]:
    """For each incident folded names as its first claim writes them; outlets as they write themselves."""
    claimed = {one.claim: number for number, found in tellings.items() for one in found}
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for table in (claim_actors, claim_places):
        for row in find_rows(conn, select(table.c.claim, table.c.words), table.c.claim, sorted(claimed)):
            found[claimed[row.claim]].setdefault(folded(row.words), row.words)
    for number, rows in tellings.items():
        for outlet in dict.fromkeys(one.outlet for one in rows if one.outlet):
            found[number].setdefault(folded(outlet), outlet)
    return found
