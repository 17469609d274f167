"""The situation as a map: clusters by square, areas where no point is known, and incidents that stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from isnad.keep.cells import FINEST, find_square
from isnad.keep.situation import count_areas, count_squares
from isnad.keep.situation_filters import Frame
from isnad.show.care.eyes import Eyes
from isnad.show.views.caring import COARSE_ZOOM, find_hidden, is_figure, protect_incidents
from isnad.show.views.filters import SituationFilter
from isnad.show.views.names import packaged_names
from isnad.show.views.shown import IncidentShown, PlaceShown
from isnad.show.views.situation import show_incidents
from isnad.workspace import Workspace

__all__ = ["Area", "Cluster", "Frame", "Scope", "SituationMap", "find_map", "worst_of"]

# A tile of the map is so many squares wide and high, two to this power: squares are 64 pixels.
_SQUARES = 2
# So many that stand alone come with what is told of them; the others as clusters of one.
_MOST_ALONE = 100
_GRAVITY_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Scope:
    """What of the world is looked at, and at which zoom (0: the world in one tile)."""

    frame: Frame
    zoom: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """Incidents at points of one square: how many, how many contested, where in degrees, and the type of the one in
    which most died.
    """

    bounds: Frame
    incidents: int
    contested: int
    worst: str


@dataclass(frozen=True, slots=True)
class Area:
    """Incidents of which only an area is known: it is drawn as one, not as a pin."""

    place: PlaceShown
    incidents: int
    contested: int
    worst: str


@dataclass(frozen=True, slots=True)
class SituationMap:
    """What a map shows. `alone` are incidents with a square to themselves."""

    clusters: tuple[Cluster, ...]
    areas: tuple[Area, ...]
    alone: tuple[IncidentShown, ...]


def find_map(workspace: Workspace, eyes: Eyes, asked: SituationFilter, scope: Scope) -> SituationMap:
    """The map of the incidents that have what is asked for, as these eyes may see them.

    `as_of` counts the incidents that were known by then, at the places that are known now. Incidents without a place of
    the gazetteer are on no map; `find_facets` counts all. For eyes that do not see all, squares are no finer than a
    district, and what tells of people who flee and cells of few incidents are left out.
    Raises: SourceError when too many words are asked for.
    """
    zoom = min(max(scope.zoom, 0) + _SQUARES, FINEST if eyes.sees_all else COARSE_ZOOM)
    hidden = find_hidden(eyes)
    with workspace.store.read() as conn:
        squares = count_squares(conn, asked, scope.frame, zoom, hidden)
        areas = count_areas(conn, asked, scope.frame, hidden)
        alone = [row for row in squares if row.incidents == 1][:_MOST_ALONE] if eyes.sees_all else []
        shown = _show_alone(conn, alone, asked, eyes)
    taken = {row.square for row in alone}
    clusters = (
        _cluster(row, zoom, eyes) for row in squares if row.square not in taken and is_figure(row.incidents, eyes)
    )
    return SituationMap(tuple(clusters), tuple(_area(row) for row in areas if is_figure(row.incidents, eyes)), shown)


def _show_alone(
    conn: Connection, rows: Sequence[Row[Any]], asked: SituationFilter, eyes: Eyes
) -> tuple[IncidentShown, ...]:
    found = show_incidents(conn, [row.number for row in rows], asked.as_of)
    return tuple(protect_incidents(found, eyes))


def _cluster(row: Row[Any], zoom: int, eyes: Eyes) -> Cluster:
    """The cluster of the square. To eyes that do not see all its bounds are the square's, which tell of no place in it."""
    seen = (row.west, row.south, row.east, row.north) if eyes.sees_all else find_square(row.square, zoom)
    return Cluster(Frame(*seen), row.incidents, row.contested, worst_of(row.gravity))


def _area(row: Row[Any]) -> Area:
    return Area(packaged_names().show_place_id(row.place_id), row.incidents, row.contested, worst_of(row.gravity))


def worst_of(gravity: str) -> str:
    """The type that the greatest gravity names."""
    return gravity[_GRAVITY_LETTERS:]
