"""JSON Lines of articles: one object a line with `text`, and `title`, `outlet`, `published`, `url`, `byline`, `doc_id`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from isnad.errors import Reason, SourceError
from isnad.gather.parse.articles import Told, article_id_of, parse_article
from isnad.gather.parse.options import ParseOptions
from isnad.model import Article

_IDS = ("doc_id", "id")
_DAYS = ("published", "date")
_BYLINES = ("byline", "author")
# Bytes that are not UTF-8, as `decode_lines` leaves them.
_BROKEN = re.compile("[\udc80-\udcff]")


def parse_record(record: Any, where: str, options: ParseOptions | None = None) -> Article:
    """The article of one record. Its text is the record's, character for character, so that offsets hold in both.

    The id is `doc_id` or `id`, else the name of the file in `where` and the line. A record with a title
    alone has the title for its text.
    Raises: SourceError when it is no object, or its text is missing, empty, not text, or has no Arabic.
    """
    if not isinstance(record, dict):
        raise SourceError(
            where, Reason("records.no_object", 'is no JSON object; write one article a line, such as {{"text": "..."}}')
        )
    text, title = record.get("text"), _text_of(record, "title")
    if text is not None and not isinstance(text, str):
        raise SourceError(where, Reason("records.text_kind", "`text` is {kind}, not a string", kind=_json_name(text)))
    if not text and not title:
        raise SourceError(where, Reason("records.no_text", "has no `text`; each article needs one"))
    article_id = next((str(record[key]) for key in _IDS if _is_name(record.get(key))), unnamed_id(where))
    return parse_article(article_id, where, text or title or "", _told(record, title), options or ParseOptions())


def _told(record: dict[str, Any], title: str | None) -> Told:
    return Told(
        # No known title is the empty one: a line of the text is then never taken for it.
        title=title or "",
        outlet=_text_of(record, "outlet"),
        published=next((str(record[key]) for key in _DAYS if _is_name(record.get(key))), None),
        url=_text_of(record, "url"),
        byline=next((line for key in _BYLINES if (line := _text_of(record, key))), None),
        notes=tuple(f"{key} is {_json_name(record[key])}, not a string, and was left out" for key in _misfits(record)),
    )


def _text_of(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) else None


def _misfits(record: dict[str, Any]) -> list[str]:
    wrong = [k for k in ("title", "outlet", "url") if record.get(k) is not None and not isinstance(record[k], str)]
    return wrong + [k for k in (*_IDS, *_DAYS) if record.get(k) not in (None, "") and not _is_name(record[k])]


def _is_name(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and value != ""


def _json_name(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "null")


def unnamed_id(where: str) -> str:
    """The id of a record that brings none: its file's name and its line."""
    path, _, line = where.rpartition(":")
    return f"{article_id_of(path)}-{line}" if path and line.isdigit() else article_id_of(where)


def parse_jsonl(text: str, where: str, options: ParseOptions) -> Iterator[Article | SourceError]:
    """Articles of JSON Lines in order; a line that gives none is a SourceError, and the others are still read.

    A text that is one JSON list or one object over several lines is taken as its records.
    """
    whole = _whole(text)
    if whole is not None:
        yield from (_parsed(record, f"{where}:{n}", options) for n, record in enumerate(whole, start=1))
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _parsed_line(line, f"{where}:{number}", options)


def _whole(text: str) -> list[Any] | None:
    """The records of a text that is one JSON value over all its lines, else None."""
    first = text.lstrip()[:1]
    if first == "{" and _decodes(next(line for line in text.split("\n") if line.strip())):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else [value]


def _decodes(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _parsed_line(line: str, where: str, options: ParseOptions) -> Article | SourceError:
    if _BROKEN.search(line):
        return SourceError(where, Reason("records.not_utf8", "is not UTF-8; save the line as UTF-8"))
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return SourceError(
            where,
            Reason(
                "records.no_json",
                "is no JSON ({error} at character {character}); mend or remove the line",
                error=error.msg,
                character=error.colno,
            ),
        )
    except (ValueError, RecursionError):
        return SourceError(
            where,
            Reason(
                "records.too_deep", "is JSON that nests too deep or holds too long a number; mend or remove the line"
            ),
        )
    return _parsed(record, where, options)


def _parsed(record: Any, where: str, options: ParseOptions) -> Article | SourceError:
    try:
        return parse_record(record, where, options)
    except SourceError as error:
        return error
