"""History: how an incident stood after each moment at which a report of it arrived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from isnad.errors import NotFound
from isnad.keep.articles import find_versions
from isnad.keep.claims import find_articles_of
from isnad.keep.neighbours import find_near
from isnad.keep.store import Store
from isnad.pipeline.scales import Scales
from isnad.pipeline.standing import load_standing
from isnad.pipeline.tracing import Trace, load_trace

# What hangs together by links grows without end where a war is told of every day.
_MOST_CLAIMS = 500
_MINUTE = len("2024-12-05T18:00")


@dataclass(frozen=True, slots=True)
class History:
    """Traces of an incident as of moments, the earliest first; `left_out` moments between them are not among these."""

    stages: tuple[Trace, ...]
    left_out: int


def load_history(store: Store, scales: Scales, now: Trace, *, most: int = 24) -> History:
    """How the incident stood after each minute in which a report of it arrived, `most` of these at most.

    The last of them is as it stands now, which is its trace.
    """
    claims = now.row.claims
    with store.read() as connection:
        moments = _find_moments(connection, sorted(find_articles_of(connection, claims)))
        articles = find_near_articles(connection, claims) if len(moments) > 1 else frozenset()
    chosen = _thin(moments, most)
    stages = tuple(_find_stages(store, scales, now.row.incident_id, chosen[:-1], articles))
    return History((*stages, replace(now, as_of=chosen[-1])), len(moments) - len(chosen))


def load_near_trace(store: Store, scales: Scales, name: str, as_of: str) -> Trace:
    """The trace of the incident as of a moment (UTC), weighed from the articles that hang together with it now.

    It costs by the incident, not by the store. Raises: NotFound.
    """
    with store.read() as connection:
        claims = load_standing(connection, scales.ground, name).claims
        articles = find_near_articles(connection, claims)
    return load_trace(store, scales, name, as_of=as_of, articles=articles)


def find_near_articles(connection: Connection, claims: Sequence[str]) -> frozenset[str]:
    """The articles of these claims, and of all that hang together with them by links that speak for one happening."""
    reached, frontier = set(claims), set(claims)
    while frontier and len(reached) < _MOST_CLAIMS:
        frontier = {end for pair in find_near(connection, frontier) for end in pair} - reached
        reached |= frontier
    return find_articles_of(connection, reached)


def _find_moments(connection: Connection, articles: Sequence[str]) -> list[str]:
    """When versions of these articles arrived, the last moment of each minute."""
    received = sorted(version.received for article in articles for version in find_versions(connection, article))
    return list({moment[:_MINUTE]: moment for moment in received}.values())


def _thin(moments: Sequence[str], most: int) -> list[str]:
    """As many of the moments, evenly, the first and the last among them."""
    if len(moments) <= most:
        return list(moments)
    step = (len(moments) - 1) / (most - 1)
    return [moments[round(at * step)] for at in range(most)]


def _find_stages(
    store: Store, scales: Scales, name: str, moments: Sequence[str], articles: frozenset[str]
) -> Iterator[Trace]:
    """The traces of the moments at which something was known of it."""
    for moment in moments:
        try:
            yield load_trace(store, scales, name, as_of=moment, articles=articles)
        except NotFound:
            continue
