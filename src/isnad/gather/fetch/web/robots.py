"""What a site lets robots fetch (robots.txt, RFC 9309), asked for once per site and run."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from isnad.errors import Reason
from isnad.gather.fetch.web.failures import AddressError, FetchError

MOST_BYTES = 512_000  # RFC 9309 asks for at least 500 KiB; what follows is not read
_MOST_KEPT = 4_000_000  # bytes of robots.txt whose rules are kept; parsed they take about forty times as much
_LEAST = 1_000  # what a site counts for at the least
_AGENT = re.compile(r"\s*user[\s-]*agent\s*[:\s]\s*([^#]*)", re.I)

Ask = Callable[[str], tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site says. `parsed` is None where it says nothing; `closed` is why nothing of it is fetched.

    `size` is that of its robots.txt, in bytes.
    """

    parsed: Protego | None = None
    closed: str = ""
    size: int = _LEAST


class Robots:
    """The rules of the sites of one run. `ask` gives status and body of a URL and raises FetchError."""

    def __init__(self, user_agent: str, ask: Ask) -> None:
        self._user_agent = user_agent
        self._ask = ask
        self._rules: dict[str, Rules] = {}

    def check(self, site: str, url: str) -> float:
        """The seconds that the site wants between two requests, 0 where it says nothing.

        `site` is scheme, host and port of the URL.

        Raises: FetchError when the site does not let the URL be fetched; AddressError.
        """
        rules = self._rules_of(site)
        if rules.closed:
            raise FetchError(rules.closed)
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(url, self._user_agent):
            raise FetchError(
                Reason(
                    "web.robots",
                    "is closed to robots by the site's robots.txt; ask the site, "
                    "or set ISNAD_OBEY_ROBOTS to off if you may fetch it",
                )
            )
        return rules.parsed.crawl_delay(self._user_agent) or 0.0

    def _rules_of(self, site: str) -> Rules:
        if site not in self._rules:
            self._rules[site] = self._load(site)
            while sum(rules.size for rules in self._rules.values()) > _MOST_KEPT:
                del self._rules[next(iter(self._rules))]
        return self._rules[site]

    def _load(self, site: str) -> Rules:
        """What the site says; unreachable or failing is taken as closed, an answer of 4xx as open (RFC 9309, 2.3.1)."""
        try:
            status, body = self._ask(f"{site}/robots.txt")
        except AddressError:
            raise
        except FetchError as error:
            return Rules(
                closed=Reason("web.no_robots", "is not fetched, for the site's robots.txt {reason}", reason=error)
            )
        if status >= 500:
            return Rules(
                closed=Reason(
                    "web.robots_status",
                    "is not fetched, for the site's robots.txt answers with error {status}; try again later",
                    status=status,
                )
            )
        if status >= 400:
            return Rules()
        return Rules(parsed=parse_rules(body, self._user_agent), size=len(body) + _LEAST)


def parse_rules(body: bytes, user_agent: str) -> Protego:
    """The rules for this robot. Groups of other robots become one, so that many names cannot multiply the rules."""
    text = body.decode("utf-8-sig", "replace")
    agent = user_agent.lower()
    return Protego.parse("\n".join(_for_us(line, agent) for line in text.splitlines()))


def _for_us(line: str, agent: str) -> str:
    named = _AGENT.match(line)
    if named is None:
        return line
    name = named[1].strip().lower()
    token = name.replace("*", "").strip()
    if name == "*":
        return "User-agent: *"
    return f"User-agent: {token}" if token and token in agent else "User-agent: another-robot"
