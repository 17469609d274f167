"""Claims written: a merged telling becomes the frozen record, words become spans."""

from __future__ import annotations

from hashlib import sha256

from isnad.knowledge.gazetteer import PlaceRow
from isnad.model import Article, Attribution, Claim, Factuality, Phrase, Place, Quantity, Span, When
from isnad.read.events.tellings import PlaceRole, Telling
from isnad.read.mentions.chunks import Chunk, Context
from isnad.read.resolve.places import Surroundings, resolve_place
from isnad.read.vocabulary import QUOTES

_ID_LENGTH = 16


class ClaimWriter:
    """Writes the claims of one article."""

    def __init__(self, article: Article, context: Context, around: Surroundings, containers: dict[int, Chunk]) -> None:
        self._article = article
        self._context = context
        self._around = around
        self._containers = containers

    def write(self, telling: Telling) -> Claim:
        """The claim of a telling; its evidence spans the clause and all roles found in the same sentence."""
        trigger = self._span(telling.chunk.first, telling.chunk.last)
        places = tuple(self._place(role) for role in telling.places)
        evidence = self._span(*telling.clause)
        quantities = tuple(
            (name, Quantity(toll.low, toll.high, self._span(toll.chunk.first, toll.chunk.last)))
            for name, toll in sorted(telling.tolls.items())
        )
        return Claim(
            claim_id=self._claim_id(telling.type, trigger, evidence, places),
            article_id=self._article.article_id,
            type=telling.type,
            trigger=trigger,
            evidence=evidence,
            initiator=self._phrases(telling.initiator),
            target=self._phrases(telling.target),
            places=places,
            when=self._when(telling),
            quantities=quantities,
            attribution=self._attribution(telling),
            factuality=Factuality(telling.factuality),
            reasons=tuple(telling.reasons),
        )

    def _claim_id(self, kind: str, trigger: Span, evidence: Span, places: tuple[Place, ...]) -> str:
        """Name of the claim: the same words of the same article give the same name, whatever the rules' version."""
        spans = (trigger, evidence, *(place.span for place in places[:1]))
        key = "\0".join((self._article.article_id, kind, *(f"{span.start}-{span.end}" for span in spans)))
        return sha256(key.encode()).hexdigest()[:_ID_LENGTH]

    def _span(self, first: int, last: int) -> Span:
        """Span of the words [first, last), without quotation marks that do not pair."""
        words = self._context.words
        while last - first > 1 and words[last - 1].kind == "mark" and not _closes(words, first, last):
            last -= 1
        return Span(words[first].start, words[last - 1].end)

    def _phrases(self, chunks: list[Chunk]) -> tuple[Phrase, ...]:
        found = []
        for chunk in chunks:
            start = self._start(chunk.first, chunk.cut)
            span = Span(start, self._span(chunk.first, chunk.last).end)
            actor = chunk.actor.actor_id if chunk.actor is not None else None
            found.append(Phrase(span, actor))
        return tuple(dict.fromkeys(found))

    def _start(self, first: int, cut: int) -> int:
        """Start of the phrase after the proclitics of its first word."""
        word = self._context.words[first]
        return word.start + cut if word.end - word.start > cut else word.start

    def _when(self, telling: Telling) -> When | None:
        for time in telling.times:
            if time.edtf:
                return When(time.edtf, self._span(time.first, time.last), telling.time_carried)
        return None

    def _attribution(self, telling: Telling) -> Attribution:
        """Who says so, the cue, and the stretch that is said."""
        cue = self._span(telling.cue.first, telling.cue.last) if telling.cue is not None else None
        content = self._span(*telling.content) if telling.content is not None else None
        return Attribution(self._phrases(telling.sources), cue, content)

    def _place(self, role: PlaceRole) -> Place:
        """The place as worded with what it resolved to; a name that no row has lies somewhere within its container."""
        mention, named = role.mention, role.mention or role.chunk
        span = Span(self._start(named.first, named.cut), self._span(named.first, named.last).end)
        container = self._container_rows(role.chunk)
        row = resolve_place(mention, self._around, container) if mention is not None else None
        if row is None and container:
            around = container[0]
            return Place(
                span, role.role, around.place_id, None, None, around.admin1 or None, around.country, within=True
            )
        if row is None:
            return Place(span, role.role)
        return Place(span, role.role, row.place_id, row.lat, row.lon, row.admin1 or None, row.country)

    def _container_rows(self, chunk: Chunk) -> tuple[PlaceRow, ...]:
        holder = self._containers.get(chunk.first)
        mentions = list(chunk.places[1:]) + (list(holder.places) if holder is not None else [])
        rows = [resolve_place(mention, self._around) for mention in mentions]
        return tuple(row for row in rows if row is not None)


def _closes(words: object, first: int, last: int) -> bool:
    """Whether the mark at the end pairs with one inside the range."""
    inside = [word.form for word in words[first:last]]  # type: ignore[index]
    if inside[-1] == ")":
        return "(" in inside
    return inside[-1] in QUOTES and sum(form in QUOTES for form in inside) % 2 == 0
