"""The situation counted: by day or week, and by what incidents are, where they are and who is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row

from isnad.keep.shown_incidents import find_told_names
from isnad.keep.situation import MOST_COUNTED, count_actors, count_days, count_kinds
from isnad.show.care.eyes import Eyes
from isnad.show.shown import ActorShown
from isnad.show.views.caring import find_hidden, is_figure
from isnad.show.views.filters import SituationFilter
from isnad.show.views.map import worst_of
from isnad.show.views.names import packaged_names
from isnad.workspace import Workspace

_WEEK = 7
_MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """Incidents whose last day lies from the first to the last of these days, both taken in."""

    first_day: str
    last_day: str
    incidents: int
    contested: int
    worst: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Bars in order of time, those without incidents left out; `undated` are incidents without a day."""

    bars: tuple[Bar, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Named:
    """How many incidents name an actor or rest on a source. `value` is what a filter asks for it by."""

    value: str
    shown: ActorShown
    incidents: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many incidents have what, most first.

    Actors and sources are counted among the newest `named_among` incidents, where there are more than that.
    """

    total: int
    contested: int
    types: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    admin1s: tuple[tuple[str, int], ...]
    initiators: tuple[Named, ...]
    targets: tuple[Named, ...]
    sources: tuple[Named, ...]
    named_among: int


def find_timeline(workspace: Workspace, eyes: Eyes, asked: SituationFilter, *, by_week: bool = False) -> TimeLine:
    """How many incidents of what is asked for happened when, by their last day.

    `as_of` counts those that were known by then, on the days that are known now. Weeks begin on Monday. Eyes that do not
    see all are told of weeks alone.
    Raises: SourceError when too many words are asked for.
    """
    with workspace.store.read() as conn:
        rows = count_days(conn, asked, find_hidden(eyes))
    days = [row for row in rows if row.page_day]
    bars = _by_week(days) if by_week or not eyes.sees_all else (_bar(row.page_day, row.page_day, [row]) for row in days)
    return TimeLine(
        bars=tuple(bar for bar in bars if is_figure(bar.incidents, eyes)),
        undated=sum(row.incidents for row in rows if not row.page_day),
    )  # fmt: skip


def _by_week(rows: Iterable[Row[Any]]) -> tuple[Bar, ...]:
    weeks: dict[date, list[Row[Any]]] = {}
    for row in rows:
        day = date.fromisoformat(row.page_day)
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(row)
    return tuple(
        _bar(monday.isoformat(), (monday + timedelta(days=_WEEK - 1)).isoformat(), found)
        for monday, found in weeks.items()
    )


def _bar(first: str, last: str, rows: Sequence[Row[Any]]) -> Bar:
    incidents, contested = (sum(getattr(row, name) for row in rows) for name in ("incidents", "contested"))
    return Bar(first, last, incidents, contested, worst_of(max(row.gravity for row in rows)))


def find_facets(workspace: Workspace, eyes: Eyes, asked: SituationFilter) -> Facets:
    """How many incidents of what is asked for have which type, country, area, actors and sources.

    `as_of` counts those that were known by then, by what is known of them now. Eyes that do not see all are told of no
    actor and no source.
    Raises: SourceError when too many words are asked for.
    """
    hidden = find_hidden(eyes)
    with workspace.store.read() as conn:
        kinds = count_kinds(conn, asked, hidden)
        named = count_actors(conn, asked, most=_MOST_NAMES, hidden=hidden) if eyes.sees_all else ()
        told = find_told_names(conn, {row.newest for row in named})
    total = sum(row.incidents for row in kinds)
    return Facets(
        total=total,
        contested=sum(row.contested for row in kinds),
        types=_count(kinds, "type", eyes),
        countries=_count(kinds, "country", eyes),
        admin1s=_count(kinds, "admin1", eyes),
        initiators=_name(named, "initiator", told),
        targets=_name(named, "target", told),
        sources=_name(named, "source", told),
        named_among=min(total, MOST_COUNTED),
    )


def _count(rows: Iterable[Row[Any]], column: str, eyes: Eyes) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for row in rows:
        if (value := getattr(row, column)) is not None:
            counts[value] += row.incidents
    told = (item for item in counts.items() if is_figure(item[1], eyes))
    return tuple(sorted(told, key=lambda item: (-item[1], item[0])))


def _name(rows: Iterable[Row[Any]], role: str, told: Mapping[str, str]) -> tuple[Named, ...]:
    names = packaged_names()
    return tuple(Named(row.actor, names.show_actor(row.actor, told), row.incidents) for row in rows if row.role == role)
