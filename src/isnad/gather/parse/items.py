"""Items parsed to articles, whichever way they came in; an archived capture is parsed again by the same function."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from isnad.errors import Reason, SourceError
from isnad.gather.items import Item, ItemKind
from isnad.gather.parse.encodings import decode
from isnad.gather.parse.jsonl import parse_record
from isnad.gather.parse.messages import parse_message
from isnad.gather.parse.options import ParseOptions
from isnad.gather.parse.page_dates import find_field_date
from isnad.gather.parse.rows import parse_row
from isnad.gather.parse.sources import parse_bytes
from isnad.model import Article

# Named with every parsed text, for offsets hold in that text alone: raised when the same bytes give another text.
PARSER = "1"


def parse_item(item: Item, options: ParseOptions) -> Article:
    """The one article of the item. What the source is known by (`told`: outlet, day) goes before what the page calls itself.

    Raises: SourceError when it gives none, or more than one.
    """
    told = dict(item.told)
    if day := _day(told.get("published")):
        options = replace(options, published=day)
    article = _PARSERS[item.kind](item, options, told)
    return replace(
        article,
        outlet=told.get("outlet") or article.outlet,
        url=article.url or item.final_url or item.url,
        title=article.title or told.get("title"),
    )


def _parse_file(item: Item, options: ParseOptions, told: Mapping[str, str]) -> Article:
    found = list(parse_bytes(item.data, item.where, options, charset=_charset(item)))
    if len(found) > 1:
        raise SourceError(
            item.where,
            Reason("records.several", "holds {count} articles; name it .jsonl, or split it", count=len(found)),
        )
    if isinstance(found[0], SourceError):
        raise found[0]
    return found[0]


def _parse_record(item: Item, options: ParseOptions, told: Mapping[str, str]) -> Article:
    try:
        record = json.loads(item.data)
    except UnicodeDecodeError as error:
        raise SourceError(item.where, Reason("records.not_utf8", "is not UTF-8; save the line as UTF-8")) from error
    except json.JSONDecodeError as error:
        reason = Reason(
            "records.no_json",
            "is no JSON ({error} at character {character}); mend or remove the line",
            error=error.msg,
            character=error.colno,
        )
        raise SourceError(item.where, reason) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(
            item.where,
            Reason(
                "records.too_deep", "is JSON that nests too deep or holds too long a number; mend or remove the line"
            ),
        ) from error
    return parse_record(record, item.where, options)


def _parse_row(item: Item, options: ParseOptions, told: Mapping[str, str]) -> Article:
    return parse_row(decode(item.data, item.where), item.where, options, told)


def _parse_message(item: Item, options: ParseOptions, told: Mapping[str, str]) -> Article:
    return parse_message(json.loads(item.data), item.where, options, told)


def _parse_listing(item: Item, options: ParseOptions, told: Mapping[str, str]) -> Article:
    raise SourceError(item.where, Reason("records.listing", "is a list of articles, not one"))


_PARSERS: dict[ItemKind, Callable[[Item, ParseOptions, Mapping[str, str]], Article]] = {
    ItemKind.FILE: _parse_file,
    ItemKind.PAGE: _parse_file,
    ItemKind.RECORD: _parse_record,
    ItemKind.ROW: _parse_row,
    ItemKind.MESSAGE: _parse_message,
    ItemKind.LISTING: _parse_listing,
}


def _charset(item: Item) -> str | None:
    """The encoding that the server declares.

    Empty: None where it declares none.
    """
    kind = next((value for name, value in item.headers if name.lower() == "content-type"), "")
    _, _, charset = kind.partition("charset=")
    return charset.split(";")[0].strip(" \"'") or None


def _day(value: str | None) -> date | None:
    found = find_field_date(value) if value else None
    return found.day if found else None
