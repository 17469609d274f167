"""Incidents after a change: the claims that it reaches are grouped anew, named as before, and their origins counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from isnad.keep.incidents import IncidentRow, find_all_held, find_held, find_members, find_order
from isnad.keep.neighbours import load_bodies
from isnad.keep.outlines import OutlineRow, TellingRow, TollRow
from isnad.pipeline.neighbourhood import Change, Network, find_reach, parse_accounts
from isnad.pipeline.origins import find_trees
from isnad.pipeline.scales import Scales
from isnad.weigh.accounts import Account
from isnad.weigh.ground import Ground
from isnad.weigh.incidents import Judgements, find_incidents
from isnad.weigh.names import find_names, first_name
from isnad.weigh.outlines import find_outline
from isnad.weigh.sources import Register
from isnad.weigh.summaries import summarise

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Incidents to be written: those that are new or may say something else now, each with its outline, and the names
    that hold no claim any more with where they lead.
    """

    outlined: tuple[tuple[IncidentRow, OutlineRow], ...]
    left: Mapping[str, str | None]

    @property
    def rows(self) -> tuple[IncidentRow, ...]:
        """The incidents alone."""
        return tuple(row for row, _ in self.outlined)


def regroup(connection: Connection, change: Change, judged: Judgements, scales: Scales) -> Regrouped:
    """The incidents of all claims that the change reaches; the others stay as they are."""
    network = Network(connection, change)
    reached = find_reach(network, judged)
    known = (
        {}
        if change.anew
        else parse_accounts(load_bodies(connection, reached - change.come.keys() - change.gone.keys()))
    )
    accounts = {claim: account for claim, account in {**known, **change.come}.items() if claim in reached}
    groups = find_incidents(accounts, network.find_links(accounts.keys()), judged)
    held = _find_held(connection, accounts.keys() | change.gone.keys(), anew=change.anew)
    names, left = _find_names(connection, groups, held)
    altered = dict(_find_altered(connection, names, groups, change))
    counted, origins = _find_origins(connection, altered.values(), accounts, scales.register)
    told = {name: [accounts[claim] for claim in group] for name, group in altered.items()}
    outlined = (
        (row_of(name, told[name], count), outline_of(told[name], origins, scales.ground))
        for name, count in zip(told, counted, strict=True)
    )
    return Regrouped(tuple(outlined), left)


def _find_held(connection: Connection, claims: Collection[str], *, anew: bool) -> dict[str, str]:
    """The incident of each claim until now; of all that are held where everything is grouped anew."""
    if anew:
        return {claim: incident for claim, (incident, _) in find_all_held(connection).items()}
    return find_held(connection, claims)


def _find_names(
    connection: Connection, groups: Sequence[Group], held: Mapping[str, str]
) -> tuple[tuple[str, ...], dict[str, str | None]]:
    """The name of each group, and the names that none has any more with where they lead."""
    before = set(held.values())
    first = {first_name(group) for group in groups}
    order = find_order(connection, before | first)

    def is_taken(name: str) -> bool:
        return name in order or (name not in first and bool(find_order(connection, [name])))

    named = find_names(groups, held, order, is_taken)
    return named.names, {name: named.redirects.get(name) for name in sorted(before.difference(named.names))}


def _find_altered(
    connection: Connection, names: Sequence[str], groups: Sequence[Group], change: Change
) -> Iterator[tuple[str, Group]]:
    """The groups whose claims are others than their incident had, or of which an article was weighed again."""
    before = {} if change.anew else find_members(connection, names)
    for name, group in zip(names, groups, strict=True):
        if change.anew or before.get(name) != group or not change.told.isdisjoint(group):
            yield name, group


def _find_origins(
    connection: Connection, groups: Collection[Group], accounts: Mapping[str, Account], register: Register
) -> tuple[list[int], dict[str, str]]:
    """How many independent origins each group rests on, and the name of the origin of each claim."""
    counted: list[int] = []
    origins: dict[str, str] = {}
    for tree in find_trees(connection, ([accounts[claim] for claim in group] for group in groups), register):
        counted.append(tree.numbers.origins)
        origins |= tree.origin_of
    return counted, origins


def row_of(name: str, accounts: Sequence[Account], origins: int) -> IncidentRow:
    """The row of an incident, from its accounts in the order of their claims."""
    told = summarise(accounts)
    return IncidentRow(
        incident_id=name,
        type=told.type,
        first_day=told.first_day.isoformat() if told.first_day else None,
        last_day=told.last_day.isoformat() if told.last_day else None,
        country=told.country,
        admin1=told.admin1,
        claims=tuple(account.claim_id for account in accounts),
        articles=told.articles,
        outlets=told.outlets,
        origins=origins,
    )


def outline_of(accounts: Sequence[Account], origins: Mapping[str, str], ground: Ground) -> OutlineRow:
    """What the incident of these accounts is mapped, listed and filtered by, as a row."""
    found = find_outline(summarise(accounts), accounts, origins, ground)
    spot = found.spot
    return OutlineRow(
        family=found.family,
        precision=found.precision,
        place=spot.name if spot else None,
        place_id=spot.place_id if spot else None,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        tolls={name: TollRow(count.low, count.high, count.words) for name, count in found.tolls.items()},
        actors={"initiator": found.initiators, "target": found.targets, "source": found.sources},
        factuality=found.factuality,
        is_contested=found.is_contested,
        lead=found.lead,
        first_known=found.first_known,
        tellings=tuple(_telling(account, origins) for account in accounts),
    )


def _telling(account: Account, origins: Mapping[str, str]) -> TellingRow:
    origin = origins[account.claim_id]
    return TellingRow(account.claim_id, origin, account.received, account.article_id, account.outlet)
