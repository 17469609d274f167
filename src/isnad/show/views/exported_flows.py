"""Flows of people as they are exported. A stand-in, as `exported` is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from isnad.keep.incidents import IncidentFilter, find_held
from isnad.show.shown import CountShown, FlowShown, PlaceShown
from isnad.show.views.exported_names import Names, packaged_names
from isnad.weigh.accounts import Account
from isnad.weigh.filters import Area, FlowFilter, has_flow
from isnad.weigh.flow_figures import Range
from isnad.weigh.flow_terms import find_flow_terms
from isnad.weigh.flows import Asked, End, Flow, find_flows
from isnad.workspace import Workspace


def show_flows(workspace: Workspace, asked: IncidentFilter) -> Iterator[FlowShown]:
    """Flows that have all that is asked for and can be asked of flows, one for each figure. Order: by first claim."""
    known, scales = workspace.known()
    origins = {claim: (name,) for claim, name in known.origins.items()}
    window = Asked(None, _day(asked.first_day), _day(asked.last_day))
    found = find_flows(known.incidents, known.accounts.values(), find_flow_terms(scales.knowledge), origins, window)
    wanted = FlowFilter(Area(asked.country, asked.admin1))
    flows = [flow for flow in found.flows if has_flow(flow, wanted) and len(flow.sources) >= asked.least_origins]
    with workspace.store.read() as connection:
        held = find_held(connection, [flow.claims[0] for flow in flows])
    for flow in flows:
        accounts = [known.accounts[claim] for claim in flow.claims]
        yield from _show(flow, accounts, held.get(flow.claims[0], flow.claims[0]))


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _show(flow: Flow, accounts: Sequence[Account], incident: str) -> Iterator[FlowShown]:
    names = packaged_names()
    figures: Sequence[Range | None] = flow.figures or (None,)
    for figure in figures:
        yield FlowShown(
            incident_id=incident,
            category=flow.category,
            kind=figure.kind if figure else "flow",
            unit=figure.unit if figure else None,
            count=CountShown(figure.low, figure.high, None) if figure else None,
            origins_of_flow=_ends(flow.origins, names),
            destinations=_ends(flow.destinations, names),
            first_day=flow.first.isoformat() if flow.first else None,
            last_day=flow.last.isoformat() if flow.last else None,
            trigger=flow.causes[0].type if flow.causes else None,
            claims=flow.claims,
            articles=len({one.article_id for one in accounts}),
            outlets=len({one.outlet or one.article_id for one in accounts}),
            origins=len(flow.sources),
            factuality=flow.factualities[0],
            first_known=min(one.received for one in accounts),
        )


def _ends(ends: Iterable[End], names: Names) -> tuple[PlaceShown, ...]:
    return tuple(names.show_spot(end.spot) for end in ends)
