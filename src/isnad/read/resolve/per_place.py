"""One event per place: a verb with a list of places whose control is separate tells one event for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from isnad.read.events.tellings import PlaceRole, Telling
from isnad.read.mentions.chunks import NOUN_PHRASE, Chunk


def split_by_place(telling: Telling) -> Iterator[Telling]:
    """The telling once for each place that it names, where its type is counted so; else the telling itself.

    Source: the codebook's rule `took A in X, B in Y` are two events, while a list of districts in one act is one.
    """
    places = [place for place in telling.places if place.role == "where"]
    if not telling.event_type.per_place or len(places) < 2:
        yield telling
        return
    others = [place for place in telling.places if place.role != "where"]
    for place in places:
        yield replace(
            telling, places=[place, *others], target=_things_at(telling, place) or telling.target,
            tolls=dict(telling.tolls),  # a retelling may fill one part only
            reasons=[*telling.reasons, "one event for each place of the list"],
        )  # fmt: skip


def _things_at(telling: Telling, place: PlaceRole) -> list[Chunk]:
    """The phrase of the list that stands right before the place (`وكتيبة الدفاع في دير فول`)."""
    chunks = telling.site.chunks
    at = next((i for i, chunk in enumerate(chunks) if chunk is place.chunk), 0)
    before = chunks[at - 1] if at > telling.index + 1 else None
    is_thing = before is not None and before.kind == NOUN_PHRASE and not before.places and bool(place.chunk.preposition)
    return [before] if is_thing and before is not None else []
