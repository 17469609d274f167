"""GeoJSON: incidents as one FeatureCollection by RFC 7946, written feature by feature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from isnad.show.exports.coding import Coding
from isnad.show.exports.lines import join_chunks, write_object
from isnad.show.exports.properties import find_properties
from isnad.show.shown import IncidentShown


def write_geojson(incidents: Iterable[IncidentShown], coding: Coding) -> Iterator[bytes]:
    """The collection, in chunks. A place without coordinates is a feature without geometry."""
    return join_chunks(_parts(incidents, coding))


def _parts(incidents: Iterable[IncidentShown], coding: Coding) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": [\n'
    comma = ""
    for shown in incidents:
        yield f"{comma}{write_object(_feature(shown, coding))}"
        comma = ",\n"
    yield "\n]}\n"


def _feature(shown: IncidentShown, coding: Coding) -> dict[str, Any]:
    found = find_properties(shown, coding)
    lat, lon = found["lat"], found["lon"]
    geometry = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
    properties = found | {"claims": list(shown.claims)}
    return {"type": "Feature", "id": shown.incident_id, "geometry": geometry, "properties": properties}
