"""Shapes: what the letters of an unknown word tell of it."""

from __future__ import annotations

_SHORTEST = 4
_FUTURE = ("سي", "ست")
_TENTH, _TENTH_LENGTH = "است", 6
_EIGHTH_LENGTH = 5


def looks_like_verb(form: str) -> bool:
    """Whether an unknown form has the shape of a verb.

    Present `ي…`, future `سي…`, plural past `…وا`, feminine past `…ت`, and the past of the derived
    forms `است…` and `ا.ت..`, whose verbal nouns have an alef before the last letter.
    """
    bare = form[1:] if form[0] in "وف" and len(form) > _SHORTEST else form
    if len(bare) < _SHORTEST:
        return False
    if bare[0] == "ي":
        return not bare.endswith("ا")
    if bare.endswith("وا") or (len(bare) > _SHORTEST and bare[:2] in _FUTURE):
        return True
    if bare.startswith(("ال", "لل", "ب", "ت", "م")) or bare.endswith(("ات", "يت", "وت")):
        return False
    return bare.endswith("ت") or _is_derived_past(bare)


def _is_derived_past(form: str) -> bool:
    if form.startswith(_TENTH):
        return len(form) == _TENTH_LENGTH and form[-2] != "ا" and form[-1] not in "اه"
    return len(form) == _EIGHTH_LENGTH and form[0] == "ا" and form[2] == "ت" and form[3] != "ا" and form[-1] not in "اهي"
