"""JSON of articles: one item for each line of JSON Lines, and for each element of a list."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO

from isnad.errors import Reason, SourceError
from isnad.gather.fetch.bounds import find_lines, read_bounded
from isnad.gather.fetch.slices import find_elements, find_members
from isnad.gather.fetch.telegram import find_messages
from isnad.gather.items import Item, ItemKind, Pairs


def find_in_lines(content: BinaryIO, where: str, told: Pairs) -> Iterator[Item | SourceError]:
    """One item for each line of JSON Lines; its bytes are the line's, without its end."""
    for number, line in find_lines(content, where):
        if isinstance(line, SourceError):
            yield line
        elif line.strip():
            yield Item(line.removeprefix(BOM_UTF8).strip(), f"{where}:{number}", ItemKind.RECORD, told=told)


def find_in_json(content: BinaryIO, where: str, told: Pairs) -> Iterator[Item | SourceError]:
    """Items of one JSON value: messages of a Telegram export, elements of a list, or the one object.

    Raises: SourceError when it is over the bound, not UTF-8, or no JSON.
    """
    try:
        text = read_bounded(content, where).decode("utf-8-sig")
        if text.lstrip().startswith("["):
            parts = [text[start:end] for start, end in find_elements(text)]
        elif _is_export(text):
            yield from find_messages(text, where, told)
            return
        else:
            parts = [text.strip()]
            json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            where, Reason("records.broken", "is no JSON ({error}); mend it, or give one article a line", error=error)
        ) from error
    for number, part in enumerate(parts, start=1):
        yield Item(part.encode(), f"{where}:{number}", ItemKind.RECORD, told=told)


def _is_export(text: str) -> bool:
    keys = {key for key, _, _ in find_members(text)}
    return "text" not in keys and bool(keys & {"messages", "chats"})
