"""One question to the web: redirects followed within bounds, and asked again when the failure may pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import httpcore
import httpx

from isnad.errors import Reason
from isnad.gather.fetch.web import robots
from isnad.gather.fetch.web.bodies import ACCEPTED_ENCODINGS, read_body, too_long
from isnad.gather.fetch.web.failures import FetchError, PassingError
from isnad.gather.fetch.web.guard import Guard
from isnad.gather.fetch.web.hops import next_hop, parse_url, site_of
from isnad.gather.fetch.web.options import WebOptions
from isnad.gather.fetch.web.pauses import Pauses
from isnad.gather.fetch.web.statuses import PASSING, REDIRECTS, explain, find_wait, meaning_of
from isnad.gather.fetch.web.transport import GuardedTransport

ANYTHING = ("*/*",)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for. `accept` are media types; `cut` takes the beginning of a body that is over `most` bytes."""

    url: str
    most: int
    accept: tuple[str, ...] = ANYTHING
    headers: tuple[tuple[str, str], ...] = ()
    robots: bool = True
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back in the end. The body is empty unless the status is of success."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Asker:
    """Asks the web, one question at a time. Not to be shared between threads."""

    def __init__(self, options: WebOptions, pauses: Pauses, guard: Guard) -> None:
        self._options = options
        self._pauses = pauses
        self._deadline = guard.deadline
        self._robots = robots.Robots(options.user_agent, self._ask_for_rules)
        self._client = httpx.Client(
            transport=GuardedTransport(guard),
            trust_env=False,  # a proxy from the environment would go around the guard
            headers={"User-Agent": options.user_agent, "Accept-Encoding": ACCEPTED_ENCODINGS, "Connection": "close"},
            timeout=None,  # the guard watches the time  # noqa: S113
        )

    def close(self) -> None:
        """Ends all connections."""
        self._client.close()

    def ask(self, question: Question) -> Answer:
        """The answer, of whatever status. No cookie of an earlier question is sent. Raises: FetchError."""
        self._client.cookies.clear()
        return self._ask(question)

    def _ask(self, question: Question) -> Answer:
        with self._deadline.within(self._options.timeout_s):
            for attempt in range(self._options.retries):
                try:
                    return self._follow(question)
                except PassingError as error:
                    self._rest(error, attempt)
            return self._follow(question)

    def _rest(self, error: PassingError, attempt: int) -> None:
        """Waits before the next attempt. Raises: FetchError when the server asks to wait longer than we do."""
        wait_s = max(error.wait_s or 0.0, self._options.backoff_s * 2**attempt)
        if (error.wait_s or 0.0) > self._options.longest_pause_s:
            raise FetchError(
                Reason(
                    "web.wait",
                    "{reason}; its server asks to wait {wait_s} s",
                    reason=error,
                    wait_s=f"{error.wait_s:.0f}",
                )
            ) from None
        with self._deadline.halted():
            self._pauses.sleep(wait_s)

    def _follow(self, question: Question) -> Answer:
        url = parse_url(question.url)
        for _ in range(self._options.redirects + 1):
            answer = self._get(url, question)
            location = dict(answer.headers).get("location")
            if answer.status not in REDIRECTS or not location:
                return answer
            url = next_hop(url, location)
        raise FetchError(
            Reason(
                "web.redirects",
                "redirects more than {most} times; open it in a browser to see where it ends",
                most=self._options.redirects,
            )
        )

    def _get(self, url: httpx.URL, question: Question) -> Answer:
        pause_s = self._robots.check(site_of(url), str(url)) if question.robots else 0.0
        with self._deadline.halted():
            self._pauses.wait(url.host, min(pause_s, self._options.longest_pause_s))
        others = () if "*/*" in question.accept else ("*/*;q=0.1",)
        headers = {"Accept": ", ".join((*question.accept, *others)), **dict(question.headers)}
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                return _read(response, question)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise explain(error) from None
        except (httpcore.UnsupportedProtocol, httpx.HTTPError, httpx.InvalidURL) as error:
            raise explain(error) from None

    def _ask_for_rules(self, url: str) -> tuple[int, bytes]:
        answer = self._ask(Question(url, most=robots.MOST_BYTES, robots=False, cut=True))
        return answer.status, answer.body


def _read(response: httpx.Response, question: Question) -> Answer:
    """The answer with its body, where the status is one of success. Raises: FetchError, httpcore's errors."""
    status = response.status_code
    if status in PASSING:
        raise PassingError(meaning_of(status), find_wait(response.headers.get("retry-after"), datetime.now(UTC)))
    body = b""
    if response.is_success:
        _check_head(response.headers, question)
        encoding = response.headers.get("content-encoding", "")
        body = read_body(response.iter_raw(), encoding, question.most, cut=question.cut)
    return Answer(str(response.url), status, tuple(response.headers.multi_items()), body)


def _check_head(headers: httpx.Headers, question: Question) -> None:
    """Raises: FetchError for a body of another kind than asked for, or that says itself that it is over the bound."""
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media and "*/*" not in question.accept and media not in question.accept:
        raise FetchError(
            Reason(
                "web.kind",
                "is {kind!r}, not what was asked for; if Isnad reads it, save it and gather the file",
                kind=media[:60],
            )
        )
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > question.most and not question.cut:
        raise too_long(question.most)
