"""Trace: what an incident rests on, from what its origins say down to receipts, now or as known at a moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from isnad.keep.articles import load_versions
from isnad.keep.claims import StoredClaim, load_claim
from isnad.keep.incidents import IncidentRow
from isnad.keep.receipts import load_receipts
from isnad.keep.store import Store
from isnad.keep.versions import Version
from isnad.model import Receipt
from isnad.pipeline.origins import find_trees
from isnad.pipeline.regrouping import row_of
from isnad.pipeline.scales import Scales
from isnad.pipeline.standing import load_standing
from isnad.pipeline.weighing import account_of
from isnad.weigh.contradictions import Answer, find_answers
from isnad.weigh.origins import Tree


@dataclass(frozen=True, slots=True)
class Trace:
    """An incident with its claims, the versions that they stand in by name, the receipts of each capture, the tree of its
    origins and what these say of each value. `as_of` is the moment (UTC) that nothing here is later than, None for now.
    """

    row: IncidentRow
    held: tuple[StoredClaim, ...]
    versions: Mapping[str, Version]
    receipts: Mapping[str, tuple[Receipt, ...]]
    tree: Tree
    answers: tuple[Answer, ...]
    as_of: str | None


def load_trace(
    store: Store, scales: Scales, name: str, *, as_of: str | None = None, articles: Collection[str] | None = None
) -> Trace:
    """The trace of the incident of this name, or of the one that the claim of this name stands in.

    As of a moment everything is weighed anew from what had been received by then, with `articles` from these alone, and
    nothing is written.
    Raises: NotFound.
    """
    with store.read() as connection:
        stands = load_standing(connection, scales.ground, name, as_of=as_of, articles=articles)
        held = tuple(load_claim(connection, claim) for claim in stands.claims)
        versions = {v.version_id: v for v in load_versions(connection, [one.version_id for one in held])}
        if as_of is not None:  # that another version stands since was not known then
            held = tuple(replace(one, state="current") for one in held)
            versions = {name: replace(version, is_current=True) for name, version in versions.items()}
        captures = {version.capture for version in versions.values()}
        receipts = {capture: load_receipts(connection, capture, as_of=as_of) for capture in captures}
        accounts = [account_of(one, versions[one.version_id], scales.ground.common) for one in held]
        tree = next(find_trees(connection, [accounts], scales.register, as_of=as_of))
    row = row_of(stands.name, accounts, tree.numbers.origins)
    return Trace(row, held, versions, receipts, tree, find_answers(accounts, tree.origin_of, scales.ground), as_of)
