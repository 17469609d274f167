"""Sources: outlets and origins, what they told first or passed on, what they corrected, where others contradict them.

Counted over all that was weighed, once for each weighing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from isnad.keep.neighbours import load_bodies
from isnad.keep.store import Store
from isnad.keep.tellings import Told, find_contested, iter_tellings
from isnad.keep.weighings import find_last_weighing
from isnad.pipeline.outcomes import batches
from isnad.pipeline.scales import Scales, packaged_scales
from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import may_read_words
from isnad.show.shown import ActorShown
from isnad.show.views.names import packaged_names
from isnad.weigh.contradictions import find_answers
from isnad.weigh.papers import outlet_of
from isnad.weigh.written import parse_account
from isnad.workspace import Workspace

_PORTION = 200


@dataclass(frozen=True, slots=True)
class SourceShown:
    """An outlet, an agency, or another source, with counts.

    As an outlet: `articles`, the claims in them, those in its `own` voice and those `relayed` on another's word; incidents
    that several outlets tell of and it alone told of on the first day (`first`), or on a later day (`later`).
    As an origin: `quoted` claims of other outlets rest on it, by `quoting` outlets; `corrected` values that it later
    gave otherwise or more exactly, `contradicted` values of incidents of which another origin says what excludes it.
    """

    actor: ActorShown
    is_outlet: bool
    articles: int
    claims: int
    own: int
    relayed: int
    first: int
    later: int
    quoted: int
    quoting: int
    corrected: int
    contradicted: int


@dataclass(frozen=True, slots=True)
class SourcesView:
    """Sources, those with most claims first. `weighed` says as of when (UTC), None before the first weighing."""

    weighed: str | None
    sources: tuple[SourceShown, ...]


@dataclass(slots=True)
class _Counts:
    names: dict[str, str] = field(default_factory=dict)  # as outlets write themselves
    claims: Counter[str] = field(default_factory=Counter)
    own: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    later: Counter[str] = field(default_factory=Counter)
    quoted: Counter[str] = field(default_factory=Counter)
    corrected: Counter[str] = field(default_factory=Counter)
    contradicted: Counter[str] = field(default_factory=Counter)
    articles: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    quoting: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


_KEPT: WeakKeyDictionary[Store, tuple[int, SourcesView]] = WeakKeyDictionary()
_ONE_AT_A_TIME = Lock()


def find_sources(workspace: Workspace, eyes: Eyes) -> SourcesView:
    """All sources as of the last weighing; of eyes that may not read words only those that the register knows, for others
    may be people.
    """
    view = _find_kept(workspace.store)
    if may_read_words(eyes):
        return view
    known = (one for one in view.sources if one.actor.actor_id is not None and one.actor.kind != "person")
    return SourcesView(view.weighed, tuple(known))


def _find_kept(store: Store) -> SourcesView:
    with _ONE_AT_A_TIME, store.read() as connection:
        last = find_last_weighing(connection)
        if last is None:
            return SourcesView(None, ())
        number, view = _KEPT.get(store, (0, None))
        if view is None or number != last.number:
            view = SourcesView(last.at, tuple(_find(connection, packaged_scales())))
            _KEPT[store] = last.number, view
    return view


def _find(connection: Connection, scales: Scales) -> Iterator[SourceShown]:
    """Order: those with most claims or quotations first."""
    counts = _Counts()
    contested = find_contested(connection)
    told = (list(group) for _, group in groupby(iter_tellings(connection), key=lambda one: one.incident))
    compared = []
    for group in told:
        _count_group(group, counts, scales)
        origins = Counter(one.origin for one in group)
        if group[0].incident in contested or max(origins.values()) > 1:
            compared.append(group)
    for portion in batches(compared, _PORTION):
        _count_answers(connection, portion, counts, scales)
    names = sorted({*counts.claims, *counts.quoted}, key=lambda n: (-counts.claims[n] - counts.quoted[n], n))
    return (_shown(name, counts) for name in names)


def _count_group(group: Sequence[Told], counts: _Counts, scales: Scales) -> None:
    """The tellings of one incident."""
    days: dict[str, str] = {}
    for one in group:
        outlet = outlet_of(one.outlet, scales.register)
        if outlet is not None and one.outlet is not None:
            counts.names.setdefault(outlet, one.outlet)
            counts.claims[outlet] += 1
            counts.articles[outlet].add(one.article_id)
            counts.own[outlet] += one.origin == outlet
            days[outlet] = min(days.get(outlet, one.day), one.day)
        if one.origin != outlet:
            counts.quoted[one.origin] += 1
            counts.quoting[one.origin] |= {outlet or one.article_id}
    _count_first(days, counts)


def _count_first(days: dict[str, str], counts: _Counts) -> None:
    """Who of several outlets told it first: on an earlier day than all others."""
    if len(days) < 2:
        return
    first = min(days.values())
    at_first = [outlet for outlet, day in days.items() if day == first]
    if len(at_first) == 1:
        counts.first[at_first[0]] += 1
    counts.later.update(outlet for outlet, day in days.items() if day > first)


def _count_answers(connection: Connection, groups: Iterable[Sequence[Told]], counts: _Counts, scales: Scales) -> None:
    """What origins corrected, and where others contradict them, in these incidents."""
    groups = list(groups)
    bodies = load_bodies(connection, [one.claim_id for group in groups for one in group])
    for group in groups:
        accounts = [parse_account(bodies[one.claim_id]) for one in group if one.claim_id in bodies]
        for answer in find_answers(accounts, {one.claim_id: one.origin for one in group}, scales.ground):
            counts.corrected.update(stand.origin for stand in answer.stands for _ in stand.earlier)
            apart = {name for one in answer.contradictions for side in (one.one, one.other) for name in side.origins}
            counts.contradicted.update(apart)


def _shown(name: str, counts: _Counts) -> SourceShown:
    claims, own, actor = counts.claims[name], counts.own[name], packaged_names().show_actor(name)
    return SourceShown(
        actor=replace(actor, name=counts.names.get(name, name)) if actor.actor_id is None else actor,
        is_outlet=name in counts.claims,
        articles=len(counts.articles[name]) if name in counts.articles else 0,
        claims=claims,
        own=own,
        relayed=claims - own,
        first=counts.first[name],
        later=counts.later[name],
        quoted=counts.quoted[name],
        quoting=len(counts.quoting[name]) if name in counts.quoting else 0,
        corrected=counts.corrected[name],
        contradicted=counts.contradicted[name],
    )
