"""What is known as of a moment: accounts, their incidents, and the independent origins of each claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from isnad.keep.incidents import IncidentRow, find_held
from isnad.keep.store import Store
from isnad.pipeline.origins import find_trees
from isnad.pipeline.standing import find_names_then
from isnad.pipeline.weighing import find_accounts, find_groups, row_of
from isnad.weigh.accounts import Account
from isnad.weigh.ground import Ground
from isnad.weigh.sources import Register


@dataclass(frozen=True, slots=True)
class Known:
    """Accounts by claim, groups of claims that tell of one happening, and the name of each claim's origin."""

    accounts: Mapping[str, Account]
    incidents: tuple[tuple[str, ...], ...]
    origins: Mapping[str, str]


def find_known(store: Store, ground: Ground, register: Register, *, as_of: str | None = None) -> Known:
    """What the store knows now, by the incidents that were weighed last; with `as_of` (UTC) as it was known at that moment.

    As of a moment everything is weighed anew from what had been received by then, and nothing is written.
    """
    with store.read() as connection:
        accounts = {account.claim_id: account for account in find_accounts(connection, ground, as_of=as_of)}
        groups = _weighed(connection, accounts) if as_of is None else find_groups(connection, accounts, ground)[1]
        trees = find_trees(
            connection, ([accounts[claim] for claim in group] for group in groups), register, as_of=as_of
        )
        origins = {
            relay.claim_id: tree.origins[relay.origin].name for tree in trees for relay in tree.relays
        }  # fmt: skip
    return Known(accounts, groups, origins)


def _weighed(connection: Connection, accounts: Mapping[str, Account]) -> tuple[tuple[str, ...], ...]:
    """The groups that the store holds; a claim that was not weighed yet is one of its own."""
    held, _ = find_held(connection)
    groups: dict[str, list[str]] = {}
    for claim in sorted(accounts):
        groups.setdefault(held.get(claim, claim), []).append(claim)
    return tuple(tuple(group) for group in groups.values())


def origins_of(claims: Sequence[str], known: Known) -> tuple[str, ...]:
    """The independent origins of the claims. Order: by name."""
    return tuple(sorted({known.origins[claim] for claim in claims if claim in known.origins}))


def list_incidents(store: Store, known: Known) -> tuple[IncidentRow, ...]:
    """The incidents of what is known, under the names that the store has for most of their claims.

    Order: last day of the happening, newest first, those without a day last; then by name.
    """
    with store.read() as connection:
        names = find_names_then(connection, known.incidents).names
    rows = (
        row_of(name, [known.accounts[claim] for claim in group], len(origins_of(group, known)))
        for name, group in zip(names, known.incidents, strict=True)
    )
    return tuple(sorted(sorted(rows, key=_name), key=_day, reverse=True))


def _name(row: IncidentRow) -> str:
    return row.incident_id


def _day(row: IncidentRow) -> str:
    return row.last_day or ""
