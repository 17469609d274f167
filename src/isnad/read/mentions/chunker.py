"""The chunker: one pass over a sentence, left to right in reading order."""

from __future__ import annotations

from dataclasses import replace

from isnad.arabic.inflect import Inflection
from isnad.read.mentions.chunks import (
    EVENT,
    JOINT,
    MARKER,
    NOUN_PHRASE,
    SOURCE_CUE,
    TIME,
    VERB,
    Chunk,
    Context,
    longest,
)
from isnad.read.mentions.noun_phrases import find_noun_phrase
from isnad.read.mentions.shapes import looks_like_verb
from isnad.read.vocabulary import QUOTES, Entry, Form, Reading

_PREPOSITION_LETTERS = {"ب": "ب", "ل": "ل", "ك": "ك", "بال": "ب", "لل": "ل", "كال": "ك"}
_VERB_ORDER = {"trigger-verb": 0, "cue": 1, "light": 2, "verb": 3}
_EVENT_KINDS = ("trigger-noun", "trigger-participle", "cue-participle")
_JOINT_CLASSES = ("conjunction", "relative", "complementiser")
_SURE_PERSONS = ("3fs", "3mp", "3d")
_MAX_ADJECTIVES = 3
_ONE_OF = frozenset(("احد", "احدي"))
_SEALS = ("ا", "ان", "ون", "ين")


def find_chunks(context: Context, first: int, last: int) -> list[Chunk]:
    """Chunks of the words [first, last), in order; punctuation other than joints is left out."""
    chunks: list[Chunk] = []
    preposition = ""
    at = first
    while at < last:
        chunk = _chunk_at(context, at, last, chunks, preposition)
        preposition = ""
        if chunk.kind == "preposition":
            preposition = chunk.cls
        elif chunk.kind != "nothing":
            chunks.append(chunk)
        at = chunk.last
    return chunks


def _chunk_at(context: Context, at: int, last: int, before: list[Chunk], preposition: str) -> Chunk:
    word = context.words[at]
    time = context.times.get(at)
    if time is not None and time.last <= last:
        return Chunk(TIME, at, time.last, time=time, preposition=preposition)
    if word.kind == "mark":
        return _mark(at, word.form)
    if word.kind == "number" or at in context.numbers:
        return _noun_phrase(context, at, last, preposition)
    if word.form == "و" and at + 1 < last and at + 1 in context.numbers:
        return replace(_noun_phrase(context, at + 1, last, ""), joined=True)
    form = context.vocabulary.form(word.form)
    phrase = longest(context.find_phrases(at, last)) if form.phrases else None
    if phrase is not None and phrase.entry.kind not in ("actor", "place", "noun"):
        return _of_reading(context, at, last, phrase, form, preposition)
    if phrase is None and form.particles and not _is_rather_verb(form):
        return _of_reading(context, at, last, form.particles[0], form, preposition)
    if phrase is None:
        verb = _verb_reading(context, at, last, form, before, preposition)
        if verb is not None:
            return verb
        if form.nouns and not _is_people(form) and not (form.classes and _is_counted(context, at, form)):
            return _event(context, at, last, form.nouns[0], form, preposition)
    return _noun_phrase(context, at, last, preposition)


def _is_rather_verb(form: Form) -> bool:
    """Whether the form is a verb as it stands, and a particle only behind `و` or `ف` (`فتحت`)."""
    return bool(form.particles[0].clitics) and any(not r.clitics for r in form.verbs)


def _is_people(form: Form) -> bool:
    """Whether the noun names people before it names an event (`نازحين`, `قتلى`)."""
    people = any(cls.startswith("people_nouns:") for cls in form.classes) and "act" not in form.notes
    return people and all(r.entry.kind == "trigger-noun" for r in form.nouns)


def _noun_phrase(context: Context, at: int, last: int, preposition: str) -> Chunk:
    """The noun phrase at the word, with the triggers that its first noun may be: counted events, people, bodies."""
    chunk = find_noun_phrase(context, at, last, preposition)
    number = context.numbers.get(at)
    first = at if number is None else number.last - 1 if number.counts_itself else number.last
    if first >= chunk.last:
        return chunk
    form = context.vocabulary.form(context.words[first].form)
    found = list(form.nouns)
    if form.phrases:
        found = context.find_phrases(first, last) + found
    entries = tuple(r.entry for r in sorted(found, key=lambda r: -r.length) if r.entry.kind == "trigger-noun")
    return replace(chunk, entries=entries) if entries else chunk


