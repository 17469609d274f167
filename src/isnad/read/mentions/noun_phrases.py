"""Noun phrases: a head with its construct, adjectives, names, quoted parts and possessor.

The grammar in short. A bare head takes the next noun as its possessor (construct, إضافة) until a
word with the article, a proper name or a pronoun closes the chain; after that only adjectives
that agree, bracketed asides, and the names that follow a title go on.
"""

from __future__ import annotations

from isnad.read.mentions.chunks import NOUN_PHRASE, Chunk, Context, PlaceMention
from isnad.read.vocabulary import QUOTES, Entry, Form, Reading

_PREPOSITION_LETTERS = {"ب": "ب", "ل": "ل", "ك": "ك", "بال": "ب", "لل": "ل", "كال": "ك"}
_PRONOUN_ENDINGS = ("ها", "هم", "هما", "نا")
_MAX_WORDS = 14
_MAX_ASIDE = 7
_AGENT_PREFIX = "group_nouns:"
_THING_PREFIXES = ("facility_nouns:", "place_words:", "people_nouns:", "weapons:")


class _Builder:
    """The noun phrase so far."""

    __slots__ = ("context", "at", "last", "first", "head", "closed", "definite", "classes", "actor", "places", "quantity",
                 "nationality", "title", "name", "rows", "kind_word", "open_quotes", "end")  # fmt: skip

    def __init__(self, context: Context, at: int, last: int) -> None:
        self.context, self.at, self.last, self.first, self.end = context, at, last, at, at
        self.head = -1
        self.closed = self.definite = self.title = self.name = False
        self.classes: set[str] = set()
        self.actor = None
        self.places: list[PlaceMention] = []
        self.quantity = None
        self.nationality = self.kind_word = ""
        self.rows: list[str] = []
        self.open_quotes = 0


def find_noun_phrase(context: Context, at: int, last: int, preposition: str) -> Chunk:
    """The noun phrase that begins at word `at`; at least that one word."""
    builder = _Builder(context, at, last)
    clitics = _clitics_at(context, at)
    while builder.at < last and builder.at - at < _MAX_WORDS and _take(builder):
        pass
    if builder.end == at:
        builder.end = at + 1
    letter = _PREPOSITION_LETTERS.get(clitics.lstrip("وف"), "")
    entries = _trigger_entries(builder)
    return Chunk(
        NOUN_PHRASE, at, builder.end, preposition=preposition or letter, joined=clitics[:1] in ("و", "ف"),
        classes=frozenset(builder.classes), definite=builder.definite, actor=builder.actor, places=tuple(builder.places),
        quantity=builder.quantity, nationality=builder.nationality, title=builder.title, name=builder.name,
        head=builder.head, rows=tuple(builder.rows), entries=entries,
    )  # fmt: skip


def _clitics_at(context: Context, at: int) -> str:
    """Proclitics of the first word, as the reading that wins takes them off."""
    number = context.numbers.get(at)
    form = context.vocabulary.form(context.words[at].form)
    phrases = context.vocabulary.find_phrases(context.words, at, len(context.words)) if form.phrases else []
    names = [r for r in phrases if r.entry.kind in ("actor", "place", "noun")] or (list(form.names) if not form.classes else [])
    if names and number is None:
        return max(names, key=lambda r: (r.length, -len(r.clitics))).clitics
    if number is not None and context.words[at].kind == "word":
        word = context.words[at].form
        return word[0] if word[0] in "وفبل" and not form.known else ""
    return form.clitics


def _trigger_entries(builder: _Builder) -> tuple[Entry, ...]:
    """Trigger entries of the head, where a counted noun also names an event (`ثلاثة قتلى`)."""
    if builder.head < 0:
        return ()
    form = builder.context.vocabulary.form(builder.context.words[builder.head].form)
    return tuple(r.entry for r in form.nouns if r.entry.kind == "trigger-noun")


def _take(b: _Builder) -> bool:
    """Take the next word or mark into the phrase; False where the phrase ends."""
    words = b.context.words
    word = words[b.at]
    if b.at in b.context.times:
        return False
    if word.kind == "mark":
        return _take_mark(b, word.form)
    number = b.context.numbers.get(b.at)
    if number is not None:
        return _take_number(b)
    form = b.context.vocabulary.form(word.form)
    name = _name_at(b, form)
    if b.head < 0:
        return _take_head(b, form, name)
    if _ends_phrase(b, form, name):
        return False
    return _take_next(b, form, name)


