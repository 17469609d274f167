"""Words of digests in each language, from a table, and names of types, places, people and counts in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from isnad.knowledge.events import load_event_types
from isnad.knowledge.tables import find_rows
from isnad.show.shown import ActorShown, CountShown, PlaceShown

LANGUAGES = ("ar", "en")
_COLUMNS = ("key", "ar", "en", "note")


@cache
def load_words(language: str) -> dict[str, str]:
    """Words by key in the language. Raises: KnowledgeError when the table is wrong."""
    at = _COLUMNS.index(language)
    return {row[0]: row[at] for row in find_rows(files("isnad") / "data" / "digest_words.tsv", _COLUMNS)}


@dataclass(frozen=True, slots=True)
class Wording:
    """How things are named in a language. Names that no register knows stay as told, in Arabic."""

    language: str

    def say(self, key: str, /, **values: object) -> str:
        """Words of the table with the values put in."""
        return load_words(self.language)[key].format(**values)

    def name_type(self, kind: str) -> str:
        """The name of a type of event."""
        return _kinds(self.language).get(kind, kind)

    def name_actor(self, one: ActorShown) -> str:
        """The name of an actor or a source."""
        return one.name_en if self.language == "en" and one.name_en else one.name

    def name_actors(self, found: Iterable[ActorShown]) -> str:
        """The names of several, parted by commas."""
        return self.join(self.name_actor(one) for one in found)

    def join(self, words: Iterable[str]) -> str:
        """The words, parted by the commas of the language."""
        return f"{self.say('comma')} ".join(words)

    def name_place(self, place: PlaceShown) -> str:
        """The name of a place, and how exactly it is known where that is not a point."""
        name = place.name_en if self.language == "en" and place.name_en else place.name
        return name if place.precision == "point" else f"{name} ({self.say(place.precision)})"

    def count(self, count: CountShown) -> str:
        """Bounds of a count; in words as told where there are none."""
        low, high = count.low, count.high
        if low is None and high is None:
            return f"«{count.words}»" if count.words else "?"
        if low is None or high is None:
            return self.say("at_least", low=low) if high is None else self.say("at_most", high=high)
        return str(low) if low == high else self.say("between", low=low, high=high)

    def isolate(self, words: str) -> str:
        """A day or a moment, kept in its own direction: within Arabic its parts would be shown last to first."""
        return f"\u2066{words}\u2069" if self.language == "ar" else words

    def translate(self, words: str) -> str:
        """Bounds as a record words them (`at least 3`, `3 to 5`, `open`), in signs where the language is not English.

        >>> Wording("ar").translate("3 to 5")
        '3 – 5'
        """
        if self.language == "en":
            return words
        for english, sign in (("at least ", "≥ "), ("at most ", "≤ "), (" to ", " – "), ("open", "…")):
            words = words.replace(english, sign)
        return words


@cache
def _kinds(language: str) -> dict[str, str]:
    return {one.name: one.label_ar if language == "ar" else one.label_en for one in load_event_types()}
