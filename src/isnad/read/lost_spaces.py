"""Lost spaces: words run together (`مراسلالقناةفي`), told apart where each part is a word that the vocabulary knows."""

from __future__ import annotations

from isnad.read.vocabulary import Vocabulary

_ARTICLE = "ال"
_SHORTEST, _SHORTEST_FIRST, _SHORTEST_PART, _SHORTEST_DEFINITE, _SHORTEST_REST = 7, 3, 4, 6, 5
# Prepositions and complementisers, folded, that may close a run of words.
_SMALL_WORDS = frozenset(("في", "علي", "الي", "عن", "ان", "انه", "بان", "بانه", "مع", "قد"))
# Compounds with these are one name (`عبدالله`, `نورالدين`), whether written in one or not.
_PARTS_OF_NAMES = frozenset(("الله", "الدين"))
_FIRST_PARTS_OF_NAMES = frozenset(("عبد", "ابو", "ابي", "ابا", "بيت", "راس", "تل", "دير", "ام", "بني"))


class LostSpaces:
    """Finds where spaces were lost within a word. Holds nothing but the memory of past words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._cuts: dict[str, tuple[int, ...]] = {}

    def find(self, form: str) -> tuple[int, ...]:
        """Offsets within the folded `form` at which its later words begin; none where it is one word."""
        if len(form) < _SHORTEST:
            return ()
        known = self._cuts.get(form)
        if known is None:
            known = self._cuts[form] = () if self._is_known(form) else self._cut(form)
        return known

    def _is_known(self, form: str) -> bool:
        return self._vocabulary.form(form).known

    def _cut(self, form: str) -> tuple[int, ...]:
        at = form.find(_ARTICLE, _SHORTEST_FIRST)
        while at > 0:
            if self._may_meet(form[:at], form[at:]):
                rest = (0,) if self._is_known(form[at:]) else self._cut_definite(form[at:])
                if rest:
                    return tuple(sorted({at, *(at + later for later in rest)}))
            at = form.find(_ARTICLE, at + 1)
        return self._cut_definite(form)

    def _may_meet(self, first: str, rest: str) -> bool:
        """Whether `first` is a word of its own, and `rest` a definite word rather than an ending (`استغلال`)."""
        if first in _FIRST_PARTS_OF_NAMES or rest in _PARTS_OF_NAMES or len(rest) < _SHORTEST_REST:
            return False
        return self._is_known(first)

    def _cut_definite(self, form: str) -> tuple[int, ...]:
        """Where a definite word ends and a small word, or a longer known one, begins; none if nowhere."""
        if not form.startswith(_ARTICLE):
            return ()
        for at in range(len(form) - 2, _SHORTEST_DEFINITE - 1, -1):
            rest = form[at:]
            if (
                (rest in _SMALL_WORDS or len(rest) >= _SHORTEST_PART)
                and self._is_known(rest)
                and self._is_known(form[:at])
            ):
                return (at,)
        return ()
