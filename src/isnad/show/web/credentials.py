"""Secrets of people and programs: passwords, session ids, tokens, codes. What is kept of each only tells that it is right."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from pwdlib import PasswordHash

from isnad.errors import Reason, SourceError
from isnad.keep.people import fold_name

OTHER_SERVICE = "oidc:"
"""How what stands for the password of somebody begins who signs in by another service: no password is right for it."""
SHORTEST, LONGEST = 12, 256
TOKEN_START = "isnad_"  # noqa: S105 - no secret; so that a token is known for one where it should not be
# Each takes 64 MiB and a core for a tenth of a second: more at once would let a stranger fill the memory.
_AT_ONCE = BoundedSemaphore(2)


def make_secret() -> str:
    """A new secret of 256 random bits."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a random secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def csrf_of(session_id: str) -> str:
    """The word that a page of this session sends back with whatever changes something; it does not tell the session."""
    return hmac.new(session_id.encode("utf-8", "surrogatepass"), b"isnad csrf", hashlib.sha256).hexdigest()


def are_same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how far they agree."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


def checked_password(password: str, name: str) -> str:
    """The password. Raises: SourceError when it is too weak."""
    if len(password) < SHORTEST or len(_typed(password)) > LONGEST:
        raise SourceError(
            "password", Reason("password.length", "needs {least} to {most} characters", least=SHORTEST, most=LONGEST)
        )
    if fold_name(password) == fold_name(name) or len(set(password)) < 5:
        raise SourceError("password", Reason("password.easy", "is too easy to guess; choose another"))
    return password


def hash_password(password: str) -> str:
    """The Argon2 hash of the password."""
    with _AT_ONCE:
        return _hasher().hash(_typed(password))


def is_password(password: str, hashed: str | None) -> bool:
    """Whether the password is the one of the hash; False without one, after as long a time."""
    hashed = None if hashed is None or hashed.startswith(OTHER_SERVICE) else hashed
    with _AT_ONCE:
        right = _hasher().verify(_typed(password)[:LONGEST], hashed or _hash_of_nobody())
    return right and hashed is not None and len(_typed(password)) <= LONGEST


def _typed(password: str) -> str:
    """The password in one form: keyboards of other systems give other characters for the same letters (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _hash_of_nobody() -> str:
    return _hasher().hash(make_secret())
