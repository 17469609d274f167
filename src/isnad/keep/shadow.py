"""Shadow texts: the tokens under which a text is found, and those of a query. Pure.

Every word stands in the shadow in its folded form and, so that `حمص` finds `بحمص`, in every form that taking off the
short words written together with it leaves. A query becomes folded forms alone, all of which must stand in a shadow.
Tokens are letters and digits, told apart by single spaces: whatever cuts a shadow at spaces gives the same tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import digit, normalize

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import fold_word
from isnad.arabic.words import Word, find_words

# A token is cut to this many characters: PostgreSQL keeps none over 2,046 bytes.
_LONGEST = 64
# A shadow ends after this many bytes: PostgreSQL keeps 1 MiB of tokens to a row. Longer than any report.
_MOST_BYTES = 1_000_000
_SHORTEST = 3
_SHORTEST_AFTER_ARTICLE = 2
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
# Vowel signs as letters of their own in old encodings; their normal form would put a space into the word.
_LOOSE_SIGNS = dict.fromkeys([*range(0xFE70, 0xFE80), *range(0xFC5E, 0xFC64), *range(0xFCF2, 0xFCF5)])


def shadow_of(texts: Iterable[str | None]) -> str:
    """Tokens under which the texts are found, each once.

    Order: of first appearance. Empty: no letter or digit.

    >>> shadow_of(["وصل إلى بحمص"])
    'وصل الي بحمص حمص'
    """
    tokens: dict[str, None] = {}
    for text in dict.fromkeys(texts):
        for form in dict.fromkeys(word.form for word in find_words(text or "") if word.kind != "mark"):
            tokens.update(dict.fromkeys(tokens_of(form)))
    return " ".join(_bounded(tokens))


def query_of(query: str) -> tuple[str, ...]:
    """Tokens that must all stand in a shadow for the query to find it.

    Order: of first appearance. Empty: no letter or digit.

    >>> query_of('قُتِلَ" OR إدلب')
    ('قتل', 'or', 'ادلب')
    """
    words = (word for word in find_words(query) if word.kind != "mark")
    return tuple(dict.fromkeys(piece for word in words for piece in pieces_of(word.form)))


def is_found(word: Word, tokens: frozenset[str]) -> bool:
    """Whether one of the tokens of a query finds the word."""
    return word.kind != "mark" and not tokens.isdisjoint(tokens_of(word.form))


@lru_cache(maxsize=200_000)
def tokens_of(form: str) -> tuple[str, ...]:
    """Tokens of one word as `find_words` gives it: its pieces, and their forms without proclitics."""
    return tuple(dict.fromkeys(token for piece in pieces_of(form) for token in (piece, *_stems(piece))))


@lru_cache(maxsize=200_000)
def pieces_of(form: str) -> tuple[str, ...]:
    """The word as folded runs of letters or digits; mostly one.

    >>> pieces_of("١٢,٠٠٠"), pieces_of("ﻗﺘﻞ"), pieces_of("NATO")
    (('12000',), ('قتل',), ('nato',))
    """
    plain = fold_word(normalize("NFKC", form.translate(_LOOSE_SIGNS)).casefold())
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    return tuple(_piece(found)[:_LONGEST] for found in _PIECE.findall(plain))


def _piece(found: str) -> str:
    """The piece with digits of every script as those of ASCII."""
    return "".join(str(digit(sign)) for sign in found) if found.isdecimal() else found


def _stems(piece: str) -> list[str]:
    return [stem for clitics, stem in find_stems(piece) if clitics and len(stem) >= _shortest(clitics)]


def _shortest(clitics: str) -> int:
    return _SHORTEST_AFTER_ARTICLE if clitics.endswith(("ال", "لل")) else _SHORTEST


def _bounded(tokens: Iterable[str]) -> Iterable[str]:
    left = _MOST_BYTES
    for token in tokens:
        left -= len(token.encode()) + 1
        if left < 0:
            return
        yield token
