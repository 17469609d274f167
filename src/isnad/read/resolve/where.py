"""Where: which places of an article belong to a telling, and in what role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from isnad.knowledge.gazetteer import PlaceRow
from isnad.knowledge.weights import Weights
from isnad.read.events.classes import is_place
from isnad.read.events.positions import PREPOSITIONS
from isnad.read.events.tellings import PlaceRole, Sentence, Telling
from isnad.read.mentions.agreement import find_number
from isnad.read.mentions.chunks import EVENT, NOUN_PHRASE, VERB, Chunk, Context
from isnad.read.resolve.place_features import HERE, View, find_features, view_of
from isnad.read.resolve.place_names import NamedPlace, find_named_places
from isnad.read.resolve.place_words import place_kind
from isnad.read.resolve.places import find_main_countries, find_surroundings

# Log odds against naming no place: from the first on the best place is taken, from the second on any other;
# the other end of a movement (`من حمص إلى حماة`) is taken from the third on.
# Measured on the coded reports.
FIRST, SECOND, OTHER_END = -1.0, 3.0, -2.0
_TITLE_SENTENCES = 1
_LEAD_SENTENCES = 3
_FARTHEST = 4
_KINDS_OF = {
    "town": {"town", "village"}, "village": {"village", "town"}, "capital": {"town"}, "quarter": {"quarter", "village"},
    "governorate": {"governorate"}, "region": {"region", "governorate", "town", "village"}, "country": {"country"},
    "base": {"base", "facility"}, "road": {"road"}, "district": {"district", "town"},
}  # fmt: skip
_ORIGIN = frozenset(PREPOSITIONS["from"])
_DESTINATION = frozenset(PREPOSITIONS["to"])


class Whereabouts:
    """The places of one article in the order of its sentences, and the place that the story told of last."""

    def __init__(self, context: Context, sentences: Sequence[Sentence], weights: Weights) -> None:
        self._weights = weights
        self._context = context
        self.surroundings = find_surroundings(chunk for s in sentences for chunk in s.chunks)
        countries = find_main_countries(self.surroundings)
        self._named = {s.index: find_named_places(context, s.chunks, countries) for s in sentences}
        counts = Counter(p.key for places in self._named.values() for p in places if p.mention is not None)
        self._main = {key for key, count in counts.most_common(1) if count > 1}
        order = sorted(self._named)
        self._title = {p.key for i in order[:_TITLE_SENTENCES] for p in self._named[i]}
        self._lead = {p.key for i in order[_TITLE_SENTENCES:_LEAD_SENTENCES] for p in self._named[i]}
        self._told: set[str] = set()
        self._seen: dict[str, tuple[int, NamedPlace]] = {}
        self._upto = -1

    def find_places(
        self, sentence: Sentence, telling: Telling, *, speech: bool, motion: bool, apart: bool = False
    ) -> list[PlaceRole]:
        """Places of the telling, its own sentence's first; a place carried from before is marked as inherited.

        `apart`: the event is one for each place, so that a list of things each at its place gives them all.
        Sentences must be asked about in reading order.
        """
        scored = self.score(sentence, telling, speech=speech, motion=motion)
        chosen = _choose(scored)
        if motion:
            chosen += _other_end(scored, chosen, sentence.chunks)
        self._told = {place.key for place, _ in chosen} or self._told
        here = self._named[sentence.index]
        if apart and len(chosen) == 1 and not chosen[0][1]:
            chosen += [(place, False) for place in _beside(chosen[0][0], here, sentence.chunks)]
        roles: list[PlaceRole] = []
        for place, carried in chosen:
            role = _role(telling, sentence.chunks, place, carried=carried, motion=motion)
            roles.extend(
                PlaceRole(member.chunk, member.mention, role, carried) for member in self._members(place, here)
            )
        return roles

    def score(
        self, sentence: Sentence, telling: Telling, *, speech: bool, motion: bool
    ) -> list[tuple[float, NamedPlace, list[str]]]:
        """Every place that may be meant with its score and the features that made it."""
        self._remember(sentence.index)
        here = self._named[sentence.index]
        view = view_of(self._context, sentence.chunks, telling, speech=speech, motion=motion)
        near = _nearest(here, telling.index)
        found = []
        for place in here:
            features = find_features(view, place, near.get(place.head, ""))
            meant = self._antecedent(place, here)
            found.append((meant, features + self._past(meant.key) + (["answered"] if meant is not place else [])))
        found.extend(self._carried(view, sentence.index, here))
        return [(self._weights.score(features), place, features) for place, features in found]

    def find_containers(self) -> dict[int, Chunk]:
        """For the chunk of each place that a container follows, by its first word: the container's chunk."""
        found: dict[int, Chunk] = {}
        for named in self._named.values():
            for before, place in pairwise(named):
                if place.container and place.chunk is not before.chunk:
                    found[before.chunk.first] = place.chunk
        return found

    def _remember(self, index: int) -> None:
        for at in range(self._upto + 1, index):
            for place in self._named.get(at, ()):
                if place.mention is not None and not place.of_agent:
                    self._seen[place.key] = (at, place)
        self._upto = max(self._upto, index - 1)

    def _antecedent(self, place: NamedPlace, here: Sequence[NamedPlace]) -> NamedPlace:
        """The place that a kind word points back to (`المدينة`), the latest of its kind; else the phrase itself."""
        if place.kind != "anaphor":
            return place
        kinds = {place_kind(place.chunk)}
        earlier = [p for p in here if p.index < place.index and _answers(p, kinds)]
        seen = [(at, p.index, p) for at, p in self._seen.values() if _answers(p, kinds)]
        meant = earlier[-1] if earlier else max(seen, key=lambda entry: entry[:2])[2] if seen else None
        if meant is None:
            return place
        return NamedPlace(meant.key, meant.chunk, meant.mention, place.index, place.head, meant.kind, place.container)

    def _members(self, place: NamedPlace, here: Sequence[NamedPlace]) -> list[NamedPlace]:
        """The place with those listed beside it; what a dual points back to (`البلدتين`) is a list told before."""
        if place in here or not any(p.index == place.index and self._says_two(p) for p in here):
            return _list_of(place, here)
        before = self._named[self._seen[place.key][0]] if place.key in self._seen else ()
        named = next(((p, names) for names in (here, before) for p in names if p.chunk is place.chunk), None)
        return _list_of(*named) if named is not None else [place]

    def _says_two(self, place: NamedPlace) -> bool:
        form = self._context.vocabulary.form(self._context.words[place.chunk.head].form)
        return place.kind == "anaphor" and find_number(form) == "dual"

    def _past(self, key: str) -> list[str]:
        """What the article told of the name before."""
        past = (("title", self._title), ("lead", self._lead), ("main", self._main), ("told", self._told))
        return [name for name, keys in past if key in keys]

    def _carried(self, view: View, index: int, here: Sequence[NamedPlace]) -> list[tuple[NamedPlace, list[str]]]:
        """Places of earlier sentences that this one does not name again."""
        keys = {place.key for place in here}
        named = any(place.mention is not None for place in here)
        anaphors = {place_kind(place.chunk) for place in here if place.kind == "anaphor"}
        found = []
        for key, (at, place) in self._seen.items():
            if key not in keys:
                features = [f"carried {place.kind}", f"gap {min(index - at, _FARTHEST)}"]
                features += [f"carried {name}" for name in self._past(key)]
                holds = {
                    "container": place.container, "to no place": not named, "to speech": view.speech,
                    "by anaphor": bool(anaphors) and _answers(place, anaphors),
                }  # fmt: skip
                found.append((place, features + [f"carried {name}" for name, held in holds.items() if held]))
        return found


