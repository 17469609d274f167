"""The incident: what is said by origin, the chain, contradictions, and what was known when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from isnad.errors import NotFound, Reason
from isnad.keep.findings import find_verdicts
from isnad.keep.incidents import IncidentRow, find_incident_of, find_order, load_incident, pair_subject
from isnad.pipeline.explained import find_explained
from isnad.pipeline.history import History, load_history, load_near_trace
from isnad.pipeline.scales import packaged_scales
from isnad.pipeline.tracing import Trace
from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import may_read_words
from isnad.show.shown import IncidentShown
from isnad.show.views.caring import protect_incidents
from isnad.show.views.incident_parts import (
    ClaimShown,
    HeadShown,
    KnownShown,
    LinkShown,
    OriginShown,
    RelayShown,
    StageShown,
    ValueShown,
)
from isnad.show.views.names import packaged_names
from isnad.show.views.situation import show_incidents
from isnad.show.views.values import content_words, find_values, find_written
from isnad.weigh.contradictions import Answer
from isnad.weigh.origins import Relay
from isnad.workspace import Workspace

_MOST_LINKS = 100


@dataclass(frozen=True, slots=True)
class IncidentView:
    """The page of an incident. Eyes that may not read words get `shown` instead of all below it, as care lets
    them see it.

    `as_of` is the moment (UTC) that nothing here is later than, None for now. `left_out` moments are not in `history`;
    `links` are the 100 least sure.
    """

    head: HeadShown
    as_of: str | None
    has_words: bool
    shown: IncidentShown | None = None
    values: tuple[ValueShown, ...] = ()
    origins: tuple[OriginShown, ...] = ()
    claims: tuple[ClaimShown, ...] = ()
    history: tuple[StageShown, ...] = ()
    left_out: int = 0
    links: tuple[LinkShown, ...] = ()


def load_incident_view(workspace: Workspace, eyes: Eyes, incident_id: str, *, as_of: str | None = None) -> IncidentView:
    """The incident, or the one that this claim stands in, now or as known at a moment (UTC).

    Raises: NotFound, also where these eyes may not know of it now.
    """
    if not may_read_words(eyes):
        shown = _load_protected(workspace, eyes, incident_id, as_of)
        return IncidentView(_head_of(shown), as_of, has_words=False, shown=shown)
    trace = _load(workspace, incident_id, as_of)
    eyes.note("incident", (trace.row.incident_id,))
    history = load_history(workspace.store, packaged_scales(), trace) if as_of is None else None
    return _view(workspace, trace, history)


def _load_protected(workspace: Workspace, eyes: Eyes, name: str, as_of: str | None) -> IncidentShown:
    """The incident as care lets these eyes see it."""
    with workspace.store.read() as connection:
        row = load_incident(connection, find_incident_of(connection, name) or name)
        found = show_incidents(connection, list(find_order(connection, [row.incident_id]).values()), as_of)
    shown = next(iter(protect_incidents(found, eyes)), None)
    if shown is None or (as_of is not None and shown.first_known > as_of):
        raise NotFound(Reason("none.incident", "no incident {name}", name=name))
    return shown


def _load(workspace: Workspace, name: str, as_of: str | None) -> Trace:
    if as_of is None:
        return workspace.trace(name)
    return load_near_trace(workspace.store, packaged_scales(), name, as_of)


def _view(workspace: Workspace, trace: Trace, history: History | None) -> IncidentView:
    return IncidentView(
        head=_head(trace.row),
        as_of=trace.as_of,
        has_words=True,
        values=find_values(trace),
        origins=_origins(trace),
        claims=_claims(trace),
        history=tuple(_stage(one) for one in history.stages) if history else (),
        left_out=history.left_out if history else 0,
        links=_links(workspace, trace) if trace.as_of is None else (),
    )


def _head(row: IncidentRow) -> HeadShown:
    return HeadShown(
        row.incident_id, row.type, row.first_day, row.last_day, row.country, row.admin1, len(row.claims), row.articles,
        row.outlets, row.origins,
    )  # fmt: skip


def _head_of(shown: IncidentShown) -> HeadShown:
    place = shown.place
    country, admin1 = (place.country, place.admin1) if place else (None, None)
    return HeadShown(
        shown.incident_id, shown.type, shown.first_day, shown.last_day, country, admin1, len(shown.claims),
        shown.articles, shown.outlets, shown.origins,
    )  # fmt: skip


def _origins(trace: Trace) -> tuple[OriginShown, ...]:
    """The chain, from each origin down. Order: origins by their first claim in time."""
    relays: dict[int, list[RelayShown]] = defaultdict(list)
    written = find_written(trace)
    for relay in trace.tree.relays:
        relays[relay.origin].append(_relay(relay, written))
    return tuple(
        OriginShown(
            actor=packaged_names().show_actor(origin.name, written),
            kind=str(origin.kind),
            is_named=origin.is_named,
            also=tuple(packaged_names().show_actor(name, written) for name in origin.names if name != origin.name),
            relays=tuple(relays[place]),
        )
        for place, origin in enumerate(trace.tree.origins)
    )


def _relay(relay: Relay, written: Mapping[str, str]) -> RelayShown:
    through = tuple(packaged_names().show_actor(name, written) for name in relay.through)
    return RelayShown(relay.claim_id, relay.article_id, relay.outlet, through, str(relay.how), relay.of)


def _claims(trace: Trace) -> tuple[ClaimShown, ...]:
    """The claims. Order: as their reports arrived."""
    found = []
    for one in trace.held:
        version, claim = trace.versions[one.version_id], one.claim
        article, span = version.article, claim.evidence
        shown = ClaimShown(
            claim_id=claim.claim_id,
            article_id=version.article_id,
            version=version.number,
            type=claim.type,
            factuality=str(claim.factuality),
            title=article.title,
            outlet=article.outlet,
            published=article.published.isoformat() if article.published else None,
            received=version.received,
            start=span.start,
            end=span.end,
            words=span.of(article.text),
            capture=version.capture,
            receipts=tuple(receipt.number for receipt in trace.receipts[version.capture]),
        )
        found.append(shown)
    return tuple(sorted(found, key=lambda claim: (claim.received, claim.claim_id)))


def _stage(trace: Trace) -> StageShown:
    row = trace.row
    written = find_written(trace)
    known = tuple(_known(answer, written) for answer in trace.answers)
    return StageShown(trace.as_of or "", len(row.claims), row.articles, row.outlets, row.origins, known)


def _known(answer: Answer, written: Mapping[str, str]) -> KnownShown:
    best = answer.best
    suggested, english = (
        content_words(best.content, written, language) if best.content is not None else None
        for language in ("ar", "en")
    )
    return KnownShown(answer.value, suggested, english, best.rule, len(answer.contradictions))


def _links(workspace: Workspace, trace: Trace) -> tuple[LinkShown, ...]:
    """Links between claims of the incident, those that are least sure first; what people judged last beside them."""
    explained = find_explained(workspace.store, packaged_scales(), trace.row.incident_id, most=_MOST_LINKS)
    members = set(trace.row.claims)
    with workspace.store.read() as connection:
        judged = find_verdicts(connection, "pair")
    found = [
        LinkShown(one.one, one.other, one.score, one.features, judged.get(pair_subject(one.one, one.other)))
        for one in explained
        if one.one in members and one.other in members
    ]
    return tuple(sorted(found, key=lambda link: (abs(link.score), link.one, link.other)))
