"""The noun phrase under way: what has been taken so far, and small questions about it."""

from __future__ import annotations

from isnad.knowledge.actors import ActorRow
from isnad.read.mentions.chunks import Context, PlaceMention
from isnad.read.mentions.quantity import Number
from isnad.read.vocabulary import Form, Reading

_PRONOUN_ENDINGS = ("ها", "هم", "هما", "نا")
_SHORTEST_WITH_PRONOUN = 4
_BODIES = frozenset(f"group_nouns:{cls}" for cls in ("authority", "organisation", "force"))
_TITLES = "titles:"


class Phrase:
    """The noun phrase so far.

    `closed`: the chain of possessors is complete (a definite word, a name or a pronoun stood last).
    `sealed`: an indefinite word stood last that takes no possessor, so that only adjectives go on.
    `noun` is the form of the last noun, which adjectives describe; `before` the form of the last word.
    """

    __slots__ = (
        "actor",
        "at",
        "before",
        "classes",
        "closed",
        "context",
        "definite",
        "end",
        "first",
        "head",
        "head_noun",
        "kind_word",
        "last",
        "name",
        "nationality",
        "noun",
        "open_quotes",
        "places",
        "quantity",
        "rows",
        "sealed",
        "title",
    )  # fmt: skip

    def __init__(self, context: Context, at: int, last: int) -> None:
        self.context, self.at, self.last, self.first, self.end = context, at, last, at, at
        self.head = -1
        self.closed = self.sealed = self.definite = self.title = self.name = False
        self.classes: set[str] = set()
        self.actor: ActorRow | None = None
        self.places: list[PlaceMention] = []
        self.quantity: Number | None = None
        self.nationality = self.kind_word = ""
        self.rows: list[str] = []
        self.open_quotes = False
        self.noun: Form | None = None
        self.head_noun: Form | None = None
        self.before: Form | None = None

    def form_at(self, at: int) -> Form:
        """What is known of the word at `at`."""
        return self.context.vocabulary.form(self.context.words[at].form)

    def step(self, words: int = 1) -> bool:
        """Take `words` words; always true, so that a rule can end with it."""
        self.before = self.form_at(self.at + words - 1)
        self.at += words
        self.end = self.at
        return True

    def absorb(self, form: Form) -> None:
        """Take over what a noun tells; only the head, or the first noun with a class, gives the phrase its classes."""
        if self.head == self.at or not self.classes:
            self.classes.update(form.classes)
            self.rows.extend(form.rows)
        if self.head == self.at:
            self.head_noun = form
        self.nationality = self.nationality or form.nationality
        self.title = self.title or is_title(form)
        self.name = self.name or form.given
        self.noun = form
        place = [cls for cls in form.classes if cls.startswith("place_words:")]
        self.kind_word = min(place).split(":")[1] if place else self.kind_word if not form.classes else ""

    def has(self, *prefixes: str) -> bool:
        """Whether a class of the phrase begins with one of these."""
        return any(cls.startswith(prefixes) for cls in self.classes)


def is_title(form: Form) -> bool:
    """Whether the word is a rank, office, profession or honorific."""
    return any(cls.startswith(_TITLES) for cls in form.classes)


def is_body(form: Form, names: list[Reading]) -> bool:
    """Whether the word names an organised body: a force, an authority, an organisation."""
    return bool(form.classes & _BODIES) or any(name.entry.kind == "actor" for name in names)


def has_pronoun(form: Form) -> bool:
    """Whether the word ends in a possessive pronoun (`قواتها`)."""
    return (
        form.stem.endswith(_PRONOUN_ENDINGS)
        and len(form.stem) > _SHORTEST_WITH_PRONOUN
        and (not form.classes or form.pronoun)
    )
