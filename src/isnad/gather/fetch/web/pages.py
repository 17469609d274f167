"""Pages of the web: one request for one URL, within bounds of bytes, time and politeness."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType

from isnad.errors import Reason, SourceError, reason_of
from isnad.gather.fetch.web.asking import Answer, Asker, Question
from isnad.gather.fetch.web.failures import FetchError
from isnad.gather.fetch.web.guard import Guard
from isnad.gather.fetch.web.options import WebOptions, web_options
from isnad.gather.fetch.web.pauses import Pauses
from isnad.gather.fetch.web.statuses import UNCHANGED, meaning_of
from isnad.gather.items import Item, ItemKind, Unchanged
from isnad.gather.media.formats import is_medium
from isnad.gather.parse.kinds import SourceKind, kind_of
from isnad.gather.urls import without_user

__all__ = ["PAGES", "Web", "WebOptions", "web_options"]

PAGES = ("text/html", "application/xhtml+xml", "text/plain")


class Web:
    """Fetches pages for one run: robots.txt and pauses hold for the run. Used as a context; not by several threads.

    `clock` (seconds, any beginning) and `sleep` are for the pauses between requests; a `guard` handed in takes the
    place of the one that the options ask for.
    """

    def __init__(
        self,
        options: WebOptions | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        guard: Guard | None = None,
    ) -> None:
        self._options = options or web_options()
        pauses = Pauses(self._options.pause_s, clock, sleep)
        self._asker = Asker(self._options, pauses, guard or Guard(self._options.networks))

    def __enter__(self) -> Web:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends all connections."""
        self._asker.close()

    def fetch(
        self, url: str, *, etag: str | None = None, modified: str | None = None, accept: tuple[str, ...] = PAGES
    ) -> Item | Unchanged:
        """What the URL gives: its bytes unpacked, or that they are the same as `etag` and `modified` stand for.

        `accept` are the media types that are taken; `*/*` is all. The kind is PAGE for HTML, MEDIUM for a picture, a sound or a
        video, else FILE.

        Raises: SourceError, whose `where` is the URL without user and password.
        """
        url, validators = url.strip(), _validators(etag, modified)
        question = Question(
            url, self._options.max_bytes, accept=accept, headers=validators, robots=self._options.obey_robots
        )
        try:
            answer = self._asker.ask(question)
            return _unchanged(url, answer) if answer.status == UNCHANGED and validators else _item(url, answer)
        except FetchError as error:
            raise SourceError(without_user(url), reason_of(error)) from None


def _validators(etag: str | None, modified: str | None) -> tuple[tuple[str, str], ...]:
    """The headers that ask for what is new only; what cannot stand in a header is left out."""
    headers = (("If-None-Match", etag), ("If-Modified-Since", modified))
    return tuple((name, value) for name, value in headers if value and value.isascii() and value.isprintable())


def _unchanged(url: str, answer: Answer) -> Unchanged:
    return Unchanged(where=url, url=url, headers=answer.headers)


def _item(url: str, answer: Answer) -> Item:
    """Raises: FetchError for an answer that brings no page."""
    if not 200 <= answer.status < 300:
        raise FetchError(meaning_of(answer.status))
    if not answer.body.strip():
        raise FetchError(Reason("web.empty", "is empty; open it in a browser to see whether it needs one"))
    return Item(
        data=answer.body,
        where=url,
        kind=_kind_of(answer),
        url=url,
        final_url=answer.url,
        status=answer.status,
        headers=answer.headers,
        received=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _kind_of(answer: Answer) -> ItemKind:
    """MEDIUM where the bytes begin as one; PAGE where the server says so, or says nothing and the bytes begin as a page."""
    if is_medium(answer.body):
        return ItemKind.MEDIUM
    said = dict(answer.headers).get("content-type", "").lower()
    if "html" in said:
        return ItemKind.PAGE
    is_page = not said and kind_of(answer.body[:4096].decode("latin-1"), "") is SourceKind.HTML
    return ItemKind.PAGE if is_page else ItemKind.FILE
