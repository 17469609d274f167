"""Noun phrases: a head with its construct, adjectives, names, quoted parts and possessor.

The grammar in short. A bare head takes the next noun as its possessor (construct, إضافة) until a
word with the article, a proper name or a pronoun closes the chain, or an ending that takes no
possessor seals it; after that only adjectives that agree, complements, bracketed asides, and the
names that follow a title go on.
"""

from __future__ import annotations

from isnad.knowledge.events import Trigger
from isnad.read.mentions.agreement import is_closed_by_ending
from isnad.read.mentions.chunks import NOUN_PHRASE, Chunk, Context
from isnad.read.mentions.phrase import Phrase, has_pronoun
from isnad.read.mentions.phrase_names import cut_proclitics, find_names, is_name_word, take_mark, take_name
from isnad.read.mentions.phrase_tails import continues_sealed, is_indefinite_adjective, take_adjective, take_complement
from isnad.read.mentions.shapes import looks_like_verb
from isnad.read.vocabulary import Entry, Form, Reading

_PREPOSITION_LETTERS = {"ب": "ب", "ل": "ل", "ك": "ك", "بال": "ب", "لل": "ل", "كال": "ك"}
_MAX_WORDS = 16
_NAMED_BY_EVENT = ("group_nouns:authority", "group_nouns:organisation", "group_nouns:aircraft", "facility_nouns:")
_COUNTING_WORDS = ("اثنين", "اثنان", "اثنتين", "واحد")
_EVENT_CLASSES = frozenset(("weapons:air", "facility_nouns:position"))  # غارات, كمين: events before they are things
_AGENT_PREFIX = "group_nouns:"
_THING_PREFIXES = ("facility_nouns:", "place_words:", "people_nouns:", "weapons:")


def find_noun_phrase(context: Context, at: int, last: int, preposition: str) -> Chunk:
    """The noun phrase that begins at word `at`; at least that one word."""
    builder = Phrase(context, at, last)
    clitics = _clitics_at(context, at)
    while builder.at < last and builder.at - at < _MAX_WORDS and _take(builder):
        pass
    if builder.end == at:
        builder.end = at + 1
    letter = _PREPOSITION_LETTERS.get(clitics.lstrip("وف"), "")
    return Chunk(
        NOUN_PHRASE, at, builder.end, preposition=preposition or letter, joined=clitics[:1] in ("و", "ف"),
        classes=frozenset(builder.classes), definite=builder.definite, actor=builder.actor, places=tuple(builder.places),
        quantity=builder.quantity, nationality=builder.nationality, title=builder.title, name=builder.name,
        head=builder.head, rows=tuple(builder.rows), entries=_trigger_entries(builder),
        cut=cut_proclitics(context.words[at].form, clitics),
    )  # fmt: skip


def _clitics_at(context: Context, at: int) -> str:
    """Proclitics of the first word, as the reading that wins takes them off."""
    number = context.numbers.get(at)
    form = context.vocabulary.form(context.words[at].form)
    if number is not None and context.words[at].kind == "word":
        word = context.words[at].form
        return word[0] if word[0] in "وفبل" and not form.known else ""
    names = find_names(Phrase(context, at, len(context.words)), form)
    return max(names, key=lambda r: (r.length, -len(r.clitics))).clitics if names else form.clitics


def _trigger_entries(builder: Phrase) -> tuple[Entry, ...]:
    """Trigger entries of the head, where a counted noun also names an event (`ثلاثة قتلى`)."""
    if builder.head < 0:
        return ()
    form = builder.form_at(builder.head)
    return tuple(r.entry for r in form.nouns if r.entry.kind == "trigger-noun")


def _take(b: Phrase) -> bool:
    """Take the next word or mark into the phrase; False where the phrase ends."""
    word = b.context.words[b.at]
    if b.at in b.context.times:
        return False
    if word.kind == "mark":
        return take_mark(b, word.form)
    if b.at in b.context.numbers:
        return _take_number(b)
    form = b.form_at(b.at)
    name = find_names(b, form)
    if b.head < 0:
        return _take_head(b, form, name)
    if take_complement(b, form):
        return True
    if _ends_phrase(b, form, name):
        return False
    return _take_next(b, form, name)


def _take_number(b: Phrase) -> bool:
    number = b.context.numbers[b.at]
    if b.head < 0 and b.quantity is None:
        b.quantity = number
        b.at = b.end = number.last
        if number.counts_itself:
            b.head = number.last - 1
            form = b.before = b.noun = b.head_noun = b.form_at(b.head)
            b.classes.update(form.classes)
            b.rows.extend(form.rows)
            b.sealed = is_closed_by_ending(form)
        return True
    unit = number.last - b.at == 1 and b.context.words[b.at].kind == "number" and (not b.closed or b.end - b.first == 1)
    if (
        b.head >= 0
        and not _counts_people(b, number.last)
        and (unit or (b.quantity is None and b.context.words[b.at].form in _COUNTING_WORDS))
    ):
        b.at = b.end = number.last  # a numbered unit: الفرقة 26
        return True
    return False


def _counts_people(b: Phrase, after: int) -> bool:
    """Whether the number counts the people named after it, so that it begins a phrase of its own."""
    return after < b.last and any(cls.startswith("people_nouns:") for cls in b.form_at(after).classes)


