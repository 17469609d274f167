"""Kinds of columns that hold the same on both databases, and the short names of long words."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any, overload

from sqlalchemy import Dialect, Text, TypeDecorator

KEY_LENGTH = 16
# Neither database is sure to keep these: PostgreSQL refuses NUL, and half a surrogate pair has no UTF-8.
_UNKEPT = re.compile("[\0\ud800-\udfff]")
# What a person may filter by is cut to this many characters: an index of PostgreSQL takes no entry over 2,700 bytes.
LABEL_LENGTH = 200

# Order and equality by code point on both databases, whatever the locale of the server.
KEY = Text().with_variant(Text(collation="C"), "postgresql")


@overload
def kept(words: str) -> str: ...
@overload
def kept(words: None) -> None: ...
def kept(words: str | None) -> str | None:
    """The text as a database keeps it: a character that none keeps becomes U+FFFD, so that offsets stay.

    >>> kept("a\\0b")
    'a\ufffdb'
    """
    return words if words is None else _UNKEPT.sub("\ufffd", words)


class Words(TypeDecorator[str]):
    """Text from outside, as `kept`."""

    impl = Text
    cache_ok = True

    def kept(self, words: str) -> str:
        """The text as the column keeps it."""
        return kept(words)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """The text as the column keeps it."""
        return None if value is None else self.kept(value)


class Label(Words):
    """Short text from outside that rows are filtered by: as `kept`, cut to `LABEL_LENGTH`."""

    cache_ok = True

    def kept(self, words: str) -> str:
        """The text as the column keeps it."""
        return kept(words[:LABEL_LENGTH])


def key_of(words: str) -> str:
    """A short name for words of any length, for what is looked up by equality alone.

    >>> key_of("https://khayal.example/1")
    'a6d93a150746f4e4'
    """
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:KEY_LENGTH]
