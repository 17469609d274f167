"""Values of an incident with the words that say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from isnad.arabic.fold import folded
from isnad.model import Claim, Span
from isnad.pipeline.tracing import Trace
from isnad.show.contents import said_words
from isnad.show.views.incident_parts import ApartShown, EarlierShown, SideShown, ValueShown, WordsShown
from isnad.show.views.names import packaged_names
from isnad.weigh.accounts import Spot
from isnad.weigh.contradictions import Answer, Side
from isnad.weigh.said import Saying, Stand
from isnad.weigh.values import Actors, Content, Held, Where


def find_values(trace: Trace) -> tuple[ValueShown, ...]:
    """What is said of each value. Order: as values are asked."""
    written = find_written(trace)
    return tuple(_value(answer, trace, written) for answer in trace.answers)


def find_written(trace: Trace) -> dict[str, str]:
    """Folded words of actors, sources, outlets, places and counts as they were written first."""
    found: dict[str, str] = {}
    for held in trace.held:
        claim, article = held.claim, trace.versions[held.version_id].article
        spans = [part.span for part in (*claim.initiator, *claim.target, *claim.attribution.sources)]
        spans += [place.span for place in claim.places] + [quantity.span for _, quantity in claim.quantities]
        for words in (*(span.of(article.text) for span in spans), article.outlet or ""):
            found.setdefault(folded(words), " ".join(words.split()))
    return found


def _value(answer: Answer, trace: Trace, written: Mapping[str, str]) -> ValueShown:
    place = {id(side): number for number, side in enumerate(answer.sides, 1)}
    apart = tuple(ApartShown(place[id(c.one)], place[id(c.other)], c.days_apart) for c in answer.contradictions)
    bounds, best = answer.bounds, answer.best
    return ValueShown(
        value=answer.value,
        suggested=content_words(best.content, written) if best.content is not None else None,
        suggested_en=content_words(best.content, written, "en") if best.content is not None else None,
        rule=best.rule,
        agreeing=best.agreeing,
        origins=best.origins,
        low=str(bounds.low) if bounds and bounds.low is not None else None,
        high=str(bounds.high) if bounds and bounds.high is not None else None,
        is_open=bool(bounds and bounds.is_open),
        sides=tuple(_side(number, side, answer.value, trace, written) for number, side in enumerate(answer.sides, 1)),
        contradictions=apart,
        earlier=tuple(
            _earlier(stand, said, answer.value, trace, written) for stand in answer.stands for said in stand.earlier
        ),
    )


def content_words(content: Content, written: Mapping[str, str], language: str = "ar") -> str:
    """What is said: actors and places by their names, what has none in the language in the words in which it was written."""
    if isinstance(content, Actors):
        return _join((_actor(name, written, language) for name in content.names), language)
    if isinstance(content, Where):
        return _join((_spot(spot, written, language) for spot in content.spots), language)
    if isinstance(content, Held):
        held = "held" if content.is_held else "not held"
        by = _join((_actor(name, written, language) for name in content.names), language)
        return f"{_spot(content.spot, written, language)} {held} by {by or 'nobody named'}"
    said = said_words(content)
    return written.get(said, said)


def _actor(name: str, written: Mapping[str, str], language: str) -> str:
    shown = packaged_names().show_actor(name, written)
    return shown.name_en if language == "en" and shown.name_en else shown.name


def _spot(spot: Spot, written: Mapping[str, str], language: str) -> str:
    shown = packaged_names().show_spot(spot)
    return shown.name_en if language == "en" and shown.name_en else written.get(spot.name, spot.name)


def _join(names: Iterable[str], language: str) -> str:
    return (", " if language == "en" else "، ").join(names)


def _side(number: int, side: Side, value: str, trace: Trace, written: Mapping[str, str]) -> SideShown:
    return SideShown(
        number=number,
        said=tuple(content_words(content, written) for content in side.contents),
        said_en=tuple(content_words(content, written, "en") for content in side.contents),
        origins=tuple(packaged_names().show_actor(name, written) for name in side.origins),
        first_told=str(side.first_told) if side.first_told else None,
        words=find_words(side.claims, value, trace),
    )


def _earlier(stand: Stand, said: Saying, value: str, trace: Trace, written: Mapping[str, str]) -> EarlierShown:
    return EarlierShown(
        origin=packaged_names().show_actor(stand.origin, written),
        said=content_words(said.content, written),
        said_en=content_words(said.content, written, "en"),
        told=str(said.first.published or said.first.earliest),
        replaced_by=content_words(said.replaced_by, written) if said.replaced_by is not None else None,
        replaced_by_en=content_words(said.replaced_by, written, "en") if said.replaced_by is not None else None,
        words=find_words(said.claims, value, trace),
    )


def find_words(claims: Iterable[str], value: str, trace: Trace) -> tuple[WordsShown, ...]:
    """The words of these claims that say the value. Order: of claims, then as in the text."""
    held = {one.claim.claim_id: one for one in trace.held}
    found = []
    for name in claims:
        version = trace.versions[held[name].version_id]
        article = version.article
        day = article.published.isoformat() if article.published else None
        for span in find_spans(held[name].claim, value):
            words = span.of(article.text)
            head = (name, version.article_id, version.number, article.outlet, day)
            found.append(WordsShown(*head, span.start, span.end, words))
    return tuple(found)


def find_spans(claim: Claim, value: str) -> tuple[Span, ...]:
    """Where the claim says the value; what no words of their own say, its trigger says. Order: as in the text."""
    spans = {
        "happened": [claim.attribution.cue] if claim.attribution.cue else [],
        "time": [claim.when.span] if claim.when else [],
        "place": [place.span for place in claim.places],
        "initiator": [phrase.span for phrase in claim.initiator],
        "target": [phrase.span for phrase in claim.target],
        **{name: [quantity.span] for name, quantity in claim.quantities},
    }.get(value, [])
    return tuple(sorted(set(spans))) or (claim.trigger,)
