"""Names and marks within a noun phrase: register and gazetteer names, quoted parts, asides, apposition."""

from __future__ import annotations

from isnad.read.mentions.chunks import PlaceMention
from isnad.read.mentions.phrase import Phrase, is_title
from isnad.read.vocabulary import QUOTES, Form, Reading

_MAX_ASIDE = 7
_MAX_NAME = 6
_COMMAS = frozenset("،,")
_QUOTED_AFTER = ("group_nouns:", "facility_nouns:", "source_nouns:", "place")
_NAME_KINDS = ("actor", "place", "noun")


def find_names(b: Phrase, form: Form) -> list[Reading]:
    """Name readings at the phrase's next word that cover most words; single words that need company must have it."""
    phrases = b.context.find_phrases(b.at, b.last) if form.phrases else []
    if not phrases and not form.names:
        return []
    found = [r for r in phrases if r.entry.kind in _NAME_KINDS]
    found += [r for r in form.names if _has_company(b, form, r)]
    if not found:
        return []
    length = max(r.length for r in found)
    if length == 1 and not b.kind_word and _is_everyday_noun(form) and not any(r.entry.kind == "actor" for r in found):
        return []
    fewest = min(len(r.clitics) for r in found if r.length == length)
    return [r for r in found if r.length == length and len(r.clitics) == fewest]


def _is_everyday_noun(form: Form) -> bool:
    """Whether the word is first of all a noun of the lexicons, as it stands or with the article."""
    return bool(form.classes) and (form.clitics == "" or "ال" in form.clitics) and not form.nationality


def _has_company(b: Phrase, form: Form, reading: Reading) -> bool:
    """Whether a name that is also an everyday word has the kind word that it needs before it.

    A town called The City needs the word for a town: `أحياء المدينة` are the quarters of the one spoken of.
    """
    if getattr(reading.entry.payload, "note", "") != "ambiguous":
        return True
    if reading.entry.kind != "place":
        return bool(b.classes)
    own = {name.partition(":")[2] for name in form.classes if name.startswith("place_words:")}
    return b.kind_word in own | {"governorate"} if own else bool(b.kind_word)


def take_name(b: Phrase, name: list[Reading]) -> bool:
    """Take a register or gazetteer name as head, as possessor or as apposition."""
    length, words = name[0].length, b.context.words
    if b.head < 0:
        b.head = b.at
    is_head = b.head == b.at
    for reading in name:
        _take_reading(b, reading, is_head)
    places = tuple(r.entry for r in name if r.entry.kind == "place")
    if places:
        cut = cut_proclitics(words[b.at].form, name[0].clitics)
        b.places.append(PlaceMention(b.at, b.at + length, places, b.kind_word, cut))
        if is_head:
            b.classes.add("place")
    first = b.form_at(b.at)
    b.noun = b.form_at(b.at + length - 1)
    b.head_noun = b.head_noun or first
    b.closed = b.definite = not all(r.entry.kind == "noun" for r in name) or b.noun.definite
    b.sealed = length > 1 and not b.closed and bool(b.noun.adjective or b.noun.governs)  # `فصيل مسلح`
    b.kind_word = ""
    return b.step(length)


def _take_reading(b: Phrase, reading: Reading, is_head: bool) -> None:
    entry = reading.entry
    if entry.kind == "actor" and (is_head or b.actor is None):
        b.actor = entry.payload  # type: ignore[assignment]
        b.classes.add("actor:" + entry.cls if is_head else "of-actor:" + entry.cls)
        b.rows.append(entry.row)
    elif entry.kind == "noun" and (is_head or not b.classes):
        b.classes.add(entry.cls)
        b.rows.append(entry.row)
    if entry.kind == "noun":
        b.title = b.title or entry.cls.startswith("titles:")


def cut_proclitics(form: str, clitics: str) -> int:
    """Letters of `form` that are proclitics and no part of the phrase; `لل` cannot be cut from its noun."""
    cut = len(clitics.removesuffix("ال").removesuffix("لل"))
    return cut - 1 if form[cut - 1 : cut + 1] == "لل" and cut else cut


def take_mark(b: Phrase, mark: str) -> bool:
    """Take quotation marks, a bracketed aside, a hyphen within a word, or a comma before an apposition."""
    if mark in QUOTES:
        return _take_quote(b)
    if b.head < 0:
        return False
    if mark in "(/":
        return _take_aside(b, ")" if mark == "(" else "/") or (mark == "/" and _take_hyphen(b))
    if mark == "-":
        return _take_hyphen(b)
    return mark in _COMMAS and _take_apposition(b)


def _take_hyphen(b: Phrase) -> bool:
    words, at = b.context.words, b.at
    touches = at + 1 < b.last and words[at - 1].end == words[at].start and words[at].end == words[at + 1].start
    if touches:
        b.at += 1
    return touches


def _take_aside(b: Phrase, closing: str) -> bool:
    words = b.context.words
    for i in range(b.at + 1, min(b.at + _MAX_ASIDE, b.last)):
        if words[i].form == closing:
            b.at = b.end = i + 1
            return True
    return False


def _take_quote(b: Phrase) -> bool:
    if b.open_quotes:
        b.open_quotes = False
        b.at += 1
        b.end = b.at
        return True
    if b.head >= 0 and b.closed and not b.name and not b.has(*_QUOTED_AFTER):
        return False
    reach = range(b.at + 1, min(b.at + _MAX_ASIDE, b.last))
    closing = next((i for i in reach if b.context.words[i].form in QUOTES), -1)
    if closing < 0:
        return False
    b.open_quotes = True
    b.at += 1
    if b.closed and b.head >= 0:  # an appositive in quotation marks: taken whole
        b.at = b.end = closing + 1
        b.open_quotes = False
    return True


def _take_apposition(b: Phrase) -> bool:
    """After a comma: the name that a title announces (`وزير الإعلام، محمد علي،`), or the office of a name."""
    if b.title and b.closed and not b.name:
        end = _end_of_name(b, b.at + 1)
        if end > b.at + 1:
            b.name = True
            b.at = b.end = end
            return True
    elif b.name and not b.title and b.at + 1 < b.last:
        form = b.form_at(b.at + 1)
        if is_title(form) and form.clitics in ("", "ال"):
            b.at += 1
            b.closed = b.sealed = False
            return True
    return False


def _end_of_name(b: Phrase, at: int) -> int:
    """End of the person's name that begins at `at`; `at` itself where none does."""
    words, end = b.context.words, at
    given = False
    while end < min(b.last, at + _MAX_NAME) and words[end].kind == "word" and end not in b.context.times:
        form = b.form_at(end)
        if not is_name_word(form, first=end == at):
            break
        given = given or form.given
        end += 1
    closes = end >= b.last or words[end].form in _COMMAS or words[end].form in QUOTES or words[end].kind == "mark"
    return end if given or (closes and end - at > 1) else at


def is_name_word(form: Form, *, first: bool) -> bool:
    """Whether the word can be part of a person's name: a given name, or a word of no other meaning."""
    if form.given:
        return form.clitics in ("", "ال")
    if form.known or len(form.stem) == 1:
        return False
    return form.clitics == "" or (form.clitics == "ال" and not first)
