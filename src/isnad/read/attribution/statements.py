"""Statements: who says what a sentence reports, by which cue, over which words.

Source, cue and content of direct and indirect speech: a cue verb with its subject (`قال المرصد إن`),
a cue preposition with its source (`بحسب المرصد`), a cue that goes on with the speaker before
(`وأضاف أن`, `مشيراً إلى`), and the relay that carried it (`لوكالة`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from isnad.read.attribution.sayings import find_saying
from isnad.read.attribution.speakers import (
    CONTENT_OPENERS,
    DOCUMENTS,
    find_relays,
    find_speakers_at,
    find_subject_after,
    find_subject_before,
    is_relay,
    may_speak,
    opens_content,
    opens_next,
    tells_event,
)
from isnad.read.attribution.voices import Voices, is_open_after
from isnad.read.events.classes import is_speaker
from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, NOUN_PHRASE, SOURCE_CUE, VERB, Chunk, Context
from isnad.read.vocabulary import Entry

_DISTANCES = ("claim", "deny")
_NEAR = 6
_OWNERS = ("ها", "هم", "هما")
_LONGEST_QUOTATION = 4


@dataclass(slots=True)
class Statement:
    """One attribution: speakers, the media that relay them, the cue, and the words [first, last) that it covers.

    `distance` is `claim` or `deny` where the cue verb takes distance, else empty.
    """

    speakers: list[Chunk]
    relays: list[Chunk]
    cue: Chunk
    first: int
    last: int
    distance: str = ""
    rows: tuple[str, ...] = ()

    @property
    def sources(self) -> list[Chunk]:
        """Who says so, nearest first."""
        return self.speakers + self.relays


class _Scan:
    """One sentence's chunks under reading, with the words and the voices so far."""

    __slots__ = ("chunks", "context", "found", "voices")

    def __init__(self, context: Context, chunks: list[Chunk], voices: Voices) -> None:
        self.context = context
        self.chunks = chunks
        self.voices = voices
        self.found: list[Statement] = []

    def in_full(self, phrases: list[Chunk]) -> list[Chunk]:
        return [self.voices.in_full(self.context, phrase) for phrase in phrases]

    @property
    def end(self) -> int:
        return self.chunks[-1].last


def find_statements(context: Context, chunks: list[Chunk], voices: Voices) -> list[Statement]:
    """Statements of the sentence in order; the voices are brought up to date on the way."""
    if not chunks:
        return []
    scan = _Scan(context, chunks, voices)
    quotation = _of_quotation(scan) if voices.quoting and voices.speakers else None
    for index in range(len(chunks)):
        statement = _statement_at(scan, index)
        if statement is not None:
            _close(scan, index, statement)
            _put_inside(scan, statement)
            scan.found.append(statement)
            voices.hear(statement.sources)
    if quotation is not None and scan.found and scan.found[0].cue.first - quotation.first <= 1:
        quotation, voices.quoting = None, 0
    _leave_open(scan)
    if not scan.found and quotation is None and voices.reviewing:
        quotation = _of_review(scan)
    return [quotation, *scan.found] if quotation is not None else scan.found


def _of_quotation(scan: _Scan) -> Statement:
    """The statement that goes on from the sentence before, up to the mark that closes its quotation."""
    words, first = scan.context.words, scan.chunks[0].first
    last = next((i for i in range(first, scan.end) if not is_open_after((words[i].form,), True)), scan.end)
    cue = replace(scan.chunks[0], last=first)
    return Statement(list(scan.voices.speakers), [], cue, first, last)


def _of_review(scan: _Scan) -> Statement:
    """A sentence without a cue in a press review: the press goes on."""
    cue = replace(scan.chunks[0], last=scan.chunks[0].first)
    return Statement(list(scan.voices.speakers), [], cue, cue.first, scan.end)


def _leave_open(scan: _Scan) -> None:
    """Remember whether a quotation of this sentence runs on into the next."""
    forms = (scan.context.words[i].form for i in range(scan.chunks[0].first, scan.end))
    if not is_open_after(forms, scan.voices.quoting > 0):
        scan.voices.quoting = 0
    elif scan.voices.quoting:
        scan.voices.quoting -= 1
    elif scan.found:
        scan.voices.quoting = _LONGEST_QUOTATION


def _statement_at(scan: _Scan, index: int) -> Statement | None:
    chunk = scan.chunks[index]
    if chunk.kind == VERB:
        entry = _cue_verb(scan.context, chunk)
        return _of_verb(scan, index, entry) if entry is not None else None
    if chunk.kind == SOURCE_CUE:
        return _of_preposition(scan, index)
    if chunk.kind == EVENT:
        entry = _cue_entry(chunk, "cue-participle")
        return _of_participle(scan, index, entry) if entry is not None and not chunk.definite else None
    if chunk.kind == NOUN_PHRASE and chunk.has(*DOCUMENTS):
        return _of_saying(scan, index)
    return None


