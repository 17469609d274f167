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
