"""The error tree, drawn once.

IsnadError
├── SourceError      one item fails, the run goes on
├── KnowledgeError   a data file is wrong, nothing starts
├── ArchiveError     the archive cannot be written or does not verify, the run stops
├── StoreError       the store cannot be used, the run stops
└── NotFound         what was asked for does not exist
"""

from __future__ import annotations


class IsnadError(Exception):
    """Any failure that Isnad names; its text is one line for a person."""


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
