"""Writing: an export by the name of its format, with what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from isnad.show.exports.acled import write_acled
from isnad.show.exports.claimreview import write_claimreview
from isnad.show.exports.coding import Coding
from isnad.show.exports.formats import Format
from isnad.show.exports.ftm import write_ftm
from isnad.show.exports.geojson import write_geojson
from isnad.show.exports.geopackage import write_geopackage
from isnad.show.exports.hxl import write_hxl
from isnad.show.exports.parquet import write_parquet
from isnad.show.exports.plover import write_plover
from isnad.show.exports.ucdp import write_ucdp
from isnad.show.shown import FlowShown, IncidentShown
from isnad.show.views.judged import JudgedShown


@dataclass(frozen=True, slots=True)
class Stock:
    """What an export is made of, each asked for only where the format needs it; `moment` (UTC) is now."""

    incidents: Callable[[], Iterator[IncidentShown]]
    flows: Callable[[], Iterator[FlowShown]]
    judged: Callable[[], Iterator[JudgedShown]]
    coding: Coding
    moment: str


def write_export(format_: Format, stock: Stock, *, bom: bool = False) -> Iterator[bytes]:
    """The export in chunks; `bom` marks CSV as UTF-8 for spreadsheets and means nothing to other formats.

    Raises: SourceError where the format needs a package that is not installed.
    """
    coding = stock.coding
    match format_:
        case Format.HXL:
            return write_hxl(stock.flows(), stock.incidents(), coding, bom=bom)
        case Format.ACLED:
            return write_acled(stock.incidents(), coding, bom=bom)
        case Format.UCDP:
            return write_ucdp(stock.incidents(), coding, bom=bom)
        case Format.GEOPACKAGE:
            return write_geopackage(stock.incidents(), coding, moment=stock.moment)
        case Format.CLAIMREVIEW:
            return write_claimreview(stock.judged(), coding)
    plain = {
        Format.PLOVER: write_plover,
        Format.GEOJSON: write_geojson,
        Format.PARQUET: write_parquet,
        Format.FTM: write_ftm,
    }
    return plain[format_](stock.incidents(), coding)
