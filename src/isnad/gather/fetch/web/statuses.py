"""What the answers of servers mean, and what their errors mean."""

from __future__ import annotations

import re
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from isnad.errors import Reason
from isnad.gather.fetch.web.failures import FetchError, PassingError, SlowError

REDIRECTS = frozenset((301, 302, 303, 307, 308))
PASSING = frozenset((429, 502, 503, 504))
UNCHANGED = 304
_MEANINGS = {
    401: Reason("web.401", "asks for a password; save the page in a browser and gather the file (status 401)"),
    403: Reason("web.403", "is refused by its server; save the page in a browser and gather the file (status 403)"),
    404: Reason("web.404", "does not exist; see whether the address is spelt right (status 404)"),
    410: Reason("web.410", "was taken down by its outlet; look for a copy in a web archive (status 410)"),
    429: Reason(
        "web.429",
        "has a server that was asked too often; try again later, with a longer ISNAD_WEB_PAUSE_S (status 429)",
    ),
    451: Reason("web.451", "is withheld for legal reasons; look for a copy in a web archive (status 451)"),
}
_HEADERS_TOO_LARGE = 431


def meaning_of(status: int) -> Reason:
    """Why a status brings no page, and what to do."""
    if status in _MEANINGS:
        return _MEANINGS[status]
    if status >= 500:
        return Reason("web.5xx", "cannot be given by its server now (status {status}); try again later", status=status)
    form = "is answered with status {status}, which brings no page; open it in a browser to see why"
    return Reason("web.status", form, status=status)


def find_wait(retry_after: str | None, now: datetime) -> float | None:
    """The seconds that Retry-After asks to wait, from its number or its date; None where it says nothing clear.

    >>> find_wait("120", datetime(2024, 12, 7, tzinfo=UTC))
    120.0
    >>> find_wait("Sat, 07 Dec 2024 00:00:30 GMT", datetime(2024, 12, 7, tzinfo=UTC))
    30.0
    """
    if not retry_after:
        return None
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - now).total_seconds(), 0.0)


def explain(error: Exception) -> FetchError:
    """What an error of the network or of the protocol means for the page."""
    cause = error.__cause__ or error.__context__
    if isinstance(error, httpcore.TimeoutException):
        return SlowError(
            Reason("web.slow", "is not answered in its time; try again later, or set ISNAD_WEB_TIMEOUT_S higher")
        )
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchError(
            Reason(
                "web.certificate",
                "has a server whose certificate does not hold ({error})",
                error=_plain(cause.verify_message),
            )
        )
    if isinstance(error, httpcore.ConnectError):
        why = cause.strerror if isinstance(cause, OSError) and cause.strerror else "no connection"
        return PassingError(
            Reason("web.unreachable", "cannot be reached ({error}); try again later", error=_plain(why))
        )
    if getattr(cause, "error_status_hint", None) == _HEADERS_TOO_LARGE:
        return FetchError(
            Reason("web.headers", "has a server that sends more headers than any page needs; it is at fault")
        )
    if isinstance(error, (httpcore.LocalProtocolError, httpx.HTTPError, httpx.InvalidURL)):
        return FetchError(Reason("web.unaskable", "cannot be asked for, or its server answers with what is no address"))
    return PassingError(Reason("web.broken", "breaks off or is answered with what is no HTTP; try again later"))


def _plain(text: str) -> str:
    """Words of another library on one short line."""
    return " ".join(text.split())[:100]
