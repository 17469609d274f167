"""The situation as a list: incidents that have what is asked for, now or as known at a moment."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from isnad.keep.cursors import Page
from isnad.keep.shown_incidents import ToldIncident, load_told_incidents
from isnad.keep.situation import find_numbers
from isnad.keep.weighed_tables import TOLLS
from isnad.show.care.eyes import Eyes
from isnad.show.views.caring import find_hidden_in_list, protect_incidents
from isnad.show.views.filters import SituationFilter
from isnad.show.views.names import Names, Told, packaged_names
from isnad.show.views.shown import ActorShown, CountShown, IncidentShown, PlaceShown
from isnad.workspace import Workspace

_PORTION = 500


def find_situation(
    workspace: Workspace, eyes: Eyes, asked: SituationFilter, *, limit: int = 50, after: str | None = None
) -> Page[IncidentShown]:
    """A page of incidents that have all that is asked for, as these eyes may see them.

    With `as_of` claims, articles, outlets, origins and sources are those of the reports received by then, and incidents
    first known later are left out. Which claims are one incident, its type, place, actors, tolls, factuality and whether
    it is contested are as weighed now: `isnad incidents --as-of` weighs anew what was known.
    Order: last day of the happening, newest first, those without a day last. Empty: nothing is found. A page holds fewer
    than `limit` where care leaves some out; only `next` says whether more follow.
    Raises: SourceError when `after` is no cursor of such a page, or too many words are asked for.
    """
    hidden = find_hidden_in_list(eyes, asked)
    with workspace.store.read() as conn:
        page = find_numbers(conn, asked, limit=limit, after=after, hidden=hidden)
        found = show_incidents(conn, page.items, asked.as_of)
    return Page(tuple(protect_incidents(found, eyes)), page.next)


def iter_incidents(workspace: Workspace, eyes: Eyes, asked: SituationFilter) -> Iterator[IncidentShown]:
    """All of `find_situation`, a portion at a time, so that no transaction stays open while someone reads slowly."""
    after: str | None = None
    while True:
        page = find_situation(workspace, eyes, asked, limit=_PORTION, after=after)
        yield from page.items
        after = page.next
        if after is None:
            return


def show_incidents(conn: Connection, numbers: Sequence[int], as_of: str | None) -> tuple[IncidentShown, ...]:
    """The incidents of these numbers, before care. Order: as given."""
    names = packaged_names()
    return tuple(_show(one, names, as_of) for one in load_told_incidents(conn, numbers, as_of))


def _show(told: ToldIncident, names: Names, as_of: str | None) -> IncidentShown:
    row = told.row
    articles, outlets, origins = _count(told)
    return IncidentShown(
        incident_id=row.incident_id,
        type=row.type,
        first_day=row.first_day,
        last_day=row.last_day,
        place=_show_place(told, names),
        initiators=_show_actors(told.actors.get("initiator", ()), told, names),
        targets=_show_actors(told.actors.get("target", ()), told, names),
        tolls=_show_tolls(told),
        factuality=row.factuality,
        claims=tuple(one.claim_id for one in told.tellings),
        articles=articles,
        outlets=outlets,
        origins=origins,
        sources=_show_actors(_find_sources(told, as_of), told, names),
        is_contested=row.is_contested,
        words=told.words,
        first_known=row.first_known,
        evidence=told.evidence,
    )


def _count(told: ToldIncident) -> tuple[int, int, int]:
    """Articles, outlets and origins: as weighed where all claims count, else counted among those that do."""
    row, tellings = told.row, told.tellings
    if len(tellings) == row.claims:
        return row.articles, row.outlets, row.origins
    articles = {one.article_id for one in tellings}
    outlets = {one.outlet or one.article_id for one in tellings}
    return len(articles), len(outlets), len({one.origin for one in tellings})


def _find_sources(told: ToldIncident, as_of: str | None) -> tuple[str, ...]:
    known = {one.origin for one in told.tellings}
    return tuple(name for name in told.actors.get("source", ()) if as_of is None or name in known)


def _show_place(told: ToldIncident, names: Names) -> PlaceShown | None:
    row = told.row
    if row.precision is None:
        return None
    name = told.told.get(row.place, row.place)
    return names.show_place(Told(name, row.place_id, row.precision, row.lat, row.lon, row.admin1, row.country))


def _show_actors(found: Sequence[str], told: ToldIncident, names: Names) -> tuple[ActorShown, ...]:
    return tuple(names.show_actor(name, told.told) for name in found)


def _show_tolls(told: ToldIncident) -> dict[str, CountShown]:
    words = json.loads(told.row.toll_words)
    row = told.row._mapping
    return {name: CountShown(row[f"{name}_low"], row[f"{name}_high"], words[name]) for name in TOLLS if name in words}