def _mark(at: int, form: str) -> Chunk:
    """A joint of the mark itself: commas, colons, quotation marks, brackets; nothing for others."""
    if form in "،,:؛;()[]-–—" or form in QUOTES:
        return Chunk(JOINT, at, at + 1, cls="quote" if form in QUOTES else form)
    return Chunk("nothing", at, at + 1)


def _is_counted(context: Context, at: int, form: Form) -> bool:
    """Whether a number stands right before, so that a noun like `قتلى` is what is counted."""
    number = context.numbers.get(at - 1)
    return number is not None and not number.counts_itself and not form.clitics.startswith("و")


def _of_reading(context: Context, at: int, last: int, reading: Reading, form: Form, preposition: str) -> Chunk:
    """The chunk of a particle, cue, verb or trigger reading."""
    entry, end = reading.entry, at + reading.length
    joined = "و" in reading.clitics or "ف" in reading.clitics
    if entry.kind == "source_cue":
        return Chunk(SOURCE_CUE, at, end, cls=entry.cls, joined=joined, entries=(entry,), rows=(entry.row,))
    if entry.kind in ("particle", "direction"):
        return _particle(context, at, end, reading, joined, preposition)
    if entry.kind in _VERB_ORDER:
        tense, entries = "future" if "س" in reading.clitics else "", _same(context, at, reading, form)
        return Chunk(VERB, at, end, cls=tense, joined=joined, entries=entries, inflection=entry.inflection,
                     rows=(entry.row,), preposition=preposition)  # fmt: skip
    return _event(context, at, last, reading, form, preposition)


def _particle(context: Context, at: int, end: int, reading: Reading, joined: bool, preposition: str) -> Chunk:
    entry = reading.entry
    form = " ".join(word.form for word in context.words[at:end])
    bare = form[1:] if joined and len(form) > 2 else form
    if entry.kind == "direction":
        if entry.cls == "vicinity":
            return Chunk("preposition", at, end, cls=preposition or "في")
        phrase = find_noun_phrase(context, end - 1, len(context.words), preposition)
        if end - at > 1:  # `جنوب شرقي`: the phrase begins with the first of its words
            phrase.first = at
        phrase.joined = phrase.joined or joined
        return phrase
    if entry.cls in ("preposition", "agentive"):
        if entry.cls == "agentive":
            return Chunk("preposition", at, end, cls="agentive")
        return Chunk("preposition", at, end, cls=bare)
    if entry.cls in _JOINT_CLASSES:
        return Chunk(JOINT, at, end, cls=entry.cls, joined=joined, rows=(bare,))
    return Chunk(MARKER, at, end, cls=entry.cls, joined=joined, entries=(entry,), rows=(entry.row,))


def _same(context: Context, at: int, reading: Reading, form: Form) -> tuple[Entry, ...]:
    """All verb entries that cover the same words as `reading`, triggers first."""
    if reading.length > 1:
        found = [r for r in context.find_phrases(at, len(context.words))
                 if r.length == reading.length and r.entry.kind in _VERB_ORDER]  # fmt: skip
    else:
        found = [r for r in form.verbs if r.clitics == reading.clitics]
    return tuple(r.entry for r in sorted(found, key=lambda r: _VERB_ORDER[r.entry.kind]))


def _verb_reading(
    context: Context, at: int, last: int, form: Form, before: list[Chunk], preposition: str
) -> Chunk | None:
    """The chunk of a verb, or None where the form is better read as a noun."""
    word = context.words[at]
    if not form.verbs:
        if looks_like_verb(word.form) and not form.known and not preposition:
            tense = "future" if word.form.lstrip("وف").startswith(("سي", "ست")) else ""
            return Chunk(VERB, at, at + 1, cls=tense, inflection=Inflection("present", "", False))
        return None
    if form.classes and not form.clitics and all(r.clitics for r in form.verbs):
        return None
    reading = min(form.verbs, key=lambda r: (_VERB_ORDER[r.entry.kind], len(r.clitics)))
    inflection = reading.entry.inflection
    if (
        preposition
        or inflection is None
        or not _is_verbal(context, at, last, form, inflection, before, reading.clitics)
    ):
        return None
    return _of_reading(context, at, last, reading, form, "")


