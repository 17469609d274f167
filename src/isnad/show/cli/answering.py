"""`isnad control`, `isnad flows`: who holds what, who fled where, as known at a moment."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from rich.console import Console

from isnad.errors import SourceError
from isnad.show.cli.options import Place, moment_of
from isnad.show.cli.tables import shown
from isnad.weigh.asof import View
from isnad.weigh.control import Spell, State, find_states, find_timelines
from isnad.weigh.filters import FlowFilter, StateFilter, find_holders, has_flow, has_state
from isnad.weigh.flow_terms import CATEGORIES, find_flow_terms
from isnad.weigh.flow_totals import Total, find_totals
from isnad.weigh.flows import Asked, End, Flow, find_flows
from isnad.weigh.holds import Hold


@dataclass(frozen=True, slots=True)
class When:
    """What is asked of time, as written: known at a moment, happened from a day to a day; `day` is one day for `control`."""

    as_of: str | None = None
    first: str | None = None
    last: str | None = None
    day: str | None = None


def control_and_print(place: Place, asked: StateFilter, holder: str | None, when: When, *, as_json: bool) -> int:
    """Exit status after printing states of places as of a day, or their time lines: 0."""
    moment, on = moment_of(when.as_of), _day("--day", when.day)
    view = View(moment, _day("--from", when.first), _day("--until", when.last))
    if on and (view.first or view.last):
        raise SourceError("--day", "is one day; leave out --from and --until")
    with place.open() as workspace:
        known, scales = workspace.known(moment)
    asked = replace(asked, holders=find_holders(holder, scales.knowledge.actors) if holder else asked.holders)
    accounts = known.accounts.values()
    states: list[tuple[Spell | None, State]]
    if on is not None:
        states = [(None, state) for state in find_states(accounts, known.origins, scales.ground, on, moment)]
    else:
        lines = find_timelines(accounts, known.origins, scales.ground, view)
        states = [(spell, spell.state) for line in lines for spell in line.spells]
    found = [(spell, state) for spell, state in states if has_state(state, asked)]
    console = Console()
    for spell, state in found:
        if as_json:
            print(json.dumps(_state_row(spell, state), ensure_ascii=False, default=str))
        else:
            _print_state(console, spell, state)
    print(f"{len(found)} states of places", file=sys.stderr)
    return 0


def _state_row(spell: Spell | None, state: State) -> dict[str, Any]:
    spot = state.spot
    days = {"from": spell.first, "until": spell.last} if spell else {"day": state.day}
    where = (
        {"place": spot.name, "place_id": spot.place_id, "admin1": spot.admin1, "country": spot.country} if spot else {}
    )
    said = {"holds": [asdict(one) for one in state.holds], "left": [asdict(one) for one in state.left]}
    return {**where, **days, **said, "contested": [asdict(one) for one in state.contests]}


def _print_state(console: Console, spell: Spell | None, state: State) -> None:
    spot = state.spot
    when = f"{spell.first} to {spell.last or 'now'}" if spell else str(state.day)
    area = ", ".join(filter(None, (spot.admin1, spot.country))) if spot else ""
    console.print()
    console.print(shown(f"{when} · {spot.name if spot else ''} · {area}", "bold cyan"))
    for label, holds in (("held by", state.holds), ("left by", state.left)):
        for hold in holds:
            console.print(shown(f"{label} {_held(hold)}"))
    for contest in state.contests:
        said = f" by {', '.join(contest.names)}" if contest.names else ""
        console.print(shown(f"contested: {contest.reason}{said} · said by {', '.join(contest.origins)}", "yellow"))


def _held(hold: Hold) -> str:
    not_before, by = hold.since
    since = str(by) if not_before == by else f"{not_before or 'unknown'} to {by}"
    part = " (a part of it)" if hold.is_part else ""
    return (
        f"{', '.join(hold.names)}{part} · since {since} · said by {', '.join(hold.origins)} · {len(hold.claims)} claims"
    )


def flows_and_print(place: Place, asked: FlowFilter, when: When, *, by_week: bool, as_json: bool) -> int:
    """Exit status after printing flows of people, or their sums by week and area: 0."""
    if asked.category not in (None, *CATEGORIES):
        raise SourceError("--category", f"{asked.category!r} is none of {', '.join(CATEGORIES)}")
    window = Asked(moment_of(when.as_of), _day("--from", when.first), _day("--until", when.last))
    with place.open() as workspace:
        known, scales = workspace.known(window.as_of)
    origins = {claim: (name,) for claim, name in known.origins.items()}
    found = find_flows(known.incidents, known.accounts.values(), find_flow_terms(scales.knowledge), origins, window)
    flows = [flow for flow in found.flows if has_flow(flow, asked)]
    if by_week:
        _print_all((_total_row(row) for row in find_totals(flows).rows), as_json=as_json)
    elif as_json:
        _print_all((asdict(flow) for flow in flows), as_json=True)
    else:
        _print_flows(flows)
    print(f"{len(flows)} flows; {len(found.left_out)} claims of displacement or return tell of none", file=sys.stderr)
    return 0


def _print_all(rows: Iterable[dict[str, Any]], *, as_json: bool) -> None:
    for row in rows:
        if as_json:
            print(json.dumps(row, ensure_ascii=False, default=str))
        else:
            print("  ".join(f"{key} {value}" for key, value in row.items() if value not in (None, "", ())))


def _total_row(total: Total) -> dict[str, Any]:
    key = total.key
    return {
        "week": key.week, "from": _area(key.origin), "to": _area(key.destination), "category": key.category,
        "kind": key.kind, "unit": key.unit, "low": total.low, "high": total.high, "sum": total.is_sum,
        "incidents": len(total.incidents), "origins": len(total.sources),
    }  # fmt: skip


def _area(area: Any) -> str | None:
    return None if area is None else ", ".join(filter(None, (area.admin1, area.country))) or "unplaced"


def _print_flows(flows: Iterable[Flow]) -> None:
    console = Console()
    for flow in flows:
        console.print()
        days = str(flow.first) if flow.first == flow.last else f"{flow.first} to {flow.last}"
        held = "" if flow.is_held else " · nobody tells it as happened"
        console.print(
            shown(f"{flow.category} · {days if flow.first else f'reported {flow.reported}'}{held}", "bold cyan")
        )
        for label, ends in (("from", flow.origins), ("to", flow.destinations)):
            if ends:
                console.print(shown(f"{label} {'، '.join(_end(end) for end in ends)}"))
        for figure in flow.figures:
            contested = " · contested" if figure.is_contested else ""
            console.print(shown(f"{figure.kind} of {figure.low} to {figure.high or 'more'} {figure.unit}{contested}"))
        console.print(shown(f"said by {', '.join(flow.sources)} · {len(flow.claims)} claims · {flow.flow_id}"))


def _end(end: End) -> str:
    return end.spot.name if end.precision != "within" else f"{end.spot.name} (somewhere in it)"


def _day(option: str, words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise SourceError(option, f"{words!r} is no date; write it as 2024-12-05") from None
