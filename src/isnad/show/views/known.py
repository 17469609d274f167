"""Incidents as they stood at a moment, and what their origins contradict each other in: for what is written out and kept.

The list of the situation tells type, place, tolls and whether an incident is contested as weighed now. Who hands on what was
known one evening must not tell with it what came later: here these are weighed anew wherever reports came since.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from isnad.errors import NotFound
from isnad.keep.cursors import Page
from isnad.keep.situation import find_numbers
from isnad.pipeline.history import load_near_trace
from isnad.pipeline.scales import packaged_scales
from isnad.pipeline.tracing import Trace
from isnad.pipeline.weighing import account_of
from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import may_read_words
from isnad.show.shown import CountShown, IncidentShown
from isnad.show.views.caring import find_hidden_in_list, protect_incidents
from isnad.show.views.filters import SituationFilter
from isnad.show.views.guard import ForbiddenError
from isnad.show.views.incident_parts import ValueShown
from isnad.show.views.names import packaged_names
from isnad.show.views.situation import show_incidents
from isnad.show.views.values import find_values
from isnad.weigh.accounts import Account
from isnad.weigh.outlines import Outline, find_outline
from isnad.weigh.summaries import Summary, summarise
from isnad.workspace import Workspace

_PORTION = 200


def iter_known(workspace: Workspace, eyes: Eyes, asked: SituationFilter) -> Iterator[IncidentShown]:
    """The incidents that have all that is asked for, as these eyes may see them, with `as_of` as they stood then.

    Of those with reports that came after `as_of`, all is as weighed from what was there; which no longer have what is asked
    for are left out. What was asked for then and is not now is not found.
    Order: of the situation's list. Raises: SourceError when too many words are asked for.
    """
    seen: set[tuple[str, ...]] = set()
    after: str | None = None
    while True:
        page, found = _find_page(workspace, eyes, asked, after)
        new = [one for one in found if one.claims not in seen]
        seen.update(one.claims for one in new)
        yield from protect_incidents(new, eyes)
        after = page.next
        if after is None:
            return


def load_known(workspace: Workspace, eyes: Eyes, incident_id: str, as_of: str | None) -> IncidentShown:
    """The one incident of this name, or that a claim of this name stands in. Raises: NotFound."""
    row = workspace.trace(incident_id).row if as_of is None else _trace(workspace, incident_id, as_of).row
    with workspace.store.read() as connection:
        from isnad.keep.incidents import find_order

        numbers = list(find_order(connection, [row.incident_id]).values())
        found = show_incidents(connection, numbers, as_of)
        whole = show_incidents(connection, numbers, None)
    then = _as_then(workspace, found, whole, as_of) if as_of else found
    shown = next(iter(protect_incidents(then, eyes)), None)
    if shown is None:
        raise NotFound(f"no incident {incident_id}")
    return shown


def find_contested(workspace: Workspace, eyes: Eyes, incident_id: str, as_of: str | None) -> tuple[ValueShown, ...]:
    """The values on which origins of the incident contradict each other. Raises: ForbiddenError; NotFound."""
    if not may_read_words(eyes):
        raise ForbiddenError("what origins say is for those who may read reports")
    trace = workspace.trace(incident_id) if as_of is None else _trace(workspace, incident_id, as_of)
    return tuple(value for value in find_values(trace) if value.contradictions)


def _find_page(
    workspace: Workspace, eyes: Eyes, asked: SituationFilter, after: str | None
) -> tuple[Page[int], Sequence[IncidentShown]]:
    hidden = find_hidden_in_list(eyes, asked)
    with workspace.store.read() as connection:
        page = find_numbers(connection, asked, limit=_PORTION, after=after, hidden=hidden)
        found = show_incidents(connection, page.items, asked.as_of)
        whole = show_incidents(connection, page.items, None) if asked.as_of else found
    if asked.as_of is None:
        return page, found
    then = _as_then(workspace, found, whole, asked.as_of)
    return page, [one for one in then if _has(one, asked)]


def _as_then(
    workspace: Workspace, found: Sequence[IncidentShown], whole: Sequence[IncidentShown], as_of: str
) -> list[IncidentShown]:
    """The incidents, those that reports joined since weighed anew. One of which nothing was known then is left out."""
    kept = []
    for one, now in zip(found, whole, strict=True):
        if one.claims == now.claims:
            kept.append(one)
            continue
        try:
            trace = _trace(workspace, one.incident_id, as_of)
        except NotFound:  # its claims tell of others by now, or stood in no version that held then
            continue
        kept.append(_stood(one, trace))
    return kept


def _trace(workspace: Workspace, name: str, as_of: str) -> Trace:
    return load_near_trace(workspace.store, packaged_scales(), name, as_of)


def _stood(one: IncidentShown, trace: Trace) -> IncidentShown:
    """The incident by its trace of then."""
    accounts = _accounts(trace)
    told, ground, origins = summarise(accounts), packaged_scales().ground, trace.tree.origin_of
    outline = find_outline(told, accounts, origins, ground)
    return _outlined(replace(one, evidence=_evidence(trace)), trace, told, outline)


def _outlined(one: IncidentShown, trace: Trace, told: Summary, outline: Outline) -> IncidentShown:
    names, row = packaged_names(), trace.row
    lead = next(held.claim for held in trace.held if held.claim.claim_id == outline.lead)
    text = next(v.article.text for v in trace.versions.values() if lead.claim_id in _claims_of(trace, v.version_id))
    return replace(
        one,
        type=told.type,
        first_day=told.first_day.isoformat() if told.first_day else None,
        last_day=told.last_day.isoformat() if told.last_day else None,
        place=names.show_spot(outline.spot) if outline.spot else None,
        initiators=tuple(names.show_actor(name) for name in outline.initiators),
        targets=tuple(names.show_actor(name) for name in outline.targets),
        tolls={name: CountShown(count.low, count.high, count.words) for name, count in outline.tolls.items()},
        factuality=outline.factuality,
        claims=tuple(sorted(row.claims)),
        articles=row.articles,
        outlets=row.outlets,
        origins=row.origins,
        sources=tuple(names.show_actor(name) for name in outline.sources),
        is_contested=outline.is_contested,
        words=lead.evidence.of(text),
        first_known=outline.first_known,
    )


def _accounts(trace: Trace) -> list[Account]:
    common = packaged_scales().ground.common
    return [account_of(one, trace.versions[one.version_id], common) for one in trace.held]


def _claims_of(trace: Trace, version_id: str) -> frozenset[str]:
    return frozenset(one.claim.claim_id for one in trace.held if one.version_id == version_id)


def _evidence(trace: Trace) -> tuple[str, ...]:
    words = (one.claim.evidence.of(trace.versions[one.version_id].article.text) for one in trace.held)
    return tuple(dict.fromkeys(words))


def _has(one: IncidentShown, asked: SituationFilter) -> bool:
    """Whether the incident as it stood has what is asked for, as far as its record tells."""
    place, day = one.place, one.last_day
    facts = (
        (asked.type, one.type),
        (asked.place_id, place.place_id if place else None),
        (asked.country, place.country if place else None),
        (asked.admin1, place.admin1 if place else None),
    )
    is_in_time = (not asked.first_day or bool(day and day >= asked.first_day)) and (
        not asked.last_day or bool(day and day <= asked.last_day)
    )
    is_as_told = all(wanted is None or wanted == is_ for wanted, is_ in facts)
    is_agreed = asked.is_contested is None or asked.is_contested == one.is_contested
    return is_in_time and is_as_told and is_agreed and one.origins >= asked.least_origins