def _cue_verb(context: Context, chunk: Chunk) -> Entry | None:
    """The cue entry of the verb, also where a longer reading (`أشار إلى`) has taken the chunk."""
    found = _cue_entry(chunk, "cue")
    if found is None and chunk.entries and chunk.last - chunk.first > 1:
        verbs = context.vocabulary.form(context.words[chunk.first].form).verbs
        found = next((reading.entry for reading in verbs if reading.entry.kind == "cue"), None)
    return found


def _cue_entry(chunk: Chunk, kind: str) -> Entry | None:
    return next((entry for entry in chunk.entries if entry.kind == kind), None)


def _close(scan: _Scan, index: int, statement: Statement) -> None:
    """A statement ends where the next beside it begins; one inside it (`قال إن الجيش أعلن`) leaves it open."""
    chunks = scan.chunks
    before = chunks[index - 1] if index else None
    beside = chunks[index].joined or (before is not None and before.kind == JOINT and before.cls == "conjunction")
    for earlier in scan.found:
        if beside and earlier.last > statement.first > earlier.first:
            earlier.last = statement.first


def _put_inside(scan: _Scan, statement: Statement) -> None:
    """A statement inside another (`قال كيربي إن أوكرانيا أعلنت`) is relayed by the outer speaker."""
    for outer in reversed(scan.found):
        if outer.first <= statement.first and statement.cue.first < outer.last and outer.cue.kind == VERB == statement.cue.kind and statement.speakers != outer.speakers:
            statement.relays = statement.relays + [one for one in outer.sources if one not in statement.speakers]
            return


def _distance(entry: Entry) -> str:
    return entry.cls if entry.cls in _DISTANCES else ""


def _of_verb(scan: _Scan, index: int, entry: Entry) -> Statement | None:
    """The statement of a cue verb, or None where the verb says nothing here (`نقل الجرحى`)."""
    chunks, cue = scan.chunks, scan.chunks[index]
    if _is_first_person(cue) or _describes(chunks, index, entry) or _is_negated(chunks, index):
        return None
    speakers, end, first = _speakers_of(scan, index, entry)
    if scan.found and _follows_document(chunks, index):
        if entry.cls == "hear":  # `في بيان تلقت الوكالة نسخة منه`
            return None
        if speakers and is_relay(speakers[0]) and cue.inflection is not None and cue.inflection.pronoun:
            scan.found[-1].relays = scan.found[-1].relays + speakers[:1]
            return None
    if entry.cls == "cover":
        return _of_coverage(scan, index, entry, speakers)
    opens = opens_content(chunks, end, strict="content" in entry.note.split()) or opens_next(chunks, end)
    if "relay" in entry.note.split() or (speakers and is_relay(speakers[0]) and _quotes_another(chunks, end)):
        return _of_relay(scan, index, entry, speakers, end)
    if not opens and "content" in entry.note.split() and not _reports(scan, index, speakers, end):
        return None
    if not speakers:
        if "named" in entry.note.split():
            return None
        if not opens and not tells_event(chunks, end) and not scan.voices.reviewing:
            return None
        speakers = list(scan.voices.speakers)
    if not speakers:
        return None
    return Statement(
        scan.in_full(speakers), find_relays(chunks, end), cue, first, scan.end, _distance(entry), (entry.row,)
    )


def _of_coverage(scan: _Scan, index: int, entry: Entry, speakers: list[Chunk]) -> Statement | None:
    """The statement of a verb by which only media report (`تناولت الصحف`), its subject carried over where none stands."""
    cue = scan.chunks[index]
    carried = cue.joined and find_subject_after(scan.chunks, index) < 0
    media = speakers or (list(scan.voices.speakers) if carried else [])
    if not media or not is_relay(media[0]):
        return None
    scan.voices.reviewing = scan.voices.reviewing or not scan.voices.named
    return Statement(scan.in_full(media), [], cue, cue.first, scan.end, "", (entry.row,))


def _reports(scan: _Scan, index: int, speakers: list[Chunk], end: int) -> bool:
    """Whether a verb that needs content reports without it: a medium's, or a source's with an event as object."""
    if speakers and is_relay(speakers[0]):
        return True
    if not speakers and scan.voices.reviewing and scan.chunks[index].joined:
        return find_subject_after(scan.chunks, index) < 0
    return _is_source(speakers) and tells_event(scan.chunks, end)


