"""Numbers and quantities: digits and number words with what qualifies them, and duals that count themselves."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.arabic.words import Word
from isnad.knowledge.numbers import NumberWords, PersonNouns
from isnad.read.mentions.cardinals import Cardinal, find_cardinal
from isnad.read.mentions.duals import find_dual, find_one_of, join_dual
from isnad.read.mentions.quantity import Number, write_number

_AFTERWORD_REACH = 4
_TWO = 2
_DEFINITE = ("ال", "لل", "وال", "بال")
_BEFORE = frozenset(("about", "at_least", "at_most"))
_DASHES = frozenset("-–—")
_DATE_JOINTS = frozenset("-–—/:")


def find_numbers(words: Sequence[Word], know_numbers: NumberWords, know_people: PersonNouns) -> tuple[Number, ...]:
    """Quantities of `words` in order; they do not overlap. Duals of `know_people` count themselves.

    Empty: words without any number give an empty tuple.

    >>> from isnad.arabic.words import find_words
    >>> from isnad.knowledge.numbers import load_number_words, load_person_nouns
    >>> words = find_words("أكثر من 20 قتيلا وثلاثة جرحى")
    >>> [(n.low, n.high) for n in find_numbers(words, load_number_words(), load_person_nouns())]
    [(20, None), (3, 3)]
    """
    found: list[Number] = []
    starters, duals = know_numbers.starters, know_people.duals
    taken = 0
    for index, (_, _, form, kind) in enumerate(words):
        if index < taken or not (kind == "number" or form in starters or form in duals):
            continue
        number = _number_at(words, index, know_numbers)
        if number is None and taken == index and found and found[-1].cls not in ("dual", "one_of", "label"):
            continue  # what a number counts is no dual: `ستة شرطيين`
        if number is None:
            number = find_dual(words, index, know_numbers, know_people) or find_one_of(
                words, index, know_numbers, know_people
            )
        elif number.low == _TWO and number.cls == "exact" and index > taken:
            number = join_dual(words, number)
        if number is not None:
            found.append(number)
            taken = number.last
    return tuple(found)


def _number_at(words: Sequence[Word], index: int, know: NumberWords) -> Number | None:
    for cls, after in _phrases_at(words, index, know):
        number = _qualified(words, index, after, cls, know)
        if number is not None:
            return number
    cardinal = find_cardinal(words, index, know.atoms)
    if cardinal is not None and not _ends_ordinal(words, index, cardinal.last, know):
        return _plain(words, index, cardinal, know)
    return None


def _ends_ordinal(words: Sequence[Word], index: int, last: int, know: NumberWords) -> bool:
    """Whether the number word is the second of an ordinal (`الثامن عشر`, `الحادي والعشرين`)."""
    atom = know.atoms.get(words[index].form)
    if index == 0 or last - index > 1 or atom is None or not words[index - 1].form.startswith(_DEFINITE):
        return False
    return (atom.cls == "ten" and not atom.joined) or (atom.cls == "tens" and atom.joined and atom.definite)


def _phrases_at(words: Sequence[Word], index: int, know: NumberWords) -> list[tuple[str, int]]:
    """Class and end of the qualifying phrases at `index`, longest first."""
    found = []
    for phrase in know.phrases.get(words[index].form, ()):
        end = index + 1 + len(phrase.rest)
        if end <= len(words) and all(words[index + 1 + i].form == form for i, form in enumerate(phrase.rest)):
            found.append((phrase.cls, end))
    return found


def _qualified(words: Sequence[Word], first: int, after: int, cls: str, know: NumberWords) -> Number | None:
    if cls == "vague":
        return write_number(words, first, after, None, None, "vague")
    if cls in ("between", "from"):
        return _bounded(words, first, after, cls, know)
    if cls not in _BEFORE:
        return None
    inner_cls, start = _next_qualifier(words, after, know)
    inner = find_cardinal(words, start, know.atoms) if start < len(words) else None
    if inner is None:
        return _vague(words, first, after, know)
    if cls == "about" and inner_cls in _BEFORE:
        cls = inner_cls
    plain = _plain(words, start, inner, know)
    if plain.cls in ("percent", "decimal", "label"):
        return plain if first == start else write_number(words, first, plain.last, plain.low, plain.high, plain.cls)
    low, high = plain.low, plain.high
    if cls == "at_least":
        high = None
    elif cls == "at_most":
        low = 0
    return write_number(
        words, first, plain.last, low, high, cls if plain.cls == "exact" or cls != "about" else plain.cls
    )


def _vague(words: Sequence[Word], first: int, index: int, know: NumberWords) -> Number | None:
    """A qualified `dozens`, `hundreds`: it stays open on both sides."""
    found = _phrases_at(words, index, know) if index < len(words) else []
    ends = [end for cls, end in found if cls == "vague"]
    return write_number(words, first, ends[0], None, None, "vague") if ends else None


def _next_qualifier(words: Sequence[Word], index: int, know: NumberWords) -> tuple[str, int]:
    """A second qualifier (`نحو أكثر من`) or the article written apart (`الـ27`) is stepped over."""
    cls = ""
    if index < len(words):
        for found, end in _phrases_at(words, index, know):
            if found in _BEFORE and end > index:
                cls, index = found, end
                break
    if index + 1 < len(words) and words[index].form == "ال" and words[index + 1].kind == "number":
        index += 1
    return cls, index


def _bounded(words: Sequence[Word], first: int, after: int, cls: str, know: NumberWords) -> Number | None:
    """`between A and B`, `from A to B`: both must be numbers, the first the smaller."""
    low = find_cardinal(words, after, know.atoms, compound=cls != "between")
    pair = None if low is None else _second(words, low.last, cls, know)
    if low is None or pair is None:
        low = find_cardinal(words, after, know.atoms)
        pair = None if low is None else _second(words, low.last, cls, know)
    if low is None or pair is None:
        return None
    return _range(words, first, low, pair)


def _second(words: Sequence[Word], index: int, cls: str, know: NumberWords) -> Cardinal | None:
    if index >= len(words):
        return None
    form = words[index].form
    if cls == "between":
        if form == "و":
            return find_cardinal(words, index + 1, know.atoms)
        atom = know.atoms.get(form)
        if atom is not None and atom.joined:
            return find_cardinal(words, index, know.atoms)
    ends = [end for found, end in _phrases_at(words, index, know) if found == "to"]
    return find_cardinal(words, ends[0], know.atoms) if ends else None


def _range(words: Sequence[Word], first: int, low: Cardinal, high: Cardinal) -> Number | None:
    """A range; the scale word of its end holds for both (`بين 200 و300 ألف`)."""
    low_value = low.value
    if high.scale > 1 and low.scale == 1 and low.value <= high.value / high.scale:
        low_value = low.value * high.scale
    if low_value >= high.value:
        return None
    return write_number(words, first, high.last, int(low_value), int(high.value), "range")


def _plain(words: Sequence[Word], first: int, cardinal: Cardinal, know: NumberWords) -> Number:
    last = cardinal.last
    value = cardinal.value
    follow = words[last].form if last < len(words) else ""
    if first > 0 and words[first - 1].form in know.label_heads and words[first].kind == "number":
        return write_number(words, first, last, int(value), int(value), "label")
    second = _alternative(words, last, follow, know)
    if second is not None:
        number = _range(words, first, cardinal, second)
        if number is not None:
            return number
    found = _phrases_at(words, last, know) if follow in know.phrases else []
    percent = [end for cls, end in found if cls == "percent"]
    if percent:
        return write_number(words, first, percent[0], int(value), -int(-value // 1), "percent")
    if value != int(value):
        return write_number(words, first, last, int(value), int(value) + 1, "decimal")
    return _afterword(words, first, last, int(value), know)


def _alternative(words: Sequence[Word], index: int, follow: str, know: NumberWords) -> Cardinal | None:
    """The other end of `3 أو 4` and of `3-5`, where the dash joins two numbers and no date."""
    if follow == "او":
        return find_cardinal(words, index + 1, know.atoms)
    if follow not in _DASHES or index + 1 >= len(words) or words[index + 1].kind != "number":
        return None
    if words[index - 1].kind != "number" or (index > 1 and words[index - 2].form in _DATE_JOINTS):
        return None
    after = index + 2
    if after < len(words) and words[after].form in _DATE_JOINTS and words[after].start == words[after - 1].end:
        return None
    return find_cardinal(words, index + 1, know.atoms)


def _afterword(words: Sequence[Word], first: int, last: int, value: int, know: NumberWords) -> Number:
    """The number with a qualifier that follows it or what it counts (`28 شخصا على الأقل`)."""
    for index in range(last, min(last + _AFTERWORD_REACH, len(words))):
        if words[index].kind != "word" or (index > last and words[index].form in know.atoms):
            break
        if words[index].form not in know.phrases:
            continue
        for cls, end in _phrases_at(words, index, know):
            number = _with_afterword(words, first, end if index == last else last, value, cls)
            if number is not None:
                return number
    return write_number(words, first, last, value, value, "exact")


def _with_afterword(words: Sequence[Word], first: int, last: int, value: int, cls: str) -> Number | None:
    if cls == "at_least_after":
        return write_number(words, first, last, value, None, "at_least")
    if cls == "at_most_after":
        return write_number(words, first, last, 0, value, "at_most")
    return None
