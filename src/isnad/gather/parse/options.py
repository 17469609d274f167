"""What a person may say about the sources that are parsed, and the bound on their size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from isnad.errors import Reason, SourceError
from isnad.settings import value_of

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """`published` is the day of a report that does not say its own; a report dated after `today` gets a note."""

    published: date | None = None
    today: date | None = None


def most_bytes() -> int:
    """The bytes of the largest source that is read, by the setting ISNAD_MAX_MB.

    Raises: SourceError when the setting is no positive number.
    """
    value = value_of("ISNAD_MAX_MB")
    try:
        megabytes = float(value)
        if megabytes <= 0:
            raise ValueError(value)
        return int(megabytes * _MEGABYTE)
    except (ValueError, OverflowError):
        raise SourceError("ISNAD_MAX_MB", f"{value!r} is no number of megabytes; set it to one such as 50") from None


def too_large(where: str) -> SourceError:
    """The error for a source over the bound."""
    return SourceError(
        where,
        Reason("file.large", "is over {most} MB; split it, or set ISNAD_MAX_MB higher", most=value_of("ISNAD_MAX_MB")),
    )
