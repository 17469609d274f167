"""What is shown of an incident, a flow of people and a hold of a place: plain records, the same for pages and exports.

Days are ISO 8601, moments UTC as the store has them. Names are Arabic as told or as in the register; `name_en` and ids are
there where the register or the gazetteer knows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """A place. `precision` is `point`, `area`, `within` (somewhere in it) or `name` (not in the gazetteer)."""

    name: str
    name_en: str | None
    place_id: str | None
    admin1: str | None
    admin2: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: str


@dataclass(frozen=True, slots=True)
class ActorShown:
    """An actor or a source: its name as told, and its id, English name and kind where the register knows it."""

    name: str
    name_en: str | None = None
    actor_id: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class CountShown:
    """Bounds of a count over the origins that give one (None: open, or only in words), and the words of one of them."""

    low: int | None
    high: int | None
    words: str | None


@dataclass(frozen=True, slots=True)
class IncidentShown:
    """An incident as it is listed, mapped and exported.

    `tolls` has `fatalities`, `injured`, `displaced` where told. `claims` are the ids that it rests on, `articles`,
    `outlets` and `origins` numbers that are never mixed, `sources` the independent origins. `is_contested` says that
    origins contradict each other. `words` are those of the fullest claim, `first_known` when its first report was received.
    `evidence` are the words of all its claims: care finds by them what must be protected, and the public never gets them.
    """

    incident_id: str
    type: str
    first_day: str | None
    last_day: str | None
    place: PlaceShown | None
    initiators: tuple[ActorShown, ...]
    targets: tuple[ActorShown, ...]
    tolls: Mapping[str, CountShown]
    factuality: str
    claims: tuple[str, ...]
    articles: int
    outlets: int
    origins: int
    sources: tuple[ActorShown, ...]
    is_contested: bool
    words: str | None
    first_known: str
    evidence: tuple[str, ...] = ()


def incident_row(shown: IncidentShown) -> dict[str, Any]:
    """The incident as JSON has it, without the words of all its claims: they are for care, and claims have them."""
    row = asdict(shown)
    del row["evidence"]
    return row


@dataclass(frozen=True, slots=True)
class FlowShown:
    """People who moved or are displaced: `category`, `kind` (flow, stock) and `unit` (person, household) are IDMC's terms."""

    incident_id: str
    category: str
    kind: str
    unit: str | None
    count: CountShown | None
    origins_of_flow: tuple[PlaceShown, ...]
    destinations: tuple[PlaceShown, ...]
    first_day: str | None
    last_day: str | None
    trigger: str | None
    claims: tuple[str, ...]
    articles: int
    outlets: int
    origins: int
    factuality: str
    first_known: str


@dataclass(frozen=True, slots=True)
class HoldShown:
    """Who is said to hold a place: since when, on whose word, and why it is contested (empty: it is not)."""

    place: PlaceShown
    holder: ActorShown | None
    since: str | None
    sources: tuple[ActorShown, ...]
    contested: tuple[str, ...]
    claims: tuple[str, ...]