def _take_head(b: Phrase, form: Form, name: list[Reading]) -> bool:
    if name:
        return take_name(b, name)
    if b.quantity is not None and (_is_plural_verb(form) or _stands_alone(b, form)):
        return False
    b.head = b.at
    _absorb_noun(b, form)
    return b.step()


def _stands_alone(b: Phrase, form: Form) -> bool:
    """Whether the number counts nothing that is written: a preposition or a joined word follows (`173 في حي`)."""
    particle = bool(form.particles) and not form.classes and b.context.words[b.at].form != "من"
    return particle or (form.clitics == "و" and bool(form.nouns or form.verbs))


def _is_plural_verb(form: Form) -> bool:
    """Whether the word after a number is its verb, not what it counts (`ثمانية قتلوا`)."""
    persons = {r.entry.inflection.person for r in form.verbs if r.entry.inflection is not None}
    return not form.classes and not form.nouns and bool(persons & {"3mp", "3d"})


def _absorb_noun(b: Phrase, form: Form) -> None:
    b.absorb(form)
    if form.definite or has_pronoun(form) or form.clitics in ("ل", "لل"):
        b.closed = b.definite = True
    b.sealed = not b.closed and is_closed_by_ending(form)


def _ends_phrase(b: Phrase, form: Form, name: list[Reading]) -> bool:
    """Whether the word begins something else: a verb, a particle, an event noun, a new phrase."""
    clitics = name[0].clitics if name else form.clitics
    if clitics[:1] in ("و", "ف") or clitics in ("ب", "ك", "بال", "كال"):
        return True
    if clitics in ("ل", "لل"):
        return b.closed or _is_medium(form, name)
    if _is_name_of_person(b, form):
        return False
    if (form.particles or _opens_toll(b, form)) and not name:
        return True
    if form.nouns and not (form.classes - _EVENT_CLASSES) and not name and not b.open_quotes:
        return not _is_construct_of_body(b, form)
    if not form.known and looks_like_verb(b.context.words[b.at].form):
        return True
    if form.verbs and not name:
        return not (form.classes and not b.closed) and not b.open_quotes and not (form.nationality or form.given)
    return False


def _is_medium(form: Form, name: list[Reading]) -> bool:
    """Whether the word after `لـ` is a medium that is spoken to (`مصدر لوكالة`) rather than an owner."""
    return "source_nouns:media" in form.classes or any(r.entry.cls in ("agency", "outlet") for r in name)


def _is_construct_of_body(b: Phrase, form: Form) -> bool:
    """Whether an event noun only says which body or thing it is: `قيادة العمليات`, `مركز احتجاز`."""
    if b.closed or b.sealed or b.at != b.head + 1:
        return False
    return b.has(*_NAMED_BY_EVENT) or (form.definite and b.has("group_nouns:force"))


def _is_name_of_person(b: Phrase, form: Form) -> bool:
    """Whether a given name that is also a particle goes on with a title (`العقيد علي الحسيني`)."""
    if not form.given or not (b.title or b.name) or b.at + 1 >= b.last:
        return False
    return b.context.words[b.at + 1].kind == "word" and is_name_word(b.form_at(b.at + 1), first=False)


def _take_next(b: Phrase, form: Form, name: list[Reading]) -> bool:
    if name and not (b.closed and form.nationality and name[0].length == 1):
        if (b.closed or b.sealed) and not (b.title or b.name or b.kind_word or b.open_quotes):
            return False
        return take_name(b, name)
    if b.closed:
        return take_adjective(b, form) or _take_person(b, form)
    if b.sealed:
        return continues_sealed(b, form) and b.step()
    if is_indefinite_adjective(b, form):
        b.sealed = True
        b.nationality = b.nationality or form.nationality
        return b.step()
    if _is_new_object(b, form):
        return False
    _absorb_noun(b, form)
    return b.step()


def _take_person(b: Phrase, form: Form) -> bool:
    """The words of a person's name after a title, a second title after the first, or words in quotation marks."""
    if b.open_quotes and not form.classes:
        return b.step()
    if not (b.title or b.name) or form.clitics not in ("", "ال") or len(form.stem) == 1:
        return False
    if form.given or (not form.known and (form.clitics == "" or b.name)):
        b.name = True
        return b.step()
    if b.title and not b.name and form.definite and any(cls.startswith("titles:") for cls in form.classes):
        b.absorb(form)
        return b.step()
    return False


def _opens_toll(b: Phrase, form: Form) -> bool:
    """Whether a toll of several words begins at the word (`ارتفاع عدد القتلى`)."""
    if not form.phrases or b.open_quotes:
        return False
    readings = b.context.vocabulary.find_phrases(b.context.words, b.at, b.last)
    return any(isinstance(reading.entry.payload, Trigger) and reading.entry.payload.toll for reading in readings)


def _is_new_object(b: Phrase, form: Form) -> bool:
    """Whether a bare noun after a bare head is a new phrase: a thing after an agent that has its adjective already."""
    if b.nationality and form.classes and not form.definite:
        return True
    agent = b.has(_AGENT_PREFIX)
    thing = any(cls.startswith(_THING_PREFIXES) for cls in form.classes)
    return agent and thing and b.at - b.head > 1 and not form.definite
