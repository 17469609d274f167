"""Coding: what the knowledge and the tables of shapes say of a type of event, an actor, a country, a governorate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from isnad.knowledge import Knowledge
from isnad.knowledge.actors import ActorRow
from isnad.knowledge.countries import country_name
from isnad.knowledge.events import EventType
from isnad.knowledge.tables import find_rows
from isnad.show.shown import ActorShown, IncidentShown, PlaceShown
from isnad.weigh.flow_figures import HELD

SEPARATOR = "|"
_UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Country:
    """Codes of a country: ISO 3166 alpha-3 and numeric, Gleditsch and Ward's number, ACLED's region; empty: not known."""

    alpha3: str = _UNKNOWN
    numeric: str = _UNKNOWN
    gwno: str = _UNKNOWN
    region: str = _UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class Coding:
    """Rows by what exports look them up by: types by name, actors by id, P-codes by country and governorate."""

    types: Mapping[str, EventType]
    actors: Mapping[str, ActorRow]
    countries: Mapping[str, Country]
    admin1_codes: Mapping[tuple[str, str], str]
    acled_types: Mapping[str, tuple[str, str]]
    sides: Mapping[tuple[str, str], str]
    violence: Mapping[tuple[str, str], str]
    sectors: Mapping[str, str]
    schemata: Mapping[str, str]

    def find_inter(self, actors: Iterable[ActorShown]) -> str:
        """ACLED's inter code of the first actor that has one, empty where none has."""
        rows = (self.actors.get(actor.actor_id or "") for actor in actors)
        return next((row.acled_inter for row in rows if row and row.acled_inter), "")

    def find_side(self, actors: Iterable[ActorShown]) -> str:
        """Which kind of side UCDP would take the first actor for that it can be told of: `state`, `group`, `civilians`."""
        found = (self._side(self.actors.get(actor.actor_id or "")) for actor in actors)
        return next((side for side in found if side), "")

    def _side(self, row: ActorRow | None) -> str:
        keys = ((row.acled_inter, row.kind), (row.acled_inter, "*")) if row else ()
        return next((self.sides[key] for key in keys if key in self.sides), "")

    def find_admin1_code(self, place: PlaceShown | None) -> str:
        """The P-code of the place's governorate, empty where it is not known."""
        return self.admin1_codes.get((place.country or "", place.admin1 or ""), "") if place else ""

    def find_country(self, place: PlaceShown | None) -> Country:
        """Codes of the place's country."""
        return self.countries.get(place.country or "", Country()) if place else Country()


def find_coding(knowledge: Knowledge) -> Coding:
    """The coding of this knowledge. Raises: KnowledgeError when a table of shapes is malformed."""
    governorates = (row for row in knowledge.places if row.kind == "governorate" and row.pcode)
    return Coding(
        types={one.name: one for one in knowledge.event_types},
        actors={row.actor_id: row for row in knowledge.actors},
        countries={code: Country(*rest) for code, *rest in load_shape("countries", "code alpha3 numeric gwno region")},
        admin1_codes={(row.country, row.admin1): row.pcode for row in governorates},
        acled_types={
            name: (event, disorder)
            for name, event, disorder in load_shape("acled_types", "sub_event_type event_type disorder_type")
        },
        sides={(inter, kind): side for inter, kind, side in load_shape("ucdp_sides", "inter kind side")},
        violence={(a, b): kind for a, b, kind in load_shape("ucdp_violence", "side_a side_b type_of_violence")},
        sectors=dict(load_pairs("plover_sectors", "kind sector")),
        schemata=dict(load_pairs("ftm_schemata", "kind schema")),
    )


def load_shape(name: str, columns: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of shapes. Raises: KnowledgeError."""
    return tuple(tuple(row) for row in find_rows(files(__package__) / "shapes" / f"{name}.tsv", tuple(columns.split())))


def load_pairs(name: str, columns: str) -> Iterator[tuple[str, str]]:
    """The rows of a table of two columns. Raises: KnowledgeError."""
    return ((one, other) for one, other in load_shape(name, columns))


def is_held(shown: IncidentShown) -> bool:
    """Whether it is told as happened: what is denied or only possible is no event in tables that are summed up."""
    return shown.factuality in HELD


def name_of(shown: ActorShown | PlaceShown) -> str:
    """The English name, else the name as told."""
    return shown.name_en or shown.name


def names_of(actors: Iterable[ActorShown]) -> str:
    """The names of actors in one cell."""
    return "; ".join(name_of(actor).replace(";", ",") for actor in actors)


def join_claims(claims: Iterable[str]) -> str:
    """The ids of claims in one cell."""
    return SEPARATOR.join(claims)


def count_days(shown: IncidentShown) -> int | None:
    """How many days the happening is bounded to, None where a bound is open."""
    if shown.first_day is None or shown.last_day is None:
        return None
    return (date.fromisoformat(shown.last_day) - date.fromisoformat(shown.first_day)).days + 1


def day_of(shown: IncidentShown) -> str | None:
    """The day that stands for the happening: its first, else its last."""
    return shown.first_day or shown.last_day


def country_of(place: PlaceShown | None) -> str:
    """The English name of the place's country, empty where none is known."""
    return country_name(place.country) if place and place.country else ""