def _is_source(speakers: list[Chunk]) -> bool:
    """Whether the speaker is a source by trade: a report, a witness, a medium."""
    return any(cls.startswith("source_nouns:") for chunk in speakers for cls in chunk.classes)


def _describes(chunks: list[Chunk], index: int, entry: Entry) -> bool:
    """Whether the verb with its object pronoun only describes (`الذي تصفه أنقرة بأنه`), which tells nothing new."""
    inflection = chunks[index].inflection
    relative = index > 0 and chunks[index - 1].kind == JOINT and chunks[index - 1].cls == "relative"
    return inflection is not None and inflection.pronoun and (relative or "describes" in entry.note.split())


def _follows_document(chunks: list[Chunk], index: int) -> bool:
    """Whether the verb says how the document right before it came out (`في بيان نشرته الوكالة`)."""
    return index > 0 and chunks[index - 1].kind == NOUN_PHRASE and chunks[index - 1].has(*DOCUMENTS)


def _is_first_person(cue: Chunk) -> bool:
    return cue.inflection is not None and cue.inflection.person.startswith("1")


def _is_negated(chunks: list[Chunk], index: int) -> bool:
    """Whether a negation stands right before the verb: nobody said it (`لم تعلن أي جهة`)."""
    before = chunks[index - 1] if index else None
    return before is not None and before.kind == MARKER and before.cls == "negation"


def _speakers_of(scan: _Scan, index: int, entry: Entry) -> tuple[list[Chunk], int, int]:
    """Named speakers of the cue verb, the index after the verb and them, and the first word of the statement."""
    chunks, cue = scan.chunks, scan.chunks[index]
    before = find_subject_before(chunks, index)
    before = before if before >= 0 and may_speak(chunks[before], cue, False) else -1
    at = find_subject_after(chunks, index)
    if at >= 0 and not (before >= 0 and not chunks[at].classes):
        speakers, end = find_speakers_at(chunks, at)
        if not _is_adverbial(scan, at, entry) and may_speak(chunks[at], cue, _tells(chunks, at, end, entry)):
            return speakers, end, cue.first
    if before >= 0:
        speakers, _ = find_speakers_at(chunks[:index], before)
        return speakers, index + 1, chunks[before].first
    return [], index + 1, cue.first


def _tells(chunks: list[Chunk], at: int, end: int, entry: Entry) -> bool:
    """Whether what the verb tells follows the phrase [at, end), so that even an unknown name is its speaker."""
    if opens_next(chunks, end):
        return True
    if chunks[at].classes or end >= len(chunks):
        return False
    notes, following = entry.note.split(), chunks[end]
    about = ("ب" if "b" in notes else "", "عن" if "an-prep" in notes else "")
    if following.preposition:
        return following.preposition in about
    return following.kind == EVENT and not following.definite and not following.joined


def _is_adverbial(scan: _Scan, at: int, entry: Entry) -> bool:
    """Whether an unknown word after the verb is no name: what `ب` governs (`أفاد بتلقي`), an adverb, a thing owned."""
    chunk = scan.chunks[at]
    form = scan.context.words[chunk.first].form
    if chunk.classes or chunk.name:
        return False
    if "b" in entry.note.split() and form.startswith("ب"):
        return True
    return form.endswith(_OWNERS) or (form.endswith("يا") and chunk.last - chunk.first == 1)


def _of_relay(scan: _Scan, index: int, entry: Entry, speakers: list[Chunk], end: int) -> Statement | None:
    """The statement of `نقلت الوكالة عن مصدر`: the one quoted, then the relay."""
    for at in range(end, min(end + _NEAR, len(scan.chunks))):
        chunk = scan.chunks[at]
        if chunk.kind == NOUN_PHRASE and chunk.preposition == "عن":
            quoted, after = find_speakers_at(scan.chunks, at)
            if not is_speaker(chunk) and not opens_content(scan.chunks, after):
                return None
            return _relayed(scan, index, entry, quoted, speakers[:1])
        if chunk.kind in (VERB, EVENT):
            break
    return _relayed(scan, index, entry, speakers, []) if speakers and opens_content(scan.chunks, end) else None


def _quotes_another(chunks: list[Chunk], end: int) -> bool:
    """Whether `عن` and one who can speak follow a medium: it passes on another's words."""
    if end >= len(chunks):
        return False
    following = chunks[end]
    return following.kind == NOUN_PHRASE and following.preposition == "عن" and _names_a_source(following)


def _names_a_source(chunk: Chunk) -> bool:
    return is_speaker(chunk) and not chunk.has(*DOCUMENTS)


def _relayed(scan: _Scan, index: int, entry: Entry, speakers: list[Chunk], relays: list[Chunk]) -> Statement:
    cue = scan.chunks[index]
    return Statement(scan.in_full(speakers), scan.in_full(relays), cue, cue.first, scan.end, "", (entry.row,))


