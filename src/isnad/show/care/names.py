"""Names: who is shown by name, and what is shown of everyone else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import folded
from isnad.arabic.words import find_words
from isnad.errors import KnowledgeError
from isnad.knowledge.actors import AMBIGUOUS, ActorRow
from isnad.knowledge.lexicons import LexiconRow
from isnad.knowledge.tables import find_rows
from isnad.show.views.shown import ActorShown

_COLUMNS = ("class", "name_ar", "name_en", "stands_for")
_UNNAMED, _WITNESS = "unnamed", "witness"
_PERSONAL = frozenset(("person", _WITNESS))
# Lexicons whose words mean something else of those who are not sources.
_OF_SOURCES = ("unnamed_sources", "source_nouns")
# A source of this kind that is not in the register is the outlet of a report that was gathered.
_OUTLET = "outlet"
_TOGETHER = "، "  # parts the names of those who are shown as one side


@dataclass(frozen=True, slots=True)
class Masks:
    """What stands for those whose name is not shown, by class, and the class of each folded word.

    Words of a source (`residents` who say something are witnesses) and of a party (residents who were hit are people)
    differ. `given` are given names of people, `known` the folded names of the register.
    """

    actors: Mapping[str, ActorRow]
    by_class: Mapping[str, ActorShown]
    source_words: Mapping[str, str]
    party_words: Mapping[str, str]
    given: frozenset[str]
    known: frozenset[str]


def load_masks(actors: Iterable[ActorRow], lexicons: Mapping[str, tuple[LexiconRow, ...]]) -> Masks:
    """Masks of the packaged table. A word of several classes has that which stands first in the table.

    Raises: KnowledgeError for a lexicon that does not exist.
    """
    by_class: dict[str, ActorShown] = {}
    sources: dict[str, str] = {}
    parties: dict[str, str] = {}
    for mask, name, name_en, stands_for in find_rows(files("isnad") / "data" / "care_masks.tsv", _COLUMNS):
        by_class[mask] = ActorShown(name, name_en, None, mask)
        for one in filter(None, stands_for.split("|")):
            lexicon, _, cls = one.partition(":")
            for form in _find_forms(lexicon, cls, lexicons):
                sources.setdefault(form, mask)
                if lexicon not in _OF_SOURCES:
                    parties.setdefault(form, mask)
    given = frozenset(_find_forms("given_names", "*", lexicons))
    rows = {row.actor_id: row for row in actors}
    known = frozenset(folded(name) for row in rows.values() if row.note != AMBIGUOUS for name in row.names)
    return Masks(rows, by_class, sources, parties, given, known)


def mask_all(actors: Iterable[ActorShown], masks: Masks, *, as_sources: bool = False) -> tuple[ActorShown, ...]:
    """The actors as the public may see them, each once: how many of one class there are is not shown."""
    return tuple(dict.fromkeys(mask_actor(actor, masks, as_source=as_sources) for actor in actors))


def mask_actor(actor: ActorShown, masks: Masks, *, as_source: bool = False) -> ActorShown:
    """The actor by a name of the register, or what stands for it."""
    row = masks.actors.get(actor.actor_id or "")
    if row is not None:
        is_told = folded(actor.name) in {folded(name) for name in row.names}
        return replace(actor, name=actor.name if is_told else row.name_ar, name_en=row.name_en, kind=row.kind)
    if masks.by_class.get(actor.kind or "") == actor or _is_outlet(actor) or _is_known(actor, masks):
        return actor
    return masks.by_class[_find_class(actor.name, masks.source_words if as_source else masks.party_words)]


def is_private(actor: ActorShown, masks: Masks, *, as_source: bool = False) -> bool:
    """Whether the actor is a private person or a witness."""
    shown = mask_actor(actor, masks, as_source=as_source)
    if shown == actor or shown.actor_id is not None:
        return False
    return shown.kind in _PERSONAL or any(not masks.given.isdisjoint(stems) for stems in _find_word_stems(actor.name))


def _find_forms(lexicon: str, cls: str, lexicons: Mapping[str, tuple[LexiconRow, ...]]) -> list[str]:
    if lexicon not in lexicons:
        raise KnowledgeError(f"care_masks.tsv: there is no lexicon {lexicon!r}")
    return [folded(row.form) for row in lexicons[lexicon] if cls in ("*", row.cls)]


def _is_outlet(actor: ActorShown) -> bool:
    return actor.kind == _OUTLET and actor.actor_id is None


def _is_known(actor: ActorShown, masks: Masks) -> bool:
    """Whether it is one or several names of the register, as of a place that several hold together."""
    return actor.actor_id is None and all(folded(name) in masks.known for name in actor.name.split(_TOGETHER))


def _find_class(name: str, by_word: Mapping[str, str]) -> str:
    """The class of the first word that has one: it is the head of an Arabic phrase; a witness is one wherever it is said."""
    found = [next((by_word[stem] for stem in stems if stem in by_word), "") for stems in _find_word_stems(name)]
    if _WITNESS in found:
        return _WITNESS
    return next(filter(None, found), _UNNAMED)


def _find_word_stems(name: str) -> list[list[str]]:
    return [[stem for _, stem in find_stems(word.form)] for word in find_words(name) if word.kind == "word"]
