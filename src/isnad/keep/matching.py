"""Questions to the indices of words in the language of each database, made of tokens alone; see `shadow`."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from isnad.errors import Reason, SourceError
from isnad.keep.shadow import query_of

# More words are no question, and FTS5 nests no deeper than 256.
_MOST_WORDS = 50


def parse_query(query: str) -> tuple[str, ...]:
    """Tokens that must all be there.

    Empty: nothing in the query is a word, so it finds nothing. Raises: SourceError for more words than are looked for.
    """
    tokens = query_of(query[: _MOST_WORDS * 1000])
    if len(tokens) > _MOST_WORDS:
        raise SourceError("query", Reason("text.many_words", "has over {most} words; ask for fewer", most=_MOST_WORDS))
    return tokens


def has_all(conn: Connection, index: str, tokens: Sequence[Sequence[str]]) -> tuple[str, str]:
    """A condition on rows of the index and the value of its parameter `:match`: of each group one token is there."""
    if conn.dialect.name == "sqlite":
        groups = [" OR ".join(f'"{token}"' for token in group) for group in tokens]
        return f"{index} MATCH :match", " AND ".join(f"({group})" for group in groups)
    groups = [" | ".join(f"'{token}'" for token in group) for group in tokens]
    return f"{index}.tokens @@ CAST(:match AS tsquery)", " & ".join(f"({group})" for group in groups)


def number_of(conn: Connection, index: str) -> str:
    """The column that counts the rows of an index."""
    return f"{index}.rowid" if conn.dialect.name == "sqlite" else f"{index}.number"
