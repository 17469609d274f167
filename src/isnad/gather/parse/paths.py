"""Files and folders parsed to articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from isnad.errors import SourceError
from isnad.gather.parse.options import ParseOptions, most_bytes, too_large
from isnad.gather.parse.sources import parse_bytes
from isnad.model import Article


def parse_path(path: Path, options: ParseOptions) -> Iterator[Article | SourceError]:
    """Articles in the file at `path`, or in all files of the folder there and of its folders.

    Order: by path. Hidden files and folders (their names begin with a full stop) are left out of a folder;
    every other file gives its articles or a SourceError.
    """
    if not path.is_dir():
        yield from _parse_file(path, options)
        return
    empty = True
    for member in _walk(path):
        empty = False
        yield from [member] if isinstance(member, SourceError) else _parse_file(member, options)
    if empty:
        yield SourceError(_name(path), "is a folder without files; give one with reports")


def _walk(folder: Path) -> Iterator[Path | SourceError]:
    """Files under the folder in the order of their paths; a folder that cannot be entered is a SourceError."""
    try:
        members = sorted(folder.iterdir())
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for member in members:
        if member.name.startswith("."):
            continue
        # Links to folders are not followed: they may lead back.
        if member.is_dir() and not member.is_symlink():
            yield from _walk(member)
        elif member.is_file():
            yield member
        elif not member.is_dir():
            yield SourceError(_name(member), "is no regular file; give a text, HTML or JSON Lines file")


def _parse_file(path: Path, options: ParseOptions) -> Iterator[Article | SourceError]:
    try:
        data = _read(path)
    except SourceError as error:
        yield error
        return
    yield from parse_bytes(data, _name(path), options)


def _read(path: Path) -> bytes:
    """The file's bytes. Raises: SourceError when it cannot be read or is over the bound."""
    bound = most_bytes()
    try:
        with path.open("rb") as file:
            data = file.read(bound + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if len(data) > bound:
        raise too_large(_name(path))
    return data


def _unreadable(path: Path, error: Exception) -> SourceError:
    reasons: dict[type[Exception], str] = {
        FileNotFoundError: "does not exist; check the path",
        PermissionError: "may not be read; check its permissions",
    }
    detail = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return SourceError(_name(path), reasons.get(type(error), f"cannot be read ({detail})"))


def _name(path: Path) -> str:
    """The path on one line, fit to print."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in str(path))
