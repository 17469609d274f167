"""The order of the work: bytes are parsed to articles, articles are read to claims.

The one `try` per item stands here: a source that fails becomes a `Skipped` with its reason, and
the run goes on. Every run balances: found = read + skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from isnad.errors import SourceError
from isnad.gather.parse import ParseOptions, parse_bytes, parse_path
from isnad.model import Article, Claim
from isnad.read.reader import Reader


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and the claims read in it."""

    article: Article
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item that could not be read: where it is and why, in one line."""

    where: str
    reason: str


def read_paths(paths: Iterable[Path], options: ParseOptions, reader: Reader) -> Iterator[Reading | Skipped]:
    """Readings of all articles under `paths`, and what was skipped, in path order."""
    for path in paths:
        yield from read_parsed(parse_path(path, options), reader)


def read_stream(data: bytes, where: str, options: ParseOptions, reader: Reader) -> Iterator[Reading | Skipped]:
    """Readings of the articles in `data`, named `where` in what is said of them."""
    yield from read_parsed(parse_bytes(data, where, options), reader)


def read_parsed(parsed: Iterable[Article | SourceError], reader: Reader) -> Iterator[Reading | Skipped]:
    """Readings of parsed articles; a parsing error becomes a `Skipped`."""
    for item in parsed:
        yield _skipped(item) if isinstance(item, SourceError) else _guarded(item, reader.read)


def _guarded(article: Article, read: Callable[[Article], tuple[Claim, ...]]) -> Reading | Skipped:
    try:
        return Reading(article, read(article))
    except (SourceError, RecursionError) as error:
        return Skipped(article.article_id, str(error))


def _skipped(error: SourceError) -> Skipped:
    return Skipped(error.where, error.reason)
