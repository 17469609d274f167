"""Segments: a text cut wherever the words of a claim begin or end, so that overlapping claims can be shown in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from isnad.model import Claim, Section, SectionKind, Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with the claims whose evidence it lies in and the parts that it plays in them, as `ID role`.

    `starts` are claims whose evidence begins here. Offsets: code points of the version's text.
    """

    start: int
    end: int
    text: str
    claims: tuple[str, ...]
    roles: tuple[str, ...]
    starts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; `kind` is that of its section."""

    kind: str
    segments: tuple[Segment, ...]


def find_parts(claim: Claim) -> tuple[tuple[str, Span], ...]:
    """Each part of a claim with its words. Order: by role."""
    said = claim.attribution
    found = [("trigger", claim.trigger)]
    found += [("initiator", phrase.span) for phrase in claim.initiator]
    found += [("target", phrase.span) for phrase in claim.target]
    found += [(place.role, place.span) for place in claim.places]
    found += [("date", claim.when.span)] if claim.when else []
    found += [(name, quantity.span) for name, quantity in claim.quantities]
    found += [("sources", phrase.span) for phrase in said.sources]
    return (*found, *([("cue", said.cue)] if said.cue else []))


def find_blocks(text: str, sections: Sequence[Section], claims: Sequence[Claim]) -> tuple[Block, ...]:
    """The paragraphs of the text, cut into segments. Together they are the text but for its line ends.

    Order: as in the text. Empty: nothing but white space.
    """
    cuts = sorted({cut for claim in claims for span in _spans(claim) for cut in (span.start, span.end)})
    return tuple(
        Block(_kind_at(line.start, sections), tuple(_segments(line, text, cuts, claims))) for line in _lines(text)
    )


def find_blocks_in(text: str, at: Span, claims: Sequence[Claim]) -> tuple[Block, ...]:
    """The paragraphs that have a part of the span, cut into segments. Offsets are of the whole text."""
    return tuple(
        block
        for block in find_blocks(text, (), claims)
        if block.segments[0].start < at.end and at.start < block.segments[-1].end
    )


def _spans(claim: Claim) -> Iterator[Span]:
    yield claim.evidence
    yield from (span for _, span in find_parts(claim))


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1


def _segments(line: Span, text: str, cuts: Iterable[int], claims: Sequence[Claim]) -> Iterator[Segment]:
    inner = [cut for cut in cuts if line.start < cut < line.end]
    near = [claim for claim in claims if any(_meets(span, line) for span in _spans(claim))]
    for start, end in pairwise((line.start, *inner, line.end)):
        yield _segment(Span(start, end), line, text, near)


def _segment(at: Span, line: Span, text: str, claims: Sequence[Claim]) -> Segment:
    within = [claim for claim in claims if _meets(claim.evidence, at)]
    roles = [f"{claim.claim_id} {role}" for claim in claims for role, span in find_parts(claim) if _meets(span, at)]
    starts = [one.claim_id for one in within if one.evidence.start == at.start]
    return Segment(
        at.start, at.end, at.of(text), tuple(c.claim_id for c in within), tuple(dict.fromkeys(roles)), tuple(starts)
    )


def _meets(span: Span, at: Span) -> bool:
    return span.start < at.end and at.start < span.end


def _kind_at(at: int, sections: Iterable[Section]) -> str:
    held = (section.kind for section in sections if section.span.start <= at < section.span.end)
    return str(next(held, SectionKind.BODY))
