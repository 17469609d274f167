"""Names: who is shown by name, and what is shown of everyone else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import folded
from isnad.arabic.words import find_words
from isnad.errors import KnowledgeError
from isnad.knowledge.actors import ActorRow
from isnad.knowledge.lexicons import LexiconRow
from isnad.knowledge.tables import find_rows
from isnad.show.views.shown import ActorShown

_COLUMNS = ("class", "name_ar", "name_en", "stands_for")
_UNNAMED = "unnamed"
_PERSONAL = frozenset(("person", "witness"))
# A source of this kind that is not in the register is the outlet of a report that was gathered.
_OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Masks:
    """What stands for those whose name is not shown, by class, and the class of each word, folded."""

    actors: Mapping[str, ActorRow]
    by_class: Mapping[str, ActorShown]
    by_word: Mapping[str, str]


def load_masks(actors: Iterable[ActorRow], lexicons: Mapping[str, tuple[LexiconRow, ...]]) -> Masks:
    """Masks of the packaged table. A word of several classes has that which stands first in the table.

    Raises: KnowledgeError for a lexicon that does not exist.
    """
    by_class: dict[str, ActorShown] = {}
    by_word: dict[str, str] = {}
    for mask, name, name_en, stands_for in find_rows(files("isnad") / "data" / "care_masks.tsv", _COLUMNS):
        by_class[mask] = ActorShown(name, name_en, None, mask)
        for one in filter(None, stands_for.split("|")):
            lexicon, _, cls = one.partition(":")
            if lexicon not in lexicons:
                raise KnowledgeError(f"care_masks.tsv: {mask}: there is no lexicon {lexicon!r}")
            for row in lexicons[lexicon]:
                if cls in ("*", row.cls):
                    by_word.setdefault(folded(row.form), mask)
    return Masks({row.actor_id: row for row in actors}, by_class, by_word)


def mask_all(actors: Iterable[ActorShown], masks: Masks) -> tuple[ActorShown, ...]:
    """The actors as the public may see them, each once: how many of one class there are is not shown."""
    return tuple(dict.fromkeys(mask_actor(actor, masks) for actor in actors))


def mask_actor(actor: ActorShown, masks: Masks) -> ActorShown:
    """The actor by a name of the register, or what stands for it."""
    row = masks.actors.get(actor.actor_id or "")
    if row is not None:
        is_told = folded(actor.name) in {folded(name) for name in row.names}
        return replace(actor, name=actor.name if is_told else row.name_ar, name_en=row.name_en, kind=row.kind)
    if actor in masks.by_class.values() or _is_outlet(actor):
        return actor
    return masks.by_class[_find_class(actor.name, masks)]


def is_private(actor: ActorShown, masks: Masks) -> bool:
    """Whether the actor is a private person or a witness."""
    shown = mask_actor(actor, masks)
    return shown != actor and shown.kind in _PERSONAL


def _is_outlet(actor: ActorShown) -> bool:
    return actor.kind == _OUTLET and actor.actor_id is None


def _find_class(name: str, masks: Masks) -> str:
    """The class of the first word that has one: it is the head of an Arabic phrase; a witness is one wherever it is said."""
    words = [word.form for word in find_words(name) if word.kind == "word"]
    classes = [next((masks.by_word[s] for _, s in find_stems(word) if s in masks.by_word), "") for word in words]
    if "witness" in classes:
        return "witness"
    return next(filter(None, classes), _UNNAMED)
