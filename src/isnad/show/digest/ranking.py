"""Ranking: which sentences of a report a digest shows, by the events that they carry. Pure, and in no order of claims."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from isnad.arabic.words import find_words
from isnad.knowledge.weights import Weights
from isnad.model import Article, Claim
from isnad.show.digest.features import find_features
from isnad.show.digest.sentences import Sentence, find_carried, find_sentences

Event = tuple[str, frozenset[str]]
"""A type of event and the places where it happened."""
MOST_LINES = 3
NEW, FLOOR = "each new event", "least without a new event"
# A word too short to tell sentences apart: particles, mostly.
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Scale:
    """What sentences are ranked by: weights of features, the family of each type of event, and folded words for `that`."""

    weights: Weights
    families: Mapping[str, str]
    that: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be shown, the claims that it carries, and what speaks for it."""

    sentence: Sentence
    claims: tuple[Claim, ...]
    features: tuple[str, ...]
    score: float

    @property
    def events(self) -> frozenset[Event]:
        """The events that it tells, as far as they can be told apart."""
        return frozenset(event_of(claim) for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The chosen sentences, the best first, and those with events that the first do not carry."""

    lines: tuple[Candidate, ...]
    key_lines: tuple[Candidate, ...]


def rank(article: Article, claims: Sequence[Claim], scale: Scale, *, most: int = MOST_LINES) -> Ranked:
    """The `most` best sentences and as many key lines at most. Order: the best first.

    After the first, nothing more is shown once the best that is left tells no new event and weighs little.
    Empty: nothing of the report may be shown.
    """
    return rank_candidates(find_candidates(article, claims, scale), scale, most)


def rank_candidates(candidates: Sequence[Candidate], scale: Scale, most: int = MOST_LINES) -> Ranked:
    """The same of sentences that are found already."""
    lines = tuple(choose(candidates, (), most, scale))
    others = [one for one in candidates if one not in lines and not one.sentence.is_heading]
    return Ranked(lines, tuple(choose(others, lines, most, scale, only_new=True)))


def find_candidates(article: Article, claims: Sequence[Claim], scale: Scale) -> tuple[Candidate, ...]:
    """The sentences that may be shown. Order: as in the text."""
    title = frozenset(form for form in _forms(article.title or "") if len(form) >= _SHORTEST)
    found = []
    for sentence in find_sentences(article, scale.that):
        carried = find_carried(sentence, claims)
        if may_show(sentence, carried):
            features = find_features(sentence, carried, title, scale.families)
            found.append(Candidate(sentence, carried, features, scale.weights.score(features)))
    return tuple(found)


def may_show(sentence: Sentence, claims: Sequence[Claim]) -> bool:
    """Whether the sentence can be shown without its source being lost.

    Words within a quotation, or that go on with what somebody said, are another's: they are shown where every claim in them
    says whose. A sentence without a claim can say nothing of its source, and is shown from the beginning of a report alone.
    """
    if sentence.is_cut:
        return False
    if sentence.is_quoted or sentence.goes_on:
        return bool(claims) and all(claim.attribution.sources for claim in claims)
    return bool(claims) or (sentence.number < MOST_LINES and not sentence.is_heading)


def choose(
    candidates: Sequence[Candidate], before: Sequence[Candidate], most: int, scale: Scale, *, only_new: bool = False
) -> Iterator[Candidate]:
    """The best of the candidates one after the other, each by what it adds to those before it.

    With `only_new` only such as carry an event that none before does.
    """
    told = frozenset(event for one in before for event in one.events)
    left, is_first = list(candidates), not before
    for _ in range(most):
        left = [one for one in left if one.events - told or not only_new]
        best = min(left, key=lambda one: (-_worth(one, told, scale), one.sentence.number), default=None)
        if best is None or not (is_first or _is_enough(best, told, scale)):
            return
        left.remove(best)
        told, is_first = told | best.events, False
        yield best


def _is_enough(one: Candidate, told: frozenset[Event], scale: Scale) -> bool:
    """Whether a sentence adds enough: a new event always does."""
    floor = scale.weights.by_feature.get(FLOOR, -math.inf)
    return bool(one.events - told) or _worth(one, told, scale) >= floor


def event_of(claim: Claim) -> Event:
    """The event of the claim, as far as it can be told apart from others of the report."""
    return claim.type, frozenset(place.place_id for place in claim.places if place.place_id)


def _worth(one: Candidate, told: frozenset[Event], scale: Scale) -> float:
    """What a sentence adds: what speaks for it, and each event that was not told."""
    return one.score + scale.weights.by_feature.get(NEW, 0.0) * min(len(one.events - told), MOST_LINES)


def _forms(words: str) -> tuple[str, ...]:
    return tuple(word.form for word in find_words(words) if word.kind != "mark")
