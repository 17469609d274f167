"""The packaged scale of sentences and of incidents: tables that are reviewed as data."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from isnad.arabic.fold import fold_word
from isnad.errors import KnowledgeError
from isnad.knowledge.events import load_event_types
from isnad.knowledge.lexicons import load_lexicon
from isnad.knowledge.tables import find_rows
from isnad.knowledge.weights import Weights
from isnad.show.digest.ranking import Scale

_COLUMNS = ("feature", "weight", "note")


@cache
def load_scale() -> Scale:
    """What sentences are ranked by. Raises: KnowledgeError when the table is wrong."""
    return Scale(load_table("digest_sentences"), load_families(), load_that())


@cache
def load_families() -> dict[str, str]:
    """The family of each type of event."""
    return {one.name: one.family for one in load_event_types()}


@cache
def load_that() -> frozenset[str]:
    """The folded words for `that`, by which "and added that" is known."""
    return frozenset(fold_word(row.form) for row in load_lexicon("that_words"))


@cache
def load_table(name: str) -> Weights:
    """A packaged table of weights. Raises: KnowledgeError when it is malformed."""
    path = files("isnad") / "data" / f"{name}.tsv"
    try:
        return Weights(name, {feature: float(weight) for feature, weight, _ in find_rows(path, _COLUMNS)})
    except ValueError as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