def _of_preposition(scan: _Scan, index: int) -> Statement | None:
    """The statement of `بحسب X`: over the whole sentence, or over what no other statement covers."""
    chunks, cue = scan.chunks, scan.chunks[index]
    entry = cue.entry
    rows = (entry.row,) if entry is not None else ()
    if cue.cls == "source_back":
        sources = list(scan.voices.speakers)
    else:
        sources = scan.in_full(_named_after(chunks, index))
    if not sources:
        return None
    before = scan.found[-1] if scan.found else None
    if before is not None and before.last > cue.first and cue.cls != "source_back":
        if is_relay(sources[0]):
            before.relays = before.relays + sources
            return None
        if not _has_opened(chunks, before, index):
            return None
    first = chunks[0].first
    if before is not None and index > 1:
        first = before.cue.first
    return Statement(sources, [], cue, first, scan.end, "claim" if entry is not None and entry.note == "claim" else "", rows)


def _has_opened(chunks: list[Chunk], statement: Statement, index: int) -> bool:
    """Whether the statement's content has begun before the chunk at `index` (`أكدت الحكومة في بيان صادر عن مكتبها أن`)."""
    between = [chunk for chunk in chunks[:index] if chunk.first >= statement.cue.last]
    return any(chunk.kind in (VERB, EVENT) or (chunk.kind == JOINT and chunk.cls in CONTENT_OPENERS) for chunk in between)


def _named_after(chunks: list[Chunk], index: int) -> list[Chunk]:
    """The source named right after a cue, past a verb of saying (`بحسب ما أعلنت الوزارة`), with a relay after it."""
    for at in range(index + 1, min(index + _NEAR, len(chunks))):
        chunk = chunks[at]
        if chunk.kind == NOUN_PHRASE:
            sources, end = find_speakers_at(chunks, at)
            return sources + find_relays(chunks, end)
        cue_verb = chunk.kind == VERB and any(entry.kind in ("cue", "verb") for entry in chunk.entries)
        passes = chunk.kind == MARKER or (chunk.kind == JOINT and chunk.cls in ("quote", "relative"))
        if not (cue_verb or passes):
            break
    return []


def _of_participle(scan: _Scan, index: int, entry: Entry) -> Statement | None:
    """The statement of `مشيراً إلى أن`: the speaker of the sentence goes on, else the speaker before."""
    speakers = list(scan.found[-1].speakers) if scan.found else _subject_of_sentence(scan, index)
    speakers = speakers or list(scan.voices.speakers)
    if not speakers:
        return None
    cue = scan.chunks[index]
    relays = list(scan.found[-1].relays) if scan.found else []
    return Statement(speakers, relays, cue, cue.first, scan.end, _distance(entry), (entry.row,))


def _of_saying(scan: _Scan, index: int) -> Statement | None:
    """The statement of a noun of saying with its speaker: from there to the end of the sentence."""
    speakers = find_saying(scan.context, scan.chunks, index)
    cue = scan.chunks[index]
    return Statement(scan.in_full(speakers), [], cue, cue.first, scan.end, "", cue.rows) if speakers else None


def _subject_of_sentence(scan: _Scan, index: int) -> list[Chunk]:
    """The speaker that is subject of the first verb before `index`."""
    for at in range(index):
        if scan.chunks[at].kind == VERB:
            subject = find_subject_after(scan.chunks, at)
            if not 0 <= subject < index:
                subject = find_subject_before(scan.chunks, at)
            if 0 <= subject < index and is_speaker(scan.chunks[subject]):
                return scan.in_full(find_speakers_at(scan.chunks, subject)[0])
            return []
    return []


def find_statement_over(statements: list[Statement], word: int) -> Statement | None:
    """The statement whose words cover `word`, the nearest cue first; None in the outlet's own voice."""
    covering = [s for s in statements if s.first <= word < s.last]
    return max(covering, key=lambda s: s.cue.first) if covering else None


def find_reporters(statements: list[Statement], word: int, speakers: list[Chunk]) -> list[Chunk]:
    """Who reports the speech act at `word` of `speakers`, nearest first; empty where the outlet does.

    The speakers' own statement counts only for the media that carried it.
    """
    for statement in sorted(statements, key=lambda s: -s.cue.first):
        if not statement.first <= word < statement.last:
            continue
        own = any(_overlap(one, other) for one in statement.speakers for other in speakers)
        if own or statement.cue.first <= word < statement.cue.last:
            if statement.relays:
                return statement.relays
        elif speakers:
            return statement.sources
    return []


def _overlap(one: Chunk, other: Chunk) -> bool:
    return one.first < other.last and other.first < one.last
