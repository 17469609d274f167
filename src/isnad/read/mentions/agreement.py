"""Agreement: whether a word can describe the noun before it, by the endings that both are written with.

Unvocalised endings tell little, so agreement is refused only where they contradict: a feminine
noun and a masculine plural, a nominative plural and an oblique one, a plain noun and a plural.
"""

from __future__ import annotations

from isnad.read.vocabulary import Form

_NOMINATIVE, _OBLIQUE = "ون", "ين"
_SOUND_PLURALS = (_NOMINATIVE, _OBLIQUE)
_DUALS = ("ان", "تين", "تان")
_SHORTEST = 4


def find_number(form: Form) -> str:
    """Grammatical number: singular, dual or plural by the noun's row, else by its ending; empty if open."""
    for number in ("plural", "dual", "singular"):
        if number in form.notes:
            return number
    return "plural" if form.stem.endswith((*_SOUND_PLURALS, "ات")) and len(form.stem) > _SHORTEST else ""


def agrees(noun: Form, adjective: Form) -> bool:
    """Whether `adjective` may describe `noun`; definiteness is the caller's business.

    `المتمردين الحوثيين` and `القوات البرية` agree; `المقاومة الحوثيين` and `المسلحون الحوثيين` do not.
    """
    noun_end, end = noun.stem[-2:], adjective.stem[-2:]
    if end in _SOUND_PLURALS or "plural" in adjective.notes:
        return _agrees_in_plural(noun, noun_end, end)
    if adjective.stem.endswith(_DUALS) and len(adjective.stem) > _SHORTEST + 1:
        return find_number(noun) != "plural"
    if adjective.stem.endswith("ه"):
        return noun.stem.endswith(("ه", "ات", "ا", "ي")) or find_number(noun) != "singular"
    return not noun.stem.endswith("ه") and find_number(noun) != "plural"


def _agrees_in_plural(noun: Form, noun_end: str, end: str) -> bool:
    if noun_end in _SOUND_PLURALS and len(noun.stem) > _SHORTEST:
        return noun_end == end or end not in _SOUND_PLURALS
    return find_number(noun) in ("plural", "dual") and not noun.stem.endswith("ه")


def is_closed_by_ending(form: Form) -> bool:
    """Whether the ending forbids a possessor: the nun of a sound plural or dual, the alef of an accusative.

    `مسلحون عددا` and `طاقما عسكريا` are no constructs.
    """
    stem = form.stem
    if form.definite or len(stem) <= _SHORTEST or not form.classes:
        return False
    if stem.endswith(_SOUND_PLURALS):
        return bool(form.notes & {"plural", "dual"})
    return (stem.endswith("ان") and "dual" in form.notes) or form.accusative
