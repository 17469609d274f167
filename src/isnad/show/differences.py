"""What an outlet changed between two versions of an article: its words, and what its claims say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from isnad.keep.identity import Known, align_claims
from isnad.model import Article, Claim, Span
from isnad.show.rows import quantity_words

_WORD = re.compile(r"\S+")
# Two reports of 5,000 words have 200,000; over this a comparison takes minutes, and what differs is shown as one.
_MOST_COST = 1_000_000
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
    return tuple(
        Change(_span(old, first, last, len(before)), _span(new, start, end, len(after)))
        for first, last, start, end in _blocks([m[0] for m in old], [m[0] for m in new])
    )


def _blocks(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """First and last word of each side that differ. From the other side it is the same, mirrored."""
    if new < old:  # which of several matches is taken depends on the side that it is looked for from
        return [(start, end, first, last) for first, last, start, end in _blocks(new, old)]
    same = _common(old, new)
    tail = _common(old[same:][::-1], new[same:][::-1])
    left, right = old[same : len(old) - tail], new[same : len(new) - tail]
    if not left and not right:
        return []
    if _cost(left, right) > _MOST_COST:
        return [(same, same + len(left), same, same + len(right))]
    found = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [(same + a, same + b, same + c, same + d) for tag, a, b, c, d in found if tag != "equal"]


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words the two begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _cost(left: Sequence[str], right: Sequence[str]) -> int:
    """How many pairs of equal words there are, which one step of the comparison looks at."""
    counts = Counter(right)
    return sum(count * counts[word] for word, count in Counter(left).items())


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
