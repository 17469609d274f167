"""Files and folders parsed to articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from isnad.errors import Reason, SourceError
from isnad.gather.parse.options import ParseOptions, most_bytes, too_large
from isnad.gather.parse.sources import parse_bytes
from isnad.model import Article


def parse_path(path: Path, options: ParseOptions) -> Iterator[Article | SourceError]:
    """Articles in the file at `path`, or in all files of the folder there and of its folders.

    Order: by path. Hidden files and folders (their names begin with a full stop) are left out of a folder;
    every other file gives its articles or a SourceError.
    """
    for member in find_files(path):
        yield from [member] if isinstance(member, SourceError) else _parse_file(member, options)


def find_files(path: Path) -> Iterator[Path | SourceError]:
    """The file itself, or the files under the folder in the order of their paths, hidden ones left out.

    A folder that cannot be entered or has no file is a SourceError.
    """
    if not os.path.isdir(path):  # `Path.is_dir` raises where a path is too long, or leads through a closed folder
        yield path
        return
    empty = True
    for member in _walk(path):
        empty = False
        yield member
    if empty:
        yield SourceError(
            name_of(path), Reason("file.empty_folder", "is a folder without files; give one with reports")
        )


def _walk(folder: Path) -> Iterator[Path | SourceError]:
    try:
        members = sorted(folder.iterdir())
    except OSError as error:
        yield unreadable(folder, error)
        return
    for member in members:
        if member.name.startswith("."):
            continue
        try:
            is_folder, is_file = member.is_dir(), member.is_file()
        except OSError as error:
            yield unreadable(member, error)
            continue
        # Links to folders are not followed: they may lead back.
        if is_folder and not member.is_symlink():
            yield from _walk(member)
        elif is_file:
            yield member
        elif not is_folder:
            yield SourceError(
                name_of(member), Reason("file.irregular", "is no regular file; give a text, HTML or JSON Lines file")
            )


def _parse_file(path: Path, options: ParseOptions) -> Iterator[Article | SourceError]:
    try:
        data = _read(path)
    except SourceError as error:
        yield error
        return
    yield from parse_bytes(data, name_of(path), options)


def _read(path: Path) -> bytes:
    """The file's bytes. Raises: SourceError when it cannot be read or is over the bound."""
    bound = most_bytes()
    try:
        with path.open("rb") as file:
            data = file.read(bound + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if len(data) > bound:
        raise too_large(name_of(path))
    return data


def unreadable(path: Path, error: Exception) -> SourceError:
    """The error for a file that cannot be opened, with what to do."""
    reasons: dict[type[Exception], str] = {
        FileNotFoundError: Reason("file.none", "does not exist; check the path"),
        PermissionError: Reason("file.forbidden", "may not be read; check its permissions"),
    }
    detail = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return SourceError(
        name_of(path), reasons.get(type(error), Reason("file.unreadable", "cannot be read ({error})", error=detail))
    )


def name_of(path: Path) -> str:
    """The path on one line, fit to print."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in str(path))
