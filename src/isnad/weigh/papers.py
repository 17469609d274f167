"""Papers: what weighing needs of one version of an article as a whole: whom it credits, and the print of its wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from isnad.arabic.fold import folded
from isnad.model import Article, Claim, Span
from isnad.weigh.credits import POOL, Credit, find_credits
from isnad.weigh.prints import Print, find_print
from isnad.weigh.sources import MEDIUM, NAMED, Register, Source, find_first_said


@dataclass(frozen=True, slots=True)
class Said:
    """Where an article tells something on a source's word."""

    claim_id: str
    evidence: Span
    content: Span | None
    source: Source


@dataclass(frozen=True, slots=True)
class Paper:
    """One version of an article. `outlet` is the register's id, else the folded name; `said` has all that its claims
    have on a source's word, in the order of the text."""

    version_id: str
    article_id: str
    outlet: str | None
    published: date | None
    received: str
    credits: tuple[Credit, ...]
    said: tuple[Said, ...]
    print: Print

    @property
    def agency(self) -> str | None:
        """The agency that it has its text from, by its own word."""
        return next((credit.agency for credit in self.credits if credit.sort != POOL), None)

    @property
    def is_pooled(self) -> bool:
        """Whether it says only that its text is from agencies."""
        return self.agency is None and bool(self.credits)


def find_paper(
    article: Article, register: Register, *, article_id: str, received: str, claims: Iterable[Claim] = ()
) -> Paper:
    """The paper of a version; its claims say which stretches are the words of a named source."""
    said = tuple(_find_said(article, claims, register))
    return Paper(
        version_id=article.article_id,
        article_id=article_id,
        outlet=outlet_of(article.outlet, register),
        published=article.published,
        received=received,
        credits=find_credits(article, register),
        said=said,
        print=find_print(article, _find_speech(said)),
    )


def outlet_of(name: str | None, register: Register) -> str | None:
    """The outlet's id in the register, else its name folded."""
    return None if name is None else register.actors.get(folded(name), folded(name))


def _find_said(article: Article, claims: Iterable[Claim], register: Register) -> Iterator[Said]:
    for claim in sorted(claims, key=lambda claim: (claim.evidence, claim.claim_id)):
        said = claim.attribution
        source = find_first_said((p.resolved or folded(p.span.of(article.text)) for p in said.sources), register)
        if source is not None:
            yield Said(claim.claim_id, claim.evidence, said.content, source)


def _find_speech(said: tuple[Said, ...]) -> list[Span]:
    """Stretches that a named source says: two reports share them though neither has copied the other."""
    return [one.content for one in said if one.content is not None and one.source.sort in (NAMED, MEDIUM)]
