"""Bytes parsed to articles."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from isnad.errors import SourceError
from isnad.gather.parse.jsonl import parse_jsonl
from isnad.gather.parse.options import ParseOptions
from isnad.gather.parse.plain import parse_plain
from isnad.model import Article

__all__ = ["ParseOptions", "parse_bytes", "parse_path"]


def parse_path(path: Path, options: ParseOptions) -> Iterator[Article | SourceError]:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    yield from parse_bytes(data, str(path), options)


def parse_bytes(data: bytes, where: str, options: ParseOptions) -> Iterator[Article | SourceError]:
    if data.lstrip()[:1] == b"{":
        yield from parse_jsonl(data, where, options)
        return
    try:
        article = parse_plain(data.decode("utf-8"), Path(where).stem, published=options.published)
    except SourceError as error:
        yield error
        return
    yield article
