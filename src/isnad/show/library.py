"""The library twin of the command line: text in, claims out, as records or as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from isnad.errors import SourceError
from isnad.gather.parse.plain import parse_plain
from isnad.model import Article, Claim
from isnad.pipeline.reader import packaged_reader
from isnad.show.rows import article_row, claim_row


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one article; iterates over the records."""

    article: Article
    records: tuple[Claim, ...]

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def rows(self) -> list[dict[str, Any]]:
        """Plain rows in the codebook's form, as `pandas.DataFrame` takes them."""
        return [claim_row(claim, self.article) for claim in self.records]

    def as_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """One object for the article, as `isnad read --json` prints it."""
        return article_row(self.article, self.records, explain=explain)


def read_text(
    text: str, *, published: date | str | None = None, title: str | None = None, outlet: str | None = None
) -> Claims:
    """Claims of one report given as text.

    Raises: SourceError when the text is empty, has no Arabic, or `published` is no ISO date.
    """
    article = parse_plain(text, "text", published=_day(published), title=title, outlet=outlet)
    return Claims(article, packaged_reader().read(article))


def _day(published: date | str | None) -> date | None:
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise SourceError("published", f"{published!r} is no date; write it as 2024-12-05") from error
