"""Invented places, people and happenings for tests of care. No such place is on any map."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from isnad.knowledge import load_knowledge
from isnad.knowledge.gazetteer import PlaceRow
from isnad.show.care.eyes import Eyes, Role
from isnad.show.care.knowing import find_care
from isnad.show.care.policy import load_policy
from isnad.show.views.shown import ActorShown, CountShown, FlowShown, HoldShown, IncidentShown, PlaceShown


def _row(
    place_id: str, name: str, name_en: str, kind: str, parent: str, lat: float, admin1: str = "Wadiya"
) -> PlaceRow:
    return PlaceRow(place_id, (name,), (name_en,), kind, lat, lat + 20, "XA", admin1, parent, "", "compiled", "")


ROWS = (
    _row("xa", "مرفانيا", "Marfania", "country", "", 10.0, ""),
    _row("xa-wadiya", "الوادية", "Wadiya", "governorate", "xa", 11.0),
    _row("xa-tallun", "قضاء تلون", "Tallun", "district", "xa-wadiya", 12.0),
    _row("xa-tallun-north", "ناحية تلون الشمالية", "North Tallun", "district", "xa-tallun", 12.25),
    _row("xa-zahrun", "زهرون", "Zahrun", "village", "xa-tallun-north", 12.50123),
    _row("xa-sahlun", "سهلون", "Sahlun", "town", "xa-wadiya", 11.70321),
    _row("xa-nabun-camp", "مخيم نبعون", "Nabun Camp", "camp", "xa-tallun", 12.80456),
    _row("xa-barrun", "برون", "Barrun", "town", "xa", 10.90111, ""),
)
KNOWLEDGE = replace(load_knowledge(), places=ROWS)
CARE = find_care(KNOWLEDGE, load_policy())
LATER = "2025-03-01T00:00:00.000000Z"
PUBLIC = Eyes(None, Role.PUBLIC, LATER)
ANALYST = Eyes("analyst", Role.ANALYST, LATER)
PRIVATE = ActorShown("سامر التلوني", None, None, None)
WITNESS = ActorShown("أبو نبيل، شاهد عيان", None, None, None)
ARMY = ActorShown("الجيش السوري", "Syria army", "sy-army", "military")


def public_at(now: str) -> Eyes:
    return Eyes(None, Role.PUBLIC, now)


def place(place_id: str, /, **values: Any) -> PlaceShown:
    """The place of the invented gazetteer, as a view would show it."""
    row = next(row for row in ROWS if row.place_id == place_id)
    given = PlaceShown(row.names[0], row.name_en, place_id, row.admin1 or None, None, "XA", row.lat, row.lon, "point")
    return replace(given, **values)


def incident(**values: Any) -> IncidentShown:
    given: dict[str, Any] = {
        "incident_id": "incident", "type": "shelling", "first_day": "2024-12-05", "last_day": "2024-12-05",
        "place": place("xa-zahrun"), "initiators": (), "targets": (), "tolls": {}, "factuality": "asserted",
        "claims": ("claim",), "articles": 1001, "outlets": 1002, "origins": 1003, "sources": (), "is_contested": False,
        "words": None, "first_known": "2024-12-05T12:34:56.000000Z",
    }  # fmt: skip
    return IncidentShown(**(given | values))


def flow(**values: Any) -> FlowShown:
    given: dict[str, Any] = {
        "incident_id": "incident", "category": "displaced", "kind": "flow", "unit": "household",
        "count": CountShown(7, 7, "سبع عائلات"), "origins_of_flow": (place("xa-zahrun"),),
        "destinations": (place("xa-nabun-camp"),), "first_day": "2024-12-05", "last_day": "2024-12-05",
        "trigger": "shelling", "claims": ("claim",), "articles": 1001, "outlets": 1002, "origins": 1003,
        "factuality": "asserted", "first_known": "2024-12-05T12:34:56.000000Z",
    }  # fmt: skip
    return FlowShown(**(given | values))


def hold(**values: Any) -> HoldShown:
    given: dict[str, Any] = {
        "place": place("xa-sahlun"), "holder": ARMY, "since": "2024-12-05", "sources": (WITNESS,), "contested": (),
        "claims": ("claim",),
    }  # fmt: skip
    return HoldShown(**(given | values))
