"""Sameness: what speaks for two tellings of one article being the same event, as named features.

A report tells its event in the lead, again with details, and once more with the numbers; whether two
tellings are one event shows in place, day, tolls and persons, and in how the later one is worded: a
definite noun (`الهجوم`) takes up what was told, a verb or an indefinite noun rather tells anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isnad.arabic.fold import fold_word
from isnad.read.events.tellings import PlaceRole, Telling
from isnad.read.mentions.chunks import EVENT, MARKER, VERB, Chunk, Context

_GAPS = (
    (0, "in one sentence"),
    (1, "one sentence apart"),
    (2, "two sentences apart"),
    (5, "up to five sentences apart"),
)
_SHORTEST_WORD = 3
_NEAR = 2


class Sameness:
    """Compares the tellings of one article; remembers the words of their phrases."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._words: dict[int, frozenset[str]] = {}
        self._places: dict[int, frozenset[str]] = {}

    def features(self, earlier: Telling, later: Telling) -> list[str]:
        """Named features of the pair; empty where the types exclude that both are one event."""
        if earlier.chunk is later.chunk:
            return []  # parts of one list, told apart by place
        if earlier.type != later.type and not _may_be_one(earlier, later):
            return []
        same = earlier.type == later.type
        found = [
            f"{'both' if same else 'then'} {later.type}",
            "same type" if same else f"{earlier.type}, then {later.type}",
        ]
        gap = _gap(earlier, later)
        found.append(gap)
        wording = list(self._wording(earlier, later))
        found.extend(wording)
        place, toll, day = self._place(earlier, later), _toll(earlier, later), _day(earlier, later)
        roles = (
            self._role("initiator", earlier.initiator, later.initiator),
            self._role("target", earlier.target, later.target),
        )
        found.extend((place, toll, day, *roles, f"{place}; {toll}", f"{place}; {day}", f"{place}; {gap}"))
        found.extend(f"{word}; {part}" for word in wording for part in (place, gap))
        found.extend((f"{roles[0]}; {roles[1]}", f"{place}; {roles[0]}", f"{place}; {roles[1]}"))
        found.append(f"{place}; {day}; {roles[0]}")
        if earlier.sentence == 0:
            found.append(f"lead; {place}; {roles[0]}")
        if _completes(earlier, later):
            found.append("then a toll that it lacks")
        if (earlier.factuality == "background") != (later.factuality == "background"):
            found.append("only one is background")
        return found

    def nothing_parts(self, one: Telling, other: Telling) -> bool:
        """Whether type, place and doer of two events are the same, and neither target, toll nor day speaks against it."""
        if one.type != other.type or one.chunk is other.chunk or one.factuality != other.factuality:
            return False
        if not self._all_places(one) & self._all_places(other):
            return False
        if self._role("initiator", one.initiator, other.initiator) != "same initiator":
            return False
        days = [{time.edtf for time in telling.times if time.edtf} for telling in (one, other)]
        apart = all(days) and not (days[0] & days[1] or _overlaps(days[0], days[1]))
        return not apart and _toll(one, other) != "other toll" and not self._is_other_target(one, other)

    def _is_other_target(self, one: Telling, other: Telling) -> bool:
        return self._role("target", one.target, other.target) == "other target"

    def _all_places(self, telling: Telling) -> frozenset[str]:
        """Folded names of the places of the telling, those carried from another sentence among them."""
        return frozenset(fold_word(self._name(place)) for place in telling.places)

    def _wording(self, earlier: Telling, later: Telling) -> Iterator[str]:
        if later.chunk.kind == VERB:
            yield "later a verb"
        elif later.chunk.kind == EVENT:
            yield "later a definite noun" if later.chunk.definite else "later an indefinite noun"
        else:
            yield "later a counted phrase"
        if _is_pointed_at(later):
            yield "later with a demonstrative"
        if self._stem(earlier.chunk) == self._stem(later.chunk):
            yield "same word"
        if earlier.sentence == 0:
            yield "earlier in the lead"
        if earlier.sentence == later.sentence and earlier.clause == later.clause:
            yield "in one clause"
        if earlier.sentence == later.sentence and later.chunk.joined:
            yield "later listed beside it" if earlier.type == later.type else "later of another type listed beside it"

    def _stem(self, chunk: Chunk) -> str:
        return self._context.vocabulary.form(self._context.words[chunk.first].form).stem

    def _place(self, earlier: Telling, later: Telling) -> str:
        first, second = self.place_names(earlier), self.place_names(later)
        if first and second:
            return "same place" if first & second else "other place"
        return "later without place" if first else "earlier without place"

    def _role(self, role: str, first: list[Chunk], second: list[Chunk]) -> str:
        first, second = ([c for c in chunks if c.quantity is None] for chunks in (first, second))
        if not first or not second:
            return f"{role} of one unknown"  # the counted (`20 آخرين`) are told apart by their number
        shared = self._words_of(first) & self._words_of(second)
        return f"same {role}" if shared else f"other {role}"

    def _words_of(self, chunks: Iterable[Chunk]) -> frozenset[str]:
        return frozenset(word for chunk in chunks for word in self._words_in(chunk))

    def _words_in(self, chunk: Chunk) -> frozenset[str]:
        """Stems of the phrase's words that are long enough to tell something."""
        known = self._words.get(id(chunk))
        if known is None:
            vocabulary, words = self._context.vocabulary, self._context.words
            stems = (
                vocabulary.form(words[i].form).stem for i in range(chunk.first, chunk.last) if words[i].kind == "word"
            )
            known = self._words[id(chunk)] = frozenset(stem for stem in stems if len(stem) >= _SHORTEST_WORD)
        return known

    def place_names(self, telling: Telling) -> frozenset[str]:
        """Folded names of the places that the telling itself gives."""
        known = self._places.get(id(telling))
        if known is None:
            names = (fold_word(self._name(place)) for place in telling.places if not place.inherited)
            known = self._places[id(telling)] = frozenset(names)
        return known

    def _name(self, place: PlaceRole) -> str:
        words, vocabulary = self._context.words, self._context.vocabulary
        first, last = (
            (place.mention.first, place.mention.last) if place.mention else (place.chunk.first, place.chunk.last)
        )
        return " ".join(vocabulary.form(word.form).stem for word in words[first:last])


