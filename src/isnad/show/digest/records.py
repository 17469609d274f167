"""The records of a digest: frozen, typed, in no language of their own. Others speak them, mark them, or write them out.

Offsets are code points of the text of the article's version, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from isnad.model import Span
from isnad.show.shown import ActorShown, CountShown, IncidentShown, PlaceShown


@dataclass(frozen=True, slots=True)
class DigestClaim:
    """A claim that a line carries, by its values, so that it can be told in another language.

    `sources` are nearest first, empty is the outlet's own voice; `is_sourced` says that the line's own words name the
    nearest of them. `trigger` is the word that names the event. `date` is EDTF.
    """

    claim_id: str
    type: str
    factuality: str
    trigger: Span
    initiators: tuple[ActorShown, ...]
    targets: tuple[ActorShown, ...]
    places: tuple[tuple[str, PlaceShown], ...]
    date: str | None
    tolls: Mapping[str, CountShown]
    sources: tuple[ActorShown, ...]
    is_sourced: bool


@dataclass(frozen=True, slots=True)
class SourceBeside:
    """A source that the line's words do not name: our words, never the report's. `spans` are where the report names it.

    `sources` are nearest first; `claims` are those of the line that rest on it.
    """

    sources: tuple[ActorShown, ...]
    spans: tuple[Span, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineAttribution:
    """Whose word the line's claims are, as far as its own words do not say so. Order: of the claims."""

    beside: tuple[SourceBeside, ...]


@dataclass(frozen=True, slots=True)
class DigestLine:
    """Words of the report as they stand, `text[start:end]`, with the claims that they carry.

    `attribution` must be told wherever the line is; None: its words name every source, or it is the outlet's own voice.
    `factuality` is that of the least sure of its claims; where it is not `asserted` it must be told too, for each claim
    that it holds for. `doubts` are keys of reasons for care that others found.
    """

    text: str
    start: int
    end: int
    claims: tuple[DigestClaim, ...]
    attribution: LineAttribution | None
    factuality: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleDigest:
    """Up to three sentences of a report, and up to three key lines with events that these do not carry.

    Order: as in the text. Empty: nothing of the report can be read.
    """

    article_id: str
    lines: tuple[DigestLine, ...]
    key_lines: tuple[DigestLine, ...]
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class SideSaid:
    """What some origins say of a value: the same, by all of them."""

    said: tuple[str, ...]
    origins: tuple[ActorShown, ...]


@dataclass(frozen=True, slots=True)
class ContradictionSaid:
    """A value on which origins contradict each other, and which say what. `value` is `happened`, `fatalities` ..."""

    value: str
    sides: tuple[SideSaid, ...]


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident in a digest, with its four numbers that are never mixed: claims, articles, outlets, origins of `shown`.

    `contradictions` is empty for eyes that may not read words; `shown.is_contested` still holds.
    """

    shown: IncidentShown
    contradictions: tuple[ContradictionSaid, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SituationDigest:
    """The heaviest incidents of what is asked for, the heaviest first.

    `asked` is the filter as a query, `as_of` the moment that nothing here is later than, None for now, when it was made
    `made`. `incidents` and `contested` count all that is asked for, `left_out` those of them that have no line.
    """

    asked: str
    as_of: str | None
    made: str
    incidents: int
    contested: int
    lines: tuple[IncidentLine, ...]
    left_out: int
    has_words: bool
