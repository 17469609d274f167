"""Voices: on whose word each claim stands by what its own article says, before claims are compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from isnad.model import Factuality
from isnad.weigh.accounts import Account
from isnad.weigh.papers import Paper, outlet_of
from isnad.weigh.sources import MEDIA, MEDIUM, NAMED, REPORTER, UNNAMED, Register, Source, find_source, first_said


class Sort(StrEnum):
    """What speaks: a named source; a source without a name; a reporter who was there; an outlet or agency; `agencies`."""

    NAMED = "named"
    UNNAMED = "unnamed"
    REPORTER = "reporter"
    OWN = "own"
    POOL = "pool"


class How(StrEnum):
    """Why a claim has its origin."""

    SAID = "said by the source"
    UNNAMED = "said by a source without a name"
    REPORTED = "reported from the spot"
    OWN = "told in its own voice"
    CREDITED = "text credited to the agency"
    POOLED = "text credited to agencies"
    SAME_ARTICLE = "the same article names the source"
    NEARBY = "the same article names a source close by"
    COPIED = "carries the wording of another report"
    ELSEWHERE = "the same voice names the source elsewhere"


@dataclass(frozen=True, slots=True)
class Root:
    """A voice: what speaks and its name; for what has no name, the name of the one who quotes it."""

    sort: Sort
    name: str

    @property
    def is_named(self) -> bool:
        """Whether a reader can tell who it is."""
        return self.sort not in (Sort.UNNAMED, Sort.POOL)


@dataclass(frozen=True, slots=True)
class Rooted:
    """A claim with its root. `names` are the source's names as told, `beside`
    are other named sources of the same sentence; `through` are media, nearest to the root first."""

    account: Account
    paper: Paper | None
    root: Root
    source: Source | None
    beside: tuple[Source, ...]
    names: tuple[str, ...]
    through: tuple[str, ...]
    how: How
    of: str | None = None

    @property
    def outlet(self) -> str:
        """Who published it; the article where no outlet is known."""
        return (self.paper and self.paper.outlet) or self.account.outlet or self.account.article_id

    @property
    def agency(self) -> str | None:
        """The agency that the article credits."""
        return self.paper.agency if self.paper else None

    @property
    def is_denial(self) -> bool:
        """Whether it says that the thing did not happen."""
        return self.account.factuality == Factuality.DENIED

    @property
    def holders(self) -> tuple[str, ...]:
        """All that passed it on, the outlet last."""
        credited = (self.agency,) if self.agency else ()
        return tuple(dict.fromkeys((*self.through, *credited, self.outlet)))

    def moved(self, to: Root, how: How, of: str | None) -> Rooted:
        """The claim with another root that it was found to have."""
        return replace(self, root=to, how=how, of=of)


def find_voice(account: Account, paper: Paper | None, register: Register) -> Rooted:
    """The claim with the voice that its article gives it."""
    outlet = (paper.outlet if paper else outlet_of(account.outlet, register)) or account.article_id
    agency = paper.agency if paper else None
    sources = [find_source(name, register) for name in account.chain]
    source = first_said(sources)
    media = tuple(one.key for one in sources if one.sort == MEDIUM and one is not source)
    root, how = _root(source, (*media, *((agency,) if agency else ()), outlet), outlet)
    if source is None and agency is not None:
        root, how = Root(Sort.OWN, agency), How.CREDITED
    elif source is None and paper is not None and paper.is_pooled:
        root, how = Root(Sort.POOL, "agencies"), How.POOLED
    names = tuple(one.key for one in sources if one.sort != MEDIUM)
    beside = tuple(one for one in sources if one.sort == NAMED and one is not source)
    return Rooted(account, paper, root, source, beside, names, media, how)


def _root(source: Source | None, holders: tuple[str, ...], outlet: str) -> tuple[Root, How]:
    """The voice of a source: its own, or for what has no name that of the first who holds it."""
    if source is None:
        return Root(Sort.OWN, outlet), How.OWN
    if source.sort == MEDIUM:
        return Root(Sort.OWN, source.key), How.SAID
    if source.sort == MEDIA:
        return Root(Sort.OWN, holders[0]), How.UNNAMED
    if source.sort == REPORTER:
        return Root(Sort.REPORTER, source.key if source.key in holders else holders[0]), How.REPORTED
    if source.sort == UNNAMED:
        return Root(Sort.UNNAMED, holders[0]), How.UNNAMED
    return Root(Sort.NAMED, source.key), How.SAID
