"""Words of the pages in each language, from a table; faults too, which bear the name of their words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from isnad.errors import Reason, SourceError, reason_of
from isnad.knowledge.tables import find_rows

LANGUAGES = ("ar", "en")
_COLUMNS = ("key", "ar", "en", "note")
# Around a part of a sentence, which may be of another direction: FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
_OPEN, _SHUT = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Worded:
    """Words and the language that they are in: what the table has no words for stays in English."""

    words: str
    language: str


@cache
def load_words(language: str) -> dict[str, str]:
    """Words by key in the language. Raises: KnowledgeError when the table is wrong."""
    at = _COLUMNS.index(language)
    return {row[0]: row[at] for row in find_rows(files("isnad") / "data" / "desk_words.tsv", _COLUMNS)}


def word_fault(fault: str | BaseException, language: str) -> Worded:
    """The reason or the error in the language; of an error on a field the field's name stands before it."""
    if not isinstance(fault, BaseException):
        return _word(fault, language)
    if not isinstance(fault, SourceError):
        return _word(reason_of(fault), language)
    said, where = _word(fault.reason, language), fault.where.lstrip("-")
    label = load_words(said.language).get(f"field.{where}", _isolated(where))
    return Worded(f"{label}: {said.words}", said.language)


def _word(reason: str, language: str) -> Worded:
    form = load_words(language).get(f"fault.{reason.name}") if isinstance(reason, Reason) else None
    if language == "en" or form is None or not isinstance(reason, Reason):
        return Worded(reason, "en")
    return Worded(form.format(**{name: _isolated(part) for name, part in reason.parts.items()}), language)


def _isolated(part: str) -> str:
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in part)
    return f"{_OPEN}{shown}{_SHUT}"
