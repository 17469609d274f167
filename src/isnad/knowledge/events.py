"""Event types: one TOML file each, found by its folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from isnad.errors import KnowledgeError

_TYPE_KEYS = {"type", "label", "definition", "acled", "plover", "family", "speech", "held", "asks", "lasting", "motion",
              "usual_place", "fired", "per_place", "control", "mutual", "cause", "damage", "alike", "exactness", "roles",
              "trigger", "example", "not"}  # fmt: skip
_PLACE_ROLES = ("where", "origin", "destination")
_CONTROL = ("", "gained", "left", "fought", "denied")
_TRIGGER_KEYS = {"gloss", "verbs", "nouns", "participles", "needs", "unless", "initiator", "target", "toll",
                 "factuality", "weak", "alone"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event, with the company they need and the positions that fill its roles.

    `needs` and `unless` are conditions `scope:class`, `scope:word=form`, `form:name` or `told:type`. Scopes: sentence,
    clause, before, after, head, subject, object, genitive, victim. Forms: past, present, pronoun, counted, definite,
    relative, purpose, from (governed by `من`). `told` asks for the type of the deadly deed told last.
    Each role lists positions, best first.
    `toll` is the quantity that the words count: fatalities, injured or displaced.
    `weak` words name an event only where a role is filled. `alone`: words that say what the deed is (a clash, an
    execution): it is never the consequence of another event, nor told again by a word of another type.
    `asks` is the type's.
    """

    type: str
    row: str
    gloss: str
    verbs: tuple[tuple[str, str], ...]
    nouns: tuple[str, ...]
    participles: tuple[str, ...]
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    initiator: tuple[str, ...]
    target: tuple[str, ...]
    toll: str
    factuality: str
    weak: bool
    alone: bool
    asks: bool


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence of a type's file: what must be found in it, or must not."""

    text: str
    expect: dict[str, Any]


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of the codebook.

    `speech` types take the speaker as initiator; one that is `held` is told of by others and can be planned, what
    one that `asks` is about has not happened. `motion` types read `from` and `to` as origin and destination, and
    another place as the `usual_place`; what is `fired` has the place that it comes `from` as origin; what is `lasting` is
    done in a day, but its outcome goes on (`held since`). `cause` types take
    over deaths and injuries that the text ties to them, and `damage` told by a noun. `per_place` types are one event for
    each place of a list. A retelling may name another type of the same `alike`; the joined event takes that of the
    highest `exactness`, and 0 names the outcome alone. `control` is what the type says of who holds the place: its
    initiator `gained` or `left` it, it is `fought` over, or what is said of it is `denied`. What is `mutual` has two
    sides, and either may be named first.
    """

    name: str
    label_en: str
    label_ar: str
    definition: str
    acled: str
    plover: str
    family: str
    speech: bool
    held: bool
    asks: bool
    motion: bool
    usual_place: str
    fired: bool
    lasting: bool
    cause: bool
    damage: bool
    per_place: bool
    control: str
    mutual: bool
    alike: str
    exactness: int
    triggers: tuple[Trigger, ...]
    examples: tuple[Example, ...]
    counter_examples: tuple[Example, ...]


def load_event_types() -> tuple[EventType, ...]:
    """All event types in the order of their names.

    Raises: KnowledgeError naming the file and what is wrong with it.
    """
    folder = files("isnad") / "data" / "events"
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    found = []
    for path in paths:
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise KnowledgeError(f"{path.name}: {error}") from error
        found.append(_event_type(table, path.name))
    return tuple(found)


def _event_type(table: dict[str, Any], where: str) -> EventType:
    unknown = set(table) - _TYPE_KEYS
    if unknown or "type" not in table:
        raise KnowledgeError(f"{where}: unknown or missing keys: {sorted(unknown) or 'type'}")
    if table.get("usual_place", "where") not in _PLACE_ROLES:
        raise KnowledgeError(f"{where}: usual_place must be one of {', '.join(_PLACE_ROLES)}")
    if table.get("control", "") not in _CONTROL:
        raise KnowledgeError(f"{where}: control must be one of {', '.join(filter(None, _CONTROL))}")
    roles = table.get("roles", {})
    return EventType(
        name=table["type"],
        label_en=table["label"]["en"],
        label_ar=table["label"]["ar"],
        definition=table["definition"],
        acled=table["acled"],
        plover=table["plover"],
        family=table["family"],
        speech=table.get("speech", False),
        held=table.get("held", False),
        asks=table.get("asks", False),
        motion=table.get("motion", False),
        usual_place=table.get("usual_place", "where"),
        fired=table.get("fired", False),
        lasting=table.get("lasting", False),
        cause=table.get("cause", False),
        damage=table.get("damage", False),
        per_place=table.get("per_place", False),
        control=table.get("control", ""),
        mutual=table.get("mutual", False),
        alike=table.get("alike", ""),
        exactness=table.get("exactness", 0),
        triggers=tuple(_trigger(row, roles, table, f"{where}#{i}") for i, row in enumerate(table["trigger"], start=1)),
        examples=tuple(_example(row) for row in table.get("example", ())),
        counter_examples=tuple(_example(row) for row in table.get("not", ())),
    )


def _trigger(row: dict[str, Any], roles: dict[str, list[str]], table: dict[str, Any], where: str) -> Trigger:
    unknown = set(row) - _TRIGGER_KEYS
    if unknown or not row.get("gloss"):
        raise KnowledgeError(f"{where}: unknown keys {sorted(unknown)} or no gloss")
    return Trigger(
        type=table["type"],
        row=where,
        gloss=row["gloss"],
        verbs=tuple(_lemma(pair, where) for pair in row.get("verbs", ())),
        nouns=tuple(row.get("nouns", ())),
        participles=tuple(row.get("participles", ())),
        needs=tuple(row.get("needs", ())),
        unless=tuple(row.get("unless", ())),
        initiator=tuple(row.get("initiator", roles.get("initiator", ()))),
        target=tuple(row.get("target", roles.get("target", ()))),
        toll=row.get("toll", ""),
        factuality=row.get("factuality", ""),
        weak=row.get("weak", False),
        alone=row.get("alone", False),
        asks=table.get("asks", False),
    )


def _lemma(pair: str, where: str) -> tuple[str, str]:
    past, colon, present = pair.partition(":")
    if not colon:
        raise KnowledgeError(f"{where}: verb {pair!r} must be written past:present")
    return past, present


def _example(row: dict[str, Any]) -> Example:
    return Example(row["text"], {key: value for key, value in row.items() if key != "text"})
