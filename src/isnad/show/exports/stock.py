"""Where an export takes what it is made of: the views of a workspace, as the eyes may see them."""

from __future__ import annotations

from functools import partial

from isnad.keep.situation_filters import SituationFilter
from isnad.pipeline.scales import packaged_scales
from isnad.show.care.eyes import Eyes
from isnad.show.exports.coding import find_coding
from isnad.show.exports.writing import Stock
from isnad.show.views.flows import iter_flows
from isnad.show.views.judged import iter_judged
from isnad.show.views.situation import iter_incidents
from isnad.workspace import Workspace


def find_stock(workspace: Workspace, eyes: Eyes, asked: SituationFilter) -> Stock:
    """The stock of what is asked for; nothing is read before a format asks for it."""
    given = (workspace, eyes, asked)
    return Stock(
        incidents=partial(iter_incidents, *given),
        flows=partial(iter_flows, *given),
        judged=partial(iter_judged, *given),
        coding=find_coding(packaged_scales().knowledge),
        moment=eyes.now,
    )
