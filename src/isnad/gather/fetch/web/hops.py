"""URLs that may be asked for, as given and as redirects lead on."""

from __future__ import annotations

import re

import httpx

from isnad.errors import Reason
from isnad.gather.fetch.web.failures import AddressError, FetchError
from isnad.gather.urls import shown_url

_LONGEST = 8_000
_WEB_PORTS = frozenset((80, 443))
_FIRST_FREE_PORT = 1024  # those below belong to other services, which must not be spoken to by way of a URL


def parse_url(text: str) -> httpx.URL:
    """The URL of a page: http or https, with a host, without user and password.

    Raises: AddressError for any other.
    """
    if len(text) > _LONGEST:
        raise AddressError(
            Reason("address.long", "is longer than {most} signs, which no page's address is", most=_LONGEST)
        )
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, ValueError):  # ValueError: a host that has no spelling in ASCII
        raise AddressError(Reason("address.none", "is no address; see whether it is spelt right")) from None
    problem = _find_problem(url)
    if problem:
        raise AddressError(problem)
    return url


def next_hop(url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect from the URL leads. From https to http of the same host is asked for by https as well.

    Raises: AddressError for what may not be asked for; FetchError for another way from https to http.
    """
    try:
        target = parse_url(str(url.join(location)))
    except (AddressError, httpx.InvalidURL, ValueError) as error:
        reason = error if isinstance(error, AddressError) else "is no address"
        raise AddressError(
            Reason(
                "web.bad_redirect", "redirects to {address}, which {reason}", address=shown_url(location), reason=reason
            )
        ) from None
    if url.scheme == "https" and target.scheme == "http":
        safe = target.copy_with(scheme="https")
        if target.port is None and target.host == url.host and safe != url:
            return safe
        shown = shown_url(str(target))
        raise FetchError(
            Reason(
                "web.downgraded",
                "redirects from https to {address}, which anyone on the way can change; gather that if it will do",
                address=shown,
            )
        )
    return target


def site_of(url: httpx.URL) -> str:
    """Scheme, host and port of the URL: what one robots.txt is for."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _find_problem(url: httpx.URL) -> str:
    if url.scheme not in ("http", "https"):
        return Reason(
            "address.scheme",
            "is no page of the web ({scheme}); give an address that begins with https://",
            scheme=url.scheme[:20] or "no scheme",
        )
    if url.userinfo:
        return Reason("address.user", "holds a user's name or password, which is refused; give the address without it")
    if not url.raw_host or re.search(rb"[^\w.:%-]", url.raw_host):
        return Reason("address.no_host", "names no host; see whether it is spelt right")
    if url.port is not None and url.port not in _WEB_PORTS and not _FIRST_FREE_PORT <= url.port <= 65535:
        return Reason(
            "address.port", "asks for port {port}, which belongs to no web server; leave the port out", port=url.port
        )
    return ""
