"""Care as the views apply it: each record is protected before it is returned, and counts never tell more than records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import TypeVar

from isnad.keep.situation_filters import NOTHING_HIDDEN, Hidden
from isnad.pipeline.scales import packaged_scales
from isnad.settings import policy_file
from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import Care, find_care
from isnad.show.care.policy import load_policy
from isnad.show.care.protect import protect_flow, protect_hold, protect_incident
from isnad.show.views.filters import SituationFilter
from isnad.show.views.shown import FlowShown, HoldShown, IncidentShown

# Squares of the map this coarse, about 40 km wide, tell no more than a district does.
COARSE_ZOOM = 10
Shown = TypeVar("Shown", IncidentShown, FlowShown, HoldShown)


@cache
def load_care() -> Care:
    """The care of this process: the operator's policy or the packaged one, read once. Raises: KnowledgeError."""
    return find_care(packaged_scales().knowledge, load_policy(policy_file()))


def protect_incidents(found: Iterable[IncidentShown], eyes: Eyes) -> Iterator[IncidentShown]:
    """The incidents as these eyes may see them; those that they may not see are left out."""
    return _protect(found, protect_incident, eyes)


def protect_flows(found: Iterable[FlowShown], eyes: Eyes) -> Iterator[FlowShown]:
    """The flows as these eyes may see them."""
    return _protect(found, protect_flow, eyes)


def protect_holds(found: Iterable[HoldShown], eyes: Eyes) -> Iterator[HoldShown]:
    """The holds as these eyes may see them."""
    return _protect(found, protect_hold, eyes)


def _protect(
    found: Iterable[Shown], protect: Callable[[Shown, Care, Eyes], Shown | None], eyes: Eyes
) -> Iterator[Shown]:
    if eyes.sees_all:
        yield from found
        return
    care = load_care()
    for one in found:
        if (shown := protect(one, care, eyes)) is not None:
            yield shown


def find_hidden(eyes: Eyes) -> Hidden:
    """What counts leave out for these eyes: displacement, and all that is too new, for any report may name a convoy."""
    if eyes.sees_all:
        return NOTHING_HIDDEN
    policy = load_care().policy
    families, types = frozenset(policy.displacement.families), frozenset(policy.displacement.types)
    late = frozenset(policy.delay.types)
    return Hidden(families, types | late, frozenset(policy.displacement.tolls), _before(eyes.now, policy.delay.hours))


def _before(now: str, hours: int) -> str:
    moment = datetime.fromisoformat(now) - timedelta(hours=hours)
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def find_hidden_in_list(eyes: Eyes, asked: SituationFilter) -> Hidden:
    """What a list leaves out: who asks for a place, a person or words learns by what is found where it was."""
    is_fine = (asked.place_id, asked.actor, asked.source, asked.text) != (None, None, None, None)
    return find_hidden(eyes) if is_fine else NOTHING_HIDDEN


def is_figure(incidents: int, eyes: Eyes) -> bool:
    """Whether so many incidents in one cell may be shown to these eyes."""
    return eyes.sees_all or incidents >= load_care().policy.fewest
