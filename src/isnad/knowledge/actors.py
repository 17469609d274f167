"""The actor register: who acts or speaks in the news, by every name that the news gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from isnad.errors import KnowledgeError
from isnad.knowledge.tables import find_rows

COLUMNS = (
    "actor_id", "name_ar", "aliases_ar", "name_en", "kind", "country", "acled_inter", "parent", "stance_aliases", "note",
)  # fmt: skip
KINDS = frozenset(
    ("state", "government", "ministry", "military", "police", "intelligence", "armed_group", "coalition", "party",
     "militia_alliance", "igo", "ngo", "agency", "outlet", "office", "court", "tribe", "person", "generic")
)  # fmt: skip
INTER_CODES = frozenset(("", "1", "2", "3", "4", "5", "6", "7", "8"))
AMBIGUOUS, METONYM, SHARED = "ambiguous", "metonym", "shared"
NOTES = frozenset(("", AMBIGUOUS, METONYM, SHARED))


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor.

    `names` are all Arabic names, the usual one first; the last of them, repeated in `stance_names`,
    take sides, and name the actor without being taken over.
    `country` is the two-letter code of the actor's own country, empty for bodies of many countries.
    `acled_inter` is the ACLED inter code 1 to 8, empty for those that do not act (news outlets).
    `note` is `ambiguous` where a name of one word is also an everyday word, so that it counts only
    in company; `metonym` for a capital that stands for its state; `shared` where a name stands for
    two actors of one country.
    """

    actor_id: str
    names: tuple[str, ...]
    name_en: str
    kind: str
    country: str
    acled_inter: str
    parent: str
    stance_names: tuple[str, ...]
    note: str

    @property
    def name_ar(self) -> str:
        """The usual Arabic name."""
        return self.names[0]


def load_actors() -> tuple[ActorRow, ...]:
    """All actors of the packaged tables: files in the order of their names, rows in file order.

    Raises: KnowledgeError naming file and reason when a table is malformed.
    """
    folder = files("isnad") / "data" / "actors"
    tables = sorted((path for path in folder.iterdir() if path.name.endswith(".tsv")), key=lambda path: path.name)
    return tuple(actor for table in tables for actor in find_actors(table))


def find_actors(table: Traversable) -> Iterator[ActorRow]:
    """Actors of one table in file order.

    Raises: KnowledgeError naming file, actor and reason.
    """
    for cells in find_rows(table, COLUMNS):
        actor_id, name, aliases, name_en, kind, country, inter, parent, stance, note = cells
        if not (actor_id and name and name_en) or kind not in KINDS or inter not in INTER_CODES or note not in NOTES:
            raise KnowledgeError(f"{table.name}: {actor_id}: no name, or unknown kind {kind!r}, {inter!r} or {note!r}")
        stance_names = _split(stance)
        names = (name, *_split(aliases), *stance_names)
        yield ActorRow(actor_id, names, name_en, kind, country, inter, parent, stance_names, note)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
