"""Cells: squares of the map at a zoom, named by one number whose first bits name the larger squares around it."""

from __future__ import annotations

import math

# Squares of this zoom are about a kilometre wide at the equator; twice as many bits fit into an integer.
FINEST = 15
# Web Mercator ends here.
_MOST_LAT = 85.05


def find_cell(lat: float, lon: float) -> int:
    """The number of the square of the finest zoom that the place lies in; shifted right by two, that of one zoom less.

    Units: degrees, WGS 84.

    >>> find_cell(34.73, 36.71) >> 2 * (FINEST - 1)  # of four squares of the world, the one of north and east
    1
    """
    side = 1 << FINEST
    tall = math.radians(max(-_MOST_LAT, min(lat, _MOST_LAT)))
    x = int(((lon + 180.0) % 360.0) / 360.0 * side)
    y = int((1.0 - math.asinh(math.tan(tall)) / math.pi) / 2.0 * side)
    return _interleave(min(x, side - 1), min(max(y, 0), side - 1))


def _interleave(x: int, y: int) -> int:
    return sum(((x >> bit & 1) | (y >> bit & 1) << 1) << 2 * bit for bit in range(FINEST))


def find_square(square: int, zoom: int) -> tuple[float, float, float, float]:
    """West, south, east and north of the square of this zoom.

    Units: degrees, WGS 84.

    >>> find_square(1, 1)[0], find_square(1, 1)[1], find_square(1, 1)[2]
    (0.0, 0.0, 180.0)
    """
    x = sum((square >> 2 * bit & 1) << bit for bit in range(zoom))
    y = sum((square >> 2 * bit + 1 & 1) << bit for bit in range(zoom))
    side = 1 << zoom
    return _lon(x / side), _lat((y + 1) / side), _lon((x + 1) / side), _lat(y / side)


def _lon(part: float) -> float:
    return part * 360.0 - 180.0


def _lat(part: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1.0 - 2.0 * part))))
