"""What claims may be asked for by, and what that means for rows and tokens. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from isnad.errors import SourceError
from isnad.keep.columns import LABEL_LENGTH, kept
from isnad.keep.facets import COLUMNS, LONG, facet_of, find_periods
from isnad.keep.tables import LONG as LASTS_LONG

STATES = ("current", "superseded", "withdrawn")
_LABELS = ("outlet", "source")
_DAY = "claims.page_day"
_LASTS_LONG = LASTS_LONG.replace("first_day", "claims.first_day").replace("page_day", _DAY)


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What claims are asked for; None asks nothing of a field.

    `text`: words that all stand in its evidence, places or actors. `place_id`, `actor`: of any role. `admin1`,
    `country`: of the place that stands for the claim. `source`: a register's id, or folded words. `first_day`,
    `last_day`: ISO 8601, of a range that the happening overlaps; one whose beginning or end is open does so without
    end, one of no known time never does. `state`: None asks for claims of every state.
    Raises: SourceError for a day or a state that there is not.
    """

    text: str | None = None
    type: str | None = None
    place_id: str | None = None
    admin1: str | None = None
    country: str | None = None
    actor: str | None = None
    outlet: str | None = None
    source: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    factuality: str | None = None
    state: str | None = "current"

    def __post_init__(self) -> None:
        _check_day("--from", self.first_day)
        _check_day("--until", self.last_day)
        if self.state is not None and self.state not in STATES:
            raise SourceError("--state", f"{self.state!r} is not one of {', '.join(STATES)}")


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk through claims: conditions on their rows, and groups of tokens of which each gives one."""

    state: str | None
    conditions: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    is_long: bool = False


def values_of(asked: ClaimFilter) -> dict[str, str]:
    """What is asked of each field, as the columns keep it."""
    names = (*COLUMNS, "place_id", "actor", "first_day", "last_day")
    given = {name: getattr(asked, name) for name in names}
    return {
        name: kept(value[:LABEL_LENGTH] if name in _LABELS else value)
        for name, value in given.items()
        if value is not None
    }


def find_walks(asked: ClaimFilter) -> Iterator[Walk]:
    """The walks in order of days that together give what is asked for, each claim once.

    Where days are asked for, what lies within a month is found by its last day, and what lasts longer apart.
    """
    values = values_of(asked)
    equal, facets = _equal(values), _facets(values)
    periods = find_periods(asked.first_day, asked.last_day)
    for state in STATES if asked.state is None else (asked.state,):
        if periods is None:
            yield Walk(state, (*equal, *_state(state)), facets)
            continue
        overlap = (*equal, *_state(state), *_overlap(asked))
        yield Walk(state, (*overlap, *_short(asked)), (*facets, periods[0]))
        yield Walk(state, (*overlap, _LASTS_LONG), (*facets, periods[1], (LONG,)), is_long=True)


def find_text_walk(asked: ClaimFilter, tokens: tuple[str, ...]) -> Walk:
    """The one walk by words and facets alike."""
    values = values_of(asked)
    periods = find_periods(asked.first_day, asked.last_day)
    days: tuple[tuple[str, ...], ...] = ()
    if periods:
        days = (periods[0] if periods[0] == periods[1] else (*periods[0], LONG),)
    conditions = (*_equal(values), *(_state(asked.state) if asked.state else ()), *_overlap(asked))
    return Walk(asked.state, conditions, (*((token,) for token in tokens), *_facets(values), *days))


def _equal(values: dict[str, str]) -> tuple[str, ...]:
    """Conditions on columns and parts; a part's whole index is named, or SQLite walks all claims of the place."""
    parts = {"place_id": "claim_places", "actor": "claim_actors"}
    of_parts = [
        f"EXISTS (SELECT 1 FROM {table} p WHERE p.{name} = :{name} AND p.page_day = {_DAY} AND p.claim = claims.number)"
        for name, table in parts.items()
        if name in values
    ]
    return (*(f"claims.{name} = :{name}" for name in COLUMNS if name in values), *of_parts)


def _facets(values: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    names = {**{name: name for name in COLUMNS}, "place_id": "place", "actor": "actor"}
    return tuple((facet_of(facet, values[name]),) for name, facet in names.items() if name in values)


def _state(state: str) -> tuple[str, ...]:
    """Written out, for the indices are of one state."""
    return (f"claims.state = '{state}'", *(() if state == "current" else ("claims.state <> 'current'",)))


def _overlap(asked: ClaimFilter) -> tuple[str, ...]:
    """That the happening's bounds overlap the days; where one is open, it has no end."""
    if asked.first_day is None and asked.last_day is None:
        return ()
    found = [f"(claims.first_day IS NOT NULL OR {_DAY} <> '')"]
    if asked.first_day is not None:
        found.append(f"({_DAY} = '' OR {_DAY} >= :first_day)")
    if asked.last_day is not None:
        found.append("(claims.first_day IS NULL OR claims.first_day <= :last_day)")
    return tuple(found)


def _short(asked: ClaimFilter) -> tuple[str, ...]:
    """Of what lies within a month its last day says enough to begin and end the walk; `{day}` is the walk's column."""
    first = "{day} > ''" if asked.first_day is None else "{day} >= :first_day"
    last = () if asked.last_day is None else ("{day} <= " + f"'{asked.last_day[:7]}-31'",)
    return (first, *last, _LASTS_LONG.replace("<>", "="))


def _check_day(name: str, day: str | None) -> None:
    try:
        if day is not None and date.fromisoformat(day).isoformat() != day:
            raise ValueError
    except ValueError:
        raise SourceError(name, f"{day!r} is no day; write it as 2024-12-05") from None