def _list_of(place: NamedPlace, here: Sequence[NamedPlace]) -> list[NamedPlace]:
    """The place with all that are listed beside it (`في حمص وحماة`)."""
    if place not in here:
        return [place]
    return [other for other in here if other.head == place.head and other.container <= place.container]


def _beside(place: NamedPlace, here: Sequence[NamedPlace], chunks: Sequence[Chunk]) -> list[NamedPlace]:
    """Places of further things in a list (`على A في حمص، وB في حماة`): each after a joined phrase and a like preposition."""
    found: list[NamedPlace] = []
    last = place
    for other in here:
        if other.index <= last.index or other.container or other.of_agent:
            continue
        between = chunks[last.index + 1 : other.head]
        if any(c.kind in (VERB, EVENT) for c in between):
            break
        things = [c for c in between if c.kind == NOUN_PHRASE and c.joined]
        if things and chunks[other.head].preposition == chunks[place.head].preposition:
            found.append(other)
            last = other
    return found


def _nearest(here: Sequence[NamedPlace], index: int) -> dict[int, str]:
    """Chunk indexes of the named places nearest after and nearest before the trigger, containers left out."""
    named = [place.head for place in here if place.mention is not None and not (place.container or place.of_agent)]
    after, before = [h for h in named if h > index], [h for h in named if h <= index]
    found = {min(after): "first after"} if after else {}
    if before:
        found[max(before)] = "last before"
    return found


