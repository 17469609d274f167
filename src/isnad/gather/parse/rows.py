"""A row of a table parsed to an article, by the column map of its source."""

from __future__ import annotations

import csv
from collections.abc import Mapping

from isnad.errors import Reason, SourceError
from isnad.gather.parse.jsonl import parse_record
from isnad.gather.parse.options import ParseOptions, most_bytes
from isnad.model import Article

_DELIMITERS = ",;\t|"
_MAP = "column:"
FIELDS = ("text", "title", "outlet", "published", "url", "byline", "doc_id")


def parse_row(table: str, where: str, options: ParseOptions, told: Mapping[str, str]) -> Article:
    """The article of a table of a header line and one row.

    `told` may map the fields of an article to columns (`column:text` to `body`); others are found by their own names.
    Raises: SourceError when the row does not fit its header or holds no article.
    """
    try:
        row = read_row(table)
    except ValueError as error:
        raise SourceError(
            where, Reason("table.row", "is no row of its table ({error}); mend or remove it", error=error)
        ) from error
    record = {name: row.get(told.get(_MAP + name, name)) or None for name in FIELDS}
    if record["text"] is None and record["title"] is None and told.get(_MAP + "text", "text") not in row:
        raise SourceError(
            where,
            Reason(
                "table.no_column",
                "has no column {column!r}; say which holds the text",
                column=told.get(_MAP + "text", "text"),
            ),
        )
    return parse_record({key: value for key, value in record.items() if value}, where, options)


def read_row(table: str) -> dict[str, str]:
    """Column and value of the one row of a table of header and row.

    Raises: ValueError when there is not one row, or it has more values than columns.

    >>> read_row('title;text\\nx;"y;z"')
    {'title': 'x', 'text': 'y;z'}
    """
    csv.field_size_limit(most_bytes())
    try:
        rows = list(csv.reader(table.splitlines(keepends=True), delimiter=delimiter_of(table.split("\n", 1)[0])))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    if len(rows) != 2:
        raise ValueError(f"{len(rows) - 1} rows where one was expected")
    if len(rows[1]) > len(rows[0]):
        raise ValueError(f"{len(rows[1])} values for {len(rows[0])} columns")
    return dict(zip((name.strip() for name in rows[0]), rows[1], strict=False))


def delimiter_of(header: str) -> str:
    """What stands between the columns: the commonest of the usual marks.

    >>> delimiter_of("title;text;date")
    ';'
    """
    return max(_DELIMITERS, key=header.count)
