"""Filters of the situation as the query of a URL, both ways. Strict: what is unknown or malformed is one clear error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from isnad.errors import Reason, SourceError, reason_of
from isnad.keep.columns import LABEL_LENGTH
from isnad.keep.situation_filters import SituationFilter
from isnad.show.views.names import packaged_names
from isnad.weigh.asof import parse_moment

__all__ = ["SituationFilter", "parse_filter", "write_filter"]

_LONGEST_TEXT = 500
_MOST_ORIGINS = 1000
_COUNTRY = re.compile("[A-Z]{2}")


def parse_filter(query: Iterable[tuple[str, str]]) -> SituationFilter:
    """The filter of the query's pairs, each name once. A pair without a value asks nothing.

    Raises: SourceError that names the pair and says what it may be.
    """
    values: dict[str, Any] = {}
    for name, words in query:
        if name not in _PARTS:
            raise SourceError(
                name[:50], Reason("filter.unknown", "is no filter; there are {known}", known=", ".join(_PARTS))
            )
        field, parse, _ = _PARTS[name]
        if field in values:
            raise SourceError(name, Reason("filter.twice", "is asked twice"))
        values[field] = _parsed(name, words.strip(), parse) if words.strip() else None
    given = {field: value for field, value in values.items() if value is not None}
    asked = SituationFilter(**given)
    if asked.first_day and asked.last_day and asked.first_day > asked.last_day:
        raise SourceError(
            "from", Reason("filter.order", "{first} is after until, {last}", first=asked.first_day, last=asked.last_day)
        )
    return asked


def write_filter(asked: SituationFilter) -> str:
    """The query that `parse_filter` makes the filter of; what asks nothing is left out.

    >>> write_filter(SituationFilter(type="shelling", least_origins=2, is_contested=True))
    'type=shelling&origins=2&contested=yes'
    """
    nothing = SituationFilter()
    pairs = [
        (name, write(getattr(asked, field)))
        for name, (field, _, write) in _PARTS.items()
        if getattr(asked, field) != getattr(nothing, field)
    ]
    return urlencode(pairs)


def _parsed(name: str, words: str, parse: Callable[[str], Any]) -> Any:
    try:
        return parse(words)
    except ValueError as error:
        raise SourceError(name, reason_of(error)) from None


def _type(words: str) -> str:
    if words not in packaged_names().scales.ground.families:
        raise _wrong("filter.type", "{words!r} is no type of event; see the catalogue", words)
    return words


def _family(words: str) -> str:
    families = sorted(set(packaged_names().scales.ground.families.values()))
    if words not in families:
        raise _wrong("filter.family", "{words!r} is none of {known}", words, known=", ".join(families))
    return words


def _wrong(name: str, form: str, words: str, **parts: object) -> ValueError:
    return ValueError(Reason(name, form, words=words[:50], **parts))


def _country(words: str) -> str:
    if not _COUNTRY.fullmatch(words):
        raise _wrong("filter.country", "{words!r} is no country; write its two letters, as SY", words)
    return words


def _name(words: str) -> str:
    if len(words) > LABEL_LENGTH or not words.isprintable():
        raise _wrong("filter.name", "{words!r} is no name; it has at most {most} letters", words, most=LABEL_LENGTH)
    return words


def _text(words: str) -> str:
    if len(words) > _LONGEST_TEXT:
        raise _wrong("filter.text", "{words!r} is too long; ask for at most {most} letters", words, most=_LONGEST_TEXT)
    return words


def _origins(words: str) -> int:
    if not (words.isascii() and words.isdigit() and len(words) < 5 and 1 <= int(words) <= _MOST_ORIGINS):
        raise _wrong(
            "filter.origins", "{words!r} is no number of origins; write 1 to {most}", words, most=_MOST_ORIGINS
        )
    return int(words)


def _contested(words: str) -> bool:
    if words not in ("yes", "no"):
        raise _wrong("filter.contested", "{words!r} is neither yes nor no", words)
    return words == "yes"


def _day(words: str) -> str:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise _wrong("filter.day", "{words!r} is no day; write it as 2024-12-05", words) from None
    return day.isoformat()


def _moment(words: str) -> str:
    try:
        return parse_moment(words)
    except (ValueError, OverflowError):
        form = "{words!r} is no moment; write 2024-12-05 or 2024-12-05T18:00Z"
        raise _wrong("filter.moment", form, words) from None


def _yes(asked: bool) -> str:
    return "yes" if asked else "no"


# Of each name in a query: the field, and how it is read and written.
_PARTS: dict[str, tuple[str, Callable[[str], Any], Callable[[Any], str]]] = {
    "type": ("type", _type, str),
    "family": ("family", _family, str),
    "actor": ("actor", _name, str),
    "place": ("place_id", _name, str),
    "country": ("country", _country, str),
    "admin1": ("admin1", _name, str),
    "source": ("source", _name, str),
    "origins": ("least_origins", _origins, str),
    "contested": ("is_contested", _contested, _yes),
    "text": ("text", _text, str),
    "from": ("first_day", _day, str),
    "until": ("last_day", _day, str),
    "as_of": ("as_of", _moment, str),
}
