"""One question posted to a server that a person named: no redirects, bounded in bytes and time."""

from __future__ import annotations

import httpx

from isnad.errors import SourceError
from isnad.gather.urls import without_user

_TIMEOUT_S = 30.0
_MOST_BYTES = 1 << 20


def post_query(url: str, query: bytes) -> bytes:
    """The body of the answer to a time-stamp query.

    Raises: SourceError when the server does not answer 200 within its bounds.
    """
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    where = without_user(url)
    try:
        with httpx.stream("POST", url, content=query, headers=headers, timeout=_TIMEOUT_S, trust_env=False) as response:
            if response.status_code != httpx.codes.OK:
                raise SourceError(where, f"answers with status {response.status_code}; check the authority's address")
            answer = b""
            for part in response.iter_bytes(1 << 16):
                answer += part
                if len(answer) > _MOST_BYTES:
                    raise SourceError(where, "answers with more than a time stamp can be")
            return answer
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SourceError(where, f"cannot be reached ({error or type(error).__name__}); try again") from error
