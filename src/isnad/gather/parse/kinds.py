"""Kinds of source: what the bytes of a file are, told by how they begin and by the file's ending."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

_HTML_ENDINGS = frozenset((".html", ".htm", ".xhtml", ".shtml"))
_JSON_ENDINGS = frozenset((".jsonl", ".ndjson", ".json", ".jl"))
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_JSON_START = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*\{)")


class SourceKind(StrEnum):
    """What a source is written in."""

    JSONL = "jsonl"
    HTML = "html"
    PLAIN = "plain"


def kind_of(text: str, where: str) -> SourceKind:
    """The kind of the source: by how the text begins, else by the ending of the file's name.

    >>> kind_of('{"text": "..."}', "a.txt"), kind_of("<!DOCTYPE html><p>", "-"), kind_of("نص", "a.txt")
    (<SourceKind.JSONL: 'jsonl'>, <SourceKind.HTML: 'html'>, <SourceKind.PLAIN: 'plain'>)
    """
    head = text[:4096]
    ending = PurePath(where.removesuffix(".gz")).suffix.lower()
    if _HTML_START.match(head) or (ending in _HTML_ENDINGS and "<" in text):
        return SourceKind.HTML
    if _JSON_START.match(head) or ending in _JSON_ENDINGS:
        return SourceKind.JSONL
    return SourceKind.PLAIN
