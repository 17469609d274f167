"""Facets: what claims are filtered by, as tokens beside their words, so that the index of words intersects them. Pure.

A facet's token begins with a sign that no word has and is a short key of its name and value; two values may, once in
10^12, share one, so whoever asks by tokens also compares the columns. Days become the month and the years they lie in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from isnad.keep.columns import key_of
from isnad.keep.shadow import shadow_of

_SIGN = "§"
_KEY_LENGTH = 10
COLUMNS = ("type", "admin1", "country", "outlet", "source", "factuality")
# Years before and after count as these.
_YEARS = (1900, 2099)
# A range of more months is asked for by its years.
_MOST_MONTHS = 24
LONG = f"{_SIGN}l"


def claim_shadow(
    values: Mapping[str, Any], places: Iterable[Mapping[str, Any]], actors: Iterable[Mapping[str, Any]]
) -> str:
    """Tokens of a claim, given as rows of the store: words of its evidence, places and actors, and its facets."""
    places, actors = list(places), list(actors)
    words = shadow_of((values["words"], *(part["words"] for part in (*places, *actors))))
    named = [(name, values[name]) for name in COLUMNS]
    named += [("place", place["place_id"]) for place in places]
    named += [("actor", actor["actor"]) for actor in actors]
    facets = [facet_of(name, value) for name, value in named if value is not None]
    return " ".join(dict.fromkeys((*facets, *_days(values["first_day"], values["last_day"]), words))).strip()


@lru_cache(maxsize=65536)
def facet_of(name: str, value: str) -> str:
    """The token of a value."""
    return f"{_SIGN}{key_of(f'{name} {value}')[:_KEY_LENGTH]}"


def find_periods(first_day: str | None, last_day: str | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Tokens of which one at least stands with any claim that overlaps the days: short claims', long ones'.

    Empty: None where both days are open.
    """
    if first_day is None and last_day is None:
        return None
    years = _years(first_day, last_day)
    months = _months(first_day, last_day) if first_day and last_day else ()
    return months or years, years


def _days(first_day: str | None, last_day: str | None) -> tuple[str, ...]:
    """The month and year of what happens within a month, else a mark and the years; see `tables.LONG`."""
    if first_day is None and last_day is None:
        return ()
    if first_day and last_day and first_day[:7] == last_day[:7]:
        return (f"{_SIGN}m{last_day[:7].replace('-', '')}", *_years(last_day, last_day))
    return (LONG, *_years(first_day, last_day))


def _years(first_day: str | None, last_day: str | None) -> tuple[str, ...]:
    least, most = _YEARS
    first = max(least, min(_year(first_day, least), most))
    last = max(least, min(_year(last_day, most), most))
    return tuple(f"{_SIGN}y{year}" for year in range(first, last + 1))


def _year(day: str | None, otherwise: int) -> int:
    return int(day[:4]) if day else otherwise


def _months(first_day: str, last_day: str) -> tuple[str, ...]:
    """Tokens of the months; empty when they are too many."""
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first_day, last_day))
    if last - first >= _MOST_MONTHS:
        return ()
    return tuple(f"{_SIGN}m{month // 12:04d}{month % 12 + 1:02d}" for month in range(first, last + 1))
