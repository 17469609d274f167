"""Knowledge: what the house knows, loaded once into one frozen value.

Its version is the hash of its files, so that a reading can say what it was made with.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from isnad.knowledge.actors import ActorRow, load_actors
from isnad.knowledge.events import EventType, load_event_types
from isnad.knowledge.gazetteer import PlaceRow, load_places
from isnad.knowledge.lexicons import LexiconRow, load_lexicon
from isnad.knowledge.numbers import NumberWords, PersonNouns, load_number_words, load_person_nouns
from isnad.knowledge.times import TimeWords, load_time_words
from isnad.knowledge.weights import Weights, load_weights

LEXICONS = (
    "cue_verbs", "cue_participles", "cue_prepositions", "source_nouns", "titles", "given_names", "group_nouns",
    "people_nouns", "facility_nouns", "weapons", "place_words", "direction_words", "particles", "light_verbs",
    "common_verbs", "nationalities", "condemnations", "adjectives", "common_words", "word_classes",
    "displacement_terms", "worded_figures", "credits", "unnamed_sources", "control_words", "bulletins",
    "protected_sites",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All data of the house. `version` is a hash over the packaged files and the imported ones."""

    event_types: tuple[EventType, ...]
    lexicons: dict[str, tuple[LexiconRow, ...]]
    actors: tuple[ActorRow, ...]
    places: tuple[PlaceRow, ...]
    number_words: NumberWords
    person_nouns: PersonNouns
    time_words: TimeWords
    weights: dict[str, Weights]
    version: str


def load_knowledge(imported: Path | None = None) -> Knowledge:
    """The packaged knowledge, with gazetteer tables from the folder `imported` added.

    Raises: KnowledgeError when any file is malformed.
    """
    return Knowledge(
        event_types=load_event_types(),
        lexicons={name: load_lexicon(name) for name in LEXICONS},
        actors=load_actors(),
        places=load_places(imported),
        number_words=load_number_words(),
        person_nouns=load_person_nouns(),
        time_words=load_time_words(),
        weights=load_weights(),
        version=find_version(imported),
    )


def find_version(imported: Path | None = None) -> str:
    """The version of the knowledge, without loading it: a hundredth of the time."""
    digest = sha256()
    for path in _find_files(files("isnad") / "data"):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for path in sorted(imported.glob("*.tsv")) if imported and imported.is_dir() else ():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _find_files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_dir():
            found.extend(_find_files(path))
        elif path.name.endswith((".tsv", ".toml")):
            found.append(path)
    return found
