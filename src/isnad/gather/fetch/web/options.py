"""How pages are fetched: bounds, politeness and what is let in, as the settings say."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.errors import SourceError
from isnad.gather.fetch.web.addresses import EVERYWHERE, Network, parse_networks
from isnad.gather.parse.options import most_bytes
from isnad.settings import value_of

_LONGEST_S = 3600.0


@dataclass(frozen=True, slots=True)
class WebOptions:
    """Bounds of one fetch. `timeout_s` is for all that a fetch waits for from its servers, redirects and repeated
    requests included, our own pauses not; robots.txt has as much again.

    `allow_private` lets in the networks named, or all with True. `pause_s` is the least time between two requests to
    one host; a longer Crawl-delay is kept to up to `longest_pause_s`, and so is Retry-After. A request that fails in
    passing is repeated `retries` times, after `backoff_s`, twice that, four times that.
    """

    max_bytes: int = 50_000_000
    timeout_s: float = 30.0
    redirects: int = 5
    retries: int = 3
    backoff_s: float = 1.0
    pause_s: float = 1.0
    longest_pause_s: float = 60.0
    user_agent: str = "isnad"
    allow_private: bool | tuple[Network, ...] = False
    obey_robots: bool = True

    @property
    def networks(self) -> tuple[Network, ...]:
        """The networks that are let in though they are not public."""
        if isinstance(self.allow_private, bool):
            return EVERYWHERE if self.allow_private else ()
        return self.allow_private


def web_options() -> WebOptions:
    """The options as the settings say. Raises: SourceError for a setting that has no meaning."""
    return WebOptions(
        max_bytes=most_bytes(),
        timeout_s=_seconds("ISNAD_WEB_TIMEOUT_S", least=0.1),
        pause_s=_seconds("ISNAD_WEB_PAUSE_S", least=0.0),
        user_agent=_user_agent(),
        allow_private=_networks(),
        obey_robots=_is_on("ISNAD_OBEY_ROBOTS"),
    )


def _seconds(name: str, *, least: float) -> float:
    value = value_of(name)
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not least <= seconds <= _LONGEST_S:
        raise SourceError(name, f"{value!r} is no number of seconds from {least:g} to {_LONGEST_S:g}; set it to one")
    return seconds


def _networks() -> tuple[Network, ...]:
    value = value_of("ISNAD_ALLOW_PRIVATE")
    try:
        return parse_networks(value)
    except ValueError:
        raise SourceError("ISNAD_ALLOW_PRIVATE", f"{value!r} is not off, on or networks such as 10.1.0.0/16") from None


def _is_on(name: str) -> bool:
    value = value_of(name).strip().lower()
    if value not in ("on", "off"):
        raise SourceError(name, f"{value!r} is neither on nor off; set it to one of them")
    return value == "on"


def _user_agent() -> str:
    value = value_of("ISNAD_USER_AGENT").strip()
    if not value or not value.isascii() or not value.isprintable():
        raise SourceError("ISNAD_USER_AGENT", f"{value!r} is no name in plain ASCII; set it to one such as isnad")
    return value
