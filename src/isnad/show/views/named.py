"""Names of actors and outlets as they are shown: by the register where it knows them, else as told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from isnad.knowledge.actors import ActorRow
from isnad.pipeline.scales import packaged_scales
from isnad.show.views.shown import ActorShown


def load_actor(name: str) -> ActorShown:
    """The actor of this register id, or of these words."""
    row = _rows().get(name)
    return ActorShown(name) if row is None else ActorShown(row.name_ar, row.name_en, row.actor_id, row.kind)


@cache
def _rows() -> Mapping[str, ActorRow]:
    return {row.actor_id: row for row in packaged_scales().knowledge.actors}
