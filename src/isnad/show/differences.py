"""What an outlet changed between two versions of an article: its words, and what its claims say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from isnad.keep.identity import Known, align_claims
from isnad.model import Article, Claim, Span
from isnad.show.rows import quantity_words

_WORD = re.compile(r"\S+")
_NAMES = {"fatalities": "killed", "injured": "injured", "displaced": "displaced"}


@dataclass(frozen=True, slots=True)
class Change:
    """Words that were replaced, taken out or put in. Offsets: code points of each version's text; an empty span is a place."""

    before: Span
    after: Span


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A value of a claim that the newer version gives otherwise; both None of a claim that came or went as a whole."""

    type: str
    value: str
    before: str | None
    after: str | None


def find_changes(before: str, after: str) -> tuple[Change, ...]:
    """Changed words, those next to each other together.

    Order: as in the text.

    >>> [(c.before.of("قتل ثلاثة مدنيين"), c.after.of("قتل خمسة مدنيين")) for c in
    ...  find_changes("قتل ثلاثة مدنيين", "قتل خمسة مدنيين")]
    [('ثلاثة', 'خمسة')]
    """
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    matcher = SequenceMatcher(None, [m[0] for m in old], [m[0] for m in new], autojunk=False)
    return tuple(
        Change(_span(old, first, last, len(before)), _span(new, start, end, len(after)))
        for tag, first, last, start, end in matcher.get_opcodes()
        if tag != "equal"
    )


def _span(words: Sequence[re.Match[str]], first: int, last: int, end: int) -> Span:
    if first < last:
        return Span(words[first].start(), words[last - 1].end())
    at = words[first].start() if first < len(words) else end
    return Span(at, at)


def find_claim_changes(
    before: Article, told: Sequence[Claim], after: Article, now: Sequence[Claim]
) -> tuple[ClaimChange, ...]:
    """What the claims of the newer version say otherwise: tolls, day, places, sources, how sure.

    A claim is the one before whose words stand at the same place of the text, seen past what was changed before them.
    Order: as told now, then what is told no more.
    """
    moved = _moves(before.text, after.text)
    triggers = [Span(moved(one.trigger.start), moved(one.trigger.end)) for one in told]
    known = [Known(str(at), one.type, trigger) for at, (one, trigger) in enumerate(zip(told, triggers, strict=True))]
    aligned = align_claims(known, [replace(one, claim_id=f"new {at}") for at, one in enumerate(now)])
    pairs = [(told[int(name)] if name.isdigit() else None, one) for name, one in zip(aligned, now, strict=True)]
    left = [one for index, one in enumerate(told) if str(index) not in aligned]
    changes = [change for old, new in pairs for change in _compare(old, before.text, new, after.text)]
    return (*changes, *(ClaimChange(one.type, "claim", one.evidence.of(before.text), None) for one in left))


def _moves(before: str, after: str) -> Callable[[int], int]:
    """Where a place of the older text lies in the newer one."""
    changes = find_changes(before, after)

    def moved(at: int) -> int:
        shift = 0
        for change in changes:
            if change.before.start >= at:
                break
            shift = change.after.end - change.before.end
        return at + shift

    return moved


def _compare(old: Claim | None, before: str, new: Claim, after: str) -> Iterator[ClaimChange]:
    if old is None:
        yield ClaimChange(new.type, "claim", None, new.evidence.of(after))
        return
    was, now = _values(old, before), _values(new, after)
    for name in dict.fromkeys((*was, *now)):
        if was.get(name) != now.get(name):
            yield ClaimChange(new.type, name, was.get(name), now.get(name))


def _values(claim: Claim, text: str) -> dict[str, str]:
    """The values that a correction may change, each as one line."""
    found = {_NAMES[name]: quantity_words(quantity, text) for name, quantity in claim.quantities}
    found |= {"when": claim.when.edtf} if claim.when else {}
    found |= {"where": "، ".join(place.span.of(text) for place in claim.places)} if claim.places else {}
    sources = claim.attribution.sources
    found |= {"on the word of": "، ".join(source.span.of(text) for source in sources)} if sources else {}
    return found | {"factuality": str(claim.factuality)}
