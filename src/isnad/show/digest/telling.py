"""Telling: records of an article's digest as lines of a language. Who says so and how sure it is goes with each line."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.show.digest.paper import Item, Paper, Part, Run, Voice
from isnad.show.digest.records import ArticleDigest, DigestClaim, DigestLine
from isnad.show.digest.wording import Wording

ASSERTED = "asserted"


def tell_article(digest: ArticleDigest, language: str) -> Paper:
    """The digest on paper: in Arabic the report's own words, in English what their claims record."""
    wording = Wording(language)
    day = wording.isolate(digest.published) if digest.published else None
    head = " · ".join(filter(None, (digest.outlet or wording.say("no_outlet"), day, digest.article_id)))
    parts = (
        Part(None, tuple(_items(digest.lines, wording))),
        Part(wording.say("key_lines"), tuple(_items(digest.key_lines, wording))),
    )
    full = tuple(part for part in parts if part.items)
    foot = (wording.say("reported"),) if full else (wording.say("empty_article"), wording.say("reported"))
    return Paper(language, wording.say("article"), (head,), full, foot)


def _items(lines: tuple[DigestLine, ...], wording: Wording) -> Iterator[Item]:
    for line in lines:
        if wording.language == "ar":
            yield tell_line(line, wording)
        else:
            yield from (tell_claim(claim, line, wording) for claim in line.claims)


def tell_line(line: DigestLine, wording: Wording) -> Item:
    """The report's words, and under them whatever they do not say themselves."""
    notes = (*_tell_beside(line, wording), *_tell_factuality(line, wording), *tell_doubts(line.doubts, wording))
    return Item((Run(Voice.REPORT, line.text), Run(Voice.ID, f"{line.start}–{line.end}")), notes)


def _tell_beside(line: DigestLine, wording: Wording) -> Iterator[tuple[Run, ...]]:
    for one in line.attribution.beside if line.attribution else ():
        kinds = sorted({wording.name_type(claim.type) for claim in line.claims if claim.claim_id in one.claims})
        of = "" if len(one.claims) == len(line.claims) else f" ({wording.join(kinds)})"
        yield (Run(Voice.OURS, f"{wording.say('beside')} {wording.name_actors(one.sources)}{of}"),)


def _tell_factuality(line: DigestLine, wording: Wording) -> Iterator[tuple[Run, ...]]:
    marks = {(claim.factuality, wording.name_type(claim.type)) for claim in line.claims if claim.factuality != ASSERTED}
    for factuality, kind in sorted(marks):
        yield (Run(Voice.MARK, wording.say(f"factuality.{factuality}")), Run(Voice.OURS, kind))


def tell_doubts(doubts: tuple[str, ...], wording: Wording) -> Iterator[tuple[Run, ...]]:
    """Reasons for care that others found, by their keys."""
    if doubts:
        yield (Run(Voice.MARK, wording.say("doubts")), Run(Voice.OURS, ", ".join(doubts)))


def tell_claim(claim: DigestClaim, line: DigestLine, wording: Wording) -> Item:
    """What a claim records: kind, who, to whom, where, when, how many, how sure, on whose word."""
    source = wording.name_actors(claim.sources)
    said = f"{wording.say('word_of')} {source}" if source else wording.say("outlet_voice")
    runs = [Run(Voice.OURS, " · ".join((wording.name_type(claim.type), *_values(claim, wording), said)))]
    if claim.factuality != ASSERTED:
        runs.insert(0, Run(Voice.MARK, wording.say(f"factuality.{claim.factuality}")))
    runs.append(Run(Voice.ID, f"{claim.claim_id} {line.start}–{line.end}"))
    return Item(tuple(runs), tuple(tell_doubts(line.doubts, wording)))


def _values(claim: DigestClaim, wording: Wording) -> Iterator[str]:
    if claim.initiators:
        yield f"{wording.say('by')} {wording.name_actors(claim.initiators)}"
    if claim.targets:
        yield f"{wording.say('target')} {wording.name_actors(claim.targets)}"
    for role, place in claim.places:
        yield f"{wording.say(role)} {wording.name_place(place)}"
    if claim.date:
        yield f"{wording.say('date')} {claim.date}"
    for name, count in claim.tolls.items():
        yield f"{wording.say(name)} {wording.count(count)}"
