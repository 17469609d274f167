"""A message of a Telegram export parsed to an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isnad.errors import Reason, SourceError
from isnad.gather.parse.articles import Told, parse_article
from isnad.gather.parse.options import ParseOptions
from isnad.model import Article


def parse_message(message: Any, where: str, options: ParseOptions, told: Mapping[str, str]) -> Article:
    """The article of one message: its text without markup, the chat as outlet, the day that it was posted.

    The day is that of the export's local time, which is the time of the machine that made the export.
    Raises: SourceError when the message has no text.
    """
    if not isinstance(message, dict):
        raise SourceError(where, Reason("message.none", "is no message of a Telegram export"))
    text = _text_of(message.get("text"))
    if not text.strip():
        kind = next((str(message[key]) for key in ("media_type", "mime_type") if message.get(key)), "a picture or file")
        raise SourceError(
            where, Reason("message.no_words", "has no words, only {kind}; there is nothing to read", kind=kind)
        )
    facts = Told(title="", outlet=told.get("outlet"), published=str(message.get("date") or ""), notes=_notes(message))
    return parse_article(f"{told.get('chat', '')}/{message.get('id')}", where, text, facts, options)


def _text_of(value: Any) -> str:
    """The words of the text, which is a string or a list of strings and marked parts (links, bold)."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    parts = (part.get("text") if isinstance(part, dict) else part for part in value)
    return "".join(part for part in parts if isinstance(part, str))


def _notes(message: dict[str, Any]) -> tuple[str, ...]:
    forwarded = message.get("forwarded_from")
    return (f"forwarded from {forwarded}",) if isinstance(forwarded, str) else ()
