"""The digest of an article: pure from its text and claims, and of what a workspace keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from isnad.errors import NotFound
from isnad.keep.articles import find_versions, load_versions
from isnad.keep.claims import load_claims
from isnad.model import Article, Claim
from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import may_read_words
from isnad.show.digest.lines import find_key_line, find_line
from isnad.show.digest.ranking import Candidate, Scale, rank
from isnad.show.digest.records import ArticleDigest
from isnad.show.digest.scale import load_scale
from isnad.show.views.guard import ForbiddenError
from isnad.show.views.names import Names, packaged_names
from isnad.workspace import Workspace


def find_article_digest(
    article: Article, claims: Sequence[Claim], *, scale: Scale | None = None, names: Names | None = None
) -> ArticleDigest:
    """The digest of a report from its claims; the same for any order of them."""
    names = names or packaged_names()
    ranked = rank(article, claims, scale or load_scale())
    told = frozenset(claim.claim_id for one in ranked.lines for claim in one.claims)
    return ArticleDigest(
        article_id=article.article_id,
        lines=tuple(find_line(one, article.text, names) for one in _in_order(ranked.lines)),
        key_lines=tuple(find_key_line(one, told, article.text, names) for one in _in_order(ranked.key_lines)),
        outlet=article.outlet,
        published=article.published.isoformat() if article.published else None,
    )


def _in_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    return sorted(chosen, key=lambda one: one.sentence.span)


def load_article_digest(workspace: Workspace, eyes: Eyes, name: str, *, version: int | None = None) -> ArticleDigest:
    """The digest of the article of this id, or whose version this is; `version` by number, else as for its page.

    Claims that a person took back are left out. Raises: ForbiddenError; NotFound; ArchiveError.
    """
    if not may_read_words(eyes):
        raise ForbiddenError("digests of articles hold their words, and are for those who may read reports")
    with workspace.store.read() as connection:
        named = load_versions(connection, [name])
        versions = find_versions(connection, named[0].article_id if named else name)
        number = version or (named[0].number if named else None)
        found = [one for one in versions if (one.is_current if number is None else one.number == number)]
        if not found:
            raise NotFound(f"no article {name}" if version is None else f"no version {version} of article {name}")
        held = load_claims(connection, found[0].version_id)
    eyes.note("article", (found[0].article_id,))
    claims = [one.claim for one in held if one.state != "withdrawn"]
    return replace(find_article_digest(found[0].article, claims), article_id=found[0].article_id)
