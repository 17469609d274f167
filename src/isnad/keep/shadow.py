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
from isnad.arabic.fold import fold, fold_word
from isnad.arabic.words import Word

# A token is cut to this many characters: PostgreSQL keeps none over 2,046 bytes.
_LONGEST = 64
# A shadow ends after this many bytes: PostgreSQL keeps 1 MiB of tokens to a row. Longer than any report.
_MOST_BYTES = 1_000_000
_MOST_BYTES_OF_LETTER = 4
_PHRASE = 1000  # characters of a text whose tokens are remembered
_SHORTEST = 3
_SHORTEST_AFTER_ARTICLE = 2
# As `arabic.words` has them; a test holds both together.
_GLUED = re.compile(r"(?<=[^\W\d_]ة)(?=[^\W\d_])")
_FORM = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
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
    for text in texts:
        if text:
            find = _remembered if len(text) <= _PHRASE else _find_tokens
            tokens.update(dict.fromkeys(find(text)))
    shadow = " ".join(tokens)
    return shadow if len(shadow) * _MOST_BYTES_OF_LETTER <= _MOST_BYTES else " ".join(_bounded(tokens))


def query_of(query: str) -> tuple[str, ...]:
    """Tokens that must all stand in a shadow for the query to find it.

    Order: of first appearance. Empty: no letter or digit.

    >>> query_of('قُتِلَ" OR إدلب')
    ('قتل', 'or', 'ادلب')
    """
    return tuple(dict.fromkeys(piece for form in _forms(query) for piece in pieces_of(form)))


def is_found(word: Word, tokens: frozenset[str]) -> bool:
    """Whether one of the tokens of a query finds the word."""
    return word.kind != "mark" and not tokens.isdisjoint(tokens_of(word.form))


def _find_tokens(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token for form in dict.fromkeys(_forms(text)) for token in tokens_of(form)))


# Several claims stand in one sentence, and names come again.
_remembered = lru_cache(maxsize=2048)(_find_tokens)


def _forms(text: str) -> list[str]:
    """Forms of the words and numbers, as `find_words` gives them but without their places: three times as fast."""
    return _FORM.findall(fold(_GLUED.sub(" ", text)).text)


@lru_cache(maxsize=65536)
def tokens_of(form: str) -> tuple[str, ...]:
    """Tokens of one word as `find_words` gives it: its pieces, and their forms without proclitics."""
    return tuple(dict.fromkeys(token for piece in pieces_of(form) for token in (piece, *_stems(piece))))


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