def _take_mark(b: _Builder, mark: str) -> bool:
    words = b.context.words
    if mark in QUOTES:
        if b.head >= 0 and b.closed and not b.open_quotes and not b.name and "group" not in _families(b):
            return False
        closing = _closing_quote(b)
        if b.open_quotes:
            b.open_quotes = 0
            b.at += 1
            b.end = b.at
            return True
        if closing < 0:
            return False
        b.open_quotes = 1
        b.at += 1
        if b.closed and b.head >= 0:  # an appositive in quotation marks: taken whole
            b.at = b.end = closing + 1
            b.open_quotes = 0
        return True
    if mark == "(" and b.head >= 0:
        for i in range(b.at + 1, min(b.at + _MAX_ASIDE, b.last)):
            if words[i].form == ")":
                b.at = b.end = i + 1
                return True
    if mark in "-/" and b.head >= 0 and b.at + 1 < b.last and _touches(b, b.at):
        b.at += 1
        return True
    return False


def _touches(b: _Builder, at: int) -> bool:
    words = b.context.words
    return words[at - 1].end == words[at].start and words[at].end == words[at + 1].start


def _closing_quote(b: _Builder) -> int:
    for i in range(b.at + 1, min(b.at + _MAX_ASIDE, b.last)):
        if b.context.words[i].form in QUOTES:
            return i
    return -1


def _families(b: _Builder) -> set[str]:
    return {cls.split("_")[0] for cls in b.classes}


def _take_number(b: _Builder) -> bool:
    number = b.context.numbers[b.at]
    if b.head < 0 and b.quantity is None:
        b.quantity = number
        b.at = b.end = number.last
        if number.counts_itself:
            b.head = number.last - 1
            form = b.context.vocabulary.form(b.context.words[b.head].form)
            b.classes.update(form.classes)
            b.rows.extend(form.rows)
        return True
    if b.head >= 0 and number.last - b.at == 1 and b.context.words[b.at].kind == "number" and not b.closed:
        b.at = b.end = number.last  # a numbered unit: الفرقة 26
        return True
    if b.head >= 0 and b.quantity is None and b.context.words[b.at].form in ("اثنين", "اثنان", "اثنتين", "واحد"):
        b.at = b.end = number.last
        return True
    return False


def _name_at(b: _Builder, form: Form) -> list[Reading]:
    """Name readings at this word that cover most words; single words that need company must have it."""
    found = [r for r in b.context.vocabulary.find_phrases(b.context.words, b.at, b.last)
             if r.entry.kind in ("actor", "place", "noun")] if form.phrases else []  # fmt: skip
    found += [r for r in form.names if _has_company(b, r)]
    if not found:
        return []
    length = max(r.length for r in found)
    if length == 1 and form.classes and not any(r.entry.kind == "actor" for r in found) and not b.kind_word:
        known_noun = form.clitics == "" or "ال" in form.clitics
        if known_noun and not form.nationality:
            return []
    fewest = min(len(r.clitics) for r in found if r.length == length)
    return [r for r in found if r.length == length and len(r.clitics) == fewest]


def _has_company(b: _Builder, reading: Reading) -> bool:
    """Whether a name that is also an everyday word has the kind word that it needs before it."""
    row = reading.entry.payload
    if getattr(row, "note", "") != "ambiguous":
        return True
    return bool(b.kind_word) if reading.entry.kind == "place" else bool(b.classes)


def _take_head(b: _Builder, form: Form, name: list[Reading]) -> bool:
    if name:
        return _take_name(b, name)
    b.head = b.at
    _absorb(b, form)
    b.definite = b.closed = form.definite or _has_pronoun(b, form)
    b.at += 1
    b.end = b.at
    return True


def _absorb(b: _Builder, form: Form) -> None:
    if b.head == b.at or not b.classes:
        b.classes.update(form.classes)
        b.rows.extend(form.rows)
    b.nationality = b.nationality or form.nationality
    b.title = b.title or any(cls.startswith("titles:") for cls in form.classes)
    b.name = b.name or form.given
    place = [cls for cls in form.classes if cls.startswith("place_words:")]
    b.kind_word = place[0].split(":")[1] if place else b.kind_word if not form.classes else ""


def _has_pronoun(b: _Builder, form: Form) -> bool:
    return form.stem.endswith(_PRONOUN_ENDINGS) and not form.classes and len(form.stem) > 4


