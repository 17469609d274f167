"""The article: a reading page of one version with its claims, and what changed from version to version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.errors import NotFound, Reason
from isnad.keep.articles import find_versions, load_versions
from isnad.keep.claims import load_claims
from isnad.keep.incidents import find_held
from isnad.keep.versions import Version
from isnad.model import Claim, Span
from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import may_read_words
from isnad.show.differences import find_changes, find_claim_changes
from isnad.show.shown import ActorShown
from isnad.show.views.guard import ForbiddenError
from isnad.show.views.names import packaged_names
from isnad.show.views.segments import Block, find_blocks, find_parts
from isnad.workspace import Workspace

_AROUND = 40  # characters beside a change


@dataclass(frozen=True, slots=True)
class PartShown:
    """Words of a claim that fill a role; `actor` where it is one."""

    role: str
    start: int
    end: int
    words: str
    actor: ActorShown | None = None


@dataclass(frozen=True, slots=True)
class CardShown:
    """A claim as it stands beside the text. `date` is EDTF; `low` and `high` of counts are in `counts` as bounds in words."""

    claim_id: str
    incident_id: str | None
    type: str
    factuality: str
    state: str
    date: str | None
    start: int
    end: int
    words: str
    counts: tuple[tuple[str, int | None, int | None], ...]
    parts: tuple[PartShown, ...]


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """Words of the version before and of this one, each with a few words around."""

    before: str
    after: str
    lead: str
    tail: str


@dataclass(frozen=True, slots=True)
class ClaimChangeShown:
    """A value of a claim that this version gives otherwise than the one before; None: not at all."""

    type: str
    value: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version and how it differs from the one before."""

    version_id: str
    number: int
    received: str
    is_current: bool
    title_before: str | None
    changes: tuple[ChangeShown, ...]
    claims: tuple[ClaimChangeShown, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One version of an article to be read. `blocks` hold its text, `cards` its claims in the order of the text."""

    article_id: str
    version_id: str
    number: int
    is_current: bool
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    received: str
    url: str | None
    capture: str
    is_read: bool
    blocks: tuple[Block, ...]
    cards: tuple[CardShown, ...]
    versions: tuple[VersionShown, ...]


def load_article_view(workspace: Workspace, eyes: Eyes, name: str, *, version: int | None = None) -> ArticleView:
    """The article of this id, or whose version this is; `version` by number, by default the current or the named one.

    Raises: ForbiddenError; NotFound.
    """
    if not may_read_words(eyes):
        raise ForbiddenError("articles are for those who may read reports")
    with workspace.store.read() as connection:
        named = load_versions(connection, [name])
        versions = find_versions(connection, named[0].article_id if named else name)
        chosen = _choose(versions, version or (named[0].number if named else None))
        if chosen is None:
            raise NotFound(
                Reason("none.article", "no article {name}", name=name)
                if version is None
                else Reason("none.version", "no version {number} of article {name}", number=version, name=name)
            )
        told = {one.version_id: load_claims(connection, one.version_id) for one in versions}
        held = find_held(connection, [one.claim.claim_id for one in told[chosen.version_id]])
    eyes.note("article", (chosen.article_id,))
    read = {name: [one.claim for one in claims if one.state != "withdrawn"] for name, claims in told.items()}
    states = {one.claim.claim_id: one.state for one in told[chosen.version_id]}
    return _view(chosen, versions, read, states, held)


def _choose(versions: Sequence[Version], number: int | None) -> Version | None:
    wanted = (one for one in versions if (one.is_current if number is None else one.number == number))
    return next(wanted, None)


def _view(
    chosen: Version,
    versions: Sequence[Version],
    read: dict[str, list[Claim]],
    states: dict[str, str],
    held: dict[str, str],
) -> ArticleView:
    article = chosen.article
    claims = sorted(read[chosen.version_id], key=lambda claim: (claim.evidence, claim.claim_id))
    befores: list[Version | None] = [None, *versions[:-1]]
    return ArticleView(
        article_id=chosen.article_id,
        version_id=chosen.version_id,
        number=chosen.number,
        is_current=chosen.is_current,
        title=article.title,
        outlet=article.outlet,
        byline=article.byline,
        published=article.published.isoformat() if article.published else None,
        received=chosen.received,
        url=article.url,
        capture=chosen.capture,
        is_read=chosen.read_with is not None and not chosen.is_unreadable,
        blocks=find_blocks(article.text, article.sections, claims),
        cards=tuple(card_of(c, article.text, states[c.claim_id], held.get(c.claim_id)) for c in claims),
        versions=tuple(_version(before, now, read) for before, now in zip(befores, versions, strict=True)),
    )


def card_of(claim: Claim, text: str, state: str, incident: str | None) -> CardShown:
    """The claim as it stands beside its text."""
    resolved = {
        phrase.span: phrase.resolved
        for phrase in (*claim.initiator, *claim.target, *claim.attribution.sources)
        if phrase.resolved
    }
    parts = (
        PartShown(
            role,
            span.start,
            span.end,
            span.of(text),
            packaged_names().show_actor(resolved[span]) if span in resolved else None,
        )
        for role, span in find_parts(claim)
    )
    return CardShown(
        claim_id=claim.claim_id,
        incident_id=incident,
        type=claim.type,
        factuality=str(claim.factuality),
        state=state,
        date=claim.when.edtf if claim.when else None,
        start=claim.evidence.start,
        end=claim.evidence.end,
        words=claim.evidence.of(text),
        counts=tuple((name, quantity.low, quantity.high) for name, quantity in claim.quantities),
        parts=tuple(parts),
    )


def _version(before: Version | None, now: Version, read: dict[str, list[Claim]]) -> VersionShown:
    changes: tuple[ChangeShown, ...] = ()
    claims: tuple[ClaimChangeShown, ...] = ()
    if before is not None:
        old, new = before.article, now.article
        changes = tuple(_change(c.before, old.text, c.after, new.text) for c in find_changes(old.text, new.text))
        found = find_claim_changes(old, read[before.version_id], new, read[now.version_id])
        claims = tuple(ClaimChangeShown(one.type, one.value, one.before, one.after) for one in found)
    retitled = before is not None and before.article.title != now.article.title
    title = before.article.title if before and retitled else None
    return VersionShown(now.version_id, now.number, now.received, now.is_current, title, changes, claims)


def _change(before: Span, old: str, after: Span, new: str) -> ChangeShown:
    lead = new[max(0, after.start - _AROUND) : after.start].rpartition("\n")[2]
    tail = new[after.end : after.end + _AROUND].partition("\n")[0]
    return ChangeShown(before.of(old), after.of(new), lead, tail)
