"""Parts of the situation page: what its filters offer, and its time line as bars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from isnad.show.views.filters import SituationFilter
from isnad.show.views.tallies import Bar, Facets, Named, TimeLine
from isnad.show.web.pages.naming import actor_id_name, actor_name, area_name, country_name
from isnad.show.web.pages.rendering import load_kinds

# Of a filter, what flows and holds know nothing of: the map leaves it out for them.
MAPPED: dict[str, Any] = {"type": None, "family": None, "actor": None, "is_contested": None, "text": None}
_WIDTH, _HEIGHT = 1000, 80
_NARROWEST = 3.0
# Lower bars than this cannot be seen.
_LOWEST = 3.0


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter: what the address asks, what the page says, and how many incidents have it."""

    value: str
    name: str
    incidents: int | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What each filter offers."""

    types: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    admin1s: tuple[Choice, ...]
    actors: tuple[Choice, ...]
    sources: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar. Units: thousandths of the width, and of 80 of the height."""

    x: float
    y: float
    width: float
    height: float
    contested_y: float
    contested_height: float
    bar: Bar


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """The time line: bars, the days that it spans, the chosen part, and the days of the slider of what was known."""

    bars: tuple[DrawnBar, ...]
    first_day: str
    last_day: str
    chosen_x: float
    chosen_width: float
    slider_days: int
    slider_at: int


def find_choices(facets: Facets, asked: SituationFilter, language: str) -> Choices:
    """What the filters offer: all types, else what the incidents have, most first, and always what is asked now."""
    kinds, counted = load_kinds(language), dict(facets.types)
    types = sorted((Choice(kind, name, counted.get(kind)) for kind, name in kinds.items()), key=lambda one: one.name)
    actors = sorted((*facets.initiators, *facets.targets), key=lambda one: -one.incidents)
    return Choices(
        types=tuple(types),
        countries=_offer(_call(facets.countries, country_name, language), asked.country, country_name, language),
        admin1s=_offer(_call(facets.admin1s, area_name, language), asked.admin1, area_name, language),
        actors=_offer(_named(actors, language), asked.actor, actor_id_name, language),
        sources=_offer(_named(facets.sources, language), asked.source, actor_id_name, language),
    )


def _offer(
    found: Iterable[tuple[str, str, int | None]], asked: str | None, call: Callable[[str, str], str], language: str
) -> tuple[Choice, ...]:
    offered: dict[str, Choice] = {}
    for value, name, incidents in found:
        offered.setdefault(value, Choice(value, name, incidents))
    if asked is not None and asked not in offered:
        offered[asked] = Choice(asked, call(asked, language), None)
    return tuple(offered.values())


def _call(
    found: Iterable[tuple[str, int]], call: Callable[[str, str], str], language: str
) -> Iterator[tuple[str, str, int | None]]:
    return ((value, call(value, language), incidents) for value, incidents in found)


def _named(found: Iterable[Named], language: str) -> Iterator[tuple[str, str, int | None]]:
    return ((one.value, actor_name(one.shown, language), one.incidents) for one in found)


def draw_time_line(line: TimeLine, asked: SituationFilter, now: str) -> DrawnLine | None:
    """The time line drawn; None when no incident has a day. Time runs from left to right in both languages."""
    if not line.bars:
        return None
    first, last = _day(line.bars[0].first_day), _day(max(bar.last_day for bar in line.bars))
    days, most = (last - first).days + 1, max(bar.incidents for bar in line.bars)
    chosen = _part(first, days, asked.first_day or first.isoformat(), asked.last_day or last.isoformat())
    is_chosen = bool(asked.first_day or asked.last_day)
    known_days = max((_day(now) - first).days, 1)
    at = min(max((_day(asked.as_of) - first).days, 0), known_days) if asked.as_of else known_days
    return DrawnLine(
        tuple(_draw(bar, first, days, most) for bar in line.bars),
        first.isoformat(),
        last.isoformat(),
        chosen[0],
        chosen[1] if is_chosen else 0.0,
        known_days,
        at,
    )


def _draw(bar: Bar, first: date, days: int, most: int) -> DrawnBar:
    x, width = _part(first, days, bar.first_day, bar.last_day)
    height = max(round(bar.incidents / most * _HEIGHT, 1), _LOWEST)
    contested = round(bar.contested / bar.incidents * height, 1) if bar.incidents else 0.0
    return DrawnBar(
        x, _HEIGHT - height, max(width * 0.9, _NARROWEST), height, round(_HEIGHT - contested, 1), contested, bar
    )


def _part(first: date, days: int, start: str, end: str) -> tuple[float, float]:
    x = min(max((_day(start) - first).days / days, 0.0), 1.0) * _WIDTH
    until = min(max((_day(end) + timedelta(days=1) - first).days / days, 0.0), 1.0) * _WIDTH
    return round(x, 1), round(max(until - x, 0.0), 1)


def _day(words: str) -> date:
    return date.fromisoformat(words[:10])
