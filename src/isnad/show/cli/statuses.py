"""Exit statuses of the command line, as the README lists them; 0 is that all went well."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """Why a command ends other than well; a pipe that its reader closed ends it with `BROKEN` as well."""

    BROKEN = 1
    BAD_INPUT = 2
    CANNOT_KEEP = 3
    INTERRUPTED = 130
