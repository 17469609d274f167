"""Lexicons: what the house knows of Arabic words, each row with an English gloss."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from isnad.knowledge.tables import find_rows

_COLUMNS = ("form", "gloss", "class", "note")


@dataclass(frozen=True, slots=True)
class LexiconRow:
    """One form of a lexicon; `row` names file and form, so that a claim can say what made it."""

    form: str
    gloss: str
    cls: str
    note: str
    row: str


def load_lexicon(name: str) -> tuple[LexiconRow, ...]:
    """Rows of the packaged lexicon `name`, in file order.

    Raises: KnowledgeError when the table is malformed.
    """
    path = files("isnad") / "data" / "lexicons" / f"{name}.tsv"
    return tuple(
        LexiconRow(form, gloss, cls, note, f"{name}:{form}") for form, gloss, cls, note in find_rows(path, _COLUMNS)
    )
