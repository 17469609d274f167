"""The error tree, drawn once.

IsnadError
├── SourceError      one item fails, the run goes on
├── KnowledgeError   a data file is wrong, nothing starts
├── ArchiveError     the archive cannot be written or does not verify, the run stops
├── StoreError       the store cannot be used, the run stops
└── NotFound         what was asked for does not exist
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


class Reason(str):
    """Why something fails, in English, of words that stay and parts that vary.

    `name` and `parts` are for who words it in another language: a table of words has the same name. It is its text to all
    others.

    >>> reason = Reason("files.many", "are more than {most}", most=50)
    >>> str(reason), reason.name, dict(reason.parts)
    ('are more than 50', 'files.many', {'most': '50'})
    """

    __slots__ = ("form", "name", "parts")
    form: str
    name: str
    parts: Mapping[str, str]

    def __new__(cls, name: str, form: str, /, **parts: object) -> Reason:
        """The reason of this name; `form` is its English, with the parts in braces."""
        said = {key: str(value) for key, value in parts.items()}
        self = super().__new__(cls, form.format(**said))
        self.name, self.form, self.parts = name, form, MappingProxyType(said)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _make_reason, (self.name, self.form, dict(self.parts))


def _make_reason(name: str, form: str, parts: dict[str, str]) -> Reason:
    return Reason(name, form, **parts)


def reason_of(error: BaseException) -> str:
    """What the error was given as its reason, else its text."""
    given = error.args[0] if error.args else ""
    return given if isinstance(given, Reason) else str(error)


class IsnadError(Exception):
    """Any failure that Isnad names; its text is one line for a person, best a `Reason`."""


class SourceError(IsnadError):
    """One item cannot be read; `where` names it, `reason` says why and what to do."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class KnowledgeError(IsnadError):
    """A data file is wrong: nothing starts until it is mended."""


class ArchiveError(IsnadError):
    """The archive cannot be written or does not verify."""


class StoreError(IsnadError):
    """The store cannot be reached or used."""


class NotFound(IsnadError):
    """What was asked for does not exist."""
