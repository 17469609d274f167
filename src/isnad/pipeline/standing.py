"""How one incident stands: its name and its claims with their accounts, now or as known at a moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from isnad.errors import NotFound, Reason
from isnad.keep.incidents import (
    find_all_held,
    find_held,
    find_incident_of,
    find_judged,
    find_order,
    load_incident,
)
from isnad.pipeline.near import find_near_then
from isnad.pipeline.weighing import find_accounts
from isnad.weigh.accounts import Account
from isnad.weigh.ground import Ground
from isnad.weigh.incidents import Judgements, find_incidents, find_links
from isnad.weigh.names import Named, find_names, first_name
from isnad.weigh.names_then import find_founder, find_held_then


@dataclass(frozen=True, slots=True)
class Standing:
    """An incident by its name and its claims by id."""

    name: str
    claims: tuple[str, ...]


def load_standing(
    connection: Connection,
    ground: Ground,
    name: str,
    *,
    as_of: str | None = None,
    articles: Collection[str] | None = None,
) -> Standing:
    """The incident of this name, or the one that the claim of this name stands in; with `as_of` (UTC) as known by then.

    With `articles` only what these told by then is weighed: enough where all that hangs together with it is among them.
    Raises: NotFound where there is none, or neither was known by then.
    """
    return _weighed(connection, name) if as_of is None else _stood(connection, ground, name, as_of, articles)


def _weighed(connection: Connection, name: str) -> Standing:
    """As it was weighed last."""
    row = load_incident(connection, find_incident_of(connection, name) or name)
    if not row.claims:
        raise NotFound(Reason("none.told", "no claim tells of incident {name} any more", name=name))
    return Standing(row.incident_id, row.claims)


def _stood(connection: Connection, ground: Ground, name: str, as_of: str, articles: Collection[str] | None) -> Standing:
    """As it stood when everything known by then, or what these articles told, is weighed anew."""
    groups = weigh_then(connection, ground, as_of, articles)[1]
    named = find_names_then(connection, groups, are_few=articles is not None)
    place = _find_place(connection, name, groups, named)
    if place is None:
        raise NotFound(
            Reason("none.known", "no incident and no claim {name} was known at {as_of}", name=name, as_of=as_of)
        )
    return Standing(named.names[place], groups[place])


def weigh_then(
    connection: Connection, ground: Ground, as_of: str, articles: Collection[str] | None = None
) -> tuple[dict[str, Account], tuple[tuple[str, ...], ...]]:
    """The accounts by claim as they stood at the moment (UTC), and the groups that tell of one happening: all weighed anew,
    or what these articles told alone. Nothing is written.
    """
    if articles is None:
        accounts = {account.claim_id: account for account in find_accounts(connection, ground, as_of=as_of)}
        links = find_links(accounts.values(), ground)
    else:
        accounts, links = find_near_then(connection, ground, as_of, articles)
    return accounts, find_incidents(accounts, links, Judgements(*find_judged(connection)))


def find_names_then(connection: Connection, groups: Sequence[Sequence[str]], *, are_few: bool = False) -> Named:
    """The names of groups of a moment, from those that incidents have now; for few groups only their own are looked up."""
    if are_few:
        claims = [claim for group in groups for claim in group]
        held = find_held(connection, claims)
        order = find_order(connection, {*held.values(), *(first_name([claim]) for claim in claims)})
    else:
        held = {claim: incident for claim, (incident, _) in find_all_held(connection).items()}
        order = find_order(connection)
    return find_names(groups, find_held_then(groups, held, order), order, order.__contains__)


def _find_place(connection: Connection, name: str, groups: Sequence[Sequence[str]], named: Named) -> int | None:
    """Which of the groups holds the claim, or bears the name, or bore it before or since."""
    at = {claim: place for place, group in enumerate(groups) for claim in group}
    places = at | {name: place for place, name in enumerate(named.names)}
    others = (find_founder(name, at), named.redirects.get(name), _find_later(connection, name))
    return next((places[one] for one in (name, *others) if one in places), None)


def _find_later(connection: Connection, name: str) -> str | None:
    """The name that this one leads to now, None where no incident was ever named so."""
    try:
        return load_incident(connection, name).incident_id
    except NotFound:
        return None
