"""Exported: incidents, flows and judged claims of a workspace, as these eyes may see them, one after another.

A stand-in where views and care have no iterators of their own yet. What it shows the public is less than a policy would.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from isnad.keep.claims import load_claim
from isnad.keep.findings import find_findings, find_verdicts
from isnad.keep.incidents import IncidentFilter, IncidentRow, find_incident_of, find_incidents, has_all, load_incident
from isnad.keep.neighbours import load_bodies
from isnad.model import Finding
from isnad.pipeline.neighbourhood import parse_accounts
from isnad.pipeline.origins import find_trees
from isnad.pipeline.scales import Scales, packaged_scales
from isnad.show.care.eyes import Eyes
from isnad.show.shown import ActorShown, CountShown, FlowShown, IncidentShown, PlaceShown
from isnad.show.views.exported_flows import show_flows
from isnad.show.views.exported_names import Names, packaged_names
from isnad.show.views.judged import JudgedShown
from isnad.weigh.accounts import Account
from isnad.weigh.contradictions import find_answers
from isnad.weigh.origins import Tree
from isnad.workspace import Workspace

_PORTION = 100
_TOLLS = ("fatalities", "injured", "displaced")
_JUDGED = ("right", "wrong")


def iter_incidents(workspace: Workspace, eyes: Eyes, asked: IncidentFilter) -> Iterator[IncidentShown]:
    """Incidents that have all that is asked for, as these eyes may see them, a portion at a time.

    Order: last day of the happening, newest first.
    """
    scales, after = packaged_scales(), None
    while True:
        with workspace.store.read() as connection:
            page = find_incidents(connection, asked, limit=_PORTION, after=after)
            found = _show_all(connection, page.items, scales)
        yield from (seen for one in found if (seen := protect_incident(one, eyes)) is not None)
        after = page.next
        if after is None:
            return


def iter_flows(workspace: Workspace, eyes: Eyes, asked: IncidentFilter) -> Iterator[FlowShown]:
    """Flows of the places and days asked for, one for each figure; the public sees none until care has a policy."""
    yield from show_flows(workspace, asked) if eyes.sees_all else ()


def iter_judged(workspace: Workspace, eyes: Eyes, asked: IncidentFilter) -> Iterator[JudgedShown]:
    """Claims that a person called right or wrong, where what they saw has not changed since. Order: by claim."""
    with workspace.store.read() as connection:
        last = find_verdicts(connection, "claim")
    for claim_id in sorted(claim for claim, verdict in last.items() if verdict in _JUDGED):
        with workspace.store.read() as connection:
            found = _find_judged(connection, claim_id)
        if found is None or not has_all(found[1], asked):
            continue
        seen = protect_incident(found[2], eyes)
        if seen is not None:
            finding = found[0]
            yield JudgedShown(claim_id, finding.verdict, finding.at, finding.by if eyes.sees_all else None, seen)


def _find_judged(connection: Connection, claim_id: str) -> tuple[Finding, IncidentRow, IncidentShown] | None:
    told = [one for one in find_findings(connection, claim_id, kind="claim") if one.finding.verdict in _JUDGED]
    name = find_incident_of(connection, claim_id)
    if not told or told[-1].stale or name is None or load_claim(connection, claim_id).state != "current":
        return None
    row = load_incident(connection, name)
    return told[-1].finding, row, _show_all(connection, (row,), packaged_scales())[0]


def _show_all(connection: Connection, rows: Sequence[IncidentRow], scales: Scales) -> tuple[IncidentShown, ...]:
    accounts = parse_accounts(load_bodies(connection, [claim for row in rows for claim in row.claims]))
    told = [[accounts[claim] for claim in row.claims if claim in accounts] for row in rows]
    kept = [(row, group) for row, group in zip(rows, told, strict=True) if group]
    trees = find_trees(connection, [group for _, group in kept], scales.register)
    names = packaged_names()
    return tuple(_show(row, group, tree, names) for (row, group), tree in zip(kept, trees, strict=True))


def _show(row: IncidentRow, accounts: Sequence[Account], tree: Tree, names: Names) -> IncidentShown:
    fullest = max(accounts, key=_fullness)
    origins = {relay.claim_id: tree.origins[relay.origin].name for relay in tree.relays}
    answers = find_answers(accounts, origins, names.scales.ground)
    return IncidentShown(
        incident_id=row.incident_id,
        type=row.type,
        first_day=row.first_day,
        last_day=row.last_day,
        place=_find_place(accounts, names),
        initiators=names.show_actors(name for one in accounts for name in one.initiators),
        targets=names.show_actors(name for one in accounts for name in one.targets),
        tolls={name: count for name in _TOLLS if (count := _find_toll(accounts, name)) is not None},
        factuality=fullest.factuality,
        claims=row.claims,
        articles=row.articles,
        outlets=row.outlets,
        origins=row.origins,
        sources=names.show_actors(origin.name for origin in tree.origins),
        is_contested=any(answer.contradictions for answer in answers),
        words=fullest.told,
        first_known=min(one.received for one in accounts),
    )


def _fullness(account: Account) -> tuple[int, str]:
    parts = (account.spots, account.first_day, account.initiators, account.targets, account.tolls)
    return sum(map(bool, parts)), account.claim_id


def _find_place(accounts: Sequence[Account], names: Names) -> PlaceShown | None:
    spots = [spot for one in accounts for spot in one.spots if spot.role == "where"]
    spots = spots or [spot for one in accounts for spot in one.spots]
    return names.show_spot(max(spots, key=names.exactness)) if spots else None


def _find_toll(accounts: Sequence[Account], name: str) -> CountShown | None:
    counts = [one.tolls[name] for one in accounts if name in one.tolls]
    if not counts:
        return None
    numbered = [one for one in counts if (one.low, one.high) != (None, None)]
    lows, highs = [one.low for one in numbered], [one.high for one in numbered]
    low = min((one or 0 for one in lows), default=None)
    high = max(one for one in highs if one is not None) if highs and None not in highs else None
    return CountShown(low, high, counts[0].words)


def protect_incident(shown: IncidentShown, eyes: Eyes) -> IncidentShown | None:
    """The incident as these eyes may see it. The public: no displacement, no place finer than a governorate, no person."""
    if eyes.sees_all:
        return shown
    if shown.type in ("displacement", "return"):
        return None
    return replace(
        shown,
        place=_coarsen(shown.place) if shown.place else None,
        initiators=_mask(shown.initiators),
        targets=_mask(shown.targets),
        sources=_mask(shown.sources),
        tolls={name: replace(count, words=None) for name, count in shown.tolls.items() if name != "displaced"},
        words=None,
    )


def _coarsen(place: PlaceShown) -> PlaceShown:
    name = place.admin1 or place.country or ""
    return replace(
        place, name=name, name_en=name or None, place_id=None, admin2=None, lat=None, lon=None, precision="within"
    )


def _mask(actors: Sequence[ActorShown]) -> tuple[ActorShown, ...]:
    return tuple(actor for actor in actors if actor.actor_id and actor.kind != "person")
