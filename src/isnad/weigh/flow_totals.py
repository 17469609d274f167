"""Totals of flows by where people left, where they went, and ISO week; each incident counts once."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from isnad.weigh.flow_figures import Range, span_of
from isnad.weigh.flows import End, Flow
from isnad.weigh.movements import FLOW

NO_FIGURE = ""
TOLD, BY_REPORT, UNDATED = "told", "report", ""
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Area:
    """A governorate, a country where it is in none or in several, nothing where people left or went is not known."""

    country: str | None
    admin1: str | None


UNPLACED = Area(None, None)
_NOWHERE = frozenset((UNPLACED, None))


@dataclass(frozen=True, slots=True)
class Key:
    """What the flows of a row have in common.

    An area is None where it was not asked for. `week` is an ISO week (`2016-W49`); `dated` says whether the happening's
    own time gives it, or the day of the first report. A happening of a week or more is in no week.
    `unit` is empty where the flows have no figure.
    """

    origin: Area | None
    destination: Area | None
    week: str | None
    dated: str
    category: str
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Total:
    """A row. `is_sum`: flows of a week, added up; else from the lowest to the highest, for stocks and flows of long or
    unknown periods overlap and are not added up over happenings.

    None: no figure, or one that is open on that side.
    """

    key: Key
    is_sum: bool
    low: int | None
    high: int | None
    incidents: tuple[str, ...]
    sources: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """All rows, and the flows that are in none because nobody tells them as happened."""

    rows: tuple[Total, ...]
    not_held: tuple[str, ...]


def find_totals(flows: Iterable[Flow], *, by_origin: bool = True, by_destination: bool = True) -> Totals:
    """Rows of the flows. A flow is in one row for each of its figures, and in one without unit where it has none.

    Persons and households are never in one row. Order: by week, areas, kind; that of the flows changes nothing.
    """
    rows: dict[Key, list[tuple[Flow, Range | None]]] = defaultdict(list)
    not_held = []
    for flow in sorted(flows, key=lambda one: one.flow_id):
        if not flow.is_held:
            not_held.append(flow.flow_id)
            continue
        for figure in flow.figures or (None,):
            rows[_key(flow, figure, by_origin=by_origin, by_destination=by_destination)].append((flow, figure))
    return Totals(tuple(_total(key, rows[key]) for key in sorted(rows, key=_order)), tuple(not_held))


def _key(flow: Flow, figure: Range | None, *, by_origin: bool, by_destination: bool) -> Key:
    week, dated = _week(flow)
    return Key(
        origin=find_area(flow.origins) if by_origin else None,
        destination=find_area(flow.destinations) if by_destination else None,
        week=week,
        dated=dated,
        category=flow.category,
        kind=figure.kind if figure is not None else FLOW,
        unit=figure.unit if figure is not None else NO_FIGURE,
    )


def find_area(ends: Sequence[End]) -> Area:
    """The governorate that all placed ends lie in, else their country, else nowhere."""
    spots = [end.spot for end in ends if end.spot.country]
    countries = {spot.country for spot in spots}
    if len(countries) != 1:
        return UNPLACED
    governorates = {spot.admin1 for spot in spots if spot.admin1}
    return Area(countries.pop(), governorates.pop() if len(governorates) == 1 else None)


def _week(flow: Flow) -> tuple[str | None, str]:
    """The ISO week that the flow began in, else that of its first report unless it is told as long past."""
    if flow.first is not None and flow.last is not None:
        short = flow.last - flow.first < _WEEK
        return (_name(flow.first.isocalendar()[:2]), TOLD) if short else (None, UNDATED)
    if flow.reported is None or flow.factualities[0] == "background":
        return None, UNDATED
    return _name(flow.reported.isocalendar()[:2]), BY_REPORT


def _name(year_week: tuple[int, int]) -> str:
    year, week = year_week
    return f"{year}-W{week:02d}"


def _total(key: Key, members: Sequence[tuple[Flow, Range | None]]) -> Total:
    figures = [(figure.low, figure.high) for _, figure in members if figure is not None]
    is_sum = key.kind == FLOW and key.week is not None
    low, high = _sums(figures) if is_sum else span_of(figures)
    return Total(
        key,
        is_sum,
        low,
        high,
        incidents=tuple(flow.flow_id for flow, _ in members),
        sources=tuple(sorted({source for flow, _ in members for source in flow.sources})),
        claims=tuple(sorted({claim for flow, _ in members for claim in flow.claims})),
    )


def _sums(figures: Sequence[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    """Sums of the lows and of the highs, open where one of them is open or there is none."""
    lows, highs = zip(*figures, strict=True) if figures else ((None,), (None,))
    return _sum(lows), _sum(highs)


def _sum(values: Sequence[int | None]) -> int | None:
    return None if None in values else sum(value for value in values if value is not None)


def _order(key: Key) -> tuple[str, ...]:
    areas = [(area.country or "~", area.admin1 or "") for area in (key.origin, key.destination) if area is not None]
    return (key.week or "~", key.dated, *(part for area in areas for part in area), key.category, key.kind, key.unit)


@dataclass(frozen=True, slots=True)
class HouseholdSize:
    """Persons of a household, from low to high, and who says so."""

    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """Persons that households may be: never a figure of a flow, and always with the size it was made with."""

    low: int | None
    high: int | None
    size: HouseholdSize


def estimate_persons(low: int | None, high: int | None, size: HouseholdSize) -> Estimate:
    """An estimate of persons from a number of households.

    >>> estimate_persons(20, 99, HouseholdSize(4.5, 6, "a survey")).low
    90
    """
    return Estimate(
        None if low is None else math.floor(low * size.low), None if high is None else math.ceil(high * size.high), size
    )


def find_unplaced(totals: Totals) -> tuple[Total, ...]:
    """Rows that lack a week, or every area that was asked for: what could not be placed."""
    return tuple(
        row for row in totals.rows if row.key.week is None or {row.key.origin, row.key.destination} <= _NOWHERE
    )
