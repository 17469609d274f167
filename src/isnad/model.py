"""The records of the house: frozen, typed, no input or output.

Offsets everywhere are code points of `Article.text`, start inclusive, end exclusive. Times are UTC, ISO 8601 with
microseconds and `Z`. A hash is the SHA-256 of bytes, as 64 hexadecimal digits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class SectionKind(StrEnum):
    """What a stretch of a news page is."""

    TITLE = "title"
    DATE_LINE = "date_line"
    CAPTION = "caption"
    CONTROL = "control"
    SUMMARY = "summary"
    PULL_QUOTE = "pull_quote"
    HEADING = "heading"
    BODY = "body"
    RELATED = "related"
    CONTRIBUTORS = "contributors"


class Factuality(StrEnum):
    """How sure the text is that a thing happened."""

    ASSERTED = "asserted"
    CLAIMED = "claimed"
    DENIED = "denied"
    POSSIBLE = "possible"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers.

        >>> Span(0, 3).of("حمص اليوم")
        'حمص'
        """
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as received, named by their hash; `size` in bytes. The archive holds them."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """One act of receiving a capture, as the archive's log holds it.

    `number` counts from 1; `hash` covers all other fields, `previous` is the hash of the receipt before (zeros for
    the first), so that a receipt that is changed, taken out or put in is found. `where` names the item as a person
    would look for it: a path, `path:line`, a URL, `archive.warc.gz#record`. `kind` is an `ItemKind`. `told` is what
    the source says of the item beside its bytes (`outlet`, `published`, `title`).
    """

    number: int
    capture: Capture
    where: str
    kind: str
    received: str
    tool: str
    run: str
    url: str | None
    final_url: str | None
    status: int | None
    headers: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, str], ...]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Section:
    """A typed stretch of the page; sections do not overlap and stand in text order."""

    kind: SectionKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One report as parsed: immutable text and metadata.

    `byline` is who wrote it, as its source says beside the text: a person, a place, an agency (`الرياض - واس`).
    """

    article_id: str
    text: str
    sections: tuple[Section, ...]
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    notes: tuple[str, ...] = field(default=())
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the article that fill a role; `resolved` is the register's id where the name is known."""

    span: Span
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of an event as worded, its role (`where`, `origin`, `destination`), and what it resolved to.

    `place_id`, `lat`, `lon`, `admin1` and `country` are None where the gazetteer gives no answer;
    `within` says that the answer is only the containing place.
    """

    span: Span
    role: str
    place_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    admin1: str | None = None
    country: str | None = None
    within: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event as EDTF with the words that say it; `carried` where an earlier sentence says it."""

    edtf: str
    span: Span
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count of people: bounds as given (None where open), and the words that say it."""

    low: int | None
    high: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """On whose word: sources nearest first; empty is the outlet's own voice.

    `cue` is the word that says so (`قال`, `بحسب`), `content` the stretch that it covers.
    """

    sources: tuple[Phrase, ...] = ()
    cue: Span | None = None
    content: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One event as one article tells it, every value with the characters that say it.

    `claim_id` depends on the article, the type and the spans, not on the rules' version.
    `reasons` name the data rows and mechanisms that made the claim.
    """

    claim_id: str
    article_id: str
    type: str
    trigger: Span
    evidence: Span
    initiator: tuple[Phrase, ...]
    target: tuple[Phrase, ...]
    places: tuple[Place, ...]
    when: When | None
    quantities: tuple[tuple[str, Quantity], ...]
    attribution: Attribution
    factuality: Factuality
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a tool or a person concluded about a record.

    `subject` is the record's id and `subject_kind` what it is (`item`, `capture`, `version`, `claim`, `incident`).
    `seen` is the digest of what was looked at; where the record has another by now, the finding shows as stale.
    """

    subject_kind: str
    subject: str
    verdict: str
    by: str
    at: str
    reason: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    seen: str | None = None
