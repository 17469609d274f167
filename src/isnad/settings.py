"""Settings: one table of name, default and meaning. Each can be set by an environment variable of its name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: the environment variable, its default and what it means."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("ISNAD_HOME", "~/.local/share/isnad", "folder for what a person adds, such as imported gazetteers"),
    Setting("ISNAD_WORKSPACE", "~/.local/share/isnad/workspace", "folder of the archive and the store"),
    Setting("ISNAD_DATABASE", "sqlite", "the store: `sqlite`, a file in the workspace, or `postgresql://host/name`"),
    Setting("ISNAD_MAX_MB", "50", "largest file that is read, in megabytes"),
    Setting("ISNAD_WEB_TIMEOUT_S", "30", "longest that a page of the web may take in all, in seconds"),
    Setting("ISNAD_WEB_PAUSE_S", "1", "least time between two requests to one host, in seconds"),
    Setting("ISNAD_USER_AGENT", "isnad", "name that web servers are told, and that robots.txt is read for"),
    Setting("ISNAD_OBEY_ROBOTS", "on", "whether a site's robots.txt is obeyed: `on` or `off`"),
    Setting(
        "ISNAD_ALLOW_PRIVATE",
        "off",
        "whether pages may lie on this machine or its own network: `off`, `on`, or networks such as `10.1.0.0/16`",
    ),
    Setting(
        "ISNAD_POLICY", "packaged", "what the public may see: `packaged`, or the path of a policy file of your own"
    ),
    Setting(
        "ISNAD_TRUST",
        "none",
        "folder of your lists of trusted signers of Content Credentials; `none`: nobody is trusted",
    ),
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


def workspace_folder() -> Path:
    """The folder of the archive and the store; it need not exist."""
    return Path(value_of("ISNAD_WORKSPACE")).expanduser()


def policy_file() -> Path | None:
    """The operator's policy of what the public may see; None for the packaged one."""
    value = value_of("ISNAD_POLICY")
    return None if value == "packaged" else Path(value).expanduser()


def trust_folder() -> Path | None:
    """The folder of the operator's lists of trusted signers; None where none is set."""
    value = value_of("ISNAD_TRUST")
    return None if value == "none" else Path(value).expanduser()
