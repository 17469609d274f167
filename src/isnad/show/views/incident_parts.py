"""Parts of an incident as its page shows them: values by origin, the chain, the claims, stages of knowledge. Plain data.

What is said (`said`, `suggested`, `replaced_by`) is in Arabic as written or as the register and the gazetteer have it, with `_en`
in English where these know it.
"""

from __future__ import annotations

from dataclasses import dataclass

from isnad.show.shown import ActorShown


@dataclass(frozen=True, slots=True)
class HeadShown:
    """What the incident is listed by, and its four numbers, never mixed: reports (claims), articles, outlets, origins."""

    incident_id: str
    type: str
    first_day: str | None
    last_day: str | None
    country: str | None
    admin1: str | None
    reports: int
    articles: int
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True)
class WordsShown:
    """The words that say a value, and where they stand. Offsets: code points of the version's text, end exclusive."""

    claim_id: str
    article_id: str
    version: int
    outlet: str | None
    published: str | None
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class SideShown:
    """Origins that say the very same of a value; `number` counts sides from 1."""

    number: int
    said: tuple[str, ...]
    said_en: tuple[str, ...]
    origins: tuple[ActorShown, ...]
    first_told: str | None
    words: tuple[WordsShown, ...]


@dataclass(frozen=True, slots=True)
class EarlierShown:
    """What an origin said before it said otherwise, or more exactly."""

    origin: ActorShown
    said: str
    said_en: str
    told: str
    replaced_by: str | None
    replaced_by_en: str | None
    words: tuple[WordsShown, ...]


@dataclass(frozen=True, slots=True)
class ApartShown:
    """Two sides that contradict each other, by number; `days_apart` from the one's first telling to the other's."""

    one: int
    other: int
    days_apart: int | None


@dataclass(frozen=True, slots=True)
class ValueShown:
    """What is said of one value; `suggested` by the rule that is named, on so many origins of all."""

    value: str
    suggested: str | None
    suggested_en: str | None
    rule: str
    agreeing: int
    origins: int
    low: str | None
    high: str | None
    is_open: bool
    sides: tuple[SideShown, ...]
    contradictions: tuple[ApartShown, ...]
    earlier: tuple[EarlierShown, ...]


@dataclass(frozen=True, slots=True)
class RelayShown:
    """How one claim came from its origin: through whom, in which article, and why it is held to."""

    claim_id: str
    article_id: str
    outlet: str | None
    through: tuple[ActorShown, ...]
    how: str
    of: str | None


@dataclass(frozen=True, slots=True)
class OriginShown:
    """One independent voice, and the claims that come from it."""

    actor: ActorShown
    kind: str
    is_named: bool
    also: tuple[ActorShown, ...]
    relays: tuple[RelayShown, ...]


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim of the incident with its words, down to the capture and the receipts that prove them."""

    claim_id: str
    article_id: str
    version: int
    type: str
    factuality: str
    title: str | None
    outlet: str | None
    published: str | None
    received: str
    start: int
    end: int
    words: str
    capture: str
    receipts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KnownShown:
    """A value as it stood at a moment."""

    value: str
    suggested: str | None
    suggested_en: str | None
    rule: str
    contradictions: int


@dataclass(frozen=True, slots=True)
class StageShown:
    """The incident as known at a moment (UTC)."""

    known: str
    reports: int
    articles: int
    outlets: int
    origins: int
    values: tuple[KnownShown, ...]


@dataclass(frozen=True, slots=True)
class LinkShown:
    """Why two claims were joined or not: log odds that they tell of one happening, features, and a person's word if any."""

    one: str
    other: str
    score: float
    features: tuple[str, ...]
    judged: str | None
