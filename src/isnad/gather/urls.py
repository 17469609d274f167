"""URLs: the one spelling that names an article, and spellings that show no secret."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

import idna

_LONGEST_HOST = 253
_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SIGNS = frozenset(b"/:@!$&'()*+,;=")
_QUERY_SIGNS = _PATH_SIGNS | frozenset(b"?")
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
_TRACKING = re.compile(
    r"utm_\w*|at_(?:campaign|medium|custom\d|link_\w+|ptr_\w+|bbc_team|format|type)"
    r"|(?:fb|g|dc|y|ms|tw|tt|li_fat_|ep)clid|gclsrc|[gw]braid|msclkid|igshid|igsh|mc_[ce]id|mkt_tok|_ga|_gl|_hs(?:enc|mi)"
    r"|__twitter_impression|__tn__|ocid|cmpid|fb_(?:action_\w+|ref|source)|wt_mc|xtor|yptr|ref_(?:src|url)|spm|srsltid",
    re.I,
)
_SECRET = re.compile(
    r"token|secret|passw|pwd|signature|api_?-?key|access_?-?key|credential|jwt|session|oauth|authoriz"
    r"|^(?:key|sig|sid|auth|code|hash|otp|pin|pass|hmac|hdnts|policy|x-amz-.*)$",
    re.I,
)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


def canonical_url(url: str) -> str:
    """The one spelling of the URLs that lead to the same article.

    Scheme and host in lower case, the host in ASCII; default port, user, fragment, tracking parameters and dot
    segments dropped; one spelling of what is escaped; parameters in the order of their names. What is no URL of a
    page is given back without the space around it. Applying it again changes nothing.

    >>> canonical_url("HTTPS://مثال.example:443/خبر?utm_source=x&b=2&a=1#top")
    'https://xn--mgbh0fb.example/%D8%AE%D8%A8%D8%B1?a=1&b=2'
    """
    bare = url.strip()
    try:
        parts = urlsplit(bare)
        host = _host(parts)
        port = parts.port
    except ValueError:
        return bare
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return bare
    place = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, place, _path(parts.path), _query(parts.query), ""))


def _host(parts: SplitResult) -> str:
    """The host in ASCII; an IPv6 address in its brackets. Raises: ValueError."""
    host = parts.hostname or ""
    if ":" in host:
        return f"[{host}]"
    if len(host) > _LONGEST_HOST:
        raise ValueError(host)
    if not host.isascii():
        # `IDNAError` is a `UnicodeError`, and so a ValueError.
        host = idna.encode(host, uts46=True).decode("ascii")
    host = host.rstrip(".")
    if re.search(r"[^\w.-]", host):
        raise ValueError(host)
    return host


def _path(path: str) -> str:
    """The path, escaped in one way, without `.` and `..` (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    steps = _escape(path, _PATH_SIGNS).split("/")[1:]
    for step in steps:
        if step == ".." and kept:
            kept.pop()
        elif step not in (".", ".."):
            kept.append(step)
    if steps and steps[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    """The parameters that are not there for tracking, by name; those of one name keep their order."""
    kept = [part for part in query.split("&") if part and not _TRACKING.fullmatch(unquote(part.partition("=")[0]))]
    escaped = (_escape(part, _QUERY_SIGNS) for part in kept)
    return "&".join(sorted(escaped, key=lambda part: part.partition("=")[0]))


def _escape(text: str, signs: frozenset[int]) -> str:
    """The text with what need not be escaped plain, and all else escaped in capitals; signs stay as they were."""
    raw, out, at = text.encode("utf-8", "surrogatepass"), [], 0
    while at < len(raw):
        escape = _ESCAPE.match(raw, at)
        byte = int(escape[1], 16) if escape else raw[at]
        plain = byte in _UNRESERVED or (escape is None and byte in signs)
        out.append(chr(byte) if plain else f"%{byte:02X}")
        at += 3 if escape else 1
    return "".join(out)


def without_user(url: str) -> str:
    """The URL on one line, without a user's name and password.

    >>> without_user("https://sara:1234@news.example/a")
    'https://news.example/a'
    """
    line = _UNSEEN.sub(" ", url.strip())
    scheme, marks, rest = re.match(r"([A-Za-z][\w+.-]*:)?([/\\]*)(.*)", line, re.S).groups("")  # type: ignore[union-attr]
    host, sign, tail = _cut_host(rest)
    if sign and not re.fullmatch(r"(?:[^:\[\]]*|\[[^\]]*\])(?::\d*)?", host.rpartition("@")[2]) and "@" in tail:
        return f"{scheme}{marks}{tail.rpartition('@')[2]}"  # a password with a slash in it
    return f"{scheme}{marks}{host.rpartition('@')[2]}{sign}{tail}"


def _cut_host(rest: str) -> tuple[str, str, str]:
    end = re.search(r"[/?#]", rest)
    return (rest[: end.start()], end[0], rest[end.end() :]) if end else (rest, "", "")


def shown_url(url: str, most: int = 200) -> str:
    """The URL as it may be shown: without user and fragment, values that look like secrets left out, and not long.

    >>> shown_url("https://news.example/a?id=5&access_token=abc")
    'https://news.example/a?id=5&access_token=…'
    """
    line, sign, query = without_user(url).partition("#")[0].partition("?")
    shown = line + sign + re.sub(r"[^&;]+", _mask, query)
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def _mask(part: re.Match[str]) -> str:
    name, sign, _ = part[0].partition("=")
    return f"{name}=…" if sign and _SECRET.search(unquote(name)) else part[0]
