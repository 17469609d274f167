"""The reader: one article in, its attributed claims out. The order of the reading, and nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from isnad.arabic.fold import fold
from isnad.arabic.sentences import find_sentences
from isnad.arabic.words import find_words
from isnad.knowledge import Knowledge
from isnad.model import Article, Claim, SectionKind
from isnad.read.attribution.recall import CONDEMNED, find_condemning_words, find_recall
from isnad.read.attribution.statement import Statement
from isnad.read.attribution.statements import find_content, find_reporters, find_statement_over, find_statements
from isnad.read.attribution.voices import Voices
from isnad.read.events.acceptance import find_acceptance_features
from isnad.read.events.consequences import join_consequences
from isnad.read.events.factuality import find_factuality
from isnad.read.events.roles import fill_roles
from isnad.read.events.site import Discourse
from isnad.read.events.tellings import Sentence, Telling, find_tellings
from isnad.read.lost_spaces import LostSpaces
from isnad.read.mentions.chunker import find_chunks
from isnad.read.mentions.chunks import Context
from isnad.read.mentions.numbers import find_numbers
from isnad.read.mentions.times import find_times
from isnad.read.resolve.claims import ClaimWriter
from isnad.read.resolve.merge import merge
from isnad.read.resolve.per_place import split_by_place
from isnad.read.resolve.when import Chronicle
from isnad.read.resolve.where import Whereabouts
from isnad.read.vocabulary import Vocabulary

_READ_SECTIONS = (SectionKind.BODY, SectionKind.HEADING)
# Log odds from which a telling is taken for an event. Measured on the coded reports.
_LEAST_ODDS = -0.5
_FALLBACK_SECTIONS = (SectionKind.SUMMARY, SectionKind.TITLE)


class Reader:
    """Reads articles with one body of knowledge. Holds no state between articles but remembered word forms."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._types = {event_type.name: event_type for event_type in knowledge.event_types}
        self.vocabulary = Vocabulary(knowledge)
        self._lost_spaces = LostSpaces(self.vocabulary)
        self._condemning = find_condemning_words(knowledge.lexicons["condemnations"])

    @property
    def knowledge(self) -> Knowledge:
        """What it reads with."""
        return self._knowledge

    @property
    def version(self) -> str:
        """The version of the knowledge that it reads with."""
        return self._knowledge.version

    def read(self, article: Article) -> tuple[Claim, ...]:
        """Claims of the article in the order of their triggers.

        Offsets: all spans are code points of `article.text`.
        Empty: an article that reports no event gives no claim.
        """
        context, sentences, whereabouts = self.find_sentences(article)
        return self._claims(article, context, sentences, whereabouts)

    def find_sentences(self, article: Article) -> tuple[Context, list[Sentence], Whereabouts]:
        """Sentences of the article with their tellings, before these are merged to claims."""
        context = self._context(article)
        sentences = self._sentences(article, context)
        whereabouts = Whereabouts(context, sentences, self._knowledge.weights["place"])
        chronicle = Chronicle(sentences, article.published, self._knowledge.weights["time"])
        discourse, voices = Discourse(), Voices()
        for sentence in sentences:
            self._read_sentence(context, sentence, discourse, voices)
            self._place_sentence(sentence, whereabouts, chronicle, article.published)
        return context, sentences, whereabouts

    def _context(self, article: Article) -> Context:
        words = find_words(article.text, fold(article.text), self._lost_spaces.find)
        numbers = find_numbers(words, self._knowledge.number_words, self._knowledge.person_nouns)
        times = find_times(words, article.published, self._knowledge.time_words)
        return Context(words, self.vocabulary, {n.first: n for n in numbers}, {t.first: t for t in times})

    def _sentences(self, article: Article, context: Context) -> list[Sentence]:
        """Sentences of the sections that are read, in order, with their chunks."""
        found: list[Sentence] = []
        body = not article.sections or any(section.kind == SectionKind.BODY for section in article.sections)
        kinds = _READ_SECTIONS if body else _FALLBACK_SECTIONS
        words = context.words
        for first, last in find_sentences(article.text, words):
            kind = _section_at(article, words[first].start)
            if kind in kinds:
                found.append(Sentence(len(found), first, last, kind, find_chunks(context, first, last)))
        return found

    def _read_sentence(self, context: Context, sentence: Sentence, discourse: Discourse, voices: Voices) -> None:
        """Find the sentence's tellings: roles, tolls, sources."""
        chunks = sentence.chunks
        statements = find_statements(context, chunks, voices)
        discourse.speakers = voices.speakers
        tellings = join_consequences(chunks, find_tellings(context, sentence, discourse, self._types))
        for telling in tellings:
            event_type = telling.event_type
            statement = find_statement_over(statements, telling.chunk.first)
            telling.speakers = tuple(statement.speakers) if statement is not None else ()
            fill_roles(telling, event_type, self._knowledge.weights)
            telling.recall = find_recall(context, telling, self._condemning)
            if telling.recall != CONDEMNED:
                _attribute(telling, statements, speech=event_type.speech and not event_type.held)
        sentence.tellings = tellings

    def _place_sentence(
        self, sentence: Sentence, whereabouts: Whereabouts, chronicle: Chronicle, published: date | None
    ) -> None:
        """Fill the tellings' places and times, and from them their factuality."""
        for telling in sentence.tellings:
            kind = telling.event_type
            telling.places = whereabouts.find_places(
                sentence, telling, speech=kind.speech, motion=kind.motion, apart=kind.per_place
            )
            if any(place.inherited for place in telling.places):
                telling.reasons.append("place carried from an earlier sentence")
            telling.times, telling.time_carried = chronicle.find_when(sentence, telling, speech=kind.speech)
            telling.factuality = find_factuality(sentence.chunks, telling, published)

    def _claims(
        self, article: Article, context: Context, sentences: list[Sentence], whereabouts: Whereabouts
    ) -> tuple[Claim, ...]:
        told = merge(self.split(sentences), context, self._knowledge.weights["same"])
        tellings = [telling for telling in told if self._is_event(telling)]
        writer = ClaimWriter(article, context, whereabouts.surroundings, whereabouts.find_containers())
        return tuple(writer.write(telling) for telling in tellings)

    def split(self, sentences: Sequence[Sentence]) -> Iterator[Telling]:
        """All tellings in reading order, those of separate places apart."""
        for telling in (t for sentence in sentences for t in sentence.tellings):
            yield from split_by_place(telling)

    def _is_event(self, telling: Telling) -> bool:
        """Whether the telling reports an event rather than speaking of its kind."""
        weights = self._knowledge.weights["event"]
        features = find_acceptance_features(telling)
        odds = weights.score(features)
        if odds <= _LEAST_ODDS:
            return False
        telling.reasons.append(f"taken for an event {odds:+.1f}: {weights.name_heaviest(features)}")
        return True


def _attribute(telling: Telling, statements: list[Statement], *, speech: bool) -> None:
    """Fill the telling's sources and distance from the statements of its sentence."""
    if speech:
        telling.sources = find_reporters(statements, telling.chunk.first, telling.initiator)
        return
    statement = find_statement_over(statements, telling.chunk.first)
    if statement is not None:
        telling.sources, telling.distance = statement.sources, statement.distance
        telling.cue, telling.content = statement.cue, find_content(statement, telling)
        telling.reasons.extend(f"source by {row}" for row in statement.rows)


def _section_at(article: Article, offset: int) -> str:
    """Kind of the section at the offset; body where none covers it."""
    at = bisect_right(article.sections, offset, key=lambda section: section.span.start) - 1
    inside = at >= 0 and offset < article.sections[at].span.end
    return article.sections[at].kind if inside else SectionKind.BODY
