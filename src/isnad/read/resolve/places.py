"""Places resolved: which row of the gazetteer a name means in this article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf

from isnad.globe import distance_km
from isnad.knowledge.gazetteer import PlaceRow
from isnad.read.mentions.chunks import Chunk, PlaceMention

_KIND_OF_WORD = {
    "city": {"town"}, "town": {"town", "village"}, "village": {"village", "town"}, "governorate": {"governorate"},
    "quarter": {"quarter", "town", "village"}, "camp": {"camp"}, "country": {"country"},
    "district": {"district", "town"},
}  # fmt: skip
_COUNTRY_WEIGHT, _KIND_WEIGHT, _CONTAINER_WEIGHT, _NEAR_WEIGHT = 3.0, 2.0, 5.0, 1.0
_BIG_KINDS = {"governorate": 0.2, "town": 0.6, "country": 0.5, "region": 0.3}
_NEAR_KM = 120.0
_SMALL = frozenset(("village", "quarter", "facility", "mountain", "road", "river", "bridge"))
_MAIN_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the article says about where it is: how often each country is meant, and its sure places."""

    countries: Counter[str] = field(default_factory=Counter)
    anchors: tuple[PlaceRow, ...] = ()


def find_surroundings(chunks: Iterable[Chunk]) -> Surroundings:
    """Countries and unambiguous places that the chunks name."""
    countries: Counter[str] = Counter()
    anchors: list[PlaceRow] = []
    for chunk in chunks:
        if chunk.actor is not None and chunk.actor.country:
            countries[chunk.actor.country] += 1
        if chunk.nationality:
            countries[chunk.nationality] += 1
        for mention in chunk.places:
            rows = _rows(mention)
            if mention.last - mention.first == 1 and not mention.kind_word and not any(map(_is_evident, rows)):
                continue
            if len({row.country for row in rows}) == 1:
                countries[rows[0].country] += 2
            if len(rows) == 1:
                anchors.append(rows[0])
    return Surroundings(countries, tuple(anchors[:40]))


def _is_evident(row: PlaceRow) -> bool:
    """Whether the name by itself shows where the article is: a country, or a larger place with a name of its own."""
    adjective = row.names[0].startswith("ال") and row.names[0].endswith(("ية", "ي"))
    return row.kind == "country" or (row.kind not in _SMALL and not adjective)


def find_main_countries(around: Surroundings) -> frozenset[str]:
    """Countries that the article is about: those named often enough among all."""
    total = sum(around.countries.values())
    return frozenset(country for country, count in around.countries.items() if count >= _MAIN_SHARE * total)


def _rows(mention: PlaceMention) -> list[PlaceRow]:
    return [entry.payload for entry in mention.candidates if isinstance(entry.payload, PlaceRow)]


def resolve_place(mention: PlaceMention, around: Surroundings, container: Sequence[PlaceRow] = ()) -> PlaceRow | None:
    """The row that the name means, by its kind word, its container, the article's countries and its other places.

    Empty: None where the mention has no candidate.
    """
    rows = _rows(mention)
    if not rows:
        return None
    return max(rows, key=lambda row: (_score(row, mention, around, container), -len(row.place_id)))


def _score(row: PlaceRow, mention: PlaceMention, around: Surroundings, container: Sequence[PlaceRow]) -> float:
    total = sum(around.countries.values()) or 1
    score = _COUNTRY_WEIGHT * around.countries.get(row.country, 0) / total + _BIG_KINDS.get(row.kind, 0.0)
    if mention.kind_word and row.kind in _KIND_OF_WORD.get(mention.kind_word, {mention.kind_word}):
        score += _KIND_WEIGHT
    if any(_contains(big, row) for big in container):
        score += _CONTAINER_WEIGHT
    if row.lat is not None and any(_km(row, anchor) < _NEAR_KM for anchor in around.anchors if anchor is not row):
        score += _NEAR_WEIGHT
    return score


def _contains(big: PlaceRow, small: PlaceRow) -> bool:
    """Whether `big` holds `small`: as its parent, its governorate, its country, or by lying within 60 km of a town."""
    if small.parent == big.place_id or (big.kind == "country" and big.country == small.country):
        return True
    same_admin = bool(big.admin1) and big.admin1 == small.admin1 and big.country == small.country
    return same_admin or (big.lat is not None and small.lat is not None and big is not small and _km(big, small) < 60.0)


def _km(one: PlaceRow, other: PlaceRow) -> float:
    """Great-circle distance; infinite where a coordinate is unknown."""
    distance = distance_km(one, other)
    return inf if distance is None else distance
