"""Atom (RFC 4287): incidents of a filter as entries, the newest known first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from isnad.show.shown import IncidentShown, PlaceShown

_ATOM = "http://www.w3.org/2005/Atom"
# XML 1.0 has no place for these, even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself: its address, the address of the page it belongs to, title and language."""

    address: str
    page: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a language says it: the kind of an event, a place, and words by their key in the table of the desk's words."""

    name_kind: Callable[[str], str]
    name_place: Callable[[PlaceShown], str]
    say: Callable[[str], str]


def write_atom(incidents: Iterable[IncidentShown], head: Head, tongue: Tongue) -> bytes:
    """The feed. An entry's address is the page of its incident beside that of the head.

    Order: by when the first report was received, the newest first.
    """
    found = sorted(incidents, key=lambda one: (one.first_known, one.incident_id), reverse=True)
    feed = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": head.language})
    _add(feed, "id", head.address)
    _add(feed, "title", head.title)
    _add(feed, "updated", found[0].first_known if found else _EPOCH)
    Xml.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": head.address})
    Xml.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": head.page})
    _add(Xml.SubElement(feed, "author"), "name", "Isnad")
    for one in found:
        _add_entry(feed, one, head, tongue)
    return bytes(Xml.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add_entry(feed: Xml.Element, one: IncidentShown, head: Head, tongue: Tongue) -> None:
    entry = Xml.SubElement(feed, "entry")
    _add(entry, "id", f"urn:isnad:incident:{one.incident_id}")
    _add(entry, "title", " · ".join(_title(one, tongue)))
    _add(entry, "updated", one.first_known)
    root = head.page.partition("/situation")[0]
    Xml.SubElement(entry, "link", {"rel": "alternate", "href": f"{root}/incident/{one.incident_id}"})
    _add(entry, "category", None, term=one.type)
    _add(entry, "summary", " · ".join(_summary(one, tongue)))


def _title(one: IncidentShown, tongue: Tongue) -> Iterator[str]:
    yield tongue.name_kind(one.type)
    if one.place is not None:
        yield tongue.name_place(one.place)
    if one.last_day is not None:
        yield one.last_day


def _summary(one: IncidentShown, tongue: Tongue) -> Iterator[str]:
    """What is said, and how many say it: the four numbers are never mixed."""
    if one.words is not None:
        yield f"«{one.words}»"
    for name, count in one.tolls.items():
        bounds = count.words if count.low is None and count.high is None else f"{count.low or 0}–{count.high or '…'}"
        yield f"{tongue.say(f'value.{name}')} {bounds}"
    numbers = {"reports": len(one.claims), "articles": one.articles, "outlets": one.outlets, "origins": one.origins}
    told = (f"{tongue.say(f'number.{name}')}: {number}" for name, number in numbers.items())
    yield f"{tongue.say('desk.comma')} ".join(told)
    if one.is_contested:
        yield tongue.say("sign.contested")


def _add(parent: Xml.Element, name: str, text: str | None, **attributes: str) -> None:
    element = Xml.SubElement(parent, name, attributes)
    element.text = None if text is None else _NOT_XML.sub("\ufffd", text)
