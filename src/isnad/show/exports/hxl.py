"""HXL: who fled from where to where, and people killed and injured, as a CSV table with humanitarian tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from isnad.show.exports.cells import Value, write_csv
from isnad.show.exports.coding import SEPARATOR, Coding, is_held, join_claims, load_shape
from isnad.show.shown import CountShown, FlowShown, IncidentShown, PlaceShown
from isnad.weigh.flow_figures import HELD

_UNITS = {"person": "idps", "household": "households"}
_HARMED = (("killed", "fatalities"), ("injured", "injured"))


def write_hxl(
    flows: Iterable[FlowShown], incidents: Iterable[IncidentShown], coding: Coding, *, bom: bool = False
) -> Iterator[bytes]:
    """The table, in chunks: a row for each figure of a flow, then one for each incident with people killed or injured.

    What is denied or only possible is left out.
    """
    columns, tags, _ = zip(*load_shape("hxl", "column hxl meaning"), strict=True)
    moved = (_flow_row(flow, coding) for flow in flows if flow.factuality in HELD)
    harmed = (
        _incident_row(one, coding) for one in incidents if is_held(one) and any(n in one.tolls for _, n in _HARMED)
    )
    return write_csv(columns, chain(moved, harmed), tags=tags, bom=bom)


def _flow_row(flow: FlowShown, coding: Coding) -> dict[str, Value]:
    return {
        "record": "flow",
        "incident": flow.incident_id,
        "type": flow.trigger,
        "category": flow.category,
        "kind": flow.kind,
        "start": flow.first_day,
        "end": flow.last_day,
        **_write_ends("origin", flow.origins_of_flow, coding),
        **_write_ends("destination", flow.destinations, coding),
        **(_write_count(_UNITS[flow.unit], flow.count) if flow.unit in _UNITS and flow.count else {}),
        "factuality": flow.factuality,
        "origins": flow.origins,
        "claims": join_claims(flow.claims),
    }


def _write_ends(end: str, places: tuple[PlaceShown, ...], coding: Coding) -> dict[str, Value]:
    """Codes and names of all places of one end, each once; a cell for each, not a row, so that sums stay right."""
    return {
        f"{end}_country": _join(places, lambda place: place.country),
        f"{end}_admin1_code": _join(places, coding.find_admin1_code),
        f"{end}_admin1": _join(places, lambda place: place.admin1),
    }


def _join(places: Iterable[PlaceShown], value: Callable[[PlaceShown], str | None]) -> str:
    return SEPARATOR.join(dict.fromkeys(filter(None, map(value, places))))


def _incident_row(shown: IncidentShown, coding: Coding) -> dict[str, Value]:
    place = shown.place
    found: dict[str, Value] = {
        "record": "incident",
        "incident": shown.incident_id,
        "type": shown.type,
        "start": shown.first_day,
        "end": shown.last_day,
        "country": place.country if place else None,
        "admin1_code": coding.find_admin1_code(place),
        "admin1": place.admin1 if place else None,
        "factuality": shown.factuality,
        "origins": shown.origins,
        "claims": join_claims(shown.claims),
    }
    for column, name in _HARMED:
        found |= _write_count(column, shown.tolls[name]) if name in shown.tolls else {}
    return found


def _write_count(column: str, count: CountShown) -> dict[str, Value]:
    return {f"{column}_low": count.low, f"{column}_high": count.high}
