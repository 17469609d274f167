"""Tellings: each event as one sentence tells it, with its roles, tolls, places and times."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.knowledge.events import EventType, Trigger
from isnad.model import SectionKind
from isnad.read.events.classes import is_agent
from isnad.read.events.positions import find_role
from isnad.read.events.site import Discourse, Site
from isnad.read.events.tolls import Toll, find_toll
from isnad.read.events.triggers import Company, choose_trigger
from isnad.read.events.walk import find_clause
from isnad.read.mentions.chunks import EVENT, MARKER, NOUN_PHRASE, VERB, Chunk, Context, PlaceMention
from isnad.read.mentions.times import Time


@dataclass(slots=True)
class PlaceRole:
    """A place of a telling: the mention, its chunk, and its role: where, origin or destination."""

    chunk: Chunk
    mention: PlaceMention | None
    role: str
    inherited: bool = False


@dataclass(slots=True)
class Telling:
    """One event as one sentence tells it. `reasons` says what made each part, for `--explain`.

    `victims` is the phrase of its people killed or injured, `carried` the subjects of the sentences before,
    `speakers` who says it, `certainty` the log odds of the likeliest phrase of each role, `retold` how often the
    report tells it again, `in_heading` whether a section heading tells it, `recall` how the sentence takes it as known.
    """

    event_type: EventType
    trigger: Trigger
    chunk: Chunk
    sentence: int
    index: int
    clause: tuple[int, int]
    site: Site
    carried: tuple[Chunk, ...] = ()
    victims: Chunk | None = None
    speakers: tuple[Chunk, ...] = ()
    certainty: dict[str, float] = field(default_factory=dict)
    initiator: list[Chunk] = field(default_factory=list)
    target: list[Chunk] = field(default_factory=list)
    tolls: dict[str, Toll] = field(default_factory=dict)
    places: list[PlaceRole] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    time_carried: bool = False
    sources: list[Chunk] = field(default_factory=list)
    cue: Chunk | None = None
    content: tuple[int, int] | None = None
    distance: str = ""
    factuality: str = ""
    recall: str = ""
    retold: int = 0
    in_heading: bool = False
    reasons: list[str] = field(default_factory=list)

    @property
    def type(self) -> str:
        """Name of the event type."""
        return self.event_type.name

    def rules(self, role: str) -> tuple[str, ...]:
        """Positions that the event's file lists for the role, best first."""
        return self.trigger.initiator if role == "initiator" else self.trigger.target


@dataclass(slots=True)
class Sentence:
    """A sentence under reading: its words [first, last), its chunks and the kind of section it stands in."""

    index: int
    first: int
    last: int
    section: str
    chunks: list[Chunk]
    tellings: list[Telling] = field(default_factory=list)


def find_tellings(
    context: Context, sentence: Sentence, discourse: Discourse, types: dict[str, EventType]
) -> list[Telling]:
    """Tellings of the sentence in text order; the discourse is brought up to date on the way."""
    company = Company(context, sentence.chunks)
    found: list[Telling] = []
    for index, chunk in enumerate(sentence.chunks):
        site = Site(sentence.chunks, index, discourse.snapshot())
        if chunk.entries and any(isinstance(entry.payload, Trigger) for entry in chunk.entries):
            telling = _tell(company, site, sentence, types)
            if telling is not None:
                found.append(telling)
                if types[telling.type].cause and not telling.trigger.toll:
                    discourse.told = telling.type
        _remember(site, discourse)
    return found


def _tell(company: Company, site: Site, sentence: Sentence, types: dict[str, EventType]) -> Telling | None:
    trigger = choose_trigger(company, site)
    if trigger is None or (not trigger.toll and is_without(site)):
        return None
    low, high = find_clause(site.chunks, site.index)
    telling = Telling(
        types[trigger.type], trigger, site.trigger, sentence.index, site.index,
        (site.chunks[low].first, site.chunks[high - 1].last), site, carried=tuple(site.discourse.subjects),
        in_heading=sentence.section == SectionKind.HEADING,
    )  # fmt: skip
    if trigger.toll:
        toll = find_toll(company.context, site, trigger.target)
        if toll is not None:
            telling.tolls[trigger.toll] = toll
            telling.victims = toll.chunk
    telling.reasons.append(f"{trigger.row} ({trigger.gloss})")
    return telling


def is_without(site: Site) -> bool:
    """Whether the event noun only says what did not go with another event (`من دون قتال`)."""
    before = site.chunks[site.index - 1] if site.index else None
    return site.trigger.kind == EVENT and before is not None and before.kind == MARKER and before.cls == "without"


def _remember(site: Site, discourse: Discourse) -> None:
    """Keep the last acting subject and the last noun phrases, for verbs and pronouns that go on with them."""
    chunk = site.trigger
    if chunk.kind == VERB:
        subject = [c for c in find_role(site, ("subject",)) if is_agent(c)]
        if subject:
            discourse.subjects = subject
    elif chunk.kind == NOUN_PHRASE and chunk.classes:
        discourse.nouns = [*discourse.nouns[-3:], chunk]
