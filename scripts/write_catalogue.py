"""Write `docs/events.md`, the catalogue of event types, from `src/isnad/data/events/*.toml`.

Run as `python scripts/write_catalogue.py` after any change to an event file; with `--check` nothing is written,
and the exit status is 1 where the page is not up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from isnad.knowledge.events import EventType, Example, Trigger, load_event_types

PAGE = Path(__file__).resolve().parent.parent / "docs" / "events.md"
_HEAD = """# Event types

This page is written by `python scripts/write_catalogue.py` from the files in `src/isnad/data/events/`, one file a
type. Change the files, not this page. A trigger is a word or phrase that can name the event; what is listed here is
its meaning, the Arabic forms stand in the file. Each example is a test: the type must be found in it, or must not.
"""
_TRAITS = {
    "speech": "a speech act: the speaker is the initiator, the one spoken to the target",
    "held": "held whoever tells of it: it has a source, and can be planned",
    "lasting": "done in a day with an outcome that lasts: `since` gives its day",
    "asks": "asks for what is not yet: events that it is about have not happened",
    "motion": "a movement: the places it leaves and reaches are its origin and destination",
    "fired": "fired from afar: the place it comes from is its origin",
    "cause": "a cause: deaths and injuries that the text ties to it are counted with it",
    "damage": "damage: told by a noun beside its cause, it is a part of that",
    "mutual": "between two sides: either may be named first",
    "per_place": "counted for each place: a list of places is one event for each",
}


def find_page(types: tuple[EventType, ...]) -> str:
    """The page as text."""
    parts = [_HEAD, "\n".join(_overview(types)), *("\n".join(_section(kind)) for kind in types)]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _overview(types: tuple[EventType, ...]) -> Iterator[str]:
    yield "| type | Arabic | family | ACLED sub-event | PLOVER |"
    yield "| --- | --- | --- | --- | --- |"
    for kind in types:
        cells = (f"[`{kind.name}`](#{kind.name})", kind.label_ar, kind.family, kind.acled or "–", kind.plover or "–")
        yield f"| {' | '.join(cells)} |"


def _section(kind: EventType) -> Iterator[str]:
    yield f"## {kind.name}"
    yield ""
    yield f"**{kind.label_en}** · {kind.label_ar}"
    yield ""
    yield kind.definition
    yield ""
    yield f"- ACLED: {kind.acled or '–'}"
    yield f"- PLOVER: {kind.plover or '–'}"
    yield from (f"- {meaning[0].upper()}{meaning[1:]}." for trait, meaning in _TRAITS.items() if getattr(kind, trait))
    yield ""
    yield "Triggers: " + "; ".join(_gloss(trigger) for trigger in kind.triggers) + "."
    yield from _examples("Is found in", kind.examples)
    yield from _examples("Is not found in", kind.counter_examples)


def _gloss(trigger: Trigger) -> str:
    return trigger.gloss + (" (where a role is filled)" if trigger.weak else "")


def _examples(heading: str, examples: tuple[Example, ...]) -> Iterator[str]:
    if examples:
        yield from ("", f"{heading}:", "")
        yield from (f"- {' '.join(example.text.split())}" for example in examples)


def main() -> int:
    """Write the page, or with `--check` say whether it is up to date."""
    page = find_page(load_event_types())
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