def _take_name(b: _Builder, name: list[Reading]) -> bool:
    """Take a register or gazetteer name as head, as possessor or as apposition."""
    length = name[0].length
    if b.head < 0:
        b.head = b.at
    is_head = b.head == b.at
    for reading in name:
        entry = reading.entry
        if entry.kind == "actor" and (is_head or b.actor is None):
            b.actor = entry.payload  # type: ignore[assignment]
            b.classes.add("actor:" + entry.cls if is_head else "of-actor:" + entry.cls)
            b.rows.append(entry.row)
        if entry.kind == "noun":
            b.classes.add(entry.cls)
            b.rows.append(entry.row)
    places = tuple(r.entry for r in name if r.entry.kind == "place")
    if places:
        b.places.append(PlaceMention(b.at, b.at + length, places, b.kind_word))
        if is_head:
            b.classes.add("place")
    only_noun = all(r.entry.kind == "noun" for r in name)
    b.closed = b.definite = not only_noun
    b.kind_word = ""
    b.at += length
    b.end = b.at
    return True


def _ends_phrase(b: _Builder, form: Form, name: list[Reading]) -> bool:
    """Whether the word begins something else: a verb, a particle, an event noun, a new phrase."""
    clitics = name[0].clitics if name else form.clitics
    if clitics[:1] in ("و", "ف"):
        return True
    if clitics in ("ب", "ك", "بال", "كال"):
        return True
    if clitics in ("ل", "لل"):
        return not _may_possess(b) or _is_medium(form, name)
    if form.particles and not name:
        return not _is_partitive(b, form)
    if form.nouns and not form.classes and not name and not b.open_quotes:
        return True
    if form.verbs and not name:
        return not (form.classes and not b.closed) and not b.open_quotes and not (form.nationality or form.given)
    return False


def _is_medium(form: Form, name: list[Reading]) -> bool:
    """Whether the word after `لـ` is a medium that is spoken to (`مصدر لوكالة`) rather than an owner."""
    return "source_nouns:media" in form.classes or any(r.entry.cls in ("agency", "outlet") for r in name)


def _may_possess(b: _Builder) -> bool:
    """Whether `لـ` after the phrase so far marks its owner: after an indefinite head or `تابع`."""
    before = b.context.vocabulary.form(b.context.words[b.at - 1].form)
    return not b.closed or before.stem in ("تابعه", "تابع", "تابعين", "مواليه", "موالين", "موالي")


def _is_partitive(b: _Builder, form: Form) -> bool:
    """Whether `من` goes on with what is counted: `عدد من الضباط`, `ثلاثة من الجنود`."""
    words = b.context.words
    if words[b.at].form != "من" or b.at + 1 >= b.last:
        return False
    return (b.quantity is not None and b.end - b.first <= 3) or "people_nouns:group" in b.classes


def _take_next(b: _Builder, form: Form, name: list[Reading]) -> bool:
    words = b.context.words
    if words[b.at].form == "من":
        b.at += 1
        b.head = -1
        b.closed = False
        return True
    if name:
        if b.closed and not _takes_name_after_closing(b):
            return False
        return _take_name(b, name)
    if b.closed:
        return _take_after_closing(b, form)
    if _is_new_object(b, form):
        return False
    _absorb(b, form)
    if form.definite or _has_pronoun(b, form) or form.clitics in ("ل", "لل"):
        b.closed = b.definite = True
    b.at += 1
    b.end = b.at
    return True


def _takes_name_after_closing(b: _Builder) -> bool:
    """Whether a proper name may follow a closed phrase: after a title, a kind word, or `تنظيم`-like heads."""
    return b.title or b.name or bool(b.kind_word) or b.open_quotes > 0


def _take_after_closing(b: _Builder, form: Form) -> bool:
    """After the chain is closed: agreeing adjectives, and the words of a person's name after a title."""
    word = b.context.words[b.at]
    if form.clitics == "ال" and not form.classes:
        if form.nationality or not form.known or form.given:
            b.nationality = b.nationality or form.nationality
            b.at += 1
            b.end = b.at
            return True
        return False
    person = (b.title or b.name) and form.clitics == "" and word.kind == "word"
    if (person and (form.given or not form.known or b.name)) or (b.open_quotes and not form.classes):
        if form.classes and not form.given:
            return False
        b.name = True
        b.at += 1
        b.end = b.at
        return True
    return False


def _is_new_object(b: _Builder, form: Form) -> bool:
    """Whether a bare noun after a bare head is a new phrase: a thing after an agent that has its adjective already."""
    if b.nationality and form.classes and not form.definite:
        return True
    agent = any(cls.startswith(_AGENT_PREFIX) for cls in b.classes)
    thing = any(cls.startswith(_THING_PREFIXES) for cls in form.classes)
    return agent and thing and b.at - b.head > 1 and not form.definite
