"""Flows: who moved from where to where, how many by whose word, of each happening once.

IDMC's terms: a flow is people who moved in an event or a period, a stock is people who are displaced at a time. Persons and
households are kept apart; nothing is multiplied. No telling wins: a figure ranges over what independent origins say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from isnad.weigh.accounts import Account, Spot
from isnad.weigh.flow_figures import HELD, Range, find_origins, find_ranges
from isnad.weigh.flow_terms import FlowTerms
from isnad.weigh.movements import STOCK, TYPES, Cause, Movement, find_movement

NO_TIME = "has no time, so that it lies in no window"
OUTSIDE = "happened outside the window"
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: known at `as_of` (UTC text; None for all that is known), happened from `first` to `last`."""

    as_of: str | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class End:
    """A place that people left or reached. `precision` is `point`, `area`, `within` (somewhere in it) or `name`."""

    spot: Spot
    precision: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The movement of people that the claims of one incident tell of.

    `category` is the one that all tell, `displaced` where they differ; `categories` are all, the most told first.
    `sources` are independent origins. `first` and `last` bound the happening, None where no claim has a time; `reported` is
    the day of the first report.
    `is_held`: at least one claim tells it as happened.
    """

    flow_id: str
    claims: tuple[str, ...]
    category: str
    categories: tuple[str, ...]
    figures: tuple[Range, ...]
    causes: tuple[Cause, ...]
    origins: tuple[End, ...]
    destinations: tuple[End, ...]
    first: date | None
    last: date | None
    reported: date | None
    sources: tuple[str, ...]
    factualities: tuple[str, ...]
    is_held: bool


@dataclass(frozen=True, slots=True)
class Flows:
    """All flows, and the claims of displacement and return that are in none, each with the reason."""

    flows: tuple[Flow, ...]
    left_out: tuple[tuple[str, str], ...]


def find_flows(
    incidents: Iterable[Sequence[str]],
    accounts: Iterable[Account],
    terms: FlowTerms,
    origins: Mapping[str, Sequence[str]],
    asked: Asked | None = None,
) -> Flows:
    """Flows of what is asked. `origins` names the independent origins of a claim; else its farthest source or outlet is.

    A claim of no incident given is a happening of its own. Displacement and return are never one flow.
    Order: by id; the order of what is given changes nothing.
    """
    asked = asked or Asked()
    known = {
        account.claim_id: account for account in accounts if asked.as_of is None or account.received <= asked.as_of
    }
    moved, left_out = _find_movements(known, terms)
    found: list[Flow] = []
    for group in _group(incidents, moved):
        flow = _flow(group, origins)
        reason = _is_not_asked(flow, asked)
        if reason is None:
            found.append(flow)
        else:
            left_out |= dict.fromkeys(flow.claims, reason)
    return Flows(tuple(sorted(found, key=lambda flow: flow.flow_id)), tuple(sorted(left_out.items())))


def _find_movements(known: Mapping[str, Account], terms: FlowTerms) -> tuple[dict[str, Movement], dict[str, str]]:
    beside: dict[str, list[Account]] = defaultdict(list)
    for account in known.values():
        beside[account.version_id].append(account)
    moved: dict[str, Movement] = {}
    left_out: dict[str, str] = {}
    for claim_id, account in known.items():
        if account.type in TYPES:
            found = find_movement(account, beside[account.version_id], terms)
            if isinstance(found, Movement):
                moved[claim_id] = found
            else:
                left_out[claim_id] = found
    return moved, left_out


def _group(incidents: Iterable[Sequence[str]], moved: Mapping[str, Movement]) -> Iterator[list[Movement]]:
    """Movements of one incident and one direction, by claim; a claim belongs to the first incident that names it."""
    incident_of: dict[str, str] = {}
    for incident in sorted(tuple(sorted(claims)) for claims in incidents):
        for claim_id in incident:
            incident_of.setdefault(claim_id, incident[0])
    groups: dict[tuple[str, str], list[Movement]] = defaultdict(list)
    for claim_id in sorted(moved):
        one = moved[claim_id]
        groups[incident_of.get(claim_id, claim_id), one.account.type].append(one)
    yield from groups.values()


def _flow(group: Sequence[Movement], origins: Mapping[str, Sequence[str]]) -> Flow:
    """The flow of a group of movements."""
    accounts = [one.account for one in group]
    categories = _by_count(one.category for one in group)
    first, last = _span(accounts)
    return Flow(
        flow_id=accounts[0].claim_id,
        claims=tuple(account.claim_id for account in accounts),
        category=categories[0] if len(categories) == 1 else _umbrella(categories),
        categories=categories,
        figures=tuple(find_ranges(group, origins)),
        causes=tuple(sorted({cause for one in group for cause in one.causes}, key=_cause_key)),
        origins=_ends(group, "origin"),
        destinations=_ends(group, "destination"),
        first=first,
        last=last,
        reported=min((one.published for one in accounts if one.published is not None), default=None),
        sources=tuple(sorted({name for account in accounts for name in find_origins(account, origins)})),
        factualities=_by_count(account.factuality for account in accounts),
        is_held=any(account.factuality in HELD for account in accounts),
    )


def _by_count(values: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def _umbrella(categories: Sequence[str]) -> str:
    """What evacuated, forced to flee, relocated and sheltered have in common; returns stand by themselves."""
    return "returned" if "returned" in categories else "displaced"


def _cause_key(cause: Cause) -> tuple[str, str, str]:
    return cause.type, cause.claim_id or "", cause.row or ""


def _span(accounts: Sequence[Account]) -> tuple[date | None, date | None]:
    """From the first to the last day told; where some tell of a week at most, long spans say nothing more exact."""
    spans = [
        (account.first_day or account.last_day, account.last_day or account.first_day)
        for account in accounts
        if account.first_day or account.last_day
    ]
    found = [(first, last) for first, last in spans if first is not None and last is not None]
    found = [span for span in found if span[1] - span[0] < _WEEK] or found
    return (min(first for first, _ in found), max(last for _, last in found)) if found else (None, None)


def _ends(group: Sequence[Movement], role: str) -> tuple[End, ...]:
    """Places of the role, each once. Who takes people in names no place that they left."""
    claims: dict[Spot, set[str]] = defaultdict(set)
    for one in group:
        for spot in one.account.spots:
            if _role(one, spot) == role:
                claims[_bare(spot)].add(one.account.claim_id)
    spots = sorted(claims, key=lambda spot: (-len(claims[spot]), spot.name, spot.place_id or ""))
    return tuple(End(spot, _precision(spot), tuple(sorted(claims[spot]))) for spot in spots)


def _role(one: Movement, spot: Spot) -> str:
    if one.is_host or (one.kind == STOCK and spot.role == "where"):
        return "destination"
    if spot.role == "where":
        return "destination" if one.account.type == "return" else "origin"
    return spot.role


def _bare(spot: Spot) -> Spot:
    """The spot without its role, so that two tellings of a place are one."""
    return Spot("", spot.name, spot.place_id, spot.lat, spot.lon, spot.admin1, spot.country, spot.is_within)


def _precision(spot: Spot) -> str:
    if spot.place_id is None:
        return "name"
    if spot.is_within:
        return "within"
    return "point" if spot.admin1 and spot.lat is not None else "area"


def _is_not_asked(flow: Flow, asked: Asked) -> str | None:
    """Why the flow is not in the window that is asked about."""
    if asked.first is None and asked.last is None:
        return None
    if flow.first is None or flow.last is None:
        return NO_TIME
    within = flow.last >= (asked.first or flow.last) and flow.first <= (asked.last or flow.first)
    return None if within else OUTSIDE
