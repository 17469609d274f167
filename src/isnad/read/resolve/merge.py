"""Merging: tellings of one event within one article become one, its evidence taken from the body."""

from __future__ import annotations

from collections.abc import Iterable

from isnad.arabic.fold import fold_word
from isnad.read.events.tellings import PlaceRole, Telling
from isnad.read.mentions.chunks import Chunk, Context

_ANAPHOR_SENTENCES = 3
_LEAD_SENTENCES = 6


class Merger:
    """Joins tellings of one article in reading order; asked for the merged list at the end."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.tellings: list[Telling] = []

    def add(self, telling: Telling) -> None:
        """Join the telling to an earlier one of the same event, or keep it as a new one."""
        for earlier in reversed(self.tellings):
            if earlier.type == telling.type and self._is_same(earlier, telling):
                _join(earlier, telling)
                return
        self.tellings.append(telling)

    def _is_same(self, earlier: Telling, later: Telling) -> bool:
        if not self._agree(earlier, later):
            return False
        gap = later.sentence - earlier.sentence
        places, earlier_places = self._place_words(later), self._place_words(earlier)
        same_place = bool(places & earlier_places)
        no_place = not places or not earlier_places
        if later.anaphoric and gap <= _ANAPHOR_SENTENCES and (same_place or no_place):
            return True
        if gap == 0:
            return same_place or no_place
        shared = self._shared_roles(earlier, later)
        tolls = bool(earlier.tolls) and bool(later.tolls) and self._tolls_equal(earlier, later)
        if same_place:
            return shared > 0 or tolls or (not later.initiator and not later.target)
        return no_place and (shared > 1 or tolls) and gap <= _LEAD_SENTENCES

    def _agree(self, one: Telling, other: Telling) -> bool:
        """Whether nothing that both say differs: tolls, days, factuality of background against news."""
        for name in set(one.tolls) & set(other.tolls):
            if one.tolls[name].low is not None and other.tolls[name].low is not None:
                if one.tolls[name].low != other.tolls[name].low:
                    return False
        if one.time_carried or other.time_carried:
            return True
        days = {t.edtf for t in one.times if t.edtf}
        other_days = {t.edtf for t in other.times if t.edtf}
        return not days or not other_days or bool(days & other_days) or _overlaps(days, other_days)

    def _tolls_equal(self, one: Telling, other: Telling) -> bool:
        return any(one.tolls[n].low == other.tolls[n].low is not None for n in set(one.tolls) & set(other.tolls))

    def _shared_roles(self, one: Telling, other: Telling) -> int:
        """How many of the two roles share a word."""
        shared = 0
        for a, b in ((one.initiator, other.initiator), (one.target, other.target)):
            if a and b:
                if self._words(a) & self._words(b):
                    shared += 1
                elif a is not b:
                    shared -= 1
        return shared

    def _words(self, chunks: Iterable[Chunk]) -> set[str]:
        vocabulary, words = self._context.vocabulary, self._context.words
        found = {
            vocabulary.form(words[i].form).stem
            for chunk in chunks
            for i in range(chunk.first, chunk.last)
            if words[i].kind == "word"
        }
        return {word for word in found if len(word) > 2}

    def _place_words(self, telling: Telling) -> set[str]:
        return {fold_word(self._name(place)) for place in telling.places if not place.inherited}

    def _name(self, place: PlaceRole) -> str:
        words, vocabulary = self._context.words, self._context.vocabulary
        first, last = (place.mention.first, place.mention.last) if place.mention else (place.chunk.first, place.chunk.last)
        stems = [vocabulary.form(word.form).stem for word in words[first:last]]
        return " ".join(stems)


def _overlaps(days: set[str], others: set[str]) -> bool:
    """Whether one value is a part of another: a day of a month, a day of a span."""
    return any(a.startswith(b) or b.startswith(a) or _within(a, b) or _within(b, a) for a in days for b in others)


def _within(day: str, span: str) -> bool:
    low, slash, high = span.partition("/")
    return bool(slash) and low <= day <= (high or "9999")


def _join(earlier: Telling, later: Telling) -> None:
    """Fill what the earlier telling leaves open from the later one; widen differing tolls."""
    earlier.initiator = earlier.initiator or later.initiator
    earlier.target = earlier.target or later.target
    if later.times and (not earlier.times or (earlier.time_carried and not later.time_carried)):
        earlier.times, earlier.time_carried = later.times, later.time_carried
    if not earlier.sources:
        earlier.sources = later.sources
    if not any(not place.inherited for place in earlier.places):
        earlier.places = later.places or earlier.places
    for name, toll in later.tolls.items():
        known = earlier.tolls.get(name)
        if known is None or known.low is None:
            earlier.tolls[name] = toll
    earlier.reasons.append(f"joined with a later telling in sentence {later.sentence}")