def _answers(place: NamedPlace, anaphors: set[str]) -> bool:
    """Whether the place is of a kind that one of the kind words may point back to."""
    if place.mention is None:
        return False
    kinds = {entry.payload.kind for entry in place.mention.candidates if isinstance(entry.payload, PlaceRow)}
    return place.mention.kind_word in anaphors or any(kinds & _KINDS_OF.get(word, {word}) for word in anaphors)


def _choose(scored: list[tuple[float, NamedPlace, list[str]]]) -> list[tuple[NamedPlace, bool]]:
    """The best place when it is likely enough, and others likely in their own right; and whether each is carried."""
    chosen: list[tuple[NamedPlace, bool]] = []
    for score, place, features in sorted(scored, key=lambda entry: -entry[0]):
        if score < (SECOND if chosen else FIRST):
            break
        carried = HERE not in features
        known = any(p.key == place.key or (not carried and not c and p.head == place.head) for p, c in chosen)
        if not known:
            chosen.append((place, carried))
    return chosen


def _other_end(
    scored: list[tuple[float, NamedPlace, list[str]]], chosen: list[tuple[NamedPlace, bool]], chunks: Sequence[Chunk]
) -> list[tuple[NamedPlace, bool]]:
    """The other end of a movement of which one end is chosen: the likeliest place after `إلى` or after `من`."""
    taken = {chunks[place.head].preposition for place, carried in chosen if not carried}
    keys = {place.key for place, _ in chosen}
    if not taken or (taken & _DESTINATION and taken & _ORIGIN):
        return []
    wanted = _ORIGIN if taken & _DESTINATION else _DESTINATION
    ends = [(score, place) for score, place, features in scored
            if HERE in features and chunks[place.head].preposition in wanted and place.key not in keys
            and not place.container and place.mention is not None]  # fmt: skip
    likeliest = max(ends, key=lambda end: end[0], default=None)
    return [(likeliest[1], False)] if likeliest is not None and likeliest[0] > OTHER_END else []


def _is_partitive(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether `من` before the place only follows a part of it (`أنحاء متفرقة من البلاد`)."""
    before = chunks[index - 1] if index else None
    return before is not None and before.kind == NOUN_PHRASE and (is_place(before) or bool(before.preposition))


def _governs(telling: Telling, chunks: Sequence[Chunk], place: NamedPlace) -> bool:
    """Whether no other event or verb stands nearer before the place than the telling's own word."""
    before = [i for i, chunk in enumerate(chunks[: place.head]) if chunk.kind in (VERB, EVENT)]
    return not before or before[-1] == telling.index


def _role(telling: Telling, chunks: Sequence[Chunk], place: NamedPlace, *, carried: bool, motion: bool) -> str:
    """Role of a place by its preposition, else by what the event does: who flees leaves it, who returns reaches it."""
    preposition = "" if carried else chunks[place.head].preposition
    if preposition in _ORIGIN and not _is_partitive(chunks, place.head):
        return "origin" if motion or (telling.event_type.fired and _governs(telling, chunks, place)) else "where"
    if not motion:
        return "where"
    if preposition in _DESTINATION:
        return "destination"
    if telling.trigger.toll == "displaced" and not carried and telling.chunk.kind == NOUN_PHRASE:
        return "destination"
    return telling.event_type.usual_place
