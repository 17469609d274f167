"""Cue verbs: `قال المرصد إن`, `نقلت الوكالة عن مصدر`, `تناولت الصحف`, and `وأضاف أن` with the speaker before."""

from __future__ import annotations

from isnad.read.attribution.content import opens_content, opens_next, tells_event
from isnad.read.attribution.speakers import DOCUMENTS, find_relays, find_speakers_at, is_relay
from isnad.read.attribution.statement import Scan, Statement, cue_entry, distance_of
from isnad.read.attribution.subjects import Subject, find_subject, find_subject_after
from isnad.read.events.classes import is_speaker
from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, NOUN_PHRASE, VERB, Chunk, Context
from isnad.read.vocabulary import Entry

_NEAR = 6


def cue_verb(context: Context, chunk: Chunk) -> Entry | None:
    """The cue entry of the verb, also where a longer reading (`أشار إلى`) has taken the chunk."""
    found = cue_entry(chunk, "cue")
    if found is None and chunk.entries and chunk.last - chunk.first > 1:
        verbs = context.vocabulary.form(context.words[chunk.first].form).verbs
        found = next((reading.entry for reading in verbs if reading.entry.kind == "cue"), None)
    return found


def of_verb(scan: Scan, index: int, entry: Entry) -> Statement | None:
    """The statement of a cue verb, or None where the verb says nothing here (`نقل الجرحى`)."""
    chunks = scan.chunks
    if _is_first_person(chunks[index]) or _describes(chunks, index, entry) or _is_negated(chunks, index):
        return None
    subject = find_subject(scan, index, entry)
    if scan.found and _follows_document(chunks, index) and _only_published(scan, index, entry, subject.speakers):
        return None
    notes = entry.note.split()
    medium = bool(subject.speakers) and is_relay(subject.speakers[0])
    if entry.cls == "cover":
        return _of_coverage(scan, index, entry, subject)
    if "relay" in notes or (medium and _quotes_another(chunks, subject.end)):
        return _of_relay(scan, index, entry, subject)
    return _of_saying_verb(scan, index, entry, subject)


def _of_saying_verb(scan: Scan, index: int, entry: Entry, subject: Subject) -> Statement | None:
    """The statement of a verb of saying with its subject, or with the speaker before where it has none."""
    chunks, notes, end = scan.chunks, entry.note.split(), subject.end
    opens = opens_content(chunks, end, strict="content" in notes) or opens_next(chunks, end)
    if not opens and "content" in notes and not _reports(scan, index, subject):
        return None
    speakers = subject.speakers
    if not speakers:
        if "named" in notes or not (opens or tells_event(chunks, end) or scan.voices.reviewing):
            return None
        speakers = scan.voices.goes_on()
    if not speakers:
        return None
    distance = distance_of(entry)
    relays = find_relays(chunks, end)
    return Statement(scan.in_full(speakers), relays, chunks[index], subject.first, scan.end, distance, (entry.row,))


def _of_coverage(scan: Scan, index: int, entry: Entry, subject: Subject) -> Statement | None:
    """The statement of a verb by which only media report (`تناولت الصحف`), or went on to (`وتناولت`)."""
    cue = scan.chunks[index]
    carried = cue.joined and find_subject_after(scan.chunks, index) < 0
    media = subject.speakers or (list(scan.voices.speakers) if carried else [])
    if not media or not is_relay(media[0]):
        return None
    scan.voices.reviewing = scan.voices.reviewing or not scan.voices.named
    return Statement(scan.in_full(media), [], cue, cue.first, scan.end, "", (entry.row,))


def _of_relay(scan: Scan, index: int, entry: Entry, subject: Subject) -> Statement | None:
    """The statement of `نقلت الوكالة عن مصدر`: the one quoted, then the relay."""
    chunks, speakers = scan.chunks, subject.speakers
    for at in range(subject.end, min(subject.end + _NEAR, len(chunks))):
        chunk = chunks[at]
        if chunk.kind == NOUN_PHRASE and chunk.preposition == "عن":
            quoted, after = find_speakers_at(chunks, at)
            told = is_speaker(chunk) or opens_content(chunks, after)
            return _relayed(scan, index, entry, quoted, speakers[:1]) if told else None
        if chunk.kind in (VERB, EVENT):
            break
    return _relayed(scan, index, entry, speakers, []) if speakers and opens_content(chunks, subject.end) else None


def _relayed(scan: Scan, index: int, entry: Entry, speakers: list[Chunk], relays: list[Chunk]) -> Statement:
    cue = scan.chunks[index]
    return Statement(scan.in_full(speakers), scan.in_full(relays), cue, cue.first, scan.end, "", (entry.row,))


def _quotes_another(chunks: list[Chunk], end: int) -> bool:
    """Whether `عن` and one who can speak follow a medium: it passes on another's words."""
    if end >= len(chunks):
        return False
    following = chunks[end]
    return following.kind == NOUN_PHRASE and following.preposition == "عن" and _names_a_source(following)


def _names_a_source(chunk: Chunk) -> bool:
    return is_speaker(chunk) and not chunk.has(*DOCUMENTS)


def _reports(scan: Scan, index: int, subject: Subject) -> bool:
    """Whether a verb that needs content reports without it: a medium's, or a source's with an event as object."""
    if subject.speakers and is_relay(subject.speakers[0]):
        return True
    if not subject.speakers and scan.voices.reviewing and scan.chunks[index].joined:
        return find_subject_after(scan.chunks, index) < 0
    return _is_source(subject.speakers) and tells_event(scan.chunks, subject.end)


def _is_source(speakers: list[Chunk]) -> bool:
    """Whether the speaker is a source by trade: a report, a witness, a medium."""
    return any(cls.startswith("source_nouns:") for chunk in speakers for cls in chunk.classes)


def _only_published(scan: Scan, index: int, entry: Entry, speakers: list[Chunk]) -> bool:
    """Whether the verb only says who received or published the document; who published relays the statement."""
    if entry.cls == "hear":
        return True
    inflection = scan.chunks[index].inflection
    if not speakers or not is_relay(speakers[0]) or inflection is None or not inflection.pronoun:
        return False
    scan.found[-1].relays = scan.found[-1].relays + speakers[:1]
    return True


def _follows_document(chunks: list[Chunk], index: int) -> bool:
    """Whether the verb says how the document right before it came out (`في بيان نشرته الوكالة`)."""
    return index > 0 and chunks[index - 1].kind == NOUN_PHRASE and chunks[index - 1].has(*DOCUMENTS)


def _describes(chunks: list[Chunk], index: int, entry: Entry) -> bool:
    """Whether the verb with its object pronoun only describes (`الذي تصفه أنقرة بأنه`), which tells nothing new."""
    inflection = chunks[index].inflection
    relative = index > 0 and chunks[index - 1].kind == JOINT and chunks[index - 1].cls == "relative"
    return inflection is not None and inflection.pronoun and (relative or "describes" in entry.note.split())


def _is_first_person(cue: Chunk) -> bool:
    return cue.inflection is not None and cue.inflection.person.startswith("1")


def _is_negated(chunks: list[Chunk], index: int) -> bool:
    """Whether a negation stands right before the verb: nobody said it (`لم تعلن أي جهة`)."""
    before = chunks[index - 1] if index else None
    return before is not None and before.kind == MARKER and before.cls == "negation"
