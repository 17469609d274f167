"""Accounts: claims as they are weighed, each with what its article says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import fold, folded
from isnad.arabic.words import find_words
from isnad.edtf import find_days
from isnad.model import Article, Claim, Phrase, Place, Quantity, Span

_SHORTEST_WORD = 3
_LEAD_LETTERS = 40
_LEAD_WORDS = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of an account: its folded name, and what it resolved to.

    `is_within` says that the gazetteer knows only what contains it; then `place_id` names that. `lead` is what stands
    before it in its sentence, the last few words, folded.
    """

    role: str
    name: str
    place_id: str | None
    lat: float | None
    lon: float | None
    admin1: str | None
    country: str | None
    is_within: bool
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A toll: bounds (None where open or not given in numbers) and the words that give it."""

    low: int | None
    high: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Account:
    """One claim and what it stands in.

    Actors and sources are ids of the register, else folded words; `chain` names sources, nearest first, and is empty for
    the outlet's own voice. `words` are folded content words of the evidence, `title` those of the article's title.
    `first_day` and `last_day` bound the happening; None where the claim leaves them open, and `is_time_carried` where
    an earlier sentence gives them. `trigger`, `target` and `told` are the folded words of the trigger, of the targets
    and of the evidence, in their order.
    """

    claim_id: str
    article_id: str
    version_id: str
    outlet: str | None
    published: date | None
    received: str
    type: str
    factuality: str
    spots: tuple[Spot, ...]
    first_day: date | None
    last_day: date | None
    initiators: tuple[str, ...]
    targets: tuple[str, ...]
    tolls: Mapping[str, Count]
    chain: tuple[str, ...]
    words: frozenset[str]
    title: frozenset[str]
    evidence: Span
    trigger: str = ""
    target: str = ""
    told: str = ""
    is_time_carried: bool = False


def find_account(claim: Claim, article: Article, *, article_id: str, received: str, common: frozenset[str]) -> Account:
    """The account of a claim. `article` is the version that the claim stands in; `common` are words that say little."""
    text = article.text
    first, last = find_days(claim.when.edtf) if claim.when else (None, None)
    return Account(
        claim_id=claim.claim_id,
        article_id=article_id,
        version_id=article.article_id,
        outlet=article.outlet,
        published=article.published,
        received=received,
        type=claim.type,
        factuality=str(claim.factuality),
        spots=tuple(_spot(place, text) for place in claim.places),
        first_day=date.fromisoformat(first) if first else None,
        last_day=date.fromisoformat(last) if last else None,
        initiators=_names(claim.initiator, text),
        targets=_names(claim.target, text),
        tolls={name: _count(quantity, text) for name, quantity in claim.quantities},
        chain=_names(claim.attribution.sources, text),
        words=content_words(claim.evidence.of(text)) - common,
        title=content_words(article.title or "") - common,
        evidence=claim.evidence,
        trigger=plain_words(claim.trigger.of(text)),
        target=" ".join(plain_words(phrase.span.of(text)) for phrase in claim.target),
        told=plain_words(claim.evidence.of(text)),
        is_time_carried=claim.when is not None and claim.when.carried,
    )


def _spot(place: Place, text: str) -> Spot:
    return Spot(
        role=place.role,
        name=folded(place.span.of(text)),
        place_id=place.place_id,
        lat=place.lat,
        lon=place.lon,
        admin1=place.admin1,
        country=place.country,
        is_within=place.within,
        lead=_lead(place.span, text),
    )


def _lead(span: Span, text: str) -> str:
    before = folded(text[max(0, span.start - _LEAD_LETTERS) : span.start].rpartition("\n")[2])
    return " ".join(before.split()[-_LEAD_WORDS:])


def _count(quantity: Quantity, text: str) -> Count:
    return Count(quantity.low, quantity.high, quantity.span.of(text))


def _names(phrases: tuple[Phrase, ...], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase.resolved or folded(phrase.span.of(text)) for phrase in phrases))


def find_trigger_at(account: Account) -> int:
    """Where the trigger stands among the words of the evidence."""
    words, trigger = account.told.split(), account.trigger.split()
    last = len(words) - len(trigger)
    return next((at for at in range(last + 1) if words[at : at + len(trigger)] == trigger), 0)


def plain_words(text: str) -> str:
    """Folded words and numbers in their order, without marks, parted by single spaces.

    >>> plain_words("نزح، مئات المدنيين.")
    'نزح ميات المدنيين'
    """
    return " ".join(word.form for word in find_words(text) if word.kind != "mark")


@lru_cache(maxsize=16384)
def content_words(text: str) -> frozenset[str]:
    """Folded words of three letters and more and numbers, with what is written together with them taken off.

    >>> sorted(content_words("قصفت بالمدفعية مدينة 12"))
    ['12', 'قصفت', 'مدفعيه', 'مدينه']
    """
    found = (word.form for word in find_words(text, fold(text)) if word.kind != "mark")
    return frozenset(stem_of(form) for form in found if len(form) >= _SHORTEST_WORD or form.isdigit())


@lru_cache(maxsize=65536)
def stem_of(form: str) -> str:
    """The shortest reading of the word that still has three letters."""
    return min((stem for _, stem in find_stems(form) if len(stem) >= _SHORTEST_WORD), key=len, default=form)
