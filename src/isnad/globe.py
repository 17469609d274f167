"""Distances on the globe. Coordinates are decimal degrees, WGS 84."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Protocol

_DIAMETER_KM = 12742.0


class Located(Protocol):
    """What may have coordinates."""

    @property
    def lat(self) -> float | None:
        """Latitude."""

    @property
    def lon(self) -> float | None:
        """Longitude."""


def distance_km(one: Located, other: Located) -> float | None:
    """Great-circle distance, None where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(radians, (one.lat, one.lon, other.lat, other.lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return _DIAMETER_KM * asin(min(1.0, sqrt(half)))
