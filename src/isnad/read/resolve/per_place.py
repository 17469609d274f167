"""One event per place: a verb with a list of places whose control is separate tells one event for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from isnad.knowledge.events import EventType
from isnad.read.events.tellings import Telling


def split_by_place(telling: Telling, event_type: EventType) -> Iterator[Telling]:
    """The telling once for each place that it names, where its type is counted so; else the telling itself.

    Source: the codebook's rule `took A in X, B in Y` are two events, while a list of districts in one act is one.
    """
    places = [place for place in telling.places if place.role == "where"]
    if not event_type.per_place or len(places) < 2:
        yield telling
        return
    others = [place for place in telling.places if place.role != "where"]
    for place in places:
        yield replace(telling, places=[place, *others], reasons=[*telling.reasons, "one event for each place of the list"])
