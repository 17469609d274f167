"""Samples: short reports written for Isnad, each with a hand-made reading in the codebook's form, one TOML file each.

The outlets do not exist and the addresses lie under the reserved domain `.example`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from isnad.errors import KnowledgeError
from isnad.model import Factuality

_SAMPLE_KEYS = {"sample", "id", "title", "outlet", "published", "url", "topic", "text", "events"}
_LISTS = ("initiator", "target", "sources")
_COUNTS = ("fatalities", "injured", "displaced")
_COUNT_TEXTS = tuple(f"{name}_text" for name in _COUNTS)
_EVENT_NEEDS = {"type", "trigger", "evidence", "factuality"}
_EVENT_KEYS = {*_EVENT_NEEDS, *_LISTS, "places", "date", *_COUNTS, *_COUNT_TEXTS}
_PLACE_NEEDS = {"text", "role"}
_PLACE_NUMBERS = ("lat", "lon")
_PLACE_NAMES = ("admin1", "country")
_PLACE_KEYS = {*_PLACE_NEEDS, *_PLACE_NUMBERS, *_PLACE_NAMES}
_PLACE_ROLES = {"where", "origin", "destination"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample: the report as it would be received, and the events that a person reads in it.

    `text` is the bare report, or a whole page as copied from a browser; parsing it is the gatherer's work.
    `topic` says in English what the sample shows. `events` are rows in the codebook's form.
    """

    sample_id: str
    title: str
    outlet: str
    published: date
    url: str
    topic: str
    text: str
    events: tuple[dict[str, Any], ...]


def load_samples() -> tuple[Sample, ...]:
    """The packaged samples in the order of their file names.

    Raises: KnowledgeError naming the file and what is wrong with it.
    """
    folder = files("isnad") / "data" / "samples"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return tuple(load_sample(path) for path in paths)


def load_sample(path: Traversable) -> Sample:
    """The sample in one file; every key is known, and every phrase of its events stands in its text.

    A count is written `[low, high]`, or `[low]` where the text leaves it open; it is read as `[low, None]`.

    Raises: KnowledgeError naming the file and what is wrong with it.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
    _check_keys(table, _SAMPLE_KEYS, _SAMPLE_KEYS, path.name)
    if table["sample"] is not True:
        raise KnowledgeError(f"{path.name}: is not marked `sample = true`")
    events = tuple(
        _event(row, table["text"], f"{path.name}#{number}") for number, row in enumerate(table["events"], start=1)
    )
    return Sample(
        sample_id=table["id"],
        title=table["title"],
        outlet=table["outlet"],
        published=_day(table["published"], path.name),
        url=table["url"],
        topic=table["topic"],
        text=table["text"],
        events=events,
    )


def _event(row: dict[str, Any], text: str, where: str) -> dict[str, Any]:
    """The row with every field of the codebook: an empty list or None where the file leaves one out."""
    _check_keys(row, _EVENT_NEEDS, _EVENT_KEYS, where)
    if row["factuality"] not in set(Factuality):
        raise KnowledgeError(f"{where}: factuality {row['factuality']!r} is none of {', '.join(Factuality)}")
    event = {
        "type": row["type"],
        "trigger": row["trigger"],
        "evidence": row["evidence"],
        **{name: list(row.get(name, ())) for name in _LISTS},
        "places": [_place(place, where) for place in row.get("places", ())],
        "date": row.get("date"),
        **{name: _bounds(row.get(name), where) for name in _COUNTS},
        **{name: row[name] for name in _COUNT_TEXTS if name in row},
        "factuality": row["factuality"],
    }
    _check_phrases(event, text, where)
    return event


def _place(row: dict[str, Any], where: str) -> dict[str, Any]:
    _check_keys(row, _PLACE_NEEDS, _PLACE_KEYS, where)
    if row["role"] not in _PLACE_ROLES:
        raise KnowledgeError(f"{where}: role {row['role']!r} is none of {', '.join(sorted(_PLACE_ROLES))}")
    return {"text": row["text"], "role": row["role"], **{name: row.get(name) for name in _PLACE_NUMBERS + _PLACE_NAMES}}


def _bounds(count: list[int] | None, where: str) -> list[int | None] | None:
    if count is None:
        return None
    if len(count) not in (1, 2) or list(count) != sorted(count):
        raise KnowledgeError(f"{where}: count {count} must be [low, high], or [low] where it is open")
    return [count[0], count[1] if len(count) > 1 else None]


def _check_keys(table: dict[str, Any], needed: set[str], known: set[str], where: str) -> None:
    unknown, missing = sorted(set(table) - known), sorted(needed - set(table))
    if unknown or missing:
        raise KnowledgeError(f"{where}: unknown keys {unknown}, missing keys {missing}")


def _check_phrases(event: dict[str, Any], text: str, where: str) -> None:
    phrases = [event["trigger"], event["evidence"], *(place["text"] for place in event["places"])]
    phrases += [phrase for name in _LISTS for phrase in event[name]]
    phrases += [event[name] for name in _COUNT_TEXTS if name in event]
    for phrase in phrases:
        if not phrase or phrase not in text:
            raise KnowledgeError(f"{where}: {phrase!r} does not stand in the text")


def _day(written: str, where: str) -> date:
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError) as error:
        raise KnowledgeError(f"{where}: {written!r} is no date; write it as 2024-12-05") from error
