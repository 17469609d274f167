"""What a person reads on a page: its words, which of them are quoted or named, and in which language they are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

_VOID = frozenset(("input", "link", "meta", "br", "hr", "img"))
_UNREAD = frozenset(("script", "style"))
_QUOTED = frozenset(("bdi", "code", "kbd"))
_SAID = ("title", "aria-label", "placeholder", "alt", "data-now")
ARABIC, LATIN = re.compile("[\u0621-\u064a]{2,}"), re.compile("[A-Za-z]{2,}")
# Parts of a sentence that are isolated, names in backticks, paths and addresses.
_APART = re.compile("\u2068.*?\u2069|`[^`]*`|\\S*[/.@_]\\S*")
# Of ids.
_DIGITS = frozenset("0123456789abcdef")
# Names of formats, projects and signs that are the same in every language.
SIGNS = frozenset(
    ("UTC", "JSON", "Lines", "ZIP", "HTML", "CSV", "WARC", "gzip", "Atom", "Word", "Markdown", "Natural", "Earth", "https",
     "PMTiles", "OpenStreetMap", "datamaps", "ISNAD")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """Words of a page. `is_quoted`: they are another's or a name; `language` is what they are marked as, None: the page's."""

    words: str
    is_quoted: bool
    language: str | None

    def foreign(self, language: str) -> list[str]:
        """The words of the other language, but for signs that are the same in all and what is set apart as it was given."""
        words = _APART.sub("", self.words)
        if language == "en":
            return ARABIC.findall(words)
        return [word for word in LATIN.findall(words) if word not in SIGNS and not set(word) <= _DIGITS]


def read_page(html: str) -> tuple[Read, ...]:
    """All that is read on the page. Order: as it stands there."""
    reader = _Reader()
    reader.feed(html)
    return tuple(reader.found)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Read] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in _SAID:
            if words := given.get(name):
                self.found.append(Read(words, *self._standing()))
        if tag not in _VOID:
            self._open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(tag in _UNREAD for tag, _ in self._open):
            self.found.append(Read(" ".join(data.split()), *self._standing()))

    def _standing(self) -> tuple[bool, str | None]:
        within = self._open[1:]  # all but the page itself
        is_quoted = any(tag in _QUOTED or given.get("dir") == "auto" for tag, given in within)
        return is_quoted, next(self._languages(within), None)

    @staticmethod
    def _languages(within: list[tuple[str, dict[str, str | None]]]) -> Iterator[str]:
        return (str(given["lang"]) for _, given in reversed(within) if given.get("lang"))
