"""Review: a queue of what a person's minute is worth most on, what people decided, and how far they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from isnad.errors import NotFound, Reason
from isnad.keep.articles import load_versions
from isnad.keep.claims import StoredClaim, find_claims_of
from isnad.keep.findings import find_decisions
from isnad.keep.incidents import pair_subject
from isnad.keep.tellings import find_doubtful, find_incidents_of, find_weighty
from isnad.keep.versions import Version
from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import may_read_words
from isnad.show.views.article import CardShown, card_of
from isnad.show.views.decisions import KINDS, Agreement, Decision, find_agreements, find_standing_decisions
from isnad.show.views.guard import ForbiddenError
from isnad.show.views.segments import Block, find_blocks_in
from isnad.show.views.worth import SENSITIVE, Facts, Worth, find_worth
from isnad.workspace import Workspace

# So many incidents of each sort, and so many pairs, are looked at for a queue.
_LOOKED_AT = 100
# Log odds of 3 are 20 to 1.
_DOUBTFUL = 3.0
# Two people are enough to tell how far they agree.
_ENOUGH = 2
_UNDOABLE = 20


@dataclass(frozen=True, slots=True)
class ReviewClaim:
    """A claim as it is judged: its values, and the paragraphs that say it, cut into segments."""

    claim_id: str
    article_id: str
    version: int
    card: CardShown
    title: str | None
    outlet: str | None
    published: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Something to judge: a `claim`, or a `pair` of claims that may tell of one happening. `judged` by so many already."""

    kind: str
    subject: str
    worth: Worth
    claims: tuple[ReviewClaim, ...]
    judged: int


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The queue, the person's own last decisions (the newest first), and agreement of every two people."""

    items: tuple[ReviewItem, ...]
    mine: tuple[Decision, ...]
    agreements: tuple[Agreement, ...]
    decided: int


def find_review_queue(workspace: Workspace, eyes: Eyes, *, limit: int = 20) -> ReviewView:
    """What these eyes have not judged, that not two people have: what a minute is worth most on first.

    Raises: ForbiddenError where they may not read words.
    """
    if not may_read_words(eyes):
        raise ForbiddenError("review is for those who may read reports")
    with workspace.store.read() as connection:
        decisions = find_standing_decisions(find_decisions(connection, KINDS))
        items = _find_items(connection, _find_judges(decisions), eyes, limit)
    eyes.note("claim", tuple(dict.fromkeys(one.claim_id for item in items for one in item.claims)))
    mine = [one for one in decisions if one.by == eyes.name]
    return ReviewView(items, tuple(mine[::-1][:_UNDOABLE]), find_agreements(decisions), len(decisions))


def load_review_item(workspace: Workspace, eyes: Eyes, kind: str, subject: str) -> ReviewItem:
    """One thing to judge. Raises: ForbiddenError; NotFound."""
    if not may_read_words(eyes):
        raise ForbiddenError("review is for those who may read reports")
    with workspace.store.read() as connection:
        judges = _find_judges(find_standing_decisions(find_decisions(connection, KINDS)))
        names = subject.split(" ")
        held = _Held(connection, names)
        if len(held.claims) < len(names):
            raise NotFound(Reason("none.record", "no {kind} {name}", kind=kind, name=subject))
        return held.item(kind, names, None, len(judges.get((kind, subject), ())))


def _find_judges(decisions: Iterable[Decision]) -> dict[tuple[str, str], set[str]]:
    """Who judged each thing."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in decisions:
        found[one.kind, one.subject].add(one.by)
    return found


def _find_items(
    connection: Connection, judges: Mapping[tuple[str, str], set[str]], eyes: Eyes, limit: int
) -> tuple[ReviewItem, ...]:
    asked: dict[tuple[str, str], float | None] = {
        ("pair", pair_subject(one.one, one.other)): one.score
        for one in find_doubtful(connection, _DOUBTFUL, _LOOKED_AT)
    }
    asked |= {("claim", name): None for name in find_weighty(connection, SENSITIVE, _LOOKED_AT)}
    open_ = {
        name: score
        for name, score in asked.items()
        if eyes.name not in judges.get(name, ()) and len(judges.get(name, ())) < _ENOUGH
    }
    held = _Held(connection, {claim for _, subject in open_ for claim in subject.split(" ")})
    ranked = sorted(
        (-worth.score, kind, subject)
        for (kind, subject), score in open_.items()
        if (worth := held.worth(subject.split(" "), score)) is not None
    )
    return tuple(
        held.item(kind, subject.split(" "), open_[kind, subject], len(judges.get((kind, subject), ())))
        for _, kind, subject in ranked[:limit]
    )


class _Held:
    """The claims that may be asked about, with their incidents; their articles are loaded when they are shown."""

    def __init__(self, connection: Connection, names: Iterable[str]) -> None:
        self._connection = connection
        names = sorted(names)
        self.claims = {one.claim.claim_id: one for one in find_claims_of(connection, names) if one.state == "current"}
        self._incidents = find_incidents_of(connection, names)

    def worth(self, names: list[str], score: float | None) -> Worth | None:
        """What a minute on the claim or the pair is worth; None where one is not there any more."""
        if any(name not in self.claims for name in names):
            return None
        facts = [self._facts(self.claims[name], score) for name in names]
        return max((find_worth(one) for one in facts), key=lambda worth: worth.score)

    def item(self, kind: str, names: list[str], score: float | None, judged: int) -> ReviewItem:
        """The claim or the pair as it is judged."""
        held = [self.claims[name] for name in names]
        versions = {v.version_id: v for v in load_versions(self._connection, [one.version_id for one in held])}
        shown = tuple(self._shown(one, versions[one.version_id]) for one in held)
        worth = self.worth(names, score)
        assert worth is not None
        return ReviewItem(kind, " ".join(names), worth, shown, judged)

    def _facts(self, held: StoredClaim, score: float | None) -> Facts:
        claim = held.claim
        _, origins, is_contested = self._incidents.get(claim.claim_id, ("", 1, False))
        return Facts(
            type=claim.type,
            factuality=str(claim.factuality),
            toll=max((quantity.high or quantity.low or 0 for _, quantity in claim.quantities), default=0),
            origins=origins,
            is_contested=is_contested,
            has_place=any(place.place_id for place in claim.places),
            has_day=claim.when is not None,
            log_odds=score,
        )

    def _shown(self, held: StoredClaim, version: Version) -> ReviewClaim:
        claim, article = held.claim, version.article
        incident = self._incidents.get(claim.claim_id)
        return ReviewClaim(
            claim_id=claim.claim_id,
            article_id=version.article_id,
            version=version.number,
            card=card_of(claim, article.text, held.state, incident[0] if incident else None),
            title=article.title,
            outlet=article.outlet,
            published=article.published.isoformat() if article.published else None,
            blocks=find_blocks_in(article.text, claim.evidence, [claim]),
        )
