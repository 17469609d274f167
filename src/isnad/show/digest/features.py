"""Features that speak for a sentence of a report, or against it, named in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from isnad.model import Claim, Factuality
from isnad.show.digest.sentences import Sentence

_DEATHS = "fatalities"
_FIRST = ("first sentence", "second sentence", "third sentence")
# Borders of classes: how far down, how many died, how long. Set by reading; what each class weighs is measured.
_NEAR, _FAR = 6, 12
_MANY_DEAD = 10
_SHORT, _LONG, _LONGEST = 10, 40, 70
_MOST_OF_TITLE, _MOST_IN_TITLE = 6, 4


def find_features(
    sentence: Sentence, claims: Sequence[Claim], title: frozenset[str], families: Mapping[str, str]
) -> tuple[str, ...]:
    """The features of a sentence that carries these claims. `title` has the folded words of the report's title,
    `families` the family of each type.
    """
    return (*_of_place(sentence), *_of_length(sentence), *_of_title(sentence, title), *_of_claims(claims, families))


def _of_place(sentence: Sentence) -> Iterator[str]:
    if sentence.number < len(_FIRST):
        yield _FIRST[sentence.number]
    else:
        at = sentence.number
        yield "near the top" if at < _NEAR else "in the middle" if at < _FAR else "far down"
    if sentence.is_heading:
        yield "heading"


def _of_length(sentence: Sentence) -> Iterator[str]:
    words = len(sentence.forms)
    if words < _SHORT:
        yield "short"
    elif words >= _LONG:
        yield "longest" if words >= _LONGEST else "long"


def _of_title(sentence: Sentence, title: frozenset[str]) -> Iterator[str]:
    """How much of the title it says, and how much of it the title says."""
    shared = 10 * len(title.intersection(sentence.forms))
    if shared:
        yield f"{min(shared // len(title), _MOST_OF_TITLE)} tenths of the title"
        yield f"{min(shared // len(set(sentence.forms)), _MOST_IN_TITLE)} tenths in the title"


def _of_claims(claims: Sequence[Claim], families: Mapping[str, str]) -> Iterator[str]:
    """One feature of each kind for the sentence, so that telling much is worth more, but not without end."""
    if not claims:
        yield "no event"
        return
    yield f"{min(len(claims), 3)} events"
    yield from sorted({f"family {families.get(claim.type, 'none')}" for claim in claims})
    yield from sorted({f"{claim.factuality}" for claim in claims if claim.factuality != Factuality.ASSERTED})
    if all(claim.factuality == Factuality.BACKGROUND for claim in claims):
        yield "background alone"
    dead = [count for claim in claims for name, count in claim.quantities if name == _DEATHS]
    if dead:
        most = max(count.low or 0 for count in dead)
        yield "many dead" if most >= _MANY_DEAD else "dead"
    if any(name != _DEATHS for claim in claims for name, _ in claim.quantities):
        yield "injured or displaced"
    if any(place.place_id and not place.within for claim in claims for place in claim.places):
        yield "known place"
    if any(claim.when and not claim.when.carried for claim in claims):
        yield "says when"
    if any(claim.initiator and claim.target for claim in claims):
        yield "who to whom"
    yield "on another's word" if any(claim.attribution.sources for claim in claims) else "own voice"
