"""Lines: a chosen sentence with its claims, and whatever its own words would lose of who says so and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from isnad.model import Claim, Factuality, Phrase, Place, Span
from isnad.show.digest.ranking import Candidate
from isnad.show.digest.records import DigestClaim, DigestLine, LineAttribution, SourceBeside
from isnad.show.shown import ActorShown, CountShown, PlaceShown
from isnad.show.views.names import Names, Told
from isnad.weigh.outlines import AREA, NAME, POINT, WITHIN

# The least sure first.
_SURENESS = (
    Factuality.DENIED, Factuality.POSSIBLE, Factuality.CLAIMED, Factuality.BACKGROUND, Factuality.ASSERTED,
)  # fmt: skip
# A key line longer than this is cut to the clause that reports its event, where that keeps its source.
_LONG_WORDS = 40


def find_line(one: Candidate, text: str, names: Names) -> DigestLine:
    """The whole sentence with its claims."""
    return _line(one.sentence.span, one.claims, text, names)


def find_key_line(one: Candidate, told: frozenset[str], text: str, names: Names) -> DigestLine:
    """The sentence of an event that no claim of `told` tells; a long one is cut to the clause that reports it.

    It is cut only where the clause is one stretch of the sentence that holds every part of its claims and every source
    of theirs that the sentence names.
    """
    new = [claim for claim in one.claims if claim.claim_id not in told]
    clause = _clause_of(one, new) if len(one.sentence.forms) > _LONG_WORDS else None
    if clause is None:
        return find_line(one, text, names)
    return _line(clause, tuple(claim for claim in one.claims if _holds(clause, claim.trigger)), text, names)


def _clause_of(one: Candidate, claims: Sequence[Claim]) -> Span | None:
    """The clause of the one claim that can stand alone."""
    for claim in claims:
        within = [other for other in one.claims if _holds(claim.evidence, other.trigger)]
        if _holds(one.sentence.span, claim.evidence) and all(_stands_in(claim.evidence, c, one) for c in within):
            return claim.evidence
    return None


def _stands_in(clause: Span, claim: Claim, one: Candidate) -> bool:
    said = claim.attribution
    parts = [*(phrase.span for phrase in (*claim.initiator, *claim.target, *said.sources))]
    parts += [count.span for _, count in claim.quantities] + ([said.cue] if said.cue else [])
    return all(_holds(clause, part) for part in parts if _holds(one.sentence.span, part))


def _line(span: Span, claims: tuple[Claim, ...], text: str, names: Names) -> DigestLine:
    return DigestLine(
        text=span.of(text),
        start=span.start,
        end=span.end,
        claims=tuple(_claim(claim, span, text, names) for claim in claims),
        attribution=_find_attribution(claims, span, text, names),
        factuality=str(min((claim.factuality for claim in claims), key=_SURENESS.index, default=Factuality.ASSERTED)),
    )


def _find_attribution(claims: Iterable[Claim], span: Span, text: str, names: Names) -> LineAttribution | None:
    """The sources that the words of the span do not name, each chain once."""
    chains: dict[tuple[ActorShown, ...], tuple[dict[Span, None], list[str]]] = {}
    for claim in claims:
        sources = claim.attribution.sources
        if sources and not _names_all(span, sources):
            spans, rest = chains.setdefault(_actors(sources, text, names), ({}, []))
            spans.update(dict.fromkeys(phrase.span for phrase in sources))
            rest.append(claim.claim_id)
    beside = tuple(SourceBeside(chain, tuple(spans), tuple(rest)) for chain, (spans, rest) in chains.items())
    return LineAttribution(beside) if beside else None


def _names_all(span: Span, sources: Iterable[Phrase]) -> bool:
    return all(_holds(span, phrase.span) for phrase in sources)


def _holds(span: Span, part: Span) -> bool:
    return span.start <= part.start and part.end <= span.end


def _claim(claim: Claim, span: Span, text: str, names: Names) -> DigestClaim:
    sources = claim.attribution.sources
    return DigestClaim(
        claim_id=claim.claim_id,
        type=claim.type,
        factuality=str(claim.factuality),
        trigger=claim.trigger,
        initiators=_actors(claim.initiator, text, names),
        targets=_actors(claim.target, text, names),
        places=tuple((place.role, _place(place, text, names)) for place in claim.places),
        date=claim.when.edtf if claim.when else None,
        tolls={name: CountShown(count.low, count.high, count.span.of(text)) for name, count in claim.quantities},
        sources=_actors(sources, text, names),
        is_sourced=bool(sources) and _names_all(span, sources),
    )


def _actors(phrases: Iterable[Phrase], text: str, names: Names) -> tuple[ActorShown, ...]:
    return tuple(names.show_actor(one.resolved or one.span.of(text)) for one in phrases)


def _place(place: Place, text: str, names: Names) -> PlaceShown:
    told = place.span.of(text)
    precision = NAME if place.place_id is None else WITHIN if place.within else POINT if place.lat else AREA
    return names.show_place(Told(told, place.place_id, precision, place.lat, place.lon, place.admin1, place.country))
