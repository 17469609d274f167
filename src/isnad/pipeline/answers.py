"""What is known now or was known at a moment: accounts, their incidents, and the independent origins of each claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from isnad.keep.incidents import IncidentRow, find_all_held
from isnad.keep.neighbours import load_all_bodies
from isnad.keep.store import Store
from isnad.keep.weighings import find_marks
from isnad.pipeline.origins import find_trees
from isnad.pipeline.regrouping import row_of
from isnad.pipeline.scales import Scales
from isnad.pipeline.standing import find_names_then, weigh_then
from isnad.pipeline.weighing import find_accounts
from isnad.weigh.accounts import Account
from isnad.weigh.written import parse_account

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Accounts by claim, groups of claims that tell of one happening, and the name of each claim's origin."""

    accounts: Mapping[str, Account]
    incidents: tuple[Group, ...]
    origins: Mapping[str, str]


def find_known(store: Store, scales: Scales, *, as_of: str | None = None) -> Known:
    """What the store knows now, by the incidents that were weighed last; with `as_of` (UTC) as it was known at that moment.

    As of a moment everything is weighed anew from what had been received by then, and nothing is written.
    """
    with store.read() as connection:
        if as_of is None:
            return _find_weighed(connection, scales)
        accounts, groups = weigh_then(connection, scales.ground, as_of)
        return Known(accounts, groups, _find_origins(connection, groups, accounts, scales, as_of=as_of))


def _find_weighed(connection: Connection, scales: Scales) -> Known:
    """What was weighed, and of articles that changed since what they say now; a new claim is an incident of its own."""
    marks = find_marks(connection)
    accounts = {
        account.claim_id: account
        for account in (parse_account(body) for article, body in load_all_bodies(connection) if article not in marks)
    }
    since = {one.claim_id: one for one in find_accounts(connection, scales.ground, articles=marks.keys())}
    accounts |= since
    held = find_all_held(connection)
    groups: dict[str, list[str]] = {}
    for claim in sorted(accounts):
        groups.setdefault(held[claim][0] if claim in held else claim, []).append(claim)
    found = tuple(tuple(group) for group in groups.values())
    changed = [group for group in found if not since.keys().isdisjoint(group)]
    origins = {claim: held[claim][1] for claim in accounts if claim in held}
    return Known(accounts, found, origins | _find_origins(connection, changed, accounts, scales))


def _find_origins(
    connection: Connection,
    groups: Iterable[Group],
    accounts: Mapping[str, Account],
    scales: Scales,
    *,
    as_of: str | None = None,
) -> dict[str, str]:
    told = ([accounts[claim] for claim in group] for group in groups)
    trees = find_trees(connection, told, scales.register, as_of=as_of)
    return {claim: origin for tree in trees for claim, origin in tree.origin_of.items()}


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
