"""Flows of people and holds of places, as they are shown and exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from isnad.errors import Reason, SourceError
from isnad.show.care.eyes import Eyes
from isnad.show.shown import ActorShown, CountShown, FlowShown, HoldShown, PlaceShown
from isnad.show.views.caring import protect_flows, protect_holds
from isnad.show.views.filters import SituationFilter
from isnad.show.views.names import Names, packaged_names
from isnad.show.views.remembered import MEMORY, Answers
from isnad.weigh.control import State, find_by_place, find_state
from isnad.weigh.flow_figures import Range
from isnad.weigh.flows import End, Flow
from isnad.weigh.holdings import NOWHERE
from isnad.weigh.holds import Hold
from isnad.workspace import Workspace

_NO_FIGURE = "flow"
_NOT_OF_FLOWS = {"type": "type", "family": "family", "actor": "actor", "is_contested": "contested", "text": "text"}
_NOT_OF_HOLDS = {"type": "type", "family": "family", "text": "text", "first_day": "from"}


def are_worked_out(workspace: Workspace, asked: SituationFilter, *, wait_s: float) -> bool:
    """Whether flows and holds can be given at once, or within so many seconds. After a weighing they take seconds to a minute,
    and asking for them begins it.
    """
    return MEMORY.is_ready(workspace, asked.as_of, wait_s=wait_s)


def iter_flows(workspace: Workspace, eyes: Eyes, asked: SituationFilter) -> Iterator[FlowShown]:
    """Flows of what is asked for, as these eyes may see them: one for each figure (kind and unit) of a flow.

    Places are those of either end. `as_of` weighs anew what was known by then. Order: by first claim.
    Raises: SourceError when something is asked that no flow has.
    """
    _refuse(asked, _NOT_OF_FLOWS, "flows")
    answers, names = MEMORY.find(workspace, asked.as_of), packaged_names()
    found = (one for flow in answers.flows if _has_all(flow, asked) for one in _show_flow(flow, answers, names))
    return protect_flows((one for one in found if _is_there((*one.origins_of_flow, *one.destinations), asked)), eyes)


def _refuse(asked: SituationFilter, fields: dict[str, str], of: str) -> None:
    """Raises: SourceError when a field is asked that means nothing of these."""
    nothing = SituationFilter()
    for field, name in fields.items():
        if getattr(asked, field) != getattr(nothing, field):
            raise SourceError(name, Reason("filter.not_of", "cannot be asked of {of}", of=of))


def _has_all(flow: Flow, asked: SituationFilter) -> bool:
    day = flow.last.isoformat() if flow.last else ""
    is_late = asked.first_day is None or day >= asked.first_day
    is_early = asked.last_day is None or "" < day <= asked.last_day
    is_said = asked.source is None or asked.source in flow.sources
    return is_late and is_early and is_said and len(flow.sources) >= asked.least_origins


def _is_there(places: Iterable[PlaceShown], asked: SituationFilter) -> bool:
    """Whether one of the places has all that is asked of places."""
    return any(_is_at(place, asked) for place in places) or (asked.country, asked.admin1, asked.place_id) == (
        None, None, None,
    )  # fmt: skip


def _is_at(place: PlaceShown, asked: SituationFilter) -> bool:
    return all(getattr(asked, name) in (None, getattr(place, name)) for name in ("country", "admin1", "place_id"))


def _show_flow(flow: Flow, answers: Answers, names: Names) -> Iterator[FlowShown]:
    tellings = [answers.tellings[claim] for claim in flow.claims]
    figures: Sequence[Range | None] = flow.figures or (None,)
    for figure in figures:
        yield FlowShown(
            incident_id=tellings[0].incident_id,
            category=flow.category,
            kind=figure.kind if figure else _NO_FIGURE,
            unit=figure.unit if figure else None,
            count=_show_count(figure) if figure else None,
            origins_of_flow=_show_ends(flow.origins, names),
            destinations=_show_ends(flow.destinations, names),
            first_day=flow.first.isoformat() if flow.first else None,
            last_day=flow.last.isoformat() if flow.last else None,
            trigger=flow.causes[0].type if flow.causes else None,
            claims=flow.claims,
            articles=len({one.article_id for one in tellings}),
            outlets=len({one.outlet or one.article_id for one in tellings}),
            origins=len(flow.sources),
            factuality=flow.factualities[0],
            first_known=min(one.received for one in tellings),
        )


def _show_count(figure: Range) -> CountShown:
    words = [word for said in figure.said for word in said.words]
    return CountShown(figure.low, figure.high, words[0] if words else None)


def _show_ends(ends: Iterable[End], names: Names) -> tuple[PlaceShown, ...]:
    return tuple(names.show_spot(end.spot) for end in ends)


def iter_holds(workspace: Workspace, eyes: Eyes, asked: SituationFilter) -> Iterator[HoldShown]:
    """Who is said to hold which place at the end of `last_day` (else of the day of these eyes), as they may see it.

    One for each side that is said to hold a place; a place that is only fought over has none as its holder. `actor` asks
    for the side. `as_of` weighs anew what was known by then. Order: by place, then as told last.
    Raises: SourceError when something is asked that no hold has.
    """
    _refuse(asked, _NOT_OF_HOLDS, "holds")
    day = date.fromisoformat(asked.last_day or eyes.now[:10])
    answers, names = MEMORY.find(workspace, asked.as_of), packaged_names()
    ground = names.scales.ground
    by_place = ((place, held) for place, held in find_by_place(answers.holdings) if place != NOWHERE)
    states = (state for _, held in by_place if (state := find_state(held, day, ground)) is not None)
    found = (one for state in states if _can_be(state, asked) for one in _show_state(state, asked, names))
    return protect_holds((one for one in found if _is_at(one.place, asked)), eyes)


def _can_be(state: State, asked: SituationFilter) -> bool:
    return asked.is_contested in (None, state.is_contested)


def _show_state(state: State, asked: SituationFilter, names: Names) -> Iterator[HoldShown]:
    if state.spot is None:
        return
    place = names.show_spot(state.spot)
    contested = tuple(dict.fromkeys(contest.reason for contest in state.contests))
    for hold in state.holds:
        if _is_asked(hold.names, hold.origins, asked):
            since = hold.since[1].isoformat()
            yield HoldShown(
                place, _show_side(hold, names), since, _show_all(hold.origins, names), contested, hold.claims
            )
    if not state.holds and contested and asked.actor is None:
        origins = tuple(sorted({name for contest in state.contests for name in contest.origins}))
        claims = tuple(sorted({claim for contest in state.contests for claim in contest.claims}))
        if _is_asked((), origins, asked):
            yield HoldShown(place, None, None, _show_all(origins, names), contested, claims)


def _is_asked(sides: Sequence[str], origins: Sequence[str], asked: SituationFilter) -> bool:
    is_side = asked.actor is None or asked.actor in sides
    is_said = asked.source is None or asked.source in origins
    return is_side and is_said and len(origins) >= asked.least_origins


def _show_side(hold: Hold, names: Names) -> ActorShown:
    """The side; of several names together no id."""
    found = [names.show_actor(name) for name in hold.names]
    if len(found) == 1:
        return found[0]
    english = [one.name_en for one in found if one.name_en]
    return ActorShown("، ".join(one.name for one in found), ", ".join(english) or None)


def _show_all(origins: Iterable[str], names: Names) -> tuple[ActorShown, ...]:
    return tuple(names.show_actor(name) for name in origins)
