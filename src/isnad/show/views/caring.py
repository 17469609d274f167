"""Care as the views apply it: each record is protected before it is returned, and counts never tell more than records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import islice
from typing import TypeVar

from isnad.keep.situation_filters import NOTHING_HIDDEN, Hidden
from isnad.pipeline.scales import packaged_scales
from isnad.settings import policy_file
from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import Care, find_care
from isnad.show.care.policy import load_policy
from isnad.show.care.protect import protect_flow, protect_hold, protect_incident
from isnad.show.care.reasons import is_sensitive
from isnad.show.shown import FlowShown, HoldShown, IncidentShown
from isnad.show.views.filters import SituationFilter

# Squares of the map this coarse, about 40 km wide, tell no more than a district does.
COARSE_ZOOM = 10
# Records that are looked through, noted and then shown at once. A page of a list, and what a map draws, ends with one.
_AT_ONCE = 100
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
        yield from found if eyes.witness is None else _show_noted(iter(found), eyes)
        return
    care = load_care()
    for one in found:
        if (shown := protect(one, care, eyes)) is not None:
            yield shown


def _show_noted(found: Iterator[Shown], eyes: Eyes) -> Iterator[Shown]:
    """The records, of which the sensitive are noted before any is shown."""
    care = load_care()
    while batch := tuple(islice(found, _AT_ONCE)):
        seen = [_name(one) for one in batch if is_sensitive(one, care)]
        for kind in dict.fromkeys(kind for kind, _ in seen):
            eyes.note(kind, tuple(dict.fromkeys(name for its, name in seen if its == kind)))
        yield from batch


def _name(shown: IncidentShown | FlowShown | HoldShown) -> tuple[str, str]:
    """What the log calls the record: its kind and id. A hold is known by its place."""
    if isinstance(shown, HoldShown):
        return "hold", shown.place.place_id or shown.place.name
    return ("flow" if isinstance(shown, FlowShown) else "incident"), shown.incident_id


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
