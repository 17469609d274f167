"""Why claims were joined: the links between the claims of an incident, each with the features that made it."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.keep.claims import load_claim
from isnad.keep.neighbours import find_compared, load_bodies
from isnad.keep.store import Store
from isnad.pipeline.neighbourhood import parse_accounts
from isnad.pipeline.scales import Scales
from isnad.pipeline.standing import load_standing
from isnad.pipeline.weighing import find_accounts
from isnad.weigh.accounts import Account
from isnad.weigh.features import find_features
from isnad.weigh.ground import Ground
from isnad.weigh.incidents import score_of
from isnad.weigh.pairs import count_pairs


@dataclass(frozen=True, slots=True)
class Explained:
    """A link of two claims, the lesser first: log odds that they tell of one happening, and the features that say so."""

    one: str
    other: str
    score: float
    features: tuple[str, ...]


def find_explained(
    store: Store, scales: Scales, name: str, *, as_of: str | None = None, most: int | None = None
) -> tuple[Explained, ...]:
    """The links between the claims of the incident that bears the name or that the claim of that name stands in; those
    that speak against one happening too. With `as_of` (UTC) as known at that moment; of those that hold now the `most`
    least sure, or all.

    Order: by claims. Raises: NotFound.
    """
    with store.read() as connection:
        claims = load_standing(connection, scales.ground, name, as_of=as_of).claims
        if as_of is None:
            accounts = parse_accounts(load_bodies(connection, claims))
            compared = find_compared(connection, claims)
            inner = [pair for pair in sorted(compared) if accounts.keys() >= set(pair)]
            pairs = sorted(inner, key=lambda pair: abs(compared[pair].score))[:most]
        else:
            articles = {load_claim(connection, claim).article_id for claim in claims}
            then = find_accounts(connection, scales.ground, as_of=as_of, articles=articles)
            accounts = {account.claim_id: account for account in then if account.claim_id in claims}
            pairs = list(count_pairs(accounts.values(), scales.ground))
    return tuple(_explain(accounts[one], accounts[other], scales.ground) for one, other in sorted(pairs))


def _explain(one: Account, other: Account, ground: Ground) -> Explained:
    features = tuple(find_features(one, other, ground))
    return Explained(one.claim_id, other.claim_id, score_of(features, ground), features)
