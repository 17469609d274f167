"""Cardinals: the value of a run of digits and number words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from isnad.arabic.words import Word
from isnad.knowledge.numbers import Atom

_SCALES = frozenset(("scale", "scale_plural", "scale_or_dual"))
_THOUSAND_GROUP = 3
_ARABIC_COMMAS = frozenset("،٬")
# One reads both as the unit and as `و` with the unit of eleven.
_AND_ONE = "واحد"
_FRACTIONS = {"half": 0.5, "quarter": 0.25}


class Cardinal(NamedTuple):
    """A value that ends before word `last`; `scale` is the greatest scale word in it (1 when none)."""

    value: float
    last: int
    scale: int


class _Sum:
    """A cardinal under way: whole groups in `total`, the group under the next scale word in `group`."""

    __slots__ = ("ceiling", "floor", "group", "scale", "total", "unit")

    def __init__(self, ceiling: float) -> None:
        self.total = 0.0
        self.group = 0.0
        self.floor = 0.0  # the smallest part that the group holds; what follows must be smaller
        self.ceiling = ceiling  # the smallest scale so far; what follows must be smaller
        self.scale = 1
        self.unit = 0  # a unit that ten, tens or hundred may follow


def find_cardinal(
    words: Sequence[Word], index: int, atoms: Mapping[str, Atom], *, compound: bool = True
) -> Cardinal | None:
    """The cardinal that begins at `index`, None where no number does.

    Without `compound` no part joined by `و` is taken, so that `بين ثلاثة وخمسة` stays two numbers.
    """
    if index >= len(words):
        return None
    state = _Sum(float("inf"))
    at = _first_part(words, index, atoms, state)
    if at == index:
        return None
    while at < len(words):
        after = _next_part(words, at, atoms, state, compound=compound)
        if after == at:
            break
        at = after
    return Cardinal(state.total + state.group, at, state.scale)


def parse_digits(form: str) -> float:
    """The value of digits with thousands separators or a decimal point.

    Raises: ValueError when `form` is not a number.

    >>> parse_digits("1,300"), parse_digits("1.5"), parse_digits("1.500")
    (1300.0, 1.5, 1500.0)
    """
    if form.isdigit():
        return float(form)
    for mark in ",.":
        head, *groups = form.split(mark)
        whole = groups and all(len(group) == _THOUSAND_GROUP and group.isdigit() for group in groups)
        if whole and head.isdigit() and len(head) <= _THOUSAND_GROUP and head.strip("0"):
            return float(head + "".join(groups))
    parts = form.replace(",", ".").split(".")
    if len(parts) == 2:
        return float(".".join(parts))
    # Thousands groups and a decimal part (1,234.5), or a chain of numbers of which only the first counts.
    head, _, tail = form.replace(",", "").partition(".")
    return float(f"{head}.{tail}") if tail.isdigit() else float(parts[0])


def _first_part(words: Sequence[Word], index: int, atoms: Mapping[str, Atom], state: _Sum) -> int:
    word = words[index]
    if word.kind == "number":
        state.group = state.floor = _value_before_scale(words, index, atoms)
        return _grouped_digits(words, index + 1, state)
    atom = atoms.get(word.form)
    if atom is None:
        return index
    if atom.cls in _FRACTIONS:
        return _fraction(words, index, atoms, state, _FRACTIONS[atom.cls])
    if atom.cls == "teen_unit":
        ten = _atom(words, index + 1, atoms)
        if ten is None or ten.cls != "ten" or ten.joined:
            return index
        state.group = state.floor = 10 + atom.value
        return index + 2
    if atom.cls == "scale_plural":
        return index
    if atom.cls in ("scale", "scale_or_dual", "scale_dual"):
        _open_scale(state, atom)
        return index + 1
    state.group = state.floor = atom.value
    state.unit = atom.value if atom.cls == "unit" else 0
    return index + 1


def _grouped_digits(words: Sequence[Word], index: int, state: _Sum) -> int:
    """Thousands groups behind an Arabic comma without space (`١،٢٣٤،٥٦٧`)."""
    while index + 1 < len(words) and words[index].form in _ARABIC_COMMAS and state.group >= 1:
        group = words[index + 1]
        touching = words[index - 1].end == words[index].start and words[index].end == group.start
        if not (touching and group.kind == "number" and group.form.isdigit() and len(group.form) == _THOUSAND_GROUP):
            break
        state.group = state.floor = state.group * 1000 + int(group.form)
        index += 2
    return index


def _value_before_scale(words: Sequence[Word], index: int, atoms: Mapping[str, Atom]) -> float:
    """Digits at `index`; before a scale word a point is a decimal point (`46.421 ألف`)."""
    form = words[index].form
    if form.count(".") == 1 and "," not in form:
        scale = _atom(words, index + 1, atoms)
        if scale is not None and scale.cls in _SCALES and not scale.joined:
            return float(form)
    return parse_digits(form)


def _open_scale(state: _Sum, atom: Atom) -> None:
    """A scale word with no number before it counts once, its dual or construct form twice."""
    state.total = atom.value * (2 if atom.cls == "scale_or_dual" else 1)
    state.scale = atom.value // 2 if atom.cls == "scale_dual" else atom.value
    state.ceiling = state.scale


def _fraction(words: Sequence[Word], index: int, atoms: Mapping[str, Atom], state: _Sum, part: float) -> int:
    """`نصف مليون`: only before a scale word."""
    scale = _atom(words, index + 1, atoms)
    if scale is None or scale.cls != "scale" or scale.joined:
        return index
    state.total = scale.value * part
    state.scale = scale.value
    state.ceiling = 0
    return index + 2


def _next_part(words: Sequence[Word], at: int, atoms: Mapping[str, Atom], state: _Sum, *, compound: bool) -> int:
    word = words[at]
    if word.form == "و" and compound:
        return _add_apart(words, at, atoms, state)
    atom = atoms.get(word.form)
    if atom is None:
        return at
    if word.form == _AND_ONE and compound and _is_ten(words, at + 1, atoms):
        return _add(words, at, atoms, atom, state)
    if not atom.joined:
        return at + 1 if _multiply(atom, state, digits=words[at - 1].kind == "number") else at
    return _add(words, at, atoms, atom, state) if compound and word.form.startswith("و") else at


def _multiply(atom: Atom, state: _Sum, *, digits: bool) -> bool:
    """Ten, hundred and the scale words multiply or complete what stands right before them."""
    if atom.definite and atom.cls not in _SCALES:
        return False
    if atom.cls == "ten" and state.unit > 2:
        state.group += 10
        state.floor = state.group % 100 if state.group > 100 else state.group
        state.unit = 0
        return True
    if atom.cls == "hundred" and (state.unit > 2 or (digits and state.group < 10)) and state.group < 100:
        state.group = state.floor = state.group * 100
        state.unit = 0
        return True
    if atom.cls in _SCALES and state.group > 0 and atom.value < state.ceiling:
        state.total += state.group * atom.value
        state.scale = max(state.scale, atom.value)
        state.ceiling = atom.value
        state.group = state.floor = state.unit = 0
        return True
    if atom.cls in _SCALES and state.group == 0 and state.scale > 1 and atom.value > state.scale:
        state.total *= atom.value
        state.scale = state.ceiling = atom.value
        return True
    return False


def _add_apart(words: Sequence[Word], at: int, atoms: Mapping[str, Atom], state: _Sum) -> int:
    """A part after a `و` written apart."""
    atom = _atom(words, at + 1, atoms)
    if atom is None:
        return _add_digits(words, at, state)
    after = at if atom.joined or atom.definite else _add(words, at + 1, atoms, atom, state)
    return after if after > at + 1 else at


def _is_ten(words: Sequence[Word], index: int, atoms: Mapping[str, Atom]) -> bool:
    atom = _atom(words, index, atoms)
    return atom is not None and atom.cls == "ten" and not atom.joined


def _add_digits(words: Sequence[Word], at: int, state: _Sum) -> int:
    """`12 ألفا و500`: digits after `و` fill the places below the scale word before them."""
    after = at + 1
    if state.scale == 1 or state.group or after >= len(words) or words[after].kind != "number":
        return at
    value = parse_digits(words[after].form)
    if value >= state.ceiling or value != int(value):
        return at
    state.group = state.floor = value
    return after + 1


def _add(words: Sequence[Word], at: int, atoms: Mapping[str, Atom], atom: Atom, state: _Sum) -> int:
    """A part joined by `و`: tens after a unit, smaller parts after hundreds and scale words."""
    if atom.cls in _FRACTIONS:
        return _add_fraction(words, at, atoms, atom, state)
    if atom.cls == "tens" and 0 < state.unit < 10:
        state.group += atom.value
        state.floor = state.group % 100
        state.unit = 0
        return at + 1
    room = _room(state, digits=words[at - 1].kind == "number")
    opens_teen = atom.cls == "teen_unit" or (atom.cls == "unit" and atom.value == 1)
    if opens_teen and room >= 100 and _is_ten(words, at + 1, atoms):
        _put(state, 10 + atom.value, 0)
        return at + 2
    if atom.cls == "teen_unit":
        return at
    if atom.cls in _SCALES or atom.cls == "scale_dual":
        return _add_scale(at, atom, state)
    if atom.cls in ("unit", "ten", "tens", "hundred", "hundreds") and atom.value < room:
        _put(state, atom.value, atom.value if atom.cls == "unit" else 0)
        return at + 1
    return at


def _room(state: _Sum, *, digits: bool) -> float:
    """What a part joined by `و` must stay below: 100 after hundreds, the scale after a scale word, else 0."""
    if digits and not state.total:
        return 0
    if state.group == 0:
        return state.ceiling
    return 100 if state.floor and state.floor % 100 == 0 else 0


def _put(state: _Sum, value: float, unit: int) -> None:
    state.group += value
    state.floor = value
    state.unit = unit


def _add_scale(at: int, atom: Atom, state: _Sum) -> int:
    """`مليون وألف`, `مليون وألفان`: a smaller scale that counts once or twice."""
    scale = atom.value // 2 if atom.cls == "scale_dual" else atom.value
    if atom.cls == "scale_plural" or state.group or state.scale == 1 or scale >= state.ceiling:
        return at
    state.total += atom.value
    state.ceiling = scale
    return at + 1


def _add_fraction(words: Sequence[Word], at: int, atoms: Mapping[str, Atom], atom: Atom, state: _Sum) -> int:
    """`مليون ونصف`: half of the scale word before it."""
    if state.group or state.scale == 1 or not 0 < state.ceiling < float("inf"):
        return at
    state.total += state.ceiling * _FRACTIONS[atom.cls]
    state.ceiling = 0
    # The scale word may stand again (`مليون ونصف المليون`).
    again = _atom(words, at + 1, atoms)
    return at + 2 if again is not None and again.cls == "scale" and again.definite else at + 1


def _atom(words: Sequence[Word], index: int, atoms: Mapping[str, Atom]) -> Atom | None:
    return atoms.get(words[index].form) if index < len(words) else None
