"""Origins of incidents: the papers of their articles are read from the store, a portion of incidents at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection

from isnad.keep.articles import load_versions
from isnad.keep.claims import load_told
from isnad.model import Claim
from isnad.pipeline.outcomes import batches
from isnad.weigh.accounts import Account
from isnad.weigh.origins import Tree, find_origins
from isnad.weigh.papers import Paper, find_paper
from isnad.weigh.sources import Register

_INCIDENTS = 100


def find_trees(
    connection: Connection, incidents: Iterable[Sequence[Account]], register: Register, *, as_of: str | None = None
) -> Iterator[Tree]:
    """The tree of origins of each incident, from its accounts.

    Order: as given.
    """
    for portion in batches(incidents, _INCIDENTS):
        papers = find_papers(connection, {one.version_id for accounts in portion for one in accounts}, register)
        for accounts in portion:
            yield find_origins(accounts, papers, register, as_of=as_of)


def find_papers(connection: Connection, version_ids: Iterable[str], register: Register) -> dict[str, Paper]:
    """The paper of each version."""
    names = sorted(version_ids)
    told: dict[str, list[Claim]] = {}
    for stored in load_told(connection, names):
        told.setdefault(stored.version_id, []).append(stored.claim)
    return {
        version.version_id: find_paper(
            version.article, register, article_id=version.article_id, received=version.received,
            claims=told.get(version.version_id, ()),
        )
        for version in load_versions(connection, names)
    }  # fmt: skip