def _is_verbal(
    context: Context, at: int, last: int, form: Form, inflection: Inflection, before: list[Chunk], clitics: str
) -> bool:
    """Whether the form is a verb here, from its own shape, then from what stands around it."""
    has_noun = bool(form.nouns or form.names or form.rows)
    if not has_noun:
        return inflection.person not in ("1s", "1p") or inflection.tense == "present" or not form.given
    previous = before[-1] if before and before[-1].last == at else None
    if inflection.pronoun and inflection.tense == "past" and form.nouns and form.classes:
        return previous is not None and previous.kind == JOINT and previous.cls == "relative"
    if previous is not None and previous.kind == MARKER and previous.cls in ("negation", "hedge", "verbal"):
        return True
    if inflection.pronoun and _is_feminine_noun(form):
        return False
    if inflection.tense == "present":
        return inflection.person in ("3ms", "3mp") or clitics in ("س", "وس", "فس")
    if inflection.person in _SURE_PERSONS and not form.classes:
        return not inflection.pronoun or not form.nouns
    if at + 1 < last and _follows_noun(context, at + 1):
        return False
    if previous is not None and previous.kind == NOUN_PHRASE and not _is_definite(context, previous) and not clitics:
        return previous.quantity is None and previous.last - previous.first > 1
    return previous is None or previous.kind not in (EVENT, VERB) or bool(clitics)


def _is_feminine_noun(form: Form) -> bool:
    """Whether what looks like a verb with `ه` is an event noun in `ة`, which is folded to the same (`إصابة`, `سيطرة`)."""
    return any(r.entry.inflection is not None and not r.entry.inflection.pronoun for r in form.nouns)


def _is_definite(context: Context, phrase: Chunk) -> bool:
    """Whether the phrase is closed by an article, a name, an actor or an ending, so that no possessor follows it."""
    article = phrase.head >= 0 and context.words[phrase.head].form.startswith("ال")
    last = context.words[phrase.last - 1].form
    sealed = (len(last) > 4 and last.endswith(_SEALS)) or context.vocabulary.form(last).accusative
    return sealed or phrase.definite or phrase.name or phrase.actor is not None or article


def _follows_noun(context: Context, at: int) -> bool:
    """Whether the word at `at` shows that the one before is a noun: an indefinite adjective, or `على`."""
    word = context.words[at]
    form = context.vocabulary.form(word.form)
    if word.form == "علي":
        return True
    if form.nationality and not form.definite and not form.clitics:
        return True
    return not form.known and not form.definite and word.form.endswith(("ي", "يه", "يا"))


def _event(context: Context, at: int, last: int, reading: Reading, form: Form, preposition: str) -> Chunk:
    """The chunk of an event noun or participle, with the adjectives that follow it."""
    entries = _noun_entries(context, at, reading, form)
    definite = "ال" in reading.clitics or reading.clitics.endswith("لل")
    end, nationality = _adjectives(context, at + reading.length, last, definite)
    letter = _PREPOSITION_LETTERS.get(reading.clitics.lstrip("وف"), "")
    inflection = reading.entry.inflection
    return Chunk(
        EVENT, at, end, preposition=preposition or letter, joined=reading.clitics[:1] in ("و", "ف"),
        classes=form.classes, definite=definite, entries=entries, inflection=inflection,
        nationality=nationality, head=at, rows=tuple(entry.row for entry in entries),
    )  # fmt: skip


def _noun_entries(context: Context, at: int, reading: Reading, form: Form) -> tuple[Entry, ...]:
    if reading.length > 1:
        found = [r for r in context.find_phrases(at, len(context.words))
                 if r.entry.kind in _EVENT_KINDS]  # fmt: skip
        found += form.nouns
    else:
        found = list(form.nouns)
    return tuple(r.entry for r in sorted(found, key=lambda r: -r.length))


def _adjectives(context: Context, at: int, last: int, definite: bool) -> tuple[int, str]:
    """End of the adjectives that follow an event noun, and the nationality among them."""
    nationality, count = "", 0
    while at < last and count < _MAX_ADJECTIVES and context.words[at].kind == "word":
        form = context.vocabulary.form(context.words[at].form)
        if _is_read_otherwise(context, at, form) and not (form.nationality and form.definite == definite):
            break
        if (
            form.stem in _ONE_OF
            or form.definite != definite
            or form.clitics not in ("", "ال")
            or (not form.known and not _is_adjective(form))
        ):
            break
        nationality = nationality or form.nationality
        at, count = at + 1, count + 1
    return at, nationality


def _is_read_otherwise(context: Context, at: int, form: Form) -> bool:
    """Whether the word is known as something else than an adjective: a time, a number, a noun, a verb, a name."""
    known = form.classes or form.names or form.verbs or form.particles or form.nouns or form.phrases
    return bool(known) or at in context.times or at in context.numbers


def _is_adjective(form: Form) -> bool:
    """Whether an unknown word has the ending of an adjective of relation, or the feminine ending."""
    return form.stem.endswith(("ي", "يه", "ه", "يا", "ين", "يتين", "فا", "دا")) and len(form.stem) > 3
