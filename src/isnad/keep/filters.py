"""What claims may be asked for by, and what that means for rows and tokens. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from isnad.errors import Reason, SourceError
from isnad.keep import tables
from isnad.keep.columns import LABEL_LENGTH, kept
from isnad.keep.facets import COLUMNS, LONG, facet_of, find_periods

STATES = ("current", "superseded", "withdrawn")
_LABELS = ("outlet", "source")
_DAY = "claims.page_day"
_LONG, _LASTING = (
    condition.replace("first_day", "claims.first_day").replace("page_day", _DAY)
    for condition in (tables.LONG, tables.LASTING)
)


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
        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise SourceError("--from", f"{self.first_day} is after --until {self.last_day}")
        if self.state is not None and self.state not in STATES:
            raise SourceError("--state", f"{self.state!r} is not one of {', '.join(STATES)}")


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk through claims: conditions on their rows, and groups of tokens of which each gives one.

    In a condition `{day}` is the column that the walk is ordered by. `index`: that of claims which last, else None.
    """

    state: str | None
    conditions: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    index: str | None = None


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
    """The walks in order of days that together give what is asked for, each claim once."""
    values = values_of(asked)
    equal, facets = _equal(values), _facets(values)
    for state in STATES if asked.state is None else (asked.state,):
        conditions = (*equal, *_state(state), *_overlap(asked))
        yield from _walks_by_days(Walk(state, conditions, facets), asked)


def _walks_by_days(walk: Walk, asked: ClaimFilter) -> Iterator[Walk]:
    """The walk, cut by the last day of what happened: among the days asked for, in the rest of the last month, later.

    What ends after the days that are asked for can only be there if it lasts; then it has an index of its own.
    """
    periods = find_periods(asked.first_day, asked.last_day)
    if periods is None:
        yield walk
        return
    first = "{day} > ''" if asked.first_day is None else "{day} >= :first_day"
    lasting = (*walk.groups, periods[1], (LONG,))
    if asked.last_day is None:
        yield _narrowed(walk, (first,), (*walk.groups, _either(*periods)))
        yield _narrowed(walk, (f"{_DAY} = ''", _LONG), lasting, "long")
        return
    end = f"'{asked.last_day[:7]}-31'"
    month = find_periods(asked.last_day, asked.last_day) or periods
    yield _narrowed(walk, (first, "{day} <= :last_day"), (*walk.groups, _either(*periods)))
    rest = (f"{_DAY} > :last_day", f"{_DAY} <= {end}", _LASTING)
    yield _narrowed(walk, rest, (*walk.groups, _either(*month)), "lasting")
    yield _narrowed(walk, (f"({_DAY} = '' OR {_DAY} > {end})", _LONG), lasting, "long")


def _narrowed(
    walk: Walk, conditions: tuple[str, ...], groups: tuple[tuple[str, ...], ...], index: str | None = None
) -> Walk:
    return Walk(walk.state, (*walk.conditions, *conditions), groups, index)


def find_text_walk(asked: ClaimFilter, tokens: tuple[str, ...]) -> Walk:
    """The one walk by words and facets alike."""
    values = values_of(asked)
    periods = find_periods(asked.first_day, asked.last_day)
    days = (_either(*periods),) if periods else ()
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


def _either(months: tuple[str, ...], years: tuple[str, ...]) -> tuple[str, ...]:
    """Tokens of which one at least stands with any claim of the days, however long it lasts."""
    return years if months == years else (*months, LONG)


def _check_day(name: str, day: str | None) -> None:
    try:
        if day is not None and date.fromisoformat(day).isoformat() != day:
            raise ValueError
    except ValueError:
        raise SourceError(name, Reason("day.none", "{value!r} is no day; write it as 2024-12-05", value=day)) from None
