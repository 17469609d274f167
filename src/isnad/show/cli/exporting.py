"""`isnad export`: what is kept, written to a file or standard output in a shape that others read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from isnad.errors import SourceError
from isnad.keep.situation_filters import SituationFilter
from isnad.pipeline.runs import moment
from isnad.show.care.eyes import Eyes, Role
from isnad.show.cli.options import Place
from isnad.show.cli.serving import print_weaker
from isnad.show.exports.formats import Format
from isnad.show.exports.stock import find_stock
from isnad.show.exports.writing import write_export

_STANDARD = "-"


@dataclass(frozen=True, slots=True)
class Export:
    """What is to be exported, where to (`-` is standard output), and for whom."""

    format: Format
    to: str
    asked: SituationFilter
    role: Role
    bom: bool


def export_and_report(place: Place, export: Export) -> int:
    """Exit status after the export: 0. A file is there whole or not at all. Raises: SourceError."""
    _check(export)
    eyes = Eyes(None, export.role, moment())
    if eyes.sees_all:
        print("isnad: exact places, days and names are written; they can put people in danger", file=sys.stderr)
    else:
        print_weaker()
    with place.open() as workspace:
        stock = find_stock(workspace, eyes, export.asked)
        size = write_chunks(write_export(export.format, stock, bom=export.bom), export.to)
    print(f"{size:,} bytes of {export.format} for {export.role}", file=sys.stderr)
    return 0


def _check(export: Export) -> None:
    for option, words in (("--from", export.asked.first_day), ("--until", export.asked.last_day)):
        try:
            date.fromisoformat(words or "2000-01-01")
        except ValueError:
            raise SourceError(option, f"{words!r} is no date; write it as 2024-12-05") from None


def write_chunks(chunks: Iterable[bytes], to: str) -> int:
    """Bytes written. A file is made beside and takes its name when it is whole; only its owner may read it."""
    if to == _STANDARD:
        return sum(sys.stdout.buffer.write(chunk) for chunk in chunks)
    target = Path(to)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            size = sum(file.write(chunk) for chunk in chunks)
        beside.replace(target)
    except OSError as error:
        raise SourceError(to, error.strerror or str(error)) from None
    finally:
        with suppress(OSError):
            beside.unlink()
    return size
