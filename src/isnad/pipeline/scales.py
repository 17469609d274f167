"""The packaged scales, made once for each process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from isnad.knowledge import Knowledge
from isnad.pipeline.reader import packaged_reader, packaged_version
from isnad.settings import VERSION
from isnad.weigh.ground import Ground, find_ground
from isnad.weigh.sources import Register, find_register


@dataclass(frozen=True, slots=True)
class Scales:
    """What claims are weighed with; `version` names the program and the knowledge that it comes from."""

    knowledge: Knowledge
    ground: Ground
    register: Register
    version: str


@cache
def packaged_scales() -> Scales:
    """The scales of the packaged knowledge."""
    knowledge = packaged_reader().knowledge
    return Scales(knowledge, find_ground(knowledge), find_register(knowledge), f"{VERSION} {packaged_version()}")
