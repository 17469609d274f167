"""Settings: one table of name, default and meaning. Each can be set by an environment variable of its name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: the environment variable, its default and what it means."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("ISNAD_HOME", "~/.local/share/isnad", "folder for what a person adds, such as imported gazetteers"),
    Setting("ISNAD_MAX_MB", "50", "largest file that is read, in megabytes"),
)


def value_of(name: str) -> str:
    """The value of the setting: the environment's, else its default.

    Raises: KeyError for a name that is not in the table.
    """
    setting = {s.name: s for s in SETTINGS}[name]
    return os.environ.get(setting.name, setting.default)


def gazetteer_folder() -> Path:
    """The folder of imported gazetteers; it need not exist."""
    return Path(value_of("ISNAD_HOME")).expanduser() / "gazetteer"
