"""Words of the pages in each language, from a table."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from isnad.knowledge.tables import find_rows

LANGUAGES = ("ar", "en")
_COLUMNS = ("key", "ar", "en", "note")


@cache
def load_words(language: str) -> dict[str, str]:
    """Words by key in the language. Raises: KnowledgeError when the table is wrong."""
    at = _COLUMNS.index(language)
    return {row[0]: row[at] for row in find_rows(files("isnad") / "data" / "desk_words.tsv", _COLUMNS)}