def _may_be_one(earlier: Telling, later: Telling) -> bool:
    """Whether words of two types may name one event: alike, and neither (but of its deaths) a deed that stands alone.

    An explosion is told again as an attack, a killing gets its cause.
    """
    alike = earlier.event_type.alike
    if not alike or later.event_type.alike != alike:
        return False
    pairs = ((earlier, later), (later, earlier))
    return not any(one.trigger.alone and not _is_outcome(other) for one, other in pairs)


def _is_outcome(telling: Telling) -> bool:
    """Whether the type says only what came of a deed: the deaths, not how."""
    return bool(telling.event_type.alike) and not telling.event_type.exactness


def _gap(earlier: Telling, later: Telling) -> str:
    apart = later.sentence - earlier.sentence
    return next((name for limit, name in _GAPS if apart <= limit), "far apart")


def _completes(earlier: Telling, later: Telling) -> bool:
    """Whether deaths told soon after a violent act say the toll that it lacks (`... وأضاف أن 25 شخصا قتلوا`)."""
    near = later.sentence - earlier.sentence <= _NEAR
    lacks = bool(later.tolls) and not set(earlier.tolls) & set(later.tolls)
    return near and lacks and _is_outcome(later) and not _is_outcome(earlier)


def _toll(earlier: Telling, later: Telling) -> str:
    shared = [n for n in set(earlier.tolls) & set(later.tolls)
              if earlier.tolls[n].low is not None and later.tolls[n].low is not None]  # fmt: skip
    if shared:
        same = any(earlier.tolls[n].low == later.tolls[n].low for n in shared)
        return "same toll" if same else "other toll"
    return "toll of one" if earlier.tolls or later.tolls else "no toll"


def _day(earlier: Telling, later: Telling) -> str:
    first, second = (set() if t.time_carried else {x.edtf for x in t.times if x.edtf} for t in (earlier, later))
    if not first or not second:
        return "day of one unknown"
    return "same day" if first & second or _overlaps(first, second) else "other day"


def _overlaps(days: set[str], others: set[str]) -> bool:
    """Whether one value is a part of another: a day of a month, a day of a span."""
    return any(a.startswith(b) or b.startswith(a) or _within(a, b) or _within(b, a) for a in days for b in others)


def _within(day: str, span: str) -> bool:
    low, slash, high = span.partition("/")
    return bool(slash) and low <= day <= (high or "9999")


def _is_pointed_at(telling: Telling) -> bool:
    """Whether a demonstrative stands beside the word: `هذا الهجوم`."""
    chunks, index = telling.site.chunks, telling.index
    beside = chunks[max(0, index - 1) : index] + chunks[index + 1 : index + 2]
    return any(chunk.kind == MARKER and chunk.cls == "demonstrative" for chunk in beside)
