"""Inflection: the written forms of a verb or a verbal noun, unvocalised and folded.

Arabic news is written without vowel signs, so a form tells tense, person and an object
pronoun, but not voice: `قتل` is "killed" and "was killed" and "killing" alike.
"""

from __future__ import annotations

from typing import NamedTuple

from isnad.arabic.fold import fold_word

OBJECT_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا", "كم")


class Inflection(NamedTuple):
    """What a written form tells: `tense` past, present or noun; `person` 3ms 3fs 3mp 3d 1p or empty."""

    tense: str
    person: str
    pronoun: bool


def inflect_verb(past: str, present: str) -> dict[str, Inflection]:
    """Folded forms of the verb with the past and present of `he did`, each with what it tells.

    Empty: with an empty `past` or `present` the forms of that tense are left out.

    >>> inflect_verb("قصف", "يقصف")["قصفت"].person
    '3fs'
    >>> "يقصفونها" in inflect_verb("قصف", "يقصف")
    True
    """
    forms: dict[str, Inflection] = {}
    if past:
        _add_past(forms, past)
    if present:
        _add_present(forms, present)
    return forms


def inflect_noun(noun: str) -> dict[str, Inflection]:
    """Folded forms of a verbal noun: bare, accusative, and with a possessive pronoun.

    Only the first word of a phrase carries the pronoun, before which a final hamza takes a seat (`إجلاؤهم`).

    >>> sorted(inflect_noun("سيطرة"))[:2]
    ['سيطرتكم', 'سيطرتنا']
    """
    stem = noun[:-1] + "ت" if noun.endswith("ة") else noun
    stems = (stem[:-1] + "ؤ", stem[:-1] + "ئ") if noun.endswith("اء") else (stem,)
    forms = {fold_word(noun): Inflection("noun", "", False)}
    if not noun.endswith(("ة", "ا", "ى", "اء", "ين", "ان", "ون")):
        forms[fold_word(noun + "ا")] = Inflection("noun", "", False)
    for before in stems:
        for pronoun in OBJECT_PRONOUNS:
            forms.setdefault(fold_word(before + pronoun), Inflection("noun", "", True))
    return forms


def inflect_adjective(adjective: str) -> dict[str, str]:
    """Folded forms of an adjective or participle by its masculine singular, each with its number.

    A final ي that the indefinite drops (`موال`) is written in the row (`موالي`).

    >>> inflect_adjective("تابع")["تابعين"]
    'plural'
    >>> sorted(inflect_adjective("موالي"))[:3]
    ['موال', 'موالون', 'موالي']
    """
    defective = adjective.endswith("ي") and not adjective.endswith("يي") and adjective[:1] == "م"
    stem = adjective[:-1] if defective else adjective
    forms = {adjective: "singular", adjective + "ة": "singular", adjective + "ا": "singular"}
    if defective:
        forms[stem] = "singular"
    for ending in ("ون", "ين"):
        forms[stem + ending] = "plural"
    for ending in ("ان", "تان", "تين"):
        forms[adjective + ending] = "dual"
    forms[adjective + "ات"] = "plural"
    return {fold_word(form): number for form, number in forms.items()}


def _add_past(forms: dict[str, Inflection], past: str) -> None:
    weak = past.endswith(("ا", "ى")) and len(past) > 2
    stem = past[:-1] if weak else past
    endings = (("3fs", stem + "ت"), ("3mp", stem + "وا"), ("3d", stem + "تا"), ("1p", past + "نا"))
    _put(forms, past, Inflection("past", "3ms", False))
    if not weak:
        _put(forms, past + "ا", Inflection("past", "3d", False))
    for person, form in endings:
        if person != "1p" or not weak:
            _put(forms, form, Inflection("past", person, False))
    if past.endswith("أ"):  # لجؤوا beside لجأوا
        _put(forms, past[:-1] + "ؤوا", Inflection("past", "3mp", False))
    bases = ((stem + "ا" if weak else past, "3ms"), (stem + "ت", "3fs"), (stem + "و", "3mp"))
    for base, person in bases:
        for pronoun in OBJECT_PRONOUNS:
            _put(forms, base + pronoun, Inflection("past", person, True))


def _add_present(forms: dict[str, Inflection], present: str) -> None:
    stem = present[1:]
    weak = stem.endswith(("و", "ي", "ى")) and len(stem) > 2
    plural = stem[:-1] if weak else stem
    before_pronoun = stem[:-1] + "ا" if stem.endswith("ى") else stem
    for prefix, person in (("ي", "3ms"), ("ت", "3fs"), ("ن", "1p"), ("ا", "1s")):
        _put(forms, prefix + stem, Inflection("present", person, False))
        for pronoun in OBJECT_PRONOUNS:
            _put(forms, prefix + before_pronoun + pronoun, Inflection("present", person, True))
    for ending in ("ون", "وا"):
        _put(forms, "ي" + plural + ending, Inflection("present", "3mp", False))
    for pronoun in OBJECT_PRONOUNS:
        _put(forms, "ي" + plural + "ون" + pronoun, Inflection("present", "3mp", True))
    for prefix in ("ي", "ت"):
        _put(
            forms, prefix + (stem[:-1] + "ي" if stem.endswith("ى") else stem) + "ان", Inflection("present", "3d", False)
        )


def _put(forms: dict[str, Inflection], form: str, inflection: Inflection) -> None:
    forms.setdefault(fold_word(form), inflection)
