"""Telling: records of a situation's digest as lines of a language, each with its four numbers, never mixed."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.show.digest.paper import Item, Paper, Part, Run, Voice
from isnad.show.digest.records import ContradictionSaid, IncidentLine, SideSaid, SituationDigest
from isnad.show.digest.telling import ASSERTED, tell_doubts
from isnad.show.digest.wording import Wording
from isnad.show.shown import IncidentShown

_MINUTE = len("2024-12-05T18:00")
_NAMED = 6


def tell_situation(digest: SituationDigest, language: str) -> Paper:
    """The digest on paper."""
    wording = Wording(language)
    items = tuple(tell_incident(line, wording) for line in digest.lines)
    foot = [] if items else [wording.say("empty")]
    if digest.left_out:
        foot.append(wording.say("left_out", count=digest.left_out))
    if not digest.has_words:
        foot.append(wording.say("public"))
    return Paper(
        language,
        wording.say("situation"),
        tuple(_head(digest, wording)),
        (Part(None, items),) if items else (),
        (*foot, wording.say("reported")),
    )


def _head(digest: SituationDigest, wording: Wording) -> Iterator[str]:
    if digest.asked:
        yield wording.say("asked", asked=wording.isolate(digest.asked))
    known = wording.say("known", moment=_minute(digest.as_of, wording)) if digest.as_of else wording.say("known_now")
    yield f"{known} · {wording.say('made', moment=_minute(digest.made, wording))}"
    counts = (("incidents", digest.incidents), ("contested_count", digest.contested))
    yield " · ".join(wording.say(key, count=count) for key, count in counts)


def _minute(moment: str, wording: Wording) -> str:
    return wording.isolate(f"{moment[:_MINUTE].replace('T', ' ')} UTC")


def tell_incident(line: IncidentLine, wording: Wording) -> Item:
    """What the incident is, with its numbers, its sources and what they contradict each other on under it."""
    shown = line.shown
    runs = [Run(Voice.OURS, " · ".join(_facts(shown, wording)))]
    if shown.factuality != ASSERTED:
        runs.append(Run(Voice.MARK, wording.say(f"factuality.{shown.factuality}")))
    if shown.is_contested:
        runs.append(Run(Voice.MARK, wording.say("contested")))
    runs.append(Run(Voice.ID, shown.incident_id))
    return Item(tuple(runs), tuple(_notes(line, wording)))


def _facts(shown: IncidentShown, wording: Wording) -> Iterator[str]:
    yield wording.name_type(shown.type)
    yield wording.name_place(shown.place) if shown.place else wording.say("no_place")
    yield _days(shown, wording)
    for role, actors in (("by", shown.initiators), ("target", shown.targets)):
        if actors:
            yield f"{wording.say(role)} {wording.name_actors(actors[:_NAMED])}"
    for name, count in shown.tolls.items():
        yield f"{wording.say(name)} {wording.count(count)}"


def _days(shown: IncidentShown, wording: Wording) -> str:
    first, last = shown.first_day, shown.last_day
    if not first and not last:
        return wording.say("no_day")
    return wording.isolate(str(last) if first == last else f"{first or '…'} – {last or '…'}")


def _notes(line: IncidentLine, wording: Wording) -> Iterator[tuple[Run, ...]]:
    shown = line.shown
    numbers = (("reports", len(shown.claims)), ("articles", shown.articles), ("outlets", shown.outlets),
               ("origins", shown.origins))  # fmt: skip
    yield (Run(Voice.OURS, " · ".join(wording.say(key, count=count) for key, count in numbers)),)
    sources = wording.name_actors(shown.sources[:_NAMED]) + (" …" if len(shown.sources) > _NAMED else "")
    said = f"{wording.say('word_of')} {sources}" if shown.sources else wording.say("no_source")
    yield (Run(Voice.OURS, said),)
    for one in line.contradictions:
        yield tuple(_contradiction(one, wording))
    yield from tell_doubts(line.doubts, wording)


def _contradiction(one: ContradictionSaid, wording: Wording) -> Iterator[Run]:
    yield Run(Voice.MARK, f"{wording.say('contradict')} {wording.say(f'value.{one.value}')}")
    yield Run(Voice.OURS, " / ".join(_side(side, one.value, wording) for side in one.sides))


def _side(side: SideSaid, value: str, wording: Wording) -> str:
    said = wording.join(_said(words, value, wording) for words in side.said)
    return f"{wording.name_actors(side.origins)}: {said}"


def _said(words: str, value: str, wording: Wording) -> str:
    """What is said of a value, in words of the language where the record has a word of its own for it."""
    if value == "happened":
        return wording.say(f"factuality.{words}")
    if value == "type":
        return wording.name_type(words)
    return wording.translate(words) if value in ("fatalities", "injured", "displaced", "time") else words
