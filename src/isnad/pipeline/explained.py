"""Why claims were joined: the links between the claims of an incident, each with the features that made it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from isnad.keep.neighbours import find_compared, load_bodies
from isnad.pipeline.neighbourhood import parse_accounts
from isnad.weigh.features import find_features
from isnad.weigh.ground import Ground


@dataclass(frozen=True, slots=True)
class Explained:
    """A link of two claims, the lesser first: log odds that they tell of one happening, and the features that say so."""

    one: str
    other: str
    score: float
    features: tuple[str, ...]


def find_explained(connection: Connection, claims: Collection[str], ground: Ground) -> tuple[Explained, ...]:
    """The links between these claims, those that speak against one happening too, as they were weighed last.

    Order: by claims.
    """
    accounts = parse_accounts(load_bodies(connection, claims))
    compared = sorted(find_compared(connection, accounts.keys()).items(), key=lambda item: item[0])
    return tuple(
        Explained(one, other, held.score, tuple(find_features(accounts[one], accounts[other], ground)))
        for (one, other), held in compared
        if one in accounts and other in accounts
    )
