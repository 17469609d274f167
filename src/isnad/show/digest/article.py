"""The digest of an article: pure from its text and claims, and of what a workspace keeps."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.model import Article, Claim
from isnad.show.digest.lines import find_key_line, find_line
from isnad.show.digest.ranking import Candidate, Scale, rank
from isnad.show.digest.records import ArticleDigest
from isnad.show.digest.scale import load_scale
from isnad.show.views.names import Names, packaged_names


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
