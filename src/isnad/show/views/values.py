"""Values of an incident with the words that say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from isnad.arabic.fold import folded
from isnad.model import Claim, Span
from isnad.pipeline.tracing import Trace
from isnad.show.contents import said_words
from isnad.show.views.incident_parts import ApartShown, EarlierShown, SideShown, ValueShown, WordsShown
from isnad.show.views.names import packaged_names
from isnad.weigh.contradictions import Answer, Side
from isnad.weigh.said import Saying, Stand
from isnad.weigh.values import Actors, Content, Where


def find_values(trace: Trace) -> tuple[ValueShown, ...]:
    """What is said of each value. Order: as values are asked."""
    written = find_written(trace)
    return tuple(_value(answer, trace, written) for answer in trace.answers)


def find_written(trace: Trace) -> dict[str, str]:
    """Folded words of actors, places and counts as they were written first."""
    found: dict[str, str] = {}
    for held in trace.held:
        claim, text = held.claim, trace.versions[held.version_id].article.text
        spans = [part.span for part in (*claim.initiator, *claim.target)]
        spans += [place.span for place in claim.places] + [quantity.span for _, quantity in claim.quantities]
        for words in (span.of(text) for span in spans):
            found.setdefault(folded(words), " ".join(words.split()))
    return found


def _value(answer: Answer, trace: Trace, written: Mapping[str, str]) -> ValueShown:
    place = {id(side): number for number, side in enumerate(answer.sides, 1)}
    apart = tuple(ApartShown(place[id(c.one)], place[id(c.other)], c.days_apart) for c in answer.contradictions)
    bounds, best = answer.bounds, answer.best
    return ValueShown(
        value=answer.value,
        suggested=content_words(best.content, written) if best.content is not None else None,
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


def content_words(content: Content, written: Mapping[str, str]) -> str:
    """What is said: actors by their names, and what has no name in the words in which it was written."""
    if isinstance(content, Actors):
        return "، ".join(packaged_names().show_actor(name, written).name for name in content.names)
    if isinstance(content, Where):
        return "، ".join(written.get(spot.name, spot.name) for spot in content.spots)
    said = said_words(content)
    return written.get(said, said)


def _side(number: int, side: Side, value: str, trace: Trace, written: Mapping[str, str]) -> SideShown:
    return SideShown(
        number=number,
        said=tuple(content_words(content, written) for content in side.contents),
        origins=tuple(packaged_names().show_actor(name) for name in side.origins),
        first_told=str(side.first_told) if side.first_told else None,
        words=find_words(side.claims, value, trace),
    )


def _earlier(stand: Stand, said: Saying, value: str, trace: Trace, written: Mapping[str, str]) -> EarlierShown:
    return EarlierShown(
        origin=packaged_names().show_actor(stand.origin),
        said=content_words(said.content, written),
        told=str(said.first.published or said.first.earliest),
        replaced_by=content_words(said.replaced_by, written) if said.replaced_by is not None else None,
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
